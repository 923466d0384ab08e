import { now } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import { query } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'
import { conflict } from '../errors.ts'
import { alike } from '../json.ts'

/** A change of one object: append-only, written in the transaction that changes it. */
export type Change = {
  org_id: number
  object: string
  object_id: string | number
  version: number
  verb: string
  reason?: string
  was?: Record<string, unknown>
  became?: Record<string, unknown>
}
export type Recorded = Required<Change> & { change_id: number; actor: number | null; actor_name: string; at: Date }

/** Records a change. Only fields that differ are kept. The same version twice is a conflict (two people saved at once). */
export const record = (tx: Tx, scope: Scope, change: Change): Promise<void> => recordAll(tx, scope, [change])

/** Records changes of many objects with one statement, in their order and at one instant; otherwise as `record`. */
export async function recordAll(tx: Tx, scope: Scope, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const told = changes.map((change, at) => {
    const [was, became] = differing(change.was ?? {}, change.became ?? {})
    const { org_id, object, version, verb, reason = '' } = change
    return { at, org_id, object, object_id: String(change.object_id), version, verb, reason, was, became }
  })
  const rows = await query(
    tx,
    `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, reason, at, was, became)
     select c.org_id, c.object, c.object_id, c.version, c.verb, $1::int, $2::text, c.reason, $3::timestamptz, c.was, c.became
     from jsonb_to_recordset($4) as c (at int, org_id int, object text, object_id text, version int, verb text, reason text, was jsonb, became jsonb)
     order by c.at on conflict (object, object_id, version) do nothing returning change_id`,
    [scope.actor, scope.name, now(), JSON.stringify(told)],
  )
  if (rows.length < changes.length)
    throw conflict(
      'platform/changed-meanwhile',
      'Somebody else changed this at the same moment.',
      'Open it again: what you typed is kept, and you see both versions.',
    )
}

/** All changes of an object, newest first. */
export async function historyOf(tx: Tx, object: string, id: string | number): Promise<Recorded[]> {
  return query<Recorded>(
    tx,
    'select * from platform.change where object = $1 and object_id = $2 order by version desc',
    [object, String(id)],
  )
}

/** All changes of some objects of one kind, by id, each newest first. */
export async function historiesOf(
  tx: Tx,
  object: string,
  ids: readonly (string | number)[],
): Promise<Map<string, Recorded[]>> {
  const found = new Map<string, Recorded[]>()
  if (ids.length === 0) return found
  const rows = await query<Recorded>(
    tx,
    'select * from platform.change where object = $1 and object_id = any ($2::text[]) order by version desc',
    [object, ids.map(String)],
  )
  for (const row of rows) {
    const id = String(row.object_id)
    const known = found.get(id)
    if (known) known.push(row)
    else found.set(id, [row])
  }
  return found
}

/** The state of an object at an instant, rebuilt from its changes; null when it did not exist yet. */
export async function asOf(
  tx: Tx,
  object: string,
  id: string | number,
  at: Date,
): Promise<Record<string, unknown> | null> {
  const rows = await query<{ became: Record<string, unknown> }>(
    tx,
    'select became from platform.change where object = $1 and object_id = $2 and at <= $3 order by version',
    [object, String(id), at],
  )
  return rows.length === 0 ? null : Object.assign({}, ...rows.map((row) => row.became))
}

/** Keeps the fields of two records that differ. */
export function differing(
  was: Record<string, unknown>,
  became: Record<string, unknown>,
): [Record<string, unknown>, Record<string, unknown>] {
  const keys = Object.keys(became).filter((key) => !alike(was[key], became[key]))
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]))
  return [pick(was), pick(became)]
}

export type Merge<T> = { kind: 'merged'; fields: Partial<T> } | { kind: 'conflict'; fields: (keyof T & string)[] }

/**
 * Merges an edit that was made from an older version. In: the object when the form was opened, as it is now, and as the person wants it.
 * Out: the fields to write when the two edits touch different fields (or agree); otherwise the fields that both changed.
 */
export function merge<T extends Record<string, unknown>>(base: T, current: T, mine: Partial<T>): Merge<T> {
  const touched = (Object.keys(mine) as (keyof T & string)[]).filter((key) => !alike(mine[key], base[key]))
  const clash = touched.filter((key) => !alike(current[key], base[key]) && !alike(current[key], mine[key]))
  if (clash.length > 0) return { kind: 'conflict', fields: clash }
  return { kind: 'merged', fields: Object.fromEntries(touched.map((key) => [key, mine[key]])) as Partial<T> }
}
