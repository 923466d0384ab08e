import { dateIn } from '../../../platform/clock.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { tellingFor } from '../artefacts/reading.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { mayAssess, maySignCompliance } from './access.ts'
import { assess, obligationAt, signCompliance, undoSignature } from './actions.ts'
import { changed, errorsOf, noticeOf, type Refused } from './forms.ts'
import { KeptPage } from './pages/kept.tsx'
import { complianceOf, sameWords } from './rules.ts'
import { words } from './say.ts'
import { assessForm } from './schema.ts'
import { namedBy, showingOptions, shownOf } from './showing.ts'
import { complianceKeeper } from './store.ts'

const placeOf = (ctx: Ctx) => ({ id: ctx.id('id'), key: ctx.param('key'), org: ctx.id('org') })
const pageOf = (at: { id: number; key: string; org: number }) => `/work/compliance/${at.id}/${at.key}/${at.org}`

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const at = placeOf(ctx)
  const props = await ctx.inScope(async (tx) => {
    const { policy, obligation, row, org } = await obligationAt(tx, visitor, at)
    const { district_id } = policy
    const today = await todayOf(tx, district_id)
    const shown = row?.shown_by
      ? ((await shownOf(tx, district_id, [row.shown_by], today)).get(row.shown_by) ?? null)
      : null
    const changes = row ? await historyOf(tx, complianceKeeper.object, row.compliance_id) : []
    const people = [...changes.map((one) => one.actor), row?.assessed_by ?? null, row?.signed_by ?? null]
    const telling = await tellingFor(tx, district_id, [], lang, people)
    const person = (account: number | null, on: Date | null) =>
      account === null || on === null
        ? null
        : say('personOn', {
            who: telling.names.accounts.get(account) ?? say('nothing'),
            day: shortDate(dateIn(on, telling.zone), lang),
          })
    const named = new Map<string, { words: string; href: string | null }>()
    const texts = [row?.shown_by, ...changes.flatMap((one) => [one.was.shown_by, one.became.shown_by])]
    for (const text of texts)
      if (typeof text === 'string' && !named.has(text)) named.set(text, await namedBy(tx, visitor, district_id, text))
    const by = row?.shown_by ? named.get(row.shown_by) : undefined
    const reworded = row !== null && row.assessed_by !== null && !sameWords(row, obligation)
    const newer = row !== null && shown !== null && row.seen !== shown.seen
    const over = row?.until !== null && row?.until !== undefined && row.until < today
    const form = refused ? ctx.typed() : {}
    const now: Record<string, string> = {}
    if (refused?.status === 409 && row) {
      if (form.shown_by !== row.shown_by) now.shown_by = by?.words ?? say('nothing')
      if (form.until !== row.until) now.until = row.until ? shortDate(row.until, lang) : say('nothing')
      if (form.note !== row.note) now.note = row.note || say('nothing')
    }
    const may = mayAssess(visitor, policy, at.org)
    const waits = row !== null && row.assessed_by !== null && row.signed_by === null
    return {
      version: row?.version ?? 0,
      title: read(obligation.title, lang),
      org: org.name,
      policy: { code: policy.code, id: policy.policy_id },
      facts: [
        {
          label: say('state'),
          value: say(`state.${complianceOf(row, obligation, shown, today)}`),
          ...(reworded ? { note: say(row.words === null ? 'wordsNotKept' : 'reworded') } : {}),
        },
        ...(reworded && row.words ? [{ label: say('wordsThen'), value: read(row.words, lang).words }] : []),
        {
          label: say('shownBy'),
          value: by === undefined ? say('nothing') : by.href ? <a href={by.href}>{by.words}</a> : by.words,
          ...(newer ? { note: say('newer') } : {}),
        },
        ...(row?.until
          ? [{ label: say('until'), value: shortDate(row.until, lang), ...(over ? { note: say('over') } : {}) }]
          : []),
        ...(row?.assessed_by ? [{ label: say('assessed'), value: person(row.assessed_by, row.assessed_at) }] : []),
        ...(row?.assessed_by
          ? [{ label: say('signed'), value: person(row.signed_by, row.signed_at) ?? say('notSigned') }]
          : []),
        ...(row?.note ? [{ label: say('field.note'), value: row.note }] : []),
      ],
      assess: may
        ? {
            version: goesOnFrom(refused, form, row?.version ?? 0),
            options: await showingOptions(tx, visitor, district_id, row?.shown_by ?? null),
            typed: {
              shown_by: form.shown_by ?? row?.shown_by ?? '',
              until: form.until ?? row?.until ?? '',
              note: form.note ?? row?.note ?? '',
            },
            now,
          }
        : null,
      sign:
        row !== null && !reworded && maySignCompliance(visitor, at.org, row)
          ? ('may' as const)
          : waits && row.assessed_by === visitor.account_id
            ? ('own' as const)
            : ('no' as const),
      undo: may && row?.signed_by === visitor.account_id,
      history: historyLines(changes, telling, {
        verb: (verb) =>
          say(
            `verb.${(['entered', 'assessed', 'signed', 'undone'] as const).find((one) => one === verb) ?? 'changed'}`,
          ),
        field: (field) =>
          field === 'shown_by' || field === 'note' || field === 'until' ? say(`field.${field}`) : null,
        value: (field, value) =>
          field === 'until'
            ? shortDate(String(value), lang)
            : field === 'shown_by'
              ? (named.get(String(value))?.words ?? say('gone'))
              : String(value),
        undo: ['signed'],
      }),
    }
  })
  return ctx.page({
    title: props.title.words,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [
        { label: say('compliance'), href: '/work/compliance' },
        { label: props.policy.code, href: `/work/compliance/${props.policy.id}` },
      ],
      here: { label: props.title.words, note: props.org },
      down: props.history.length > 0 ? [{ label: say('history'), href: '#history' }] : [],
    },
    body: (
      <KeptPage
        lang={lang}
        {...props}
        page={pageOf(at)}
        notice={noticeOf(ctx, refused)}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function look(ctx: Ctx): Promise<Response> {
  const typed = assessForm.parse(await ctx.form())
  const at = placeOf(ctx)
  const outcome = await ctx.inScope((tx) => assess(tx, ctx.who(), at, typed))
  if (outcome.kind === 'problems') return show(ctx, errorsOf(ctx, outcome.problems))
  if (outcome.kind === 'conflict') return show(ctx, changed(ctx))
  return ctx.redirect(`${pageOf(at)}?saved=${outcome.same ? 'same' : 'yes'}`)
}

const versionOf = async (ctx: Ctx): Promise<number> => {
  const form = await ctx.form()
  return /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
}

async function sign(ctx: Ctx): Promise<Response> {
  const version = await versionOf(ctx)
  const at = placeOf(ctx)
  await ctx.inScope((tx) => signCompliance(tx, ctx.who(), at, version))
  return ctx.redirect(`${pageOf(at)}?saved=yes`)
}

async function undo(ctx: Ctx): Promise<Response> {
  const version = await versionOf(ctx)
  const at = placeOf(ctx)
  await ctx.inScope((tx) => undoSignature(tx, ctx.who(), at, version))
  return ctx.redirect(`${pageOf(at)}?saved=yes`)
}

/** One obligation at one organization. */
export const keptRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/compliance/:id/:key/:org', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/compliance/:id/:key/:org', access: 'signed-in', handle: look },
  { method: 'POST', path: '/work/compliance/:id/:key/:org/sign', access: 'signed-in', handle: sign },
  { method: 'POST', path: '/work/compliance/:id/:key/:org/undo', access: 'signed-in', handle: undo },
]
