import type { Finding } from '../checker/finding.ts'
import { checkCrosswalk } from '../crosswalk/check.ts'
import { crosswalkFile } from '../crosswalk/format.ts'
import { readBeside } from '../file/beside.ts'
import type { Path, Place, Problem, Severity } from '../file/problem.ts'
import type { PlanGraph } from '../graph.ts'
import { checkLedger } from '../ledger/check.ts'
import { ledgerFile } from '../ledger/format.ts'

/** What may lie in a folder of plans. */
export const fileKindsOfPlans = ['plan', 'crosswalk', 'ledger'] as const
export type PlanFileKind = (typeof fileKindsOfPlans)[number]

/** The kind of a file by its name (`x.crosswalk.yaml`); null for a file of none of the kinds. */
export function kindOfFile(name: string): PlanFileKind | null {
  const kind = /\.(plan|crosswalk|ledger)\.(?:ya?ml|json)$/.exec(name)?.[1]
  return fileKindsOfPlans.find((one) => one === kind) ?? null
}

const unread = (problems: readonly Problem[]): Finding[] =>
  problems.map((one) => ({ ...one, related: [], waived: null }))
const finding = (
  kind: 'crosswalk' | 'ledger',
  one: Place & { wrong: string; severity?: Severity; values: Finding['values']; path: Path },
): Finding => ({
  rule: `${kind}-${one.wrong}`,
  severity: one.severity ?? 'error',
  values: one.values,
  path: one.path,
  element: null,
  line: one.line,
  col: one.col,
  related: [],
  waived: null,
})

/**
 * Checks a file that lies beside plan files. In: its text or bytes, its kind, the plans by id; for a ledger the measures that plans promise something about (null:
 * not looked at). Out: findings in the order of the file, in the form of the checker; rules begin with the kind. Throws nothing.
 */
export function checkBeside(
  input: string | Uint8Array,
  kind: 'crosswalk' | 'ledger',
  planOf: (id: string) => PlanGraph | null,
  promised: ReadonlySet<string> | null = null,
): Finding[] {
  const inOrder = (all: Finding[]): Finding[] => all.toSorted((a, b) => a.line - b.line || a.col - b.col)
  if (kind === 'crosswalk') {
    const { value, ...read } = readBeside(input, crosswalkFile)
    if (!value) return unread(read.problems)
    return inOrder(
      checkCrosswalk(value, planOf, 'places' in read ? read.places : undefined).map((one) => finding(kind, one)),
    )
  }
  const { value, ...read } = readBeside(input, ledgerFile)
  if (!value) return unread(read.problems)
  const found = checkLedger(value, planOf, 'places' in read ? read.places : undefined, promised)
  return inOrder(found.map((one) => finding(kind, one)))
}
