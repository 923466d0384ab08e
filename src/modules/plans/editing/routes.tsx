import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { missing, Trouble } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { timeZoneOf } from '../../people/index.ts'
import { mayWrite, mustReadDrafts, mustWrite } from '../access.ts'
import { tellTurn } from '../living/telling.ts'
import type { PlanRow } from '../schema.ts'
import { plansNamed } from '../store.ts'
import { allLevels, levelAt, renumberOp } from './build.ts'
import { changesOf, draftPlan, dropDraft, openDraft } from './drafts.ts'
import { askedAboutTitle, formRoutes } from './form-routes.tsx'
import { actorsOf } from './log.ts'
import { namingIn } from './naming.ts'
import { draftNamed, mustEdit } from './opening.ts'
import { nameIn } from './outline.ts'
import { DraftList } from './pages/draft-list.tsx'
import { RenumberShow } from './pages/renumber-show.tsx'
import { renewDraft } from './renew.ts'
import { say, type WordKey } from './say.ts'
import { baseOf, draftPage, placeOf } from './show.tsx'
import { takeStep } from './steps.ts'
import { draftsOf } from './store.ts'

const mostDrafts = 100
// As many as stay in memory: of the others, and of those that are done with, the list says the steps.
const mostCounted = 8
const mostCodes = 100

const noPlan = () => missing('plans/no-plan', 'There is no such plan.', 'Choose one from the list of plans.')

/** The plan that an address means: the district's own one before others of the same name. */
async function planNamed(ctx: Ctx, tx: Tx, scope: Scope): Promise<PlanRow> {
  const all = await plansNamed(tx, ctx.param('plan'))
  const district = ctx.query('district')
  const wanted = district === undefined ? all : all.filter((row) => String(row.district_id) === district)
  const row = wanted.find((one) => one.kind === 'own' && scope.inside.includes(one.district_id)) ?? wanted[0]
  if (!row) throw noPlan()
  mustReadDrafts(ctx.who(), row.district_id)
  return row
}

/** In: what somebody typed to begin a draft, where the name of a student seems to stand in it; null: nothing was sent. */
async function list(ctx: Ctx, asked: string | null = null): Promise<Response> {
  const { lang } = ctx
  const words = say(lang)
  const props = await ctx.inScope(async (tx, scope) => {
    const plan = await planNamed(ctx, tx, scope)
    const drafts = await draftsOf(tx, plan.plan_id, mostDrafts)
    const changes = new Map<number, number>()
    const alive = drafts.filter((one) => one.state === 'open' || one.state === 'review').slice(0, mostCounted)
    for (const one of alive) changes.set(one.draft_id, one.ops > 0 ? changesOf(await draftPlan(tx, one.draft_id)) : 0)
    const changed = (one: (typeof drafts)[number]): string => {
      const count = changes.get(one.draft_id)
      return count === undefined ? words('stepsTaken', { count: one.ops }) : words('changes', { count })
    }
    const names = await actorsOf(
      tx,
      drafts.map((one) => one.made_by),
      lang,
    )
    const zone = await timeZoneOf(tx, plan.district_id)
    const path = `/plans/${encodeURIComponent(plan.slug)}`
    return {
      plan: { title: read(plan.title, lang).words, href: path, version: plan.version },
      rows: drafts.map((one) => ({
        name: words('draftN', { n: one.draft_id }),
        why: one.why,
        state: words(`state.${one.state}`),
        steps: changed(one),
        by: names.get(one.made_by) ?? words('somebody'),
        on: shortDate(dateIn(one.made_at, zone), lang),
        href: baseOf(plan, one.draft_id),
      })),
      begin: plan.kind === 'own' && mayWrite(ctx.who(), plan) ? `${path}/drafts` : null,
    }
  })
  return ctx.page({
    title: words('draftsOf', { plan: props.plan.title }),
    current: '/plans',
    ...(asked === null ? {} : { status: 422 }),
    body: (
      <DraftList
        lang={lang}
        csrf={ctx.csrf}
        {...props}
        typed={asked ?? ''}
        asks={asked !== null}
        done={ctx.query('done') === 'dropped' ? words('dropped') : null}
      />
    ),
  })
}

async function open(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const named = await ctx.inScope(async (tx, scope) => {
    const plan = await planNamed(ctx, tx, scope)
    mustWrite(ctx.who(), plan)
    return plan
  })
  if ((await namingIn(ctx, named, {}, form)).length > 0) return list(ctx, form['why'] ?? '')
  const to = await ctx.inScope(async (tx, scope) => {
    const plan = await planNamed(ctx, tx, scope)
    mustWrite(ctx.who(), plan)
    const why = (form['why'] ?? '').trim().slice(0, 500)
    // The same form twice is one draft: nobody has written in it yet.
    const there = (await draftsOf(tx, plan.plan_id, mostDrafts)).find(
      (one) =>
        one.state === 'open' &&
        one.ops === 0 &&
        one.why === why &&
        one.made_by === scope.actor &&
        one.base_version === plan.version,
    )
    return baseOf(plan, there?.draft_id ?? (await openDraft(tx, scope, plan, why)))
  })
  return ctx.redirect(to)
}

async function show(ctx: Ctx): Promise<Response> {
  const send = await ctx.inScope(async (tx) =>
    draftPage(ctx, tx, {
      ...(await draftNamed(ctx, tx)),
      at: ctx.query('at') ?? null,
      measure: ctx.query('measure') ?? null,
      part: ctx.query('part') ?? null,
    }),
  )
  return send()
}

