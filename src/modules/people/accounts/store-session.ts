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
  session_id: number
  owes: Owes | null
  /** opened by a password and nothing else */
  alone: boolean
  /** set in rows of the person whom the session's account acts for */
  acting_id: number | null
  acting_until: Date | null
}

/** What a session has to give before it opens anything: a code of the second factor, or the setting up of one. */
export type Owes = 'code' | 'enroll'

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

export type NewSession = {
  token_hash: string
  account_id: number
  at: Date
  came: 'password' | 'provider'
  provider_id: number | null
  /** only roles of this district count in the session */
  district_id: number | null
  owes: Owes | null
  network: string
  device: string
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await query(
    tx,
    `insert into people.session (token_hash, account_id, made_at, seen_at, came, provider_id, district_id, owes, network, device)
     values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9)`,
    [
      session.token_hash,
      session.account_id,
      session.at,
      session.came,
      session.provider_id,
      session.district_id,
      session.owes,
      session.network,
      session.device,
    ],
  )
}

/** Opens a session again under another token, as it was: same way in, same limits of life. */
export async function reopenSession(tx: Tx, sessionId: number, tokenHash: string, at: Date): Promise<void> {
  await query(
    tx,
    `insert into people.session (token_hash, account_id, made_at, seen_at, came, provider_id, district_id, owes, second_at, network, device)
     select $2, account_id, made_at, $3, came, provider_id, district_id, owes, second_at, network, device from people.session where session_id = $1`,
    [sessionId, tokenHash, at],
  )
}

/** Notes that the second factor was given in a session: from now on it opens what the roles open. */
export async function passSession(tx: Tx, sessionId: number, at: Date): Promise<void> {
  await query(tx, 'update people.session set owes = null, second_at = $2 where session_id = $1', [sessionId, at])
}

/** Binds a session to somebody whom its account acts for (null: to nobody). */
export async function setActing(tx: Tx, sessionId: number, actingId: number | null): Promise<void> {
  await query(tx, 'update people.session set acting_id = $2 where session_id = $1', [sessionId, actingId])
}

/** Ends sessions of an account: one by its hash or number, or all (but one). Out: how many. */
export async function endSessions(
  tx: Tx,
  accountId: number,
  at: Date,
  which: { only?: string; id?: number; but?: number },
): Promise<number> {
  const rows = await query(
    tx,
    `update people.session set ended_at = $2 where account_id = $1 and ended_at is null
       and ($3::text is null or token_hash = $3) and ($4::bigint is null or session_id = $4) and ($5::bigint is null or session_id <> $5) returning 1`,
    [accountId, at, which.only ?? null, which.id ?? null, which.but ?? null],
  )
  return rows.length
}

/** Ends all sessions that came by a provider. */
export async function endProviderSessions(tx: Tx, providerId: number, at: Date): Promise<void> {
  await query(tx, 'update people.session set ended_at = $2 where provider_id = $1 and ended_at is null', [
    providerId,
    at,
  ])
}

/** Removes an account's sessions that ended or were last seen before an instant. */
export async function sweepSessions(tx: Tx, accountId: number, before: Date): Promise<void> {
  await query(tx, 'delete from people.session where account_id = $1 and seen_at < $2', [accountId, before])
}

export type SessionListed = {
  session_id: number
  made_at: Date
  seen_at: Date
  came: 'password' | 'provider'
  provider: string | null
  second_at: Date | null
  network: string
  device: string
}

/** Open sessions of an account, the one last used first. */
export async function openSessions(
  tx: Tx,
  accountId: number,
  seenAfter: Date,
  madeAfter: Date,
): Promise<SessionListed[]> {
  return query<SessionListed>(
    tx,
    `select s.session_id, s.made_at, s.seen_at, s.came, p.name as provider, s.second_at, s.network, s.device
     from people.session s left join people.provider p on p.provider_id = s.provider_id
     where s.account_id = $1 and s.ended_at is null and s.seen_at > $2 and s.made_at > $3 order by s.seen_at desc, s.session_id desc`,
    [accountId, seenAfter, madeAfter],
  )
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
