import type { Plan } from '../file/format.ts'
import type { Places } from '../file/problem.ts'
import type { Finding } from './finding.ts'

const keyOf = (rule: string, element: string | null): string => `${rule}\n${element ?? ''}`

/**
 * Marks findings that a waiver of the plan lets stand: same rule, same element (none: findings about the plan as a whole). A waiver that waives nothing
 * becomes a finding itself, which no waiver can hide. In: the findings without marks. Out: all of them, marked, and the idle waivers.
 */
export function applyWaivers(plan: Plan, findings: readonly Finding[], places: Places): Finding[] {
  if (plan.waivers.length === 0) return [...findings]
  const waivers = new Map(plan.waivers.toReversed().map((one) => [keyOf(one.rule, one.element), one]))
  const used = new Set<string>()
  const out = findings.map((one): Finding => {
    const key = keyOf(one.rule, one.element)
    const waived = waivers.get(key) ?? null
    if (waived) used.add(key)
    return { ...one, waived }
  })
  const seen = new Set<string>()
  plan.waivers.forEach((one, i) => {
    const key = keyOf(one.rule, one.element)
    if (used.has(key) && !seen.has(key)) seen.add(key)
    else
      out.push({
        rule: 'idle-waiver',
        severity: 'warning',
        values: { rule: one.rule, element: one.element ?? '', about: one.element ? 'element' : 'plan' },
        path: ['waivers', i],
        element: one.element,
        related: [],
        waived: null,
        ...places(['waivers', i]),
      })
  })
  return out
}
