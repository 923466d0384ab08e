import { dateIn } from '../../platform/clock.ts'
import { missing } from '../../platform/errors.ts'
import { shortDate } from '../../platform/format.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import type { Lang } from '../../platform/words.ts'
import { timeZoneOf, todayOf } from '../people/index.ts'
import { seesTasks } from './access.ts'
import { crosswalksOfProgram } from './crosswalk/files.ts'
import { draftRoutes } from './editing/routes.tsx'
import { quadrantOf } from './implementing/quadrant.ts'
import { toldOf } from './implementing/told.tsx'
import { mayReadReviews } from './living/access.ts'
import { hasOffices } from './living/office-view.ts'
import { LevelDown, UnitTabs } from './living/pages/links.tsx'
import { askedOf, current, extrasOf, fieldsOf, hrefsOf, mustRead, noticesOf, pickPlan, withFields } from './opening.tsx'
import { ElementShow } from './pages/element-show.tsx'
import { FoundList, PickOne } from './pages/found-list.tsx'
import { PlanList } from './pages/plan-list.tsx'
import { PlanShow } from './pages/plan-show.tsx'
import type { PlanAround } from './pages/props.ts'
import { elementsNamed, type OpenPlan, openPlan, openRow } from './reading.ts'
import { elementHref, findMeasures, inListOrder, termsOf } from './rules.ts'
import type { PlanRow, VersionRow } from './schema.ts'
import { said, say } from './say.ts'
import { findElements, findElsewhere, plansSeen, versionsOf } from './store.ts'
import { elementView, planCard, planView, stepOf, threadView } from './view.ts'
import { elementMore } from './whole/element.ts'
import { frameOf } from './whole/frame.ts'

const mostFound = 50

async function list(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const words = say(ctx.lang)
  const cards = await ctx.inScope(async (tx) => {
    // Plans of schools and offices have a list of their own.
    const rows = inListOrder((await plansSeen(tx)).filter((row) => row.unit_id === null))
    const named = (row: PlanRow) => rows.some((one) => one.slug === row.slug && one.plan_id !== row.plan_id)
    const cards = []
    for (const row of rows) {
      const plan = await openRow(tx, row, named(row))
      const marks = row.current ? [words('current')] : row.kind === 'reference' ? [words('reference')] : []
      cards.push(planCard(plan.graph, ctx.lang, hrefsOf(plan, ctx.who()), marks, row.kind === 'reference'))
    }
    return cards
  })
  return ctx.page({
    title: words('plans'),
    current,
    body: (
      <PlanList
        lang={ctx.lang}
        plans={cards}
        units={ctx.who().scope.inside.length > 0}
        crosswalks={[...crosswalksOfProgram()].map(([id, one]) => ({
          href: `/plans/crosswalk/${id}`,
          title: said(one.title, ctx.lang).words,
        }))}
      />
    ),
  })
}

function aroundOf(
  plan: OpenPlan,
  versions: readonly VersionRow[],
  timeZone: string,
  lang: Lang,
  readsDrafts: boolean,
): PlanAround {
  const { row } = plan
  const path = `/plans/${encodeURIComponent(row.slug)}`
  const fields = fieldsOf(plan)
  const days = versions.map((version) => dateIn(version.recorded_from, timeZone))
  return {
    find: { action: `${path}/find`, fields },
    versions: {
      action: path,
      asOf: plan.asOf,
      drafts: readsDrafts && row.kind === 'own' ? withFields(`${path}/drafts`, plan.named ? fields : {}) : null,
      rows: versions.map((version, i) => {
        const from = days[i] ?? ''
        // Only the last version of a day is what the page said at its end; earlier ones of that day have no address of their own.
        const atEnd = i === 0 || days[i - 1] !== from
        return {
          version: version.version,
          from: shortDate(from, lang),
          href: atEnd ? withFields(path, { ...fields, asof: from }) : null,
          digest: version.digest.slice(0, 16),
          shown: version.version === plan.version.version,
        }
      }),
    },
  }
}

