import { createHash } from 'node:crypto'
import { now } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import { missing } from '../../../platform/errors.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { peopleOf, systemScope, todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { object } from '../actions.ts'
import { standingIn } from '../delegation/reading.ts'
import { bookReader, dutyObject, yearPrefix } from '../duties/actions.ts'
import { dutyYear } from '../duties/rules.ts'
import { dutiesOf } from '../duties/store.ts'
import { homeDistrict, ownDistricts } from '../reading.ts'
import { unfinished } from '../schema.ts'
import { type Holder, listItems } from '../store.ts'
import type { Entry } from './rules.ts'
import { type CalendarLink, endLinks, insertLink, lastChanges, linkBrought } from './store.ts'

/** The most items of one calendar. */
const mostItems = 1000

/**
 * Makes a new address of the visitor's calendar of a district; an older one ends, those of other districts stay.
 * Out: the token, which is nowhere kept; null for somebody without a role there.
 */
export async function makeLink(
  tx: Tx,
  visitor: Visitor,
  lang: Lang,
  district = homeDistrict(visitor),
): Promise<string | null> {
  if (!ownDistricts(visitor).includes(district)) return null
  const token = newToken()
  const at = now()
  await endLinks(tx, visitor.account_id, district, at)
  await insertLink(tx, {
    account_id: visitor.account_id,
    district_id: district,
    lang,
    made_at: at,
    hash: hashToken(token),
  })
  return token
}

/** Ends the visitor's calendar address of a district. Twice changes nothing. */
export async function endLink(tx: Tx, visitor: Visitor, district = homeDistrict(visitor)): Promise<void> {
  await endLinks(tx, visitor.account_id, district, now())
}

const gone = () =>
  missing('work/no-such-calendar', 'There is no such calendar.', 'Make a new address on the page of your calendar.')

/** A name of an event that stays the same, and says nothing. */
const uidOf = (district: number, source: string): string =>
  `${createHash('sha256').update(`${district}:${source}`).digest('hex').slice(0, 32)}@throughline`

/**
 * What an address shows: what its owner has to do, by the roles of today and what was delegated to them today, and the days of the owner's duties in school years
 * whose calendar is known. What somebody lends stays in their own calendar too: they are still its owner. Titles and dates only.
 * In: the token; how an address of the product begins. Errors: Missing `work/no-such-calendar`, also for one that ended or whose owner has no role any more.
 */
export async function calendarOf(db: Db, token: string, origin: string): Promise<{ lang: Lang; entries: Entry[] }> {
  const link = await inScope(db, noScope, (tx) => linkBrought(tx, hashToken(token)))
  if (!link || link.ended_at !== null) throw gone()
  const scope = await systemScope(db, 'calendar', link.district_id)
  return inScope(db, scope, async (tx) => {
    const today = await todayOf(tx, link.district_id)
    const person = (await peopleOf(tx, link.district_id, today)).find((one) => one.account_id === link.account_id)
    if (!person) throw gone()
    const { account_id, name } = person
    const roles = person.roles.map((held) => ({ role: held.role, org_id: held.org_id, district_id: link.district_id }))
    const holder: Holder = await standingIn(tx, { account_id, name, lang: link.lang, roles, scope, csrf: '' })
    return { lang: link.lang, entries: await entriesFor(tx, link, holder, today, origin) }
  })
}

async function entriesFor(tx: Tx, link: CalendarLink, holder: Holder, today: string, origin: string): Promise<Entry[]> {
  const { district_id: district, lang } = link
  const items = await listItems(
    tx,
    { owner: holder, districts: [district], states: unfinished, today },
    {
      limit: mostItems,
      offset: 0,
    },
  )
  const changed = await lastChanges(
    tx,
    object,
    items.map((item) => item.item_id),
  )
  const entries = new Map<string, Entry>()
  for (const item of items)
    if (item.due_on !== null)
      entries.set(item.source, {
        uid: uidOf(district, item.source),
        day: item.due_on,
        title: read(item.title, lang).words,
        url: `${origin}/work/${item.item_id}`,
        stamp: changed.get(item.item_id) ?? link.made_at,
        sequence: item.version - 1,
      })
  const mine = (await dutiesOf(tx, [district])).filter((duty) =>
    duty.owner_account !== null
      ? duty.owner_account === holder.account_id
      : holder.roles.some((held) => held.role === duty.owner_role && held.org_id === duty.owner_org),
  )
  const stamps = await lastChanges(
    tx,
    dutyObject,
    mine.map((duty) => duty.duty_id),
  )
  const year = yearOfDay(usualCalendar, today)
  const years = [year, year + 1]
  const bookOf = bookReader(tx, district, years)
  for (const duty of mine) {
    const { book, closes } = await bookOf(duty.org_id)
    for (const each of years.filter((one) => book.known(one)))
      for (const one of dutyYear(duty, each, book, closes).due) {
        const source = `${yearPrefix(duty, each)}${one.key}`
        // What lies behind is either in the list above or answered for.
        if (one.due <= today || entries.has(source)) continue
        entries.set(source, {
          uid: uidOf(district, source),
          day: one.due,
          title: read(duty.title, lang).words,
          url: `${origin}/work/duties/${duty.duty_id}`,
          stamp: stamps.get(duty.duty_id) ?? link.made_at,
          sequence: 0,
        })
      }
  }
  return [...entries.values()]
}
