import { addDays } from '../../../platform/dates.ts'
import type { DayBook } from '../duties/days.ts'
import { occurrencesOf, resolve } from '../duties/rules.ts'
import {
  type Answer,
  type AnswerFields,
  answerFieldNames,
  type Counts,
  type Cycle,
  type Measured,
  mostLetters,
  type Reading,
  type Series,
  type Standing,
  type Typed,
} from './schema.ts'

/** One time of a series: when it opens, by when the answers are asked for, and the last day on which it is open. */
export type Time = { key: string; year: number; opens_on: string; due_on: string; closes_on: string }
type Timed = Pick<Series, 'rule' | 'from_date' | 'to_date' | 'opens_before' | 'closes_after'>

/** The times of a series in a school year (named by its ending year), in order: the due days of its rule, as those of duties. */
export function timesOf(series: Timed, year: number, book: DayBook): Time[] {
  const found = resolve(series.rule, {}, series.from_date, book)
  if (found.kind !== 'recurs') return []
  return occurrencesOf(series, found.reading, year, book).due.map(({ key, due }) => ({
    key,
    year,
    opens_on: addDays(due, -series.opens_before),
    due_on: due,
    closes_on: addDays(due, series.closes_after),
  }))
}

/** The name of a time within its series: a place in the year means another day once the series comes more or less often. */
export const keyOf = ({ rule }: Pick<Series, 'rule'>, { key }: Pick<Time, 'key'>): string =>
  rule.kind === 'recurs' ? `${rule.every}:${key}` : key

/** True on the days on which a time is open. One whose days are over is not opened afterwards: nobody could have answered in time. */
export const isOpenOn = (time: Pick<Time, 'opens_on' | 'closes_on'>, today: string): boolean =>
  time.opens_on <= today && today <= time.closes_on

/** How a question stands: its first answer decides, by the district's day. */
export function standingOf(answer: Pick<Answer, 'first_on'> | null, dueOn: string): Standing {
  if (answer === null) return 'not_yet'
  return answer.first_on <= dueOn ? 'on_time' : 'late'
}

/** True when an answer was given or changed after what was shown had been kept. */
export const isAfterClosing = (answer: Pick<Answer, 'saved_at'>, cycle: Pick<Cycle, 'closed_at'>): boolean =>
  cycle.closed_at !== null && answer.saved_at > cycle.closed_at

export function countsOf(standings: readonly Standing[]): Counts {
  const counts: Counts = { asked: standings.length, on_time: 0, late: 0, not_yet: 0 }
  for (const one of standings) counts[one] += 1
  return counts
}

/** The counts of several cycles together. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Counts = { asked: 0, on_time: 0, late: 0, not_yet: 0 }
  for (const one of all) for (const name of ['asked', 'on_time', 'late', 'not_yet'] as const) sum[name] += one[name]
  return sum
}

/** The measure of a cycle: answers on time of all that were asked for, 0..1; null when nothing was asked. */
export const rateOf = ({ asked, on_time }: Counts): number | null => (asked === 0 ? null : on_time / asked)

/** An answer as a form that nobody has sent yet shows it: without a state. */
export type Draft = Omit<AnswerFields, 'state'> & { state: AnswerFields['state'] | '' }
export const blank: Draft = { state: '', because: '', since: '', ahead: '', help: '' }
export const draftOf = (answer: AnswerFields | null): Draft =>
  answer === null
    ? blank
    : {
        state: answer.state,
        because: answer.because,
        since: answer.since,
        ahead: answer.ahead,
        help: answer.help,
      }

type Change = { version: number; became: Record<string, unknown> }
/** An answer as it was at a version, rebuilt from its changes (any order); blank at version 0. */
export function draftAt(changes: readonly Change[], version: number): Draft {
  const past = changes.filter((one) => one.version <= version).toSorted((a, b) => a.version - b.version)
  const all = Object.assign({ ...blank }, ...past.map((one) => one.became)) as Draft
  return draftOf(all as AnswerFields)
}

export type ProblemCode = 'choose' | 'because' | 'since' | 'long'
export type Problem = { field: keyof AnswerFields; code: ProblemCode }

/** What an answer asks for. In: what was sent. Out: the fields (without a reason where nothing is stuck), and what is wrong. */
export function wanted(typed: Typed): { fields: Draft; problems: Problem[] } {
  const fields: Draft = {
    state: typed.state ?? '',
    because: typed.state === 'stuck' ? typed.because : '',
    since: typed.since,
    ahead: typed.ahead,
    help: typed.help,
  }
  const problems: Problem[] = []
  if (fields.state === '') problems.push({ field: 'state', code: 'choose' })
  if (fields.state === 'stuck' && fields.because === '') problems.push({ field: 'because', code: 'because' })
  if ((fields.state === 'done' || fields.state === 'going_on') && fields.since === '')
    problems.push({ field: 'since', code: 'since' })
  for (const field of ['because', 'since', 'ahead', 'help'] as const)
    if (fields[field].length > mostLetters) problems.push({ field, code: 'long' })
  return { fields, problems }
}

/** What undoing a version would write; null for the first answer, and where a later change touched the same field. */
export function undoOf(
  changes: readonly (Change & { was: Record<string, unknown> })[],
  version: number,
): Partial<AnswerFields> | null {
  const target = changes.find((one) => one.version === version)
  if (!target || version === 1) return null
  const touched = answerFieldNames.filter((name) => name in target.became)
  if (touched.length === 0) return null
  if (changes.some((one) => one.version > version && touched.some((name) => name in one.became))) return null
  return Object.fromEntries(touched.map((name) => [name, target.was[name] ?? ''])) as Partial<AnswerFields>
}

/** One thing that is no longer as it was shown at the closing. Values of `measure` are those of the reader's language. */
export type Difference = {
  question: number
  field: keyof AnswerFields | 'standing' | 'measure'
  /** of a measure: which */
  measure: Measured | null
  was: string
  now: string
}

const told = (one: Measured | undefined, lang: 'en' | 'es'): string =>
  one ? [one.said[lang].value, one.said[lang].period, one.said[lang].call].filter(Boolean).join(', ') : ''

/** What differs between two readings of a cycle, in the order of its questions. In: the one at the closing, the one of now. */
export function differences(was: Reading, now: Reading, lang: 'en' | 'es'): Difference[] {
  const before = new Map(was.questions.map((one) => [one.question, one]))
  const found: Difference[] = []
  for (const one of now.questions) {
    const old = before.get(one.question)
    const put = (field: Difference['field'], a: string, b: string, measure: Measured | null = null) => {
      if (a !== b) found.push({ question: one.question, field, measure, was: a, now: b })
    }
    put('standing', old?.standing ?? 'not_yet', one.standing)
    for (const name of answerFieldNames) put(name, old?.answer?.[name] ?? '', one.answer?.[name] ?? '')
    const ids = new Set([...(old?.measured ?? []), ...one.measured].map((each) => each.measure))
    for (const id of ids) {
      const a = old?.measured.find((each) => each.measure === id)
      const b = one.measured.find((each) => each.measure === id)
      put('measure', told(a, lang), told(b, lang), b ?? a ?? null)
    }
  }
  return found
}
