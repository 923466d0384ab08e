import type { Measure } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'

/** What a measure may lack. */
export const gaps = ['target', 'number', 'base', 'due', 'indicator'] as const
export type Gap = (typeof gaps)[number]

const hasNumber = (m: Measure): boolean =>
  m.targets.some(
    (t) => t.amount !== null || t.milestones.length > 0 || t.kind === 'qualitative' || t.kind === 'compound',
  )
export const lacks: Record<Gap, (m: Measure) => boolean> = {
  target: (m) => m.targets.length === 0,
  number: (m) => m.targets.length > 0 && !hasNumber(m),
  base: (m) => m.role !== 'qualitative' && !m.targets.some((t) => t.baseline !== null),
  due: (m) => !m.targets.some((t) => t.dueBy !== null || t.milestones.length > 0),
  indicator: (m) => m.definition === null,
}
export const isEvidence = (m: Measure): boolean => m.role === 'qualitative' || m.artefact

/** The office that reports a measure: its own, else that of the element that it measures. */
export const officeOf = (graph: PlanGraph, m: Measure): string | null =>
  m.office ?? m.of.map((id) => graph.byId(id)?.owner).find((one) => one !== null && one !== undefined) ?? null

export const groupsOf = (m: Measure): Measure['populations'] => {
  const all = [...m.populations, ...m.targets.map((t) => t.population)].filter((p) => p.set !== 'all')
  return all.filter((p, i) => all.findIndex((one) => one.set === p.set && one.value === p.value) === i)
}
export const keyOfGroup = (p: { set: string; value: string }): string => `${p.set}:${p.value}`
