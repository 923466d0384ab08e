import { invalid } from '../../../platform/errors.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Measure } from '../file/format.ts'
import { current, fieldsOf, mustRead, pickPlan } from '../opening.tsx'
import { said } from '../say.ts'
import { officeOf } from '../whole/measure-facts.ts'
import { mustEnter } from './access.ts'
import { entersHere, enterValues, kindHere, type Outcome } from './actions.ts'
import { type Open, openValues, savedOf } from './asking.ts'
import { officesFor, ofWords } from './list-view.ts'
import { type GridRow, rowField, ValueGrid } from './pages/value-grid.tsx'
import { begunSince, isOver, readPeriod } from './period.ts'
import { kindsOf } from './rules.ts'
import { say } from './say.ts'
import { type Entry, type Field, fields, type Typed } from './schema.ts'
import { placeOf } from './show.tsx'
import { entriesOf } from './store.ts'
import { periodWords, standingWords, typedOf } from './view.ts'

type Told = ReadonlyMap<string, { typed: Typed; problem: string }>
type Chosen = { office: string; period: string; measures: readonly Measure[]; periods: readonly string[] }

/** Which office and period are meant, and the measures of that office that are told for that period. */
function chosenOf(ctx: Ctx, open: Open, asked: { office: string; period: string }): Chosen {
  const { filling } = open
  const mine = officesFor(filling, ctx.lang, ctx.who())
  const office = mine.some((one) => one.value === asked.office) ? asked.office : (mine[0]?.value ?? '')
  const all = filling.graph.plan.measures.filter(
    (m) => kindHere(m) !== 'computed' && officeOf(filling.graph, m) === office,
  )
  const { from } = filling.graph.plan.period
  const since = `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`
  const periods = begunSince([...new Set(all.flatMap(kindsOf))], since, filling.today).map((one) => one.code)
  const period = periods.includes(asked.period)
    ? asked.period
    : (periods.find((code) => isOver(code, filling.today)) ?? periods[0] ?? '')
  const kind = readPeriod(period)?.kind
  return { office, period, periods, measures: all.filter((m) => kind !== undefined && kindsOf(m).includes(kind)) }
}

/** Why a row was not saved, in a sentence or two. */
function whyNot(outcome: Outcome, m: Measure, lang: Lang): string {
  const words = say(lang)
  switch (outcome.kind) {
    case 'problems': {
      const [first] = outcome.problems
      return first ? `${words(`problem.${first.rule}`)} ${words(`problem.${first.rule}Fix`)}` : ''
    }
    case 'conflict':
      return words('rowConflict', { now: standingWords(outcome.now, m, lang) })
    case 'refused':
      return `${words(`refused.${outcome.why}`)} ${words(`refused.${outcome.why}Fix`)}`
    default:
      return ''
  }
}

async function page(
  ctx: Ctx,
  asked: { office: string; period: string },
  told: Told = new Map(),
  saved: { count: number; same: number } | null = null,
): Promise<Response> {
  mustRead(ctx)
  const { lang } = ctx
  const words = say(lang)
  const { open, found, entries } = await ctx.inScope(async (tx, scope) => {
    const one = await openValues(ctx, tx, scope)
    return { ...one, entries: one.open ? await entriesOf(tx, one.open.plan.row.plan_id) : [] }
  })
  if (!open) return pickPlan(ctx, found)
  const { filling, plan } = open
  const offices = officesFor(filling, lang, ctx.who())
  mustEnter(offices.length > 0)
  const chosen = chosenOf(ctx, open, asked)
  const now = new Map<string, Entry>()
  for (const one of entries) if (one.period === chosen.period) now.set(one.measure, one)
  const href = (m: Measure): string => open.href(`/of/${encodeURIComponent(m.id)}`, { for: chosen.period })
  const rows = chosen.measures.flatMap((m): GridRow[] => {
    const form = kindHere(m)
    if (form === 'computed' || form === 'pair') return []
    const entry = now.get(m.id) ?? null
    const mine = told.get(m.id)
    const typed = typedOf(entry, chosen.period)
    // What this reader may not see is left as it is, unless something is typed over it.
    const blind = entry?.state === 'value' && entry.value === null
    return [
      {
        id: m.id,
        title: said(m.title, lang).words,
        href: href(m),
        note: [ofWords(filling, m, lang), words(`kind.${form}`), blind ? words('hiddenHere') : '']
          .filter(Boolean)
          .join(' \u00b7 '),
        form,
        typed: mine
          ? { ...mine.typed, version: typed.version ?? '0' }
          : blind
            ? { version: typed.version ?? '0' }
            : typed,
        isCorrection: entry !== null,
        problem: mine?.problem ?? null,
      },
    ]
  })
  const office = offices.find((one) => one.value === chosen.office)?.label ?? ''
  return ctx.page({
    title: words('gridOf', { office, period: periodWords(chosen.period, lang) }),
    current,
    width: 'wide',
    status: told.size > 0 ? 422 : 200,
    body: (
      <ValueGrid
        lang={lang}
        plan={placeOf(open, lang)}
        back={open.href('')}
        title={words('gridOf', { office, period: periodWords(chosen.period, lang) })}
        action={open.href('/grid')}
        choose={new URL(open.href('/grid'), ctx.url).pathname}
        fields={fieldsOf(plan)}
        office={chosen.office}
        offices={offices}
        period={chosen.period}
        periods={chosen.periods.map((code) => ({ value: code, label: periodWords(code, lang) }))}
        rows={rows}
        pairs={chosen.measures
          .filter((m) => kindHere(m) === 'pair')
          .map((m) => ({ title: said(m.title, lang).words, href: `${href(m)}#enter` }))}
        csrf={ctx.csrf}
        saved={saved}
      />
    ),
  })
}

