import type { Values } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import type { Path, Place, Severity } from '../file/problem.ts'

/** A finding that somebody looked at and lets stand, with the reason. */
export type Waiver = Plan['waivers'][number]

/**
 * One thing that the checker says about a plan: rule, severity, place in the file (line and column from 1), the element it is about, values for its
 * words, other places to look at, and the waiver that lets it stand. Its words come from `sayFinding`.
 */
export type Finding = Place & {
  rule: string
  severity: Severity
  values: Values
  path: Path
  element: string | null
  related: readonly (Place & { path: Path })[]
  waived: Waiver | null
}

/** How many findings of each kind there are. Waived ones are counted apart. */
export type Tally = { errors: number; warnings: number; notes: number; waived: number }

/** Counts findings. */
export function tally(findings: readonly Finding[]): Tally {
  const out = { errors: 0, warnings: 0, notes: 0, waived: 0 }
  for (const one of findings) {
    if (one.waived) out.waived += 1
    else if (one.severity === 'error') out.errors += 1
    else if (one.severity === 'warning') out.warnings += 1
    else out.notes += 1
  }
  return out
}
