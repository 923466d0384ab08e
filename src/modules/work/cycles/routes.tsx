import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { plansSeen } from '../../plans/index.ts'
import { leads, mayUpdate, owns, standInFor } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { namesFor, workDistrict } from '../reading.ts'
import { mustLeadCycles, mustReadCycle, seesNumbers } from './access.ts'
import { beginSeries, closeCycle, cycleObject, endSeries, seriesObject, timesAround } from './actions.ts'
import { answerRoutes } from './answer-routes.tsx'
import { planNamed } from './measured.ts'
import { CycleList, type CycleListProps, type CycleLine, type SeriesLine } from './pages/cycle-list.tsx'
import { CycleShow } from './pages/cycle-show.tsx'
import { SeriesNew } from './pages/series-new.tsx'
import { readingAtClosing, readingNow } from './reading.ts'
import { countsOf, differences, isAfterClosing, standingOf } from './rules.ts'
import { words } from './say.ts'
import { type Cycle, type Series, seriesForm } from './schema.ts'
import { answersOf, cycleById, cyclesOf, itemsOfCycles, questionsOf, seriesById, seriesOf } from './store.ts'
import { comesWords, differenceRows, historyLines, near, officeRows, questionLine } from './view.ts'

const answerHref = (cycle: number, element: string) => `/work/cycles/${cycle}/answers/${encodeURIComponent(element)}`

async function asksWords(tx: Tx, series: Series, lang: Lang): Promise<string> {
  const say = words(lang)
  const plan = await planNamed(tx, series.district_id, series.plan)
  const { levels, offices, elements } = series.chosen
  const names = levels.map((id) => {
    const level = plan?.graph.plan.grammar.levels.find((one) => one.id === id)
    return level ? read(level.plural, lang).words : id
  })
  const list = [...names, ...offices, ...(elements.length > 0 ? [say('asksElements', { count: elements.length })] : [])]
  return say('asks', { levels: list.join(', ') })
}

