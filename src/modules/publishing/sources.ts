import type { Db, Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import type { Text } from '../../platform/words.ts'
import type { Area } from './measures.ts'

/** What an edition needs of the modules below it; the door assembles it from `people`, `feeds`, `indicators` and `plans`. */

export type ResultState = 'measured' | 'zero_population' | 'not_applicable' | 'not_measured'
/** Which layer decided: shown; hidden by the state's rule; hidden in an earlier edition; hidden so that nothing follows by subtraction; nothing to count. */
export type Why = 'shown' | 'rule' | 'before' | 'complement' | 'state'

export type CellKey = {
  definition: string
  school_year: number
  period: string
  org_id: number
  group_set: string
  group_value: string
}
/** A true value. Never leaves the worker. `people`: how many students stand behind it (d itself where students are counted). */
export type TrueCell = CellKey & {
  state: ResultState
  n: number | null
  d: number | null
  people: number | null
  through_date: string | null
  run_id: number
}
/** A cell as the public may see it. Not shown: n is null; d may stand (how many students there are), or is null too. */
export type PublicCell = CellKey & {
  state: ResultState
  shown: boolean
  n: number | null
  d: number | null
  through_date: string | null
}
export type ProtectedCell = PublicCell & { why: Why }
/** A hidden count that follows from what would be public (or, without a cell, a sum that cannot be). `how` has words in the words files. */
export const exposureKinds = [
  'rate',
  'subtraction',
  'several_lines',
  'range',
  'linear_program',
  'whole_numbers',
  'undecided',
  'unprotected',
  'impossible',
] as const
/**
 * `low`, `high`: what a reader can tell of the count at best, where the attack says it; for the inside only. `edition`: of an earlier edition's own number.
 */
export type Exposure = {
  cell: CellKey | null
  how: (typeof exposureKinds)[number]
  through: string
  low?: number
  high?: number
  edition?: string
}
/** What others published of one of our cells: a count, or a range of it. n with the outcome, d of how many. */
export type OutsideFact = CellKey & { part: 'n' | 'd'; low: number; high: number; from: string }
/**
 * What an earlier edition did with a cell: a number that was shown is known for good; null was hidden. `through_date`: of a year that was not over
 * then, the day of the number; otherwise null.
 */
export type KnownCell = CellKey & { through_date: string | null; n: number | null; d: number | null }

export type DefinitionCard = {
  id: string
  /** version or digest of the definition that was run */
  version: string
  title: Text
  words: Text
  /** the part of the scorecard that it stands in; editions from before there were parts have none */
  area?: Area
  /** thresholds and choices, each a sentence, and where it stands */
  rules: { words: Text; source: Text }[]
  /** is more better? */
  better: 'up' | 'down'
  /** what n and d count */
  counts: 'students' | 'days'
  sql: { name: string; text: string }[]
  sources: string[]
  since: string | null
}
export type RunStamp = {
  run_id: number
  definition: string
  school_year: number
  code_version: string
  /** of the true cube; editions do not hold it */
  digest?: string
  datasets: Record<string, string | number>
  through_date: string | null
}
export type DataFile = {
  dataset: string
  school_year: number | null
  version: number
  status: string
  received_on: string | null
}
export type SchoolCard = {
  org_id: number
  code: string
  name: string
  phone: string | null
  address: string | null
  low_grade: number | null
  high_grade: number | null
}
export type PlanCard = { id: string; title: Text; digest: string; goals: { code: string; title: Text }[] }
export type Reference = { definition: string; school_year: number; value: number; source: string }

/** A promise of the plan: what is measured, what was promised by when. `goal` and `baseline` are whole phrases (`13% by June 2029`). */
export type PromiseCard = {
  id: string
  definition: string
  title: Text
  goal: Text
  /** the goal as a fraction, when it can be read in one way only */
  level: number | null
  baseline: Text | null
  /** whom it is about, where that is not everybody: its number and its call are those of this group */
  group?: { set: string; value: string }
  /** about each school or a share of them: no number of the district speaks of it */
  units?: true
}
export type Judgement = {
  call: 'met' | 'on_pace' | 'too_close' | 'behind' | 'missed' | 'no_call'
  reason: Text
  trend: 'improving' | 'worsening' | 'no_clear_change' | 'not_comparable' | null
  low: number | null
  high: number | null
}
/** One year of the series a call is made from: public values only. */
export type SeriesPoint = {
  school_year: number
  through_date: string | null
  state: ResultState | 'suppressed'
  n: number | null
  d: number | null
}

/** What a draft rests on: the runs that count, and a digest of what others had published. A draft of another basis is out of date. */
export type Based = { runs: number[]; told: string }

export type Collected = {
  district: { org_id: number; code: string; name: string }
  /** the school year that `as_of` falls in; the years before it are closed */
  current_year: number
  based: Based
  schools: SchoolCard[]
  definitions: DefinitionCard[]
  cells: TrueCell[]
  runs: RunStamp[]
  data: DataFile[]
  plan: PlanCard | null
  promises: PromiseCard[]
  references: Reference[]
  /** what the state published of the same cells */
  outside: OutsideFact[]
  /** how many lines each of them printed, whether they say anything of our numbers or not */
  others: { from: string; lines: number }[]
  /** The call on a promise (or, with null, only interval and trend) of the last year of a series, from public values. */
  judge: (promise: PromiseCard | null, definition: string, series: readonly SeriesPoint[]) => Judgement
}

export type Sources = {
  /** The scope of the named system actor that may read true values of one district. */
  scope: (db: Db, districtId: number) => Promise<Scope>
  /** The names of a district and of everything in it, by id (web pages). */
  places: (tx: Tx, districtId: number) => Promise<Map<number, string>>
  /** The name of an account, or null when it is not known to this scope. */
  person: (tx: Tx, accountId: number) => Promise<string | null>
  /** Time zone of the district (IANA name): which day "today" and a publication are. */
  timeZone: (tx: Tx, districtId: number) => Promise<string>
  collect: (tx: Tx, scope: Scope, districtId: number, asOf: string) => Promise<Collected>
  /** Words of the texts that read like the name or number of a student of the district (under the system's scope). */
  named: (tx: Tx, districtId: number, texts: readonly string[]) => Promise<string[]>
  /** What a draft made at this moment would rest on. */
  based: (tx: Tx, districtId: number) => Promise<Based>
  /** Keeps the checked cells for staff and board. `inputs`: digest of what was checked; `rule`: the rule's name and version. */
  saveAudit: (
    tx: Tx,
    scope: Scope,
    districtId: number,
    cells: readonly ProtectedCell[],
    inputs: string,
    rule: string,
  ) => Promise<number>
  /** The edition of an audit is published: staff and board see its cells from now on. */
  releaseAudit: (tx: Tx, auditId: number) => Promise<void>
}
