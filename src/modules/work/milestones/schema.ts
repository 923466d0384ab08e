import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'

/** What a milestone is about: people who are hired, a role that changes, a place that opens, who reports to whom. */
export const milestoneKinds = ['hire', 'role', 'place', 'structure'] as const
export type MilestoneKind = (typeof milestoneKinds)[number]

/** A row of `work.milestone`. */
export type Milestone = {
  milestone_id: number
  district_id: number
  org_id: number
  kind: MilestoneKind
  title: Text
  /** the part of a plan, the decision or the budget line that asks for it */
  basis: string
  owner_role: string
  owner_org: number
  /** how many are planned; null: it is one thing, there or not */
  planned: number | null
  reached: number
  due_on: string
  ended: boolean
  version: number
}

/**
 * How a milestone stands. `partly`: said to be done, with fewer than planned; `to_show`: as many as planned, and nothing to show for it yet;
 * `dropped`: a leader let it go, with a reason.
 */
export const standings = ['reached', 'reached_late', 'partly', 'to_show', 'late', 'ahead', 'dropped'] as const
export type Standing = (typeof standings)[number]

const version = z.coerce.number().int().min(0).catch(0)
const line = (most: number) => z.string().trim().max(most).catch('').default('')

export const milestoneForm = z.object({
  version,
  title: line(300),
  kind: z.enum(milestoneKinds).catch('hire').default('hire'),
  basis: line(200),
  /** `office_head@7` */
  owner: line(60),
  planned: line(4),
  due_on: line(10),
  ended: z.literal('yes').optional().catch(undefined),
})
export type MilestoneTyped = z.infer<typeof milestoneForm>

export const reachedForm = z.object({ version, reached: line(4) })
