import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { districtsOf, maySee } from './access.ts'
import { boardRoutes } from './board/routes.tsx'
import { words as boardWords } from './board/say.ts'
import { sources } from './assemble.ts'
import { jobsOver, publishingSchedules } from './jobs.ts'
import { mayOpenBoard } from './packet/access.ts'
import { planPageRoutes } from './plan-page/routes.tsx'
import { reportRoutes } from './report/routes.tsx'
import { routesOver } from './routes.tsx'
import { sayKey, words } from './say.ts'
import { scorecardRoutes } from './scorecards/routes.tsx'
import { districtOfEdition } from './store.ts'
import { kept } from './store-kept.ts'
import { en } from './words.en.ts'
import { troubles } from './troubles.es.ts'

export { approve, askPublish, redraft, sendBack, startCorrection, startDraft, submit, withdraw } from './actions.ts'
export { published } from './events.ts'
export { addBoardReport } from './packet/calendar.ts'
export { publishCalendar } from './packet/calendar-published.ts'
export { saveResponse } from './packet/responses.ts'
export { addLine } from './plan-page/actions.ts'
export { makeReport, signReport, writeReport } from './report/actions.ts'
export { addMeasure, writeValue } from './scorecards/actions.ts'
export { type PublicFiles, publicFiles } from './serve/public-files.ts'
export type { EditionRow, ReleasedRow } from './schema.ts'
export { sources } from './assemble.ts'
export { editionsOf, publicEdition } from './store.ts'
export { fillDraft, publishEdition } from './working.ts'

/** Editions of the public scorecard: drafted, checked, approved by a second person, rendered once to files, never changed. */
export const module: Module = {
  name: 'publishing',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [
    ...planPageRoutes,
    ...routesOver(sources),
    ...boardRoutes(sources),
    ...reportRoutes(sources),
    ...scorecardRoutes,
  ],
  jobs: jobsOver(sources),
  schedules: publishingSchedules,
  menu: [
    {
      href: '/publish',
      order: 60,
      label: (lang) => words(lang)('menu'),
      shown: (visitor) => districtsOf(visitor).length > 0,
    },
    {
      href: '/board',
      order: 58,
      label: (lang) => boardWords(lang)('menu'),
      shown: (visitor) => visitor.roles.some((held) => mayOpenBoard(visitor, held.district_id)),
    },
  ],
  step: (key, lang) => (`step_${key}` in en ? sayKey(lang, `step_${key}`) : null),
  watches: async (tx, visitor, subject) => {
    const id = /^edition:(\d{1,9})$/.exec(subject)?.[1]
    if (id === undefined) return null
    const district = await districtOfEdition(tx, Number(id))
    return district !== null && maySee(visitor, district)
  },
  kept,
  systems: {
    'GOV-02': '/board/reports',
    'GOV-03': '/board/calendar',
    'GOV-04': '/publish/plan',
    'GOV-08': '/publish/editions/:id',
    'IND-17': '/board/scorecards',
  },
}
