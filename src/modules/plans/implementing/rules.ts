import { numberOf } from '../editing/measure-fields.ts'
import type { Measure, Plan, Target } from '../file/format.ts'
import { monitoringElements } from '../file/target.ts'
import { firstDay, kindFor, type PeriodKind, readPeriod } from './period.ts'
import {
  type EntryForm,
  type Field,
  type Kind,
  type Problem,
  type Rule,
  type Standing,
  standings,
  states,
  type Told,
  type Typed,
  type Value,
  type Way,
  ways,
} from './schema.ts'

const most = 1e12
const mostText = 300
/** The rule of the state for what stands inside a count or a rate (docs/methods/disclosure.md): five or fewer, of fewer than twenty. */
const fewPersons = 5
const smallGroup = 20

/** The unit in which a measure is told: that of its targets. */
export const unitOf = (m: Measure): Target['unit'] => m.targets.find((t) => t.unit !== null)?.unit ?? null

/** How a measure is told. In: which definitions the engine computes. A pair before a percent, a percent before a document, a document before a count. */
export function kindOf(m: Measure, isComputed: (definition: string) => boolean): Kind {
  if (m.definition !== null && isComputed(m.definition)) return 'computed'
  if (m.pair) return 'pair'
  const unit = unitOf(m)
  if (unit === 'percent' || unit === 'fraction' || unit === 'points') return 'percent'
  return m.artefact || m.role === 'qualitative' ? 'artefact' : 'count'
}

/** True for a measure about students: what is entered for it stays inside the district. */
export const aboutStudents = (m: Measure): boolean =>
  m.who === 'student' || [...m.populations, ...m.targets.map((t) => t.population)].some((p) => p.set !== 'all')

/** The parts of a year for which a measure is told: as often as it is looked at, or for the whole year. */
export const kindsOf = (m: Measure): PeriodKind[] => [...new Set([kindFor(m.every), 'year' as const])]

/** The whole yes or no of a count that is not of things one can halve. */
const isWhole = (m: Measure): boolean => !['usd', 'days', 'index'].includes(unitOf(m) ?? 'count')

type Reader = {
  problems: Problem[]
  text: (field: Field) => string
  number: (field: Field, whole: boolean) => number | null
}

function reader(typed: Typed): Reader {
  const problems: Problem[] = []
  const text = (field: Field): string => (typed[field] ?? '').trim()
  const tell = (field: Field, rule: Rule): null => {
    problems.push({ field, rule })
    return null
  }
  return {
    problems,
    text,
    number: (field, whole) => {
      const value = numberOf(text(field))
      if (value === null) return tell(field, 'needed')
      if (value === undefined) return tell(field, 'number')
      if (value < 0) return tell(field, 'negative')
      if (value > most) return tell(field, 'large')
      if (whole && !Number.isInteger(value)) return tell(field, 'whole')
      return value
    },
  }
}

function readPercent(read: Reader): Value | null {
  const { problems, text } = read
  const alone = text('k') === '' && text('n') === ''
  if (alone) {
    const percent = read.number('percent', false)
    if (percent === null) return null
    if (percent > 100) {
      problems.push({ field: 'percent', rule: 'percentRange' })
      return null
    }
    return { form: 'percent', k: null, n: null, percent }
  }
  const [k, n] = [read.number('k', false), read.number('n', false)]
  if (k === null || n === null) return null
  if (n === 0) problems.push({ field: 'n', rule: 'ofNobody' })
  else if (k > n) problems.push({ field: 'k', rule: 'moreThanAll' })
  // A percent beside the counts must be theirs: as many decimals as people write.
  const said = numberOf(text('percent'))
  if (said === undefined) problems.push({ field: 'percent', rule: 'number' })
  else if (said !== null && n > 0 && Math.abs(said - (100 * k) / n) > 0.5)
    problems.push({ field: 'percent', rule: 'percentDiffers' })
  return problems.length > 0 ? null : { form: 'percent', k, n, percent: null }
}

