import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid, missing } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route, Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { elementHref } from '../../plans/index.ts'
import { mayUpdate, owned, owns, standInFor } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { namesFor } from '../reading.ts'
import { behalfAccounts } from '../rules.ts'
import { instant, ownerWords } from '../view.ts'
import { itemById } from '../store.ts'
import { mustReadCycle, seesNumbers } from './access.ts'
import { answerObject, type Outcome, saveAnswer, undoAnswer } from './answering.ts'
import { measuredBeside, planNamed } from './measured.ts'
import { AnswerConflict } from './pages/answer-conflict.tsx'
import { AnswerShow } from './pages/answer-show.tsx'
import { type Draft, draftOf, undoOf } from './rules.ts'
import { words } from './say.ts'
import { answerForm, type Cycle, type Question, type Typed } from './schema.ts'
import { answerBefore, answersOf, answerTo, cycleById, itemsOfCycles, questionsOf, seriesById } from './store.ts'
import { answerLines, conflictRows, historyLines, measuredLine } from './view.ts'

const hrefOf = (cycle: number, element: string) => `/work/cycles/${cycle}/answers/${encodeURIComponent(element)}`

/** The question that an address names. Errors: Missing. */
async function asked(ctx: Ctx, tx: Tx): Promise<{ cycle: Cycle; question: Question }> {
  const cycle = await cycleById(tx, ctx.id('id'))
  mustReadCycle(ctx.who(), cycle.district_id)
  const element = ctx.param('element')
  const question = (await questionsOf(tx, [cycle.cycle_id])).find((one) => one.element === element)
  if (!question)
    throw missing('work/no-such-question', 'There is no such question.', 'Open the cycle and choose one there.')
  return { cycle, question }
}

/** The next question of the visitor's own in a cycle that nobody has answered yet. */
async function nextOf(tx: Tx, visitor: Visitor, cycle: Cycle, but: number, lang: Lang) {
  const items = new Map((await itemsOfCycles(tx, [cycle.cycle_id])).map((item) => [item.item_id, item]))
  const answered = new Set((await answersOf(tx, [cycle.cycle_id])).map((one) => one.question_id))
  const deputy = await standingIn(tx, visitor)
  const next = (await questionsOf(tx, [cycle.cycle_id])).find((one) => {
    const item = items.get(one.item_id)
    if (!item || answered.has(one.question_id) || one.question_id === but) return false
    return owns(visitor, item) || standInFor(deputy, item) !== null
  })
  return next ? { href: hrefOf(cycle.cycle_id, next.element), title: read(next.title, lang).words } : null
}

/** What stands beside a question for a reader who may see numbers. */
async function besideOf(tx: Tx, scope: Scope, cycle: Cycle, question: Question, lang: Lang) {
  const series = await seriesById(tx, cycle.series_id)
  const plan = await planNamed(tx, cycle.district_id, series.plan)
  const found = plan ? await measuredBeside(tx, scope, plan, [question.element]) : null
  return (found?.get(question.element) ?? []).map((one) => measuredLine(one, lang))
}

