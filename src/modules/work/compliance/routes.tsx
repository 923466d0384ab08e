import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read, type Text } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { tellingFor } from '../artefacts/reading.ts'
import { officesFor, orgNames, ownerWords } from '../documents/reading.ts'
import { leadingDistrict } from '../keeping/district.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { mayKeepPolicy, mustEnterPolicies, mustReadPolicy } from './access.ts'
import { editPolicy, enterPolicy, saveObligation, undoPolicy } from './actions.ts'
import { changed, errorsOf, noticeOf, type Refused } from './forms.ts'
import { keptRoutes } from './kept-routes.tsx'
import { type EntryTyped, PolicyNew, PolicyShow } from './pages/policy.tsx'
import { Register } from './pages/register.tsx'
import { registerOf, standingsOf } from './reading.ts'
import { words } from './say.ts'
import { type Obligation, obligationForm, type Policy, policyForm, type PolicyKind } from './schema.ts'
import { policyById, policyKeeper } from './store.ts'

const entryIn = (form: Readonly<Record<string, string>>): EntryTyped => ({
  code: form.code ?? '',
  kind: form.kind ?? 'policy',
  title: form.title ?? '',
  source: form.source ?? '',
  adopted_on: form.adopted_on ?? '',
  review_by: form.review_by ?? '',
  owner: form.owner ?? '',
  ended: form.ended === 'yes',
})
const entryOf = (policy: Policy, lang: Ctx['lang']): EntryTyped => ({
  code: policy.code,
  kind: policy.kind,
  title: read(policy.title, lang).words,
  source: policy.source,
  adopted_on: policy.adopted_on ?? '',
  review_by: policy.review_by ?? '',
  owner: `${policy.owner_role}@${policy.owner_org}`,
  ended: policy.ended,
})

async function list(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const asked = ctx.query('school')
  const school = asked !== undefined && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined
  const props = await ctx.inScope((tx) => registerOf(tx, ctx.who(), { school, lang }))
  return ctx.page({
    title: words(lang)('compliance'),
    current: '/work',
    body: <Register lang={lang} {...props} school={props.here ? (school ?? null) : null} />,
  })
}

