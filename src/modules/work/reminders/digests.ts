import { now } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { sendWaiting, type SentCounts } from '../../../platform/mail/send.ts'
import { givenUp, putMail, refusing, sweepMail } from '../../../platform/mail/store.ts'
import { type Seal, sealOf } from '../../../platform/seal.ts'
import { orgById, pathOf, peopleOf, reachOf, systemScope, timeZoneOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { standInsOf } from '../delegation/reading.ts'
import type { DayBook } from '../duties/days.ts'
import { bookReader } from '../duties/actions.ts'
import { inEveryDistrict } from '../every-district.ts'
import { unfinished } from '../schema.ts'
import { listItems } from '../store.ts'
import { choiceHeld, ruleOf } from './actions.ts'
import { digestLetter } from './digest-letter.ts'
import { linkDays, linkToken } from './links.ts'
import {
  type Digest,
  digestsOf,
  isEmpty,
  isQuiet,
  isTime,
  type Somebody,
  uselessAfter,
  wallAt,
  weekOf,
} from './rules.ts'
import { type Choice, leads, type LinkVerb, type Rule } from './schema.ts'
import { choicesOf, lastDays, sweepDays, takeDay } from './store.ts'

/** What reminders need of the running process. */
export type Means = { db: Db; home: string; config: Config }

const dayMs = 86_400_000
/** After so many refusals in so many days an account is left alone. */
const givesUp = { refusals: 3, days: 30 }
/** How long codes and times of ended mails stay. */
const keptDays = 60
const mostItems = 20_000

/** Where an address of the product begins. */
export const originOf = (config: Config): string => config.url ?? `http://${config.host}:${config.port}`

/** The open days of a district around a day. */
export async function bookOfDistrict(tx: Tx, districtId: number, day: string): Promise<DayBook> {
  const year = yearOfDay(usualCalendar, day)
  return (await bookReader(tx, districtId, [year - 1, year, year + 1])(districtId)).book
}

/** What each person of a district would be told on a day, what was delegated to them included. In: a transaction that sees the district's work. */
export async function digestsNow(
  tx: Tx,
  districtId: number,
  today: string,
  rule: Rule,
  book: DayBook,
): Promise<Map<number, Digest>> {
  const colleagues = await peopleOf(tx, districtId, today)
  const lent = await standInsOf(tx, districtId, colleagues, today)
  const people = colleagues.map(
    ({ account_id, roles }): Somebody => ({ account_id, roles, standsFor: lent.get(account_id) }),
  )
  const filter = { districts: [districtId], states: unfinished, today }
  const items = await listItems(tx, filter, { limit: mostItems, offset: 0 })
  const ways = new Map<number, number[]>()
  for (const org of new Set(items.map((item) => item.owner_org ?? item.org_id)))
    ways.set(org, (await pathOf(tx, org)).map((one) => one.org_id).toReversed())
  return digestsOf(items, people, { today, rule, book, up: (org) => ways.get(org) ?? [org], order: leads })
}

const keyOf = (day: string, account: number): string => `digest/${day}/${account}`

type Addressee = { account_id: number; email: string; choice: Choice; digest: Digest | null }

/** Who is to be looked after at an instant, and with what. */
async function addressees(
  tx: Tx,
  districtId: number,
  at: Date,
  zone: string,
  rule: Rule,
): Promise<{ today: string; list: Addressee[] }> {
  const { day: today } = wallAt(at, zone)
  const book = await bookOfDistrict(tx, districtId, today)
  const people = await peopleOf(tx, districtId, today)
  const reach = await reachOf(
    tx,
    people.map((one) => one.account_id),
  )
  const choices = new Map((await choicesOf(tx, districtId)).map((one) => [one.account_id, one]))
  const last = await lastDays(tx, districtId, weekOf(today))
  const since = new Date(at.getTime() - givesUp.days * dayMs)
  const left = new Set(await refusing(tx, districtId, since, givesUp.refusals))
  const lost = new Set(await givenUp(tx, districtId, new Date(at.getTime() - 8 * dayMs)))
  // A day whose mail never left does not count: without this a weekly mail would be missing for a whole week.
  const lastOf = (account: number): string | null => {
    const day = last.get(account) ?? null
    return day !== null && day < today && lost.has(keyOf(day, account)) ? null : day
  }
  const open = (day: string) => book.open(day, rule.days)
  const list: Addressee[] = []
  for (const { account_id } of people) {
    const to = reach.get(account_id)
    if (!to || left.has(account_id)) continue
    const choice = choiceHeld(choices.get(account_id), rule, to.lang)
    if (isTime(at, zone, rule, choice, open, lastOf(account_id)))
      list.push({ account_id, email: to.email, choice, digest: null })
  }
  if (list.length === 0) return { today, list }
  const digests = await digestsNow(tx, districtId, today, rule, book)
  return { today, list: list.map((one) => ({ ...one, digest: digests.get(one.account_id) ?? null })) }
}

/**
 * Promises the mails that are due in a district at an instant: one transaction a person takes the person's day and writes the mail, so that a kill in between leaves
 * neither, and nobody gets two. Somebody for whom there is nothing gets none that day. In: what the process has; the district; the instant. Out: how many were promised.
 */
export async function makeDigests(means: Means, districtId: number, at: Date): Promise<number> {
  const { db, config } = means
  const { mail } = config
  if (mail === null) return 0
  const scope = await systemScope(db, 'reminders', districtId)
  const { zone, rule, district, today, list } = await inScope(db, scope, async (tx) => {
    const place = { zone: await timeZoneOf(tx, districtId), rule: (await ruleOf(tx, districtId)).rule }
    return {
      ...place,
      district: (await orgById(tx, districtId))?.name ?? '',
      ...(await addressees(tx, districtId, at, place.zone, place.rule)),
    }
  })
  let made = 0
  const until = uselessAfter(at, zone, rule)
  const seal = sealOf(means)
  for (const { account_id, email, choice, digest } of list) {
    const said = digest !== null && !isEmpty(digest)
    const letter = said
      ? digestLetter(digest, {
          lang: choice.lang,
          today,
          district,
          says: rule.says,
          ...addressesFor(seal, originOf(config), { account: account_id, district: districtId }, at),
        })
      : null
    await inScope(db, scope, async (tx) => {
      if (!(await takeDay(tx, { account_id, district_id: districtId, day: today, mailed: said })) || !letter) return
      await putMail(tx, mail.domain, {
        district_id: districtId,
        account_id,
        key: keyOf(today, account_id),
        lang: choice.lang,
        recipient: email,
        subject: letter.subject,
        plain: letter.plain,
        html: letter.html,
        unsubscribe: letter.stop,
        made_at: at,
        until,
      })
      made += 1
    })
  }
  return made
}

function addressesFor(seal: Seal, origin: string, who: { account: number; district: number }, at: Date) {
  const until = new Date(at.getTime() + linkDays * dayMs)
  const link = (item: number, verb: LinkVerb) =>
    `${origin}/work/by-mail/${linkToken(seal, { ...who, item, verb, until })}`
  const choose = `${origin}/work/reminders?district=${who.district}`
  return { link, at: (path: string) => `${origin}${path}`, choose, stop: link(0, 'stop') }
}

/** All districts: makes what is due, then sends what waits, except in quiet hours. Safe twice, also by several workers at once. */
export async function runReminders(means: Means, clock: () => Date = now): Promise<SentCounts & { made: number }> {
  const all = { made: 0, sent: 0, later: 0, refused: 0, failed: 0 }
  const { mail } = means.config
  if (mail === null) return all
  await inEveryDistrict(means.db, 'mail', async (scope, district) => {
    const at = clock()
    all.made += await makeDigests(means, district, at)
    const quiet = await inScope(means.db, scope, async (tx) => {
      await sweepMail(tx, new Date(at.getTime() - keptDays * dayMs))
      const { day, hour } = wallAt(at, await timeZoneOf(tx, district))
      await sweepDays(tx, district, addDays(day, -keptDays))
      return isQuiet(hour, (await ruleOf(tx, district)).rule.quiet)
    })
    if (quiet) return
    const sent = await sendWaiting(means.db, scope, mail, clock)
    for (const name of ['sent', 'later', 'refused', 'failed'] as const) all[name] += sent[name]
  })
  return all
}
