import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Text } from '../../../platform/words.ts'
import { unfinished } from '../schema.ts'
import type { Dependency, Edge, NamedKnot, Standing, Wave } from './schema.ts'

const columns = 'dependency_id, district_id, item_id, needs_item, days_between, source, settled, ended, version'
const waveColumns = 'wave_id, district_id, plan, name, sort, planned_begin, begins_on, listed, version'
const knotColumns =
  'item_id, state, starts_on, due_on, done_on, held_until, title, code, owner_role, owner_org, owner_account, org_id'
/** More lines than this are not followed from one item: no page could show them. */
const mostLines = 5000

/** Changes of what waits for what wait for each other in a district: two together could close a ring. Held until the transaction ends. */
export async function lockChain(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(76, $1)', [districtId])
}

/** One line, locked when `lock`. Errors: Missing `work/no-such-wait` (also for one of another district). */
export async function dependencyById(tx: Tx, id: number, lock = false): Promise<Dependency> {
  const rows = await query<Dependency>(
    tx,
    `select ${columns} from work.dependency where dependency_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing(
      'work/no-such-wait',
      'There is no such line between two items.',
      'Open the item and choose one there.',
    )
  return rows[0]
}

/** The line between two items, ended or not. */
export async function dependencyOf(tx: Tx, item: number, needs: number): Promise<Dependency | null> {
  const rows = await query<Dependency>(
    tx,
    `select ${columns} from work.dependency where item_id = $1 and needs_item = $2`,
    [item, needs],
  )
  return rows[0] ?? null
}

/** All lines that begin or end at an item, ended ones too. */
export const dependenciesAt = (tx: Tx, item: number): Promise<Dependency[]> =>
  query<Dependency>(
    tx,
    `select ${columns} from work.dependency where item_id = $1 or needs_item = $1 order by dependency_id`,
    [item],
  )

/** All lines of a district that one source gave, ended ones too. */
export const dependenciesFrom = (tx: Tx, districtId: number, source: string): Promise<Dependency[]> =>
  query<Dependency>(
    tx,
    `select ${columns} from work.dependency where district_id = $1 and source = $2 order by dependency_id`,
    [districtId, source],
  )

/** Every line of a district that holds. */
export const edgesOf = (tx: Tx, districtId: number): Promise<Edge[]> =>
  query<Edge>(
    tx,
    'select item_id, needs_item, days_between from work.dependency where district_id = $1 and not ended order by dependency_id',
    [districtId],
  )

/** Every line that some items wait by, and those behind them, as far back as it goes. */
export const edgesBehind = (tx: Tx, items: readonly number[]): Promise<Edge[]> =>
  query<Edge>(
    tx,
    `with recursive behind as (
       select item_id, needs_item, days_between from work.dependency where item_id = any ($1) and not ended
       union
       select d.item_id, d.needs_item, d.days_between from behind b join work.dependency d on d.item_id = b.needs_item and not d.ended
     )
     select item_id, needs_item, days_between from behind order by item_id, needs_item limit ${mostLines}`,
    [items],
  )

/** What waits for an item, one step on. */
export const waitingFor = (tx: Tx, item: number): Promise<number[]> =>
  query<{ item_id: number }>(
    tx,
    'select item_id from work.dependency where needs_item = $1 and not ended order by item_id',
    [item],
  ).then((rows) => rows.map((row) => row.item_id))

export const knotsOf = (tx: Tx, items: readonly number[]): Promise<NamedKnot[]> =>
  query<NamedKnot>(tx, `select ${knotColumns} from work.item where item_id = any ($1) order by item_id`, [items])

/** What each of some items waits for that is still to be done, the nearest day first. */
export const openBefore = (
  tx: Tx,
  items: readonly number[],
): Promise<{ item_id: number; needs_item: number; title: Text; code: string | null; due_on: string | null }[]> =>
  query(
    tx,
    // First the few lines, then their items: right after a load, before PostgreSQL knows the tables, it would join all lines with all items.
    `with d as materialized (select item_id, needs_item from work.dependency where item_id = any ($1) and not ended)
     select d.item_id, d.needs_item, n.title, n.code, n.due_on from d join work.item n on n.item_id = d.needs_item
     where n.state = any ($2) order by d.item_id, n.due_on nulls last, n.item_id`,
    [items, unfinished],
  )

/** The items of a district that a person may mean by a number of a page or by a code; of the item's own plan first. Three at most. */
export const itemsMeant = (
  tx: Tx,
  districtId: number,
  plan: string | null,
  meant: { id: number | null; code: string },
): Promise<NamedKnot[]> =>
  query<NamedKnot>(
    tx,
    `select ${knotColumns} from work.item where district_id = $1 and listed
       and (item_id = $3::int or ($3::int is null and kind = 'task' and plan is not distinct from $2 and lower(code) = lower($4))) order by item_id limit 3`,
    [districtId, plan, meant.id, meant.code],
  )

/** The tasks of a plan by the part of the plan that each is. */
export const itemsOfElements = (
  tx: Tx,
  districtId: number,
  plan: string,
): Promise<{ item_id: number; element: string }[]> =>
  query(
    tx,
    `select item_id, element from work.item where district_id = $1 and plan = $2::text and source = 'plan:' || $2::text || '/' || element and listed order by item_id`,
    [districtId, plan],
  )

export async function insertDependency(
  tx: Tx,
  row: Omit<Dependency, 'dependency_id' | 'version' | 'ended'>,
): Promise<Dependency> {
  const rows = await query<Dependency>(
    tx,
    `insert into work.dependency (district_id, item_id, needs_item, days_between, source, settled) values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    [row.district_id, row.item_id, row.needs_item, row.days_between, row.source, row.settled],
  )
  return rows[0] as Dependency
}