/** The rows of a post that say something: `state.m-visits`, `amount.m-visits`. In: the measures whose rows the page showed. */
function rowsOf(form: Readonly<Record<string, string>>, measures: readonly Measure[], period: string) {
  const of = (field: Field, m: Measure): string => (form[rowField(field, m.id)] ?? '').trim()
  return measures.flatMap((m) => {
    const says = (['amount', 'k', 'n', 'standing'] as const).some((field) => of(field, m) !== '')
    if (of('state', m) === '' && !says) return []
    const typed: Typed = { ...Object.fromEntries(fields.map((field) => [field, of(field, m)])), period }
    // A number that is written is a value, even where nobody chose so.
    return [{ measure: m.id, typed: of('state', m) === '' ? { ...typed, state: 'value' } : typed }]
  })
}

async function save(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const form = await ctx.form()
  const asked = { office: form['office'] ?? '', period: form['for'] ?? '' }
  const { open, found, chosen, rows, outcomes } = await ctx.inScope(async (tx, scope) => {
    const { open, found } = await openValues(ctx, tx, scope)
    if (!open) return { open, found, chosen: null, rows: [], outcomes: [] }
    mustEnter(open.plan.graph.plan.measures.some((m) => entersHere(ctx.who(), open.filling, m)))
    const chosen = chosenOf(ctx, open, asked)
    // Another office or period than the form's own would take its rows for something else.
    mustEnter(chosen.office === asked.office)
    if (chosen.period !== asked.period)
      throw invalid('plans/values-form', 'The form was not complete.', 'Open the page again and send it from there.')
    const rows = rowsOf(form, chosen.measures, chosen.period)
    const outcomes = await enterValues(tx, ctx.who(), open.filling, rows, { via: 'grid', save: 'each' })
    return { open, found, chosen, rows, outcomes }
  })
  if (!open || !chosen) return pickPlan(ctx, found)
  const told = new Map<string, { typed: Typed; problem: string }>()
  for (const [i, outcome] of outcomes.entries()) {
    const row = rows[i]
    const m = chosen.measures.find((one) => one.id === row?.measure)
    if (row && m && outcome.kind !== 'saved' && outcome.kind !== 'same')
      told.set(m.id, { typed: row.typed, problem: whyNot(outcome, m, ctx.lang) })
  }
  const saved = {
    count: outcomes.filter((one) => one.kind === 'saved').length,
    same: outcomes.filter((one) => one.kind === 'same').length,
  }
  if (told.size > 0) return page(ctx, asked, told, saved.count > 0 ? saved : null)
  return ctx.redirect(
    open.href('/grid', { office: asked.office, for: asked.period, saved: `${saved.count}.${saved.same}` }),
  )
}

export const gridRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/plans/:plan/values/grid',
    access: 'signed-in',
    handle: (ctx) =>
      page(
        ctx,
        { office: ctx.query('office') ?? '', period: ctx.query('for') ?? '' },
        new Map(),
        savedOf(ctx.query('saved')),
      ),
  },
  { method: 'POST', path: '/plans/:plan/values/grid', access: 'signed-in', handle: save },
]
