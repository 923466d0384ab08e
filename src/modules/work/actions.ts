import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { conflict } from '../../platform/errors.ts'
import { faultPoint } from '../../platform/fault.ts'
import { historyOf, merge, record, type Recorded } from '../../platform/history/history.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { todayOf } from '../people/index.ts'
import { type Deputy, leads, mustUpdate, owned, owns, standInFor } from './access.ts'
import { hasArtefact } from './artefacts/store-need.ts'
import { standingIn } from './delegation/reading.ts'
import {
  behalfReason,
  doneOn,
  fieldsAt,
  freshItem,
  ownerBefore,
  type Problem,
  reloaded,
  undoOf,
  unlisted,
  wanted,
} from './rules.ts'
import { type Fields, fieldNames, type Item, type NewItem, type Typed } from './schema.ts'
import { insertItem, itemById, itemsFrom, lockDistrict, setItem, type Written } from './store.ts'

export const object = 'work.item'

const fieldsOf = (item: Fields): Fields => ({ state: item.state, note: item.note, due_on: item.due_on })

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
  for (const item of items) {
    if (listed.has(item.source)) throw new Error(`The source ${item.source} is listed twice.`)
    listed.add(item.source)
    const row = known.get(item.source)
    if (!row) {
      const fresh = freshItem(item)
      const id = await insertItem(tx, districtId, fresh)
      await record(tx, scope, { org_id: districtId, object, object_id: id, version: 1, verb: 'added', became: fresh })
      told.added += 1
    } else if (await write(tx, scope, row, reloaded(row, item), 'loaded')) told.changed += 1
    else told.same += 1
  }
  for (const row of known.values())
    if (!listed.has(row.source) && (await write(tx, scope, row, unlisted(row), 'unlisted'))) told.dropped += 1
  return told
}

/** Writes the columns that differ, with their change. Out: the new row, or null when nothing differs. */
export async function write(
  tx: Tx,
  scope: Scope,
  row: Item,
  became: Partial<Written>,
  verb: string,
  reason = '',
): Promise<Item | null> {
  const changed = (Object.keys(became) as (keyof typeof became)[]).filter(
    (name) => stable(row[name]) !== stable(became[name]),
  )
  if (changed.length === 0) return null
  const was = Object.fromEntries(changed.map((name) => [name, row[name]]))
  const now = Object.fromEntries(changed.map((name) => [name, became[name]])) as Partial<Written>
  const item = await setItem(tx, row.item_id, now)
  await record(tx, scope, {
    org_id: row.district_id,
    object,
    object_id: row.item_id,
    version: item.version,
    verb,
    was,
    became: now,
    reason,
  })
  return item
}

/** JSON with sorted keys: jsonb does not keep their order. */
const stable = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

export type Outcome =
  /** `version`: of this change, or null when it was already so */
  | { kind: 'saved'; item: Item; version: number | null }
  | { kind: 'problems'; item: Item; problems: Problem[] }
  /** Somebody changed the same fields after this person opened the form: nothing is saved, both stand on the page. */
  | { kind: 'conflict'; item: Item; mine: Fields; fields: (keyof Fields)[]; theirs: Recorded | null }

/**
 * Updates an item: done, going on, stuck because, a new date. In: who, the item, what they sent with the version that they saw.
 * An edit of an older version is merged where it touches other fields. The same form twice changes nothing.
 * Errors: Missing, Forbidden `work/not-yours`.
 * `reason` goes into the history: on whose behalf, or what it was done with.
 */
export async function updateItem(tx: Tx, visitor: Visitor, id: number, typed: Typed, reason = ''): Promise<Outcome> {
  const item = await itemById(tx, id, true)
  const deputy = await standingIn(tx, visitor)
  mustUpdate(deputy, item)
  const changes = await historyOf(tx, object, id)
  const seen = typed.version >= item.version ? fieldsOf(item) : fieldsAt(changes, typed.version)
  const asked = wanted(
    {
      ...seen,
      needs_evidence: item.needs_evidence,
      starts_on: item.starts_on,
      lacks_artefact: item.needs_artefact && !(await hasArtefact(tx, id)),
    },
    typed,
    leads(visitor, item.district_id),
  )
  // A question of a reporting cycle is done by its answer.
  if (item.kind === 'cycle' && asked.fields.state === 'done' && seen.state !== 'done')
    asked.problems.push({ field: 'state', code: 'answer' })
  // A document is acknowledged or looked through on its own page.
  if (item.kind === 'document' && asked.fields.state === 'done' && seen.state !== 'done')
    asked.problems.push({ field: 'state', code: 'document' })
  if (asked.problems.length > 0) return { kind: 'problems', item, problems: asked.problems }
  const merged = merge<Fields>(seen, fieldsOf(item), asked.fields)
  const result = merged.kind === 'merged' ? { ...fieldsOf(item), ...merged.fields } : null
  const done = doneOn(item, result?.state ?? item.state, typed.done_on, await todayOf(tx, item.district_id))
  if (done.problems.length > 0) return { kind: 'problems', item, problems: done.problems }
  // Two edits that are fine alone may not be so together: stuck by one, its reason emptied by the other.
  const torn =
    result !== null &&
    result.note === '' &&
    (result.state === 'stuck' || (result.state === 'done' && item.needs_evidence))
  if (result === null || torn) {
    const fields = fieldNames.filter((name) => asked.fields[name] !== item[name])
    return {
      kind: 'conflict',
      item,
      mine: asked.fields,
      fields,
      theirs: changes.find((one) => one.version > typed.version) ?? null,
    }
  }
  const saved = await write(
    tx,
    visitor.scope,
    item,
    { ...result, done_on: done.day },
    'updated',
    reason || behalfOf(deputy, item),
  )
  faultPoint('work/written')
  return { kind: 'saved', item: saved ?? item, version: saved?.version ?? null }
}

/** The reason of a change that somebody makes for the owner; empty for the owner. */
export const behalfOf = (visitor: Deputy, item: Item): string =>
  owned(item) && !owns(visitor, item) ? behalfReason(standInFor(visitor, item)?.giver ?? null, item) : ''

/** Undoes one change as a new change. Errors: Conflict `work/changed-since` when a later change touched the same field; Missing, Forbidden. */
export async function undoItem(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Item> {
  const item = await itemById(tx, id, true)
  const deputy = await standingIn(tx, visitor)
  mustUpdate(deputy, item)
  const changes = await historyOf(tx, object, id)
  const owner = ownerBefore(changes, version)
  if (owner && leads(visitor, item.district_id)) return (await write(tx, visitor.scope, item, owner, 'undone')) ?? item
  const fields = undoOf(changes, version)
  const unproven = fields?.state === 'done' && item.needs_artefact && !(await hasArtefact(tx, id))
  if (!fields || unproven)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  const was = changes.find((one) => one.version === version)?.was ?? {}
  const day = 'done_on' in was && (fields.state ?? item.state) === 'done' ? (was.done_on as string | null) : null
  return (
    (await write(
      tx,
      visitor.scope,
      item,
      { ...fields, ...('state' in fields ? { done_on: day } : {}) },
      'undone',
      behalfOf(deputy, item),
    )) ?? item
  )
}