async function list(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const district = workDistrict(visitor)
  mustReadCycle(visitor, district)
  const props = await ctx.inScope(async (tx): Promise<Pick<CycleListProps, 'series' | 'mine'>> => {
    const today = await todayOf(tx, district)
    const cycles = await cyclesOf(tx, [district])
    const ids = cycles.map((one) => one.cycle_id)
    const questions = await questionsOf(tx, ids)
    const answers = new Map((await answersOf(tx, ids)).map((one) => [one.question_id, one]))
    const openIds = cycles.filter((one) => one.closed_at === null).map((one) => one.cycle_id)
    const items = new Map((await itemsOfCycles(tx, openIds)).map((item) => [item.item_id, item]))
    const deputy = await standingIn(tx, visitor)
    const lineOf = (cycle: Cycle): CycleLine => {
      const some = questions.filter((one) => one.cycle_id === cycle.cycle_id)
      const counts = countsOf(some.map((one) => standingOf(answers.get(one.question_id) ?? null, cycle.due_on)))
      return {
        id: cycle.cycle_id,
        due: near(cycle.due_on, today, lang),
        state: cycle.closed_at === null ? 'open' : 'closed',
        answered: counts.on_time + counts.late,
        asked: counts.asked,
        summary: say('summary', counts),
      }
    }
    const series: SeriesLine[] = []
    for (const one of await seriesOf(tx, [district])) {
      const time = (await timesAround(tx, one, today)).find((each) => each.opens_on > today)
      series.push({
        id: one.series_id,
        version: one.version,
        title: read(one.title, lang),
        comes: comesWords(one, lang),
        asks: await asksWords(tx, one, lang),
        plan: { label: say('inPlan'), href: `/plans/${one.plan}` },
        next:
          one.ended || !time
            ? null
            : say('next', { opens: near(time.opens_on, today, lang), due: near(time.due_on, today, lang) }),
        ended: one.ended,
        cycles: cycles.filter((each) => each.series_id === one.series_id).map(lineOf),
      })
    }
    const mine = questions.flatMap((one) => {
      const item = items.get(one.item_id)
      const cycle = cycles.find((each) => each.cycle_id === one.cycle_id)
      if (!item || !cycle || answers.has(one.question_id)) return []
      if (!owns(visitor, item) && standInFor(deputy, item) === null) return []
      const title = [one.code, read(one.title, lang).words].filter(Boolean).join(' ')
      return [{ href: answerHref(one.cycle_id, one.element), title, due: near(cycle.due_on, today, lang) }]
    })
    return { series, mine }
  })
  return ctx.page({
    title: say('title'),
    current: '/work',
    body: (
      <CycleList
        lang={lang}
        {...props}
        leads={leads(visitor, district)}
        begun={ctx.query('begun') === 'yes'}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function begin(ctx: Ctx, errors: readonly FormError[] = []): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const district = workDistrict(visitor)
  mustLeadCycles(visitor, district)
  const props = await ctx.inScope(async (tx) => {
    const levels = new Map<string, string>()
    const offices = new Map<string, string>()
    const plans = (await plansSeen(tx)).filter(
      (one) => one.district_id === district && one.kind === 'own' && one.state === 'adopted',
    )
    for (const row of plans) {
      const plan = await planNamed(tx, district, row.slug)
      for (const level of plan?.graph.plan.grammar.levels ?? []) {
        const name = read(level.plural, lang).words
        const told = plans.length > 1 ? say('levelOf', { level: name, plan: read(row.title, lang).words }) : name
        if (!levels.has(level.id)) levels.set(level.id, told)
      }
      for (const office of plan?.graph.plan.offices ?? [])
        if (office.orgCode !== null) offices.set(office.orgCode, read(office.name, lang).words)
    }
    const choices = (of: ReadonlyMap<string, string>) => [...of].map(([value, label]) => ({ value, label }))
    return {
      plans: plans.map((one) => ({ value: one.slug, label: read(one.title, lang).words })),
      levels: choices(levels),
      offices: choices(offices),
    }
  })
  return ctx.page({
    title: say('newTitle'),
    current: '/work',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <SeriesNew lang={lang} {...props} typed={errors.length > 0 ? ctx.typed() : {}} errors={errors} csrf={ctx.csrf} />
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

async function save(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = workDistrict(visitor)
  mustLeadCycles(visitor, district)
  const say = words(ctx.lang)
  const typed = seriesForm.safeParse(form)
  const slug = typed.success ? slugOf(typed.data.title_en) : ''
  if (!typed.success || typed.data.levels.length === 0 || slug === '') {
    const field = typed.success
      ? slug === ''
        ? 'title_en'
        : 'levels'
      : String(typed.error.issues[0]?.path[0] ?? 'title_en')
    return begin(ctx, [{ field, message: say('badForm'), hint: say('badFormHint') }])
  }
  const { title_en, title_es, plan, levels, offices, every, opens_before, closes_after } = typed.data
  await ctx.inScope(async (tx) => {
    const known = (await seriesOf(tx, [district])).find((one) => one.slug === slug)
    return beginSeries(tx, visitor, district, {
      slug,
      title: { en: title_en, es: title_es },
      plan,
      chosen: { levels, offices },
      rule: { kind: 'recurs', every, days: 'office', off: 'before' },
      opens_before,
      closes_after,
      // The same form again is the same series, also on a later day.
      from: known?.from_date ?? (await todayOf(tx, district)),
    })
  })
  return ctx.redirect('/work/cycles?begun=yes')
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

async function show(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx, scope) => {
    const cycle = await cycleById(tx, ctx.id('id'))
    mustReadCycle(visitor, cycle.district_id)
    const series = await seriesById(tx, cycle.series_id)
    const today = await todayOf(tx, cycle.district_id)
    const now = await readingNow(tx, scope, cycle, today)
    const kept = await readingAtClosing(tx, cycle.cycle_id)
    const asClosed = kept !== null && ctx.query('as') === 'closed'
    const reading = asClosed ? kept : now
    const numbers = seesNumbers(visitor, cycle.district_id)
    const deputy = await standingIn(tx, visitor)
    const items = new Map((await itemsOfCycles(tx, [cycle.cycle_id])).map((item) => [item.item_id, item]))
    const questions = new Map((await questionsOf(tx, [cycle.cycle_id])).map((one) => [one.question_id, one]))
    const after = new Set(
      (await answersOf(tx, [cycle.cycle_id])).filter((one) => isAfterClosing(one, cycle)).map((one) => one.question_id),
    )
    const offices = new Map(reading.offices.map((one) => [one.office, one.name]))
    // Of this cycle, and of the series that it is one of.
    const changes = [
      ...(await historyOf(tx, cycleObject, cycle.cycle_id)),
      ...(await historyOf(tx, seriesObject, cycle.series_id)),
    ].toSorted((a, b) => b.at.getTime() - a.at.getTime())
    const names = await namesFor(
      tx,
      [],
      changes.map((one) => one.actor),
    )
    const title = say('cycleOf', { title: read(series.title, lang).words, date: shortDate(cycle.due_on, lang) })
    return {
      id: cycle.cycle_id,
      title,
      facts: [
        { value: say(cycle.closed_at === null ? 'open' : 'closed') },
        { label: say('openSince'), value: shortDate(cycle.opens_on, lang) },
        { label: say('dueBy'), value: shortDate(cycle.due_on, lang) },
        cycle.closed_on === null
          ? { label: say('closesOn'), value: shortDate(cycle.closes_on, lang) }
          : { label: say('closedOn'), value: shortDate(cycle.closed_on, lang) },
        ...(cycle.digest === null ? [] : [{ label: say('digest'), value: cycle.digest.slice(0, 16) }]),
        { value: say('inPlan'), href: `/plans/${series.plan}` },
      ],
      summary: say('summary', reading.counts),
      offices: officeRows(reading, lang),
      questions: reading.questions.map((one) => {
        const item = items.get(questions.get(one.question)?.item_id ?? 0)
        return {
          ...questionLine(one, { offices, after: !asClosed && after.has(one.question), numbers }, lang),
          mayAnswer: item !== undefined && mayUpdate(deputy, item),
        }
      }),
      closed: cycle.closed_on === null ? null : shortDate(cycle.closed_on, lang),
      asClosed,
      differences: kept === null ? [] : differenceRows(differences(kept, now, lang), now, numbers, lang),
      seesNumbers: numbers,
      mayClose:
        cycle.closed_at === null && today > cycle.due_on && leads(visitor, cycle.district_id)
          ? shortDate(cycle.closes_on, lang)
          : null,
      history: historyLines(changes, names, await timeZoneOf(tx, cycle.district_id), () => false, lang),
    }
  })
  return ctx.page({
    title: props.title,
    current: '/work',
    width: 'wide',
    thread: {
      lang,
      up: [{ label: say('title'), href: '/work/cycles' }],
      here: { label: props.title },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: <CycleShow lang={lang} {...props} justClosed={ctx.query('closed') === 'yes'} csrf={ctx.csrf} />,
  })
}

async function close(ctx: Ctx): Promise<Response> {
  await ctx.form()
  const id = ctx.id('id')
  await ctx.inScope((tx) => closeCycle(tx, ctx.who(), id))
  return ctx.redirect(`/work/cycles/${id}?as=closed&closed=yes`)
}

/** Reporting cycles. Stands before the pages of items, whose address takes a number. */
export const cycleRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/cycles', access: 'signed-in', handle: list },
  { method: 'POST', path: '/work/cycles', access: 'signed-in', handle: save },
  { method: 'GET', path: '/work/cycles/new', access: 'signed-in', handle: (ctx) => begin(ctx) },
  { method: 'POST', path: '/work/cycles/series/:id/end', access: 'signed-in', handle: setEnd(true) },
  { method: 'POST', path: '/work/cycles/series/:id/resume', access: 'signed-in', handle: setEnd(false) },
  { method: 'GET', path: '/work/cycles/:id', access: 'signed-in', handle: show },
  { method: 'POST', path: '/work/cycles/:id/close', access: 'signed-in', handle: close },
  ...answerRoutes,
]
