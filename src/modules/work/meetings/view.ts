import { shortDate } from '../../../platform/format.ts'
import type { Recorded } from '../../../platform/history/history.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { roleName } from '../../people/index.ts'
import { instant, type Names, ownerWords } from '../view.ts'
import { quorumOf, reached, seatsOn } from './rules.ts'
import { words } from './say.ts'
import {
  kinds,
  type Committee,
  type CommitteeKind,
  type Correction,
  type Decision,
  type Meeting,
  parts,
  type Part,
  type Seat,
  type Value,
} from './schema.ts'
import { holderOf, undoOf } from './sheet.ts'

export type Said = { words: string; lang: Lang }

/** Who holds a seat, in words. */
export const seatWords = (
  seat: Pick<Seat, 'owner_role' | 'owner_org' | 'owner_account' | 'seat'>,
  names: Names,
  lang: Lang,
): string => seat.seat || ownerWords(seat, names, lang)

/** A holder's text of a form or a history, in words. */
export function holderWords(text: string, names: Names, lang: Lang): string {
  if (text.startsWith('seat:')) return text.slice('seat:'.length)
  const owner = holderOf(text)
  return owner ? ownerWords(owner, names, lang) : text
}

export const kindWords = (kind: CommitteeKind, lang: Lang): string => words(lang)(`kind.${kind}`)
export const partWords = (part: Part, lang: Lang): string => words(lang)(`part.${part}`)
/** The number of a decision: `2026-27/4`. */
export const decisionNumber = (one: Pick<Decision, 'year' | 'number'>): string =>
  `${one.year - 1}-${String(one.year % 100).padStart(2, '0')}/${one.number}`

/** For and against, as counts; null when nobody counted. */
export function votesWords(
  one: Pick<Decision, 'votes_for' | 'votes_against' | 'abstained'>,
  lang: Lang,
): string | null {
  if (one.votes_for === null && one.votes_against === null && one.abstained === null) return null
  return words(lang)('votes', { yes: one.votes_for ?? 0, no: one.votes_against ?? 0, none: one.abstained ?? 0 })
}

/** How the minutes of a meeting stand. */
export function minutesWords(one: Meeting, today: string, approvedIn: string | null, lang: Lang): string {
  const say = words(lang)
  if (one.state === 'called_off') return say('calledOff')
  if (one.minutes === 'approved') {
    const date = shortDate(one.approved_on ?? '', lang)
    return approvedIn === null
      ? say('approvedByChair', { date })
      : say('approvedIn', { date, meeting: shortDate(approvedIn, lang) })
  }
  if (one.minutes === 'draft') return say('minutesDraft')
  return say(one.held_on < today ? 'minutesMissing' : 'minutesAhead')
}