/** Writes the columns that people and plans decide, and raises the version. */
export async function setDependency(
  tx: Tx,
  id: number,
  row: Pick<Dependency, 'ended' | 'settled' | 'days_between'>,
): Promise<Dependency> {
  const rows = await query<Dependency>(
    tx,
    `update work.dependency set ended = $2, settled = $3, days_between = $4, version = version + 1 where dependency_id = $1 returning ${columns}`,
    [id, row.ended, row.settled, row.days_between],
  )
  return rows[0] as Dependency
}

/** The waves of a plan in its order; only what the plan still names unless `all`. */
export const wavesOf = (tx: Tx, districtId: number, plan: string, all = false): Promise<Wave[]> =>
  query<Wave>(
    tx,
    `select ${waveColumns} from work.wave where district_id = $1 and plan = $2 and ($3 or listed) order by sort, wave_id`,
    [districtId, plan, all],
  )

/** A wave, locked when `lock`. Errors: Missing `work/no-such-wave`. */
export async function waveById(tx: Tx, id: number, lock = false): Promise<Wave> {
  const rows = await query<Wave>(
    tx,
    `select ${waveColumns} from work.wave where wave_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing('work/no-such-wave', 'There is no such wave.', 'Open the waves of the plan and choose one there.')
  return rows[0]
}

export async function insertWave(
  tx: Tx,
  row: Pick<Wave, 'district_id' | 'plan' | 'name' | 'sort' | 'planned_begin' | 'begins_on'>,
): Promise<number> {
  const rows = await query<{ wave_id: number }>(
    tx,
    'insert into work.wave (district_id, plan, name, sort, planned_begin, begins_on) values ($1, $2, $3, $4, $5, $6) returning wave_id',
    [row.district_id, row.plan, row.name, row.sort, row.planned_begin, row.begins_on],
  )
  return rows[0]?.wave_id ?? 0
}

export async function setWave(
  tx: Tx,
  id: number,
  row: Pick<Wave, 'sort' | 'planned_begin' | 'begins_on' | 'listed'>,
): Promise<Wave> {
  const rows = await query<Wave>(
    tx,
    `update work.wave set sort = $2, planned_begin = $3, begins_on = $4, listed = $5, version = version + 1 where wave_id = $1 returning ${waveColumns}`,
    [id, row.sort, row.planned_begin, row.begins_on, row.listed],
  )
  return rows[0] as Wave
}

/** Puts the items of a plan into their waves. In: pairs of a part of the plan and the name of its wave; whatever is not among them is in none. */
export async function placeInWaves(
  tx: Tx,
  districtId: number,
  plan: string,
  pairs: readonly (readonly [element: string, wave: string])[],
): Promise<void> {
  await query(
    tx,
    `update work.item i set wave_id = w.wave_id, held_until = w.begins_on
     from (select i2.item_id, v.wave_id, v.begins_on from work.item i2
       left join unnest($3::text[], $4::text[]) as m (element, wave) on m.element = i2.element
       left join work.wave v on v.district_id = $1 and v.plan = $2::text and v.name = m.wave and v.listed
       where i2.district_id = $1 and i2.plan = $2::text and i2.source = 'plan:' || $2::text || '/' || i2.element) w
     where w.item_id = i.item_id and (i.wave_id, i.held_until) is distinct from (w.wave_id, w.begins_on)`,
    [districtId, plan, pairs.map(([element]) => element), pairs.map(([, wave]) => wave)],
  )
}

/** Lets the items of a wave know when it begins. */
export async function holdItems(tx: Tx, waveId: number, until: string | null): Promise<void> {
  await query(tx, 'update work.item set held_until = $2 where wave_id = $1 and held_until is distinct from $2::date', [
    waveId,
    until,
  ])
}

// Every listed item in one of six columns: done, late, going, due, ahead, dropped. The same cases as `standingOf` in rules.ts; a test compares them.
const ahead = (day: string) => `(i.state = 'open' and (i.held_until > ${day} or i.starts_on > ${day}))`
const late = (day: string) =>
  `(i.state in ('open', 'going_on', 'stuck') and i.due_on < ${day} and not (i.state = 'open' and coalesce(i.held_until > ${day}, false)))`
const counts = (day: string) => `
  count(*) filter (where i.state = 'done') as done,
  count(*) filter (where ${late(day)}) as late,
  count(*) filter (where i.state in ('going_on', 'stuck') and not coalesce(${late(day)}, false)) as going,
  count(*) filter (where i.state = 'open' and not coalesce(${late(day)}, false) and not coalesce(${ahead(day)}, false)) as due,
  count(*) filter (where ${ahead(day)} and not coalesce(${late(day)}, false)) as ahead,
  count(*) filter (where i.state = 'dropped') as dropped`

/** How the items of each wave of a plan stand on a day; `wave_id` null: items in no wave. */
export const standingsOfWaves = (
  tx: Tx,
  districtId: number,
  plan: string,
  today: string,
): Promise<(Standing & { wave_id: number | null })[]> =>
  query(
    tx,
    `select i.wave_id, ${counts('$3::date')} from work.item i where i.district_id = $1 and i.plan = $2 and i.kind = 'task' and i.listed group by i.wave_id order by 1 nulls last`,
    [districtId, plan, today],
  )

/** A task that counts for a part: of the plan itself, or of the plan of a school that serves it. */
export type Counting = { part: string; plan: string; element: string }

/** How the items of some parts stand on a day, by the organization whose work they are. */
export const standingsOfParts = (
  tx: Tx,
  districtId: number,
  counting: readonly Counting[],
  today: string,
): Promise<(Standing & { part: string; org_id: number })[]> =>
  query(
    tx,
    `select m.part, coalesce(i.owner_org, i.org_id) as org_id, ${counts('$5::date')}
     from unnest($2::text[], $3::text[], $4::text[]) as m (part, plan, element)
     join work.item i on i.district_id = $1 and i.plan = m.plan and i.element = m.element and i.kind = 'task' and i.listed
     group by 1, 2 order by 1, 2`,
    [
      districtId,
      counting.map((one) => one.part),
      counting.map((one) => one.plan),
      counting.map((one) => one.element),
      today,
    ],
  )
