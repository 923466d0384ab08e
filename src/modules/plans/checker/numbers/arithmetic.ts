import type { Plan, Target } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import type { CheckRule } from '../rule.ts'
import { asked, asPercent, dayOf, isAmbiguous, isChange, isShare, meets, rounded, seriesOf } from './series.ts'

type Unit = Target['unit']
/** Why a value cannot be: outside its range, or no whole number where things are counted. */
function outside(value: number, unit: Unit): 'range' | 'whole' | null {
  if (unit === 'percent') return value < 0 || value > 100 ? 'range' : null
  if (unit === 'fraction') return value < 0 || value > 1 ? 'range' : null
  if (unit === 'points') return value < -100 || value > 100 ? 'range' : null
  if (unit === 'count') return value < 0 ? 'range' : Number.isInteger(value) ? null : 'whole'
  return unit === 'days' && value < 0 ? 'range' : null
}

/** Every value of a plan that stands for a level of something, with its unit and place. */
function levels(plan: Plan): { value: number; unit: Unit; path: Path }[] {
  const out: { value: number; unit: Unit; path: Path }[] = []
  plan.measures.forEach((m, i) => {
    m.targets.forEach((t, j) => {
      const at: Path = ['measures', i, 'targets', j]
      const level = t.kind === 'level' || t.kind === 'completion'
      if (level && t.amount !== null) out.push({ value: t.amount, unit: t.unit, path: [...at, 'amount'] })
      if (t.kind === 'changePoints' && t.amount !== null && isShare(t.unit))
        out.push({ value: t.amount, unit: 'points', path: [...at, 'amount'] })
      if (t.baseline) out.push({ value: t.baseline.value, unit: t.baseline.unit, path: [...at, 'baseline', 'value'] })
      if (level || t.kind === 'milestoneSeries')
        t.milestones.forEach((s, k) => {
          out.push({ value: s.amount, unit: t.unit, path: [...at, 'milestones', k, 'amount'] })
        })
      t.interpretations.forEach((r, k) => {
        if (r.unit !== 'points')
          out.push({ value: r.value, unit: r.unit, path: [...at, 'interpretations', k, 'value'] })
      })
    })
  })
  plan.published.forEach((p, i) => {
    out.push({ value: p.value, unit: p.unit, path: ['published', i, 'value'] })
  })
  return out
}

/** A value that its unit cannot have. */
const domain: CheckRule = {
  id: 'out-of-domain',
  severity: 'error',
  run: (input, tell) => {
    const { plan } = input
    // The readings of a change may be changes themselves: a fall of 5 percent is no share below zero.
    const changed = new Set(plan.measures.flatMap((m) => m.targets.filter(isChange)))
    for (const { value, unit, path } of levels(plan)) {
      const why = outside(value, unit)
      const target = plan.measures[Number(path[1])]?.targets[Number(path[3])]
      if (!why || (path[4] === 'interpretations' && target && changed.has(target))) continue
      tell(path, { value, unit: unit ?? '', why })
    }
    for (const series of seriesOf(input))
      for (const entry of series.entries) {
        const { target: t } = entry
        const share = t.baseline ? isShare(t.baseline.unit) : t.unit === 'points'
        if (!isChange(t) || !share || isAmbiguous(entry, series.base)) continue
        const [only] = asked(entry, series)
        if (only && (only.value < -1e-9 || only.value > 100 + 1e-9))
          tell([...entry.path, 'amount'], { value: rounded(only.value), unit: 'percent', why: 'result' })
      }
  },
}

const places = (n: number): number => (String(n).split('.')[1] ?? '').length
const roundTo = (n: number, digits: number): number => Math.round(n * 10 ** digits) / 10 ** digits

