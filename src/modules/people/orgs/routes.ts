import { schoolYear } from '../../../platform/format.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { coveredBy, mustHoldAny, type Role, staff } from '../access.ts'
import { words } from '../say.ts'
import { SchoolListPage } from './pages/school-list.tsx'
import { TreePage } from './pages/tree.tsx'
import { todayOf } from './settings.ts'
import { districtsSeen, lineageOfDistrict, listSchools, orgsOfDistrict, orgsUnder } from './store.ts'
import { yearOf } from './store-calendar.ts'

/** Who looks after the tree: sees it with its dates. */
export const keepers: readonly Role[] = ['administrator', 'data_steward']

async function showSchools(ctx: Ctx) {
  mustHoldAny(ctx.who(), staff)
  const say = words(ctx.lang)
  const asked = {
    search: ctx.query('search')?.trim() ?? '',
    zone: ctx.query('zone') ?? '',
    closed: ctx.query('closed') !== undefined,
  }
  const found = await ctx.inScope(async (tx) => {
    const districts = await districtsSeen(tx)
    const home = districts[0]?.org_id ?? 0
    const date = await todayOf(tx, home)
    const year = await yearOf(tx, home, date)
    const ask = (search: string, zone: string, closed: boolean) =>
      listSchools(tx, { year, date, words: search, zone, closed })
    const schools = await ask(asked.search, asked.zone, asked.closed)
    const zones = (await Promise.all(districts.map((one) => orgsUnder(tx, one.org_id, date, 'zone')))).flat()
    return { districts, year, schools, zones, any: schools.length > 0 || (await ask('', '', true)).length > 0 }
  })
  const year = schoolYear(found.year)
  const only = found.districts.length === 1 ? found.districts[0] : undefined
  const lead = only ? say('schoolsLead', { district: only.name, year }) : say('schoolsLeadMany', { year })
  return ctx.page({
    title: say('schools'),
    current: '/schools',
    width: 'wide',
    body: SchoolListPage({ lang: ctx.lang, lead, schools: found.schools, zones: found.zones, asked, any: found.any }),
  })
}

async function showTree(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, keepers)
  const covered = new Set(coveredBy(visitor, keepers))
  const districts = await ctx.inScope(async (tx) => {
    const shown = []
    for (const district of await districtsSeen(tx)) {
      const orgs = await orgsOfDistrict(tx, district.org_id)
      if (orgs.some((org) => covered.has(org.org_id)))
        shown.push({ district, orgs, lineage: await lineageOfDistrict(tx, district.org_id) })
    }
    return shown
  })
  return ctx.page({
    title: words(ctx.lang)('organizations'),
    current: '/organizations',
    width: 'wide',
    body: TreePage({ lang: ctx.lang, districts }),
  })
}

/** Lists of organizations. The page of one school belongs to the indicators. */
export const orgRoutes: readonly Route[] = [
  { method: 'GET', path: '/schools', access: 'signed-in', handle: showSchools },
  { method: 'GET', path: '/organizations', access: 'signed-in', handle: showTree },
]
