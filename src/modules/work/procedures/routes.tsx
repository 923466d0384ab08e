import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { tellingFor } from '../artefacts/reading.ts'
import { mayKeep, mustKeepDocument, noDocument } from '../documents/access.ts'
import { mustReadDocument, orgNames, ownerWords, readsDocument } from '../documents/reading.ts'
import { stateForReaders } from '../documents/rules.ts'
import { words as documentWords } from '../documents/say.ts'
import { documentById } from '../documents/store.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { mayWriteSteps, saveStep, undoSteps } from './actions.ts'
import { autonomyRoutes } from './autonomy-routes.tsx'
import { ProcedureList } from './pages/procedure-list.tsx'
import { ProcedureShow, type StepRow } from './pages/procedure-show.tsx'
import { StepEdit } from './pages/step-edit.tsx'
import { libraryOf, partyOptions, partyWords } from './reading.ts'
import { type StepProblem, stepProblems, touchPoints } from './rules.ts'
import { words } from './say.ts'
import { type Party, type ProcedureStep, stepForm } from './schema.ts'
import { noStep, procedureKeeper, procedureOf } from './store.ts'

type Refused = { status: 409 | 422; errors: readonly FormError[] }

async function list(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const asked = ctx.query('office')
  const office = asked !== undefined && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined
  const props = await ctx.inScope((tx) => libraryOf(tx, ctx.who(), { office, lang }))
  return ctx.page({
    title: words(lang)('procedures'),
    current: '/work',
    body: <ProcedureList lang={lang} {...props} office={office ?? null} />,
  })
}

async function show(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, ctx.id('id'))
    if (document.kind !== 'procedure') throw noDocument()
    await mustReadDocument(tx, visitor, document)
    const { document_id: id } = document
    const keeps = mayKeep(visitor, document)
    const number = keeps ? document.number : (document.in_force ?? 0)
    const procedure = await procedureOf(tx, document, number)
    const changes = keeps ? await historyOf(tx, procedureKeeper.object, id) : []
    const telling = await tellingFor(
      tx,
      document.district_id,
      [],
      lang,
      changes.map((one) => one.actor),
    )
    const name = orgNames(tx)
    const joined = async (some: readonly Party[]) => {
      const said: string[] = []
      for (const party of some) said.push(await partyWords(name, party, lang))
      return said.join(', ')
    }
    const steps: StepRow[] = []
    for (const [index, step] of procedure.steps.entries())
      steps.push({
        id: step.id,
        number: index + 1,
        text: read(step.text, lang),
        responsible: await joined(step.responsible),
        accountable: await joined([step.accountable]),
        consulted: await joined(step.consulted),
        informed: await joined(step.informed),
      })
    const points = touchPoints(procedure.steps)
    const today = await todayOf(tx, document.district_id)
    const said = documentWords(lang)
    return {
      page: `/work/procedures/${id}`,
      title: read(document.title, lang),
      facts: [
        { label: say('owner'), value: await ownerWords(name, document, lang) },
        { label: say('state'), value: said(`state.${keeps ? document.state : stateForReaders(document)}`) },
        {
          label: say('forVersion'),
          value: number === 0 ? say('beforeFirst') : say('versionNumber', { number }),
        },
        ...(document.review_by
          ? [
              {
                label: say('review'),
                value: shortDate(document.review_by, lang),
                ...(document.review_by < today ? { note: say('overdue') } : {}),
              },
            ]
          : []),
        { label: said('documents'), value: <a href={`/work/documents/${id}`}>{say('toDocument')}</a> },
      ],
      steps,
      touch: { offices: await joined(points.offices), schools: await joined(points.schools), meet: points.meet },
      writes: keeps && mayWriteSteps(document),
      approved: keeps && !mayWriteSteps(document),
      history: keeps
        ? historyLines(changes, telling, {
            verb: (verb) => say(`verb.${verb === 'entered' || verb === 'undone' ? verb : 'changed'}`),
            field: (field) => (field === 'steps' ? say('field.steps') : null),
            value: (_field, value) =>
              (value as ProcedureStep[]).map((step, i) => `${i + 1}. ${read(step.text, lang).words}`).join(' ') ||
              say('none'),
          })
        : null,
    }
  })
  const saved = ctx.query('saved')
  return ctx.page({
    title: props.title.words,
    current: '/work',
    thread: {
      lang,
      up: [{ label: say('procedures'), href: '/work/procedures' }],
      here: { label: props.title.words },
      down: props.history ? [{ label: say('history'), href: '#history' }] : [],
    },
    body: (
      <ProcedureShow
        lang={lang}
        {...props}
        notice={saved === 'same' ? say('same') : saved === 'yes' ? say('saved') : null}
        csrf={ctx.csrf}
      />
    ),
  })
}

