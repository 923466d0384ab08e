import { checkPlan } from '../check.ts'
import type { Plan } from '../file/format.ts'
import { nowhere, type Path, type Places } from '../file/problem.ts'
import { readPlan } from '../file/read.ts'
import { planGraph } from '../graph.ts'
import { families } from './families.ts'
import type { Finding } from './finding.ts'
import type { CheckInput, CheckRule } from './rule.ts'
import { applyWaivers } from './waivers.ts'
import { stemsOf } from './wording.ts'

/** What the rules look at, made once for a plan. */
export function checkInput(plan: Plan): CheckInput {
  const index = (list: 'elements' | 'measures'): Map<string, number> => {
    const out = new Map<string, number>()
    plan[list].forEach(({ id }, i) => {
      if (!out.has(id)) out.set(id, i)
    })
    return out
  }
  const at = { elements: index('elements'), measures: index('measures') }
  const taken = new Map<string, ReadonlySet<string>>()
  return {
    plan,
    graph: planGraph(plan),
    stems: (text) => {
      const known = taken.get(text)
      if (known) return known
      const stems = stemsOf(text)
      taken.set(text, stems)
      return stems
    },
    pathOf: (list, id) => {
      const i = at[list].get(id)
      return i === undefined ? null : [list, i]
    },
  }
}

/** The element that a path lies in: the element itself, or the first one that a measure is of. */
function elementAt(plan: Plan, path: Path): string | null {
  const i = path[1]
  if (typeof i !== 'number') return null
  if (path[0] === 'elements') return plan.elements[i]?.id ?? null
  if (path[0] === 'measures') return plan.measures[i]?.of[0] ?? null
  return null
}

/** What some rules say about a plan, in their order, before any waiver. */
export function runRules(rules: readonly CheckRule[], input: CheckInput, places: Places = nowhere): Finding[] {
  const found: Finding[] = []
  for (const rule of rules)
    rule.run(input, (path, values = {}, more = {}) => {
      found.push({
        rule: rule.id,
        severity: more.severity ?? rule.severity,
        values,
        path,
        element: more.element === undefined ? elementAt(input.plan, path) : more.element,
        related: (more.related ?? []).map((one) => ({ path: one, ...places(one) })),
        waived: null,
        ...places(path),
      })
    })
  return found
}

/**
 * Everything that the checker knows to say about a plan: the basic rules, then every family.
 * In: the plan; where its fields stand in a file (left out for a plan from the database); ids of the known indicator definitions, when they are to be
 * checked. Out: findings in the order of the file, waivers applied. Costs time in proportion to the plan; throws nothing.
 */
export function checkWhole(plan: Plan, places: Places = nowhere, definitions?: ReadonlySet<string>): Finding[] {
  const basic = checkPlan(plan, places, definitions).map((one): Finding => ({ ...one, related: [], waived: null }))
  const input = checkInput(plan)
  const found = [...basic, ...families.flatMap((family) => runRules(family.rules, input, places))]
  return applyWaivers(plan, found, places).toSorted(
    (a, b) => a.line - b.line || a.col - b.col || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )
}

/** A plan file checked: the plan, or null when it cannot be read, and the findings. */
export type Checked = { plan: Plan | null; findings: readonly Finding[] }

/** Reads a plan file and checks it. In: its text or bytes. A file that cannot be read gives the problems of reading as findings. */
export function checkSource(input: string | Uint8Array, definitions?: ReadonlySet<string>): Checked {
  const { plan, places, problems } = readPlan(input)
  if (!plan) return { plan, findings: problems.map((one) => ({ ...one, related: [], waived: null })) }
  return { plan, findings: checkWhole(plan, places, definitions) }
}

/** The door of the live editor: the text as it stands there, the findings back. Their words: `sayFinding`. */
export const checkText = (text: string, definitions?: ReadonlySet<string>): readonly Finding[] =>
  checkSource(text, definitions).findings
