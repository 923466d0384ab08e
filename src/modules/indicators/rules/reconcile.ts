import type { Share } from '../stats/interval.ts'
import { refuse } from '../stats/refusal.ts'

/** A student in the denominator of a rate, and whether the student is in the numerator. */
export type Counted = { student: string; counted: boolean }
export const differences = ['only_ours', 'only_state', 'counted_by_us', 'counted_by_state'] as const
export type Difference = (typeof differences)[number]

export type Reconciled = {
  ours: Share
  /** Counts of the state's own list of students. */
  state: Share
  /** Students in both lists with the same answer. */
  same: number
  /** Everybody else, by student id, in order of the id. */
  list: { student: string; kind: Difference }[]
  /** How many of each kind. */
  by: Record<Difference, number>
  /** Certified counts minus those of the state's list: what no student explains; null without certified counts. */
  unexplained: { k: number; n: number } | null
}

/**
 * Own value beside the state's certified one, student by student (issue 5): every difference of the two rates is a student in the list, or in
 * `unexplained`. In: both lists, each student once; the certified counts where the state published them. Only for readers who may see students.
 */
export function reconcile(
  ours: readonly Counted[],
  state: readonly Counted[],
  certified: Share | null = null,
): Reconciled {
  const [own, their] = [ours, state].map((rows) => {
    const map = new Map(rows.map((one) => [one.student, one.counted]))
    if (map.size !== rows.length) refuse('not-a-cohort', 'a student is listed twice')
    return map
  }) as [Map<string, boolean>, Map<string, boolean>]
  const count = (map: ReadonlyMap<string, boolean>): Share => ({
    k: [...map.values()].filter(Boolean).length,
    n: map.size,
  })
  const by: Reconciled['by'] = { only_ours: 0, only_state: 0, counted_by_us: 0, counted_by_state: 0 }
  const list: Reconciled['list'] = []
  let same = 0
  for (const student of [...new Set([...own.keys(), ...their.keys()])].sort()) {
    const [a, b] = [own.get(student), their.get(student)]
    if (a === b) {
      same += 1
      continue
    }
    const kind =
      b === undefined ? 'only_ours' : a === undefined ? 'only_state' : a ? 'counted_by_us' : 'counted_by_state'
    by[kind] += 1
    list.push({ student, kind })
  }
  const states = count(their)
  const unexplained = certified && { k: certified.k - states.k, n: certified.n - states.n }
  return { ours: count(own), state: states, same, list, by, unexplained }
}
