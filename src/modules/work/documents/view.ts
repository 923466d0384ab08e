import { dateIn } from '../../../platform/clock.ts'
import { percent, shortDate } from '../../../platform/format.ts'
import type { Recorded } from '../../../platform/history/history.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import type { HistoryLine, Telling } from '../artefacts/view.ts'
import { instant, type Names } from '../view.ts'
import { undoable } from './rules.ts'
import { words } from './say.ts'
import type { DocumentKind, DocumentState, Reader } from './schema.ts'

/** A count of a count, with the share that follows from both: `12 of 40 (30.0%)`. Nobody asked: said so. */
export const shareWords = (some: number, of: number, lang: Lang): string =>
  of === 0 ? words(lang)('none') : words(lang)('ofShare', { count: some, of, share: percent(some / of, lang) })

/** Where a reader stands, in words, with the day. */
export function readerWords(one: Reader, zone: string, lang: Lang): string {
  const say = words(lang)
  const day = (at: Date) => shortDate(dateIn(at, zone), lang)
  const state =
    one.acknowledged_at !== null
      ? say('reader.acknowledged', { day: day(one.acknowledged_at) })
      : one.left_on !== null
        ? say('reader.left')
        : one.opened_at !== null
          ? say('reader.opened', { day: day(one.opened_at) })
          : say('reader.asked', { day: shortDate(one.asked_on, lang) })
  const open = one.must_acknowledge && one.acknowledged_at === null && one.left_on === null
  return open ? `${state}, ${say('mustSay')}` : state
}

export const whoWords = (names: Names, account: number | null, lang: Lang): string =>
  account === null ? words(lang)('system') : (names.accounts.get(account) ?? words(lang)('somebody'))

const verbs = [
  'entered',
  'changed',
  'brought',
  'submitted',
  'sent_back',
  'approved',
  'disseminated',
  'superseded',
  'looked',
  'undone',
] as const
const fields = ['title', 'kind', 'state', 'number', 'in_force', 'review_by', 'acknowledge_by'] as const

function valueWords(field: (typeof fields)[number], value: unknown, lang: Lang): string {
  const say = words(lang)
  if (value === null || value === undefined || value === '') return say('nothing')
  if (field === 'title') return `\u201c${read(value as Text, lang).words}\u201d`
  if (field === 'state') return say(`state.${value as DocumentState}`)
  if (field === 'kind') return say(`kind.${value as DocumentKind}`)
  if (field === 'number' || field === 'in_force') return say('versionNumber', { number: Number(value) })
  return shortDate(String(value), lang)
}

/** The history of a document, newest first: who changed what, when, from what, and why. */
export function documentHistory(changes: readonly Recorded[], { names, zone, lang }: Telling): HistoryLine[] {
  const say = words(lang)
  return changes.map((one) => ({
    version: one.version,
    who: whoWords(names, one.actor, lang),
    ...instant(one.at, zone, lang),
    iso: one.at.toISOString(),
    verb: say(`verb.${verbs.find((name) => name === one.verb) ?? 'changed'}`),
    changes: [
      ...fields
        .filter((field) => field in one.became)
        .map((field) =>
          say(one.verb === 'entered' || one.was[field] === undefined ? 'setTo' : 'fromTo', {
            field: say(`field.${field}`),
            was: valueWords(field, one.was[field], lang),
            became: valueWords(field, one.became[field], lang),
          }),
        ),
      ...(one.reason ? [say('because', { reason: one.reason })] : []),
    ],
    undoable: undoable(changes, one.version) !== null,
  }))
}
