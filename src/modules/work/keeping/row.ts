import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import { historyOf, merge, record, type Recorded } from '../../../platform/history/history.ts'
import { alike } from '../../../platform/json.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'

/** How a kind of row is kept: its name in the history, its own number, the fields that people change, how they are written. */
export type Keeper<Row extends { district_id: number; version: number }, F extends Record<string, unknown>> = {
  object: string
  idOf: (row: Row) => number
  fieldsOf: (row: Row) => F
  /** Writes some fields and raises the version. */
  write: (tx: Tx, row: Row, fields: Partial<F>) => Promise<Row>
}

export type Kept<Row> =
  | { kind: 'saved'; row: Row; same: boolean }
  /** Somebody changed the same fields after the form was opened. */
  | { kind: 'conflict'; row: Row }

/** A text as somebody typed it over what they saw: unchanged words keep both languages. */
export const textOver = (words: string, lang: Lang, seen: Text): Text =>
  read(seen, lang).words === words ? seen : { [lang]: words, source: lang }

/** The fields of a row at a version, from its changes. */
export const fieldsAt = (changes: readonly Recorded[], version: number): Record<string, unknown> =>
  Object.assign(
    {},
    ...changes
      .filter((one) => one.version <= version)
      .toSorted((a, b) => a.version - b.version)
      .map((one) => one.became),
  )

/** Writes the history of a row that was just added. */
export const recordEntered = <Row extends { district_id: number; version: number }, F extends Record<string, unknown>>(
  tx: Tx,
  scope: Scope,
  keeper: Keeper<Row, F>,
  row: Row,
): Promise<void> =>
  record(tx, scope, {
    org_id: row.district_id,
    object: keeper.object,
    object_id: keeper.idOf(row),
    version: row.version,
    verb: 'entered',
    became: keeper.fieldsOf(row),
  })

/**
 * Saves what a person typed on a row. In: the row, locked; the version that the form was opened with; all fields as the person wants them, from those they saw.
 * An edit of an older version is merged where it touches other fields. The same form twice changes nothing. Out: saved, or a conflict.
 */
export async function keepRow<Row extends { district_id: number; version: number }, F extends Record<string, unknown>>(
  tx: Tx,
  scope: Scope,
  keeper: Keeper<Row, F>,
  row: Row,
  typed: { version: number; fields: (seen: F) => F; verb?: string; reason?: string },
): Promise<Kept<Row>> {
  const now = keeper.fieldsOf(row)
  const old = typed.version > 0 && typed.version < row.version
  const seen = old ? { ...now, ...fieldsAt(await historyOf(tx, keeper.object, keeper.idOf(row)), typed.version) } : now
  const mine = typed.fields(seen)
  const merged = merge<F>(seen, now, mine)
  if (merged.kind === 'conflict') return { kind: 'conflict', row }
  const wanted = { ...now, ...merged.fields }
  const names = (Object.keys(wanted) as (keyof F & string)[]).filter((name) => !alike(wanted[name], now[name]))
  if (names.length === 0) return { kind: 'saved', row, same: true }
  const pick = (from: F) => Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<F>
  const written = await keeper.write(tx, row, pick(wanted))
  await record(tx, scope, {
    org_id: row.district_id,
    object: keeper.object,
    object_id: keeper.idOf(row),
    version: written.version,
    verb: typed.verb ?? 'changed',
    reason: typed.reason ?? '',
    was: pick(now),
    became: pick(wanted),
  })
  return { kind: 'saved', row: written, same: false }
}

/** Going back would give a code that another entry has by now. */
export const codeTaken = () =>
  conflict(
    'work/code-taken',
    'The code that stood here before was given to another entry meanwhile.',
    'Give the other entry another code first, or change this one by its form.',
  )

/** The newest change, where it can be taken back: one of some verbs. Null otherwise. */
export function undoable(changes: readonly Recorded[], version: number, verbs: readonly string[]): Recorded | null {
  const newest = changes.reduce<Recorded | null>((best, one) => (best && best.version > one.version ? best : one), null)
  return newest?.version === version && verbs.includes(newest.verb) ? newest : null
}

/** Takes back the newest change of a row, as a new one. Errors: Conflict `work/changed-since` when it is not the newest, or cannot be taken back. */
export async function undoRow<Row extends { district_id: number; version: number }, F extends Record<string, unknown>>(
  tx: Tx,
  scope: Scope,
  keeper: Keeper<Row, F>,
  row: Row,
  version: number,
  verbs: readonly string[] = ['changed'],
): Promise<Row> {
  const found = undoable(await historyOf(tx, keeper.object, keeper.idOf(row)), version, verbs)
  if (!found)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  const fields = { ...keeper.fieldsOf(row), ...found.was } as F
  return (await keepRow(tx, scope, keeper, row, { version: row.version, fields: () => fields, verb: 'undone' })).row
}
