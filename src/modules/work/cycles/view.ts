import { dayMonth, shortDate } from '../../../platform/format.ts'
import type { Recorded } from '../../../platform/history/history.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { reading, readingWords } from '../../plans/index.ts'
import { behalfWords, instant, type Names } from '../view.ts'
import type { Difference, Draft } from './rules.ts'
import { words } from './say.ts'
import {
  type AnswerFields,
  answerFieldNames,
  type AnswerState,
  answerStates,
  type Measured,
  type Often,
  type Reading,
  type ReadQuestion,
  type Series,
  seriesFieldNames,
  type Standing,
} from './schema.ts'
import { type PlanChoices, seriesLabels, seriesValue } from './series-choices.ts'

/** A date without the year when it is this one. */
export const near = (iso: string, today: string, lang: Lang): string =>
  iso.slice(0, 4) === today.slice(0, 4) ? dayMonth(iso, lang) : shortDate(iso, lang)

const isState = (text: string): text is AnswerState => (answerStates as readonly string[]).includes(text)

/** The value of a field of an answer in words. */
export function fieldWords(field: keyof AnswerFields | 'standing' | 'measure', value: string, lang: Lang): string {
  const say = words(lang)
  if (value === '') return say('nothing')
  if (field === 'state') return isState(value) ? say(`state.${value}`) : value
  if (field === 'standing') return say(`standing.${value as Standing}`)
  return field === 'measure' ? value : `\u201c${value}\u201d`
}

/** When a series comes back, in one sentence. */
export function comesWords({ rule, opens_before, closes_after }: Series, lang: Lang): string {
  const say = words(lang)
  const every =
    rule.kind !== 'recurs'
      ? ''
      : rule.on
        ? readingWords(reading('as-written', [], { every: rule.every, on: rule.on }), lang)
        : say(`every.${rule.every as Often}`)
  return say('comes', { every, before: opens_before, after: closes_after })
}

/** What an answer says, one line each; nothing is left out but what is empty. */
export function answerLines(answer: AnswerFields, lang: Lang): string[] {
  const say = words(lang)
  return (['because', 'since', 'ahead', 'help'] as const)
    .filter((name) => answer[name] !== '')
    .map((name) => say(name, { text: answer[name] }))
}

export type MeasuredLine = { words: string; call: Measured['call']; reason: string | null }
export function measuredLine(one: Measured, lang: Lang): MeasuredLine {
  const { value, period, call, why } = one.said[lang]
  return {
    words: words(lang)(one.above === null ? 'measured' : 'measuredAbove', {
      title: read(one.title, lang).words,
      value,
      period,
    }),
    call: one.call,
    reason: call === null ? null : (why ?? null),
  }
}

/** A question of a reading as a line of the page. */
export type QuestionLine = {
  element: string
  title: { words: string; lang: Lang }
  code: string | null
  office: string
  standing: Standing
  state: string | null
  texts: readonly string[]
  /** a first answer or a change came after the closing */
  after: boolean
  measured: readonly MeasuredLine[]
}

export function questionLine(
  one: ReadQuestion,
  of: { offices: ReadonlyMap<number | null, string>; after: boolean; numbers: boolean },
  lang: Lang,
): QuestionLine {
  return {
    element: one.element,
    title: read(one.title, lang),
    code: one.code,
    office: of.offices.get(one.office) || words(lang)('nobody'),
    standing: one.standing,
    state: one.answer ? words(lang)(`state.${one.answer.state}`) : null,
    texts: one.answer ? answerLines(one.answer, lang) : [],
    after: of.after,
    measured: of.numbers ? one.measured.map((each) => measuredLine(each, lang)) : [],
  }
}

/** Who has answered, office by office, the whole cycle last. */
export type OfficeRow = { name: string; asked: number; on_time: number; late: number; not_yet: number; rate: number }
export function officeRows(reading: Reading, lang: Lang): OfficeRow[] {
  const row = (name: string, one: Reading['counts']): OfficeRow => ({
    name,
    asked: one.asked,
    on_time: one.on_time,
    late: one.late,
    not_yet: one.not_yet,
    rate: one.asked === 0 ? 0 : one.on_time / one.asked,
  })
  return [
    ...reading.offices.map((one) => row(one.name || words(lang)('nobody'), one)),
    row(words(lang)('whole'), reading.counts),
  ]
}

export type DifferenceRow = { title: string; what: string; was: string; now: string }
export function differenceRows(
  found: readonly Difference[],
  reading: Reading,
  numbers: boolean,
  lang: Lang,
): DifferenceRow[] {
  const say = words(lang)
  const titles = new Map<number, { code: string | null; title: Text }>(
    reading.questions.map((one) => [one.question, one]),
  )
  return found
    .filter((one) => numbers || one.field !== 'measure')
    .map((one) => {
      const of = titles.get(one.question)
      return {
        title: of ? [of.code, read(of.title, lang).words].filter(Boolean).join(' ') : '',
        what: one.measure ? read(one.measure.title, lang).words : say(`field.${one.field}`),
        was: fieldWords(one.field, one.was, lang),
        now: fieldWords(one.field, one.now, lang),
      }
    })
}

export type HistoryLine = {
  version: number
  who: string
  day: string
  time: string
  iso: string
  verb: string
  changes: readonly string[]
  undoable: boolean
}
const verbs = ['answered', 'changed', 'undone', 'opened', 'closed', 'added', 'ended', 'resumed'] as const

/** The history of an answer, of a cycle or of its series, newest first. In: which of its changes can be undone; names of what a series asks about. */
export function historyLines(
  changes: readonly Recorded[],
  names: Names,
  zone: string,
  undoable: (version: number) => boolean,
  lang: Lang,
  choices: PlanChoices | null = null,
): HistoryLine[] {
  const say = words(lang)
  return changes.map((one) => {
    const behalf = behalfWords(one.reason, names, lang)
    const fields = answerFieldNames.filter((name) => name in one.became)
    // What a series was set up with is told by its page.
    const parts = choices && one.verb !== 'added' ? seriesFieldNames.filter((name) => name in one.became) : []
    return {
      version: one.version,
      who: one.actor === null ? say('system') : (names.accounts.get(one.actor) ?? say('somebody')),
      ...instant(one.at, zone, lang),
      iso: one.at.toISOString(),
      verb: say(`verb.${verbs.find((name) => name === one.verb) ?? 'changed'}`),
      changes: [
        ...fields.map((field) =>
          say(one.verb === 'answered' ? 'setTo' : 'fromTo', {
            field: say(`field.${field}`),
            was: fieldWords(field, String(one.was[field] ?? ''), lang),
            became: fieldWords(field, String(one.became[field] ?? ''), lang),
          }),
        ),
        ...parts.map((part) =>
          say('fromTo', {
            field: say(seriesLabels[part]),
            was: choices ? seriesValue(part, one.was[part], choices, lang) : '',
            became: choices ? seriesValue(part, one.became[part], choices, lang) : '',
          }),
        ),
        ...(behalf === null ? [] : [behalf]),
      ],
      undoable: undoable(one.version),
    }
  })
}

/** Both sides of a conflict, field by field. */
export function conflictRows(now: AnswerFields, mine: Draft, fields: readonly (keyof Draft)[], lang: Lang) {
  return answerFieldNames
    .filter((name) => fields.includes(name) || name === 'state')
    .map((name) => ({
      label: words(lang)(`field.${name}`),
      now: fieldWords(name, now[name], lang),
      mine: fieldWords(name, mine[name], lang),
    }))
}