const lines = (text: string | undefined): string[] => (text ?? '').split('\n').filter(Boolean)

async function stepPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const form = refused ? ctx.typed() : {}
  const asked = (refused ? form.step : ctx.query('step')) ?? ''
  const props = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, ctx.id('id'))
    if (document.kind !== 'procedure') throw noDocument()
    mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
    const procedure = await procedureOf(tx, document, document.number)
    const step = procedure.steps.find((one) => one.id === asked)
    if (!step && asked !== '' && !refused) throw noStep()
    const at = step ? procedure.steps.indexOf(step) + 1 : 0
    return {
      title: read(document.title, lang).words,
      version: goesOnFrom(refused, form, procedure.version),
      step: step?.id ?? '',
      at,
      count: procedure.steps.length,
      parties: await partyOptions(tx, document.district_id, lang),
      typed: {
        text: form.text ?? (step ? read(step.text, lang).words : ''),
        place: form.place ?? String(at === 0 ? procedure.steps.length + 1 : at),
        responsible: refused ? lines(form.responsible) : (step?.responsible ?? []),
        accountable: form.accountable ?? step?.accountable ?? '',
        consulted: refused ? lines(form.consulted) : (step?.consulted ?? []),
        informed: refused ? lines(form.informed) : (step?.informed ?? []),
        remove: form.remove === 'yes',
      },
    }
  })
  return ctx.page({
    title: props.at === 0 ? say('stepNew') : say('stepEdit', { number: props.at }),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <StepEdit
        lang={lang}
        {...props}
        action={`/work/procedures/${ctx.id('id')}/step`}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

const listed = new Set(['responsible', 'consulted', 'informed'])
/** What is wrong with a form, as the page says it. */
export const problemErrors = (lang: Ctx['lang'], problems: readonly StepProblem[]): FormError[] =>
  problems.map(({ field, code }) => ({
    field: listed.has(field) ? `${field}[]` : field,
    message: words(lang)(`problem.${code}`),
    hint: words(lang)(`problem.${code}Hint`),
  }))
export const changedError = (lang: Ctx['lang']): FormError => ({
  message: words(lang)('problem.changed'),
  hint: words(lang)('problem.changedHint'),
})

const goneError = (lang: Ctx['lang']): FormError => ({
  message: words(lang)('problem.stepGone'),
  hint: words(lang)('problem.stepGoneHint'),
})

async function step(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const typed = stepForm.parse(await ctx.form())
  const id = ctx.id('id')
  const outcome = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, id)
    if (document.kind !== 'procedure') throw noDocument()
    mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
    if (typed.remove !== 'yes') {
      const { steps } = await procedureOf(tx, document, document.number)
      const before = steps.find((one) => one.id === typed.step)
      const known = new Set((await partyOptions(tx, document.district_id, lang)).map((one) => one.value))
      // An office that is gone by now may stay where it stood.
      for (const party of before
        ? [...before.responsible, before.accountable, ...before.consulted, ...before.informed]
        : [])
        known.add(party)
      const problems = stepProblems(typed, known, steps.length)
      if (problems.length > 0) return { problems }
    }
    return saveStep(tx, visitor, id, typed, lang)
  })
  if ('problems' in outcome) return stepPage(ctx, { status: 422, errors: problemErrors(lang, outcome.problems) })
  if (outcome.kind === 'conflict') {
    const gone = typed.step !== '' && !outcome.row.steps.some((one) => one.id === typed.step)
    return stepPage(ctx, { status: 409, errors: [gone ? goneError(lang) : changedError(lang)] })
  }
  return ctx.redirect(`/work/procedures/${id}?saved=${outcome.same ? 'same' : 'yes'}`)
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope((tx) => undoSteps(tx, ctx.who(), ctx.id('id'), version))
  return ctx.redirect(`/work/procedures/${ctx.id('id')}?saved=yes`)
}

/** Procedures and the autonomy matrix. Stand before the pages of items, whose address takes a number. */
export const procedureRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/procedures', access: 'signed-in', handle: list },
  { method: 'GET', path: '/work/procedures/:id', access: 'signed-in', handle: show },
  { method: 'GET', path: '/work/procedures/:id/step', access: 'signed-in', handle: (ctx) => stepPage(ctx) },
  { method: 'POST', path: '/work/procedures/:id/step', access: 'signed-in', handle: step },
  { method: 'POST', path: '/work/procedures/:id/undo', access: 'signed-in', handle: undo },
  ...autonomyRoutes,
]
