import type { FormError } from '../../../platform/look/form.tsx'
import { shortDate } from '../../../platform/format.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { todayOf, yearOf } from '../../people/index.ts'
import { mayKeepBoard, mayOpenBoard, mayReadBoard, mustKeepBoard, mustOpenBoard } from '../packet/access.ts'
import { addBoardReport, boardReportObject, changeBoardReport } from '../packet/calendar.ts'
import { publishCalendar } from '../packet/calendar-published.ts'
import { type BoardReportRow, reportForm } from '../packet/schema.ts'
import { calendarPublished } from '../packet/store-calendar.ts'
import { boardReportById, boardReports } from '../packet/store.ts'
import { textOf } from '../schema.ts'
import { publicEdition } from '../store.ts'
import { formErrors, nameErrors } from './forms.ts'
import { CalendarPage, CalendarShow } from './pages/calendar.tsx'
import { type CalendarEntry, districtFor, historyLines, itemsOfCalendar, ownerName, ownerOptions } from './reading.ts'
import { words } from './say.ts'

async function entriesOf(
  tx: Tx,
  district: number,
  rows: readonly BoardReportRow[],
  lang: Lang,
): Promise<CalendarEntry[]> {
  const items = await itemsOfCalendar(tx, district)
  const entries: CalendarEntry[] = []
  for (const row of rows) {
    const item = items.get(row.board_report_id)
    entries.push({
      row,
      owner: await ownerName(tx, row.owner_role, row.owner_org, lang),
      item: item
        ? {
            id: item.item_id,
            done_on: item.state === 'done' ? item.done_on : null,
            dropped: item.state === 'dropped',
          }
        : null,
    })
  }
  return entries
}

const messages = (lang: Lang) => {
  const say = words(lang)
  return { title_en: say('needsTitle'), owner: say('needsOwner'), due_on: say('needsDate') }
}

const titles = (form: { title_en: string; title_es: string }) =>
  [
    ['title_en', form.title_en],
    ['title_es', form.title_es],
  ] as const

/** When a year's calendar was last published; `href` once the pages of the district are there. */
async function publishedAt(tx: Tx, district: number, year: number, lang: Lang) {
  const row = await calendarPublished(tx, district, year)
  const stands = await publicEdition(tx, district)
  return row && { as_of: row.as_of, href: stands ? `/public/${stands.slug}/${lang}/calendar.html` : null }
}

async function publish(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = districtFor(visitor, form.district, mayKeepBoard)
  const asked = Number(form.year)
  const row = await ctx.inScope(async (tx) => {
    const year =
      Number.isInteger(asked) && asked >= 2000 && asked <= 2100
        ? asked
        : await yearOf(tx, district, await todayOf(tx, district))
    return publishCalendar(tx, visitor, district, year)
  })
  return ctx.redirect(`/board/calendar?year=${row.school_year}&saved=yes`)
}

async function list(ctx: Ctx, district: number, errors: readonly FormError[] = []): Promise<Response> {
  const visitor = ctx.who()
  const asked = Number(ctx.query('year'))
  const data = await ctx.inScope(async (tx) => {
    const today = await todayOf(tx, district)
    const current = await yearOf(tx, district, today)
    const all = await boardReports(tx, district)
    const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : current
    return {
      today,
      year,
      years: [...new Set([...all.map((row) => row.school_year), current, year])].toSorted((a, b) => a - b),
      entries: await entriesOf(
        tx,
        district,
        all.filter((row) => row.school_year === year),
        ctx.lang,
      ),
      owners: await ownerOptions(tx, district, ctx.lang),
      published: await publishedAt(tx, district, year, ctx.lang),
    }
  })
  return ctx.page({
    title: words(ctx.lang)('calendar'),
    current: '/board',
    width: 'wide',
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: (
      <CalendarPage
        lang={ctx.lang}
        csrf={ctx.csrf}
        district={district}
        {...data}
        mayKeep={mayKeepBoard(visitor, district)}
        reads={mayReadBoard(visitor, district)}
        saved={ctx.query('saved') === 'yes'}
        typed={errors.length > 0 ? ctx.typed() : {}}
        errors={errors}
      />
    ),
  })
}

