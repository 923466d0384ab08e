import { Trouble } from '../../../platform/errors.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { tell } from '../../../platform/troubles.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { namesFor, workDistrict } from '../reading.ts'
import { troubles } from '../troubles.es.ts'
import { instant } from '../view.ts'
import { mustLeadCycles } from './access.ts'
import { beginSeries, endSeries, seriesObject } from './actions.ts'
import { planNamed } from './measured.ts'
import { AnswerConflict } from './pages/answer-conflict.tsx'
import { SeriesForm } from './pages/series-form.tsx'
import { words } from './say.ts'
import { type Series, type SeriesField, seriesFieldNames, seriesForm, type SeriesTyped } from './schema.ts'
import { changeSeries, everyIn, ruleFor, seriesBefore, type SeriesOutcome, seriesSheet, undoSeries } from './series.ts'
import { choicesOf, plansFor, seriesLabels, seriesValue } from './series-choices.ts'
import { seriesById, seriesOf } from './store.ts'
import { historyLines } from './view.ts'

type Refused = { status: 422 | 409; errors: readonly FormError[] }

const hrefOf = (id: number): string => `/work/cycles/series/${id}`

/** A series as its form shows it; also what a conflict sends again. */
const asForm = (sheet: Readonly<Record<string, unknown>>): Record<string, string> => {
  const { rule, ...rest } = sheet
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value ?? '')])),
    every: everyIn(rule),
  }
}

