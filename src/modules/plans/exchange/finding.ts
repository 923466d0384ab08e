import type { Lang } from '../../../platform/words.ts'
import { invalid, type Trouble } from '../../../platform/errors.ts'
import { checkPlan } from '../check.ts'
import { type Plan, planFormat } from '../file/format.ts'
import { explain } from '../file/issues.ts'
import { nowhere, type Path, type Problem } from '../file/problem.ts'
import { sayProblem } from '../problems/say.ts'

/** Something to say about a file that came in. `where`: line:column, or sheet and cell (`Steps!C7`); '' for the file as a whole. */
export type Finding = { severity: 'error' | 'warning' | 'note'; where: string; rule: string; what: string; fix: string }
/** A plan that was read, or why there is none: with one finding of severity error nothing is taken. */
export type Came = { plan: Plan | null; findings: Finding[] }

/** So many findings are told at once. */
export const mostFindings = 500

/** A finding as a compiler prints it. */
export const findingLine = (finding: Finding, file: string): string =>
  `${file}${finding.where ? `:${finding.where}` : ''}: ${finding.severity} plans/${finding.rule}: ${finding.what} ${finding.fix}`.trim()

/** What is thrown where a person waits for a plan and the file gives none. */
export const badFile = (findings: readonly Finding[]): Trouble => {
  const errors = findings.filter((one) => one.severity === 'error')
  return invalid(
    'plans/bad-exchange',
    'The file has {count, plural, one {one problem} other {# problems}}, so nothing was taken from it.',
    'Repair the places below and try again.',
    errors
      .slice(0, 100)
      .map((one) => ({ path: one.where, code: `plans/${one.rule}`, message: one.what, hint: one.fix })),
    { count: errors.length },
  )
}

/**
 * Makes a plan of what was read from another format. In: the value in the shape of a plan file (its language as it came, right or wrong), where each of its
 * paths came from, findings so far.
 * Out: the plan, or null when anything is an error; findings of the format and of the basic check, each with its place in the file that came in.
 */
export function settlePlan(
  value: { language: unknown },
  placeOf: (path: Path) => string,
  found: readonly Finding[],
  lang: Lang,
): Came {
  const tell = (problem: Problem): Finding => ({
    severity: problem.severity,
    where: placeOf(problem.path),
    rule: problem.rule,
    ...sayProblem(problem, lang),
  })
  const most = <T>(all: readonly T[]): T[] => all.slice(0, mostFindings)
  const parsed = planFormat(value.language === 'es' ? 'es' : 'en').safeParse(value)
  const told = parsed.success
    ? checkPlan(parsed.data)
        .filter((one) => one.severity === 'error')
        .map(tell)
    : most(parsed.error.issues)
        .flatMap((issue) => explain(issue, nowhere, value))
        .map(tell)
  // A cell or line that is told already is not told again for what follows from it.
  const known = new Set(found.filter((one) => one.severity === 'error' && one.where !== '').map((one) => one.where))
  const all = [...found, ...told.filter((one) => !known.has(one.where))]
  const errors = all.filter((one) => one.severity === 'error')
  // Where there is too much to tell, what stands in the way is told first.
  const findings =
    all.length <= mostFindings ? all : most([...errors, ...all.filter((one) => one.severity !== 'error')])
  const bad = !parsed.success || errors.length > 0
  return { plan: bad ? null : parsed.data, findings }
}

/** Finds where a path, or the nearest thing above it, came from. */
export function placesOf(places: ReadonlyMap<string, string>): (path: Path) => string {
  return (path) => {
    for (let end = path.length; end > 0; end--) {
      const found = places.get(path.slice(0, end).join('.'))
      if (found !== undefined) return found
    }
    return ''
  }
}
