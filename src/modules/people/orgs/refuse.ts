import { type Detail, invalid } from '../../../platform/errors.ts'
import type { RowProblem } from './schema.ts'

const detail = (problem: RowProblem): Detail => ({
  path: `row ${problem.row}, ${problem.field}`,
  code: problem.code,
  message: problem.message,
  hint: problem.hint,
})

/** Refuses a file as a whole when a row is wrong. Errors: Invalid `people/bad-organizations` or `people/bad-calendar`, one detail a problem (50 at most). */
export function refuse(problems: readonly RowProblem[], what: 'organizations' | 'calendar'): void {
  if (problems.length === 0) return
  throw invalid(
    `people/bad-${what}`,
    `The ${what} file has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was loaded.`,
    'Correct the rows and send the file again.',
    problems.slice(0, 50).map(detail),
  )
}