function readPair(read: Reader): Value | null {
  const { problems, text } = read
  const way = ways.find((one) => one === text('way')) satisfies Way | undefined
  if (!way) {
    problems.push({ field: 'way', rule: 'way' })
    return null
  }
  if (way === 'same_share') {
    const [both, first, second, neither] = (['both', 'first', 'second', 'neither'] as const).map((field) =>
      read.number(field, true),
    )
    if (both == null || first == null || second == null || neither == null) return null
    if (both + first + second + neither === 0) problems.push({ field: 'both', rule: 'ofNobody' })
    return problems.length > 0 ? null : { form: 'pair', way, both, first, second, neither }
  }
  const whole = way === 'groups_share'
  const before = read.number('before', whole)
  const beforeN = read.number('beforeN', true)
  const after = read.number('after', whole)
  // The same persons are as many after as before: nobody has to write it twice.
  const afterN = way === 'same_score' && text('afterN') === '' ? beforeN : read.number('afterN', true)
  if (before === null || beforeN === null || after === null || afterN === null) return null
  if (beforeN === 0) problems.push({ field: 'beforeN', rule: 'ofNobody' })
  if (afterN === 0) problems.push({ field: 'afterN', rule: 'ofNobody' })
  if (way === 'same_score' && afterN !== beforeN) problems.push({ field: 'afterN', rule: 'samePersons' })
  if (whole && before > beforeN) problems.push({ field: 'before', rule: 'moreThanAll' })
  if (whole && after > afterN) problems.push({ field: 'after', rule: 'moreThanAll' })
  return problems.length > 0 ? null : { form: 'pair', way, before, beforeN, after, afterN }
}

const standingOf = (text: string): Standing | undefined => standings.find((one) => one === text)

function readValue(m: Measure, form: EntryForm, read: Reader): Value | null {
  switch (form) {
    case 'count': {
      const amount = read.number('amount', isWhole(m))
      return amount === null ? null : { form, amount }
    }
    case 'percent':
      return readPercent(read)
    case 'pair':
      return readPair(read)
    case 'artefact': {
      const standing = standingOf(read.text('standing'))
      if (!standing) read.problems.push({ field: 'standing', rule: 'standing' })
      return standing ? { form, standing } : null
    }
  }
}

/** The period that somebody chose for a measure. In: the plan's measure, the text, the day of today. Out: its code, or what is wrong with it. */
export function readPeriodOf(m: Measure, text: string, today: string): { code: string } | Problem {
  const period = readPeriod(text)
  if (!period) return { field: 'period', rule: 'period' }
  if (!kindsOf(m).includes(period.kind)) return { field: 'period', rule: 'otherPeriod' }
  if (firstDay(period) > today) return { field: 'period', rule: 'future' }
  return { code: period.code }
}

/**
 * What somebody typed for a measure, as a value with its state. In: the measure, its form, the typed fields, and whether something stands there already.
 * Out: it, or every field that cannot be taken.
 */
export function readTold(
  m: Measure,
  form: EntryForm,
  typed: Typed,
  isCorrection: boolean,
): { told: Told; problems: readonly [] } | { told: null; problems: readonly Problem[] } {
  const read = reader(typed)
  const { problems, text } = read
  const state = states.find((one) => one === (text('state') || 'value'))
  if (!state) return { told: null, problems: [{ field: 'state', rule: 'state' }] }
  if (state === 'withdrawn' && !isCorrection) problems.push({ field: 'state', rule: 'nothingToTakeBack' })
  const value = state === 'value' ? readValue(m, form, read) : null
  const [source, reason] = [text('source'), text('reason')]
  if (source === '') problems.push({ field: 'source', rule: 'source' })
  if (isCorrection && reason === '') problems.push({ field: 'reason', rule: 'reason' })
  if (source.length > mostText) problems.push({ field: 'source', rule: 'long' })
  if (reason.length > mostText) problems.push({ field: 'reason', rule: 'long' })
  return problems.length > 0
    ? { told: null, problems }
    : { told: { state, value, source, reason: isCorrection ? reason : '' }, problems: [] }
}

