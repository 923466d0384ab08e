import type { Readable } from 'node:stream'
import { invalid, missing } from '../../../platform/errors.ts'
import { downloadHeaders } from '../../../platform/web/headers.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { readCsv, writeCsv } from '../exchange/tables/csv.ts'
import type { Opened } from '../exchange/tables/book.ts'
import { readXlsx, writeXlsx } from '../exchange/tables/xlsx.ts'
import { current, mustRead, pickPlan } from '../opening.tsx'
import { said } from '../say.ts'
import { usualCalendar, yearOfDay } from '../timeframes/calendar.ts'
import { officeOf } from '../whole/measure-facts.ts'
import { mustEnter } from './access.ts'
import { entersHere, enterValues, kindHere, type Outcome } from './actions.ts'
import { type Open, openValues } from './asking.ts'
import { officeName, ofWords } from './list-view.ts'
import { type ProblemLine, SheetProblems } from './pages/sheet-problems.tsx'
import { byPeriod, firstDay, kindFor, periodsOf, readPeriod } from './period.ts'
import { say } from './say.ts'
import type { Entry } from './schema.ts'
import {
  type CameRow,
  codeLines,
  headOf,
  rowsIn,
  type SheetProblem,
  type SheetRow,
  sheetLimits,
  templateOf,
} from './sheet.ts'
import { placeOf } from './show.tsx'
import { entriesOf } from './store.ts'
import { standingWords, typedOf } from './view.ts'

/** So many problems of a file are shown at once. */
const mostShown = 200

/** The rows of the template: each measure that this person enters, for each period of a year that has begun, with what holds now. */
function templateRows(
  ctx: Ctx,
  open: Open,
  entries: readonly Entry[],
  asked: { year: number; office: string },
): SheetRow[] {
  const { filling } = open
  const now = new Map(entries.map((one) => [`${one.measure}/${one.period}`, one]))
  return filling.graph.plan.measures
    .filter((m) => entersHere(ctx.who(), filling, m))
    .filter((m) => asked.office === '' || officeOf(filling.graph, m) === asked.office)
    .flatMap((m) => {
      const known = entries.filter((one) => one.measure === m.id && readPeriod(one.period)?.year === asked.year)
      const codes = new Set([...periodsOf(kindFor(m.every), asked.year), ...known.map((one) => one.period)])
      return byPeriod([...codes].map((period) => ({ period })))
        .filter(({ period }) => {
          const read = readPeriod(period)
          return read !== null && firstDay(read) <= filling.today
        })
        .map(({ period }): SheetRow => {
          const entry = now.get(`${m.id}/${period}`) ?? null
          const blind = entry?.state === 'value' && entry.value === null
          const typed = typedOf(entry, period)
          return {
            measure: m.id,
            title: said(m.title, ctx.lang).words,
            element: ofWords(filling, m, ctx.lang),
            office: officeName(filling, m, ctx.lang),
            kind: say(ctx.lang)(`kind.${kindHere(m)}`),
            // What this person may not see goes out as an empty row, which says nothing when it comes back.
            typed: blind ? { period, version: typed.version ?? '0' } : typed,
          }
        })
    })
}

async function take(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const format = ctx.param('format')
  if (format !== 'xlsx' && format !== 'csv')
    throw missing('plans/no-sheet', 'There is no such file.', 'Choose XLSX or CSV.')
  const { open, found, entries } = await ctx.inScope(async (tx, scope) => {
    const one = await openValues(ctx, tx, scope)
    return { ...one, entries: one.open ? await entriesOf(tx, one.open.plan.row.plan_id) : [] }
  })
  if (!open) return pickPlan(ctx, found)
  const { filling, plan } = open
  mustEnter(plan.graph.plan.measures.some((m) => entersHere(ctx.who(), filling, m)))
  const asked = Number(ctx.query('year'))
  const year =
    Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : yearOfDay(usualCalendar, filling.today)
  const words = say(ctx.lang)
  const rows = templateRows(ctx, open, entries, { year, office: ctx.query('office') ?? '' })
  const book = templateOf(rows, codeLines(words), format)
  const name = `${plan.row.slug}-values-${year}.${format}`
  if (format === 'csv')
    return new Response(writeCsv(book), { headers: downloadHeaders(name, 'text/csv; charset=utf-8') })
  return new Response(new Uint8Array(await writeXlsx(book)), {
    headers: downloadHeaders(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  })
}

/** A file in memory, up to the limit: a longer one is not read to its end. */
async function bytesOf(body: Readable): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += (part as Uint8Array).length
    if (size > sheetLimits.bytes)
      throw invalid('plans/sheet-large', 'The file is larger than 2 MB.', 'Send the values of one year or one office.')
    parts.push(part as Uint8Array)
  }
  return Buffer.concat(parts)
}

