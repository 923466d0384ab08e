import { z } from 'zod'
import type { Lang, Text } from '../../../platform/words.ts'
import type { CallName, TrendName } from '../../indicators/index.ts'
import { type Rule, ruleSchema } from '../duties/schema.ts'
import { isDate } from '../rules.ts'

const textSchema = z.strictObject({
  en: z.string().trim().min(1).max(300),
  es: z.string().trim().min(1).max(300),
})
const id = z.string().trim().min(1).max(80)

/** How often a cycle may come: a few times of a school year. */
export const often = ['quarterly', 'marking_period', 'three_times_a_year', 'twice_a_year', 'yearly'] as const
export type Often = (typeof often)[number]

/** Which elements of the plan are asked about: those of these levels that these offices answer for (no level or no office: any), and these besides. */
export const chosenSchema = z.strictObject({
  levels: z.array(id).max(20).default([]),
  /** codes of organizations */
  offices: z.array(id).max(200).default([]),
  elements: z.array(id).max(2000).default([]),
})
export type Chosen = z.infer<typeof chosenSchema>

/** What comes back, as a district tells it: a plan, its parts, when, and how long each time is open. */
export const seriesSchema = z.strictObject({
  /** unique within the district; letters, digits and dashes */
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: textSchema,
  /** slug of a plan of the district */
  plan: id,
  chosen: chosenSchema,
  rule: ruleSchema.refine(
    (rule) => rule.kind === 'recurs' && (often as readonly string[]).includes(rule.every),
    'A cycle comes a few times of a school year.',
  ),
  /** calendar days before the due day on which a cycle opens */
  opens_before: z.int().min(1).max(120),
  /** calendar days after the due day on which it is still open */
  closes_after: z.int().min(0).max(60),
  from: z.iso.date().refine(isDate),
  to: z.iso.date().refine(isDate).nullable().default(null),
})
export type SeriesTold = z.input<typeof seriesSchema>

/** A row of `work.cycle_series`. */
export type Series = {
  series_id: number
  district_id: number
  slug: string
  title: Text
  plan: string
  chosen: Chosen
  rule: Rule
  opens_before: number
  closes_after: number
  from_date: string
  to_date: string | null
  ended: boolean
  version: number
}

/** A row of `work.cycle`, without what was frozen. */
export type Cycle = {
  cycle_id: number
  district_id: number
  series_id: number
  key: string
  opens_on: string
  due_on: string
  closes_on: string
  closed_at: Date | null
  closed_on: string | null
  digest: string | null
  version: number
}

/** A row of `work.cycle_question`: what was asked, as it was at the opening. */
export type Question = {
  question_id: number
  district_id: number
  cycle_id: number
  item_id: number
  element: string
  code: string | null
  title: Text
  sort: number
  office_id: number | null
}

export const answerStates = ['done', 'going_on', 'stuck', 'not_begun'] as const
export type AnswerState = (typeof answerStates)[number]

/** What a person answers. `because`: what it is stuck on; `since`: done since last time; `ahead`: what is next; `help`: what is needed. */
export type AnswerFields = { state: AnswerState; because: string; since: string; ahead: string; help: string }
export const answerFieldNames = ['state', 'because', 'since', 'ahead', 'help'] as const

/** A row of `work.cycle_answer`. */
export type Answer = AnswerFields & {
  question_id: number
  district_id: number
  first_on: string
  saved_on: string
  saved_at: Date
  version: number
}

/** The most letters of one text of an answer. */
export const mostLetters = 600

const answerText = z.string().trim().default('')
export const answerForm = z.object({
  version: z.coerce.number().int().min(0),
  state: z.enum(answerStates).optional(),
  because: answerText,
  since: answerText,
  ahead: answerText,
  help: answerText,
})
export type Typed = z.infer<typeof answerForm>

/** What the form of a series sends. Lists come one a line. `version`: of the one that is changed. */
const lines = z
  .string()
  .default('')
  .transform((text) => text.split('\n').filter((one) => one !== ''))
export const seriesForm = z.object({
  title_en: z.string().trim().min(1).max(300),
  title_es: z.string().trim().min(1).max(300),
  plan: id,
  levels: lines,
  offices: lines,
  elements: lines,
  every: z.enum(often),
  opens_before: z.coerce.number().int().min(1).max(120),
  closes_after: z.coerce.number().int().min(0).max(60),
  version: z.coerce.number().int().positive().default(1),
})
export type SeriesTyped = z.infer<typeof seriesForm>

/** The parts of a series that people change. */
export const seriesFieldNames = [
  'title_en',
  'title_es',
  'levels',
  'offices',
  'elements',
  'rule',
  'opens_before',
  'closes_after',
] as const
export type SeriesField = (typeof seriesFieldNames)[number]

export type Standing = 'on_time' | 'late' | 'not_yet'
export type Counts = { asked: number; on_time: number; late: number; not_yet: number }

/** A measure beside an answer, as it was shown: in words of both languages, and the names of call and trend. `above`: it measures this element above the one asked about. */
export type Measured = {
  measure: string
  title: Text
  above: string | null
  call: CallName | null
  trend: TrendName | null
  said: Record<Lang, { value: string; period: string; call: string | null; why: string | null }>
}
export type ReadAnswer = AnswerFields & { first_on: string; saved_on: string }
export type ReadQuestion = {
  question: number
  element: string
  code: string | null
  title: Text
  office: number | null
  standing: Standing
  answer: ReadAnswer | null
  measured: readonly Measured[]
}
/** Everything that a cycle shows on a day: the one at the closing is kept word for word. */
export type Reading = {
  format: 'throughline-reading/1'
  on: string
  cycle: { id: number; key: string; title: Text; plan: string; plan_version: number | null; due_on: string }
  counts: Counts
  offices: readonly (Counts & { office: number | null; name: string })[]
  questions: readonly ReadQuestion[]
}
