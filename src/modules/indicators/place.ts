import { missing } from '../../platform/errors.ts'
import type { Ctx } from '../../platform/web/route.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { districtsSeen, type Org, orgById, todayOf, yearOf } from '../people/index.ts'
import { mustSeeNumbers, seesNumbers } from './access.ts'

/** The page that an address asks for, from 1. */
export const pageOf = (ctx: Ctx): number => Math.max(1, Math.min(1000, Math.trunc(Number(ctx.query('page') ?? 1)) || 1))

/** An organization that a page is about, with its district, day and school year. */
export type Place = { org: Org; district: Org; currentYear: number; day: string }

/** The organization that is asked for, or the widest one of the visitor's roles; with its district and running school year. */
export async function placeAt(tx: Tx, ctx: Ctx, scope: Scope): Promise<Place> {
  const text = ctx.query('org') ?? ''
  const asked = /^\d{1,9}$/.test(text) ? Number(text) : 0
  const wanted =
    asked > 0
      ? asked
      : (scope.districts.find((id) => seesNumbers(ctx.who(), id)) ??
        scope.districts[0] ??
        (await districtsSeen(tx))[0]?.org_id ??
        0)
  const place = await placeOf(tx, wanted)
  mustSeeNumbers(ctx.who(), place.district.org_id)
  return place
}

/** An organization with its district, day and school year. Errors: Missing `indicators/no-organization`. */
export async function placeOf(tx: Tx, orgId: number): Promise<Place> {
  const org = orgId > 0 ? await orgById(tx, orgId) : null
  const district = org?.district_id === org?.org_id ? org : org?.district_id ? await orgById(tx, org.district_id) : null
  if (!org || !district)
    throw missing(
      'indicators/no-organization',
      'There is no such organization.',
      'Choose one from the list of schools.',
    )
  const day = await todayOf(tx, district.org_id)
  return { org, district, day, currentYear: await yearOf(tx, district.org_id, day) }
}
