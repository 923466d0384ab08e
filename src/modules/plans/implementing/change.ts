import { newcombe, pairedChange } from '../../indicators/index.ts'
import type { PairValue } from './schema.ts'

/** What changed from before to after. Shares are fractions, scores are means. */
export type Change = {
  what: 'share' | 'score'
  who: 'same' | 'groups'
  beforeN: number
  afterN: number
  before: number
  after: number
  /** after minus before */
  change: number
  /** of the change, 95 %; null where no method gives one */
  interval: { low: number; high: number } | null
}

/**
 * The change of a pair (methods 3.3). The same persons counted twice: Newcombe's interval from the pairs; two groups: his interval for different
 * people. Sums of scores give means and their difference; no interval, as sums alone do not tell how far single answers lie apart.
 */
export function changeOf(value: PairValue): Change {
  if (value.way === 'same_share') {
    const { both, first, second, neither } = value
    const n = both + first + second + neither
    const [before, after] = [(both + first) / n, (both + second) / n]
    const found = pairedChange({ both, first, second, neither })
    return {
      what: 'share',
      who: 'same',
      beforeN: n,
      afterN: n,
      before,
      after,
      change: (second - first) / n,
      interval: found ? { low: -found.high, high: -found.low } : null,
    }
  }
  const { beforeN, afterN } = value
  const [before, after] = [value.before / beforeN, value.after / afterN]
  const found =
    value.way === 'groups_share' ? newcombe({ k: value.after, n: afterN }, { k: value.before, n: beforeN }) : null
  return {
    what: value.way === 'groups_share' ? 'share' : 'score',
    who: value.way === 'same_score' ? 'same' : 'groups',
    beforeN,
    afterN,
    before,
    after,
    change: after - before,
    interval: found ? { low: found.low, high: found.high } : null,
  }
}
