import { Readable } from 'node:stream'
import { invalid } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { downloadHeaders } from '../../../platform/web/headers.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { mayUpdate, readable } from '../access.ts'
import { artefactsOf, blockOf, tellingFor } from '../artefacts/reading.ts'
import { evidenceFiles } from '../artefacts/take.ts'
import { standingIn } from '../delegation/reading.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { workDistrict } from '../reading.ts'
import { isDate } from '../rules.ts'
import { occurrenceOf, recordSending, takeBack } from './actions.ts'
import { changed, errorsOf, noticeOf, type Refused } from './forms.ts'
import { packOf } from './pack.ts'
import { SendingPage } from './pages/sending.tsx'
import { packRows } from './reading.ts'
import { dueDay, sentState } from './rules.ts'
import { words } from './say.ts'
import { backForm, sendingForm } from './schema.ts'
import { noSubmission, sendingKeeper, sendingsOf, submissionById } from './store.ts'

async function sending(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const itemId = ctx.id('item')
  const props = await ctx.inScope(async (tx) => {
    const submission = await submissionById(tx, ctx.id('id'))
    if (!readable(visitor).includes(submission.district_id)) throw noSubmission()
    const { item, grace } = await occurrenceOf(tx, submission, itemId)
    const today = await todayOf(tx, item.district_id)
    const sent = (await sendingsOf(tx, [itemId])).get(itemId) ?? null
    const subject = `item:${itemId}`
    const artefacts = (await artefactsOf(tx, visitor, [subject])).get(subject) ?? []
    const changes = sent ? await historyOf(tx, sendingKeeper.object, itemId) : []
    const telling = await tellingFor(tx, item.district_id, [], lang, [
      ...changes.map((one) => one.actor),
      ...(sent ? [sent.sent_by] : []),
    ])
    const titles = new Map(artefacts.map((one) => [one.artefact_id, one.title]))
    const receipt = (id: unknown) => titles.get(Number(id)) ?? (id === null ? say('noReceipt') : `${Number(id)}`)
    const form = refused ? ctx.typed() : null
    const now: Record<string, string> = {}
    if (form && refused?.status === 409 && sent) {
      if (form.what !== sent.what) now.what = sent.what
      if (form.sent_on !== sent.sent_on) now.sent_on = shortDate(sent.sent_on, lang)
      if (Number(form.receipt ?? 0) !== (sent.receipt_id ?? 0)) now.receipt = receipt(sent.receipt_id)
    }
    const due = dueDay(item)
    const stands = item.state === 'done'
    return {
      code: submission.code,
      up: submission.submission_id,
      title: say('sentTitle', { code: submission.code, day: due ? shortDate(due, lang) : say('nothing') }),
      facts: [
        { label: say('duty'), value: <a href={`/work/${itemId}`}>{read(item.title, lang).words}</a> },
        { label: say('state'), value: say(`state.${sentState(item, sent, today, grace)}`) },
        { label: say('headTo'), value: submission.recipient },
        ...(sent && !stands ? [{ label: say('takenBack'), value: say('takenBackNote') }] : []),
        ...(sent
          ? [
              { label: say('headWhat'), value: sent.what },
              { label: say('sentOn'), value: shortDate(sent.sent_on, lang) },
              { label: say('sentBy'), value: telling.names.accounts.get(sent.sent_by) ?? say('nothing') },
              {
                label: say('fieldReceipt'),
                value:
                  sent.receipt_id === null ? (
                    say('noReceipt')
                  ) : (
                    <a href={`/work/artefacts/${sent.receipt_id}`}>{receipt(sent.receipt_id)}</a>
                  ),
              },
            ]
          : []),
      ],
      block: await blockOf(tx, visitor, subject, lang),
      edit: mayUpdate(await standingIn(tx, visitor), item)
        ? {
            version: goesOnFrom(refused, form ?? {}, sent?.version ?? 0),
            typed: {
              what: form?.what ?? sent?.what ?? '',
              sent_on: form?.sent_on ?? sent?.sent_on ?? today,
              receipt: form?.receipt ?? (sent?.receipt_id ? String(sent.receipt_id) : ''),
            },
            back: sent !== null && stands ? { reason: form?.reason ?? '', version: sent.version } : null,
            receipts: artefacts.map((one) => ({ value: String(one.artefact_id), label: one.title })),
            now,
          }
        : null,
      history: historyLines(changes, telling, {
        verb: (verb) =>
          say(`verb.${(['entered', 'undone', 'taken_back'] as const).find((one) => one === verb) ?? 'changed'}`),
        field: (field) => say(`field.${field as 'what' | 'sent_on' | 'receipt_id'}`),
        value: (field, value) =>
          field === 'sent_on'
            ? shortDate(String(value), lang)
            : field === 'receipt_id'
              ? receipt(value)
              : String(value),
      }),
    }
  })
  return ctx.page({
    title: props.title,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [
        { label: say('submissions'), href: '/work/submissions' },
        { label: props.code, href: `/work/submissions/${props.up}` },
      ],
      here: { label: props.title },
      down: props.history.length > 0 ? [{ label: say('history'), href: '#history' }] : [],
    },
    body: (
      <SendingPage
        lang={lang}
        {...props}
        action={`/work/submissions/${props.up}/sent/${itemId}`}
        notice={noticeOf(ctx, refused)}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function send(ctx: Ctx): Promise<Response> {
  const typed = sendingForm.parse(await ctx.form())
  const [id, item] = [ctx.id('id'), ctx.id('item')]
  const outcome = await ctx.inScope((tx) => recordSending(tx, ctx.who(), id, item, typed))
  if (outcome.kind === 'problems') return sending(ctx, errorsOf(ctx, outcome.problems))
  if (outcome.kind === 'conflict') return sending(ctx, changed(ctx))
  return ctx.redirect(`/work/submissions/${id}/sent/${item}?saved=yes`)
}

async function back(ctx: Ctx): Promise<Response> {
  const typed = backForm.parse(await ctx.form())
  const [id, item] = [ctx.id('id'), ctx.id('item')]
  const outcome = await ctx.inScope((tx) => takeBack(tx, ctx.who(), id, item, typed))
  if (outcome.kind === 'problems') return sending(ctx, errorsOf(ctx, outcome.problems))
  if (outcome.kind === 'conflict') return sending(ctx, changed(ctx))
  return ctx.redirect(`/work/submissions/${id}/sent/${item}?saved=yes`)
}

/** The pack of a time. Ten years are the most: a longer time is a slip of the keyboard. */
async function pack(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const district = workDistrict(visitor)
  if (!readable(visitor).includes(district)) throw noSubmission()
  const [from = '', to = ''] = [ctx.query('from'), ctx.query('to')]
  const good = isDate(from) && isDate(to) && from <= to
  if (!good || Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 10)
    throw invalid(
      'work/bad-time',
      'These days do not make a time.',
      'Choose a first day and a last day after it, at most ten years apart.',
    )
  const rows = await ctx.inScope((tx) => packRows(tx, visitor, district, { from, to }))
  const stream = packOf(evidenceFiles(ctx.services), rows)
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: downloadHeaders(`submissions-${from}-${to}.zip`, 'application/zip'),
  })
}

/** The pack stands before the pages of submissions, whose address takes a number. */
export const packRoute: Route = { method: 'GET', path: '/work/submissions/pack', access: 'signed-in', handle: pack }

/** One occurrence of a submission. */
export const sendingRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/submissions/:id/sent/:item', access: 'signed-in', handle: (ctx) => sending(ctx) },
  { method: 'POST', path: '/work/submissions/:id/sent/:item', access: 'signed-in', handle: send },
  { method: 'POST', path: '/work/submissions/:id/sent/:item/back', access: 'signed-in', handle: back },
]
