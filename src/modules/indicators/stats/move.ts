import { compare, type Exact, ratio, toNumber } from '../exact.ts'
import { demandShare, type Interval, type Share } from './interval.ts'
import { wilson } from './wilson.ts'

export type Move = {
  /** Students whose state must change for this very group to meet the line. */
  count: number
  /**
   * The same for a similar group of this size that luck made better or worse (both ends of the 95% interval of the rate). The count of
   * this group is certain (methods 3.1); this pair says what to expect of the next one.
   */
  fewest: number
  most: number
  /** Students who must change before the whole interval lies at or beyond the line: met, and not by luck. Null when no count can. */
  beyondLuck: number | null
}
export type LineOperator = '>=' | '>' | '<=' | '<'

/** First whole number in 0..n+1 for which `holds` (it must stay true from there on); n + 1 when none does. */
function first(n: number, holds: (k: number) => boolean): number {
  let low = 0
  let high = n + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Students to move (issue 5; methods 3.1, 3.2): how many of those who count now must not (or the other way) until k of n meets a line.
 * In: counts, the line as an exact fraction, the operator as written (exact, strict or not). Out: null for an empty group and for a
 * line that no count of this size meets.
 */
export function toMove(share: Share, line: Exact, operator: LineOperator): Move | null {
  demandShare(share)
  const { k, n } = share
  const interval = wilson(share)
  if (!interval) return null
  const up = operator.startsWith('>')
  const strict = operator === '>' || operator === '<'
  const meets = (count: number): boolean => {
    const order = compare(ratio(count, n), line) * (up ? 1 : -1)
    return order > 0 || (order === 0 && !strict)
  }
  const needed = up ? first(n, meets) : first(n, (count) => !meets(count)) - 1
  if (needed < 0 || needed > n) return null
  const goal = toNumber(line)
  const end = (count: number): Interval => wilson({ k: count, n }) ?? interval
  const sure = up
    ? first(n, (count) => (strict ? end(count).low > goal : end(count).low >= goal))
    : first(n, (count) => (strict ? end(count).high >= goal : end(count).high > goal)) - 1
  const away = (from: number): number => Math.max(0, Math.ceil((up ? needed - from : from - needed) - 1e-9))
  return {
    count: away(k),
    fewest: away(n * (up ? interval.high : interval.low)),
    most: away(n * (up ? interval.low : interval.high)),
    beyondLuck: sure < 0 || sure > n ? null : Math.max(0, up ? sure - k : k - sure),
  }
}