async function show(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const found = await ctx.inScope(async (tx, scope) => {
    const found = await openPlan(tx, scope, askedOf(ctx))
    if (!found.plan) return { found, extras: {}, around: null }
    const { plan } = found
    const extras = await extrasOf(ctx, tx, scope, plan, { measures: plan.graph.plan.measures, tasks: null })
    return {
      found,
      extras,
      around: aroundOf(
        plan,
        await versionsOf(tx, plan.row.plan_id),
        await timeZoneOf(tx, plan.row.district_id),
        ctx.lang,
        seesTasks(ctx.who(), plan.row.district_id),
      ),
    }
  })
  const { plan } = found.found
  if (!plan || !found.around) return pickPlan(ctx, found.found)
  const hrefs = hrefsOf(plan, ctx.who())
  const props = planView(plan.graph, plan.problems, ctx.lang, hrefs, found.extras)
  const unit = plan.row.unit_id
  return ctx.page({
    title: props.title.words,
    current,
    notices: noticesOf(plan, hrefsOf({ ...plan, asOf: null }, ctx.who()).plan(plan.row.slug), ctx.lang),
    body: (
      <>
        {unit === null ? null : (
          <UnitTabs lang={ctx.lang} slug={plan.row.slug} here="plan" reviews={mayReadReviews(ctx.who(), unit)} />
        )}
        <PlanShow
          {...props}
          around={found.around}
          frame={frameOf(plan.graph, 'plan', ctx.lang, hrefs)}
          majors={plan.graph.plan.elements
            .filter((one) => one.major)
            .map((one) => stepOf(plan.graph, one, ctx.lang, hrefs))}
        />
        <LevelDown
          lang={ctx.lang}
          slug={plan.row.slug}
          query={withFields('', fieldsOf(plan))}
          offices={hasOffices(plan.graph)}
          units={plan.row.kind === 'own' && ctx.who().scope.inside.includes(plan.row.district_id)}
        />
      </>
    ),
  })
}

async function element(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const asked = ctx.param('element')
  const { found, elements, extras, today, told } = await ctx.inScope(async (tx, scope) => {
    const found = await openPlan(tx, scope, askedOf(ctx))
    if (!found.plan) return { found, elements: [], extras: {}, today: '', told: null }
    const today = found.plan.asOf ?? (await todayOf(tx, found.plan.row.district_id))
    const { graph } = found.plan
    const all = elementsNamed(graph, asked)
    const elements = all.filter((one) => one.id === ctx.query('pick'))
    const [here, second] = elements.length === 1 ? elements : all
    if (!here)
      throw missing(
        'plans/no-element',
        'The plan has no such part.',
        'Search in the plan, or choose it from the plan on a page.',
      )
    if (second) return { found, elements: all, extras: {}, today, told: null }
    const tasks = [here, ...graph.down(here.id)].filter((one) => graph.level(one)?.role === 'task').map((one) => one.id)
    // Calls of the elements right below stand in their list, and the work of an action beside the outcome above it: their measures are read too.
    const near = new Set([here, ...graph.children(here.id), ...graph.up(here.id)].map((one) => one.id))
    const measures = graph.plan.measures.filter((measure) => measure.of.some((id) => near.has(id)))
    const { row } = found.plan
    const told = await toldOf(tx, ctx.who(), found.plan, graph.measures(here.id), ctx.lang, (measure) =>
      withFields(
        `/plans/${encodeURIComponent(row.slug)}/values/of/${encodeURIComponent(measure)}`,
        found.plan ? fieldsOf(found.plan) : {},
      ),
    )
    const extras = await extrasOf(ctx, tx, scope, found.plan, { measures, tasks })
    return {
      found,
      elements: [here],
      extras: { ...extras, numbers: new Map([...(extras.numbers ?? []), ...told.numbers]) },
      today,
      told,
    }
  })
  const { plan } = found
  if (!plan) return pickPlan(ctx, found)
  const words = say(ctx.lang)
  const hrefs = hrefsOf(plan, ctx.who())
  const [here, second] = elements
  if (second) {
    const steps = elements.map((one) => ({
      ...stepOf(plan.graph, one, ctx.lang, hrefs),
      href: withFields(elementHref(plan.row.slug, asked), { ...fieldsOf(plan), pick: one.id }),
    }))
    return ctx.page({
      title: words('pickTitle'),
      current,
      body: <PickOne lang={ctx.lang} lead={words('pickLead', { code: asked })} steps={steps} />,
    })
  }
  const props = here ? elementView(plan.graph, here.id, plan.problems, ctx.lang, hrefs, extras) : null
  if (!here || !props)
    throw missing(
      'plans/no-element',
      'The plan has no such part.',
      'Search in the plan, or choose it from the plan on a page.',
    )
  const thread = threadView(plan.graph, here.id, ctx.lang, hrefs)
  return ctx.page({
    title: [props.code, props.title.words].filter(Boolean).join(' '),
    current,
    ...(thread ? { thread } : {}),
    notices: noticesOf(plan, hrefsOf({ ...plan, asOf: null }, ctx.who()).element(plan.row.slug, asked), ctx.lang),
    body: (
      <ElementShow
        {...props}
        more={elementMore(plan.graph, here, today, ctx.lang, hrefs)}
        quadrant={quadrantOf(plan.graph, here, told?.latest ?? new Map(), extras, ctx.lang)}
      />
    ),
  })
}