async function newPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const district = leadingDistrict(visitor)
  mustEnterPolicies(visitor, district)
  const owners = await ctx.inScope((tx) => officesFor(tx, visitor, district, lang))
  return ctx.page({
    title: words(lang)('newTitle'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <PolicyNew
        lang={lang}
        action="/work/compliance"
        version={0}
        fresh={true}
        owners={owners}
        typed={entryIn(refused ? ctx.typed() : {})}
        now={{}}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function make(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const typed = policyForm.parse(await ctx.form())
  const district = leadingDistrict(visitor)
  mustEnterPolicies(visitor, district)
  const outcome = await ctx.inScope(async (tx) => {
    const owners = new Set((await officesFor(tx, visitor, district, lang)).map((one) => one.value))
    return enterPolicy(tx, visitor, district, typed, owners, lang)
  })
  if (outcome.kind === 'problems') return newPage(ctx, errorsOf(ctx, outcome.problems))
  const same = outcome.kind === 'saved' && outcome.same
  return ctx.redirect(`/work/compliance/${outcome.row.policy_id}?saved=${same ? 'same' : 'yes'}`)
}

async function show(ctx: Ctx, refused: (Refused & { of: 'entry' | 'obligation' }) | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const form = refused ? ctx.typed() : {}
  const props = await ctx.inScope(async (tx) => {
    const policy = await policyById(tx, ctx.id('id'))
    mustReadPolicy(visitor, policy)
    const today = await todayOf(tx, policy.district_id)
    const keeps = mayKeepPolicy(visitor, policy)
    const changes = await historyOf(tx, policyKeeper.object, policy.policy_id)
    const telling = await tellingFor(
      tx,
      policy.district_id,
      [],
      lang,
      changes.map((one) => one.actor),
    )
    const title = read(policy.title, lang)
    const is = entryOf(policy, lang)
    const typed = refused?.of === 'entry' ? entryIn(form) : is
    const owner = await ownerWords(orgNames(tx), policy, lang)
    const shown = (name: keyof EntryTyped): string =>
      name === 'kind'
        ? say(`kind.${policy.kind}`)
        : name === 'owner'
          ? owner
          : name === 'ended'
            ? say(policy.ended ? 'yes' : 'no')
            : name === 'adopted_on' || name === 'review_by'
              ? policy[name]
                ? shortDate(policy[name], lang)
                : say('nothing')
              : String(is[name]) || say('nothing')
    const now =
      refused?.of === 'entry' && refused.status === 409
        ? Object.fromEntries(
            (['code', 'kind', 'title', 'source', 'adopted_on', 'review_by', 'owner', 'ended'] as const)
              .filter((name) => typed[name] !== is[name])
              .map((name) => [name, shown(name)]),
          )
        : {}
    const owners = keeps ? await officesFor(tx, visitor, policy.district_id, lang) : []
    return {
      id: policy.policy_id,
      version: policy.version,
      code: policy.code,
      title,
      facts: [
        { label: say('kind'), value: say(`kind.${policy.kind}`) },
        { label: say('owner'), value: owner },
        ...(policy.source ? [{ label: say('source'), value: policy.source }] : []),
        ...(policy.adopted_on ? [{ label: say('adopted'), value: shortDate(policy.adopted_on, lang) }] : []),
        ...(policy.review_by
          ? [
              {
                label: say('review'),
                value: shortDate(policy.review_by, lang),
                ...(policy.review_by < today ? { note: say('overdue') } : {}),
              },
            ]
          : []),
        ...(policy.ended ? [{ label: say('state'), value: say('ended') }] : []),
      ],
      standings: await standingsOf(tx, policy.district_id, [policy], today),
      entry: keeps
        ? {
            action: `/work/compliance/${policy.policy_id}`,
            version: goesOnFrom(refused?.of === 'entry' ? refused : null, form, policy.version),
            fresh: false,
            owners: owners.some((one) => one.value === is.owner)
              ? owners
              : [...owners, { value: is.owner, label: owner }],
            typed,
            now,
          }
        : null,
      obligations: {
        options: policy.obligations.map((one) => ({ value: one.key, label: read(one.title, lang).words })),
        typed:
          refused?.of === 'obligation'
            ? { key: form.key ?? '', title: form.obligation ?? '', each: form.each ?? '', gone: form.gone === 'yes' }
            : { key: '', title: '', each: '', gone: false },
        version: goesOnFrom(refused?.of === 'obligation' ? refused : null, form, policy.version),
      },
      history: historyLines(changes, telling, {
        verb: (verb) => say(`verb.${verb === 'entered' || verb === 'undone' ? verb : 'changed'}`),
        field: (field) =>
          field === 'owner_role' || field === 'owner_org'
            ? null
            : say(`field.${field as Exclude<keyof EntryTyped, 'owner'> | 'obligations'}`),
        value: (field, value) =>
          field === 'title'
            ? read(value as Text, lang).words
            : field === 'kind'
              ? say(`kind.${value as PolicyKind}`)
              : field === 'ended'
                ? say(value === true ? 'yes' : 'no')
                : field === 'obligations'
                  ? (value as Obligation[])
                      .filter((one) => !one.ended)
                      .map((one) => read(one.title, lang).words)
                      .join('; ') || say('nothing')
                  : field === 'adopted_on' || field === 'review_by'
                    ? shortDate(String(value), lang)
                    : String(value),
      }),
    }
  })
  return ctx.page({
    title: props.code,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [{ label: say('compliance'), href: '/work/compliance' }],
      here: { label: props.code, note: props.title.words },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <PolicyShow
        lang={lang}
        {...props}
        notice={noticeOf(ctx, refused)}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function edit(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const typed = policyForm.parse(await ctx.form())
  const id = ctx.id('id')
  const outcome = await ctx.inScope(async (tx) => {
    const { district_id } = await policyById(tx, id)
    const owners = new Set((await officesFor(tx, visitor, district_id, lang)).map((one) => one.value))
    return editPolicy(tx, visitor, id, typed, owners, lang)
  })
  if (outcome.kind === 'problems') return show(ctx, { ...errorsOf(ctx, outcome.problems), of: 'entry' })
  if (outcome.kind === 'conflict') return show(ctx, { ...changed(ctx), of: 'entry' })
  return ctx.redirect(`/work/compliance/${id}?saved=yes`)
}

async function obligation(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const form = await ctx.form()
  const typed = obligationForm.parse({ ...form, title: form.obligation, ended: form.gone })
  const id = ctx.id('id')
  const outcome = await ctx.inScope((tx) => saveObligation(tx, ctx.who(), id, typed, lang))
  if (outcome.kind === 'problems')
    return show(ctx, { ...errorsOf(ctx, outcome.problems, { title: 'obligation' }), of: 'obligation' })
  if (outcome.kind === 'conflict') return show(ctx, { ...changed(ctx), of: 'obligation' })
  return ctx.redirect(`/work/compliance/${id}?saved=${outcome.same ? 'same' : 'yes'}`)
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope((tx) => undoPolicy(tx, ctx.who(), id, version))
  return ctx.redirect(`/work/compliance/${id}?saved=yes`)
}

/** The register of policies. Stands before the pages of items, whose address takes a number. */
export const complianceRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/compliance', access: 'signed-in', handle: list },
  { method: 'POST', path: '/work/compliance', access: 'signed-in', handle: make },
  { method: 'GET', path: '/work/compliance/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  { method: 'GET', path: '/work/compliance/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/compliance/:id', access: 'signed-in', handle: edit },
  { method: 'POST', path: '/work/compliance/:id/obligation', access: 'signed-in', handle: obligation },
  { method: 'POST', path: '/work/compliance/:id/undo', access: 'signed-in', handle: undo },
  ...keptRoutes,
]
