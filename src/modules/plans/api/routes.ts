import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { downloadHeaders } from '../../../platform/web/headers.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { isLang } from '../../../platform/words.ts'
import { mayRead } from '../access.ts'
import { fileKinds, formats, isFormat, sendPlan } from '../exchange/formats.ts'
import { canonical } from '../file/canonical.ts'
import type { Element } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import { elementsNamed, type OpenPlan, openPlan } from '../reading.ts'
import { elementHref, inListOrder } from '../rules.ts'
import type { PlanRow } from '../schema.ts'
import { plansSeen } from '../store.ts'
import { type ApiId, apiTable, openapi } from './table.ts'

function mustRead(ctx: Ctx): void {
  if (!mayRead(ctx.who()))
    throw forbidden('plans/no-role', 'Your account has no role now.', 'Ask the administrator of your district.')
}

const cardOf = (row: PlanRow) => ({
  id: row.slug,
  district: row.district_id,
  kind: row.kind,
  current: row.current,
  state: row.state,
  title: row.title,
  organization: row.org_name,
  from: row.period_from,
  to: row.period_to,
  version: row.version,
  digest: row.digest,
  href: `/api/plans/${encodeURIComponent(row.slug)}`,
})

/** The plan that an address names. Errors: Missing; Conflict `plans/which-district`, with the districts that hold one. */
async function planAsked(ctx: Ctx, tx: Tx, scope: Scope): Promise<OpenPlan> {
  const { plan, choices } = await openPlan(tx, scope, {
    slug: ctx.param('plan'),
    district: ctx.query('district'),
    asOf: ctx.query('asof'),
  })
  if (plan) return plan
  throw conflict(
    'plans/which-district',
    'Several districts hold a plan of this name.',
    'Say which one is meant: add district= and its number to the address.',
    choices.map((row) => ({ path: `district=${row.district_id}`, message: row.org_name })),
  )
}

const countsOf = (graph: PlanGraph, below?: string) =>
  graph.counts(below).map(({ level, count }) => ({ level: level.id, count }))

async function list(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const rows = await ctx.inScope((tx) => plansSeen(tx))
  return ctx.json({ plans: inListOrder(rows).map(cardOf) })
}

async function one(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { row, version, graph, asOf } = await ctx.inScope((tx, scope) => planAsked(ctx, tx, scope))
  return ctx.json({
    ...cardOf(row),
    state: version.state,
    version: version.version,
    digest: version.digest,
    as_of: asOf,
    saved_by: version.saved_by,
    counts: countsOf(graph),
    plan: JSON.parse(canonical(graph.plan)) as unknown,
  })
}

async function element(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { row, version, graph } = await ctx.inScope((tx, scope) => planAsked(ctx, tx, scope))
  const found = elementsNamed(graph, ctx.param('element'))
  const [here, second] = found
  if (!here) throw missing('plans/no-element', 'The plan has no such part.', 'Ask for the plan and take an id from it.')
  if (second)
    throw conflict(
      'plans/which-element',
      'Several parts of the plan have this code.',
      'Ask by id.',
      found.map((each) => ({ path: each.id, message: each.title.en ?? each.title.es ?? each.id })),
    )
  const step = (each: Element) => ({
    id: each.id,
    code: each.code,
    level: each.level,
    role: graph.level(each)?.role ?? null,
    title: each.title,
    href: `/api/plans/${encodeURIComponent(row.slug)}/elements/${encodeURIComponent(each.id)}`,
  })
  const thread = graph.thread(here.id)
  return ctx.json({
    plan: row.slug,
    version: version.version,
    element: here,
    up: (thread?.up ?? []).map(step),
    also_under: (thread?.alsoUnder ?? []).map(step),
    down: graph.children(here.id).map(step),
    links: graph
      .links(here.id)
      .map((each) => ({ kind: each.kind, basis: each.basis, outgoing: each.outgoing, to: step(each.element) })),
    measures: graph.measures(here.id),
    counts: countsOf(graph, here.id),
    href: elementHref(row.slug, here.id),
  })
}

async function send(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const format = ctx.param('format')
  if (!isFormat(format))
    throw missing('plans/no-format', 'There is no such format.', 'Choose one of {formats}.', [], {
      formats: formats.join(', '),
    })
  const words = ctx.query('words')
  if (words !== undefined && !isLang(words))
    throw invalid('plans/no-language', 'There is no such language.', 'Choose en or es.')
  const { graph } = await ctx.inScope((tx, scope) => planAsked(ctx, tx, scope))
  const { plan } = graph
  const { bytes, lost } = await sendPlan(plan, format, { lang: words ?? plan.language })
  const { type, ending } = fileKinds[format]
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...downloadHeaders(`${plan.id}.${ending}`, type),
      'x-not-carried': lost.map((each) => `${each.what}=${each.of.length}`).join(', '),
    },
  })
}

const handlers: Record<ApiId, Route['handle']> = {
  listPlans: list,
  getPlan: one,
  getElement: element,
  exportPlan: send,
  getOpenapi: (ctx) => {
    mustRead(ctx)
    return ctx.json(openapi())
  },
}

/** The REST interface of plans: one route for each row of the table. */
export const apiRoutes: readonly Route[] = apiTable.map(({ path, id }) => ({
  method: 'GET',
  path,
  access: 'signed-in',
  handle: handlers[id],
}))
