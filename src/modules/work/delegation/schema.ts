import { z } from 'zod'

/** A row of `work.delegation`. */
export type Delegation = {
  delegation_id: number
  district_id: number
  given_by: number
  to_account: number | null
  to_role: string | null
  to_org: number | null
  first_day: string
  last_day: string
  reason: string
  ended_at: Date | null
  version: number
}

/** What it covers: all of an owner, or one item while it still has that owner. A row of `work.delegated`. */
export type Covered = {
  owner_account: number | null
  owner_role: string | null
  owner_org: number | null
  item_id: number | null
}

export type Delegate = { account_id: number } | { role: string; org_id: number }

/** What of one's own is given: all of it, what a role of one's own answers for, or some items. */
export type What = { kind: 'all' } | { kind: 'role'; role: string; org_id: number } | { kind: 'items'; ids: number[] }

export type Given = { what: What; to: Delegate; first_day: string; last_day: string; reason: string }

/** The most items that are chosen one by one. */
export const mostItems = 100
/** The longest that a delegation may last, in calendar days. Who is away longer hands the work over. */
export const longest = 366

const roleAt = /^([a-z_]{1,40})@(\d{1,9})$/

/** What a form sends. `what`: `all`, `items`, or a role as `office_head@7`; `to`: `account:12` or `office_head@7`; `items`: one id a line. */
export const delegationForm = z.object({
  what: z.string().transform((text, ctx): What => {
    if (text === 'all') return { kind: 'all' }
    if (text === 'items') return { kind: 'items', ids: [] }
    const found = roleAt.exec(text)
    if (found) return { kind: 'role', role: found[1] ?? '', org_id: Number(found[2]) }
    ctx.addIssue('what')
    return z.NEVER
  }),
  to: z.string().transform((text, ctx): Delegate => {
    const account = /^account:(\d{1,9})$/.exec(text)
    if (account) return { account_id: Number(account[1]) }
    const found = roleAt.exec(text)
    if (found) return { role: found[1] ?? '', org_id: Number(found[2]) }
    ctx.addIssue('to')
    return z.NEVER
  }),
  items: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split('\n')
        .filter((one) => /^\d{1,9}$/.test(one))
        .map(Number)
        .slice(0, mostItems),
    ),
  first_day: z.iso.date(),
  last_day: z.iso.date(),
  reason: z.string().trim().min(1).max(300),
})
