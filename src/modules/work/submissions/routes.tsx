import { historyOf } from '../../../platform/history/history.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { leads, readable } from '../access.ts'
import { tellingFor } from '../artefacts/reading.ts'
import { dutyById } from '../duties/store.ts'
import { leadingDistrict } from '../keeping/district.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { namesFor } from '../reading.ts'
import { ownerWords } from '../view.ts'
import { editSubmission, freeDuties, mustKeepRegister, register, undoSubmission } from './actions.ts'
import { changed, errorsOf, noticeOf, type Refused } from './forms.ts'
import { Register } from './pages/register.tsx'
import { type EntryTyped, SubmissionNew, SubmissionShow } from './pages/submission.tsx'
import { occurrencesIn, registerOf } from './reading.ts'
import { packRoute, sendingRoutes } from './sending-routes.tsx'
import { words } from './say.ts'
import { submissionForm, yearQuery } from './schema.ts'
import { noSubmission, submissionById, submissionKeeper } from './store.ts'

const entryIn = (form: Readonly<Record<string, string>>): EntryTyped => ({
  duty: form.duty ?? '',
  code: form.code ?? '',
  recipient: form.recipient ?? '',
  ended: form.ended === 'yes',
})

async function list(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const { year } = yearQuery.parse({ year: ctx.query('year') })
  const props = await ctx.inScope((tx) => registerOf(tx, ctx.who(), { year, lang }))
  return ctx.page({ title: words(lang)('submissions'), current: '/work', body: <Register lang={lang} {...props} /> })
}

async function newPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const district = leadingDistrict(visitor)
  mustKeepRegister(visitor, district)
  const duties = await ctx.inScope((tx) => freeDuties(tx, district))
  return ctx.page({
    title: words(lang)('newTitle'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <SubmissionNew
        lang={lang}
        action="/work/submissions"
        version={0}
        duties={duties.map((duty) => ({ value: String(duty.duty_id), label: read(duty.title, lang).words }))}
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
  const typed = submissionForm.parse(await ctx.form())
  const outcome = await ctx.inScope((tx) => register(tx, visitor, leadingDistrict(visitor), typed))
  if (outcome.kind === 'problems') return newPage(ctx, errorsOf(ctx, outcome.problems))
  const same = outcome.kind === 'saved' && outcome.same
  return ctx.redirect(`/work/submissions/${outcome.row.submission_id}?saved=${same ? 'same' : 'yes'}`)
}

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const asked = yearQuery.parse({ year: ctx.query('year') })
  const props = await ctx.inScope(async (tx) => {
    const submission = await submissionById(tx, ctx.id('id'))
    if (!readable(visitor).includes(submission.district_id)) throw noSubmission()
    const duty = await dutyById(tx, submission.duty_id)
    const today = await todayOf(tx, submission.district_id)
    const year = asked.year ?? yearOfDay(usualCalendar, today)
    const found = await occurrencesIn(tx, submission.district_id, [{ submission, duty }], year, today)
    const changes = await historyOf(tx, submissionKeeper.object, submission.submission_id)
    const telling = await tellingFor(
      tx,
      submission.district_id,
      [],
      lang,
      changes.map((one) => one.actor),
    )
    const typed = refused ? entryIn(ctx.typed()) : null
    const now: Record<string, string> = {}
    if (typed && refused?.status === 409) {
      if (typed.code !== submission.code) now.code = submission.code
      if (typed.recipient !== submission.recipient) now.recipient = submission.recipient
      if (typed.ended !== submission.ended) now.ended = say(submission.ended ? 'yes' : 'no')
    }
    const title = read(duty.title, lang)
    return {
      id: submission.submission_id,
      code: submission.code,
      title,
      facts: [
        { label: say('headTo'), value: submission.recipient },
        { label: say('duty'), value: <a href={`/work/duties/${duty.duty_id}`}>{title.words}</a> },
        { label: say('owner'), value: ownerWords(duty, await namesFor(tx, [duty]), lang) },
        ...(submission.ended ? [{ label: say('state'), value: say('ended') }] : []),
      ],
      occurrences: found.get(submission.submission_id) ?? [],
      entry: leads(visitor, submission.district_id)
        ? {
            action: `/work/submissions/${submission.submission_id}`,
            version: goesOnFrom(refused, refused ? ctx.typed() : {}, submission.version),
            duties: null,
            typed: typed ?? { ...submission, duty: '' },
            now,
          }
        : null,
      history: historyLines(changes, telling, {
        verb: (verb) => say(`verb.${verb === 'entered' || verb === 'undone' ? verb : 'changed'}`),
        field: (field) => say(`field.${field as 'code' | 'recipient' | 'ended'}`),
        value: (field, value) => (field === 'ended' ? say(value === true ? 'yes' : 'no') : String(value)),
      }),
    }
  })
  return ctx.page({
    title: props.code,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [{ label: say('submissions'), href: '/work/submissions' }],
      here: { label: props.code, note: props.title.words },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <SubmissionShow
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
  const typed = submissionForm.parse(await ctx.form())
  const id = ctx.id('id')
  const outcome = await ctx.inScope((tx) => editSubmission(tx, ctx.who(), id, typed))
  if (outcome.kind === 'problems') return show(ctx, errorsOf(ctx, outcome.problems))
  if (outcome.kind === 'conflict') return show(ctx, changed(ctx))
  return ctx.redirect(`/work/submissions/${id}?saved=yes`)
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope((tx) => undoSubmission(tx, ctx.who(), id, version))
  return ctx.redirect(`/work/submissions/${id}?saved=yes`)
}

/** The register of submissions. Stands before the pages of items, whose address takes a number. */
export const submissionRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/submissions', access: 'signed-in', handle: list },
  { method: 'POST', path: '/work/submissions', access: 'signed-in', handle: make },
  { method: 'GET', path: '/work/submissions/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  packRoute,
  { method: 'GET', path: '/work/submissions/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/submissions/:id', access: 'signed-in', handle: edit },
  { method: 'POST', path: '/work/submissions/:id/undo', access: 'signed-in', handle: undo },
  ...sendingRoutes,
]
