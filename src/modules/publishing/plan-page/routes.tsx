import type { Tx } from '../../../platform/db/database.ts'
import type { FormError, Option } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { currentPlan } from '../../plans/index.ts'
import { mayDraft, maySee, mustDraft, mustSee } from '../access.ts'
import { formErrors, nameErrors } from '../board/forms.ts'
import { districtFor, historyLines } from '../board/reading.ts'
import { textOf } from '../schema.ts'
import { publicEdition } from '../store.ts'
import { addLine, changeLine, lineObject } from './actions.ts'
import { partsOfPlan, publicPlan } from './collect.ts'
import { PlanLineShow, PlanLines } from './pages/plan-lines.tsx'
import { planFile } from './pages/plan-public.tsx'
import { words } from './say.ts'
import { lineForm, type PlanLineRow } from './schema.ts'
import { lineById, linesOfPlan } from './store.ts'

/** The parts of the district's plan to choose from, and the lines about it. */
async function partsOf(tx: Tx, district: number, lang: Lang): Promise<{ parts: Option[]; lines: PlanLineRow[] }> {
  const plan = await currentPlan(tx, district)
  if (!plan) return { parts: [], lines: [] }
  return {
    parts: partsOfPlan(plan.graph).map((one) => ({
      value: one.id,
      label: [one.code ?? '', read(one.title, lang).words].filter(Boolean).join(' '),
    })),
    lines: await linesOfPlan(tx, district, plan.row.slug),
  }
}

async function list(ctx: Ctx, district: number, errors: readonly FormError[] = []): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const data = await ctx.inScope(async (tx) => {
    const adopted = (await publicPlan(tx, district)) !== null
    const stands = await publicEdition(tx, district)
    return {
      adopted,
      ...(await partsOf(tx, district, lang)),
      publicHref: adopted && stands ? `/public/${stands.slug}/${lang}/${planFile(null)}` : null,
    }
  })
  return ctx.page({
    title: words(lang)('linesTitle'),
    current: '/publish',
    width: 'wide',
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: (
      <PlanLines
        lang={lang}
        csrf={ctx.csrf}
        district={district}
        {...data}
        mayKeep={mayDraft(visitor, district)}
        saved={ctx.query('saved') === 'yes'}
        typed={errors.length > 0 ? ctx.typed() : {}}
        errors={errors}
      />
    ),
  })
}

const messages = (lang: Lang) => ({
  element: words(lang)('needsElement'),
  words_en: words(lang)('needsWords'),
  words_es: words(lang)('needsWords'),
})
const typedTexts = (form: { words_en: string; words_es: string }) =>
  [
    ['words_en', form.words_en],
    ['words_es', form.words_es],
  ] as const

async function add(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = districtFor(visitor, form.district, mayDraft)
  const parsed = lineForm.safeParse(form)
  if (!parsed.success)
    return list(ctx, district, formErrors(parsed.error, messages(ctx.lang), words(ctx.lang)('needsWords')))
  const { element, audience, kind, words_en, words_es } = parsed.data
  const named = await nameErrors(ctx, district, typedTexts(parsed.data))
  if (named.length > 0) return list(ctx, district, named)
  await ctx.inScope((tx) =>
    addLine(tx, visitor, district, { element, audience, kind, words: textOf(words_en, words_es), listed: true }),
  )
  return ctx.redirect('/publish/plan?saved=yes')
}

async function show(
  ctx: Ctx,
  errors: readonly FormError[] = [],
  conflict: PlanLineRow | null = null,
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const data = await ctx.inScope(async (tx) => {
    const line = await lineById(tx, ctx.id('id'))
    mustSee(visitor, line.district_id)
    return {
      line,
      parts: (await partsOf(tx, line.district_id, lang)).parts,
      history: await historyLines(tx, line.district_id, lineObject, line.plan_line_id, lang),
    }
  })
  const { line } = data
  return ctx.page({
    title: read(line.words, lang).words,
    current: '/publish',
    status: errors.length > 0 ? 422 : conflict ? 409 : 200,
    body: (
      <PlanLineShow
        lang={lang}
        csrf={ctx.csrf}
        {...data}
        mayKeep={mayDraft(visitor, line.district_id)}
        typed={
          errors.length > 0 || conflict
            ? ctx.typed()
            : {
                element: line.element,
                audience: line.audience,
                kind: line.kind,
                words_en: line.words.en ?? '',
                words_es: line.words.es ?? '',
              }
        }
        errors={errors}
        conflict={conflict ? read(conflict.words, lang).words : null}
      />
    ),
  })
}

async function change(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const { district_id } = await ctx.inScope((tx) => lineById(tx, ctx.id('id')))
  mustDraft(ctx.who(), district_id)
  const parsed = lineForm.safeParse(form)
  if (!parsed.success) return show(ctx, formErrors(parsed.error, messages(ctx.lang), words(ctx.lang)('needsWords')))
  const { version, element, audience, kind, words_en, words_es, listed } = parsed.data
  const named = await nameErrors(ctx, district_id, typedTexts(parsed.data))
  if (named.length > 0) return show(ctx, named)
  const outcome = await ctx.inScope((tx) =>
    changeLine(tx, ctx.who(), ctx.id('id'), version, {
      element,
      audience,
      kind,
      words: textOf(words_en, words_es),
      listed: listed === 'yes',
    }),
  )
  return outcome.kind === 'conflict' ? show(ctx, [], outcome.row) : ctx.redirect('/publish/plan?saved=yes')
}

async function listed(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const outcome = await ctx.inScope((tx) =>
    changeLine(tx, ctx.who(), ctx.id('id'), Number(form.version ?? 0), { listed: form.listed !== 'no' }),
  )
  return ctx.redirect(
    outcome.kind === 'conflict' ? `/publish/plan/lines/${outcome.row.plan_line_id}` : '/publish/plan?saved=yes',
  )
}

/** The lines of the public plan. */
export const planPageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/publish/plan',
    access: 'signed-in',
    handle: (ctx) => list(ctx, districtFor(ctx.who(), ctx.query('district'), maySee)),
  },
  { method: 'POST', path: '/publish/plan/lines', access: 'signed-in', handle: add },
  { method: 'GET', path: '/publish/plan/lines/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/publish/plan/lines/:id', access: 'signed-in', handle: change },
  { method: 'POST', path: '/publish/plan/lines/:id/listed', access: 'signed-in', handle: listed },
]