async function add(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = districtFor(visitor, form.district, mayKeepBoard)
  const parsed = reportForm.safeParse(form)
  if (!parsed.success)
    return list(ctx, district, formErrors(parsed.error, messages(ctx.lang), words(ctx.lang)('needsTitle')))
  const { title_en, title_es, owner, due_on } = parsed.data
  const named = await nameErrors(ctx, district, titles(parsed.data))
  if (named.length > 0) return list(ctx, district, named)
  const row = await ctx.inScope((tx) =>
    addBoardReport(tx, visitor, district, { title: textOf(title_en, title_es), ...owner, due_on }),
  )
  return ctx.redirect(`/board/calendar?year=${row.school_year}&saved=yes`)
}

async function show(
  ctx: Ctx,
  errors: readonly FormError[] = [],
  conflict: BoardReportRow | null = null,
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const data = await ctx.inScope(async (tx) => {
    const row = await boardReportById(tx, ctx.id('id'))
    mustOpenBoard(visitor, row.district_id)
    const [entry] = await entriesOf(tx, row.district_id, [row], lang)
    return {
      entry: entry ?? { row, owner: '', item: null },
      today: await todayOf(tx, row.district_id),
      owners: await ownerOptions(tx, row.district_id, lang),
      history: await historyLines(tx, row.district_id, boardReportObject, row.board_report_id, lang),
    }
  })
  const { row, owner } = data.entry
  const typed =
    errors.length > 0 || conflict
      ? ctx.typed()
      : {
          title_en: row.title.en ?? '',
          title_es: row.title.es ?? '',
          owner: `${row.owner_role}@${row.owner_org}`,
          due_on: row.due_on,
        }
  return ctx.page({
    title: read(row.title, lang).words,
    current: '/board',
    status: errors.length > 0 ? 422 : conflict ? 409 : 200,
    body: (
      <CalendarShow
        lang={lang}
        csrf={ctx.csrf}
        {...data}
        mayKeep={mayKeepBoard(visitor, row.district_id)}
        typed={typed}
        errors={errors}
        conflict={
          conflict ? [read(row.title, lang).words, owner, shortDate(row.due_on, lang)].filter(Boolean).join(', ') : null
        }
      />
    ),
  })
}

async function change(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const parsed = reportForm.safeParse(form)
  if (!parsed.success) return show(ctx, formErrors(parsed.error, messages(ctx.lang), words(ctx.lang)('needsTitle')))
  const { version, title_en, title_es, owner, due_on } = parsed.data
  const { district_id } = await ctx.inScope((tx) => boardReportById(tx, ctx.id('id')))
  mustKeepBoard(ctx.who(), district_id)
  const named = await nameErrors(ctx, district_id, titles(parsed.data))
  if (named.length > 0) return show(ctx, named)
  const outcome = await ctx.inScope((tx) =>
    changeBoardReport(tx, ctx.who(), ctx.id('id'), version, {
      title: textOf(title_en, title_es),
      ...owner,
      due_on,
    }),
  )
  if (outcome.kind === 'conflict') return show(ctx, [], outcome.row)
  return ctx.redirect(`/board/calendar?year=${outcome.row.school_year}&saved=yes`)
}

async function remove(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const listed = form.listed === 'yes'
  const outcome = await ctx.inScope((tx) =>
    changeBoardReport(tx, ctx.who(), ctx.id('id'), Number(form.version ?? 0), { listed }, listed ? 'back' : 'removed'),
  )
  return outcome.kind === 'conflict'
    ? ctx.redirect(`/board/calendar/${outcome.row.board_report_id}`)
    : ctx.redirect(`/board/calendar?year=${outcome.row.school_year}&saved=yes`)
}

/** The reporting calendar. */
export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/board/calendar',
    access: 'signed-in',
    handle: (ctx) => list(ctx, districtFor(ctx.who(), ctx.query('district'), mayOpenBoard)),
  },
  { method: 'POST', path: '/board/calendar', access: 'signed-in', handle: add },
  // Before the address of one report, which it would be taken for.
  { method: 'POST', path: '/board/calendar/publish', access: 'signed-in', handle: publish },
  { method: 'GET', path: '/board/calendar/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/board/calendar/:id', access: 'signed-in', handle: change },
  { method: 'POST', path: '/board/calendar/:id/remove', access: 'signed-in', handle: remove },
]
