import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { forbidden } from '../../platform/errors.ts'
import { ask } from '../../platform/events.ts'
import { shortDate } from '../../platform/format.ts'
import { Notice } from '../../platform/look/notice.tsx'
import type { Child } from '../../platform/web/html.ts'
import type { Ctx, Visitor } from '../../platform/web/route.ts'
import type { Lang } from '../../platform/words.ts'
import { mayRead, seesNumbers, seesTasks } from './access.ts'
import { taskStates } from './events.ts'
import type { Measure } from './file/format.ts'
import { callsOf, definitionOf, noNumbers, numberBodies, readNumbers } from './numbers.tsx'
import { PickOne } from './pages/found-list.tsx'
import type { Extras, Hrefs } from './pages/props.ts'
import type { Found, OpenPlan } from './reading.ts'
import { elementHref } from './rules.ts'
import { said, say } from './say.ts'

/** The entry of the menu that every page of plans belongs to. */
export const current = '/plans'

/** What every address within a plan keeps: which district where several use the slug, and the day whose end is shown. */
export const fieldsOf = ({ row, named, asOf }: Pick<OpenPlan, 'row' | 'named' | 'asOf'>): Record<string, string> => ({
  ...(named ? { district: String(row.district_id) } : {}),
  ...(asOf ? { asof: asOf } : {}),
})

export const withFields = (path: string, fields: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(fields).toString()
  return text ? `${path}?${text}` : path
}

export function hrefsOf(plan: Pick<OpenPlan, 'row' | 'named' | 'asOf'>, visitor: Visitor): Hrefs {
  const fields = fieldsOf(plan)
  // Who reads no numbers that are not published is led to how they are computed.
  const end = seesNumbers(visitor, plan.row.district_id) ? '' : '/method'
  return {
    list: '/plans',
    plan: (slug) => withFields(`/plans/${encodeURIComponent(slug)}`, fields),
    element: (slug, element) => withFields(elementHref(slug, element), fields),
    definition: (id) => (definitionOf(id) ? `/indicators/${id}${end}` : null),
  }
}

export function mustRead(ctx: Ctx): void {
  if (!mayRead(ctx.who()))
    throw forbidden('plans/no-role', 'Your account has no role now.', 'Ask the administrator of your district.')
}

export const askedOf = (ctx: Ctx) => ({
  slug: ctx.param('plan'),
  district: ctx.query('district'),
  asOf: ctx.query('asof'),
})

/** What other modules know about the plan, as far as this reader sees it: numbers of some measures, calls, states of tasks. Nothing of it on a past day. */
export async function extrasOf(
  ctx: Ctx,
  tx: Tx,
  scope: Scope,
  plan: OpenPlan,
  of: { measures: readonly Measure[]; tasks: readonly string[] | null },
): Promise<Extras> {
  const { row, asOf } = plan
  const visitor = ctx.who()
  const none = (why: Parameters<typeof noNumbers>[1]): Extras => ({ numbers: noNumbers(of.measures, why, ctx.lang) })
  if (row.kind === 'reference') return none('numbersOther')
  if (asOf !== null) return none('numbersToday')
  const tasks = seesTasks(visitor, row.district_id)
    ? new Map(
        Object.entries(
          await ask(ctx.services, tx, scope, taskStates, {
            district_id: row.district_id,
            plan: row.slug,
            tasks: of.tasks === null ? null : [...of.tasks],
            lang: ctx.lang,
          }),
        ),
      )
    : undefined
  if (row.unit_id !== null) return { ...none('numbersUnit'), ...(tasks ? { tasks } : {}) }
  if (!seesNumbers(visitor, row.district_id)) return { ...none('numbersPublic'), ...(tasks ? { tasks } : {}) }
  const numbers = await readNumbers(tx, scope, row, of.measures)
  return { numbers: numberBodies(numbers, ctx.lang), calls: callsOf(numbers), ...(tasks ? { tasks } : {}) }
}

export function noticesOf(plan: OpenPlan, here: string, lang: Lang): Child {
  const words = say(lang)
  return (
    <>
      {plan.row.kind === 'reference' ? (
        <Notice lang={lang} kind="info" title={words('reference')}>
          <p>{words('referenceLead')}</p>
        </Notice>
      ) : null}
      {plan.asOf !== null ? (
        <Notice
          lang={lang}
          kind="warning"
          title={words('asOfTitle', { date: shortDate(plan.asOf, lang) })}
          href={here}
          action={words('asOfNow')}
        >
          <p>{words('asOfLead', { version: String(plan.version.version) })}</p>
        </Notice>
      ) : null}
    </>
  )
}

/** Which district's plan is meant? */
export function pickPlan(ctx: Ctx, { choices }: Found): Response | Promise<Response> {
  const words = say(ctx.lang)
  const steps = choices.map((row) => ({
    id: String(row.plan_id),
    code: null,
    title: said(row.title, ctx.lang),
    level: row.org_name,
    href: withFields(ctx.url.pathname, {
      ...Object.fromEntries(ctx.url.searchParams),
      district: String(row.district_id),
    }),
  }))
  return ctx.page({
    title: words('pickTitle'),
    current,
    body: <PickOne lang={ctx.lang} lead={words('pickPlanLead')} steps={steps} />,
  })
}
