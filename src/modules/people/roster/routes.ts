import type { Ctx, Route } from '../../../platform/web/route.ts'
import { orgsAmong } from '../orgs/store.ts'
import { chooseGrants, followNow, manageRoster } from './choose.ts'
import { type RosterDistrict, RosterAccessPage } from './pages/roster-access.tsx'
import { chosen } from './roles.ts'
import { words } from './say.ts'
import { countStaffRoles, grantsOf, staffNames } from './store-access.ts'

const at = '/people/roster'

/** So many people who got nothing are named. */
const named = 200

async function show(ctx: Ctx, done: { made: number; given: number; ended: number } | null = null) {
  const visitor = ctx.who()
  const ids = await ctx.inScope((tx) => manageRoster(tx, visitor))
  const hindered = new Map(
    await Promise.all(
      ids.map(async (id) => [id, (await followNow(ctx.services.db, id, true)).hindered.slice(0, named)] as const),
    ),
  )
  const districts = await ctx.inScope(async (tx) => {
    await manageRoster(tx, visitor)
    const found: RosterDistrict[] = []
    for (const org of await orgsAmong(tx, ids)) {
      const these = hindered.get(org.org_id) ?? []
      const names = await staffNames(
        tx,
        org.org_id,
        these.map((one) => one.staff_id),
      )
      found.push({
        district_id: org.org_id,
        name: org.name,
        counts: await countStaffRoles(tx, org.org_id),
        chosen: chosen(await grantsOf(tx, org.org_id)),
        hindered: these.flatMap((one) => {
          const person = names.get(one.staff_id)
          return person ? [{ ...one, ...person }] : []
        }),
      })
    }
    return found
  })
  return ctx.page({
    title: words(ctx.lang)('title'),
    current: '/people',
    body: RosterAccessPage({ lang: ctx.lang, csrf: ctx.csrf, districts, done }),
  })
}

async function save(ctx: Ctx) {
  const form = await ctx.form()
  const districtId = /^\d{1,9}$/.test(form.district ?? '') ? Number(form.district) : 0
  const typed = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (name.startsWith('role.') ? [[name.slice(5), value]] : [])),
  )
  await ctx.inScope((tx, scope) => chooseGrants(tx, scope, ctx.who(), districtId, typed))
  const given = await followNow(ctx.services.db, districtId)
  return show(ctx, { made: given.accounts_made, given: given.roles_given, ended: given.roles_ended })
}

/** Which roles follow from a roster, for administrators of a whole district. */
export const rosterRoutes: readonly Route[] = [
  { method: 'GET', path: at, access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: at, access: 'signed-in', handle: save },
]
