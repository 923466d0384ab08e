import { demandCounts } from '../stats/refusal.ts'
import { projectEnrollment, usual, type YearGrades } from './enrollment.ts'

export type TotalRange = { horizon: number; low: number; high: number; compared: number }

const total = (grades: readonly ({ value: number } | null)[]): number =>
  grades.reduce((sum, one) => sum + (one?.value ?? 0), 0)

/**
 * Range of a projected total from the back-test (methods 2.14): at each past year the same projection, knowing only what was known then, is set against the
 * total that came. Out: by horizon the smallest and the largest share of the projection that came true, and how many starts were compared; a horizon that was
 * never compared is left out. In: as `backTest`. A start that projected nobody is skipped.
 */
export function totalRanges(
  history: readonly YearGrades[],
  births: ReadonlyMap<number, number>,
  longest: number,
  settings = usual,
): TotalRange[] {
  demandCounts('horizon', longest)
  const found = Array.from({ length: longest }, (): number[] => [])
  for (let known = 2; known < history.length; known++) {
    const ahead = Math.min(longest, history.length - known)
    projectEnrollment(history.slice(0, known), births, ahead, settings).forEach((projected, i) => {
      const came = history[known + i]
      const said = total(projected.grades)
      if (came && said > 0) found[i]?.push(came.grades.reduce((sum, one) => sum + one, 0) / said)
    })
  }
  return found.flatMap((shares, i) =>
    shares.length === 0
      ? []
      : [{ horizon: i + 1, low: Math.min(...shares), high: Math.max(...shares), compared: shares.length }],
  )
}
