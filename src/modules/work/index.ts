import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { readable } from './access.ts'
import { dutyJobs, dutySchedules } from './duties/jobs.ts'
import { dutyRoutes } from './duties/routes.tsx'
import { calendarRoutes } from './feed/routes.tsx'
import { handOverRoutes } from './handover/routes.tsx'
import { answers, listeners } from './plan-tasks.ts'
import { routes } from './routes.tsx'
import { words } from './say.ts'
import { tableRoutes } from './table/routes.tsx'
import { troubles } from './troubles.es.ts'

export { mayRead, mayUpdate } from './access.ts'
export { type Loaded, type Outcome, saveItems, undoItem, updateItem } from './actions.ts'
export { planPrefix, takePlan } from './plan-tasks.ts'
export { refreshDuties, saveDuties } from './duties/actions.ts'
export type { DutyTold } from './duties/schema.ts'
export { occurrenceItems } from './duties/store.ts'
export { DueLines } from './pages/due-lines.tsx'
export { type Saved, SavedNotice } from './pages/saved-notice.tsx'
export { districtTotals, homeDistrict, itemsFor, itemsOf, type Mine, savedFrom } from './reading.ts'
export { countsOf, daysLate, timingOf, type Timing } from './rules.ts'
export type { Counts, Item, NewItem, Owner, State } from './schema.ts'
export type { PlanItem, Totals } from './store.ts'
export { type Line, stateWords } from './view.ts'

/** Due items: what is to be done, by when, by whom; one table and one clock for tasks, and later for duties, meetings and registers. */
export const module: Module = {
  name: 'work',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [...dutyRoutes, ...tableRoutes, ...handOverRoutes, ...calendarRoutes, ...routes],
  jobs: dutyJobs,
  schedules: dutySchedules,
  listeners,
  answers,
  menu: [
    {
      href: '/work',
      order: 50,
      label: (lang) => words(lang)('work'),
      shown: (visitor) => readable(visitor).length > 0,
    },
  ],
  systems: { 'IMPL-02': '/work', 'IMPL-03': '/work/duties' },
}
