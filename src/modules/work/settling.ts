import { merge } from '../../platform/history/history.ts'
import {
  answeredElsewhere,
  type Change,
  doneAt,
  doneOn,
  fieldsAt,
  ownerBefore,
  type OwnerColumns,
  type Problem,
  undoOf,
  wanted,
} from './rules.ts'
import { type Fields, fieldNames, type Item, type Typed } from './schema.ts'

const fieldsOf = (item: Fields): Fields => ({ state: item.state, note: item.note, due_on: item.due_on })

export type Settled =
  | { kind: 'write'; fields: Fields & Pick<Item, 'done_on'> }
  | { kind: 'problems'; problems: Problem[] }
  | { kind: 'conflict'; mine: Fields; fields: Differing[] }
/** What two people may have changed at once. */
export type Differing = keyof Fields | 'done_on'

/**
 * What becomes of one update. In: the item as it is now; what was sent, with the version that the person saw; the changes since then (none needed for the newest).
 * Out: the fields to write, what is wrong with it, or the fields that somebody else changed meanwhile.
 */
export function settle(
  item: Item,
  typed: Typed,
  at: { changes: readonly Change[]; lacksArtefact: boolean; mayDrop: boolean; today: string },
): Settled {
  const seen = typed.version >= item.version ? fieldsOf(item) : fieldsAt(at.changes, typed.version)
  const { needs_evidence, starts_on } = item
  const asked = wanted({ ...seen, needs_evidence, starts_on, lacks_artefact: at.lacksArtefact }, typed, at.mayDrop)
  const elsewhere = answeredElsewhere(item)
  if (elsewhere?.problem && asked.fields.state === 'done' && seen.state !== 'done')
    asked.problems.push({ field: 'state', code: elsewhere.problem })
  if (asked.problems.length > 0) return { kind: 'problems', problems: asked.problems }
  const merged = merge<Fields>(seen, fieldsOf(item), asked.fields)
  const result = merged.kind === 'merged' ? { ...fieldsOf(item), ...merged.fields } : null
  // A form sends the day that it was opened with: only another one is asked for, and it does not run over what somebody else said meanwhile.
  const seenDone = typed.version >= item.version ? item.done_on : doneAt(at.changes, typed.version)
  const day = typed.done_on === seenDone ? undefined : typed.done_on
  const done = doneOn(item, result?.state ?? item.state, day, at.today)
  if (done.problems.length > 0) return { kind: 'problems', problems: done.problems }
  const dayToo = Boolean(day) && result?.state === 'done' && item.done_on !== seenDone && item.done_on !== day
  // Two edits that are fine alone may not be so together: stuck by one, its reason emptied by the other.
  const torn =
    result !== null &&
    result.note === '' &&
    (result.state === 'stuck' || (result.state === 'done' && item.needs_evidence))
  if (result === null || torn || dayToo) {
    const fields: Differing[] = fieldNames.filter((name) => asked.fields[name] !== item[name])
    return { kind: 'conflict', mine: asked.fields, fields: dayToo ? [...fields, 'done_on'] : fields }
  }
  return { kind: 'write', fields: { ...result, done_on: done.day } }
}

/**
 * What undoing one change of an item writes; null when it can no longer be undone. In: the item as it is now, with all its changes. `handed`: it goes back to the
 * owner before, which only those who lead may do.
 */
export function undoing(
  item: Item,
  version: number,
  at: { changes: readonly Change[]; lacksArtefact: boolean; mayHandBack: boolean },
): { handed: boolean; fields: Partial<Fields & OwnerColumns & Pick<Item, 'done_on'>> } | null {
  const owner = ownerBefore(at.changes, version)
  if (owner && at.mayHandBack) return { handed: true, fields: owner }
  const fields = undoOf(at.changes, version)
  if (!fields || (fields.state === 'done' && at.lacksArtefact)) return null
  const was = at.changes.find((one) => one.version === version)?.was ?? {}
  const day = 'done_on' in was && (fields.state ?? item.state) === 'done' ? (was.done_on as string | null) : null
  return { handed: false, fields: { ...fields, ...('state' in fields ? { done_on: day } : {}) } }
}
