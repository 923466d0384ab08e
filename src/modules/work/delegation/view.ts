import type { Tx } from '../../../platform/db/database.ts'
import { dateIn } from '../../../platform/clock.ts'
import { addDays } from '../../../platform/dates.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { accountName, orgById, peopleOf, roleName, timeZoneOf, todayOf } from '../../people/index.ts'
import { nearDate } from '../view.ts'
import { unfinished } from '../schema.ts'
import { listItems } from '../store.ts'
import { delegationObject, mayEnd } from './actions.ts'
import { standingOf } from './rules.ts'
import { words } from './say.ts'
import { type Delegation, mostItems } from './schema.ts'
import { delegationsOf } from './store.ts'

/** A delegation as a line of the page. */
export type DelegationLine = {
  id: number
  who: string
  days: string
  covers: string
  reason: string
  standing: string
  /** the day on which it was given */
  given: string | null
  /** who ended it early, in words */
  endedBy: string | null
  mayEnd: boolean
}
export type Choice = { value: string; label: string; hint?: string | undefined }
export type DelegationView = {
  mine: readonly DelegationLine[]
  toMe: readonly DelegationLine[]
  others: readonly DelegationLine[]
  what: readonly Choice[]
  items: readonly Choice[]
  to: readonly Choice[]
  today: string
}

/** Days for which a delegation that is over still stands on the page. */
const remembered = 30

/** Everything of the page: what was delegated by me, to me, and by others; and what the form offers. In: a transaction under the visitor's scope. */
export async function delegationView(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  lang: Lang,
): Promise<DelegationView> {
  const say = words(lang)
  const today = await todayOf(tx, districtId)
  const zone = await timeZoneOf(tx, districtId)
  const people = await peopleOf(tx, districtId, today)
  const nameOf = async (account: number) =>
    people.find((one) => one.account_id === account)?.name ?? (await accountName(tx, account)) ?? say('somebody')
  const atOffice = async (role: string, org: number) =>
    say('roleAt', { role: roleName(role, lang), org: (await orgById(tx, org))?.name ?? '' })

  const line = async (one: Delegation & { whole: number; items: number }): Promise<DelegationLine> => {
    const to =
      one.to_account !== null ? await nameOf(one.to_account) : await atOffice(one.to_role ?? '', one.to_org ?? 0)
    const standing = standingOf(one, today)
    const changes = await historyOf(tx, delegationObject, one.delegation_id)
    const given = changes.find((each) => each.verb === 'given')
    const ender = changes.find((each) => each.verb === 'ended')?.actor ?? null
    const day = {
      ahead: one.first_day,
      now: one.last_day,
      over: one.last_day,
      ended: one.ended_at ? dateIn(one.ended_at, zone) : one.last_day,
    }[standing]
    return {
      id: one.delegation_id,
      who: say('line', { from: await nameOf(one.given_by), to }),
      days: say('span', { first: nearDate(one.first_day, today, lang), last: shortDate(one.last_day, lang) }),
      covers: one.items > 0 ? say('covers', { items: one.items }) : say(one.whole > 0 ? 'covers.all' : 'covers.role'),
      reason: one.reason,
      standing: say(`standing.${standing}`, { date: nearDate(day, today, lang) }),
      given: given ? say('givenOn', { date: shortDate(dateIn(given.at, zone), lang) }) : null,
      endedBy: standing === 'ended' && ender !== null ? say('endedBy', { who: await nameOf(ender) }) : null,
      mayEnd: (standing === 'now' || standing === 'ahead') && mayEnd(visitor, one),
    }
  }
  const all = await delegationsOf(tx, [districtId], today, addDays(today, -remembered))
  const given = all.filter((one) => one.given_by === visitor.account_id)
  const got = all.filter(
    (one) =>
      one.to_account === visitor.account_id ||
      visitor.roles.some((held) => held.role === one.to_role && held.org_id === one.to_org),
  )
  const rest = all.filter((one) => !given.includes(one) && !got.includes(one) && standingOf(one, today) === 'now')
  const lines = async (some: typeof all) => {
    const out: DelegationLine[] = []
    for (const one of some) out.push(await line(one))
    return out
  }

  const what: Choice[] = [{ value: 'all', label: say('what.all') }]
  for (const held of visitor.roles)
    if (held.district_id === districtId && held.role !== 'family')
      what.push({
        value: `${held.role}@${held.org_id}`,
        label: say('what.role', {
          role: roleName(held.role, lang),
          org: (await orgById(tx, held.org_id))?.name ?? '',
        }),
      })
  what.push({ value: 'items', label: say('what.items') })
  // Only what is really one's own: without what was delegated to the visitor.
  const owner = { account_id: visitor.account_id, roles: visitor.roles }
  const filter = { owner, districts: [districtId], states: unfinished, today }
  const items = await listItems(tx, filter, { limit: mostItems, offset: 0 })
  const roles = new Map<string, string>()
  for (const one of people)
    for (const held of one.roles)
      roles.set(`${held.role}@${held.org_id}`, say('toRole', { role: roleName(held.role, lang), org: held.org }))
  return {
    mine: await lines(given),
    toMe: await lines(got),
    others: await lines(rest),
    what,
    items: items.map((item) => ({
      value: String(item.item_id),
      label: read(item.title, lang).words,
      ...(item.due_on ? { hint: nearDate(item.due_on, today, lang) } : {}),
    })),
    to: [
      ...people
        .filter((one) => one.account_id !== visitor.account_id)
        .map((one) => ({ value: `account:${one.account_id}`, label: one.name })),
      ...[...roles]
        .filter(([value]) => !visitor.roles.some((held) => `${held.role}@${held.org_id}` === value))
        .map(([value, label]) => ({ value, label }))
        .toSorted((a, b) => a.label.localeCompare(b.label, lang)),
    ],
    today,
  }
}
