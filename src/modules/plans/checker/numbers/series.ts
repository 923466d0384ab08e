import type { Measure, Plan, Target } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import type { CheckInput } from '../rule.ts'
import { ownWords, wordsOf } from '../wording.ts'

/** A target with its measure and where it stands. */
export type Entry = { measure: Measure; target: Target; path: Path }
/** Targets that speak of one measure and one group of people, also where the plan writes the measure twice. */
export type Series = { entries: readonly Entry[]; base: Base | null }
export type Base = { value: number; at: string }

export const rounded = (n: number): number => Math.round(n * 100) / 100
/** Units in which a part of a whole is told. */
export const isShare = (unit: string | null): boolean => unit === 'percent' || unit === 'fraction' || unit === 'points'
/** A value of a share as percent, so that 0.25 and 25 are compared rightly. */
export const asPercent = (value: number, unit: string | null): number => (unit === 'fraction' ? value * 100 : value)

/** The last day of a moment: its day, or June 30 of its school year; null when there is none. */
export function dayOf(when: Target['dueBy']): string | null {
  return when?.date ?? (when?.schoolYear ? `${when.schoolYear}-06-30` : null)
}
/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** What a measure counts, for comparing: its indicator, or else the words of its title. */
function subjectOf(measure: Measure, plan: Plan): string {
  if (measure.definition) return `definition ${measure.definition}`
  return `title ${wordsOf(ownWords(measure.title, plan)).join(' ')}`
}

const kept = new WeakMap<CheckInput, readonly Series[]>()
/** Every target of the plan, by what it counts and of whom. In the order of the file. Made once for all rules that look at it. */
export function seriesOf(input: CheckInput): readonly Series[] {
  const before = kept.get(input)
  if (before) return before
  const made = allSeries(input.plan)
  kept.set(input, made)
  return made
}
/** The same for who has only a plan; made anew each time. */
export function allSeries(plan: Plan): Series[] {
  const groups = new Map<string, Entry[]>()
  plan.measures.forEach((measure, i) => {
    const subject = subjectOf(measure, plan)
    measure.targets.forEach((target, j) => {
      const key = `${subject}\n${target.population.set}\n${target.population.value}`
      const entry: Entry = { measure, target, path: ['measures', i, 'targets', j] }
      const group = groups.get(key)
      if (group) group.push(entry)
      else groups.set(key, [entry])
    })
  })
  return [...groups.values()].map((entries) => {
    const { baseline } = entries.find((e) => e.target.baseline)?.target ?? {}
    return {
      entries,
      base: baseline
        ? { value: asPercent(baseline.value, baseline.unit), at: dayOf(baseline.asOf) ?? plan.period.from }
        : null,
    }
  })
}

const changes = new Set<Target['kind']>(['changePoints', 'changeRelative', 'changeAbsolute'])
export const isChange = (t: Target): boolean => changes.has(t.kind)

/** The words of a target say percent and not points. */
const saysPercent = (words: string | null): boolean =>
  words !== null && /%|\bper ?cent\b|\bpor ciento\b/i.test(words) && !/\bpoints?\b|\bpp\b|\bpuntos?\b/i.test(words)

/**
 * A change by so many percent that can be points or a part of where it stands. Not a count, an amount of money or days; not when a person chose; not
 * when one of the two is impossible for a share (25 percent less 60 points).
 */
export function isAmbiguous({ target: t }: Entry, base: Base | null): boolean {
  if (t.chosen || t.amount === null || (t.kind !== 'changePoints' && t.kind !== 'changeRelative')) return false
  if (!isShare(t.unit) || (t.baseline && !isShare(t.baseline.unit))) return false
  if (t.unit === 'points' && t.interpretations.length < 2) return false
  const own = t.baseline ? asPercent(t.baseline.value, t.baseline.unit) : (base?.value ?? null)
  if (own !== null) {
    const both = [own + t.amount, own * (1 + t.amount / 100)]
    if (both.some((value) => value < 0 || value > 100)) return false
  }
  if (t.interpretations.length >= 2) return saysPercent(t.words) || t.unit === 'percent'
  // Who writes the kind without readings knows it, unless the words themselves say only percent.
  if (t.kind === 'changePoints') return saysPercent(t.words)
  return saysPercent(t.words) && own !== null
}

/** One way to read a target: the level it asks for. `way` tells which readings belong together. */
export type Asked = { way: 'level' | 'points' | 'relative' | 'read'; value: number }

/** Every level that a target may ask for, in the measure's own unit; none when that cannot be told without a baseline. */
export function asked(entry: Entry, series: Series): Asked[] {
  const { target: t } = entry
  if (t.chosen) {
    const chosen = t.interpretations.find((one) => one.id === t.chosen)
    return chosen ? [{ way: 'read', value: asPercent(chosen.value, chosen.unit) }] : []
  }
  const base = t.baseline ? asPercent(t.baseline.value, t.baseline.unit) : (series.base?.value ?? null)
  if (t.amount === null) return []
  if (t.kind === 'level')
    return t.interpretations.length > 1
      ? t.interpretations.map((one) => ({ way: 'read', value: asPercent(one.value, one.unit) }))
      : [{ way: 'level', value: asPercent(t.amount, t.unit) }]
  if (!isChange(t) || base === null) return []
  const points: Asked = { way: 'points', value: base + t.amount }
  const relative: Asked = { way: 'relative', value: base * (1 + t.amount / 100) }
  if (isAmbiguous(entry, series.base)) return [points, relative]
  return t.kind === 'changeRelative' ? [relative] : [points]
}

/** Which way is better: up, down, or nobody can tell. */
export function direction(t: Target): 'up' | 'down' | null {
  if (isChange(t) && t.amount) return t.amount > 0 ? 'up' : 'down'
  if (t.operator === '>=' || t.operator === '>') return 'up'
  return t.operator === '<=' || t.operator === '<' ? 'down' : null
}
export const meets = (value: number, operator: Target['operator'], amount: number): boolean =>
  operator === '<'
    ? value < amount
    : operator === '<='
      ? value <= amount
      : operator === '>'
        ? value > amount
        : operator === '>='
          ? value >= amount
          : value === amount
