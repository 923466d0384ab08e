import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { readable } from './access.ts'
import { evidenceAnswers } from './artefacts/answers.ts'
import { artefactRoutes } from './artefacts/routes.tsx'
import { kept } from './artefacts/store-kept.ts'
import { chainListeners } from './chain/plan-chain.ts'
import { chainRoutes } from './chain/routes.tsx'
import { complianceRoutes } from './compliance/routes.tsx'
import { cycleJobs, cycleSchedules } from './cycles/jobs.ts'
import { cycleRoutes } from './cycles/routes.tsx'
import { delegationRoutes } from './delegation/routes.tsx'
import { documentJobs, documentSchedules } from './documents/jobs.ts'
import { documentRoutes } from './documents/routes.tsx'
import { dutyJobs, dutySchedules } from './duties/jobs.ts'
import { dutyRoutes } from './duties/routes.tsx'
import { calendarRoutes } from './feed/routes.tsx'
import { handOverRoutes } from './handover/routes.tsx'
import { meetingJobs, meetingSchedules } from './meetings/jobs.ts'
import { meetingRoutes } from './meetings/meeting-routes.tsx'
import { openMinutesRoutes } from './meetings/open-routes.tsx'
import { committeeRoutes } from './meetings/routes.tsx'
import { answerListeners } from './plan-answers.ts'
import { procedureRoutes } from './procedures/routes.tsx'
import { onTimeRoutes } from './punctuality/routes.tsx'
import { answers, listeners } from './plan-tasks.ts'
import { reminderJobs, reminderSchedules } from './reminders/jobs.ts'
import { linkRoutes } from './reminders/link-routes.tsx'
import { reminderRoutes } from './reminders/routes.tsx'
import { routes } from './routes.tsx'
import { words } from './say.ts'
import { milestoneRoutes } from './milestones/routes.tsx'
import { submissionRoutes } from './submissions/routes.tsx'
import { tableRoutes } from './table/routes.tsx'
import { troubles } from './troubles.es.ts'
import { viewRoutes } from './views/routes.tsx'
import { whatIfRoutes } from './whatif/routes.tsx'
import { webhookJobs, webhookSchedules } from './webhooks/jobs.ts'
import { webhookRoutes } from './webhooks/routes.tsx'

export { mayRead, mayUpdate } from './access.ts'
export { type Loaded, type Outcome, saveItems, undoItem, updateItem } from './actions.ts'
export { bring, sign } from './artefacts/actions.ts'
export { ArtefactBlock } from './artefacts/pages/artefact-block.tsx'
export { artefactsOf, type Block, blockOf, evidenceOf } from './artefacts/reading.ts'
export { markOf } from './artefacts/rules.ts'
export type { Artefact, Content, Mark } from './artefacts/schema.ts'
export { sweepEvidence } from './artefacts/sweep.ts'
export { takeFile } from './artefacts/take.ts'
export { addObligations, assess, enterPolicy, signCompliance } from './compliance/actions.ts'
export { addAutonomy, setSteps } from './procedures/actions.ts'
export { procedureCurrency } from './procedures/reading.ts'
export { currencyShare } from './procedures/rules.ts'
export { countReached, enterMilestone } from './milestones/actions.ts'
export { itemOfMilestone } from './milestones/reading.ts'
export { recordSending, register } from './submissions/actions.ts'
export { acknowledge, addVersion, disseminate, makeDocument, moveDocument } from './documents/actions.ts'
export { type DocumentsListed, documentsListed } from './documents/reading.ts'
export { beginSeries, closeCycle, cyclePrefix, refreshCycles, takeSeries } from './cycles/actions.ts'
export { addWait, endWait, moveWave } from './chain/actions.ts'
export { type ChainTaken, takeChain } from './chain/plan-chain.ts'
export { wavesOf } from './chain/store.ts'
export { saveAnswer } from './cycles/answering.ts'
export { readingAtClosing, readingNow } from './cycles/reading.ts'
export type { Reading as CycleReading, SeriesTold } from './cycles/schema.ts'
export { cyclesOf, itemsOfCycles, questionsOf } from './cycles/store.ts'
export { delegate, endDelegation } from './delegation/actions.ts'
export { standingIn } from './delegation/reading.ts'
export { addAction, addDecision, addPoint, addSingle, approveMinutes, correctMinutes } from './meetings/adding.ts'
export { buildAgenda } from './meetings/agenda.ts'
export { addMember, type CommitteeTold, takeCommittees } from './meetings/committees.ts'
export { type OpenMinutes, openMinutesOf } from './meetings/open-minutes.ts'
export { refreshMeetings } from './meetings/refresh.ts'
export { meetingsOf, seatsOf } from './meetings/store.ts'
export { openMeetingCount, partsOf as partsOfMeeting } from './meetings/store-minutes.ts'
export { saveMinutes } from './meetings/verbs.ts'
export { planPrefix, takePlan } from './plan-tasks.ts'
export { refreshDuties, saveDuties } from './duties/actions.ts'
export type { DutyTold } from './duties/schema.ts'
export { dutiesOf, occurrenceItems } from './duties/store.ts'
export { DueLines } from './pages/due-lines.tsx'
export { type Saved, SavedNotice } from './pages/saved-notice.tsx'
export { districtTotals, homeDistrict, itemsFor, itemsOf, type Mine, savedFrom } from './reading.ts'
export { countsOf, daysLate, heldUntil, timingOf, type Timing } from './rules.ts'
export type { Counts, Item, NewItem, Owner, State } from './schema.ts'
export type { PlanItem, Totals } from './store.ts'
export { type Line, stateWords } from './view.ts'

/** Due items: what is to be done, by when, by whom; one table and one clock for tasks, and later for duties, meetings and registers. */
export const module: Module = {
  name: 'work',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  kept,
  routes: [
    ...artefactRoutes,
    ...documentRoutes,
    ...procedureRoutes,
    ...milestoneRoutes,
    ...submissionRoutes,
    ...complianceRoutes,
    ...dutyRoutes,
    ...openMinutesRoutes,
    ...committeeRoutes,
    ...meetingRoutes,
    ...cycleRoutes,
    ...delegationRoutes,
    ...tableRoutes,
    ...handOverRoutes,
    ...onTimeRoutes,
    ...calendarRoutes,
    ...reminderRoutes,
    ...linkRoutes,
    ...webhookRoutes,
    ...chainRoutes,
    ...viewRoutes,
    ...whatIfRoutes,
    ...routes,
  ],
  jobs: [...documentJobs, ...dutyJobs, ...meetingJobs, ...cycleJobs, ...reminderJobs, ...webhookJobs],
  schedules: [
    ...documentSchedules,
    ...dutySchedules,
    ...meetingSchedules,
    ...cycleSchedules,
    ...reminderSchedules,
    ...webhookSchedules,
  ],
  listeners: [...listeners, ...chainListeners, ...answerListeners],
  answers: [...answers, ...evidenceAnswers],
  menu: [
    {
      href: '/work',
      order: 50,
      label: (lang) => words(lang)('work'),
      shown: (visitor) => readable(visitor).length > 0,
    },
  ],
  systems: {
    'IMPL-02': '/work',
    'PLAN-09': '/work/waves',
    'PLAN-10': '/work/majors',
    'IMPL-03': '/work/duties',
    'IMPL-11': '/work/committees',
    'IMPL-05': '/work/milestones',
    'IMPL-06': '/work/documents',
    'IMPL-07': '/work/procedures',
    'IMPL-14': '/work/cycles',
    'GOV-05': '/work/submissions',
    'GOV-06': '/work/compliance',
  },
}
