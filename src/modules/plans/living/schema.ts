import { z } from 'zod'

/** Levels of a unit's plan that stand for parts of the district's plan. Everything at another level is the unit's own. */
export const mirrorLevels = { priority: 'district-priority', part: 'district-part' } as const

/** A row of `plans.alignment`: counts of a unit's plan beside the district's plan. Shares are derived. */
export type AlignmentRow = {
  plan_id: number
  district_id: number
  version: number
  served_version: number
  /** own elements: all; those that name a part of the district's plan; those below such a one */
  own: number
  named: number
  carried: number
  /** the district's priorities: all; those that some own element serves */
  priorities: number
  priorities_served: number
}

export type RoundState = 'open' | 'closed'
/** A row of `plans.review_round`: the review of a unit's plan in a quarter of a school year. */
export type RoundRow = {
  round_id: number
  plan_id: number
  district_id: number
  org_id: number
  school_year: number
  quarter: number
  opened_on: string
  review_by: string
  state: RoundState
  closed_on: string | null
  version: number
}

export const commentStates = ['open', 'answered', 'closed'] as const
export type CommentState = (typeof commentStates)[number]
export const answerKinds = ['changed', 'explained'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** A row of `plans.review_comment`. */
export type CommentRow = {
  comment_id: number
  round_id: number
  plan_id: number
  district_id: number
  org_id: number
  plan_version: number
  element: string | null
  body: string
  asked_by: number | null
  asked_on: string
  /** until when an answer is asked for; null: nothing is asked */
  answer_by: string | null
  state: CommentState
  answer_kind: AnswerKind | null
  answer: string
  answered_by: number | null
  answered_on: string | null
  version: number
}

/**
 * How a unit's plan stands. `open`: comments that wait for an answer. `next`: until when its open review runs, if there is one. `in_review`: a draft of it waits for
 * decisions. `last`: when the plan or a draft of it was changed.
 */
export type UnitRow = {
  plan_id: number
  open: number
  next: string | null
  in_review: boolean
  last: Date
}

const text = z.string().trim().max(2000)
const number = z.coerce.number().int().positive()

export const roundForm = z.object({
  school_year: z.coerce.number().int().min(2000).max(2100),
  quarter: z.coerce.number().int().min(1).max(4),
  review_by: z.string().trim(),
})
export const commentForm = z.object({
  round: number,
  element: z.string().trim().max(80).default(''),
  body: text,
  answer_by: z.string().trim().default(''),
})
export const answerForm = z.object({
  version: number,
  kind: z.string().trim().default(''),
  answer: text.default(''),
})
export const versionForm = z.object({ version: number })
