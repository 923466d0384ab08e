import { checkPlan } from '../check.ts'
import { checkInput, checkWhole, runRules } from '../checker/check.ts'
import { families } from '../checker/families.ts'
import type { Finding } from '../checker/finding.ts'
import { applyWaivers } from '../checker/waivers.ts'
import type { Plan } from '../file/format.ts'
import { nowhere, type Path } from '../file/problem.ts'

/** A plan up to this size is checked while its page is made; a larger one in pieces beside it. */
const atOnce = 3000

const found = new WeakMap<Plan, readonly Finding[]>()
const running = new Map<number, Plan>()
const last = new Map<number, { plan: Plan; n: number }>()

/** What the checker says about a draft, and about which state of its plan. `fresh`: the one of now; otherwise step `n`, or nothing yet (null). */
export type Live = { findings: readonly Finding[] | null; plan: Plan; fresh: boolean; n: number }

const turn = (): Promise<void> => new Promise((done) => setImmediate(done))

/** The whole check in pieces, one rule at a time, so that the process answers others in between. */
async function inPieces(plan: Plan): Promise<readonly Finding[]> {
  const all: Finding[] = checkPlan(plan).map((one) => ({ ...one, related: [], waived: null }))
  await turn()
  const input = checkInput(plan)
  for (const rule of families.flatMap((family) => family.rules)) {
    await turn()
    all.push(...runRules([rule], input))
  }
  return applyWaivers(plan, all, nowhere)
}

function begin(draftId: number, plan: Plan, n: number): void {
  if (running.has(draftId)) return
  running.set(draftId, plan)
  const keep = (findings: readonly Finding[]): void => {
    found.set(plan, findings)
    last.set(draftId, { plan, n })
    const oldest = last.keys().next().value
    if (last.size > 12 && oldest !== undefined) last.delete(oldest)
  }
  void inPieces(plan)
    .then(keep, () => {})
    .finally(() => running.delete(draftId))
}

/**
 * The findings of a draft's plan. In: the draft, its plan and the number of its last step. A plan of usual size is checked at once; the findings of a large
 * one come when they are ready, and until then those of an earlier step. The same plan is never checked twice.
 */
export function liveFindings(draftId: number, plan: Plan, n: number): Live {
  const known = found.get(plan)
  if (known) return { findings: known, plan, fresh: true, n }
  if (plan.elements.length <= atOnce) {
    const findings = checkWhole(plan)
    found.set(plan, findings)
    return { findings, plan, fresh: true, n }
  }
  begin(draftId, plan, n)
  const before = last.get(draftId)
  return {
    findings: before ? (found.get(before.plan) ?? null) : null,
    plan: before?.plan ?? plan,
    fresh: false,
    n: before?.n ?? 0,
  }
}

/** True for a finding that says one thing of many places: it concerns each place it names. Of other findings a further place is only where to look too. */
const isGrouped = (one: Finding): boolean =>
  one.element === null || one.values['how'] === 'many' || one.rule === 'repeated-measure'

/**
 * The findings about one element: those that name it, those about its measures, and those about the whole plan that concern it among others
 * (`Finding.related`).
 */
export function findingsAbout({ findings, plan }: Live, id: string): Finding[] {
  const at = plan.elements.findIndex((one) => one.id === id)
  const measures = new Set(plan.measures.flatMap((one, i) => (one.of.includes(id) ? [i] : [])))
  const concerns = ([list, i]: Path): boolean =>
    (list === 'elements' && i === at) || (list === 'measures' && typeof i === 'number' && measures.has(i))
  return (findings ?? []).filter(
    (one) =>
      one.element === id ||
      (one.path[0] === 'measures' && concerns(one.path)) ||
      (isGrouped(one) && one.related.some((other) => concerns(other.path))),
  )
}