/** A workbook is a ZIP archive; anything else is read as CSV. */
const openBook = (bytes: Uint8Array): Promise<Opened> | Opened =>
  bytes[0] === 0x50 && bytes[1] === 0x4b ? readXlsx(bytes, sheetLimits) : readCsv(bytes, sheetLimits)

const lineOf = ({ where, rule, values }: SheetProblem, lang: Lang): ProblemLine => {
  const filled = { ...values, near: values['near'] || 'none' }
  return { where, what: say(lang)(`sheet.${rule}`, filled), todo: say(lang)(`sheet.${rule}Fix`, filled) }
}

/** What came of a row, as lines that say where and what to do; none when it can be saved. */
function linesOf(open: Open, row: CameRow, outcome: Outcome, lang: Lang): ProblemLine[] {
  const words = say(lang)
  const m = open.plan.graph.plan.measures.find((one) => one.id === row.measure)
  switch (outcome.kind) {
    case 'problems':
      return outcome.problems.map((one) => ({
        where: `${row.at(one.field)}, ${words('rowAt', { line: String(row.line) })}, ${headOf(one.field)}`,
        what: words(`problem.${one.rule}`),
        todo: words(`problem.${one.rule}Fix`),
      }))
    case 'conflict':
      return [
        {
          where: row.at('version'),
          what: words('sheet.conflict', { now: m ? standingWords(outcome.now, m, lang) : '' }),
          todo: words('sheet.conflictFix', { version: String(outcome.now.version) }),
        },
      ]
    case 'refused':
      return [
        {
          where: row.at('measure'),
          what: words(`refused.${outcome.why}`),
          todo: words(`refused.${outcome.why}Fix`),
        },
      ]
    default:
      return []
  }
}

async function send(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { lang } = ctx
  const words = say(lang)
  const opened = await ctx.upload(async (_fields, file) => {
    if (file.name === '') throw invalid('plans/no-sheet-file', 'No file was chosen.', 'Choose a file, then send it.')
    return openBook(await bytesOf(file.body))
  })
  const { open, found, lines, outcomes } = await ctx.inScope(async (tx, scope) => {
    const { open, found } = await openValues(ctx, tx, scope)
    if (!open) return { open, found, lines: [], outcomes: [] }
    const { filling } = open
    const { measures } = open.plan.graph.plan
    mustEnter(measures.some((m) => entersHere(ctx.who(), filling, m)))
    if (!opened.book)
      return {
        open,
        found,
        outcomes: [],
        lines: [{ where: '', what: words(`book.${opened.refused}`), todo: words('bookFix') }],
      }
    const { rows, problems } = rowsIn(
      opened.book,
      measures.map((m) => m.id),
    )
    // With something wrong in the file itself its rows are looked through all the same, so that everything is told at once.
    const outcomes = await enterValues(tx, ctx.who(), filling, rows, {
      via: 'sheet',
      save: problems.length > 0 ? 'none' : 'all',
    })
    const told = rows.flatMap((row, i) => {
      const outcome = outcomes[i]
      return outcome ? linesOf(open, row, outcome, lang) : []
    })
    return { open, found, outcomes, lines: [...problems.map((one) => lineOf(one, lang)), ...told] }
  })
  if (!open) return pickPlan(ctx, found)
  if (lines.length > 0)
    return ctx.page({
      title: words('sheetBad', { count: lines.length }),
      current,
      status: 422,
      body: (
        <SheetProblems
          lang={lang}
          plan={placeOf(open, lang)}
          lines={lines.slice(0, mostShown)}
          more={Math.max(0, lines.length - mostShown)}
          send={open.href('/sheet')}
          back={open.href('')}
          csrf={ctx.csrf}
        />
      ),
    })
  const saved = outcomes.filter((one) => one.kind === 'saved').length
  const same = outcomes.filter((one) => one.kind === 'same').length
  return ctx.redirect(open.href('', { saved: `${saved}.${same}` }))
}

export const sheetRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/values/sheet/:format', access: 'signed-in', handle: take },
  { method: 'POST', path: '/plans/:plan/values/sheet', access: 'signed-in', handle: send },
]
