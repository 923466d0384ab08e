import type { Range } from './points.ts'

/** Absolute: points, index and gaps agree when they are no further apart. */
export const tolerance = 1e-4

/**
 * `same`: no further apart than the tolerance. `within-rounding`: further, but the printed inputs are rounded and allow the printed value.
 * `different`: no value that the inputs allow. `unchecked`: an input is hidden or absent. `not-printed`: nothing to compare with.
 */
export type Verdict = 'same' | 'within-rounding' | 'different' | 'unchecked' | 'not-printed'

/** A value computed and compared. `low` and `high`: what the inputs allow, as they are printed. */
export type Checked = {
  computed: number | null
  printed: number | null
  low: number | null
  high: number | null
  verdict: Verdict
}

/**
 * Compares. In: what is printed, what its inputs give, the range that their rounding allows (half a unit of the printed value put to it).
 * Out: the verdict; where only rounding explains it, `computed` is the value within the range that is nearest to the printed one.
 */
export function compare(printed: number, computed: number, range: Range, half: number): Checked {
  const low = Math.min(range.low, computed) - half
  const high = Math.max(range.high, computed) + half
  const verdict =
    Math.abs(printed - computed) <= tolerance
      ? 'same'
      : printed >= low - tolerance && printed <= high + tolerance
        ? 'within-rounding'
        : 'different'
  const nearest = Math.min(high, Math.max(low, printed))
  return { computed: verdict === 'within-rounding' ? nearest : computed, printed, low, high, verdict }
}

export const unchecked = (printed: number | null, computed: number | null = null): Checked => ({
  computed,
  printed,
  low: null,
  high: null,
  verdict: 'unchecked',
})