async function find(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const q = (ctx.query('q') ?? '').trim().slice(0, 200)
  const asked = { code: q, terms: termsOf(q) }
  const { found, rows, total, others } = await ctx.inScope(async (tx, scope) => {
    // A search is in the plan as it is now.
    const found = await openPlan(tx, scope, { ...askedOf(ctx), asOf: undefined })
    if (!found.plan || q === '') return { found, rows: [], total: 0, others: [] }
    const { plan_id } = found.plan.row
    const elsewhere = await findElsewhere(tx, plan_id, asked)
    const all = elsewhere.size > 0 ? inListOrder(await plansSeen(tx)) : []
    return {
      found,
      ...(await findElements(tx, plan_id, { ...asked, limit: mostFound })),
      others: all.flatMap((row) => {
        const count = elsewhere.get(row.plan_id) ?? 0
        const named = all.some((one) => one.slug === row.slug && one.plan_id !== row.plan_id)
        return count > 0 ? [{ row, count, named }] : []
      }),
    }
  })
  const { plan } = found
  if (!plan) return pickPlan(ctx, found)
  const hrefs = hrefsOf(plan, ctx.who())
  // What the words mean as a code comes first, also when it is typed in another way than the plan writes it.
  const coded = q === '' ? [] : elementsNamed(plan.graph, q).slice(0, mostFound)
  const listed = new Set(rows.map((row) => row.element))
  const more = coded.filter((one) => !listed.has(one.id))
  const steps = [...more, ...rows.flatMap((row) => plan.graph.byId(row.element) ?? [])].map((one) =>
    stepOf(plan.graph, one, ctx.lang, hrefs),
  )
  const measures = findMeasures(plan.graph.plan, asked)
  const title = said(plan.row.title, ctx.lang).words
  return ctx.page({
    title: say(ctx.lang)('find'),
    current,
    body: (
      <FoundList
        lang={ctx.lang}
        plan={{ title, href: hrefs.plan(plan.row.slug) }}
        q={q}
        find={{ action: ctx.url.pathname, fields: fieldsOf(plan) }}
        steps={steps}
        total={total + more.length}
        measures={measures.slice(0, mostFound).flatMap((one) => {
          const of = one.of.flatMap((id) => plan.graph.byId(id) ?? [])[0]
          if (!of) return []
          const step = stepOf(plan.graph, of, ctx.lang, hrefs)
          return [
            {
              id: one.id,
              code: one.code,
              title: said(one.title, ctx.lang),
              level: [step.code, step.title.words].filter(Boolean).join(' '),
              href: `${step.href}#${one.id}`,
            },
          ]
        })}
        measuresTotal={measures.length}
        others={others.map(({ row, count, named }) => ({
          title: said(row.title, ctx.lang),
          district: row.org_name,
          count,
          href: withFields(`/plans/${encodeURIComponent(row.slug)}/find`, {
            q,
            ...(named ? { district: String(row.district_id) } : {}),
          }),
        }))}
      />
    ),
  })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans', access: 'signed-in', handle: list },
  { method: 'GET', path: '/plans/:plan', access: 'signed-in', handle: show },
  { method: 'GET', path: '/plans/:plan/find', access: 'signed-in', handle: find },
  ...draftRoutes,
  { method: 'GET', path: '/plans/:plan/:element', access: 'signed-in', handle: element },
]