/** Who was there and whether that was enough, in one sentence; null before there are minutes. */
export function attendanceWords(committee: Committee, one: Meeting, seats: readonly Seat[], lang: Lang): string | null {
  if (one.minutes === 'none') return null
  const then = seatsOn(seats, one.held_on)
  const needed = one.quorum ?? quorumOf(committee.quorum, then.length)
  const present = then.filter((seat) => one.present.includes(seat.member_id)).length
  const say = words(lang)
  const values = { present, seats: then.length, needed }
  return [
    say('attendance', values),
    then.length === 0 ? '' : say(reached(one.present, then, needed) ? 'quorumReached' : 'quorumMissed', values),
    one.guests > 0 ? say('guestsThere', { guests: one.guests }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

export type CorrectionLine = { words: string; reason: string; when: string; who: string; iso: string }
export const correctionLine = (one: Correction, names: Names, lang: Lang): CorrectionLine => ({
  words: one.words,
  reason: one.reason,
  when: shortDate(one.on_date, lang),
  iso: one.on_date,
  who: (one.by_account === null ? null : names.accounts.get(one.by_account)) ?? words(lang)('somebody'),
})

/** What a field of a sheet is called: `Point "Budget": minutes`. `titles`: of points, decisions and actions by `p12`, `d3`, `a4`, `m5`. */
export function fieldWords(name: string, titles: ReadonlyMap<string, string>, lang: Lang): string {
  const say = words(lang)
  const [row = '', field = ''] = name.split('.')
  const keyOf = (text: string) => `field.${text}` as Parameters<typeof say>[0]
  if (field === '') return known.has(name) ? say(keyOf(name)) : name
  const what = known.has(field) ? say(keyOf(field)) : field
  return say('fieldOf', { what, of: titles.get(row) ?? say('somethingGone') })
}
const known = new Set([
  'held_on',
  'starts_at',
  'place',
  'state',
  'present',
  'guests',
  'minutes',
  'title',
  'about',
  'listed',
  'words',
  'owner',
  'due_on',
  'number',
  'votes_for',
  'votes_against',
  'abstained',
  'of',
  'reason',
  'approved_on',
  'approved_in',
  'planned_on',
  'name_en',
  'name_es',
  'purpose_en',
  'purpose_es',
  'kind',
  'org_id',
  'reports_to',
  'quorum',
  'rule',
  'standing',
  'open_minutes',
  'from_date',
  'to_date',
  'holder',
  'part',
])

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
/** The value of a field in words. `who`: names of orgs and accounts; `seats`: who sits where, by id. */
export function valueWords(
  name: string,
  value: Value | undefined,
  at: { names: Names; seats: ReadonlyMap<number, string>; committees: ReadonlyMap<number, string> },
  lang: Lang,
): string {
  const say = words(lang)
  if (value === null || value === undefined || value === '') return say('nothing')
  const field = name.split('.').at(-1) ?? name
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (field === 'present')
    return String(value)
      .split(',')
      .map((id) => at.seats.get(Number(id)) ?? say('somebody'))
      .join('; ')
  if (field === 'holder' || field === 'owner') return holderWords(String(value), at.names, lang)
  if (field === 'org_id') return at.names.orgs.get(Number(value)) ?? String(value)
  if (field === 'reports_to') return at.committees.get(Number(value)) ?? String(value)
  if (field === 'kind')
    return kinds.includes(value as CommitteeKind) ? kindWords(value as CommitteeKind, lang) : String(value)
  if (field === 'part') return parts.includes(value as Part) ? partWords(value as Part, lang) : String(value)
  if (name === 'state') return say(value === 'called_off' ? 'calledOff' : 'planned')
  if (name === 'minutes')
    return say(value === 'approved' ? 'minutesApproved' : value === 'draft' ? 'minutesDraft' : 'nothing')
  if (typeof value === 'string' && isDay(value)) return shortDate(value, lang)
  if (field === 'rule') return say('ruleChanged')
  return typeof value === 'number' ? String(value) : `\u201c${value}\u201d`
}

export type HistoryEntry = {
  version: number
  who: string
  when: string
  iso: string
  verb: string
  changes: readonly string[]
  undoable: boolean
}

const verbs = [
  'made',
  'loaded',
  'when',
  'built',
  'point',
  'arranged',
  'minutes',
  'decision',
  'action',
  'approved',
  'corrected',
  'undone',
  'updated',
  'member',
  'ended',
] as const

/** What tells nothing beside the words of what was added: that it is listed, and ids. */
const quiet = (name: string, was: Record<string, unknown>): boolean =>
  (name.endsWith('.listed') && !(name in was)) || name === 'approved_in' || /^c\d+\.of$/.test(name)

/** The history of a committee or a meeting, newest first: who changed what, when, from what. */
export function historyEntries(
  changes: readonly Recorded[],
  at: Parameters<typeof valueWords>[2] & { titles: ReadonlyMap<string, string>; zone: string; mayUndo: boolean },
  lang: Lang,
): HistoryEntry[] {
  const say = words(lang)
  return changes.map((one) => {
    const names = Object.keys(one.became).filter((name) => !quiet(name, one.was))
    const told = (value: unknown, name: string) => valueWords(name, value as Value, at, lang)
    const { day, time } = instant(one.at, at.zone, lang)
    return {
      version: one.version,
      who: one.actor === null ? say('system') : (at.names.accounts.get(one.actor) ?? say('somebody')),
      when: `${day}, ${time}`,
      iso: one.at.toISOString(),
      verb: say(`verb.${verbs.find((name) => name === one.verb) ?? 'updated'}`),
      changes: names.map((name) =>
        name in one.was
          ? say('fromTo', {
              field: fieldWords(name, at.titles, lang),
              was: told(one.was[name], name),
              became: told(one.became[name], name),
            })
          : say('setTo', { field: fieldWords(name, at.titles, lang), became: told(one.became[name], name) }),
      ),
      undoable: at.mayUndo && one.verb !== 'member' && undoOf(changes, one.version) !== null,
    }
  })
}

/** Names of offices and people that may hold a seat or an action, as options of a form. */
export type Holder = { value: string; label: string }
export function holdersOf(
  people: readonly {
    account_id: number
    name: string
    roles: readonly { role: string; org_id: number; org: string }[]
  }[],
  lang: Lang,
): Holder[] {
  const offices = new Map<string, string>()
  for (const one of people)
    for (const held of one.roles)
      offices.set(
        `${held.role}@${held.org_id}`,
        words(lang)('officeAt', { role: roleName(held.role, lang), org: held.org }),
      )
  return [
    ...[...offices]
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label, lang)),
    ...people.map((one) => ({
      value: `account:${one.account_id}`,
      label: words(lang)('personIs', { name: one.name }),
    })),
  ]
}

export const said = (text: Text, lang: Lang): Said => read(text, lang)
