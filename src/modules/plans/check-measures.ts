import type { Report } from './check.ts'
import type { Element, Plan, Target } from './file/format.ts'
import { nearest } from './file/nearest.ts'
import type { Path } from './file/problem.ts'

/** Kinds of target that mean nothing without an amount. */
const withAmount: ReadonlySet<Target['kind']> = new Set([
  'level',
  'changePoints',
  'changeRelative',
  'changeAbsolute',
  'band',
])

function checkTarget(t: Target, path: Path, plan: Plan, element: string, report: Report): void {
  const missing = [
    withAmount.has(t.kind) && t.amount === null ? 'amount' : '',
    t.kind === 'level' && t.operator === null ? 'operator' : '',
    t.amount !== null && t.unit === null ? 'unit' : '',
    t.kind === 'milestoneSeries' && t.milestones.length === 0 ? 'milestones' : '',
  ]
  for (const field of missing) if (field) report('target-incomplete', 'error', path, { field }, element)
  if (t.chosen && !t.interpretations.some((r) => r.id === t.chosen))
    report('unknown-reading', 'error', [...path, 'chosen'], { reading: t.chosen }, element)
  if (t.chosen && !(t.chosenBy && t.chosenOn)) report('chosen-by-nobody', 'error', [...path, 'chosen'], {}, element)
  if (!t.chosen && t.interpretations.length > 1)
    report('open-reading', 'note', [...path, 'interpretations'], { count: t.interpretations.length }, element)
  const due = t.dueBy?.date
  if (due && due > plan.period.to)
    report('target-after-plan', 'warning', [...path, 'dueBy', 'date'], { date: due, to: plan.period.to }, element)
}

/** Measures, targets and published figures: what they point at, and whether a target is complete. */
export function checkMeasures(
  plan: Plan,
  elements: ReadonlyMap<string, Element>,
  report: Report,
  definitions?: ReadonlySet<string>,
): void {
  const measures = new Set(plan.measures.map((m) => m.id))
  const sources = new Set(plan.sources.map((s) => s.id))
  plan.measures.forEach((m, i) => {
    m.of.forEach((id, j) => {
      if (!elements.has(id)) report('dangling-measure', 'error', ['measures', i, 'of', j], { id })
    })
    if (m.definition && definitions && !definitions.has(m.definition))
      report('unknown-definition', 'note', ['measures', i, 'definition'], {
        definition: m.definition,
        nearest: nearest(m.definition, definitions),
      })
    m.targets.forEach((t, j) => checkTarget(t, ['measures', i, 'targets', j], plan, m.of[0] ?? '', report))
  })
  plan.published.forEach((p, i) => {
    if (!measures.has(p.measure)) report('dangling-measure', 'error', ['published', i, 'measure'], { id: p.measure })
    if (!sources.has(p.source.id))
      report('unknown-source', 'error', ['published', i, 'source', 'id'], { source: p.source.id })
  })
}
