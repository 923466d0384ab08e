import { today } from '../../../platform/clock.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { peopleOf, todayOf } from '../../people/index.ts'
import type { Deputy, StandIn } from '../access.ts'
import { standingOf, stillTheirs } from './rules.ts'
import { partsFor } from './store.ts'

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
    const people = new Map((await peopleOf(tx, district, day)).map((one) => [one.account_id, one]))
    for (const row of rows) {
      if (row.district_id !== district || standingOf({ ...row, ended_at: null }, day) !== 'now') continue
      const giver = people.get(row.given_by)
      if (!giver || row.given_by === visitor.account_id || !stillTheirs(row, row.given_by, giver.roles)) continue
      const { owner_account, owner_role, owner_org, item_id } = row
      standsFor.push({
        giver: row.given_by,
        name: giver.name,
        until: row.last_day,
        district_id: district,
        owner_account,
        owner_role,
        owner_org,
        item_id,
      })
    }
  }
  return { ...visitor, standsFor }
}
