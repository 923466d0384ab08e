import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { districtsOf } from './access.ts'
import { sources } from './assemble.ts'
import { jobsOver } from './jobs.ts'
import { routesOver } from './routes.tsx'
import { sayKey, words } from './say.ts'
import { en } from './words.en.ts'

export { approve, askPublish, redraft, sendBack, startCorrection, startDraft, submit, withdraw } from './actions.ts'
export { published } from './events.ts'
export { type PublicFiles, publicFiles } from './serve/public-files.ts'
export type { EditionRow, ReleasedRow } from './schema.ts'
export { sources } from './assemble.ts'
export { editionsOf, newestPublished, slugOf } from './store.ts'
export { fillDraft, publishEdition } from './working.ts'

/** Editions of the public scorecard: drafted, checked, approved by a second person, rendered once to files, never changed. */
export const module: Module = {
  name: 'publishing',
  migrations: join(import.meta.dirname, 'migrations'),
  routes: routesOver(sources),
  jobs: jobsOver(sources),
  menu: [
    {
      href: '/publish',
      order: 60,
      label: (lang) => words(lang)('menu'),
      shown: (visitor) => districtsOf(visitor).length > 0,
    },
  ],
  step: (key, lang) => (`step_${key}` in en ? sayKey(lang, `step_${key}`) : null),
  systems: { 'GOV-04': '/publish', 'GOV-08': '/publish' },
}
