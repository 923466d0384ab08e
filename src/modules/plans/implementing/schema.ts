/** How a measure is told by hand. */
export const forms = ['count', 'percent', 'pair', 'artefact'] as const
export type EntryForm = (typeof forms)[number]
/** How a measure is told at all: by hand in one of these forms, or by the engine. */
export type Kind = EntryForm | 'computed'

/** What is said of a measure in a period. Zero is a value. */
export const states = ['value', 'not_measured', 'suppressed', 'not_applicable', 'withdrawn'] as const
export type EntryState = (typeof states)[number]
export const vias = ['form', 'grid', 'sheet', 'program'] as const
export type Via = (typeof vias)[number]

/** Before and after: the same persons twice, or two groups; told as shares (how many of how many) or as sums of scores. */
export const ways = ['same_share', 'groups_share', 'same_score', 'groups_score'] as const
export type Way = (typeof ways)[number]
export const standings = ['there', 'waiting', 'not_there'] as const
/** Whether the document that is the evidence is there. */
export type Standing = (typeof standings)[number]

/** `amount`: in the unit of the measure's target; a count where it names none. */
export type CountValue = { form: 'count'; amount: number }
/** `k` of `n`; or a percent (0..100) of which nobody says the whole: then `k` and `n` are null. */
export type PercentValue = { form: 'percent'; k: number | null; n: number | null; percent: number | null }
export type PairValue = { form: 'pair' } & (
  | { way: 'same_share'; both: number; first: number; second: number; neither: number }
  | {
      way: 'groups_share' | 'same_score' | 'groups_score'
      before: number
      beforeN: number
      after: number
      afterN: number
    }
)
export type ArtefactValue = { form: 'artefact'; standing: Standing }
export type Value = CountValue | PercentValue | PairValue | ArtefactValue

/** The fields of the form of one value, as people type them. */
export const fields = [
  'period',
  'version',
  'state',
  'amount',
  'k',
  'n',
  'percent',
  'way',
  'before',
  'beforeN',
  'after',
  'afterN',
  'both',
  'first',
  'second',
  'neither',
  'standing',
  'source',
  'reason',
] as const
export type Field = (typeof fields)[number]
export type Typed = Readonly<Partial<Record<Field, string>>>

/** Something that cannot be taken, at a field; `values` fill its words. */
export type Problem = { field: Field; rule: Rule; values?: Readonly<Record<string, string>> }
export type Rule =
  | 'needed'
  | 'number'
  | 'whole'
  | 'negative'
  | 'large'
  | 'moreThanAll'
  | 'ofNobody'
  | 'percentRange'
  | 'percentDiffers'
  | 'way'
  | 'samePersons'
  | 'standing'
  | 'state'
  | 'nothingToTakeBack'
  | 'period'
  | 'otherPeriod'
  | 'future'
  | 'long'
  | 'source'
  | 'reason'

/** What somebody enters. */
export type Told = { state: EntryState; value: Value | null; source: string; reason: string }

/** A row of `plans.entry` with its figures. `value` is null where the state is none, and where this reader may not see it. */
export type Entry = {
  entry_id: number
  plan_id: number
  district_id: number
  org_id: number
  measure: string
  period: string
  version: number
  state: EntryState
  students: boolean
  source: string
  reason: string
  via: Via
  actor: number | null
  at: Date
  value: Value | null
}
