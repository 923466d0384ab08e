import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { holdsAny, staff } from '../people/index.ts'
import { watches } from './access.ts'
import { forgetListener, standingAnswer } from './forgotten.ts'
import { jobs, listeners } from './jobs.ts'
import { routes } from './routes.tsx'
import { words } from './say.ts'
import { accountabilityAnswer } from './state/accountability-file.ts'
import { kept } from './store-kept.ts'
import { en } from './words.en.ts'
import { troubles } from './troubles.es.ts'

export { type Estimate, type EstimateInput, estimateIndex } from './accountability/estimate.ts'
export { isHighNeeds, type Needs } from './accountability/high-needs.ts'
export { recomputationJson } from './accountability/json.ts'
export { explainText, recomputationText } from './accountability/print.ts'
export { codeOfRow, readPublished } from './accountability/read.ts'
export { type Recomputation, recompute } from './accountability/recompute.ts'
export { callInputs, decide, replay, type Call, type CallInputs, type CallName, type CallValue } from './calls.ts'
export { band, callValue, type Cell, find, rate, valueOf } from './cells.ts'
export { computed, computeYear, yearsToCompute } from './compute.ts'
export { computeOutcomes } from './compute-outcomes.ts'
export { outcomes, type OutcomeId } from './definitions/outcomes.ts'
export { yearMeasures } from './definitions/yearly.ts'
export { attendance, isDaily } from './definitions/catalog.ts'
export { type DefinitionCard, type DefinitionId, definitions } from './definitions/catalog.ts'
export { type Audited, protectAndAttack } from './disclosure/audit.ts'
export { auditInThread } from './disclosure/thread.ts'
export { type Certificate, certificate } from './disclosure/certificate.ts'
export { WrongFile } from './disclosure/files/jj.ts'
export { runAttack, runProtect } from './disclosure/files/run.ts'
export { protect } from './disclosure/protect.ts'
export { findExposed } from './disclosure/subtraction.ts'
export { gapsOf } from './disclosure/system.ts'
export {
  type Cell as TableCell,
  type EarlierTable,
  type Outside as OutsideCount,
  type Released,
  type Relation,
  stateRules,
  type Table as DisclosureTable,
} from './disclosure/table.ts'
export { reconcileCohort } from './state/certified.ts'
export { takeStateReports } from './state/take.ts'
export { type PublishedRow, toldDigest, toldOf } from './state/store.ts'
export { sweepCubes } from './leftovers.ts'
export { checkDefinition, type Checked } from './own/check.ts'
export { methodOf, type Method } from './method.ts'
export { groupName, nameOf, ofText, periodText, rateText, sentenceOf, setName } from './say.ts'
export { sayFidelity } from './say-fidelity.ts'
export { fidelityOf } from './rules/fidelity.ts'
export { newcombe } from './stats/newcombe.ts'
export { pairedChange } from './stats/paired.ts'
export type { AuditedRow, ReferenceRow, ResultState, RunRow, ValueRow, Wanted } from './schema.ts'
export {
  audited,
  currentRun,
  currentRuns,
  references,
  releaseAudit,
  saveAudit,
  saveReferences,
  type AuditCell,
  values,
} from './store.ts'
export { type Promised, saveTargets, targetsOf } from './store-targets.ts'
export { readings, type Target, targetParser, yearEnd } from './targets.ts'
export { toNumber } from './exact.ts'
export { type Soundness, soundnessOf } from './sound.ts'
export { type Trend, type TrendName, trendOf } from './trend.ts'
export { viewsOf } from './list-view.ts'
export { cellsFor, pathAt, type Reader, readerOf, type View, viewOf } from './view.ts'
export { callWords, sayCall, sayInterval, sayTarget, sayTrend } from './words-calls.ts'
export { sayGoal } from './words-goals.ts'
export { GroupsChart, LatestFigure, linePoints, ReaderLine, shown, ToDate, YearsChart } from './pages/parts.tsx'

/** The engine: definitions over trusted data, results, calls, disclosure control. */
export const module: Module = {
  name: 'indicators',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  jobs,
  kept,
  listeners: [...listeners, forgetListener],
  answers: [standingAnswer, accountabilityAnswer],
  menu: [
    {
      href: '/indicators',
      order: 30,
      label: (lang) => words(lang)('indicators'),
      shown: (visitor) => holdsAny(visitor, staff),
    },
  ],
  watches: (_tx, visitor, subject) => Promise.resolve(watches(visitor.scope, subject)),
  step: (key, lang) => (key in en ? words(lang)(key as keyof typeof en & string) : null),
  systems: {
    'IMPL-10': '/indicators',
    'IND-01': '/indicators',
    'IND-03': '/indicators/:definition',
    'IND-04': '/indicators/:definition',
    'IND-08': '/indicators',
    'IND-13': '/indicators',
    'IND-14': '/indicators/accountability',
    'IND-15': '/indicators/tests',
    'IND-16': '/indicators',
    'STU-06': '/schools',
    'STU-07': '/indicators/risk-ratios',
    'STU-10': {
      page: '/indicators/:definition',
      lacks: 'who entered a training or found gainful employment: no file tells it yet, and no survey asks',
    },
    'TL-16': '/indicators/:definition',
    'PLAT-02': '/schools',
  },
}
