import type { Op } from './ops.ts'

export type DraftState = 'open' | 'review' | 'adopted' | 'dropped'

/** A row of `plans.draft`. */
export type DraftRow = {
  draft_id: number
  plan_id: number
  district_id: number
  /** the version that it begins from, and the digest of that version */
  base_version: number
  base_digest: string
  state: DraftState
  /** what it is for, in the words of whoever opened it */
  why: string
  made_by: number | null
  made_at: Date
  /** number of its last operation */
  ops: number
  /** of the plan that results, once it is in review */
  digest: string | null
}

/** A row of `plans.draft_op`. */
export type StepRow = { n: number; op: Op; actor: number | null; at: Date; of_n: number | null; key: string }