/** The figures of a value in a fixed order, to compare two. */
function figures(value: Value): readonly (string | number | null)[] {
  switch (value.form) {
    case 'count':
      return [value.amount]
    case 'percent':
      return [value.k, value.n, value.percent]
    case 'artefact':
      return [value.standing]
    case 'pair':
      return value.way === 'same_share'
        ? [value.way, value.both, value.first, value.second, value.neither]
        : [value.way, value.before, value.beforeN, value.after, value.afterN]
  }
}
const keyOf = (one: Pick<Told, 'state' | 'value' | 'source'>): string =>
  JSON.stringify([one.state, one.source, one.value ? [one.value.form, ...figures(one.value)] : null])
/** True when two say the same, whatever the reason. */
export const isSame = (
  a: Pick<Told, 'state' | 'value' | 'source'>,
  b: Pick<Told, 'state' | 'value' | 'source'>,
): boolean => keyOf(a) === keyOf(b)

const few = (k: number, n: number): boolean => n < smallGroup || k <= fewPersons || n - k <= fewPersons

/** True when few persons stand behind a value: then only those read it who read true numbers. A percent of an unknown whole counts as small. */
export function isSmall(value: Value): boolean {
  switch (value.form) {
    case 'count':
      return value.amount > 0 && value.amount <= fewPersons
    case 'percent':
      return value.k === null || value.n === null || few(value.k, value.n)
    case 'artefact':
      return false
    case 'pair': {
      if (value.way === 'same_share') {
        const n = value.both + value.first + value.second + value.neither
        return [value.both, value.first, value.second, value.neither].some((k) => k <= fewPersons) || n < smallGroup
      }
      if (value.way === 'groups_share') return few(value.before, value.beforeN) || few(value.after, value.afterN)
      return value.beforeN < smallGroup || value.afterN < smallGroup
    }
  }
}

/** A percent as a fraction 0..1. */
export const fractionOf = (value: Extract<Value, { form: 'percent' }>): number =>
  value.k !== null && value.n !== null && value.n > 0 ? value.k / value.n : (value.percent ?? 0) / 100

/**
 * Does a value reach what a target asks? Only where that can be told from one figure of the district: a level or a completion of everybody, read in one
 * way, a count or a percent. Out: null where it cannot.
 */
export function reaches(t: Target, value: Value): boolean | null {
  const asks = (t.kind === 'level' || t.kind === 'completion') && t.amount !== null && t.scope === 'all'
  if (!asks || t.amount === null || t.population.set !== 'all' || t.unitRule !== null) return null
  if (t.interpretations.length > 1 && t.chosen === null) return null
  const distance =
    value.form === 'count' && (t.unit === null || t.unit === 'count' || t.unit === 'days' || t.unit === 'usd')
      ? value.amount - t.amount
      : value.form === 'percent' && (t.unit === 'percent' || t.unit === 'fraction')
        ? distanceOf(value, t.unit === 'percent' ? t.amount : t.amount * 100)
        : null
  if (distance === null) return null
  switch (t.operator ?? '=') {
    case '>=':
      return distance >= 0
    case '>':
      return distance > 0
    case '<=':
      return distance <= 0
    case '<':
      return distance < 0
    case '=':
      return distance === 0
    default:
      return null
  }
}
/** How far a percent lies from an amount, decided on the counts where they are known. */
const distanceOf = (value: Extract<Value, { form: 'percent' }>, amount: number): number =>
  value.k !== null && value.n !== null ? 100 * value.k - amount * value.n : (value.percent ?? 0) - amount

export type BalanceLine = { element: (typeof monitoringElements)[number] | null; measures: readonly Measure[] }

/** The measures of a plan by the element of monitoring that they belong to (IND-11). The last line: those for which the plan names none. */
export const balanceOf = (plan: Plan): BalanceLine[] =>
  [...monitoringElements, null].map((element) => ({
    element,
    measures: plan.measures.filter((m) => m.monitoring === element),
  }))
