import type { Plan } from '../../file/format.ts'
import type { CheckRule } from '../rule.ts'
import { openEnds } from '../time/when.ts'
import {
  asked,
  type Asked,
  dayOf,
  daysBetween,
  direction,
  type Entry,
  isChange,
  rounded,
  type Series,
  seriesOf,
} from './series.ts'

/** Targets of one series are compared with each other up to this many, so that the work stays in proportion. */
const most = 20
/** A share of the way that is too much for its share of the time, and at least this much of the whole way. */
const tooMuch = { share: 0.65, ahead: 0.35, latest: 0.5 }

const sameScope = (a: Entry, b: Entry): boolean =>
  a.target.scope === b.target.scope &&
  JSON.stringify(a.target.unitRule?.units ?? null) === JSON.stringify(b.target.unitRule?.units ?? null)
const shown = (entry: Entry): string => entry.target.words ?? String(entry.target.amount ?? '')
const pairsOf = (series: Series): [Entry, Entry][] => {
  const dated = series.entries.filter((e) => dayOf(e.target.dueBy)).slice(0, most)
  return dated
    .flatMap((a, i) => dated.slice(i + 1).map((b): [Entry, Entry] => [a, b]))
    .filter(([a, b]) => sameScope(a, b))
}

type Share = { share: number; way: Asked['way'] }
/** The shares of the way to `last` that `first` asks for, over all readings that go together; the largest first. */
function shares(first: Entry, last: Entry, series: Series): Share[] {
  const out: { share: number; way: Asked['way'] }[] = []
  const a = first.target
  const b = last.target
  const alike = isChange(a) && isChange(b) && (a.kind === b.kind || (a.unit === 'percent' && b.unit === 'percent'))
  if (alike && a.amount && b.amount && a.unit === b.unit) out.push({ share: a.amount / b.amount, way: 'level' })
  const base = series.base
  if (base)
    for (const one of asked(first, series))
      for (const other of asked(last, series)) {
        const mixed = one.way !== other.way && one.way !== 'level' && other.way !== 'level'
        if (mixed || Math.abs(other.value - base.value) < 0.5) continue
        const way = other.way === 'level' ? one.way : other.way
        out.push({ share: (one.value - base.value) / (other.value - base.value), way })
      }
  return out.toSorted((x, y) => y.share - x.share)
}