type Refused = { errors: readonly FormError[]; draft: Draft; version: number }

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx, scope) => {
    const { cycle, question } = await asked(ctx, tx)
    const series = await seriesById(tx, cycle.series_id)
    const item = await itemById(tx, question.item_id)
    const answer = await answerTo(tx, question.question_id)
    const today = await todayOf(tx, cycle.district_id)
    const before = await answerBefore(tx, {
      series_id: cycle.series_id,
      element: question.element,
      due_on: cycle.due_on,
    })
    const changes = await historyOf(tx, answerObject, question.question_id)
    const names = await namesFor(tx, [item], [...changes.map((one) => one.actor), ...behalfAccounts(changes)])
    const numbers = seesNumbers(visitor, cycle.district_id)
    const saved = ctx.query('saved')
    const cycleTitle = say('cycleOf', { title: read(series.title, lang).words, date: shortDate(cycle.due_on, lang) })
    return {
      cycle,
      cycleTitle,
      title: read(question.title, lang),
      code: question.code,
      facts: [
        { label: say('office'), value: ownerWords(item, names, lang) },
        { label: say('dueBy'), value: shortDate(cycle.due_on, lang) },
        { value: say('inPlan'), href: elementHref(series.plan, question.element) },
      ],
      action: hrefOf(cycle.cycle_id, question.element),
      version: refused?.version ?? answer?.version ?? 0,
      draft: refused?.draft ?? draftOf(answer),
      told: answer ? [say(`state.${answer.state}`), ...answerLines(answer, lang)] : [],
      mayAnswer: mayUpdate(await standingIn(tx, visitor), item),
      behalf: owned(item) && !owns(visitor, item),
      late:
        cycle.closed_at !== null ? say('closedLead') : answer === null && today > cycle.due_on ? say('lateLead') : null,
      last: before
        ? {
            when: say('lastOn', { date: shortDate(before.due_on, lang) }),
            state: say(`state.${before.state}`),
            texts: answerLines(before, lang),
          }
        : null,
      measured: numbers ? await besideOf(tx, scope, cycle, question, lang) : [],
      seesNumbers: numbers,
      saved: saved === 'yes' ? ('saved' as const) : saved === 'undone' ? ('undone' as const) : null,
      next: saved === 'yes' ? await nextOf(tx, visitor, cycle, question.question_id, lang) : null,
      history: historyLines(
        changes,
        names,
        await timeZoneOf(tx, cycle.district_id),
        (version) => undoOf(changes, version) !== null,
        lang,
      ),
    }
  })
  const { cycle, cycleTitle, ...shown } = props
  return ctx.page({
    title: shown.title.words,
    current: '/work',
    status: refused ? 422 : 200,
    thread: {
      lang,
      up: [
        { label: say('title'), href: '/work/cycles' },
        { label: cycleTitle, href: `/work/cycles/${cycle.cycle_id}` },
      ],
      here: { label: shown.title.words, ...(shown.code ? { code: shown.code } : {}) },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: <AnswerShow lang={lang} {...shown} errors={refused?.errors ?? []} csrf={ctx.csrf} />,
  })
}

async function conflictPage(ctx: Ctx, outcome: Extract<Outcome, { kind: 'conflict' }>): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const { answer, mine, theirs } = outcome
  const props = await ctx.inScope(async (tx) => {
    const { cycle, question } = await asked(ctx, tx)
    const names = await namesFor(tx, [], theirs ? [theirs.actor] : [])
    const at = theirs ? instant(theirs.at, await timeZoneOf(tx, cycle.district_id), lang) : null
    return {
      action: hrefOf(cycle.cycle_id, question.element),
      title: read(question.title, lang).words,
      theirs:
        theirs && at
          ? {
              who: theirs.actor === null ? say('system') : (names.accounts.get(theirs.actor) ?? say('somebody')),
              at: `${at.day}, ${at.time}`,
            }
          : null,
    }
  })
  return ctx.page({
    title: say('conflictTitle'),
    current: '/work',
    status: 409,
    body: (
      <AnswerConflict
        lang={lang}
        {...props}
        version={answer.version}
        rows={conflictRows(answer, mine, outcome.fields, lang)}
        mine={mine}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function save(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = answerForm.safeParse(form)
  if (!typed.success)
    throw invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')
  const { outcome, href } = await ctx.inScope(async (tx) => {
    const { cycle, question } = await asked(ctx, tx)
    return {
      outcome: await saveAnswer(tx, ctx.who(), question.question_id, typed.data),
      href: hrefOf(cycle.cycle_id, question.element),
    }
  })
  if (outcome.kind === 'problems') {
    const say = words(ctx.lang)
    return show(ctx, {
      errors: outcome.problems.map(({ field, code }) => ({
        field,
        message: say(`problem.${code}`),
        hint: say(`problem.${code}Hint`),
      })),
      draft: typedDraft(typed.data),
      version: typed.data.version,
    })
  }
  if (outcome.kind === 'conflict') return conflictPage(ctx, outcome)
  return ctx.redirect(`${href}?saved=yes`)
}

/** What the person typed, all of it: also the reason for being stuck where the state is another one. */
const typedDraft = (typed: Typed): Draft => ({
  state: typed.state ?? '',
  because: typed.because,
  since: typed.since,
  ahead: typed.ahead,
  help: typed.help,
})

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const href = await ctx.inScope(async (tx) => {
    const { cycle, question } = await asked(ctx, tx)
    await undoAnswer(tx, ctx.who(), question.question_id, version)
    return hrefOf(cycle.cycle_id, question.element)
  })
  return ctx.redirect(`${href}?saved=undone`)
}

export const answerRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/cycles/:id/answers/:element', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/cycles/:id/answers/:element', access: 'signed-in', handle: save },
  { method: 'POST', path: '/work/cycles/:id/answers/:element/undo', access: 'signed-in', handle: undo },
]
