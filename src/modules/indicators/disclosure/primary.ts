import type { Cell, Rules } from './table.ts'

/** Why a count is hidden. For the inside only: a reader who knows the reason knows more about the count. */
export type Why =
  | 'withheld'
  | 'few_people' // 1 to 5 people in the group
  | 'small_group' // a rate over fewer than 20
  | 'few' // 1 to 5 with the outcome
  | 'few_without' // 1 to 5 without it
  | 'nobody'
  | 'everybody'
  | 'hidden_before'
  | 'protects_another'

export type Hidden = { n: Why | null; k: Why | null }

/**
 * The first layer (methods 4.1): which counts of one cell are small enough to point at somebody.
 * CSDE: counts of 1 to 5 are hidden, totals too; a rate when its count is hidden, its numerator is at most 5 or its denominator
 * under 20; zeros of people are shown. Ours on top: of an outcome, nobody and everybody say as much as 1 to 5, and the people
 * without the outcome count like those with it.
 * Hiding n hides k and the rate as well; a cell of nobody has nothing to hide.
 */
export function primary(cell: Cell, rules: Rules): Hidden {
  if (cell.withheld) return { n: 'withheld', k: cell.k === null ? null : 'withheld' }
  if (cell.n === 0) return { n: null, k: null }
  const n: Why | null = cell.n <= rules.hideUpTo ? 'few_people' : null
  return { n, k: cell.k === null ? null : (n ?? outcome(cell.k, cell.n, rules)) }
}

function outcome(k: number, n: number, rules: Rules): Why | null {
  if (k === 0) return 'nobody'
  if (k === n) return 'everybody'
  if (k <= rules.hideUpTo) return 'few'
  if (rules.bothTails && n - k <= rules.hideUpTo) return 'few_without'
  return n < rules.minimumN ? 'small_group' : null
}

/** The range a reader may give a hidden count before doing any sums. `null`: no upper end. */
export type Prior = { n: { low: number; high: number | null }; kMost: number | null; mMost: number | null }

/**
 * What the rules themselves give away: zeros of people are shown, so a hidden n is at least 1; and when small counts can be
 * told apart, those are at most 5. The small-group rule gives nothing away about k, so it is used only from 20 people on.
 */
export function prior(cell: Cell, hidden: Hidden, rules: Rules): Prior {
  const known = rules.primariesKnown
  const most = (why: Why | null, ...reasons: Why[]): number | null =>
    known && why !== null && cell.n >= rules.minimumN && reasons.includes(why) ? rules.hideUpTo : null
  return {
    n: {
      low: cell.least ?? (hidden.n === 'withheld' || cell.n === 0 ? 0 : 1),
      high: known && hidden.n === 'few_people' ? rules.hideUpTo : null,
    },
    kMost: most(hidden.k, 'few', 'nobody'),
    mMost: most(hidden.k, 'few_without', 'everybody'),
  }
}
