import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { HeldRole } from '../../../platform/web/route.ts'
import type { Covered, Delegation } from './schema.ts'

const columns =
  'delegation_id, district_id, given_by, to_account, to_role, to_org, first_day, last_day, reason, ended_at, version'
const ofD = columns
  .split(', ')
  .map((name) => `d.${name}`)
  .join(', ')

/** A delegation by id, locked when `lock`. Errors: Missing `work/no-such-delegation` (also for one of another district). */
export async function delegationById(tx: Tx, id: number, lock = false): Promise<Delegation> {
  const rows = await query<Delegation>(
    tx,
    `select ${columns} from work.delegation where delegation_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing(
      'work/no-such-delegation',
      'There is no such delegation.',
      'Go to the list of delegations and choose one there.',
    )
  return rows[0]
}

/** Givings of one account wait for each other, so that the same form twice is one delegation. Held until the transaction ends. */
export async function lockGiver(tx: Tx, accountId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(51, $1)', [accountId])
}

export async function insertDelegation(
  tx: Tx,
  row: Omit<Delegation, 'delegation_id' | 'ended_at' | 'version'> & { given_at: Date },
  covered: readonly Covered[],
): Promise<number> {
  const names = Object.keys(row) as (keyof typeof row)[]
  const rows = await query<{ delegation_id: number }>(
    tx,
    `insert into work.delegation (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning delegation_id`,
    names.map((name) => row[name]),
  )
  const id = rows[0]?.delegation_id ?? 0
  for (const part of covered)
    await query(
      tx,
      'insert into work.delegated (delegation_id, district_id, owner_account, owner_role, owner_org, item_id) values ($1, $2, $3, $4, $5, $6)',
      [id, row.district_id, part.owner_account, part.owner_role, part.owner_org, part.item_id],
    )
  return id
}

/** Ends one that has not ended. Out: the row as it is now. */
export async function endedNow(tx: Tx, id: number, at: Date): Promise<Delegation> {
  await query(
    tx,
    'update work.delegation set ended_at = $2, version = version + 1 where delegation_id = $1 and ended_at is null',
    [id, at],
  )
  return delegationById(tx, id)
}

/** What a delegation covers. */
export async function coveredBy(tx: Tx, id: number): Promise<Covered[]> {
  return query<Covered>(
    tx,
    'select owner_account, owner_role, owner_org, item_id from work.delegated where delegation_id = $1 order by delegated_id',
    [id],
  )
}

/** Delegations of some districts that are not over on a day, and those that ended since another, the newest first. `whole`: all of the giver’s own is in it; `items`: how many were chosen. */
export async function delegationsOf(
  tx: Tx,
  districts: readonly number[],
  today: string,
  since: string,
): Promise<(Delegation & { whole: number; items: number })[]> {
  return query(
    tx,
    `select ${ofD}, count(p.owner_account) filter (where p.item_id is null) as whole, count(p.item_id) as items
     from work.delegation d join work.delegated p using (delegation_id)
     where d.district_id = any ($1) and (d.last_day >= $2 and d.ended_at is null or d.last_day >= $3)
     group by d.delegation_id order by d.first_day desc, d.delegation_id desc limit 200`,
    [districts, today, since],
  )
}

/** Open delegations of a giver, to find one that is the same. */
export async function openOf(tx: Tx, accountId: number): Promise<Delegation[]> {
  return query<Delegation>(
    tx,
    `select ${columns} from work.delegation where given_by = $1 and ended_at is null order by delegation_id`,
    [accountId],
  )
}

export type PartRow = Covered &
  Pick<Delegation, 'delegation_id' | 'district_id' | 'given_by' | 'first_day' | 'last_day'>

const partColumns =
  'd.delegation_id, d.district_id, d.given_by, d.first_day, d.last_day, p.owner_account, p.owner_role, p.owner_org, p.item_id'
/** An item that got another owner since is left out: it is no longer the giver's to lend. */
const partsFrom = `work.delegation d join work.delegated p using (delegation_id) left join work.item i on i.item_id = p.item_id`
const stillOwned = `(p.item_id is null or (i.owner_account is not distinct from p.owner_account
  and i.owner_role is not distinct from p.owner_role and i.owner_org is not distinct from p.owner_org))`

/** Everything that is delegated in a district on a day of it, and to whom. */
export async function partsOn(
  tx: Tx,
  districtId: number,
  day: string,
): Promise<(PartRow & Pick<Delegation, 'to_account' | 'to_role' | 'to_org'>)[]> {
  return query(
    tx,
    `select ${partColumns}, d.to_account, d.to_role, d.to_org from ${partsFrom}
     where d.district_id = $1 and d.ended_at is null and d.first_day <= $2 and d.last_day >= $2 and ${stillOwned} order by p.delegated_id`,
    [districtId, day],
  )
}

/**
 * What is delegated to an account, or to a role that it holds, around a day: whether it counts on the district's own day is decided by the rules.
 * An item that got another owner since is left out: it is no longer the giver's to lend.
 */
export async function partsFor(
  tx: Tx,
  holder: { account_id: number; roles: readonly HeldRole[] },
  days: { from: string; to: string },
): Promise<PartRow[]> {
  return query<PartRow>(
    tx,
    `select ${partColumns} from ${partsFrom}
     where d.ended_at is null and d.first_day <= $5 and d.last_day >= $4
       and (d.to_account = $1 or (d.to_role, d.to_org) in (select * from unnest($2::text[], $3::int[])))
       and ${stillOwned}
     order by p.delegated_id`,
    [
      holder.account_id,
      holder.roles.map((held) => held.role),
      holder.roles.map((held) => held.org_id),
      days.from,
      days.to,
    ],
  )
}