/** A change and a level for one measure that do not come to the same: 25.1 less 60 percent is 10.04, which is not below 10. */
const mismatch: CheckRule = {
  id: 'arithmetic',
  severity: 'warning',
  run: (input, tell) => {
    const { plan, graph } = input
    for (const series of seriesOf(input)) {
      const levelsOf = series.entries.filter((e) => e.target.kind === 'level' && e.target.amount !== null)
      for (const change of series.entries) {
        if (!isChange(change.target) || isAmbiguous(change, series.base)) continue
        const [only] = asked(change, series)
        const due = dayOf(change.target.dueBy)
        const level = levelsOf.find((e) => e.measure === change.measure && dayOf(e.target.dueBy) === due)
        const amount = level?.target.amount ?? null
        if (!only || !level || amount === null || !due) continue
        const want = asPercent(amount, level.target.unit)
        const { operator } = level.target
        const holds = [only.value, roundTo(only.value, places(want))].some((value) => meets(value, operator, want))
        if (holds) continue
        const close = Math.abs(only.value - want) <= 0.5 * 10 ** -places(want)
        tell(
          change.path,
          {
            value: rounded(only.value),
            operator: level.target.operator ?? '=',
            amount: want,
            base: rounded(series.base?.value ?? 0),
            how: 'change',
            close: close ? 'yes' : 'no',
          },
          close ? { related: [level.path], severity: 'note' } : { related: [level.path] },
        )
      }
    }
    plan.published.forEach((p, i) => {
      if (p.numerator === null || !p.denominator || !isShare(p.unit)) return
      const value = (100 * p.numerator) / p.denominator
      const printed = asPercent(p.value, p.unit)
      if (Math.abs(value - printed) <= 0.5 * 10 ** -places(printed) + 0.051) return
      tell(['published', i, 'value'], {
        value: rounded(value),
        amount: printed,
        operator: '=',
        base: 0,
        how: 'published',
        close: 'no',
      })
    })
    // "Halfway" beside a level and where it stands.
    plan.elements.forEach((e, i) => {
      e.mentions.forEach((mention, k) => {
        const half = /\bhalf ?way\b|\bhalf of the way\b|\bmitad del camino\b/i.test(mention.words ?? '')
        if (!half) return
        const claimed = 0.5
        for (const m of graph.measures(e.id))
          for (const t of m.targets) {
            if (t.kind !== 'level' || !t.amount || !t.baseline || t.operator === '<' || t.operator === '<=') continue
            const there = asPercent(t.baseline.value, t.baseline.unit) / asPercent(t.amount, t.unit)
            if (Math.abs(there - claimed) <= 0.05) return
            tell(['elements', i, 'mentions', k], {
              value: Math.round(there * 100),
              amount: t.amount,
              operator: '=',
              base: t.baseline.value,
              how: 'halfway',
              close: 'no',
            })
            return
          }
      })
    })
  },
}

/** A level that the baseline meets already: nothing has to happen. */
const already: CheckRule = {
  id: 'already-met',
  severity: 'warning',
  run: ({ plan }, tell) => {
    plan.measures.forEach((m, i) => {
      m.targets.forEach((t, j) => {
        if (t.kind !== 'level' || t.amount === null || !t.baseline || t.operator === null || t.operator === 'within')
          return
        if (isShare(t.unit) !== isShare(t.baseline.unit) || (!isShare(t.unit) && t.unit !== t.baseline.unit)) return
        // A level that has to be held (100 percent of drills) is no change that is missing.
        const kept = /\b(?:keep|maintain|hold|stay|remain|mantener|conservar)\b/i.test(t.words ?? '')
        const from = asPercent(t.baseline.value, t.baseline.unit)
        if (!kept && meets(from, t.operator, asPercent(t.amount, t.unit)))
          tell(['measures', i, 'targets', j], {
            words: t.words ?? `${t.operator} ${t.amount}`,
            base: t.baseline.value,
            amount: t.amount,
          })
      })
    })
  },
}

export const arithmetic: readonly CheckRule[] = [domain, mismatch, already]
