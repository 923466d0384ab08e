import { query, type Tx } from '../../../platform/db/database.ts'
import type { Kind } from '../schema.ts'
import type { DueItem, Span } from './rules.ts'

/** Items of districts that are due, or were planned, within a span; optionally of one kind. */
export const itemsDue = (tx: Tx, districts: readonly number[], span: Span, kind: Kind | null): Promise<DueItem[]> =>
  query<DueItem>(
    tx,
    `select org_id, state, due_on, planned_due, done_on, starts_on, held_until from work.item
     where district_id = any ($1) and listed and ($4::text is null or kind = $4)
       and (due_on between $2 and $3 or planned_due between $2 and $3) order by item_id`,
    [districts, span.from, span.to, kind],
  )
