import type { Tx } from '../../../platform/db/database.ts'
import { percent } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { draftPlan, graphOf } from '../editing/drafts.ts'
import { draftsOf } from '../editing/store.ts'
import type { Element } from '../file/format.ts'
import type { OpenPlan } from '../reading.ts'
import { current, hrefsOf, mustRead } from '../opening.tsx'
import { said } from '../say.ts'
import { stepOf } from '../view.ts'
import { mayReadReviews, mayWriteUnit } from './access.ts'
import { namePart, servedPlan, unitOf } from './actions.ts'
import { planHere } from './opening.ts'
import { type AlignmentProps, AlignmentShow } from './pages/alignment-show.tsx'
import { alignmentOf, isMirror, mirrorId, nameable, shareOf } from './rules.ts'
import { say } from './say.ts'

type Typed = Readonly<Record<string, string>>

const nameIn = (one: Element, lang: Ctx['lang']): string =>
  [one.code, said(one.title, lang).words].filter(Boolean).join(' ')

async function propsOf(
  ctx: Ctx,
  tx: Tx,
  plan: OpenPlan,
): Promise<Omit<AlignmentProps, 'csrf' | 'typed' | 'errors' | 'done'>> {
  const { lang } = ctx
  const { row } = plan
  const { unit } = unitOf(row)
  const words = say(lang)
  const served = await servedPlan(tx, row)
  // What is being written is shown to those who see drafts; all others see the version.
  const open = (await draftsOf(tx, row.plan_id, 50)).find((one) => one.state === 'open' || one.state === 'review')
  const draft = open ? await draftPlan(tx, open.draft_id) : null
  const graph = draft ? graphOf(draft.plan) : plan.graph
  const found = alignmentOf(graph, served.graph)
  const hrefs = hrefsOf(plan, ctx.who())
  const draftHref = draft ? `/plans/${encodeURIComponent(row.slug)}/drafts/${draft.row.draft_id}` : null
  const step = (one: Element) => ({
    ...stepOf(graph, one, lang, hrefs),
    ...(draftHref ? { href: `${draftHref}?at=${encodeURIComponent(one.id)}` } : {}),
  })
  const share = shareOf(found)
  const title = (id: string): string => {
    const part = served.graph.byId(id)
    return part ? nameIn(part, lang) : id
  }
  const aligned = new Set(graph.plan.links.filter((one) => one.kind === 'aligns').map((one) => `${one.from} ${one.to}`))
  const writes = mayWriteUnit(ctx.who(), unit) && draft?.row.state !== 'review'
  return {
    lang,
    slug: row.slug,
    plan: { title: said(row.title, lang), href: hrefs.plan(row.slug) },
    served: { title: said(served.row.title, lang), href: hrefs.plan(served.row.slug) },
    reviews: mayReadReviews(ctx.who(), unit),
    draft: draft && draftHref ? { name: words('draftN', { n: draft.row.draft_id }), href: draftHref } : null,
    share: share === null ? null : percent(share, lang),
    counts: {
      own: found.own,
      named: found.named,
      carried: found.carried,
      none: found.own - found.named - found.carried,
      served: found.priorities_served,
      priorities: found.priorities,
      unwritten: found.unwritten.length,
    },
    unaligned: found.rows.filter((one) => one.standing === 'none').map((one) => step(one.element)),
    named: found.rows
      .filter((one) => one.standing === 'named')
      .map((one) => ({
        element: one.element.id,
        title: nameIn(one.element, lang),
        level: step(one.element).level,
        serves: one.serves.map(title).join('; '),
        take: one.serves
          .filter((id) => aligned.has(`${one.element.id} ${mirrorId(id)}`))
          .map((id) => ({ element: one.element.id, part: id, label: title(id) })),
      })),
    open: found.served
      .filter((one) => one.by.length === 0)
      .map((one) => stepOf(served.graph, one.priority, lang, hrefs)),
    lost: found.lost.map((one) => said(one.title, lang)),
    reworded: found.reworded.map((one) => ({ was: said(one.mirror.title, lang), now: said(one.now.title, lang) })),
    form: writes
      ? {
          elements: graph.plan.elements
            .filter((one) => !isMirror(one))
            .map((one) => ({ value: one.id, label: nameIn(one, lang) })),
          parts: nameable(served.graph).map((one) => ({ value: one.id, label: nameIn(one, lang) })),
        }
      : null,
  }
}

const doneWords = ['begun', 'saved', 'unchanged'] as const

async function show(ctx: Ctx, typed: Typed = {}, errors: readonly FormError[] = []): Promise<Response> {
  mustRead(ctx)
  const props = await ctx.inScope(async (tx, scope) => propsOf(ctx, tx, await planHere(ctx, tx, scope)))
  return ctx.page({
    title: say(ctx.lang)('alignmentOf', { plan: props.plan.title.words }),
    current,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <AlignmentShow
        {...props}
        csrf={ctx.csrf}
        typed={typed}
        errors={errors}
        done={errors.length > 0 ? null : (doneWords.find((one) => one === ctx.query('done')) ?? null)}
      />
    ),
  })
}

async function name(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const form = await ctx.form()
  const words = say(ctx.lang)
  const { element = '', part = '' } = form
  const take = form.take === 'away' ? 'away' : 'add'
  const slug = ctx.param('plan')
  const done = await ctx.inScope(async (tx, scope) => {
    const plan = await planHere(ctx, tx, scope, form.district)
    if (element === '' || part === '') {
      // Who may not write the plan is told so, also with an empty form.
      const { unit } = unitOf(plan.row)
      return mayWriteUnit(ctx.who(), unit) ? null : namePart(tx, ctx.who(), plan.row, { element, part, take, why: '' })
    }
    return namePart(tx, ctx.who(), plan.row, { element, part, take, why: words('draftWhy') })
  })
  if (!done)
    return show(ctx, form, [
      ...(element === '' ? [{ field: 'element', message: words('e.noOwn') }] : []),
      ...(part === '' ? [{ field: 'part', message: words('e.noPart') }] : []),
    ])
  return ctx.redirect(`/plans/${encodeURIComponent(slug)}/alignment?done=${done.step ? 'saved' : 'unchanged'}`)
}

export const alignmentRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/alignment', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/plans/:plan/alignment', access: 'signed-in', handle: name },
]
