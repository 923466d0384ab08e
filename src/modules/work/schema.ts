import { z } from 'zod'
import type { Text } from '../../platform/words.ts'

export const states = ['open', 'going_on', 'stuck', 'done', 'dropped'] as const
export type State = (typeof states)[number]
export const isState = (text: string): text is State => (states as readonly string[]).includes(text)
/** States in which something is still to be done, and can be late. */
export const unfinished: readonly State[] = ['open', 'going_on', 'stuck']

export type Kind = 'task' | 'duty' | 'cycle' | 'document'

/** Who answers for an item: an office by role and organization (whoever holds it today), or one person. Neither: nobody is named yet. */
export type Owner = { role: string; org_id: number } | { account_id: number } | null

/** A row of `work.item`. */
export type Item = {
  item_id: number
  district_id: number
  org_id: number
  kind: Kind
  source: string
  listed: boolean
  title: Text
  plan: string | null
  element: string | null
  code: string | null
  href: string | null
  owner_role: string | null
  owner_org: number | null
  owner_account: number | null
  starts_on: string | null
  due_on: string | null
  planned_due: string | null
  state: State
  note: string
  needs_evidence: boolean
  /** done only once an artefact waits for a signature or has one */
  needs_artefact: boolean
  /** the day on which it was done; null while it is not */
  done_on: string | null
  /** a person gave it another owner than its source: a reload keeps that one */
  handed: boolean
  /** the day on which its wave begins: until then, what has not begun is not late */
  held_until?: string | null | undefined
  version: number
}

/** An item as a source (a plan, later a register) hands it over. */
export type NewItem = {
  /** unique within the district; begins with the source's prefix: `plan:every-day-2026/s2-1-i-1` */
  source: string
  kind: Kind
  org_id: number
  title: Text
  plan?: { slug: string; element: string; code: string | null } | undefined
  href?: string | undefined
  owner: Owner
  starts_on: string | null
  due_on: string | null
  needs_evidence?: boolean | undefined
  needs_artefact?: boolean | undefined
}

/** What people change about an item. */
export type Fields = { state: State; note: string; due_on: string | null }
export const fieldNames = ['state', 'note', 'due_on'] as const satisfies readonly (keyof Fields)[]

/** How many items of something are finished, late, still open (late ones not counted) and dropped. */
export type Counts = { done: number; late: number; open: number; dropped: number }

/** What an update form sends. A field that is not there stays as it is. */
export const updateForm = z.object({
  version: z.coerce.number().int().positive(),
  state: z.enum(states).optional(),
  note: z.string().trim().optional(),
  due_on: z.string().trim().optional(),
  /** the day on which it was done; today when it is not said */
  done_on: z.string().trim().optional(),
})
export type Typed = z.infer<typeof updateForm>

export const whoseNames = ['mine', 'all'] as const
export const stateFilters = ['unfinished', ...states, 'any'] as const
/** The filters of the list, as they stand in its address. */
export const listQuery = z.object({
  whose: z.enum(whoseNames).optional().catch(undefined),
  state: z.enum(stateFilters).catch('unfinished'),
  late: z.literal('yes').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ListQuery = z.infer<typeof listQuery>
