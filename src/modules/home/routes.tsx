import { today } from '../../platform/clock.ts'
import { demoPassword } from '../../platform/demo-password.ts'
import { inScope } from '../../platform/db/scope.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { districtsSeen, everyDistrict, systemScope, todayOf, yearOf } from '../people/index.ts'
import { homeDistrict, itemsFor, savedFrom } from '../work/index.ts'
import { cardsOf } from './cards/all.ts'
import { HomeShow, NoRoles } from './pages/home-show.tsx'
import { Landing } from './pages/landing.tsx'
import { words } from './say.ts'
import { type DemoPerson, demoPeople } from './store.ts'

/** So many due items stand on the home page; the rest is one click away. */
const dueShown = 6

/** The people of the demo: of its first district. Outside the demo nobody is ever listed. */
async function peopleToTry(ctx: Ctx): Promise<DemoPerson[]> {
  const { db } = ctx.services
  const found: DemoPerson[] = []
  for (const district of await everyDistrict(db)) {
    const scope = await systemScope(db, 'demo', district.org_id)
    found.push(...(await inScope(db, scope, (tx) => demoPeople(tx, district.org_id))))
  }
  return found
}

async function landing(ctx: Ctx): Promise<Response> {
  const demo = ctx.services.config.demo
    ? { people: await peopleToTry(ctx), password: demoPassword, today: today() }
    : null
  return ctx.page({
    title: words(ctx.lang)('landingTitle'),
    width: 'text',
    body: <Landing lang={ctx.lang} csrf={ctx.csrf} demo={demo} />,
  })
}

async function home(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const props = await ctx.inScope(async (tx, scope) => {
    const districts = await districtsSeen(tx)
    const district = districts.find((one) => one.org_id === homeDistrict(visitor)) ?? districts[0]
    if (!district || visitor.roles.length === 0) return null
    const day = await todayOf(tx, district.org_id)
    const currentYear = await yearOf(tx, district.org_id, day)
    return {
      district: district.name,
      mine: await itemsFor(tx, visitor, { lang, limit: dueShown }),
      cards: await cardsOf({ tx, scope, visitor, lang, district, districts, today: day, currentYear }),
      saved: await savedFrom(tx, visitor, ctx.query('saved'), lang),
    }
  })
  return ctx.page({
    title: words(lang)('home'),
    current: '/',
    body: props ? (
      <HomeShow lang={lang} name={visitor.name} csrf={ctx.csrf} {...props} />
    ) : (
      <NoRoles lang={lang} name={visitor.name} />
    ),
  })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'open', handle: (ctx) => (ctx.visitor ? home(ctx) : landing(ctx)) },
]
