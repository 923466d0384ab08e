import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { mayRead, mustUpdate } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { isDate } from '../rules.ts'
import { itemById } from '../store.ts'
import { mustMoveWave } from './access.ts'
import { ringOf } from './rules.ts'
import type { Dependency, NamedKnot, Wave } from './schema.ts'
import {
  dependencyById,
  dependencyOf,
  edgesOf,
  holdItems,
  insertDependency,
  itemsMeant,
  knotsOf,
  lockChain,
  setDependency,
  setWave,
  waveById,
} from './store.ts'

export const dependencyObject = 'work.dependency'
export const waveObject = 'work.wave'

export type WaitProblem =
  | { field: 'needs'; code: 'which' | 'several' | 'self' | 'already' }
  /** the items of the ring that it would close, from the item back to itself */
  | { field: 'needs'; code: 'ring'; ring: NamedKnot[] }
  | { field: 'days'; code: 'days' }
export type WaitOutcome = { kind: 'saved'; dependency: Dependency } | { kind: 'problems'; problems: WaitProblem[] }

/** What a person means by the other item: the number or address of its page (`/work/12`), or its code in the same plan. */
export function meantBy(text: string): { id: number | null; code: string } {
  const id = /^(?:https?:\/\/[^/\s]+)?(?:\/work\/)?(\d{1,9})(?:[/?#].*)?$/.exec(text)?.[1]
  return { id: id === undefined ? null : Number(id), code: text }
}

/**
 * Says that an item waits for another one. In: who, the item that waits, what they typed for the other one, whole calendar days between. Only whoever may change the
 * item may say what it waits for; the other one has to be of the same district. The same again changes nothing; a ring is refused with its items.
 * Errors: Missing, Forbidden `work/not-yours`.
 */
export async function addWait(
  tx: Tx,
  visitor: Visitor,
  itemId: number,
  typed: { needs: string; days: number },
): Promise<WaitOutcome> {
  const item = await itemById(tx, itemId)
  mustUpdate(await standingIn(tx, visitor), item)
  await lockChain(tx, item.district_id)
  const problems = (one: WaitProblem): WaitOutcome => ({ kind: 'problems', problems: [one] })
  if (typed.days < 0) return problems({ field: 'days', code: 'days' })
  const meant = meantBy(typed.needs)
  const byNumber = await itemsMeant(tx, item.district_id, item.plan, meant)
  // A bare number that is no item's may be a code.
  const found =
    byNumber.length === 0 && meant.id !== null
      ? await itemsMeant(tx, item.district_id, item.plan, { ...meant, id: null })
      : byNumber
  const [other, second] = found.filter((one) => mayRead(visitor, { ...one, district_id: item.district_id }))
  if (!other) return problems({ field: 'needs', code: 'which' })
  if (second) return problems({ field: 'needs', code: 'several' })
  if (other.item_id === itemId) return problems({ field: 'needs', code: 'self' })
  const known = await dependencyOf(tx, itemId, other.item_id)
  if (known && !known.ended)
    return known.days_between === typed.days
      ? { kind: 'saved', dependency: known }
      : problems({ field: 'needs', code: 'already' })
  const ring = ringOf(await edgesOf(tx, item.district_id), itemId, other.item_id)
  if (ring) {
    const names = new Map((await knotsOf(tx, ring)).map((one) => [one.item_id, one]))
    return problems({ field: 'needs', code: 'ring', ring: ring.flatMap((id) => names.get(id) ?? []) })
  }
  if (known)
    return {
      kind: 'saved',
      dependency: await change(
        tx,
        visitor.scope,
        known,
        { ended: false, settled: true, days_between: typed.days },
        'again',
      ),
    }
  return {
    kind: 'saved',
    dependency: await add(tx, visitor.scope, {
      district_id: item.district_id,
      item_id: itemId,
      needs_item: other.item_id,
      days_between: typed.days,
      source: 'person',
      settled: true,
    }),
  }
}

/** Writes a new line with its change. */
export async function add(
  tx: Tx,
  scope: Scope,
  row: Omit<Dependency, 'dependency_id' | 'version' | 'ended'>,
): Promise<Dependency> {
  const made = await insertDependency(tx, row)
  const { dependency_id, version, ...became } = made
  await record(tx, scope, {
    org_id: row.district_id,
    object: dependencyObject,
    object_id: dependency_id,
    version,
    verb: 'added',
    became,
  })
  return made
}

type Decided = Pick<Dependency, 'ended' | 'settled' | 'days_between'>
const decided = ({ ended, settled, days_between }: Decided): Decided => ({ ended, settled, days_between })

/** Changes a line, with its change. */
export async function change(
  tx: Tx,
  scope: Scope,
  was: Dependency,
  became: Decided,
  verb: string,
): Promise<Dependency> {
  const now = await setDependency(tx, was.dependency_id, became)
  await record(tx, scope, {
    org_id: was.district_id,
    object: dependencyObject,
    object_id: was.dependency_id,
    version: now.version,
    verb,
    was: decided(was),
    became: decided(now),
  })
  return now
}

const changedSince = () =>
  conflict(
    'work/wait-changed',
    'Somebody changed this line while the page was open.',
    'Look at it as it is now, and choose again.',
  )

/** Ends a line: the item does not wait for the other one any more. Twice changes nothing. Errors: Conflict `work/wait-changed`, Missing, Forbidden. */
export async function endWait(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Dependency> {
  const row = await dependencyById(tx, id, true)
  mustUpdate(await standingIn(tx, visitor), await itemById(tx, row.item_id))
  if (row.ended && row.version === version + 1) return row
  if (row.version !== version) throw changedSince()
  return row.ended ? row : change(tx, visitor.scope, row, { ...decided(row), ended: true, settled: true }, 'ended')
}

/**
 * Undoes the last change of a line as a new change: what was ended holds again, what was said is taken back. Errors: Conflict `work/wait-changed` when it changed since,
 * `work/wait-ring` when it would close a ring by now; Missing, Forbidden.
 */
export async function undoWait(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Dependency> {
  const first = await dependencyById(tx, id)
  mustUpdate(await standingIn(tx, visitor), await itemById(tx, first.item_id))
  await lockChain(tx, first.district_id)
  const row = await dependencyById(tx, id, true)
  if (row.version !== version) throw changedSince()
  if (row.ended && ringOf(await edgesOf(tx, row.district_id), row.item_id, row.needs_item))
    throw conflict(
      'work/wait-ring',
      'This would close a ring: the other item waits for this one by now.',
      'Open the other item and end its line first.',
    )
  return change(tx, visitor.scope, row, { ...decided(row), ended: !row.ended, settled: true }, 'undone')
}

export type WaveProblem = { field: 'begins_on' | 'reason'; code: 'date' | 'why' | 'long' }
export type WaveOutcome =
  | { kind: 'saved'; wave: Wave; changed: boolean }
  | { kind: 'problems'; wave: Wave; problems: WaveProblem[] }
  /** Somebody moved it after this person opened the page: nothing is saved. */
  | { kind: 'conflict'; wave: Wave }

/**
 * Says when a wave begins. Until then what has not begun is not late. In: who, the wave, the version that they saw, the day, why. The same form twice changes nothing.
 * Errors: Missing, Forbidden `work/leaders-move-waves`.
 */
export async function moveWave(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: { version: number; begins_on: string; reason: string },
): Promise<WaveOutcome> {
  const wave = await waveById(tx, id, true)
  mustMoveWave(visitor, wave)
  if (wave.begins_on === typed.begins_on) return { kind: 'saved', wave, changed: false }
  if (wave.version !== typed.version) return { kind: 'conflict', wave }
  const problems: WaveProblem[] = []
  // A wave begins within the lifetime of a plan; other days are typing errors.
  if (!isDate(typed.begins_on) || typed.begins_on < '1990-01-01' || typed.begins_on > '2199-12-31')
    problems.push({ field: 'begins_on', code: 'date' })
  if (typed.reason === '') problems.push({ field: 'reason', code: 'why' })
  if (typed.reason.length > 500) problems.push({ field: 'reason', code: 'long' })
  if (problems.length > 0) return { kind: 'problems', wave, problems }
  return {
    kind: 'saved',
    changed: true,
    wave: await setBegin(tx, visitor.scope, wave, typed.begins_on, 'moved', typed.reason),
  }
}

async function setBegin(
  tx: Tx,
  scope: Scope,
  wave: Wave,
  begins_on: string | null,
  verb: string,
  reason: string,
): Promise<Wave> {
  const now = await setWave(tx, wave.wave_id, { ...wave, begins_on })
  await record(tx, scope, {
    org_id: wave.district_id,
    object: waveObject,
    object_id: wave.wave_id,
    version: now.version,
    verb,
    was: { begins_on: wave.begins_on },
    became: { begins_on },
    reason,
  })
  await holdItems(tx, wave.wave_id, begins_on)
  return now
}

/** Undoes the last move of a wave as a new change. Errors: Conflict `work/wave-changed`, Missing, Forbidden. */
export async function undoWave(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Wave> {
  const wave = await waveById(tx, id, true)
  mustMoveWave(visitor, wave)
  const last = (await historyOf(tx, waveObject, id)).find((one) => one.version === version)
  if (wave.version !== version || !last || !('begins_on' in last.was) || last.verb === 'added')
    throw conflict(
      'work/wave-changed',
      'This wave was changed again since.',
      'Look at it as it is now, and choose its day there.',
    )
  return setBegin(tx, visitor.scope, wave, (last.was.begins_on ?? null) as string | null, 'undone', '')
}
