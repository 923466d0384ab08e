import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid, Trouble } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { tell } from '../../../platform/troubles.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { accountName, timeZoneOf, todayOf } from '../../people/index.ts'
import { mayDecide, mayStep, mustDecide, mustStep } from '../access.ts'
import { object } from '../actions.ts'
import { draftObject } from '../editing/drafts.ts'
import { draftsOf } from '../editing/store.ts'
import { fieldsNaming } from '../naming.ts'
import { type Found, openPlan, type OpenPlan } from '../reading.ts'
import { current, fieldsOf, hrefsOf, mustRead, pickPlan, withFields } from '../opening.tsx'
import { said, saidOr } from '../say.ts'
import type { State } from '../schema.ts'
import { troubles } from '../troubles.es.ts'
import {
  adoptDraft,
  changeState,
  draftWithin,
  isOwnText,
  recordApproval,
  reopen,
  sendToReview,
  type Subject,
  subjectOf,
} from './actions.ts'
import { ApprovalsShow } from './pages/approvals-show.tsx'
import type { ApprovalsProps, SubjectView } from './pages/props.ts'
import { decidedOf, missingBefore } from './rules.ts'
import { say } from './say.ts'
import { type ApprovalRow, approvalForm } from './schema.ts'
import { approvalsOfPlan } from './store.ts'

const mostDrafts = 50
type Typed = Readonly<Record<string, string>>

/** The address of the document of a decision, where it is written as one. */
const addressIn = (document: string | null): string | null =>
  /https:\/\/[^\s<>"]+[^\s<>".,;)]/.exec(document ?? '')?.[0] ?? null

const path = (plan: OpenPlan) => `/plans/${encodeURIComponent(plan.row.slug)}/approvals`
const here = (plan: OpenPlan, draft: number | null) =>
  withFields(path(plan), { ...fieldsOf({ ...plan, asOf: null }), ...(draft === null ? {} : { draft: String(draft) }) })

async function named(
  tx: Tx,
  ids: readonly (number | null)[],
  lang: Ctx['lang'],
): Promise<(id: number | null) => string> {
  const names = new Map<number, string | null>()
  for (const id of new Set(ids)) if (id !== null) names.set(id, await accountName(tx, id))
  return (id) => (id === null ? say(lang)('system') : (names.get(id) ?? say(lang)('person', { id: String(id) })))
}

function subjectView(subject: Subject, plan: OpenPlan, ctx: Ctx): SubjectView {
  const words = say(ctx.lang)
  const { draft, row } = subject
  const slug = encodeURIComponent(row.slug)
  const fields = fieldsOf({ ...plan, asOf: null })
  return {
    draft: draft?.draft_id ?? null,
    name: draft
      ? words('draftName', { draft: String(draft.draft_id) })
      : words('planAsWhole', { version: String(row.version) }),
    why: draft ? [draft.why, words('from', { version: String(draft.base_version) })].filter(Boolean).join(', ') : '',
    state: draft ? (draft.state === 'open' ? 'open' : 'review') : row.state,
    digest: subject.digest,
    text: subject.text,
    changeHref: draft ? withFields(`/plans/${slug}/diff`, { ...fields, draft: String(draft.draft_id) }) : null,
    draftHref: draft ? `/plans/${slug}/drafts/${draft.draft_id}` : null,
    named: subject.bodies.length > 0,
    bodies: subject.approvals.bodies.map((one) => ({
      body: said(one.body, ctx.lang),
      adopts: one.adopts,
      standing: one.standing,
      on: one.decision ? shortDate(one.decision.decided_on, ctx.lang) : null,
      vote: [one.decision?.vote, quorumText(one.decision, ctx.lang)].filter(Boolean).join(', ') || null,
      document: one.decision?.document ?? null,
      print: one.decision?.digest.slice(0, 16) ?? null,
      after: one.counts
        ? []
        : missingBefore(subject.earlier(one.body), subject.approvals, '9999-12-31').map(
            (body) => said(body, ctx.lang).words,
          ),
    })),
    ready: subject.approvals.ready,
  }
}

