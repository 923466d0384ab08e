import type { Report } from './check.ts'
import type { Element, Plan, Target } from './file/format.ts'
import { nearest } from './file/nearest.ts'
import type { Path } from './file/problem.ts'
import { allSeries, isAmbiguous } from './checker/numbers/series.ts'
import { ownWords } from './checker/wording.ts'

/** Kinds of target that mean nothing without an amount. */
const withAmount: ReadonlySet<Target['kind']> = new Set([
  'level',
  'changePoints',
  'changeRelative',
  'changeAbsolute',
  'band',
])

const isOpen = (t: Target): boolean => !t.chosen && t.interpretations.length > 1

/** Targets whose open readings are points or a part of the value: `percent-ambiguous` tells of them, and says more. */
function toldElsewhere(plan: Plan): ReadonlySet<Target> {
  const asks = (t: Target): boolean => isOpen(t) && (t.kind === 'changePoints' || t.kind === 'changeRelative')
  if (!plan.measures.some((m) => m.targets.some(asks))) return new Set()
  return new Set(
    allSeries(plan).flatMap((series) =>
      series.entries.flatMap((entry) => (isAmbiguous(entry, series.base) ? [entry.target] : [])),
    ),
  )
}

/** Every reading in a few words, with the value that it asks for where they differ. */
function readingsOf({ interpretations }: Target, plan: Plan): string {
  const same = new Set(interpretations.map((r) => `${r.value} ${r.unit}`)).size === 1
  return interpretations
    .map((r) => {
      const argument = ownWords(r.argument, plan).replace(/\.$/, '')
      return same ? `“${argument}”` : `${r.value} (“${argument}”)`
    })
    .join(', ')
}

function checkTarget(
  t: Target,
  path: Path,
  plan: Plan,
  element: string,
  told: ReadonlySet<Target>,
  report: Report,
): void {
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
  if (isOpen(t) && !told.has(t))
    report(
      'open-reading',
      'note',
      [...path, 'interpretations'],
      { count: t.interpretations.length, readings: readingsOf(t, plan) },
      element,
    )
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
  const told = toldElsewhere(plan)
  plan.measures.forEach((m, i) => {
    m.of.forEach((id, j) => {
      if (!elements.has(id)) report('dangling-measure', 'error', ['measures', i, 'of', j], { id })
    })
    if (m.definition && definitions && !definitions.has(m.definition))
      report('unknown-definition', 'note', ['measures', i, 'definition'], {
        definition: m.definition,
        nearest: nearest(m.definition, definitions),
      })
    m.targets.forEach((t, j) => checkTarget(t, ['measures', i, 'targets', j], plan, m.of[0] ?? '', told, report))
  })
  plan.published.forEach((p, i) => {
    if (!measures.has(p.measure)) report('dangling-measure', 'error', ['published', i, 'measure'], { id: p.measure })
    if (!sources.has(p.source.id))
      report('unknown-source', 'error', ['published', i, 'source', 'id'], { source: p.source.id })
  })
}
