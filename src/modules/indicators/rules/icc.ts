import { demandNumbers, refuse } from '../stats/refusal.ts'

/**
 * Intraclass correlations of Shrout and Fleiss (1979; methods 2.12): one rating (`single`) and the mean of all (`mean`), for raters who
 * differ by subject (oneWay), a sample of raters (twoWay), and these very raters (fixed). Null where no number exists.
 */
export type Icc = {
  squares: { between: number; raters: number; within: number; error: number }
  oneWay: { single: number | null; mean: number | null }
  twoWay: { single: number | null; mean: number | null }
  fixed: { single: number | null; mean: number | null }
}

/** In: ratings, one row a subject and one column a rater; at least two of each, no gaps (`indicators/not-a-table`). */
export function icc(ratings: readonly (readonly number[])[]): Icc {
  const n = ratings.length
  const k = ratings[0]?.length ?? 0
  if (n < 2 || k < 2 || ratings.some((row) => row.length !== k))
    refuse('not-a-table', 'at least two subjects and two raters')
  demandNumbers('ratings', ...ratings.flat())
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
  const all = mean(ratings.flat())
  const subjects = ratings.map(mean)
  const raters = ratings[0]!.map((_, j) => mean(ratings.map((row) => row[j]!)))
  const squares = (values: readonly number[]): number => values.reduce((sum, one) => sum + (one - all) ** 2, 0)
  const total = squares(ratings.flat())
  const bms = (k * squares(subjects)) / (n - 1)
  const jms = (n * squares(raters)) / (k - 1)
  const inside = ratings.reduce((sum, row, i) => sum + row.reduce((s, one) => s + (one - subjects[i]!) ** 2, 0), 0)
  const wms = inside / (n * (k - 1))
  const ems = Math.max(0, (total - (n - 1) * bms - (k - 1) * jms) / ((n - 1) * (k - 1)))
  const over = (top: number, bottom: number): number | null => (Math.abs(bottom) < 1e-12 ? null : top / bottom)
  return {
    squares: { between: bms, raters: jms, within: wms, error: ems },
    oneWay: { single: over(bms - wms, bms + (k - 1) * wms), mean: over(bms - wms, bms) },
    twoWay: {
      single: over(bms - ems, bms + (k - 1) * ems + (k * (jms - ems)) / n),
      mean: over(bms - ems, bms + (jms - ems) / n),
    },
    fixed: { single: over(bms - ems, bms + (k - 1) * ems), mean: over(bms - ems, bms) },
  }
}
