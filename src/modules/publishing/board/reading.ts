import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { forbidden } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import type { Option } from '../../../platform/look/form.tsx'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, languages, read, type Text } from '../../../platform/words.ts'
import { definitions, nameOf, targetsOf } from '../../indicators/index.ts'
import { accountName, orgById, orgsUnder, roleName, timeZoneOf, todayOf } from '../../people/index.ts'
import { occurrenceItems } from '../../work/index.ts'
import type { EditionContent } from '../editions/content.ts'
import { measures } from '../measures.ts'
import { boardSource } from '../packet/calendar.ts'
import type { BoardReportRow } from '../packet/schema.ts'
import { promiseTitle } from '../promising.ts'
import { sayKey, words } from './say.ts'

/** The district that a page is about: the one asked for, or the first in which the visitor may do this. Errors: Forbidden `publishing/not-board`. */
export function districtFor(
  visitor: Visitor,
  asked: string | undefined,
  may: (visitor: Visitor, districtId: number) => boolean,
): number {
  const all = [...new Set(visitor.roles.map((held) => held.district_id))].filter((id) => may(visitor, id))
  const chosen = asked === undefined ? all[0] : all.find((id) => String(id) === asked)
  if (chosen === undefined)
    throw forbidden(
      'publishing/not-board',
      'Board papers are for the board and for those who lead the district.',
      'Published editions are open to everybody at /public/.',
    )
  return chosen
}

/** Owners to choose from: the heads of the offices, then those who lead the district. */
export async function ownerOptions(tx: Tx, districtId: number, lang: Lang): Promise<Option[]> {
  const say = words(lang)
  const district = await orgById(tx, districtId)
  const offices = await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'office')
  const option = (role: string, org: { org_id: number; name: string }): Option => ({
    value: `${role}@${org.org_id}`,
    label: say('roleAt', { org: org.name, role: roleName(role, lang) }),
  })
  return [
    ...offices.map((office) => option('office_head', office)),
    ...(district ? [option('superintendent', district), option('cabinet', district)] : []),
  ]
}

export type PromiseLine = { id: string; title: Text; definition: string }

/** A goal may promise several things: the name says what is measured. */
function withMeasure(title: Text, definition: keyof typeof definitions): Text {
  const named = languages.flatMap((lang) =>
    title[lang] ? [[lang, `${title[lang]} \u00b7 ${nameOf(definitions[definition], lang)}`]] : [],
  )
  return { ...title, ...(Object.fromEntries(named) as Text) }
}

/** Every promise of a district that an edition would speak of. */
export async function promisesOf(tx: Tx, districtId: number): Promise<PromiseLine[]> {
  const found: PromiseLine[] = []
  for (const one of measures)
    for (const row of await targetsOf(tx, districtId, one.id))
      found.push({ id: row.source, title: withMeasure(promiseTitle(row), one.id), definition: one.id })
  return found
}

/** The call of a promise in an edition; null where the edition does not speak of it or may not be read here. */
export const callIn = (content: EditionContent | null, promise: string) =>
  content?.promises.find((one) => one.id === promise)?.judged.call ?? null

/** The due items of a district's calendar, by the report that they stand for. */
export async function itemsOfCalendar(tx: Tx, districtId: number) {
  return new Map(
    (await occurrenceItems(tx, districtId, [boardSource])).map((item) => [
      Number(item.source.slice(boardSource.length)),
      item,
    ]),
  )
}

export type CalendarEntry = {
  row: BoardReportRow
  owner: string
  item: { id: number; done_on: string | null; dropped: boolean } | null
}

export async function ownerName(tx: Tx, role: string, orgId: number, lang: Lang): Promise<string> {
  return words(lang)('roleAt', { org: (await orgById(tx, orgId))?.name ?? '', role: roleName(role, lang) })
}

export type HistoryLine = { on: string; what: string; note: string; who: string }

/** Fields that a line of history leaves out: the whole content, and what the page names anyway. */
const silent = new Set(['content', 'school_year', 'measure', 'office', 'definition', 'better'])

/** Who changed what, when, from what: newest first. */
export const historyLines = async (
  tx: Tx,
  districtId: number,
  object: string,
  id: number,
  lang: Lang,
): Promise<HistoryLine[]> => linesOf(tx, districtId, await historyOf(tx, object, id), lang)

/** Changes in words, in their order. */
export async function linesOf(
  tx: Tx,
  districtId: number,
  changes: readonly Recorded[],
  lang: Lang,
): Promise<HistoryLine[]> {
  const say = words(lang)
  const zone = await timeZoneOf(tx, districtId)
  const shown = async (field: string, value: unknown): Promise<string> => {
    if (value === null || value === undefined || value === '') return say('nothing')
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
    if (typeof value === 'object') return read(value as Text, lang).words || say('nothing')
    const text = String(value)
    if (field === 'owner_org') return (await orgById(tx, Number(value)))?.name ?? text
    if (field === 'owner_role') return roleName(text, lang)
    if (field === 'state') return sayKey(lang, `state_${text}`)
    if (field === 'drafted_by' || field === 'submitted_by') return (await accountName(tx, Number(text))) ?? `#${text}`
    if (field === 'content_digest') return `${text.slice(0, 16)}…`
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? shortDate(text, lang) : text
  }
  const lines: HistoryLine[] = []
  for (const one of changes) {
    const notes: string[] = one.reason ? [one.reason] : []
    for (const field of Object.keys(one.became).filter((name) => !silent.has(name))) {
      const was = await shown(field, one.was[field])
      const became = await shown(field, one.became[field])
      if (was !== became) notes.push(say('fromTo', { field: sayKey(lang, `field_${field}`), was, became }))
    }
    lines.push({
      on: dateIn(one.at, zone),
      what: sayKey(lang, `verb_${one.verb}`),
      note: notes.join('; '),
      who: one.actor === null ? say('system') : ((await accountName(tx, one.actor)) ?? `#${one.actor}`),
    })
  }
  return lines
}
