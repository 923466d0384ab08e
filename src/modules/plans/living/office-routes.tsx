import { missing } from '../../../platform/errors.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { orgByCode } from '../../people/index.ts'
import { openPlan } from '../reading.ts'
import {
  askedOf,
  current,
  extrasOf,
  fieldsOf,
  hrefsOf,
  mustRead,
  noticesOf,
  pickPlan,
  withFields,
} from '../opening.tsx'
import { said } from '../say.ts'
import { coverageShown, officeLines, officeTables, standingsOf, tasksByOffice } from './office-view.ts'
import { OfficeList, OfficeShow } from './pages/offices.tsx'
import { say } from './say.ts'
import { unitPlans } from './store.ts'

async function list(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { found, extras } = await ctx.inScope(async (tx, scope) => {
    const found = await openPlan(tx, scope, askedOf(ctx))
    return {
      found,
      extras: found.plan ? await extrasOf(ctx, tx, scope, found.plan, { measures: [], tasks: null }) : {},
    }
  })
  const { plan } = found
  if (!plan) return pickPlan(ctx, found)
  const hrefs = hrefsOf(plan, ctx.who())
  const base = `/plans/${encodeURIComponent(plan.row.slug)}/offices`
  return ctx.page({
    title: say(ctx.lang)('officesTitle'),
    current,
    width: 'wide',
    notices: noticesOf(plan, base, ctx.lang),
    body: (
      <OfficeList
        lang={ctx.lang}
        plan={{ title: said(plan.row.title, ctx.lang), href: hrefs.plan(plan.row.slug) }}
        coverage={coverageShown(plan.graph, ctx.lang, hrefs)}
        rows={officeLines(plan.graph, ctx.lang, extras).map((one) => ({
          ...one,
          href: withFields(`${base}/${encodeURIComponent(one.id)}`, fieldsOf(plan)),
        }))}
      />
    ),
  })
}

async function show(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const id = ctx.param('office')
  const { found, extras, own } = await ctx.inScope(async (tx, scope) => {
    const found = await openPlan(tx, scope, askedOf(ctx))
    const { plan } = found
    if (!plan) return { found, extras: {}, own: [] }
    const tasks = (tasksByOffice(plan.graph).get(id) ?? []).map((one) => one.id)
    const code = plan.graph.plan.offices.find((one) => one.id === id)?.orgCode ?? null
    const org = plan.row.kind === 'own' && code !== null ? await orgByCode(tx, plan.row.district_id, code) : null
    return {
      found,
      extras: await extrasOf(ctx, tx, scope, plan, { measures: [], tasks }),
      own: org && plan.row.unit_id === null ? (await unitPlans(tx)).filter((one) => one.unit_id === org.org_id) : [],
    }
  })
  const { plan } = found
  if (!plan) return pickPlan(ctx, found)
  const office = plan.graph.plan.offices.find((one) => one.id === id)
  const tasks = tasksByOffice(plan.graph).get(id)
  if (!office || !tasks)
    throw missing('plans/no-office', 'The plan has no such office with tasks.', 'Choose one from the list of offices.')
  const hrefs = hrefsOf(plan, ctx.who())
  const base = `/plans/${encodeURIComponent(plan.row.slug)}/offices`
  const name = said(office.name, ctx.lang)
  return ctx.page({
    title: name.words,
    current,
    width: 'wide',
    notices: noticesOf(plan, `${base}/${encodeURIComponent(id)}`, ctx.lang),
    body: (
      <OfficeShow
        lang={ctx.lang}
        plan={{ title: said(plan.row.title, ctx.lang), href: hrefs.plan(plan.row.slug) }}
        listHref={withFields(base, fieldsOf(plan))}
        name={name}
        standings={standingsOf(tasks, extras)}
        tables={officeTables(plan.graph, id, ctx.lang, hrefs, extras)}
        own={own.map((one) => ({
          title: said(one.title, ctx.lang),
          href: `/plans/${encodeURIComponent(one.slug)}`,
        }))}
      />
    ),
  })
}

export const officeRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/offices', access: 'signed-in', handle: list },
  { method: 'GET', path: '/plans/:plan/offices/:office', access: 'signed-in', handle: show },
]
