import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { mayRead } from './access.ts'
import { apiRoutes } from './api/routes.ts'
import { routes as crosswalkRoutes } from './crosswalk/routes.tsx'
import { routes as diffRoutes } from './diff/routes.tsx'
import { routes as ledgerRoutes } from './ledger/routes.tsx'
import { countListeners } from './living/counting.ts'
import { routes as unitRoutes } from './living/routes.tsx'
import { implementingRoutes } from './implementing/routes.tsx'
import { routes as lifeRoutes } from './life/routes.tsx'
import { routes } from './routes.tsx'
import { say } from './say.ts'
import { routes as wholeRoutes } from './whole/routes.tsx'
import { troubles } from './troubles.es.ts'

export { mayLoad, mustLoad } from './access.ts'
export { type Imported, importPlan, loadPlan, type PlanFile } from './actions.ts'
export { checkPlan } from './check.ts'
export { checkBeside, kindOfFile, type PlanFileKind } from './beside/check.ts'
export { checkSource, checkText, checkWhole } from './checker/check.ts'
export { type Finding, tally } from './checker/finding.ts'
export { type CheckedFile, findingsJson, findingsText, tableText } from './checker/print.ts'
export { findingsSarif } from './checker/sarif.ts'
export { sayFinding } from './checker/say.ts'
export {
  changeDraft,
  type Draft,
  draftPlan,
  dropDraft,
  freezeDraft,
  openDraft,
  takeDraft,
  thawDraft,
  undoStep,
} from './editing/drafts.ts'
export { renewDraft } from './editing/renew.ts'
export type { Op } from './editing/ops.ts'
export { applyDiff } from './diff/apply.ts'
export { diffPlans, isSame, type PlanDiff } from './diff/plan-diff.ts'
export { answersDue, planLoaded, type TaskStanding, type TaskStates, taskStates } from './events.ts'
export { type Evidence, evidenceAsked } from './implementing/events.ts'
export { enterValues, fillingOf } from './implementing/actions.ts'
export { beginAs, beginUnitPlan, namePart } from './living/actions.ts'
export { unitPlans } from './living/store.ts'
export { adoptDraft, recordApproval, sendToReview } from './life/actions.ts'
export { type PlanAnswer, planAnswers } from './living/answers.ts'
export { addComment, answerComment, openRound, settleComment, settleRound } from './living/reviewing.ts'
export type { Element, Measure, Plan, Target } from './file/format.ts'
export { readPlan } from './file/read.ts'
export { canonical as canonicalPlan } from './file/canonical.ts'
export { findingLine } from './exchange/finding.ts'
export {
  emptyTemplate,
  fileKinds,
  type Format,
  formats,
  isFormat,
  lostLines,
  mustCome,
  receivePlan,
  sendPlan,
} from './exchange/formats.ts'
export { loadedPlan } from './exchange/loaded.ts'
export { layoutSchema, mappingSchema, type TableLayout, type TableMapping } from './exchange/tables/mapping.ts'
export { type PlanGraph, planGraph } from './graph.ts'
export { problemLine, sayProblem } from './problems/say.ts'
export { type Numbers, readNumbers } from './numbers.tsx'
export { alignmentOf } from './living/rules.ts'
export { type PlanPromise, promisesOf } from './promises.ts'
export { currentPlan, openRow as openPlanRow, planTasks } from './reading.ts'
export { elementHref } from './rules.ts'
export type { PlanRow, PlanTask } from './schema.ts'
export { plansSeen } from './store.ts'
export { type SchoolCalendar, schoolYear, usualCalendar, yearOfDay } from './timeframes/calendar.ts'
export { type Instance, instances } from './timeframes/instances.ts'
export { readTimeframe } from './timeframes/read.ts'
export { type Anchor, type Cadence, type Reading, reading } from './timeframes/reading.ts'
export { cadences } from './file/element.ts'
export { readingWords } from './whole/when.ts'
export { targetView } from './target-words.ts'

/** Strategic plans as data: what the district promised, why, how, by whom and when, and how anybody can tell. */
export const module: Module = {
  name: 'plans',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [
    ...unitRoutes,
    ...ledgerRoutes,
    ...crosswalkRoutes,
    ...diffRoutes,
    ...lifeRoutes,
    ...implementingRoutes,
    ...wholeRoutes,
    ...routes,
    ...apiRoutes,
  ],
  listeners: countListeners,
  menu: [{ href: '/plans', order: 20, label: (lang) => say(lang)('menu'), shown: mayRead }],
  systems: {
    'PLAN-01': '/plans/hartford-2018-22',
    'PLAN-02': '/plans/:plan/:element',
    'PLAN-03': '/plans/:plan/drafts/:draft',
    'PLAN-04': '/plans/:plan/about',
    'PLAN-05': '/plans/:plan/families',
    'PLAN-06': '/plans/waterbury-2020-27',
    'PLAN-07': '/plans/ctecs-2019-22',
    'PLAN-08': '/plans/crosswalk/:crosswalk',
    'PLAN-09': '/plans/:plan/rollout',
    'PLAN-10': '/plans/:plan/rollout',
    'PLAN-11': '/plans/:plan/:element',
    'PLAN-12': '/plans/:plan/diff',
    'PLAN-13': '/plans/:plan/:element',
    'PLAN-14': '/api/plans/:plan/export/:format',
    'PLAN-15': '/plans/:plan/about',
    'PLAN-16': '/plans/:plan/about',
    'PLAN-17': '/plans/:plan/glossary',
    'IND-02': '/plans/:plan/:element',
    'IND-05': '/plans/:plan/measures',
    'IND-06': '/plans/:plan/measures',
    'IND-07': '/plans/:plan/measures',
    'IND-09': '/plans/:plan/measures',
    'IND-10': '/plans/:plan/measures',
    'IND-11': '/plans/:plan/measures',
    'IND-12': '/plans/:plan/measures',
    'IMPL-04': '/plans/:plan/values',
    'IMPL-01': '/plans/:plan/offices/:office',
    'SCH-01': '/plans/:plan/alignment',
    'SCH-14': '/plans/:plan/reviews',
    'GOV-01': '/plans/:plan/approvals',
    'GOV-07': '/plans/:plan/record',
  },
}
