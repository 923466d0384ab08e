import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read, type Text } from '../../../platform/words.ts'
import { leads, readable } from '../access.ts'
import { tellingFor } from '../artefacts/reading.ts'
import { textIn } from '../documents/actions.ts'
import { orgNames } from '../documents/reading.ts'
import { leadingDistrict } from '../keeping/district.ts'
import { goesOnFrom, historyLines } from '../keeping/view.ts'
import { addAutonomy, mustLeadMatrix, saveDecision, undoDecision } from './actions.ts'
import { Decision, type DecisionTyped } from './pages/decision.tsx'
import { Matrix } from './pages/matrix.tsx'
import { matrixOf, placesOf } from './reading.ts'
import { autonomyProblems, decides, type StepProblem } from './rules.ts'
import { words } from './say.ts'
import { type Autonomy, autonomyForm, type Decider } from './schema.ts'
import { autonomyById, autonomyKeeper, noDecision } from './store.ts'

type Refused = { status: 409 | 422; errors: readonly FormError[] }

const errorsOf = (lang: Ctx['lang'], problems: readonly StepProblem[]): FormError[] =>
  problems.map(({ field, code }) => ({
    field,
    message: words(lang)(`problem.${code}`),
    hint: words(lang)(`problem.${code}Hint`),
  }))

async function matrix(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const asked = ctx.query('school')
  const school = asked !== undefined && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined
  const props = await ctx.inScope((tx) => matrixOf(tx, ctx.who(), { school, lang }))
  const known = props.schools.some((one) => one.id === school)
  return ctx.page({
    title: words(lang)('matrix'),
    current: '/work',
    body: (
      <Matrix
        lang={lang}
        {...props}
        school={known ? (school ?? null) : null}
        leads={leads(ctx.who(), props.district)}
      />
    ),
  })
}

const blank: DecisionTyped = { title: '', basis: '', who: '', where: '', there: '', ended: false }
const typedIn = (form: Readonly<Record<string, string>>): DecisionTyped => ({
  title: form.title ?? '',
  basis: form.basis ?? '',
  who: form.who ?? '',
  where: form.where ?? '',
  there: form.there ?? '',
  ended: form.ended === 'yes',
})