/** How many were there, of how many it takes; null where the decision does not say. */
function quorumText(one: Pick<ApprovalRow, 'present' | 'quorum'> | null | undefined, lang: Lang): string | null {
  if (!one || one.present === null || one.quorum === null) return null
  return say(lang)(one.present < one.quorum ? 'withoutQuorum' : 'withQuorum', {
    present: String(one.present),
    quorum: String(one.quorum),
  })
}

type Shown = { found: Found; props: Omit<ApprovalsProps, 'csrf' | 'typed' | 'errors' | 'lang' | 'asks'> | null }

async function read(ctx: Ctx, tx: Tx, scope: Scope, asked: Typed): Promise<Shown> {
  const found = await openPlan(tx, scope, { slug: ctx.param('plan'), district: asked['district'] })
  const { plan } = found
  if (!plan) return { found, props: null }
  const { row } = plan
  const words = say(ctx.lang)
  const own = row.kind === 'own'
  const drafts = own
    ? (await draftsOf(tx, row.plan_id, mostDrafts)).filter((one) => one.state === 'open' || one.state === 'review')
    : []
  const whole = own && scope.inside.includes(row.district_id) && row.state !== 'archived'
  const wanted = /^\d{1,9}$/.test(asked['draft'] ?? '') ? await draftWithin(tx, row, Number(asked['draft'])) : null
  const first = drafts.find((one) => one.state === 'review') ?? drafts[0] ?? null
  const chosen = wanted ?? (asked['whole'] === 'yes' || row.state === 'draft' || row.state === 'review' ? null : first)
  const subject = chosen || whole ? await subjectOf(tx, row, chosen) : null
  const decisions = await approvalsOfPlan(tx, row.plan_id)
  const history = await historyOf(tx, object, row.plan_id)
  const ofDraft = chosen ? await historyOf(tx, draftObject, chosen.draft_id) : []
  const zone = await timeZoneOf(tx, row.district_id)
  const isOwn = subject !== null && mayDecide(ctx.who(), row) && (await isOwnText(tx, ctx.who(), row, chosen))
  const nameOf = await named(
    tx,
    [...history, ...ofDraft].map((one) => one.actor),
    ctx.lang,
  )
  const fields = fieldsOf({ ...plan, asOf: null })
  const verbs: Record<string, string> = {
    loaded: words('v_loaded'),
    amended: words('v_amended'),
    changed: words('v_changed'),
    opened: words('v_opened'),
    frozen: words('v_frozen'),
    reopened: words('v_reopened'),
    dropped: words('v_dropped'),
    adopted: words('v_adopted'),
  }
  const changeTold = (one: Recorded) => ({
    when: shortDate(dateIn(one.at, zone), ctx.lang),
    verb: verbs[one.verb] ?? one.verb,
    who: nameOf(one.actor),
    reason: one.reason,
  })
  return {
    found,
    props: {
      plan: {
        title: said(row.title, ctx.lang),
        href: hrefsOf({ ...plan, asOf: null }, ctx.who()).plan(row.slug),
        state: row.state,
        version: row.version,
      },
      action: path(plan),
      fields,
      subjects: [
        ...(whole
          ? [
              {
                name: words('planAsWhole', { version: String(row.version) }),
                href: withFields(path(plan), { ...fields, whole: 'yes' }),
                current: chosen === null,
              },
            ]
          : []),
        ...drafts.map((one) => ({
          name: [words('draftName', { draft: String(one.draft_id) }), one.why].filter(Boolean).join(': '),
          href: here(plan, one.draft_id),
          current: chosen?.draft_id === one.draft_id,
        })),
      ],
      subject: subject ? subjectView(subject, plan, ctx) : null,
      may: own && mayStep(ctx.who(), row),
      decides: own && mayDecide(ctx.who(), row) && !isOwn,
      ends: mayDecide(ctx.who(), row),
      isOwn,
      decisions: decisions.map((one) => ({
        on: shortDate(one.decided_on, ctx.lang),
        body: said(one.body, ctx.lang).words,
        outcome: words(`s_${one.outcome}`),
        about: one.draft_id
          ? words('draftName', { draft: String(one.draft_id) })
          : words('versionN', { version: String(one.version) }),
        vote: [one.vote, quorumText(one, ctx.lang)].filter(Boolean).join(', ') || words('none'),
        document: one.document ?? words('none'),
        documentHref: addressIn(one.document),
        digest: one.digest.slice(0, 16),
      })),
      told: plan.graph.plan.approvals.map((one) => ({
        body: said(one.body, ctx.lang),
        on: one.on ? shortDate(one.on, ctx.lang) : one.words,
        what: saidOr(one.what, ctx.lang),
        vote: saidOr(one.vote, ctx.lang),
        document: one.document,
      })),
      history: [
        // What happened to the draft that is looked at: sent to review, sent back and why.
        ...ofDraft.map((one) => ({
          ...changeTold(one),
          version: words('draftName', { draft: one.object_id }),
          href: null,
        })),
        ...history.map((one) => ({
          ...changeTold(one),
          version: words('versionN', { version: String(one.version) }),
          href:
            one.version > 1
              ? withFields(`/plans/${encodeURIComponent(row.slug)}/diff`, {
                  ...fields,
                  from: String(one.version - 1),
                  to: String(one.version),
                })
              : null,
        })),
      ],
    },
  }
}

