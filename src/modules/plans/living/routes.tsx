import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { schoolYear as yearName } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { type Org, orgsUnder, timeZoneOf, todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../timeframes/calendar.ts'
import { mayLoad, mustReadDrafts } from '../access.ts'
import { currentPlan } from '../reading.ts'
import { current } from '../opening.tsx'
import { said } from '../say.ts'
import type { PlanRow } from '../schema.ts'
import { mayBegin, mayReadReviews, mayReviewSomewhere, mustBeginSomewhere } from './access.ts'
import { alignmentRoutes } from './alignment-routes.tsx'
import { beginUnitPlan } from './actions.ts'
import { countsNow } from './counting.ts'
import { officeRoutes } from './office-routes.tsx'
import { type UnitLine, UnitList } from './pages/unit-list.tsx'
import { UnitNew } from './pages/unit-new.tsx'
import { reviewRoutes } from './review-routes.tsx'
import { prioritiesOf, shareOf } from './rules.ts'
import { say, type WordKey } from './say.ts'
import type { UnitRow } from './schema.ts'
import { standingOfUnits, unitPlans } from './store.ts'
import { quarterRoutes } from './quarter-routes.tsx'
import { timesRoutes } from './times-routes.tsx'

/** How a unit's plan stands, in words: its state, and whether a change of it waits for decisions. */
function stateOf(row: PlanRow, standing: UnitRow | undefined, lang: Ctx['lang']): string {
  const words = say(lang)
  const waits = standing?.in_review ?? false
  if (row.state === 'draft' && waits) return words('state.review')
  const state = words(`state.${row.state}` as WordKey)
  return waits && row.state === 'adopted' ? `${state}, ${words('changeWaits')}` : state
}

/** Schools and offices of the districts that the visitor takes part in, open today. */
async function unitsSeen(ctx: Ctx, tx: Tx): Promise<Org[]> {
  const out: Org[] = []
  for (const district of ctx.who().scope.inside)
    out.push(
      ...(await orgsUnder(tx, district, await todayOf(tx, district))).filter(
        (one) => one.kind === 'school' || one.kind === 'office',
      ),
    )
  return out
}

async function list(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const words = say(lang)
  mustReadDrafts(visitor, visitor.scope.inside[0] ?? 0)
  const props = await ctx.inScope(async (tx, scope) => {
    const plans = await unitPlans(tx)
    const standing = new Map((await standingOfUnits(tx)).map((one) => [one.plan_id, one]))
    const counts = await countsNow(tx, plans)
    const zones = new Map<number, string>()
    for (const id of new Set(plans.map((one) => one.district_id))) zones.set(id, await timeZoneOf(tx, id))
    const rows = plans.map((row): UnitLine => {
      const base = `/plans/${encodeURIComponent(row.slug)}`
      const title = read(row.title, lang)
      const found = standing.get(row.plan_id)
      const count = counts.get(row.plan_id)
      const reads = row.unit_id !== null && mayReadReviews(visitor, row.unit_id)
      return {
        title: title.words,
        titleLang: title.lang === lang ? null : title.lang,
        href: base,
        district: row.org_name,
        state: stateOf(row, found, lang),
        share: count ? shareOf(count) : null,
        counts: count ? words('ofOwn', { serve: count.named + count.carried, own: count.own }) : '',
        alignmentHref: `${base}/alignment`,
        open: reads ? (found?.open ?? 0) : null,
        reviewsHref: reads ? `${base}/reviews` : null,
        last: dateIn(found?.last ?? row.saved_at, zones.get(row.district_id) ?? 'America/New_York'),
        next: reads ? (found?.next ?? null) : null,
      }
    })
    const units = await unitsSeen(ctx, tx)
    const schools = units.filter((one) => one.kind === 'school' && scope.orgs.includes(one.org_id))
    const district = scope.inside[0]
    const today = district === undefined ? null : await todayOf(tx, district)
    const year = today === null ? null : yearOfDay(usualCalendar, today)
    const planned = new Set(
      plans
        .filter((one) => today !== null && one.period_from <= today && one.period_to >= today)
        .map((one) => one.unit_id),
    )
    return {
      rows,
      covered:
        schools.length > 0 && year !== null
          ? words('covered', {
              have: schools.filter((one) => planned.has(one.org_id)).length,
              all: schools.length,
              year: yearName(year),
            })
          : null,
      begin: units.some((one) => mayBegin(visitor, one.org_id)) ? '/plans/units/new' : null,
      times: scope.inside.some((id) => mayLoad(visitor, id)) ? '/plans/units/times' : null,
    }
  })
  return ctx.page({
    title: words('units'),
    current,
    width: 'wide',
    body: <UnitList lang={lang} {...props} quarter={mayReviewSomewhere(visitor) ? '/plans/units/quarter' : null} />,
  })
}

async function form(ctx: Ctx, typed: Readonly<Record<string, string>> = {}, errors: FormError[] = []) {
  const visitor = ctx.who()
  mustBeginSomewhere(visitor)
  const { lang } = ctx
  const props = await ctx.inScope(async (tx) => {
    const units = (await unitsSeen(ctx, tx)).filter((one) => mayBegin(visitor, one.org_id))
    const district = units[0]?.district_id ?? visitor.scope.inside[0] ?? 0
    const served = await currentPlan(tx, district)
    const year = yearOfDay(usualCalendar, await todayOf(tx, district))
    return {
      units: units.map((one) => ({ value: String(one.org_id), label: one.name })),
      years: [year, year + 1].map((one) => ({ value: String(one), label: yearName(one) })),
      served: served
        ? {
            title: said(served.graph.plan.title, lang),
            parts: prioritiesOf(served.graph).map((one) => ({ code: one.code, title: said(one.title, lang) })),
          }
        : null,
    }
  })
  return ctx.page({
    title: say(lang)('newTitle'),
    current,
    status: errors.length > 0 ? 422 : 200,
    body: <UnitNew lang={lang} csrf={ctx.csrf} typed={typed} errors={errors} {...props} />,
  })
}

async function begin(ctx: Ctx): Promise<Response> {
  const typed = await ctx.form()
  const unit = /^\d{1,9}$/.test(typed.unit ?? '') ? Number(typed.unit) : null
  const year = /^20\d\d$/.test(typed.year ?? '') ? Number(typed.year) : null
  const words = say(ctx.lang)
  if (unit === null || year === null)
    return form(ctx, typed, [
      ...(unit === null ? [{ field: 'unit', message: words('e.noUnit') }] : []),
      ...(year === null ? [{ field: 'year', message: words('e.noYear') }] : []),
    ])
  const slug = await ctx.inScope(
    async (tx) => (await beginUnitPlan(ctx.services, tx, ctx.who(), { unitId: unit, year })).slug,
  )
  return ctx.redirect(`/plans/${encodeURIComponent(slug)}/alignment?done=begun`)
}

/** Plans of schools and offices. They stand before `/plans/:plan` and `/plans/:plan/:element`. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans/units', access: 'signed-in', handle: list },
  { method: 'GET', path: '/plans/units/new', access: 'signed-in', handle: (ctx) => form(ctx) },
  { method: 'POST', path: '/plans/units', access: 'signed-in', handle: begin },
  ...timesRoutes,
  ...quarterRoutes,
  ...alignmentRoutes,
  ...reviewRoutes,
  ...officeRoutes,
]
