import type { Tx } from '../../platform/db/database.ts'
import { digestOf } from './editions/canonical.ts'
import type { PublicCalendar } from './packet/schema.ts'
import { newestCalendars } from './packet/store-calendar.ts'
import { publicPlan } from './plan-page/collect.ts'
import type { PublicPlan } from './plan-page/schema.ts'

/** What stands beside the editions at a district's public address: the plan by audience, and the reporting calendars that were published, newest year first. */
export type Beside = { plan: PublicPlan | null; calendars: readonly PublicCalendar[] }

export async function besideOf(tx: Tx, districtId: number): Promise<Beside> {
  return { plan: await publicPlan(tx, districtId), calendars: await newestCalendars(tx, districtId) }
}

/** Tells whether the pages that lie there are of this. */
export const besideDigest = (beside: Beside): string => digestOf(beside)
