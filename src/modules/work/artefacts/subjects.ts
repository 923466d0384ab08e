import type { Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { currentPlan, elementHref } from '../../plans/index.ts'
import { mayRead, readable } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { homeDistrict } from '../reading.ts'
import type { Item } from '../schema.ts'
import { itemById } from '../store.ts'
import { meetingOf } from './store-need.ts'
import { mayBring } from './access.ts'
import { readSubject, type Subject } from './rules.ts'
import { words } from './say.ts'

/** What an artefact shows, ready for a page. `item`: the due item, where it is one. */
export type SubjectTold = {
  subject: string
  district_id: number
  org_id: number
  title: { words: string; lang: Lang }
  href: string | null
  item: Item | null
}

const noSubject = () =>
  missing(
    'work/no-such-subject',
    'There is nothing that this evidence could belong to.',
    'Open the task, the measure or the meeting and bring it from there.',
  )

/** The elements and measures of the plan that a district works by now. */
async function inPlan(
  tx: Tx,
  districtId: number,
  subject: Extract<Subject, { plan: string }>,
  lang: Lang,
): Promise<Pick<SubjectTold, 'title' | 'href'> | null> {
  const current = await currentPlan(tx, districtId)
  if (current?.row.slug !== subject.plan) return null
  const { graph } = current
  if (subject.kind === 'measure') {
    const measure = graph.plan.measures.find((one) => one.id === subject.id)
    return measure
      ? { title: read(measure.title as Text, lang), href: `/work/evidence#${encodeURIComponent(subject.id)}` }
      : null
  }
  const element = graph.byId(subject.id)
  return element ? { title: read(element.title as Text, lang), href: elementHref(subject.plan, subject.id) } : null
}

/** A meeting by its committee and its day. */
async function onMeeting(
  tx: Tx,
  districtId: number,
  id: number,
  lang: Lang,
): Promise<Pick<SubjectTold, 'title' | 'href'> | null> {
  const meeting = await meetingOf(tx, districtId, id)
  if (!meeting) return null
  const said = { committee: read(meeting.committee, lang).words, date: shortDate(meeting.held_on, lang) }
  return { title: { words: words(lang)('meeting', said), lang }, href: `/work/meetings/${id}` }
}

/**
 * What a text names that evidence may belong to. In: who asks; `item:12`, `element:<plan>/<id>`, `measure:<plan>/<id>`, `meeting:3`.
 * Errors: Missing `work/no-such-subject` for anything that is not there, or not for this person.
 */
export async function subjectTold(tx: Tx, visitor: Visitor, text: string, lang: Lang): Promise<SubjectTold> {
  const subject = readSubject(text)
  if (!subject) throw noSubject()
  if (!('plan' in subject) && subject.kind === 'item') {
    const item = await itemById(tx, subject.id)
    if (!mayRead(visitor, item)) throw noSubject()
    return {
      subject: text,
      district_id: item.district_id,
      org_id: item.org_id,
      title: read(item.title, lang),
      href: `/work/${item.item_id}`,
      item,
    }
  }
  const district = homeDistrict(visitor)
  if (!readable(visitor).includes(district)) throw noSubject()
  const base = { subject: text, district_id: district, org_id: district, item: null }
  if (!('plan' in subject)) {
    const meeting = await onMeeting(tx, district, subject.id, lang)
    if (!meeting) throw noSubject()
    return { ...base, ...meeting }
  }
  const found = await inPlan(tx, district, subject, lang)
  if (!found) throw noSubject()
  return { ...base, ...found }
}

/** May the visitor bring something for a subject, also for somebody whom they stand in for today? */
export const bringsFor = async (tx: Tx, visitor: Visitor, on: SubjectTold): Promise<boolean> =>
  mayBring(await standingIn(tx, visitor), on.district_id, on.item)

/** The same for what is attached already: what the plan no longer has is shown by its id. */
export async function attachedTo(
  tx: Tx,
  districtId: number,
  texts: readonly string[],
  lang: Lang,
): Promise<{ title: { words: string; lang: Lang }; href: string | null }[]> {
  const told: { title: { words: string; lang: Lang }; href: string | null }[] = []
  for (const text of texts) {
    const subject = readSubject(text)
    if (subject === null) continue
    if ('plan' in subject)
      told.push((await inPlan(tx, districtId, subject, lang)) ?? { title: { words: text, lang }, href: null })
    else if (subject.kind === 'item') {
      const item = await itemById(tx, subject.id)
      told.push({ title: read(item.title, lang), href: `/work/${item.item_id}` })
    } else {
      const meeting = await onMeeting(tx, districtId, subject.id, lang)
      if (meeting) told.push(meeting)
    }
  }
  return told
}