/** `asks`: the form in which the name of a student seems to stand. */
async function show(
  ctx: Ctx,
  asked: Typed,
  typed: Typed = {},
  errors: readonly FormError[] = [],
  more: { asks?: string; status?: number } = {},
): Promise<Response> {
  mustRead(ctx)
  const { found, props } = await ctx.inScope((tx, scope) => read(ctx, tx, scope, asked))
  if (!props) return pickPlan(ctx, found)
  return ctx.page({
    title: say(ctx.lang)('title'),
    current,
    ...(errors.length > 0 ? { status: more.status ?? 422 } : {}),
    body: (
      <ApprovalsShow
        lang={ctx.lang}
        csrf={ctx.csrf}
        {...props}
        typed={typed}
        errors={errors}
        asks={more.asks ?? null}
      />
    ),
  })
}

async function within(tx: Tx, scope: Scope, ctx: Ctx, form: Typed): Promise<OpenPlan> {
  const { plan } = await openPlan(tx, scope, { slug: ctx.param('plan'), district: form['district'] })
  if (!plan)
    throw invalid('plans/which-district', 'More than one district has this plan.', 'Open it from the list of plans.')
  return plan
}

const draftIn = (form: Typed): number | null => (/^\d{1,9}$/.test(form['draft'] ?? '') ? Number(form['draft']) : null)

/** Errors at fields in which the name of a student seems to stand, in what is written about the plan of a school or an office. `must`: whoever may not write is told so first. */
async function naming(ctx: Ctx, form: Typed, fields: readonly string[], must: typeof mustStep): Promise<FormError[]> {
  const row = await ctx.inScope(async (tx, scope) => {
    const plan = await within(tx, scope, ctx, form)
    must(ctx.who(), plan.row)
    return plan.row
  })
  if (row.unit_id === null) return []
  const texts = fields.map((field) => [field, form[field] ?? ''] as const)
  const message = say(ctx.lang)('e_named')
  return (await fieldsNaming(ctx, row.district_id, texts, form)).map((field) => ({ field, message }))
}

async function decide(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  try {
    return await takeDecision(ctx, form)
  } catch (error) {
    // The text is another one by now, or another body comes first: the page once more, with the decision as it was typed.
    if (!(error instanceof Trouble) || !['plans/other-text', 'plans/before-earlier'].includes(error.code)) throw error
    const told = tell(error, ctx.lang, troubles)
    return show(ctx, form, form, [{ message: `${told.message} ${told.hint}` }], { status: error.status })
  }
}

