import type { Plan, Published, Target } from '../../file/format.ts'
import type { CheckRule } from '../rule.ts'
import { missing } from './missing.ts'
import { asPercent, isAmbiguous, isShare, rounded, seriesOf } from './series.ts'

/** A percent that may be points or a part of where it stands: every reading is shown, none is chosen. */
const ambiguous: CheckRule = {
  id: 'percent-ambiguous',
  severity: 'warning',
  run: (input, tell) => {
    for (const series of seriesOf(input))
      for (const entry of series.entries) {
        if (!isAmbiguous(entry, series.base)) continue
        const { target: t } = entry
        const amount = t.amount ?? 0
        const base = t.baseline ? asPercent(t.baseline.value, t.baseline.unit) : (series.base?.value ?? null)
        tell(entry.path, {
          words: t.words ?? String(amount),
          amount: Math.abs(amount),
          way: amount < 0 ? 'less' : 'more',
          known: base === null ? 'no' : 'yes',
          base: base === null ? 0 : rounded(base),
          points: base === null ? 0 : rounded(base + amount),
          relative: base === null ? 0 : rounded(base * (1 + amount / 100)),
          readings: t.interpretations.length > 1 ? 'yes' : 'no',
        })
      }
  },
}

const decimals = (n: number): number => (String(n).split('.')[1] ?? '').length
/** Half of the last digit that both print, and no finer than a twentieth. */
const slack = (a: number, b: number): number => Math.max(0.05, 0.5 * 10 ** -Math.min(decimals(a), decimals(b))) + 1e-9
const samePeople = (t: Target, p: Published): boolean =>
  t.population.set === p.population.set && t.population.value === p.population.value

/** A baseline that the published figures of the plan itself do not show, in its year or the ones beside it. */
const unsupported: CheckRule = {
  id: 'baseline-unsupported',
  severity: 'warning',
  run: ({ plan, graph, pathOf }, tell) => {
    for (const m of plan.measures) {
      const published = graph.published(m.id)
      if (published.length === 0) continue
      const told = new Set<number>()
      m.targets.forEach((t, j) => {
        const b = t.baseline
        if (!b || told.has(b.value)) return
        const year = b.asOf.schoolYear ?? Number((b.asOf.date ?? '').slice(0, 4))
        const figures = published.filter(
          (p) => samePeople(t, p) && (isShare(b.unit) ? isShare(p.unit) : b.unit === p.unit) && isOwn(p, plan),
        )
        if (figures.length === 0) return
        const value = asPercent(b.value, b.unit)
        const fits = figures.some((p) => {
          const figure = asPercent(p.value, p.unit)
          return Math.abs(p.schoolYear - year) <= 1 && Math.abs(figure - value) <= slack(figure, value)
        })
        if (fits) return
        told.add(b.value)
        const nearest = figures.toSorted((x, y) => Math.abs(x.schoolYear - year) - Math.abs(y.schoolYear - year))[0]
        tell([...(pathOf('measures', m.id) ?? []), 'targets', j, 'baseline'], {
          value: b.value,
          figure: nearest ? rounded(asPercent(nearest.value, nearest.unit)) : 0,
          year: nearest ? `${nearest.schoolYear - 1}-${String(nearest.schoolYear).slice(2)}` : '',
        })
      })
    }
  },
}
/** Figures of the plan's own district; of all when it has no code. */
const isOwn = (p: Published, plan: Plan): boolean => p.comparable && (!plan.org.code || p.entity.code === plan.org.code)

export const baselines: readonly CheckRule[] = [ambiguous, ...missing, unsupported]