function newPage(ctx: Ctx, refused: Refused | null = null): Response | Promise<Response> {
  const { lang } = ctx
  mustLeadMatrix(ctx.who(), leadingDistrict(ctx.who()), true)
  const title = words(lang)('decisionNew')
  return ctx.page({
    title,
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <Decision
        lang={lang}
        id={null}
        title={{ words: title, lang }}
        version={0}
        lead={words(lang)('matrixLead')}
        schools={[]}
        edit={{ typed: refused ? typedIn(ctx.typed()) : blank, places: [], now: {} }}
        history={[]}
        notice={null}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function make(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const typed = autonomyForm.parse(await ctx.form())
  const district = leadingDistrict(visitor)
  mustLeadMatrix(visitor, district, true)
  const problems = autonomyProblems({ ...typed, where: 0, there: undefined }, new Set())
  const { who, basis } = typed
  if (problems.length > 0 || who === undefined) return newPage(ctx, { status: 422, errors: errorsOf(lang, problems) })
  const made = await ctx.inScope((tx) =>
    addAutonomy(tx, visitor, district, { title: textIn(typed.title, lang), basis, who, exceptions: {} }),
  )
  if (made.other) return newPage(ctx, { status: 422, errors: errorsOf(lang, [{ field: 'title', code: 'taken' }]) })
  return ctx.redirect(`/work/autonomy/${made.row.autonomy_id}?saved=${made.same ? 'same' : 'yes'}`)
}

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const form = refused ? typedIn(ctx.typed()) : null
  const props = await ctx.inScope(async (tx) => {
    const row = await autonomyById(tx, ctx.id('id'))
    if (!readable(visitor).includes(row.district_id)) throw noDecision()
    const { schools, groups } = await placesOf(tx, row.district_id)
    const changes = await historyOf(tx, autonomyKeeper.object, row.autonomy_id)
    const telling = await tellingFor(
      tx,
      row.district_id,
      [],
      lang,
      changes.map((one) => one.actor),
    )
    const name = orgNames(tx)
    const names = new Map(groups.map((one) => [one.org_id, one.name] as const))
    const told = async (exceptions: Autonomy['exceptions']) => {
      const said: string[] = []
      for (const [org, who] of Object.entries(exceptions)) said.push(`${await name(Number(org))}: ${say(`who.${who}`)}`)
      return said.toSorted((a, b) => a.localeCompare(b, lang)).join('; ') || say('nothing')
    }
    const exceptionWords = new Map<string, string>()
    for (const change of changes)
      for (const value of [change.was.exceptions, change.became.exceptions])
        if (value !== undefined) exceptionWords.set(JSON.stringify(value), await told(value as Record<string, Decider>))
    const now: Record<string, string> = {}
    if (form && refused?.status === 409) {
      if (form.title !== read(row.title, lang).words) now.title = read(row.title, lang).words
      if (form.basis !== row.basis) now.basis = row.basis || say('nothing')
      if (form.who !== row.who) now.who = say(`who.${row.who}`)
      now.exceptions = await told(row.exceptions)
    }
    return {
      id: row.autonomy_id,
      title: read(row.title, lang),
      version: goesOnFrom(refused, refused ? ctx.typed() : {}, row.version),
      lead: [say(`who.${row.who}`), row.basis, row.ended ? say('field.ended') : ''].filter(Boolean).join(' \u00b7 '),
      schools: schools.map((one) => {
        const { who, by } = decides(row, one.id, groups)
        const because = by === null ? say('byDistrict') : by === one.id ? say('bySchool') : (names.get(by) ?? '')
        return { school: one.name, who: say(`who.${who}`), by: because }
      }),
      edit: leads(visitor, row.district_id)
        ? {
            typed: form ?? {
              title: read(row.title, lang).words,
              basis: row.basis,
              who: row.who,
              where: '',
              there: '',
              ended: row.ended,
            },
            places: [...groups.map((one) => ({ id: one.org_id, name: one.name })), ...schools].map((one) => ({
              value: String(one.id),
              label: one.name,
            })),
            now,
          }
        : null,
      history: historyLines(changes, telling, {
        verb: (verb) => say(`verb.${verb === 'entered' || verb === 'undone' ? verb : 'changed'}`),
        field: (field) => say(`field.${field as 'title' | 'basis' | 'who' | 'exceptions' | 'ended'}`),
        value: (field, value) =>
          field === 'title'
            ? read(value as Text, lang).words
            : field === 'who'
              ? say(`who.${value as Decider}`)
              : field === 'exceptions'
                ? (exceptionWords.get(JSON.stringify(value)) ?? '')
                : field === 'ended'
                  ? say(value === true ? 'yes' : 'no')
                  : String(value),
      }),
    }
  })
  const saved = ctx.query('saved')
  return ctx.page({
    title: props.title.words,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [{ label: say('matrix'), href: '/work/autonomy' }],
      here: { label: props.title.words },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <Decision
        lang={lang}
        {...props}
        notice={refused ? null : saved === 'same' ? say('same') : saved === 'yes' ? say('saved') : null}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function save(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const id = ctx.id('id')
  const typed = autonomyForm.parse(await ctx.form())
  const outcome = await ctx.inScope(async (tx) => {
    const row = await autonomyById(tx, id)
    const reads = readable(visitor).includes(row.district_id)
    mustLeadMatrix(visitor, row.district_id, reads)
    const { schools, groups } = await placesOf(tx, row.district_id)
    const places = new Set([...schools.map((one) => one.id), ...groups.map((one) => one.org_id)])
    const problems = autonomyProblems(typed, places)
    return problems.length > 0 ? { problems } : saveDecision(tx, visitor, id, typed, lang, reads)
  })
  if ('problems' in outcome) return show(ctx, { status: 422, errors: errorsOf(lang, outcome.problems) })
  if (outcome.kind === 'conflict')
    return show(ctx, {
      status: 409,
      errors: [{ message: words(lang)('problem.changed'), hint: words(lang)('problem.changedHint') }],
    })
  return ctx.redirect(`/work/autonomy/${id}?saved=yes`)
}

async function undo(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const form = await ctx.form()
  const id = ctx.id('id')
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope(async (tx) => {
    const { district_id } = await autonomyById(tx, id)
    await undoDecision(tx, visitor, id, version, readable(visitor).includes(district_id))
  })
  return ctx.redirect(`/work/autonomy/${id}?saved=yes`)
}

/** Who decides what. */
export const autonomyRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/autonomy', access: 'signed-in', handle: matrix },
  { method: 'POST', path: '/work/autonomy', access: 'signed-in', handle: make },
  { method: 'GET', path: '/work/autonomy/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  { method: 'GET', path: '/work/autonomy/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/autonomy/:id', access: 'signed-in', handle: save },
  { method: 'POST', path: '/work/autonomy/:id/undo', access: 'signed-in', handle: undo },
]