/** Reasons that stand beside the form that was sent; any other trouble is the usual page of trouble. */
const beside = [
  'no-such-level',
  'below-itself',
  'not-empty',
  'nothing-to-undo',
  'changed-since',
  'other-state',
  'bad-value',
  'nobody',
  'empty-title',
  'codes-changed',
] as const

async function steps(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const ask = await askedAboutTitle(ctx, form)
  if (ask) return ask
  try {
    const to = await ctx.inScope(async (tx, scope) => {
      const { draft, plan } = await mustEdit(ctx, tx)
      if (form['do'] === 'renew') {
        const { draftId, left } = await renewDraft(tx, scope, draft.row.draft_id)
        await tellTurn(ctx.services, tx, scope, plan)
        return `${baseOf(plan, draftId)}?${new URLSearchParams({ done: 'renewed', left: String(left.length) })}`
      }
      const {
        said,
        at,
        measure: to,
      } = await takeStep(tx, scope, draft.row.draft_id, { n: ctx.query('n') ?? '', ...form })
      const page = /^[1-9]\d{0,5}$/.test(form['page'] ?? '') ? form['page'] : undefined
      const query = new URLSearchParams({
        ...(to ? { measure: to } : {}),
        ...(at ? { at } : {}),
        done: said,
        ...(page ? { page } : {}),
      })
      return `${baseOf(plan, draft.row.draft_id)}?${query}`
    })
    return ctx.redirect(to)
  } catch (error) {
    const code = error instanceof Trouble ? beside.find((one) => error.code === `plans/${one}`) : undefined
    if (!code || !(error instanceof Trouble)) throw error
    const words = say(ctx.lang)(`refused.${code}` as WordKey)
    if (form['do'] === 'renumber')
      return renumber(ctx, { level: form['level'] ?? null, at: form['here'] || null }, words, error.status)
    const send = await ctx.inScope(async (tx) =>
      draftPage(ctx, tx, {
        ...(await draftNamed(ctx, tx)),
        at: form['here'] || null,
        measure: form['measure'] ?? null,
        notDone: { words, typed: form },
        status: error.status,
      }),
    )
    return send()
  }
}

async function renumber(
  ctx: Ctx,
  asked: { level: string | null; at: string | null },
  refused: string | null = null,
  status = 200,
): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope(async (tx) => {
    const { draft, plan } = await draftNamed(ctx, tx)
    const levels = draft.plan.grammar.levels.filter((one) => one.numbering && one.numbering.style !== 'none')
    const known = asked.level === allLevels || levels.some((one) => one.id === asked.level)
    const here = draft.plan.elements.find((one) => one.id === asked.at) ?? null
    const level = (known ? asked.level : levelAt(draft.plan, here)) ?? allLevels
    const op = renumberOp(draft.plan, level === allLevels ? undefined : new Set([level]))
    const elements = op?.kind === 'renumber' ? op.elements : []
    const given = new Set(elements.map((one) => one.code.after))
    const base = baseOf(plan, draft.row.draft_id)
    const byId = new Map(draft.plan.elements.map((one) => [one.id, one]))
    return {
      action: `${base}/steps`,
      back: placeOf(base)(here?.id ?? null),
      taken: elements.filter((one) => one.code.before !== null && given.has(one.code.before)).length,
      filter: {
        action: `${base}/renumber`,
        level,
        at: here?.id ?? '',
        levels: levels.map((one) => ({ value: one.id, label: read(one.plural, lang).words })),
      },
      n: draft.row.ops,
      total: elements.length,
      rows: elements.slice(0, mostCodes).map((one) => {
        const found = byId.get(one.id)
        return {
          from: one.code.before ?? say(lang)('newCode'),
          to: one.code.after ?? '',
          title: found ? nameIn({ ...found, code: null }, lang) : one.id,
        }
      }),
      mayEdit: draft.row.state === 'open' && mayWrite(ctx.who(), plan),
    }
  })
  return ctx.page({
    title: say(lang)('renumberTitle'),
    current: '/plans',
    status,
    body: <RenumberShow lang={lang} csrf={ctx.csrf} {...props} refused={refused} />,
  })
}

async function drop(ctx: Ctx): Promise<Response> {
  await ctx.form()
  const to = await ctx.inScope(async (tx, scope) => {
    const { draft, plan } = await mustEdit(ctx, tx)
    await dropDraft(tx, scope, draft.row.draft_id)
    await tellTurn(ctx.services, tx, scope, plan)
    return `/plans/${encodeURIComponent(plan.slug)}/drafts?done=dropped`
  })
  return ctx.redirect(to)
}

/** Where plans are drafted. They stand before `/plans/:plan/:element`. */
export const draftRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/drafts', access: 'signed-in', handle: (ctx) => list(ctx) },
  { method: 'POST', path: '/plans/:plan/drafts', access: 'signed-in', handle: open },
  { method: 'GET', path: '/plans/:plan/drafts/:draft', access: 'signed-in', handle: show },
  {
    method: 'GET',
    path: '/plans/:plan/drafts/:draft/renumber',
    access: 'signed-in',
    handle: (ctx) => renumber(ctx, { level: ctx.query('level') ?? null, at: ctx.query('at') ?? null }),
  },
  { method: 'POST', path: '/plans/:plan/drafts/:draft/steps', access: 'signed-in', handle: steps },
  { method: 'POST', path: '/plans/:plan/drafts/:draft/drop', access: 'signed-in', handle: drop },
  ...formRoutes,
]
