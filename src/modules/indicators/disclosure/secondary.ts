import { sideOf } from './system.ts'
import { mark, type Prices, type Scene, Walk, type Witness } from './witness.ts'

export type Ground = {
  scene: Scene
  prices: Prices
  /** Hides one count and what hangs on it (n takes k along; m is known only with both). Out: the variables now unknown. */
  hide: (v: number) => number[]
  /** Makes a hidden count known. Out: the variables that were opened; none when it cannot be (k while n is hidden). */
  reveal: (v: number) => number[]
}

/** Tries of a search: before more is hidden, for the pattern to hide, and before a count may be shown again. */
const tries = { look: 3, pattern: 7, last: 30, again: 3 }

/**
 * Complementary suppression (methods 4.3, heuristic): hides further counts until every hidden count has a witness, that is, a
 * second world that fits everything shown. For a count in need the cheapest witness is sought that may move shown counts too, and
 * those are hidden: so each step closes its whole pattern at once. Then it shows again, dearest first, whatever the others do
 * not need. Hiding more never takes a witness away, so this ends.
 * In: the ground with primaries already unknown, and the hidden variables. Out: the counts hidden on top, and those that nothing can protect.
 */
export function complement(ground: Ground, primaries: readonly number[]): { added: number[]; unprotected: number[] } {
  const { scene, prices } = ground
  const walk = new Walk(scene, prices)
  const proofs = new Map<number, Witness>()
  const added: number[] = []
  const unprotected: number[] = []
  const waiting = primaries.toSorted((a, b) => b - a)
  for (let x = waiting.pop(); x !== undefined; x = waiting.pop()) {
    if (proven(walk, proofs, x, tries.look)) continue
    const found = walk.priced(x, tries.pattern, 120) ?? walk.priced(x, tries.last, 1500)
    if (!found) {
      unprotected.push(x)
      continue
    }
    for (const v of found.witness.keys()) {
      if (scene.unknown[v] || sideOf(v) === 'm') continue
      const changed = ground.hide(v)
      added.push(...changed.filter((one) => sideOf(one) !== 'm'))
      waiting.push(...changed)
    }
    keep(proofs, found.witness)
  }
  return { added: giveBack(ground, walk, proofs, added), unprotected }
}

function keep(proofs: Map<number, Witness>, witness: Witness): void {
  for (const v of witness.keys()) if (!proofs.has(v)) proofs.set(v, witness)
}

/** True when x has a witness, an old one or one found now; a new one also proves every other variable that it moves. */
function proven(walk: Walk, proofs: Map<number, Witness>, x: number, effort: number): boolean {
  if (proofs.has(x)) return true
  const witness = walk.free(x, effort)
  if (witness) keep(proofs, witness)
  return witness !== null
}

/** Shows again, dearest first, each added count without which every other hidden count keeps or finds a witness. */
function giveBack(
  { scene, prices, reveal }: Ground,
  walk: Walk,
  proofs: Map<number, Witness>,
  added: readonly number[],
): number[] {
  const kept = new Set(added)
  const dearest = added.toSorted((a, b) => prices.sum[b]! - prices.sum[a]!)
  for (const side of ['n', 'k'] as const)
    for (const v of dearest) {
      if (sideOf(v) !== side) continue
      const opened = reveal(v)
      if (opened.length === 0) continue
      if (stillProven(walk, proofs, opened)) kept.delete(v)
      else for (const one of opened) mark(scene, one, 1)
    }
  return [...kept].toSorted((a, b) => a - b)
}

/** Whether all that leaned on the opened variables finds another witness without them; keeps the new witnesses if so. */
function stillProven(walk: Walk, proofs: Map<number, Witness>, opened: readonly number[]): boolean {
  const gone = new Set(opened)
  const leaning: number[] = []
  for (const [v, witness] of proofs) if (!gone.has(v) && opened.some((one) => witness.has(one))) leaning.push(v)
  const fresh = new Map<number, Witness>()
  for (const v of leaning) if (!proven(walk, fresh, v, tries.again)) return false
  for (const v of opened) proofs.delete(v)
  for (const v of leaning) proofs.set(v, fresh.get(v)!)
  return true
}
