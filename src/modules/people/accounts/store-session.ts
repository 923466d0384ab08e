import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'

export type Identified = {
  account_id: number
  name: string
  lang: string
  role: string | null
  org_id: number | null
  district_id: number | null
  districts: number[] | null
  orgs: number[] | null
}

/** Who a token's hash belongs to: one statement, one row a role held on `today`; no rows when the session is over. */
export async function whoHolds(
  db: Db,
  tokenHash: string,
  at: Date,
  today: string,
  idleHours: number,
  lifeDays: number,
): Promise<Identified[]> {
  return query<Identified>(
    db,
    'select * from people.identify($1, $2, $3, make_interval(hours => $4), make_interval(days => $5))',
    [tokenHash, at, today, idleHours, lifeDays],
  )
}

/** Opens the account of an e-mail, and its password, for this transaction only. */
export async function findSignIn(
  tx: Tx,
  email: string,
): Promise<{
  account_id: number
  name: string
  lang: string
  state: string
  home_org: number
  hash: string | null
} | null> {
  await query(tx, "select set_config('throughline.sign_in', $1, true)", [email])
  const rows = await query<{
    account_id: number
    name: string
    lang: string
    state: string
    home_org: number
    hash: string | null
  }>(
    tx,
    `select a.account_id, a.name, a.lang, a.state, a.home_org, p.hash from people.account a
     left join people.password p on p.account_id = a.account_id where a.email = $1`,
    [email],
  )
  return rows[0] ?? null
}

export async function insertSession(tx: Tx, tokenHash: string, accountId: number, at: Date): Promise<void> {
  await query(tx, 'insert into people.session (token_hash, account_id, made_at, seen_at) values ($1, $2, $3, $3)', [
    tokenHash,
    accountId,
    at,
  ])
}

/** Ends sessions of an account: one by its hash, or all (but one). */
export async function endSessions(
  tx: Tx,
  accountId: number,
  at: Date,
  which: { only?: string; but?: string },
): Promise<void> {
  await query(
    tx,
    `update people.session set ended_at = $2 where account_id = $1 and ended_at is null
       and ($3::text is null or token_hash = $3) and ($4::text is null or token_hash <> $4)`,
    [accountId, at, which.only ?? null, which.but ?? null],
  )
}

/** Removes an account's sessions that ended or were last seen before an instant. */
export async function sweepSessions(tx: Tx, accountId: number, before: Date): Promise<void> {
  await query(tx, 'delete from people.session where account_id = $1 and seen_at < $2', [accountId, before])
}

/** How many sessions of an account are open. */
export async function openSessions(tx: Tx, accountId: number, seenAfter: Date, madeAfter: Date): Promise<number> {
  const rows = await query<{ n: number }>(
    tx,
    'select count(*) as n from people.session where account_id = $1 and ended_at is null and seen_at > $2 and made_at > $3',
    [accountId, seenAfter, madeAfter],
  )
  return rows[0]?.n ?? 0
}

export type Link = {
  kind: 'setup' | 'password'
  account_id: number | null
  orgs: number[]
  expires_at: Date
  used_at: Date | null
}

/** Opens a one-time link by the hash of its token, for this transaction only. */
export async function findLink(tx: Tx, tokenHash: string): Promise<Link | null> {
  await query(tx, "select set_config('throughline.token', $1, true)", [tokenHash])
  return (
    (
      await query<Link>(
        tx,
        'select kind, account_id, orgs, expires_at, used_at from people.one_time_link where token_hash = $1',
        [tokenHash],
      )
    )[0] ?? null
  )
}

export async function insertLink(
  tx: Tx,
  link: {
    token_hash: string
    kind: 'setup' | 'password'
    account_id: number | null
    orgs: readonly number[]
    made_by: number | null
    made_at: Date
    expires_at: Date
  },
): Promise<void> {
  await query(
    tx,
    'insert into people.one_time_link (token_hash, kind, account_id, orgs, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [link.token_hash, link.kind, link.account_id, link.orgs, link.made_by, link.made_at, link.expires_at],
  )
}

/** Marks a link as used. Out: false when somebody used it at the same moment. */
export async function useLink(tx: Tx, tokenHash: string, at: Date): Promise<boolean> {
  const rows = await query(
    tx,
    'update people.one_time_link set used_at = $2 where token_hash = $1 and used_at is null returning 1',
    [tokenHash, at],
  )
  return rows.length > 0
}

/** True once the installation has its first administrator. */
export async function isFounded(on: Db | Tx): Promise<boolean> {
  return (await query(on, 'select 1 from people.founded')).length > 0
}

export async function markFounded(tx: Tx, at: Date, districtId: number): Promise<void> {
  await query(tx, 'insert into people.founded (at, district_id) values ($1, $2)', [at, districtId])
}
