import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { forbidden } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Option } from '../../../platform/look/form.tsx'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { targetsOf } from '../../indicators/index.ts'
import { accountName, orgById, orgsUnder, roleName, timeZoneOf, todayOf } from '../../people/index.ts'
import { occurrenceItems } from '../../work/index.ts'
import type { EditionContent } from '../editions/content.ts'
import { measures } from '../measures.ts'
import { boardSource } from '../packet/calendar.ts'
import type { BoardReportRow } from '../packet/schema.ts'
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

/** Every promise of a district that an edition would speak of. */
export async function promisesOf(tx: Tx, districtId: number): Promise<PromiseLine[]> {
  const found: PromiseLine[] = []
  for (const one of measures)
    for (const row of await targetsOf(tx, districtId, one.id))
      found.push({ id: row.source, title: row.label, definition: one.id })
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
const silent = new Set(['content', 'school_year', 'measure', 'office'])

/** Who changed what, when, from what: newest first. */
export async function historyLines(
  tx: Tx,
  districtId: number,
  object: string,
  id: number,
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
    if (field === 'content_digest') return `${text.slice(0, 16)}…`
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? shortDate(text, lang) : text
  }
  const lines: HistoryLine[] = []
  for (const one of await historyOf(tx, object, id)) {
    const notes: string[] = []
    if (one.verb !== 'added' && one.verb !== 'made')
      for (const field of Object.keys(one.became).filter((name) => !silent.has(name)))
        notes.push(
          say('fromTo', {
            field: sayKey(lang, `field_${field}`),
            was: await shown(field, one.was[field]),
            became: await shown(field, one.became[field]),
          }),
        )
    lines.push({
      on: dateIn(one.at, zone),
      what: sayKey(lang, `verb_${one.verb}`),
      note: notes.join('; '),
      who: one.actor === null ? say('system') : ((await accountName(tx, one.actor)) ?? `#${one.actor}`),
    })
  }
  return lines
}
