import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Item } from '../schema.ts'
import { itemColumns } from '../store.ts'
import type { Duty } from './schema.ts'

const columns = `duty_id, district_id, org_id, slug, basis, title, artefact, needs_artefact, rule, settled, owner_role, owner_org, owner_account,
  from_date, to_date, grace_days, earlier, kept, listed, version`
export type DutyRow = Omit<Duty, 'duty_id' | 'district_id' | 'settled' | 'version'>
const asJson = new Set(['title', 'artefact', 'rule', 'settled', 'earlier'])
const valueOf = (name: string, value: unknown): unknown =>
  asJson.has(name) && value !== null ? JSON.stringify(value) : value

/** A duty by id, locked when `lock`. Errors: Missing `work/no-such-duty` (also for one of another district). */
export async function dutyById(tx: Tx, id: number, lock = false): Promise<Duty> {
  const rows = await query<Duty>(
    tx,
    `select ${columns} from work.duty where duty_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing('work/no-such-duty', 'There is no such duty.', 'Go to the list of duties and choose one there.')
  return rows[0]
}

/** All duties of some districts, as their lists name them; only what is listed unless `all`. */
export async function dutiesOf(tx: Tx, districts: readonly number[], all = false): Promise<Duty[]> {
  return query<Duty>(
    tx,
    `select ${columns} from work.duty where district_id = any ($1) and ($2 or listed) order by duty_id`,
    [districts, all],
  )
}

export async function insertDuty(tx: Tx, districtId: number, row: DutyRow): Promise<number> {
  const names = Object.keys(row) as (keyof DutyRow)[]
  const rows = await query<{ duty_id: number }>(
    tx,
    `insert into work.duty (district_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}) returning duty_id`,
    [districtId, ...names.map((name) => valueOf(name, row[name]))],
  )
  return rows[0]?.duty_id ?? 0
}

/** Writes some columns and raises the version. Names are keys of the row type, never input. */
export async function setDuty(tx: Tx, id: number, fields: Partial<DutyRow & Pick<Duty, 'settled'>>): Promise<Duty> {
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const rows = await query<Duty>(
    tx,
    `update work.duty set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')} where duty_id = $1 returning ${columns}`,
    [id, ...names.map((name) => valueOf(name, fields[name]))],
  )
  if (!rows[0]) throw missing('work/no-such-duty', 'There is no such duty.')
  return rows[0]
}

/** The occurrences of a district whose source begins with one of the prefixes, by due day. `by`: what it was done with, when that was another one. */
export async function occurrenceItems(
  tx: Tx,
  districtId: number,
  prefixes: readonly string[],
): Promise<(Item & { by: number | null })[]> {
  return query<Item & { by: number | null }>(
    tx,
    `select ${itemColumns('i')}, f.by_item as by from unnest($2::text[]) as p(prefix)
     join work.item i on i.source collate "C" >= p.prefix and i.source collate "C" < p.prefix || '~' and i.kind = 'duty' and i.district_id = $1
     left join work.fulfilment f on f.item_id = i.item_id and i.state = 'done'
     order by i.planned_due nulls last, i.item_id`,
    [districtId, prefixes],
  )
}

/** School years in which a district has occurrences, by their ending year. */
export async function yearsWithItems(tx: Tx, districts: readonly number[]): Promise<number[]> {
  const rows = await query<{ year: number }>(
    tx,
    `select distinct split_part(source, '/', 2)::int as year from work.item
     where kind = 'duty' and district_id = any ($1) and split_part(source, '/', 2) ~ '^[0-9]{4}$' order by 1`,
    [districts],
  )
  return rows.map((row) => row.year)
}

/** Occurrences of other duties still to be done around a day, nearest first: what one more could be done with. */
export async function openAround(tx: Tx, item: Item, from: string, to: string): Promise<Item[]> {
  return query<Item>(
    tx,
    `select ${itemColumns('i')} from work.item i
     where i.kind = 'duty' and i.district_id = $1 and split_part(i.source, '/', 1) <> split_part($2, '/', 1) and i.listed
       and i.state in ('open', 'going_on', 'stuck') and i.due_on between $3 and $4 order by abs(i.due_on - $5::date), i.item_id limit 30`,
    [item.district_id, item.source, from, to, item.due_on],
  )
}

/** Notes that one item was done by doing another. */
export async function insertFulfilment(tx: Tx, item: number, by: number, districtId: number): Promise<void> {
  await query(
    tx,
    'insert into work.fulfilment (item_id, by_item, district_id) values ($1, $2, $3) on conflict (item_id) do update set by_item = excluded.by_item',
    [item, by, districtId],
  )
}

/** What an item was done with, and what was done with it; only while both are done. */
export async function fulfilmentsOf(tx: Tx, itemId: number): Promise<{ by: Item | null; others: Item[] }> {
  const rows = await query<Item & { way: 'by' | 'other' }>(
    tx,
    `select ${itemColumns('i')}, case when f.item_id = $1 then 'by' else 'other' end as way
     from work.fulfilment f join work.item i on i.item_id = case when f.item_id = $1 then f.by_item else f.item_id end
     where (f.item_id = $1 or f.by_item = $1) and i.state = 'done' order by i.item_id`,
    [itemId],
  )
  return { by: rows.find((row) => row.way === 'by') ?? null, others: rows.filter((row) => row.way === 'other') }
}
