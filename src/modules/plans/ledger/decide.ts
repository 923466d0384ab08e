import type { Measure, Plan, Target } from '../file/format.ts'
import type { Break } from './format.ts'

/** One published value of one district. `series`: which way of counting; null: not the same measure as the promise's, by whoever typed it in. */
export type Figure = {
  entity: { name: string; code: string }
  schoolYear: number
  population: Target['population']
  value: number
  unit: Measure['targets'][number]['unit']
  numerator: number | null
  denominator: number | null
  series: string | null
  source: string
  note: Plan['title'] | null
}

/** One target of one plan. `later`: plans of the same district that promise the same measure again and begin afterwards, the first of them. */
export type Promised = {
  plan: Pick<Plan, 'id' | 'title' | 'period'> & { language?: Plan['language'] }
  measure: Measure
  target: Target
  series: string
  later: Pick<Plan, 'id' | 'title' | 'period'> | null
}

export const states = ['kept', 'missed', 'superseded', 'open', 'unknown'] as const
export type State = (typeof states)[number]

/** Why a promise stands as it does. The keys are those of the words of the ledger. */
export type Reason =
  | { why: 'kept' | 'missed'; asked: number; unit: Figure['unit']; figure: Figure }
  | { why: 'superseded'; by: Promised['plan'] }
  | { why: 'open'; due: string }
  | { why: 'noDue' | 'inWords' | 'noBaseline' | 'noAmount' | 'units' }
  | { why: 'readings'; count: number }
  | { why: 'noValue' | 'otherMeasure'; year: number }
  | { why: 'otherUnit'; year: number }
  | { why: 'break' | 'gap'; change: Break }

/** How a promise stands, every reason for it, and what the published value of its due year would be, when there is one. */
export type Standing = {
  state: State
  reasons: readonly Reason[]
  asked: number | null
  due: { day: string; year: number } | null
}

/** The school year of a day: years end with June. */
export const yearOfDay = (day: string): number => Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) > 6 ? 1 : 0)

/** When a target is due: the day that it names, else the last day of the school year; with that school year. */
export function dueOf(target: Target): { day: string; year: number } | null {
  const when = target.milestones.at(-1)?.dueBy ?? target.dueBy
  if (!when) return null
  const day = when.date ?? `${when.schoolYear}-06-30`
  return { day, year: when.schoolYear ?? yearOfDay(day) }
}

const changes = new Set<Target['kind']>(['changePoints', 'changeRelative', 'changeAbsolute', 'direction', 'band'])

/** The value that a target asks for; null when it says too little. A chosen reading counts in place of the words. */
export function askedOf(target: Target): number | null {
  const chosen = target.interpretations.find((one) => one.id === target.chosen)
  if (chosen) return chosen.value
  const { amount, baseline } = target
  switch (target.kind) {
    case 'level':
    case 'completion':
      return amount
    case 'milestoneSeries':
      return target.milestones.at(-1)?.amount ?? null
    case 'direction':
      return baseline?.value ?? null
    case 'changePoints':
    case 'changeAbsolute':
      return baseline && amount !== null ? round(baseline.value + amount) : null
    case 'changeRelative':
      return baseline && amount !== null ? round(baseline.value * (1 + amount / 100)) : null
    default:
      return null
  }
}
/** Sums of printed decimals, without the dust of binary fractions. */
const round = (value: number): number => Number(value.toFixed(9))

function meets(value: number, operator: Target['operator'], asked: number): boolean {
  if (operator === '<') return value < asked
  if (operator === '<=') return value <= asked
  if (operator === '>') return value > asked
  if (operator === '>=') return value >= asked
  return value === asked
}

/** A value in percent whatever it was printed in; other units as they are. Null: not to be compared with the target. */
function comparable(figure: Figure, target: Target): number | null {
  const percent = (unit: Figure['unit']) => unit === 'percent' || unit === 'fraction' || unit === 'points'
  const value = figure.unit === 'fraction' ? round(figure.value * 100) : figure.value
  if (percent(figure.unit) && percent(target.unit)) return value
  return figure.unit === target.unit ? value : null
}

const samePeople = (a: Target['population'], b: Target['population']) => a.set === b.set && a.value === b.value

/** Breaks between the start of a promise and its due year: after them the value is not what was promised. */
function breaksFor(promised: Promised, due: number, breaks: readonly Break[]): Reason[] {
  const start = promised.target.baseline?.asOf.schoolYear ?? yearOfDay(promised.plan.period.from) - 1
  return breaks.flatMap((change): Reason[] => {
    if (change.kind === 'definition' && change.schoolYear > start && change.schoolYear <= due)
      return [{ why: 'break', change }]
    if (change.kind === 'gap' && due >= change.schoolYear && due <= (change.to ?? change.schoolYear))
      return [{ why: 'gap', change }]
    return []
  })
}

/**
 * How one promise stands on a day. In: the promise; published figures of its district; breaks of the measure; the day. Out: its state and every reason.
 * - superseded: a later plan of the same district promises the same measure again and begins before this one is due
 * - open: not due yet
 * - kept, missed: the published value of the due year, of the same way of counting and the same students, meets what is asked or does not
 * - unknown: it cannot be told; the reasons say why, all of them. A target that can be read in several ways and was settled by nobody is never called.
 */
export function standingOf(
  promised: Promised,
  figures: readonly Figure[],
  breaks: readonly Break[],
  today: string,
): Standing {
  const { target, later, series } = promised
  const due = dueOf(target)
  const asked = askedOf(target)
  const done = (state: State, reasons: readonly Reason[]): Standing => ({ state, reasons, asked, due })
  if (due && later && later.period.from <= due.day) return done('superseded', [{ why: 'superseded', by: later }])
  if (due && today <= due.day) return done('open', [{ why: 'open', due: due.day }])

  const reasons: Reason[] = []
  if (!due) reasons.push({ why: 'noDue' })
  if (target.kind === 'qualitative' || target.kind === 'compound') reasons.push({ why: 'inWords' })
  else if (changes.has(target.kind) && !target.baseline) reasons.push({ why: 'noBaseline' })
  else if (asked === null) reasons.push({ why: 'noAmount' })
  if (target.interpretations.length > 1 && target.chosen === null)
    reasons.push({ why: 'readings', count: target.interpretations.length })
  if (target.scope !== 'all') reasons.push({ why: 'units' })
  if (!due) return done('unknown', reasons)

  reasons.push(...breaksFor(promised, due.year, breaks))
  const ofYear = figures.filter((one) => one.schoolYear === due.year && samePeople(one.population, target.population))
  const figure = ofYear.find((one) => one.series === series)
  if (!figure) reasons.push({ why: ofYear.length > 0 ? 'otherMeasure' : 'noValue', year: due.year })
  const value = figure ? comparable(figure, target) : null
  if (figure && value === null) reasons.push({ why: 'otherUnit', year: due.year })
  if (!figure || value === null || asked === null || reasons.length > 0) return done('unknown', reasons)
  const state = meets(value, target.operator, asked) ? 'kept' : 'missed'
  return done(state, [{ why: state, asked, unit: target.unit, figure }])
}
