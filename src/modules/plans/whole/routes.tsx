import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Child } from '../../../platform/web/html.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { type OpenPlan, openPlan } from '../reading.ts'
import { seesTasks } from '../access.ts'
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
import type { Extras, Hrefs } from '../pages/props.ts'
import { aboutView } from './about.ts'
import { familiesView } from './families.ts'
import { pageHref, type WholePage } from './frame.ts'
import { glossaryView } from './glossary.ts'
import { measuresView, type Wanted } from './measures.ts'
import { AboutShow } from './pages/about-show.tsx'
import { FamiliesShow } from './pages/families-show.tsx'
import { GlossaryShow } from './pages/glossary-show.tsx'
import { MeasuresShow } from './pages/measures-show.tsx'
import { RecordShow } from './pages/record-show.tsx'
import { RolloutShow } from './pages/rollout-show.tsx'
import { VoicesShow } from './pages/voices-show.tsx'
import { recordView } from './record.ts'
import { rolloutView } from './rollout.ts'
import { say } from './say.ts'
import { voicesView } from './voices.ts'

type Read = { plan: OpenPlan; extras: Extras; today: string; hrefs: Hrefs }
const none = (): Promise<Extras> => Promise.resolve({})

/** A page about a whole plan: opened, read, shown. `also`: what the page asks of other modules. */
async function whole(
  ctx: Ctx,
  page: Exclude<WholePage, 'plan'>,
  show: (read: Read) => Child,
  also: (tx: Tx, scope: Scope, plan: OpenPlan) => Promise<Extras> = none,
): Promise<Response> {
  mustRead(ctx)
  const { found, extras, today } = await ctx.inScope(async (tx, scope) => {
    const found = await openPlan(tx, scope, askedOf(ctx))
    const { plan } = found
    return plan
      ? { found, extras: await also(tx, scope, plan), today: plan.asOf ?? (await todayOf(tx, plan.row.district_id)) }
      : { found, extras: {}, today: '' }
  })
  const { plan } = found
  if (!plan) return pickPlan(ctx, found)
  const hrefs = hrefsOf(plan, ctx.who())
  const now = pageHref(hrefsOf({ ...plan, asOf: null }, ctx.who()).plan(plan.row.slug), page)
  return ctx.page({
    title: `${say(ctx.lang)(`title.${page}`)}: ${said(plan.row.title, ctx.lang).words}`,
    current,
    notices: noticesOf(plan, now, ctx.lang),
    body: show({ plan, extras, today, hrefs }),
  })
}

const names = ['role', 'who', 'group', 'office', 'kind', 'evidence', 'missing', 'of', 'page'] as const
const wantedOf = (ctx: Ctx): Wanted =>
  Object.fromEntries(names.flatMap((name) => (ctx.query(name) ? [[name, ctx.query(name)]] : [])))

const about = (ctx: Ctx) =>
  whole(ctx, 'about', ({ plan, hrefs }) => <AboutShow {...aboutView(plan.graph, ctx.lang, hrefs)} />)
const voices = (ctx: Ctx) =>
  whole(ctx, 'voices', ({ plan, hrefs }) => <VoicesShow {...voicesView(plan.graph, ctx.lang, hrefs)} />)
const families = (ctx: Ctx) =>
  whole(ctx, 'families', ({ plan, hrefs }) => <FamiliesShow {...familiesView(plan.graph, ctx.lang, hrefs)} />)
const glossary = (ctx: Ctx) =>
  whole(ctx, 'glossary', ({ plan, hrefs }) => <GlossaryShow {...glossaryView(plan.graph, ctx.lang, hrefs)} />)
const record = (ctx: Ctx) =>
  whole(ctx, 'record', ({ plan, hrefs }) => <RecordShow {...recordView(plan.graph, ctx.lang, hrefs)} />)

/** Which tasks, calls and numbers the page of measures and that of the rollout ask for: all of the plan. */
const everything = (ctx: Ctx) => (tx: Tx, scope: Scope, plan: OpenPlan) =>
  extrasOf(ctx, tx, scope, plan, { measures: plan.graph.plan.measures, tasks: null })
const tasksOnly = (ctx: Ctx) => (tx: Tx, scope: Scope, plan: OpenPlan) =>
  extrasOf(ctx, tx, scope, plan, { measures: [], tasks: null })

const measures = (ctx: Ctx) =>
  whole(
    ctx,
    'measures',
    ({ plan, hrefs, extras }) => (
      <MeasuresShow
        {...measuresView(plan.graph, wantedOf(ctx), ctx.lang, hrefs, extras)}
        values={
          plan.row.kind === 'own' && seesTasks(ctx.who(), plan.row.district_id)
            ? withFields(`/plans/${encodeURIComponent(plan.row.slug)}/values`, fieldsOf({ ...plan, asOf: null }))
            : null
        }
      />
    ),
    everything(ctx),
  )
const rollout = (ctx: Ctx) =>
  whole(
    ctx,
    'rollout',
    ({ plan, hrefs, extras, today }) => <RolloutShow {...rolloutView(plan.graph, today, ctx.lang, hrefs, extras)} />,
    tasksOnly(ctx),
  )

/** Pages about a whole plan. They stand before `/plans/:plan/:element`. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/about', access: 'signed-in', handle: about },
  { method: 'GET', path: '/plans/:plan/voices', access: 'signed-in', handle: voices },
  { method: 'GET', path: '/plans/:plan/measures', access: 'signed-in', handle: measures },
  { method: 'GET', path: '/plans/:plan/rollout', access: 'signed-in', handle: rollout },
  { method: 'GET', path: '/plans/:plan/families', access: 'signed-in', handle: families },
  { method: 'GET', path: '/plans/:plan/glossary', access: 'signed-in', handle: glossary },
  { method: 'GET', path: '/plans/:plan/record', access: 'signed-in', handle: record },
]