async function newPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const district = workDistrict(visitor)
  mustLeadCycles(visitor, district)
  const typed: Readonly<Record<string, string>> = refused ? ctx.typed() : {}
  const asked = refused ? typed.plan : ctx.query('plan')
  const props = await ctx.inScope(async (tx) => {
    const plans = await plansFor(tx, district)
    const slug = (plans.find((one) => one.slug === asked) ?? plans[0])?.slug ?? null
    const plan = slug === null ? null : await planNamed(tx, district, slug)
    return {
      plan: slug,
      plans: plans.map((one) => ({ slug: one.slug, label: read(one.title, lang).words })),
      choices: choicesOf(plan?.graph ?? null, lang),
    }
  })
  return ctx.page({
    title: words(lang)('newTitle'),
    current: '/work',
    status: refused?.status ?? 200,
    body: (
      <SeriesForm
        lang={lang}
        {...props}
        series={null}
        typed={typed}
        errors={refused?.errors ?? []}
        saved={null}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function editPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope(async (tx) => {
    const series = await seriesById(tx, ctx.id('id'))
    mustLeadCycles(ctx.who(), series.district_id)
    const plan = await planNamed(tx, series.district_id, series.plan)
    const choices = choicesOf(plan?.graph ?? null, lang, series.chosen)
    const changes = await historyOf(tx, seriesObject, series.series_id)
    const names = await namesFor(
      tx,
      [],
      changes.map((one) => one.actor),
    )
    const zone = await timeZoneOf(tx, series.district_id)
    const undoable = (version: number) => seriesBefore(changes, version) !== null
    return { series, choices, history: historyLines(changes, names, zone, undoable, lang, choices) }
  })
  const { series, choices, history } = props
  const title = read(series.title, lang).words
  const typed = refused ? ctx.typed() : asForm(seriesSheet(series))
  // A form that comes back keeps the version from which it was made.
  const version = refused && /^\d{1,9}$/.test(typed.version ?? '') ? Number(typed.version) : series.version
  const saved = ctx.query('saved')
  return ctx.page({
    title: words(lang)('editTitle', { title }),
    current: '/work',
    status: refused?.status ?? 200,
    body: (
      <SeriesForm
        lang={lang}
        series={{ id: series.series_id, version, title, history, ended: series.ended }}
        plan={series.plan}
        plans={[]}
        choices={choices}
        typed={typed}
        errors={refused?.errors ?? []}
        saved={refused ? null : saved === 'yes' ? 'saved' : saved === 'undone' ? 'undone' : null}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** A short name made of a title: letters, digits and dashes. */
const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')

/** What was sent, or the first place that is wrong. */
function parsed(fields: Readonly<Record<string, string>>, lang: Lang): { typed: SeriesTyped } | Refused {
  const say = words(lang)
  const typed = seriesForm.safeParse(fields)
  const wrong = (field: string): Refused => ({
    status: 422,
    errors: [{ field, message: say('badForm'), hint: say('badFormHint') }],
  })
  if (!typed.success) return wrong(String(typed.error.issues[0]?.path[0] ?? 'title_en'))
  const { levels, offices, elements, title_en } = typed.data
  if (slugOf(title_en) === '') return wrong('title_en')
  return levels.length + offices.length + elements.length === 0 ? wrong('levels[]') : { typed: typed.data }
}

/** What an action refused, to be shown above the form with everything that was typed; anything else goes on to the edge. */
function refusedBy(error: unknown, lang: Lang): Refused {
  if (!(error instanceof Trouble) || (error.kind !== 'Invalid' && error.kind !== 'Conflict')) throw error
  const { message, hint } = tell(error, lang, troubles)
  return { status: error.kind === 'Invalid' ? 422 : 409, errors: [{ message, hint }] }
}

async function begin(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = workDistrict(visitor)
  mustLeadCycles(visitor, district)
  const found = parsed(form, ctx.lang)
  if (!('typed' in found)) return newPage(ctx, found)
  const { title_en, title_es, plan, levels, offices, elements, every, opens_before, closes_after } = found.typed
  const slug = slugOf(title_en)
  try {
    await ctx.inScope(async (tx) => {
      const known = (await seriesOf(tx, [district])).find((one) => one.slug === slug)
      return beginSeries(tx, visitor, district, {
        slug,
        title: { en: title_en, es: title_es },
        plan,
        chosen: { levels, offices, elements },
        rule: ruleFor(every),
        opens_before,
        closes_after,
        // The same form again is the same series, also on a later day.
        from: known?.from_date ?? (await todayOf(tx, district)),
      })
    })
  } catch (error) {
    return newPage(ctx, refusedBy(error, ctx.lang))
  }
  return ctx.redirect('/work/cycles?begun=yes')
}

async function save(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  await ctx.inScope(async (tx) => mustLeadCycles(ctx.who(), (await seriesById(tx, id)).district_id))
  const found = parsed(form, ctx.lang)
  if (!('typed' in found)) return editPage(ctx, found)
  try {
    const outcome = await ctx.inScope((tx) => changeSeries(tx, ctx.who(), id, found.typed))
    if (outcome.kind === 'conflict') return await conflictPage(ctx, outcome)
  } catch (error) {
    return editPage(ctx, refusedBy(error, ctx.lang))
  }
  return ctx.redirect(`${hrefOf(id)}?saved=yes`)
}

const isField = (name: string): name is SeriesField => (seriesFieldNames as readonly string[]).includes(name)
async function conflictPage(ctx: Ctx, outcome: Extract<SeriesOutcome, { kind: 'conflict' }>): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const { series, mine, now, theirs } = outcome
  const props = await ctx.inScope(async (tx) => {
    const plan = await planNamed(tx, series.district_id, series.plan)
    const names = await namesFor(tx, [], theirs ? [theirs.actor] : [])
    return {
      choices: choicesOf(plan?.graph ?? null, lang, series.chosen),
      at: theirs ? instant(theirs.at, await timeZoneOf(tx, series.district_id), lang) : null,
      who: (theirs?.actor == null ? undefined : names.accounts.get(theirs.actor)) ?? say('somebody'),
    }
  })
  const { choices, at, who } = props
  return ctx.page({
    title: say('conflictTitle'),
    current: '/work',
    status: 409,
    body: (
      <AnswerConflict
        lang={lang}
        action={hrefOf(series.series_id)}
        title={read(series.title, lang).words}
        version={series.version}
        theirs={at ? { who, at: `${at.day}, ${at.time}` } : null}
        rows={outcome.fields.filter(isField).map((name) => ({
          label: say(seriesLabels[name]),
          now: seriesValue(name, now[name], choices, lang),
          mine: seriesValue(name, mine[name], choices, lang),
        }))}
        mine={{ ...asForm(mine), plan: series.plan }}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const id = ctx.id('id')
  await ctx.inScope((tx): Promise<Series> => undoSeries(tx, ctx.who(), id, version))
  return ctx.redirect(`${hrefOf(id)}?saved=undone`)
}

const setEnd =
  (ended: boolean) =>
  async (ctx: Ctx): Promise<Response> => {
    const form = await ctx.form()
    const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
    const id = ctx.id('id')
    await ctx.inScope((tx) => endSeries(tx, ctx.who(), id, { version, ended }))
    return ctx.redirect('/work/cycles')
  }

/** Setting, changing and ending what comes back. Stands before the pages of cycles, whose address takes a number. */
export const seriesRoutes: readonly Route[] = [
  { method: 'POST', path: '/work/cycles', access: 'signed-in', handle: begin },
  { method: 'GET', path: '/work/cycles/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  { method: 'GET', path: '/work/cycles/series/:id', access: 'signed-in', handle: (ctx) => editPage(ctx) },
  { method: 'POST', path: '/work/cycles/series/:id', access: 'signed-in', handle: save },
  { method: 'POST', path: '/work/cycles/series/:id/undo', access: 'signed-in', handle: undo },
  { method: 'POST', path: '/work/cycles/series/:id/end', access: 'signed-in', handle: setEnd(true) },
  { method: 'POST', path: '/work/cycles/series/:id/resume', access: 'signed-in', handle: setEnd(false) },
]
