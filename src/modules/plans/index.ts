import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { mayRead } from './access.ts'
import { routes } from './routes.tsx'
import { say } from './say.ts'

export { mayLoad, mustLoad } from './access.ts'
export { type Imported, importPlan, loadPlan, type PlanFile } from './actions.ts'
export { checkPlan } from './check.ts'
export { planLoaded, type TaskStanding, type TaskStates, taskStates } from './events.ts'
export type { Element, Measure, Plan, Target } from './file/format.ts'
export { readPlan } from './file/read.ts'
export { type PlanGraph, planGraph } from './graph.ts'
export { problemLine, sayProblem } from './problems/say.ts'
export { currentPlan, planTasks } from './reading.ts'
export { elementHref } from './rules.ts'
export type { PlanRow, PlanTask } from './schema.ts'
export { plansSeen } from './store.ts'
export { targetView } from './target-words.ts'

/** Strategic plans as data: what the district promised, why, how, by whom and when, and how anybody can tell. */
export const module: Module = {
  name: 'plans',
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  menu: [{ href: '/plans', order: 20, label: (lang) => say(lang)('menu'), shown: mayRead }],
  systems: {
    'PLAN-02': '/plans/:plan/:element',
    'PLAN-05': '/plans/hartford-2021-24',
    'PLAN-11': '/plans/:plan/:element',
    'PLAN-12': '/plans/:plan',
    'PLAN-17': '/plans/:plan',
  },
}
