import type { Tx } from '../../../platform/db/database.ts'
import { percent, shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { leads, mayUpdate, owns, standInFor } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { namesFor, workDistrict } from '../reading.ts'
import { mustReadCycle, seesNumbers } from './access.ts'
import { closeCycle, cycleObject, seriesObject, timesAround } from './actions.ts'
import { answerRoutes } from './answer-routes.tsx'
import { planNamed } from './measured.ts'
import { CycleList, type CycleListProps, type CycleLine, type SeriesLine } from './pages/cycle-list.tsx'
import { CycleShow } from './pages/cycle-show.tsx'
import { readingAtClosing, readingNow } from './reading.ts'
import { countsOf, differences, isAfterClosing, rateOf, standingOf, sumOf } from './rules.ts'
import { words } from './say.ts'
import type { Cycle, Series } from './schema.ts'
import { choicesOf } from './series-choices.ts'
import { seriesRoutes } from './series-routes.tsx'
import { answersOf, cycleById, cyclesOf, itemsOfCycles, questionsOf, seriesById, seriesOf } from './store.ts'
import { comesWords, differenceRows, historyLines, near, officeRows, questionLine } from './view.ts'

const answerHref = (cycle: number, element: string) => `/work/cycles/${cycle}/answers/${encodeURIComponent(element)}`

async function asksWords(tx: Tx, series: Series, lang: Lang): Promise<string> {
  const say = words(lang)
  const plan = await planNamed(tx, series.district_id, series.plan)
  const { elements } = series.chosen
  const choices = choicesOf(plan?.graph ?? null, lang, series.chosen)
  const names = (['levels', 'offices'] as const).flatMap((of) =>
    choices[of].filter((one) => series.chosen[of].includes(one.value)).map((one) => one.label),
  )
  const list = [...names, ...(elements.length > 0 ? [say('asksElements', { count: elements.length })] : [])]
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
    const countsIn = (cycle: Cycle) => {
      const some = questions.filter((one) => one.cycle_id === cycle.cycle_id)
      return countsOf(some.map((one) => standingOf(answers.get(one.question_id) ?? null, cycle.due_on)))
    }
    const onTimeWords = (closed: readonly Cycle[]): string | null => {
      const sum = sumOf(closed.map(countsIn))
      const rate = rateOf(sum)
      return rate === null ? null : say('seriesOnTime', { ...sum, rate: percent(rate, lang) })
    }
    const lineOf = (cycle: Cycle): CycleLine => {
      const counts = countsIn(cycle)
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
        onTime: onTimeWords(cycles.filter((each) => each.series_id === one.series_id && each.closed_at !== null)),
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
    const plan = await planNamed(tx, cycle.district_id, series.plan)
    const choices = choicesOf(plan?.graph ?? null, lang, series.chosen)
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
      history: historyLines(changes, names, await timeZoneOf(tx, cycle.district_id), () => false, lang, choices),
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
  ...seriesRoutes,
  { method: 'GET', path: '/work/cycles/:id', access: 'signed-in', handle: show },
  { method: 'POST', path: '/work/cycles/:id/close', access: 'signed-in', handle: close },
  ...answerRoutes,
]
