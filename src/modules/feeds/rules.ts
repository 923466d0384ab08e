import type { Counts, GuardHit, ImportState, KindName } from './schema.ts'

/** A file that has this share of the last one, or less, at some school stops and asks (house rule of this product, since 2026-11). */
export const guardShare = 2 / 3
/** Below so many records a fall says nothing. A district has few schools, so that its tree is compared from three on. */
const guardFrom = (kind: KindName): number => (kind === 'organizations' ? 3 : 20)
/** A file that a machine brings is taken by itself only when at most this share of its rows was left out. */
export const quietShare = 0.01

/** The places where a file fell by a third or more against what is known. */
export function fallen(kind: KindName, compared: readonly GuardHit[]): GuardHit[] {
  return compared.filter((one) => one.before >= guardFrom(kind) && one.after <= one.before * guardShare)
}

/** True when a file that a machine brought may be taken without a person: nothing stopped it and hardly a row was left out. */
export function takenByItself(state: ImportState, counts: Partial<Counts>): boolean {
  return state === 'examined' && (counts.skipped ?? 0) <= (counts.rows ?? 0) * quietShare
}

const moves: Readonly<Record<ImportState, readonly ImportState[]>> = {
  received: ['examining', 'refused', 'purged', 'failed'],
  examining: ['examined', 'stopped', 'failed', 'purged'],
  examined: ['accepted', 'refused', 'received', 'purged'],
  stopped: ['examined', 'received', 'refused', 'purged'],
  accepted: ['loading', 'purged', 'failed'],
  loading: ['loaded', 'failed', 'purged'],
  loaded: ['purged', 'accepted'],
  refused: ['received', 'purged'],
  failed: ['received', 'refused', 'purged'],
  purged: [],
}

/** True when an import may go from one state to another. */
export const mayMove = (from: ImportState, to: ImportState): boolean => moves[from].includes(to)

/** The name of a file as it is kept and shown: no folders, no control characters, at most 120 characters. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replaceAll(/\p{C}/gu, '').trim().slice(0, 120) || 'file.csv'
}

/** A school that handed in nothing for so many of its days of school, while others did, counts as having stopped. */
export const stoppedAfter = 5
