import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'

export type Factor = { sealed: string; made_at: Date; confirmed_at: Date | null }

/** The second factor of an account that the scope may see; unconfirmed while it is being set up. */
export async function factorOf(tx: Tx, accountId: number): Promise<Factor | null> {
  return (
    (
      await query<Factor>(tx, 'select sealed, made_at, confirmed_at from people.second_factor where account_id = $1', [
        accountId,
      ])
    )[0] ?? null
  )
}

/** Puts a new, unconfirmed secret in place of an unconfirmed one. Out: false when there is a confirmed one. */
export async function writeFactor(tx: Tx, accountId: number, sealed: string, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into people.second_factor (account_id, sealed, made_at) values ($1, $2, $3)
     on conflict (account_id) do update set sealed = excluded.sealed, made_at = excluded.made_at, last_step = 0
     where people.second_factor.confirmed_at is null returning 1`,
    [accountId, sealed, at],
  )
  return rows.length > 0
}

/** Takes a step for used. Out: false when it, or a later one, was used already: of two that come at once only one counts. */
export async function takeStep(tx: Tx, accountId: number, step: number): Promise<boolean> {
  const rows = await query(
    tx,
    'update people.second_factor set last_step = $2 where account_id = $1 and last_step < $2 returning 1',
    [accountId, step],
  )
  return rows.length > 0
}

export async function confirmFactor(tx: Tx, accountId: number, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    'update people.second_factor set confirmed_at = $2 where account_id = $1 and confirmed_at is null returning 1',
    [accountId, at],
  )
  return rows.length > 0
}

/** Removes the second factor and its recovery codes. Out: false when there was none. */
export async function deleteFactor(tx: Tx, accountId: number): Promise<boolean> {
  await query(tx, 'delete from people.recovery_code where account_id = $1', [accountId])
  return (await query(tx, 'delete from people.second_factor where account_id = $1 returning 1', [accountId])).length > 0
}

/** Puts new recovery codes (hashes) in place of all earlier ones. */
export async function writeRecovery(tx: Tx, accountId: number, hashes: readonly string[], at: Date): Promise<void> {
  await query(tx, 'delete from people.recovery_code where account_id = $1', [accountId])
  await query(
    tx,
    'insert into people.recovery_code (account_id, code_hash, made_at) select $1, unnest($2::text[]), $3',
    [accountId, hashes, at],
  )
}

/** Takes a recovery code for used. Out: false when there is no such unused code. */
export async function takeRecovery(tx: Tx, accountId: number, hash: string, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    'update people.recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null returning 1',
    [accountId, hash, at],
  )
  return rows.length > 0
}

export async function recoveryLeft(tx: Tx, accountId: number): Promise<number> {
  const rows = await query<{ n: number }>(
    tx,
    'select count(*) as n from people.recovery_code where account_id = $1 and used_at is null',
    [accountId],
  )
  return rows[0]?.n ?? 0
}

/** The roles that an account holds on a day, wherever (one's own are always seen; where they are held may be not). */
export async function rolesHeld(tx: Tx, accountId: number, day: string): Promise<{ role: string }[]> {
  return query<{ role: string }>(
    tx,
    'select role from people.role_held where account_id = $1 and from_date <= $2 and (to_date is null or to_date >= $2)',
    [accountId, day],
  )
}