async function takeDecision(ctx: Ctx, form: Typed): Promise<Response> {
  mustRead(ctx)
  const named = await naming(ctx, form, ['body_en', 'body_es', 'vote', 'document'], mustDecide)
  if (named.length > 0) return show(ctx, form, form, named, { asks: 'record' })
  const draft = draftIn(form)
  const result = await ctx.inScope(async (tx, scope): Promise<{ errors: FormError[]; back: string }> => {
    const plan = await within(tx, scope, ctx, form)
    mustDecide(ctx.who(), plan.row)
    const parsed = approvalForm.safeParse(form)
    if (!parsed.success)
      throw invalid('plans/bad-form', 'The form was not complete.', 'Open the page again and write the decision down.')
    const subject = await subjectOf(tx, plan.row, draft === null ? null : await draftWithin(tx, plan.row, draft))
    const { decided, mistakes } = decidedOf(parsed.data, subject.bodies, await todayOf(tx, plan.row.district_id))
    if (!decided)
      return {
        errors: mistakes.map(({ field, why }) => ({ field, message: say(ctx.lang)(`e_${why}`) })),
        back: '',
      }
    await recordApproval(ctx.services, tx, ctx.who(), {
      row: plan.row,
      draftId: draft,
      digest: parsed.data.digest,
      decided,
    })
    return { errors: [], back: here(plan, draft) }
  })
  return result.errors.length > 0 ? show(ctx, form, form, result.errors) : ctx.redirect(result.back)
}

const planStates: Readonly<Record<string, State>> = {
  review: 'review',
  draft: 'draft',
  adopted: 'adopted',
  archived: 'archived',
}

async function step(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const form = await ctx.form()
  const draft = draftIn(form)
  const verb = form['verb'] ?? ''
  const field = `reason_${verb}`
  const reason = (form[field] ?? '').trim().slice(0, 500)
  const named = await naming(ctx, form, [field], mustStep)
  const chosen = { ...form, ...(draft === null ? { whole: 'yes' } : {}) }
  if (named.length > 0) return show(ctx, chosen, form, named, { asks: verb })
  const back = await ctx.inScope(async (tx, scope): Promise<string | null> => {
    const plan = await within(tx, scope, ctx, form)
    const visitor = ctx.who()
    mustStep(visitor, plan.row)
    if (verb !== 'review' && reason === '') return null
    if (draft !== null && verb === 'review') await sendToReview(ctx.services, tx, visitor, plan.row, draft)
    else if (draft !== null && verb === 'reopen') await reopen(ctx.services, tx, visitor, plan.row, draft, reason)
    else if (draft !== null && verb === 'adopt') {
      await adoptDraft(ctx.services, tx, visitor, plan.row, draft, reason)
      return here(plan, null)
    } else if (draft === null && planStates[verb])
      await changeState(ctx.services, tx, visitor, plan.row, {
        to: planStates[verb],
        version: Number(form['version']),
        reason,
      })
    else throw invalid('plans/bad-step', 'There is no such step.', 'Open the page again and use its buttons.')
    return here(plan, draft)
  })
  if (back !== null) return ctx.redirect(back)
  return show(ctx, chosen, form, [{ field, message: say(ctx.lang)('needReason') }])
}

const asked = (ctx: Ctx): Typed =>
  Object.fromEntries(
    ['district', 'draft', 'whole'].flatMap((name) => {
      const value = ctx.query(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/approvals', access: 'signed-in', handle: (ctx) => show(ctx, asked(ctx)) },
  { method: 'POST', path: '/plans/:plan/approvals', access: 'signed-in', handle: decide },
  { method: 'POST', path: '/plans/:plan/approvals/step', access: 'signed-in', handle: step },
]