/** An interim target that asks for most of the way in a small part of the time. */
const implausible: CheckRule = {
  id: 'interim-implausible',
  severity: 'warning',
  run: (input, tell) => {
    const { plan } = input
    for (const series of seriesOf(input))
      for (const [a, b] of pairsOf(series)) {
        const [dayA, dayB] = [dayOf(a.target.dueBy) ?? '', dayOf(b.target.dueBy) ?? '']
        if (Math.abs(daysBetween(dayA, dayB)) < 100) continue
        const [first, last] = dayA < dayB ? [a, b] : [b, a]
        if (direction(first.target) !== direction(last.target)) continue
        // An old baseline is no start of the work: the plan is.
        const start = series.base && series.base.at > plan.period.from ? series.base.at : plan.period.from
        const ends = [dayA, dayB].toSorted()
        const whole = daysBetween(start, ends[1] ?? '')
        const time = whole > 0 ? daysBetween(start, ends[0] ?? '') / whole : 1
        const all = shares(first, last, series)
        const [found] = all
        if (!found || time < 0 || time > tooMuch.latest) continue
        const steep = (one: Share): boolean => one.share >= Math.max(tooMuch.share, time + tooMuch.ahead)
        if (!steep(found)) continue
        // Where another reading keeps an even pace, the odd one is a reason to ask and no more.
        const even = all.find((one) => !steep(one) && one.share > 0)
        tell(
          first.path,
          {
            words: shown(first),
            last: shown(last),
            share: Math.round(found.share * 100),
            time: Math.round(time * 100),
            way: found.way === 'points' || found.way === 'relative' ? found.way : 'sure',
            even: even ? Math.round(even.share * 100) : 0,
          },
          even ? { related: [last.path], severity: 'note' } : { related: [last.path] },
        )
      }
  },
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(0.5, Math.abs(b) * 0.02)

/** True when "by 2019" can mean days so far apart that the two are due together in one reading only. Equal words mean equal days. */
function dependsOnReading(a: Entry, b: Entry, plan: Plan): boolean {
  const [one, other] = [a.target.dueBy, b.target.dueBy]
  if (one?.words === other?.words) return false
  const ends = (when: typeof one): readonly string[] => {
    const open = when?.date ? [] : openEnds(when?.words ?? null, plan)
    return open.length > 0 ? open : [dayOf(when ?? null) ?? '']
  }
  return ends(one).some((x) => ends(other).some((y) => Math.abs(daysBetween(x, y)) > 31))
}

/** Two targets for one measure, due together, of which no reading of one fits a reading of the other. */
const conflict: CheckRule = {
  id: 'target-conflict',
  severity: 'warning',
  run: (input, tell) => {
    for (const series of seriesOf(input))
      for (const [a, b] of pairsOf(series)) {
        if (Math.abs(daysBetween(dayOf(a.target.dueBy) ?? '', dayOf(b.target.dueBy) ?? '')) > 31) continue
        if (direction(a.target) === null || direction(a.target) !== direction(b.target)) continue
        const [of, against] = [asked(a, series), asked(b, series)]
        const changed = isChange(a.target) && isChange(b.target) && a.target.unit === b.target.unit
        const differ =
          of.length > 0 && against.length > 0
            ? !of.some((one) => against.some((other) => near(one.value, other.value)))
            : changed && a.target.amount !== null && b.target.amount !== null && a.target.amount !== b.target.amount
        if (!differ) continue
        const depends = dependsOnReading(a, b, input.plan)
        const say = (list: Asked[]): string => list.map((one) => String(rounded(one.value))).join(' / ')
        tell(
          b.path,
          {
            words: shown(b),
            other: shown(a),
            here: say(against),
            there: say(of),
            how: of.length > 0 && against.length > 0 ? 'values' : 'words',
            depends: depends ? 'yes' : 'no',
          },
          depends ? { related: [a.path], severity: 'note' } : { related: [a.path] },
        )
      }
  },
}

/** Milestones that go back in time, go back in amount, or end beyond what the target asks for. */
const milestones: CheckRule = {
  id: 'milestones-uneven',
  severity: 'warning',
  run: ({ plan }, tell) => {
    plan.measures.forEach((m, i) => {
      m.targets.forEach((t, j) => {
        const steps = t.milestones.map((s) => ({ day: dayOf(s.dueBy) ?? '', amount: s.amount }))
        const up = (steps.at(-1)?.amount ?? 0) >= (steps[0]?.amount ?? 0)
        const wrong = steps.findIndex((s, k) => {
          const before = steps[k - 1]
          return before && (s.day <= before.day || (up ? s.amount < before.amount : s.amount > before.amount))
        })
        if (wrong < 0) return
        tell(['measures', i, 'targets', j, 'milestones', wrong], {
          amount: steps[wrong]?.amount ?? 0,
          before: steps[wrong - 1]?.amount ?? 0,
          how: (steps[wrong]?.day ?? '') <= (steps[wrong - 1]?.day ?? '') ? 'time' : 'amount',
        })
      })
    })
  },
}

const exact = /forecast|accura|precis|predict|pron[oó]stic|exactitud|previs/i
/** How far off something may be, in percent: a band of 1, or 99.5 percent right, which is 0.5. */
function tolerance({ measure, target: t }: Entry): number | null {
  if (t.amount === null || !isPercent(t.unit)) return null
  if (t.kind === 'band' || t.operator === 'within') return Math.abs(t.amount)
  const text = `${measure.title.en ?? ''} ${measure.title.es ?? ''} ${t.words ?? ''}`
  const isLevel = t.kind === 'level' && (t.operator === '>=' || t.operator === '>' || t.operator === '=')
  return isLevel && t.amount >= 90 && t.amount < 100 && exact.test(text) ? 100 - t.amount : null
}
const isPercent = (unit: string | null): boolean => unit === 'percent' || unit === 'points'

/** Two tolerances for one goal: within 1 percent here, 99.5 percent right there. */
const tolerances: CheckRule = {
  id: 'tolerance-conflict',
  severity: 'warning',
  run: ({ plan, graph }, tell) => {
    const byElement = new Map<string, { entry: Entry; tolerance: number }[]>()
    plan.measures.forEach((measure, i) => {
      measure.targets.forEach((target, j) => {
        const entry: Entry = { measure, target, path: ['measures', i, 'targets', j] }
        const wide = tolerance(entry)
        if (wide === null) return
        // An element and what stands right above it are one place: a goal and the table that carries it out.
        const places = new Set(measure.of.flatMap((id) => [id, ...graph.parents(id).map((p) => p.id)]))
        for (const id of places) {
          const list = byElement.get(id) ?? []
          if (!byElement.has(id)) byElement.set(id, list)
          list.push({ entry, tolerance: wide })
        }
      })
    })
    const told = new Set<Entry['target']>()
    for (const list of byElement.values())
      for (const [i, one] of list.slice(0, most).entries())
        for (const other of list.slice(0, i)) {
          const bands = [one, other].filter(
            (x) => x.entry.target.kind === 'band' || x.entry.target.operator === 'within',
          )
          if (bands.length === 0 || Math.abs(one.tolerance - other.tolerance) < 0.01) continue
          if (one.entry.measure === other.entry.measure && bands.length === 2) continue
          if (told.has(one.entry.target)) continue
          told.add(one.entry.target)
          tell(
            one.entry.path,
            {
              words: shown(one.entry),
              here: rounded(one.tolerance),
              other: shown(other.entry),
              there: rounded(other.tolerance),
            },
            { related: [other.entry.path] },
          )
        }
  },
}

export const conflicts: readonly CheckRule[] = [implausible, conflict, milestones, tolerances]
