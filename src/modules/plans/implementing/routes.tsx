import type { Ctx, Route } from '../../../platform/web/route.ts'
import { schoolYear } from '../../../platform/format.ts'
import { yearOfDay, usualCalendar } from '../timeframes/calendar.ts'
import { current, fieldsOf, mustRead, pickPlan } from '../opening.tsx'
import { mustEnter } from './access.ts'
import { entersHere, enterValues } from './actions.ts'
import { measureAsked, openValues, savedOf } from './asking.ts'
import { gridRoutes } from './grid-routes.tsx'
import { listView } from './list-view.ts'
import { ValueList } from './pages/value-list.tsx'
import { ValueShow } from './pages/value-show.tsx'
import { say } from './say.ts'
import { fields, type Typed } from './schema.ts'
import { sheetRoutes } from './sheet-routes.tsx'
import { placeOf, type Refused, showOf } from './show.tsx'
import { entriesOf } from './store.ts'

async function list(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { lang } = ctx
  const office = ctx.query('office') ?? ''
  const { open, found, entries } = await ctx.inScope(async (tx, scope) => {
    const asked = await openValues(ctx, tx, scope)
    return { ...asked, entries: asked.open ? await entriesOf(tx, asked.open.plan.row.plan_id) : [] }
  })
  if (!open) return pickPlan(ctx, found)
  const { filling, plan } = open
  const now = yearOfDay(usualCalendar, filling.today)
  const first = Number(plan.graph.plan.period.from.slice(0, 4))
  const years = Array.from({ length: Math.max(1, now - first + 1) }, (_, i) => now - i)
  const asked = Number(ctx.query('year'))
  const year = years.includes(asked) ? asked : now
  const enters = plan.graph.plan.measures.some((m) => entersHere(ctx.who(), filling, m))
  const known = plan.graph.plan.offices.some((one) => one.id === office) ? office : ''
  const file = { year: String(year), ...(known ? { office: known } : {}) }
  const action = new URL(open.href(''), ctx.url).pathname
  return ctx.page({
    title: say(lang)('title'),
    current,
    width: 'wide',
    body: (
      <ValueList
        lang={lang}
        {...listView(filling, entries, known, lang, (id) => open.href(`/of/${encodeURIComponent(id)}`))}
        plan={placeOf(open, lang)}
        office={known}
        action={`${action}#list`}
        fields={fieldsOf(plan)}
        grid={enters ? open.href('/grid', known ? { office: known } : {}) : null}
        sheet={
          enters
            ? {
                xlsx: open.href('/sheet/xlsx', file),
                csv: open.href('/sheet/csv', file),
                send: open.href('/sheet'),
                year: String(year),
                years: years.map((one) => ({ value: String(one), label: schoolYear(one) })),
                action: `${action}#sheet`,
              }
            : null
        }
        csrf={ctx.csrf}
        saved={savedOf(ctx.query('saved'))}
      />
    ),
  })
}

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  mustRead(ctx)
  const { found, props } = await ctx.inScope(async (tx, scope) => {
    const { open, found } = await openValues(ctx, tx, scope)
    if (!open) return { found, props: null }
    return { found, props: await showOf(ctx, tx, scope, open, measureAsked(open, ctx.param('measure')), refused) }
  })
  if (!props) return pickPlan(ctx, found)
  return ctx.page({
    title: say(ctx.lang)('titleOf', { measure: props.title }),
    current,
    width: 'wide',
    status: refused ? (refused.conflict ? 409 : 422) : 200,
    body: <ValueShow {...props} />,
  })
}

/** The fields of a form of one value, as they were typed. */
const typedIn = (form: Readonly<Record<string, string>>): Typed =>
  Object.fromEntries(fields.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])))

async function save(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const typed = typedIn(await ctx.form())
  const { found, open, outcome } = await ctx.inScope(async (tx, scope) => {
    const { open, found } = await openValues(ctx, tx, scope)
    if (!open) return { found, open: null, outcome: null }
    const m = measureAsked(open, ctx.param('measure'))
    mustEnter(entersHere(ctx.who(), open.filling, m))
    const [outcome] = await enterValues(tx, ctx.who(), open.filling, [{ measure: m.id, typed }], {
      via: 'form',
      save: 'all',
    })
    return { found, open, outcome: outcome ?? null }
  })
  if (!open || !outcome) return pickPlan(ctx, found)
  if (outcome.kind === 'problems') return show(ctx, { typed, problems: outcome.problems, conflict: null })
  if (outcome.kind === 'conflict') return show(ctx, { typed, problems: [], conflict: outcome.now })
  return ctx.redirect(
    open.href(`/of/${encodeURIComponent(ctx.param('measure'))}`, { for: typed.period ?? '', saved: 'yes' }),
  )
}

/** Values that offices enter for the measures of a plan. They stand before `/plans/:plan/:element`. */
export const implementingRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/values', access: 'signed-in', handle: list },
  ...gridRoutes,
  ...sheetRoutes,
  { method: 'GET', path: '/plans/:plan/values/of/:measure', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/plans/:plan/values/of/:measure', access: 'signed-in', handle: save },
]
