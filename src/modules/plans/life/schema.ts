import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'

export const outcomes = ['approved', 'rejected', 'noted'] as const
export type Outcome = (typeof outcomes)[number]

/** A row of `plans.approval`: what a body decided about a draft (in review) or a recorded version, tied to the digest of its text. */
export type ApprovalRow = {
  approval_id: number
  plan_id: number
  district_id: number
  draft_id: number | null
  version: number | null
  body: Text
  decided_on: string
  outcome: Outcome
  vote: string | null
  /** members who were there, and how many had to be; null: not told */
  present: number | null
  quorum: number | null
  document: string | null
  digest: string
  noted_by: number | null
  noted_at: Date
}

const line = z.string().trim().max(300)

/** The form of a decision. `body`: its place among the bodies that the plan names; the two names are for a plan that names none. */
export const approvalForm = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.string().default(''),
  body_en: line.default(''),
  body_es: line.default(''),
  decided_on: z.string().trim().default(''),
  outcome: z.string().default(''),
  vote: line.default(''),
  present: line.default(''),
  quorum: line.default(''),
  document: line.default(''),
})
export type ApprovalForm = z.output<typeof approvalForm>
