import type { Attacked, Guard, Readable } from './attack/published.ts'
import type { Rules } from './table.ts'

/** What was attacked, with what, and what is left: the facts of the certificate beside an edition. Names no cell: which ones are guarded is a secret. */
export type Certificate = {
  rules: Rules
  /** Counts of the edition: all, hidden ones (of people, with the outcome), and those that a rule guards. */
  counts: { all: number; hidden: { n: number; k: number }; guarded: number }
  /** Sums that readers can make, and lines of the system that came of them, k within n and earlier editions included. */
  relations: { declared: number; lines: number }
  /** Earlier editions and other publications that the attack knew. */
  editions: string[]
  others: { from: string; facts: number }[]
  /** Guarded counts that came out or could not be shown to be safe; sums that contradict each other. Zero both: held. */
  found: number
  impossible: number
  held: boolean
  /**
   * The narrowest range of a guarded count that readers are left with, at least: both ends are reached by whole tables that were checked
   * against everything shown. null when nothing is guarded, or nothing held.
   */
  narrowest: { least: number; most: number; width: number } | null
  /** How many guarded counts are left with a range of so many numbers or fewer: 2, 5, 10, 20. */
  widths: { upTo: number; counts: number }[]
  /** Whole tables that were found and checked; programs solved, linear and in whole numbers. */
  effort: { worlds: number; linear: number; whole: number; systems: number }
}

/** Puts the certificate together. In: what was attacked, what was guarded, what the attack found. Pure. */
export function certificate(input: {
  readable: Readable
  guards: readonly Guard[]
  attacked: Attacked
  rules: Rules
}): Certificate {
  const { readable, attacked, rules } = input
  const { cells, relations, earlier = [], known = [] } = readable
  const guarded = attacked.findings.filter((one) => one.guarded)
  const held = attacked.sensitive.length === 0 && attacked.impossible.length === 0
  const ranges = guarded.map(({ least, most }) => ({ least, most, width: most - least }))
  const narrowest = ranges.reduce<Certificate['narrowest']>(
    (best, one) => (!best || one.width < best.width ? one : best),
    null,
  )
  const others = Map.groupBy(known, ({ from }) => from)
  const hidden = (part: 'n' | 'k'): number =>
    cells.filter((cell) => cell[part] === null && (part === 'n' || (cell.outcome && cell.n !== 0))).length
  return {
    rules,
    counts: {
      all: cells.reduce((sum, { outcome }) => sum + (outcome ? 2 : 1), 0),
      hidden: { n: hidden('n'), k: hidden('k') },
      guarded: guarded.length,
    },
    relations: { declared: relations.length, lines: attacked.effort.relations },
    editions: earlier.map(({ name }) => name),
    others: [...others]
      .map(([from, facts]) => ({ from, facts: facts.length }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    found: attacked.sensitive.length,
    impossible: attacked.impossible.length,
    held,
    narrowest: held ? narrowest : null,
    widths: [2, 5, 10, 20].map((upTo) => ({
      upTo,
      counts: ranges.filter(({ width }) => width + 1 <= upTo).length,
    })),
    effort: {
      worlds: attacked.effort.worlds,
      linear: attacked.effort.linear,
      whole: attacked.effort.whole,
      systems: attacked.effort.systems,
    },
  }
}
