import { now } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import { query } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'
import { conflict } from '../errors.ts'

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
export async function record(tx: Tx, scope: Scope, change: Change): Promise<void> {
  const [was, became] = differing(change.was ?? {}, change.became ?? {})
  const rows = await query(
    tx,
    `insert into platform.change (org_id, object, object_id, version, verb, actor, actor_name, reason, at, was, became)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (object, object_id, version) do nothing returning change_id`,
    [
      change.org_id,
      change.object,
      String(change.object_id),
      change.version,
      change.verb,
      scope.actor,
      scope.name,
      change.reason ?? '',
      now(),
      JSON.stringify(was),
      JSON.stringify(became),
    ],
  )
  if (rows.length === 0)
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
  const keys = Object.keys(became).filter(
    (key) => JSON.stringify(was[key] ?? null) !== JSON.stringify(became[key] ?? null),
  )
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
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  const touched = (Object.keys(mine) as (keyof T & string)[]).filter((key) => !same(mine[key], base[key]))
  const clash = touched.filter((key) => !same(current[key], base[key]) && !same(current[key], mine[key]))
  if (clash.length > 0) return { kind: 'conflict', fields: clash }
  return { kind: 'merged', fields: Object.fromEntries(touched.map((key) => [key, mine[key]])) as Partial<T> }
}
