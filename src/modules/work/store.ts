import { query, type Tx } from '../../platform/db/database.ts'
import { missing } from '../../platform/errors.ts'
import type { HeldRole } from '../../platform/web/route.ts'
import type { StandIn } from './access.ts'
import type { Sourced } from './rules.ts'
import { type Fields, type Item, type State, unfinished } from './schema.ts'

const columns = `item_id, district_id, org_id, kind, source, listed, title, plan, element, code, href, owner_role, owner_org, owner_account,
  starts_on, due_on, planned_due, state, note, needs_evidence, needs_artefact, done_on, handed, held_until, version`

/** The columns of an item, of a table that goes by `alias`. */
export const itemColumns = (alias: string): string =>
  columns
    .split(',')
    .map((name) => `${alias}.${name.trim()}`)
    .join(', ')

/** One item, locked against changes when `lock`. Errors: Missing `work/no-such-item` (also for one of another district). */
export async function itemById(tx: Tx, id: number, lock = false): Promise<Item> {
  const rows = await query<Item>(
    tx,
    `select ${columns} from work.item where item_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing('work/no-such-item', 'There is no such item.', 'Go to your list of work and choose one there.')
  return rows[0]
}

/** Some items by their ids, locked in the order of ids: two that take the same ones never wait for each other in a ring. */
export async function itemsByIds(tx: Tx, ids: readonly number[]): Promise<Item[]> {
  if (ids.length === 0) return []
  return query<Item>(tx, `select ${columns} from work.item where item_id = any ($1) order by item_id for update`, [ids])
}

/** The same without a lock, for pages. */
export async function itemsOfIds(tx: Tx, ids: readonly number[]): Promise<Item[]> {
  if (ids.length === 0) return []
  return query<Item>(tx, `select ${columns} from work.item where item_id = any ($1) order by item_id`, [ids])
}

/** Loads of a district's items wait for each other. Held until the transaction ends. */
export async function lockDistrict(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(50, $1)', [districtId])
}

/** Everything that came from a source, locked. */
export async function itemsFrom(tx: Tx, districtId: number, prefix: string): Promise<Item[]> {
  return query<Item>(
    tx,
    `select ${columns} from work.item where district_id = $1 and starts_with(source, $2) order by item_id for update`,
    [districtId, prefix],
  )
}

/** The columns of an item that are ever written. */
export type Written = Sourced & Fields & Pick<Item, 'done_on' | 'handed'>

/** Each of them with its type, as a statement over many rows names it. */
const types = {
  org_id: 'int',
  kind: 'text',
  source: 'text',
  listed: 'boolean',
  title: 'jsonb',
  plan: 'text',
  element: 'text',
  code: 'text',
  href: 'text',
  owner_role: 'text',
  owner_org: 'int',
  owner_account: 'int',
  starts_on: 'date',
  planned_due: 'date',
  needs_evidence: 'boolean',
  needs_artefact: 'boolean',
  state: 'text',
  note: 'text',
  due_on: 'date',
  done_on: 'date',
  handed: 'boolean',
} as const satisfies Record<keyof Written, string>
const typeList = (Object.keys(types) as (keyof Written)[]).map((name) => [name, types[name]] as const)
/** What a new item brings: nobody has done or handed it over yet. */
const brought = typeList.filter(([name]) => name !== 'done_on' && name !== 'handed')

/** Adds items with one statement, in their order. Out: the id of each, by source. */
export async function insertItems(
  tx: Tx,
  districtId: number,
  items: readonly (Sourced & Fields)[],
): Promise<Map<string, number>> {
  if (items.length === 0) return new Map()
  const names = brought.map(([name]) => name)
  const rows = await query<{ item_id: number; source: string }>(
    tx,
    `insert into work.item (district_id, ${names.join(', ')})
     select $1::int, ${names.map((name) => `r.${name}`).join(', ')}
     from jsonb_to_recordset($2) as r (n_at int, ${brought.map(([name, type]) => `${name} ${type}`).join(', ')})
     order by r.n_at returning item_id, source`,
    [districtId, JSON.stringify(items.map((item, n_at) => ({ n_at, ...item })))],
  )
  return new Map(rows.map((row) => [row.source, row.item_id]))
}

/**
 * Writes some columns of items, of each its own, with one statement, and raises their versions. The items are locked; none stands twice.
 * Out: each as it is now, by id. Errors: Missing `work/no-such-item` when one of them is not there.
 */
export async function setItems(
  tx: Tx,
  changes: readonly { item_id: number; fields: Partial<Written> }[],
): Promise<Map<number, Item>> {
  if (changes.length === 0) return new Map()
  // A column that a change does not name keeps its value; one that it empties is null there.
  const sets = typeList.map(
    ([name, type]) =>
      `${name} = case when r.fields ? '${name}' then ${type === 'jsonb' ? `r.fields -> '${name}'` : `(r.fields ->> '${name}')::${type}`} else i.${name} end`,
  )
  const rows = await query<Item>(
    tx,
    `update work.item i set ${sets.join(', ')}, version = i.version + 1
     from jsonb_to_recordset($1) as r (item_id int, fields jsonb) where i.item_id = r.item_id returning ${itemColumns('i')}`,
    [JSON.stringify(changes)],
  )
  if (rows.length < changes.length) throw missing('work/no-such-item', 'There is no such item.')
  return new Map(rows.map((row) => [row.item_id, row]))
}

/** Whose items: an account and the roles it holds, and what was delegated to it today. */
export type Holder = { account_id: number; roles: readonly HeldRole[]; standsFor?: readonly StandIn[] }
export type Filter = {
  /** only items of this account and its roles */
  owner?: Holder | undefined
  /** only items of these districts */
  districts?: readonly number[] | undefined
  states: readonly State[]
  /** only items that are late on `today` */
  late?: boolean | undefined
  today: string
}

/** What has not begun, and whose wave has not either: never late. */
export const heldOn = (day: string): string => `(i.state = 'open' and coalesce(i.held_until > ${day}::date, false))`

function where(filter: Filter): { text: string; values: unknown[] } {
  const { owner } = filter
  const values: unknown[] = [
    filter.states,
    filter.districts ?? null,
    owner?.account_id ?? null,
    owner?.roles.map((held) => held.role) ?? [],
    owner?.roles.map((held) => held.org_id) ?? [],
    filter.late ? filter.today : null,
    unfinished,
  ]
  const lent = owner?.standsFor ?? []
  if (lent.length > 0)
    values.push(
      lent.map((part) => part.owner_account),
      lent.map((part) => part.owner_role),
      lent.map((part) => part.owner_org),
      lent.map((part) => part.item_id),
    )
  const others =
    lent.length === 0
      ? ''
      : ` or exists (select from unnest($8::int[], $9::text[], $10::int[], $11::int[]) as s(account, role, org, item)
          where (i.owner_account = s.account or (i.owner_role = s.role and i.owner_org = s.org)) and (s.item is null or s.item = i.item_id))`
  const mine = owner
    ? `and (i.owner_account = $3 or (i.owner_role, i.owner_org) in (select * from unnest($4::text[], $5::int[]))${others})`
    : 'and ($3::int is null and $4::text[] is not null and $5::int[] is not null)'
  return {
    text: `i.state = any ($1) and ($2::int[] is null or i.district_id = any ($2)) ${mine} and ($6::date is null or (i.due_on < $6 and i.state = any ($7) and not ${heldOn('$6')}))`,
    values,
  }
}

/** Items that fit a filter, most pressing first: the earliest date, then those without a date. */
export async function listItems(tx: Tx, filter: Filter, part: { limit: number; offset: number }): Promise<Item[]> {
  const { text, values } = where(filter)
  return query<Item>(
    tx,
    `select ${columns} from work.item i where ${text} order by i.due_on nulls last, i.code collate "C", i.item_id limit ${Math.trunc(part.limit)} offset ${Math.trunc(part.offset)}`,
    values,
  )
}

/** Who holds items: an account, or an office by role and organization. */
export type Holding = { account_id: number } | { role: string; org_id: number }

/** What an account or an office still has to do in a district, locked, by id. */
export async function itemsHeld(tx: Tx, districtId: number, of: Holding): Promise<Item[]> {
  const values =
    'account_id' in of
      ? [districtId, unfinished, of.account_id, null, null]
      : [districtId, unfinished, null, of.role, of.org_id]
  return query<Item>(
    tx,
    `select ${columns} from work.item where district_id = $1 and state = any ($2)
       and (owner_account = $3::int or (owner_role = $4::text and owner_org = $5::int)) order by item_id for update`,
    values,
  )
}

/** Every account and office that still has something to do in a district, and how much. */
export async function holdings(
  tx: Tx,
  districtId: number,
): Promise<{ account_id: number | null; role: string | null; org_id: number | null; items: number }[]> {
  return query(
    tx,
    `select owner_account as account_id, owner_role as role, owner_org as org_id, count(*) as items from work.item
     where district_id = $1 and state = any ($2) and (owner_account is not null or owner_role is not null)
     group by owner_account, owner_role, owner_org order by 1 nulls last, 3, 2`,
    [districtId, unfinished],
  )
}

export type Totals = { total: number; late: number; stuck: number; today: number }

/** How many fit a filter, and how many of them are late, stuck, or due today. */
export async function totalsOf(tx: Tx, filter: Filter): Promise<Totals> {
  const { text, values } = where(filter)
  const day = `$${values.length + 1}`
  const rows = await query<Totals>(
    tx,
    `select count(*) as total,
       count(*) filter (where i.due_on < ${day} and i.state = any ($7) and not ${heldOn(day)}) as late,
       count(*) filter (where i.state = 'stuck') as stuck,
       count(*) filter (where i.due_on = ${day} and i.state = any ($7)) as today
     from work.item i where ${text}`,
    [...values, filter.today],
  )
  return rows[0] ?? { total: 0, late: 0, stuck: 0, today: 0 }
}

/** What a plan's pages need of an item. */
export type PlanItem = Pick<Item, 'item_id' | 'element' | 'state' | 'due_on' | 'starts_on' | 'held_until'>

/** Items of a plan, optionally of some of its elements; only what is still listed. */
export async function itemsOfPlan(
  tx: Tx,
  districtId: number,
  plan: string,
  elements: readonly string[] | null,
): Promise<PlanItem[]> {
  return query<PlanItem>(
    tx,
    `select item_id, element, state, due_on, starts_on, held_until from work.item
     where district_id = $1 and plan = $2 and ($3::text[] is null or element = any ($3)) and listed order by due_on nulls last, item_id`,
    [districtId, plan, elements],
  )
}
