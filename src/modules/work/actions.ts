import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { faultPoint } from '../../platform/fault.ts'
import { historiesOf, recordAll, type Recorded } from '../../platform/history/history.ts'
import { alike } from '../../platform/json.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { todayOf } from '../people/index.ts'
import { type Deputy, leads, mustUpdate, owned, owns, standInFor } from './access.ts'
import { withArtefact } from './artefacts/store-need.ts'
import { standingIn } from './delegation/reading.ts'
import { behalfReason, freshItem, type Problem, reloaded, unlisted } from './rules.ts'
import type { Fields, Item, NewItem, Typed } from './schema.ts'
import { type Differing, settle, undoing } from './settling.ts'
import { insertItems, itemById, itemsFrom, lockDistrict, setItems, type Written } from './store.ts'

export const object = 'work.item'

export type Loaded = { added: number; changed: number; dropped: number; same: number }

/**
 * Takes the items of one source (a plan) into a district. In: a system actor's or a person's scope; the prefix that all their sources begin with; all its items.
 * Known ones get the source's words, owner and dates and keep what people decided; those no longer listed are dropped. The same list twice changes nothing.
 */
export async function saveItems(
  tx: Tx,
  scope: Scope,
  districtId: number,
  sourcePrefix: string,
  items: readonly NewItem[],
): Promise<Loaded> {
  const stray = items.find((item) => !item.source.startsWith(sourcePrefix))
  if (stray) throw new Error(`The source ${stray.source} does not begin with ${sourcePrefix}.`)
  await lockDistrict(tx, districtId)
  const known = new Map((await itemsFrom(tx, districtId, sourcePrefix)).map((item) => [item.source, item]))
  const told: Loaded = { added: 0, changed: 0, dropped: 0, same: 0 }
  const listed = new Set<string>()
  const fresh: ReturnType<typeof freshItem>[] = []
  const changes: Asked[] = []
  for (const item of items) {
    if (listed.has(item.source)) throw new Error(`The source ${item.source} is listed twice.`)
    listed.add(item.source)
    const row = known.get(item.source)
    if (row) changes.push({ row, became: reloaded(row, item), verb: 'loaded' })
    else fresh.push(freshItem(item))
  }
  for (const row of known.values())
    if (!listed.has(row.source)) changes.push({ row, became: unlisted(row), verb: 'unlisted' })
  await add(tx, scope, districtId, fresh)
  told.added = fresh.length
  const written = await writeAll(tx, scope, changes)
  for (const [at, { verb }] of changes.entries()) {
    if (written[at]) told[verb === 'loaded' ? 'changed' : 'dropped'] += 1
    else if (verb === 'loaded') told.same += 1
  }
  return told
}

/** Adds items with the first change of each. */
async function add(
  tx: Tx,
  scope: Scope,
  districtId: number,
  fresh: readonly ReturnType<typeof freshItem>[],
): Promise<void> {
  const ids = await insertItems(tx, districtId, fresh)
  await recordAll(
    tx,
    scope,
    fresh.map((became) => ({
      org_id: districtId,
      object,
      object_id: ids.get(became.source) ?? 0,
      version: 1,
      verb: 'added',
      became,
    })),
  )
}

/** What is to be written of an item; `verb` and `reason` go into the history. */
export type Asked = { row: Item; became: Partial<Written>; verb: string; reason?: string }

/**
 * Writes the columns that differ of many items, each with its change: one statement for the rows, one for the history. The rows are locked; none stands twice.
 * Out: for each the new row, or null when nothing differs.
 */
export async function writeAll(tx: Tx, scope: Scope, asked: readonly Asked[]): Promise<(Item | null)[]> {
  const differing = asked.flatMap(({ row, became, verb, reason = '' }) => {
    const names = (Object.keys(became) as (keyof Written)[]).filter((name) => !alike(row[name], became[name]))
    if (names.length === 0) return []
    const was = Object.fromEntries(names.map((name) => [name, row[name]]))
    const fields = Object.fromEntries(names.map((name) => [name, became[name] ?? null])) as Partial<Written>
    return [{ row, was, fields, verb, reason }]
  })
  const written = await setItems(
    tx,
    differing.map(({ row, fields }) => ({ item_id: row.item_id, fields })),
  )
  await recordAll(
    tx,
    scope,
    differing.map(({ row, was, fields, verb, reason }) => ({
      org_id: row.district_id,
      object,
      object_id: row.item_id,
      version: written.get(row.item_id)?.version ?? 0,
      verb,
      was,
      became: fields,
      reason,
    })),
  )
  return asked.map(({ row }) => written.get(row.item_id) ?? null)
}

/** The same for one item. Out: the new row, or null when nothing differs. */
export async function write(
  tx: Tx,
  scope: Scope,
  row: Item,
  became: Partial<Written>,
  verb: string,
  reason = '',
): Promise<Item | null> {
  return (await writeAll(tx, scope, [{ row, became, verb, reason }]))[0] ?? null
}

export type Outcome =
  /** `version`: of this change, or null when it was already so */
  | { kind: 'saved'; item: Item; version: number | null }
  | { kind: 'problems'; item: Item; problems: Problem[] }
  /** Somebody changed the same fields after this person opened the form: nothing is saved, both stand on the page. */
  | { kind: 'conflict'; item: Item; mine: Fields; fields: Differing[]; theirs: Recorded | null }

