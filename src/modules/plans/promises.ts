import type { Text } from '../../platform/words.ts'
import type { Measure, Plan, Target } from './file/format.ts'
import type { PlanGraph } from './graph.ts'

type When = NonNullable<Target['dueBy']>

/** A target of a plan in the shape that the module of indicators takes; its parser checks `target` again. */
export type PlanPromise = {
  definition: string
  source: string
  label: Text
  element: string
  target: Record<string, unknown>
}

const day = (when: When) => (when.date ? { date: when.date } : { schoolYear: when.schoolYear })
/** A change in points is written in percent by the indicators. */
const unitOf = (unit: Target['unit']) => (unit === 'points' ? 'percent' : (unit ?? 'count'))

function shape(t: Target): Record<string, unknown> | null {
  const milestones = t.milestones.map((m) => ({ by: day(m.dueBy), amount: m.amount }))
  const operator = t.operator === 'within' ? null : t.operator
  switch (t.kind) {
    case 'level':
    case 'changePoints':
    case 'changeRelative':
    case 'changeAbsolute':
    case 'completion':
      return operator && t.amount !== null ? { kind: t.kind, operator, amount: t.amount } : null
    case 'milestoneSeries':
      return operator && milestones.length ? { kind: t.kind, operator, milestones } : null
    case 'direction':
      return operator ? { kind: t.kind, good: operator.startsWith('>') ? 'up' : 'down' } : null
    case 'band':
      return t.amount !== null && t.baseline
        ? { kind: t.kind, low: t.baseline.value - t.amount, high: t.baseline.value + t.amount }
        : null
    case 'compound':
    case 'qualitative':
      return { kind: t.kind }
  }
}

/**
 * A target as the indicators understand it, or null when it says too little (no due date, no amount, a share of units of which nobody says what one must meet): the check reports that as `target-incomplete`.
 * A share of units becomes what one unit must meet, and the share of the units. `version`: of the definition.
 */
export function promiseOf(t: Target, m: Measure, plan: Plan, version: string): Record<string, unknown> | null {
  const body = shape(t)
  if (!body || !t.dueBy || !m.definition) return null
  const share = t.scope === 'share' && t.unitRule && t.unitRule.amount !== null ? t.unitRule : null
  // What one unit must meet is not said: its share of units is no number of the whole district.
  if (t.scope === 'share' && !share) return null
  const operator = share?.operator === 'within' ? null : share?.operator
  const of = t.unitRule?.units ?? 'school'
  return {
    ...body,
    ...(share ? { operator: operator ?? body['operator'], amount: share.amount } : {}),
    statement: t.words ?? m.title[plan.language] ?? m.id,
    source: {
      document: plan.source?.title ?? plan.title[plan.language] ?? plan.id,
      page: t.source?.page ? String(t.source.page) : null,
    },
    measure: { id: m.definition, version },
    population: t.population.set === 'all' ? 'all' : `${t.population.set}=${t.population.value}`,
    unit: share ? unitOf(share.unit) : unitOf(t.unit),
    baseline: t.baseline
      ? {
          value: t.baseline.value,
          unit: unitOf(t.baseline.unit),
          asOf: day(t.baseline.asOf),
          source: t.baseline.source,
        }
      : null,
    dueBy: day(t.dueBy),
    scope: share
      ? { kind: 'share', of, percent: t.amount }
      : t.scope === 'each'
        ? { kind: 'each', of }
        : { kind: 'all' },
    path:
      t.path === 'step'
        ? { kind: 'step', milestones: t.milestones.map((s) => ({ by: day(s.dueBy), amount: s.amount })) }
        : { kind: t.path },
    interpretations: t.interpretations.map((r) => ({
      id: r.id,
      targetValue: share ? (share.amount ?? 0) : r.value,
      argument: r.argument[plan.language] ?? r.argument.en ?? r.argument.es ?? r.id,
    })),
    chosen: t.chosen,
    chosenBy: t.chosenBy,
    chosenOn: t.chosenOn,
  }
}

/**
 * Everything a plan promises about definitions that exist: one row a target, for `saveTargets` of the indicators.
 * In: the graph; the version of a definition, or null for one that nothing computes yet. `source` begins with `plan:<id>/`.
 */
export function promisesOf(graph: PlanGraph, versionOf: (definition: string) => string | null): PlanPromise[] {
  const { plan } = graph
  return plan.measures.flatMap((m) => {
    const version = m.definition ? versionOf(m.definition) : null
    const element = graph.byId(m.of[0] ?? '')
    if (!m.definition || version === null || !element) return []
    const definition = m.definition
    return m.targets.flatMap((t) => {
      const target = promiseOf(t, m, plan, version)
      return target
        ? [
            {
              definition,
              source: `plan:${plan.id}/${element.id}/${t.id}`,
              label: labelOf(element.code, element.title),
              element: element.id,
              target,
            },
          ]
        : []
    })
  })
}

const labelOf = (code: string | null, title: Text): Text => ({
  ...(title.source ? { source: title.source } : {}),
  ...(title.en ? { en: code ? `${code} ${title.en}` : title.en } : {}),
  ...(title.es ? { es: code ? `${code} ${title.es}` : title.es } : {}),
})
