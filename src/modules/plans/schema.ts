import type { Text } from '../../platform/words.ts'
import type { LevelRole } from './file/grammar.ts'

export const kinds = ['own', 'reference'] as const
/** `own`: what this district promises. `reference`: the public plan of another district; its figures are theirs and nothing is promised here. */
export type Kind = (typeof kinds)[number]
export type State = 'draft' | 'review' | 'adopted' | 'archived'

/** A row of `plans.plan`. */
export type PlanRow = {
  plan_id: number
  /** the owner: a district, or a state for a reference plan that everybody reads */
  district_id: number
  slug: string
  kind: Kind
  shared: boolean
  state: State
  current: boolean
  title: Text
  org_name: string
  period_from: string
  period_to: string
  version: number
  digest: string
  saved_at: Date
  /** the school or office whose plan it is; null: the plan of the district itself */
  unit_id: number | null
  /** the district's plan that a unit's plan serves */
  serves_id: number | null
}

/** A recorded version without its text. `recorded_to` is null for the one that holds now. */
export type VersionRow = {
  version: number
  state: State
  digest: string
  recorded_from: Date
  recorded_to: Date | null
  saved_by: string
}

/** A row of `plans.element`. */
export type ElementRow = {
  element: string
  code: string | null
  old_codes: readonly string[]
  level: string
  role: LevelRole
  sort: number
  parents: readonly string[]
  title: Text
  owner: string | null
  owner_code: string | null
  from_date: string | null
  to_date: string | null
  words: string
}

/** A task of an adopted plan, as the module of work takes it over. */
export type PlanTask = Pick<
  ElementRow,
  'element' | 'code' | 'title' | 'owner' | 'owner_code' | 'from_date' | 'to_date'
> & {
  /** address of its page */
  href: string
}

/** What a search found. */
export type FoundRow = Pick<ElementRow, 'element' | 'code' | 'level' | 'title'> & { by_code: boolean }
