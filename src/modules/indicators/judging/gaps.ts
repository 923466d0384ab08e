import { type Cell, rate } from '../cells.ts'
import type { DefinitionCard } from '../definitions/catalog.ts'
import { type RiskRow, riskRatios } from '../rules/disproportion.ts'
import { type Gap, gapTo } from '../stats/gap.ts'
import type { Share } from '../stats/interval.ts'
import { signals } from '../stats/multiplicity.ts'
import { pooledTest } from '../stats/two-by-two.ts'

/** One group beside everybody else of the same place and year. */
export type GroupGap = {
  cell: Cell
  /** Everybody else; null when it is not known (a hidden number), or when nobody else is left. */
  rest: Share | null
  /** Own minus everybody else, as a fraction, with its interval where students are counted. */
  difference: number | null
  gap: Gap | null
  /** Risk over the risk of everybody else, only for measures where less is better; with the reason when there is none. */
  ratio: RiskRow | null
  /** Worth a look although many are compared (Benjamini and Hochberg, q = .10). */
  standsOut: boolean
}

/** The counts of a cell as a share of students; null when they are hidden, not measured or no students. */
export function shareOf(cell: Cell | undefined, definition: Pick<DefinitionCard, 'counts'>): Share | null {
  if (!cell || rate(cell) === null || definition.counts !== 'students') return null
  return { k: cell.n ?? 0, n: cell.d ?? 0 }
}

/**
 * The gaps of one set of groups (methods 2.5, 3.3, 3.8). Everybody else is the whole less the group. In: the cell of all students; the cells of the groups of
 * one set, same place, period and year. Out: in the same order. `comparisons`: how many different ones (two groups that make up the whole are one).
 */
export function gapsOf(
  all: Cell | undefined,
  cells: readonly Cell[],
  definition: Pick<DefinitionCard, 'counts' | 'direction'>,
): { gaps: GroupGap[]; comparisons: number } {
  const whole = shareOf(all, definition)
  const good = definition.direction === 'lower' ? 'down' : 'up'
  const gaps = cells.map((cell): GroupGap => {
    const own = shareOf(cell, definition)
    const rest = own && whole && whole.n > own.n && whole.k >= own.k ? { k: whole.k - own.k, n: whole.n - own.n } : null
    const gap =
      own && rest && rest.k <= rest.n ? gapTo(own, { kind: 'counts', share: rest, holdsOwn: false }, good) : null
    const risk = own && rest && gap && definition.direction === 'lower'
    const [ratio] = risk
      ? riskRatios(
          [
            { group: 'own', ...own },
            { group: 'rest', ...rest },
          ],
          [],
        )
      : []
    const amounts = definition.counts === 'hundredths of student-days' ? amountGap(all, cell) : null
    return { cell, rest, gap, difference: gap?.gap ?? amounts, ratio: ratio ?? null, standsOut: false }
  })
  const tested = gaps.flatMap((one, i) => {
    const own = shareOf(one.cell, definition)
    const test = own && one.rest && one.gap ? pooledTest(own, one.rest) : null
    return test ? [{ i, p: test.p }] : []
  })
  const two = tested.length === 2 && gaps.length === 2
  for (const place of signals(tested.map((one) => one.p))) {
    const at = tested[place]
    const gap = at ? gaps[at.i] : undefined
    if (gap) gap.standsOut = true
  }
  return { gaps, comparisons: two ? 1 : tested.length }
}

/** The same for amounts (days): a difference without an interval. */
function amountGap(all: Cell | undefined, cell: Cell): number | null {
  const own = rate(cell)
  if (own === null || rate(all ?? cell) === null || !all) return null
  const d = (all.d ?? 0) - (cell.d ?? 0)
  return d > 0 ? own - ((all.n ?? 0) - (cell.n ?? 0)) / d : null
}
