import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'

export type ActingListed = {
  acting_id: number
  by_name: string | null
  as_name: string | null
  reason: string
  started_at: Date
  until: Date
  ended_at: Date | null
}

export async function insertActing(
  tx: Tx,
  row: { district_id: number; by: number; as: number; reason: string; at: Date; until: Date },
): Promise<number> {
  const rows = await query<{ acting_id: number }>(
    tx,
    `insert into people.acting (district_id, by_account, as_account, reason, started_at, until)
     values ($1, $2, $3, $4, $5, $6) returning acting_id`,
    [row.district_id, row.by, row.as, row.reason, row.at, row.until],
  )
  return rows[0]?.acting_id ?? 0
}

/** Ends an acting. Out: whom it was for and where; null when it was over. */
export async function endActing(
  tx: Tx,
  actingId: number,
  at: Date,
): Promise<{ as_account: number; district_id: number } | null> {
  const rows = await query<{ as_account: number; district_id: number }>(
    tx,
    'update people.acting set ended_at = $2 where acting_id = $1 and ended_at is null returning as_account, district_id',
    [actingId, at],
  )
  return rows[0] ?? null
}

/** When administrators looked as an account, newest first. */
export async function actingsAs(tx: Tx, accountId: number): Promise<ActingListed[]> {
  return query<ActingListed>(
    tx,
    `select k.acting_id, b.name as by_name, a.name as as_name, k.reason, k.started_at, k.until, k.ended_at
     from people.acting k
     left join people.account b on b.account_id = k.by_account
     left join people.account a on a.account_id = k.as_account
     where k.as_account = $1 order by k.started_at desc, k.acting_id desc limit 50`,
    [accountId],
  )
}
