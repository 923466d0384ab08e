import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import type { PlanGraph } from '../../plans/index.ts'
import type { Edge, Knot } from '../chain/schema.ts'

/** What is asked: parts of the plan that are dropped, a wave that begins later, offices and roles that nobody holds. */
export type Change = {
  drops: readonly string[]
  wave: { name: string; days: number } | null
  /** ids of the plan: `office:acad`, `role:coa` */
  roles: readonly string[]
}

export type WorldItem = Knot & {
  element: string | null
  code: string | null
  title: Text
  /** the office of the plan that answers for it */
  office: string | null
}
export type WorldDuty = { id: number; title: Text; basis: string; office: string | null }

/** Everything that the rules look at: the plan, its work, the lines between items, the duties of the district. */
export type World = {
  graph: PlanGraph
  items: readonly WorldItem[]
  edges: readonly Edge[]
  duties: readonly WorldDuty[]
  /** targets that are judged in public, as `measure/target` */
  promises: ReadonlySet<string>
  /** the wave of each part that is in one */
  waves: ReadonlyMap<string, string>
  today: string
}

export const kinds = [
  'plan',
  'element',
  'measure',
  'target',
  'promise',
  'report',
  'duty',
  'item',
  'need',
  'said',
  'money',
] as const
export type Kind = (typeof kinds)[number]

/** `breaks`: it cannot be kept as it is written. `weaker`: it can, with less behind it, or later. */
export type Effect = 'breaks' | 'weaker'

/** What becomes of a thing. The words stand in `words.*.ts` as `how.*`. */
export const hows = [
  'goes',
  'empty',
  'less',
  'lessBelow',
  'lessSupport',
  'needs',
  'unwatched',
  'nothingToWatch',
  'nothingToMeasure',
  'lessBehind',
  'nothingToReport',
  'comesNoMore',
  'basisGone',
  'waits',
  'unanswered',
  'nowhere',
  'paysNothing',
  'paysLess',
  'late',
  'later',
  'endsAfter',
  'dueBefore',
  'moneyEnds',
  'startsLater',
  'nobody',
  'nobodyReports',
  'nobodyAnswers',
  'waitsOnNobody',
  'noChampion',
] as const
export type How = (typeof hows)[number]

/** How a step of a path leads on from the step before it. The words stand as `by.*`. */
export const bys = [
  'dropped',
  'below',
  'above',
  'supports',
  'dependsOn',
  'monitors',
  'belongsTo',
  'waitsFor',
  'measures',
  'asks',
  'answers',
  'paidBy',
  'carries',
  'delayed',
  'inWave',
  'lost',
  'answersFor',
  'speaksFor',
  'reports',
  'recurs',
  'basis',
] as const
export type By = (typeof bys)[number]

export type StepKind = Kind | 'wave' | 'office' | 'role'
/** One step of the way from what was asked to what breaks. */
export type Step = { kind: StepKind; id: string; by: By }
export type Values = { days?: number; date?: string; left?: number; of?: number }

/** One thing that breaks or is weakened, and why: the path begins at what was asked and ends at the thing. */
export type Broken = { kind: Kind; id: string; effect: Effect; how: How; values: Values; path: readonly Step[] }

const list = z
  .string()
  .optional()
  .transform((text) =>
    [...new Set((text ?? '').split(/[\s,]+/).filter((one) => /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/.test(one)))].slice(
      0,
      10,
    ),
  )
/** The question as it stands in the address. */
export const whatIfQuery = z.object({
  plan: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
    .optional()
    .catch(undefined),
  drop: list,
  wave: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined),
  days: z.coerce.number().int().min(1).max(2000).optional().catch(undefined),
  role: list,
})
export type WhatIfQuery = z.infer<typeof whatIfQuery>
