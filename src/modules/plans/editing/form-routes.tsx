import type { Tx } from '../../../platform/db/database.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { confirmField } from '../pages/name-check.tsx'
import type { PlanRow } from '../schema.ts'
import type { Draft } from './drafts.ts'
import { type Flat, flatElement } from './fields.ts'
import { elementLabels } from './form-view.ts'
import { flatMeasure } from './measure-fields.ts'
import { namingIn, typedOver } from './naming.ts'
import { mustEdit, noDraft } from './opening.ts'
import { GoneShow } from './pages/gone-show.tsx'
import { flatPart, isPart, partOf } from './part-fields.ts'
import { saveElement, type Saved, saveMeasure, savePart } from './saving.ts'
import { say } from './say.ts'
import { type Asked, baseOf, draftPage } from './show.tsx'

type Send = () => Response | Promise<Response>

async function savedPage(
  ctx: Ctx,
  tx: Tx,
  plan: PlanRow,
  saved: Saved,
  asked: Pick<Asked, 'at' | 'measure' | 'part'>,
): Promise<Send> {
  const { lang } = ctx
  if (saved.kind === 'saved') {
    const { row } = saved.done.draft
    const query = new URLSearchParams({
      ...(asked.measure === null ? {} : { measure: asked.measure }),
      ...(asked.at === null ? {} : { at: asked.at }),
      ...(asked.part ? { part: asked.part } : {}),
      done: saved.done.step ? 'saved' : 'unchanged',
    })
    return () => ctx.redirect(`${baseOf(plan, row.draft_id)}?${query}`)
  }
  if (saved.kind === 'gone') {
    const labels = asked.measure === null ? elementLabels(lang) : {}
    const rows = Object.entries(saved.typed).flatMap(([name, value]) => {
      const label =
        labels[name] ?? (name.startsWith('t.') || name === 'title.en' || name === 'title.es' ? name : undefined)
      return label === undefined || value === '' ? [] : [{ label, value }]
    })
    const words = say(lang)
    const back = baseOf(plan, saved.draft.row.draft_id)
    return () =>
      ctx.page({
        title: words('goneTitle'),
        current: '/plans',
        status: 409,
        body: <GoneShow lang={lang} rows={rows} back={back} />,
      })
  }
  return draftPage(ctx, tx, {
    draft: saved.draft,
    plan,
    ...asked,
    refused: saved,
    status: saved.kind === 'clash' ? 409 : 422,
  })
}

/**
 * The page that asks whether a student is meant, with everything that was typed; null where no name of one seems to stand in the form. In: where the form stands, and
 * what its fields hold in the draft. Whoever may not write is told so first.
 */
async function askedAbout(
  ctx: Ctx,
  form: Flat,
  asked: Pick<Asked, 'at' | 'measure' | 'part'>,
  flatOf: (plan: Draft['plan']) => Flat | null,
): Promise<Response | null> {
  const { plan, before } = await ctx.inScope(async (tx) => {
    const { draft, plan } = await mustEdit(ctx, tx)
    return { plan, before: flatOf(draft.plan) }
  })
  const fields = before === null ? [] : await namingIn(ctx, plan, before, form)
  if (before === null || fields.length === 0) return null
  const send = await ctx.inScope(async (tx) => {
    const found = await mustEdit(ctx, tx)
    const problems = fields.map((field) => ({ field, rule: 'name' as const }))
    const refused = { kind: 'problems' as const, draft: found.draft, problems, typed: typedOver(before, form) }
    // Sent again it is still the form of back then: what others changed meanwhile is merged or shown, never overwritten.
    const n = /^\d{1,9}$/.test(form['n'] ?? '') ? { n: Number(form['n']) } : {}
    return draftPage(ctx, tx, { ...found, ...asked, ...n, refused, status: 422 })
  })
  return send()
}

async function element(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const at = ctx.param('element')
  const ask = await askedAbout(ctx, form, { at, measure: null }, (plan) => {
    const here = plan.elements.find((one) => one.id === at)
    return here ? flatElement(plan, here) : null
  })
  if (ask) return ask
  const send = await ctx.inScope(async (tx, scope) => {
    const { draft, plan } = await mustEdit(ctx, tx)
    const saved = await saveElement(tx, scope, draft.row.draft_id, at, form)
    return savedPage(ctx, tx, plan, saved, { at, measure: null })
  })
  return send()
}

async function measure(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.param('measure')
  const ask = await askedAbout(ctx, form, { at: null, measure: id }, (plan) => {
    const here = plan.measures.find((one) => one.id === id)
    return here ? flatMeasure(plan, here) : null
  })
  if (ask) return ask
  const send = await ctx.inScope(async (tx, scope) => {
    const { draft, plan } = await mustEdit(ctx, tx)
    const saved = await saveMeasure(tx, scope, draft.row.draft_id, id, form)
    return savedPage(ctx, tx, plan, saved, { at: null, measure: id })
  })
  return send()
}

async function part(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const name = ctx.param('part')
  if (!isPart(name)) throw noDraft()
  const ask = await askedAbout(ctx, form, { at: null, measure: null, part: name }, (plan) => {
    const here = partOf(plan, name)
    return here ? flatPart(plan, here) : null
  })
  if (ask) return ask
  const send = await ctx.inScope(async (tx, scope) => {
    const { draft, plan } = await mustEdit(ctx, tx)
    const saved = await savePart(tx, scope, draft.row.draft_id, name, form)
    return savedPage(ctx, tx, plan, saved, { at: null, measure: null, part: name })
  })
  return send()
}

/** The same for the title of something new. */
export async function askedAboutTitle(ctx: Ctx, form: Flat): Promise<Response | null> {
  const what = form['do']
  if (what !== 'add' && what !== 'add-measure') return null
  const { plan } = await ctx.inScope((tx) => mustEdit(ctx, tx))
  const field = what === 'add' ? 'title' : 'measure_title'
  const texts = { [field]: form[field] ?? '', [confirmField]: form[confirmField] ?? '' }
  if ((await namingIn(ctx, plan, {}, texts)).length === 0) return null
  const send = await ctx.inScope(async (tx) =>
    draftPage(ctx, tx, {
      ...(await mustEdit(ctx, tx)),
      at: form['here'] || null,
      measure: null,
      notDone: { words: say(ctx.lang)('refused.name'), typed: form, asks: what },
      status: 422,
    }),
  )
  return send()
}

/** The forms of a draft: of an element, a measure, a list of the plan. */
export const formRoutes: readonly Route[] = [
  { method: 'POST', path: '/plans/:plan/drafts/:draft/elements/:element', access: 'signed-in', handle: element },
  { method: 'POST', path: '/plans/:plan/drafts/:draft/measures/:measure', access: 'signed-in', handle: measure },
  { method: 'POST', path: '/plans/:plan/drafts/:draft/parts/:part', access: 'signed-in', handle: part },
]
