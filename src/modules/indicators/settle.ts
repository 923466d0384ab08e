import type { CallValue } from './calls.ts'
import { wilson } from './stats/wilson.ts'

/**
 * What would settle a call that is too close, for a group of the same size: the count at which the interval lies wholly on the
 * good side, and the count at which it lies wholly on the other. Null where no count of this size can.
 */
export type Settle = { n: number; good: number | null; bad: number | null }

/** In: the value judged, the line it is judged against (fraction), and the good side. Out: null when the value is not a share. */
export function settle(value: CallValue, line: number, side: 'up' | 'down'): Settle | null {
  if (value.type !== 'share') return null
  const { n } = value
  const first = (holds: (k: number) => boolean): number => {
    let low = 0
    let high = n + 1
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (holds(middle)) high = middle
      else low = middle + 1
    }
    return low
  }
  const end = (k: number): { low: number; high: number } => wilson({ k, n }) ?? { low: 0, high: 1 }
  const up = side === 'up'
  const above = first((k) => (up ? end(k).low >= line : end(k).low > line))
  const below = first((k) => (up ? end(k).high >= line : end(k).high > line)) - 1
  const high = above <= n ? above : null
  const low = below >= 0 ? below : null
  return up ? { n, good: high, bad: low } : { n, good: low, bad: high }
}