/** What somebody asks of one item, which is locked; `reason` goes into the history. */
export type Update = { item: Item; typed: Typed; reason?: string }

/**
 * Updates items: done, going on, stuck because, a new date. In: a visitor who may change each of them; none stands twice. What is fine is saved, what is not comes
 * back with its reason and leaves the others right. An edit of an older version is merged where it touches other fields. The same twice changes nothing.
 */
export async function updateItems(tx: Tx, deputy: Deputy, asked: readonly Update[]): Promise<Outcome[]> {
  // Only what was changed since the form was opened needs its history.
  const histories = await historiesOf(
    tx,
    object,
    asked.filter(({ item, typed }) => typed.version < item.version).map(({ item }) => item.item_id),
  )
  const shown = await withArtefact(
    tx,
    asked.filter(({ item }) => item.needs_artefact).map(({ item }) => item.item_id),
  )
  const days = new Map<number, string>()
  for (const { item } of asked)
    if (!days.has(item.district_id)) days.set(item.district_id, await todayOf(tx, item.district_id))
  const decided = asked.map(({ item, typed }) =>
    settle(item, typed, {
      changes: histories.get(String(item.item_id)) ?? [],
      lacksArtefact: item.needs_artefact && !shown.has(item.item_id),
      mayDrop: leads(deputy, item.district_id),
      today: days.get(item.district_id) ?? '',
    }),
  )
  const fine = asked.flatMap(({ item: row, reason }, at) => {
    const one = decided[at]
    return one?.kind === 'write'
      ? [{ row, became: one.fields, verb: 'updated', reason: reason || behalfOf(deputy, row) }]
      : []
  })
  const written = new Map(
    (await writeAll(tx, deputy.scope, fine)).flatMap((item) => (item ? [[item.item_id, item] as const] : [])),
  )
  if (fine.length > 0) faultPoint('work/written')
  return asked.map(({ item, typed }, at): Outcome => {
    const one = decided[at]
    const saved = written.get(item.item_id)
    if (one === undefined || one.kind === 'write')
      return { kind: 'saved', item: saved ?? item, version: saved?.version ?? null }
    if (one.kind === 'problems') return { kind: 'problems', item, problems: one.problems }
    const theirs = histories.get(String(item.item_id))?.find((change) => change.version > typed.version) ?? null
    return { kind: 'conflict', item, mine: one.mine, fields: one.fields, theirs }
  })
}

/**
 * Updates one item. In: who, the item, what they sent with the version that they saw; `reason`: on whose behalf, or what it was done with.
 * Otherwise as `updateItems`. Errors: Missing, Forbidden `work/not-yours`.
 */
export async function updateItem(tx: Tx, visitor: Visitor, id: number, typed: Typed, reason = ''): Promise<Outcome> {
  const item = await itemById(tx, id, true)
  const deputy = await standingIn(tx, visitor)
  mustUpdate(deputy, item)
  const [outcome] = await updateItems(tx, deputy, [{ item, typed, reason }])
  return outcome ?? { kind: 'saved', item, version: null }
}

/** The reason of a change that somebody makes for the owner; empty for the owner. */
export const behalfOf = (visitor: Deputy, item: Item): string =>
  owned(item) && !owns(visitor, item) ? behalfReason(standInFor(visitor, item)?.giver ?? null, item) : ''

/**
 * Undoes one change of each of some items, as new changes. In: a visitor who may change each of them; the items, locked, none twice. Out: for each the item as it is
 * now, or null when its change can no longer be undone: a later one touched the same field, or it would be done without anything to show.
 */
export async function undoItems(
  tx: Tx,
  deputy: Deputy,
  asked: readonly { item: Item; version: number }[],
): Promise<(Item | null)[]> {
  const histories = await historiesOf(
    tx,
    object,
    asked.map(({ item }) => item.item_id),
  )
  const shown = await withArtefact(
    tx,
    asked.filter(({ item }) => item.needs_artefact).map(({ item }) => item.item_id),
  )
  const steps = asked.map(({ item, version }) =>
    undoing(item, version, {
      changes: histories.get(String(item.item_id)) ?? [],
      lacksArtefact: item.needs_artefact && !shown.has(item.item_id),
      mayHandBack: leads(deputy, item.district_id),
    }),
  )
  const fine = asked.flatMap(({ item: row }, at): Asked[] => {
    const step = steps[at]
    return step ? [{ row, became: step.fields, verb: 'undone', reason: step.handed ? '' : behalfOf(deputy, row) }] : []
  })
  const written = new Map(
    (await writeAll(tx, deputy.scope, fine)).flatMap((item) => (item ? [[item.item_id, item] as const] : [])),
  )
  return asked.map(({ item }, at) => (steps[at] ? (written.get(item.item_id) ?? item) : null))
}

/** Undoes one change as a new change. Errors: Conflict `work/changed-since` when a later change touched the same field; Missing, Forbidden. */
export async function undoItem(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Item> {
  const item = await itemById(tx, id, true)
  const deputy = await standingIn(tx, visitor)
  mustUpdate(deputy, item)
  const [undone] = await undoItems(tx, deputy, [{ item, version }])
  if (!undone)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  return undone
}
