import { today } from '../../../platform/clock.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { peopleOf, todayOf } from '../../people/index.ts'
import type { Deputy, StandIn } from '../access.ts'
import { standingOf, stillTheirs } from './rules.ts'
import { type PartRow, partsFor, partsOn } from './store.ts'

type Colleague = Awaited<ReturnType<typeof peopleOf>>[number]

/** What a row opens to somebody today; null when whoever gave it has left, answers for it no longer, or is that very person. */
function opened(row: PartRow, taker: number, people: ReadonlyMap<number, Colleague>): StandIn | null {
  const giver = people.get(row.given_by)
  if (!giver || row.given_by === taker || !stillTheirs(row, row.given_by, giver.roles)) return null
  const { owner_account, owner_role, owner_org, item_id } = row
  return {
    giver: row.given_by,
    name: giver.name,
    until: row.last_day,
    district_id: row.district_id,
    owner_account,
    owner_role,
    owner_org,
    item_id,
  }
}

const byAccount = (people: readonly Colleague[]) => new Map(people.map((one) => [one.account_id, one]))

/**
 * The visitor with what they may do for others today, which `mayUpdate` and the lists of work then know. In: a transaction under the visitor's scope.
 * A delegation counts from its first to its last day in the district's time zone, and only while whoever gave it still answers for what it covers.
 * Given once already, the visitor comes back as it is. Costs one look when nothing is delegated.
 */
export async function standingIn(tx: Tx, visitor: Visitor): Promise<Deputy> {
  const known: Deputy = visitor
  if (known.standsFor) return known
  // A day more on either side: each district has its own today.
  const near = today()
  const rows = await partsFor(tx, visitor, { from: addDays(near, -1), to: addDays(near, 1) })
  const standsFor: StandIn[] = []
  for (const district of new Set(rows.map((row) => row.district_id))) {
    const day = await todayOf(tx, district)
    const people = byAccount(await peopleOf(tx, district, day))
    for (const row of rows) {
      if (row.district_id !== district || standingOf({ ...row, ended_at: null }, day) !== 'now') continue
      const part = opened(row, visitor.account_id, people)
      if (part) standsFor.push(part)
    }
  }
  return { ...visitor, standsFor }
}

/** The same for everybody of a district at once, by account. In: a scope that sees the district's work; its people of a day; that day. */
export async function standInsOf(
  tx: Tx,
  districtId: number,
  colleagues: readonly Colleague[],
  day: string,
): Promise<Map<number, StandIn[]>> {
  const people = byAccount(colleagues)
  const found = new Map<number, StandIn[]>()
  for (const row of await partsOn(tx, districtId, day))
    for (const { account_id: taker, roles } of colleagues) {
      const theirs =
        row.to_account === taker || roles.some((held) => held.role === row.to_role && held.org_id === row.to_org)
      const part = theirs ? opened(row, taker, people) : null
      if (part) found.set(taker, [...(found.get(taker) ?? []), part])
    }
  return found
}
