import type { Plan } from '../file/format.ts'
import { generateCodes } from './generate.ts'

/** One changed code. `from` is null for an element that had none. */
export type CodeChange = { id: string; from: string | null; to: string }

/**
 * Gives every element the code of its place (PLAN-02). Ids stay; a code that an element loses goes to its old codes and keeps resolving; a code that it
 * gets back leaves them. A measure that carries the code of the element it measures goes along. What a source prints (`printed`, `cites`, mentions)
 * stays. In: the plan; the levels to renumber (all when left out; under the codes that the levels above have today). Out: a new plan, the old one untouched, and the changes in its order.
 */
export function renumber(plan: Plan, levels?: ReadonlySet<string>): { plan: Plan; changes: readonly CodeChange[] } {
  const codes = generateCodes(plan, levels)
  const changes: CodeChange[] = []
  const became = new Map<string, { from: string; to: string }>()
  const elements = plan.elements.map((e) => {
    const to = codes.get(e.id)
    if (to === undefined || to === e.code || to.length > 24) return e
    changes.push({ id: e.id, from: e.code, to })
    if (e.code) became.set(e.id, { from: e.code, to })
    const old = e.code && !e.oldCodes.includes(e.code) ? [...e.oldCodes, e.code] : e.oldCodes
    return { ...e, code: to, oldCodes: old.filter((one) => one !== to) }
  })
  if (changes.length === 0) return { plan, changes }
  const measures = plan.measures.map((m) => {
    const moved = m.of.flatMap((id) => became.get(id) ?? []).find((one) => one.from === m.code)
    return moved ? { ...m, code: moved.to } : m
  })
  return { plan: { ...plan, elements, measures }, changes }
}
