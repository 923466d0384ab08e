import { invalid } from '../../../platform/errors.ts'
import type { Lang } from '../../../platform/words.ts'
import { canonical } from '../file/canonical.ts'
import type { Plan } from '../file/format.ts'
import { nowhere } from '../file/problem.ts'
import { readPlan } from '../file/read.ts'
import { sayProblem } from '../problems/say.ts'
import { checkPlan } from '../check.ts'
import { badFile, type Came, type Finding } from './finding.ts'
import { htmlOf } from './html.tsx'
import type { ExchangeFormat } from './carries.ts'
import { type Lost, lostIn, lostInLayout } from './lost.ts'
import { say } from './say.ts'
import { documentOf } from './stratml/from-plan.ts'
import { planOfStratml } from './stratml/to-plan.ts'
import { writeDocument } from './stratml/write.ts'
import type { BookWhy, Opened } from './tables/book.ts'
import { readCsv, writeCsv } from './tables/csv.ts'
import { layoutSchema, mappingSchema, type TableLayout } from './tables/mapping.ts'
import { planOfMapped } from './tables/read-mapped.ts'
import { isTemplate, planOfTemplate, templateOf } from './tables/template.ts'
import { bookOfLayout } from './tables/write-mapped.ts'

export const formats = ['stratml1', 'stratml2', 'csv', 'xlsx', 'json', 'html'] as const
export type Format = (typeof formats)[number]
export const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text)

/** The libraries of workbooks are loaded when the first workbook comes or goes. */
const workbooks = () => import('./tables/xlsx.ts')

/** Type and ending of a file in each format. */
export const fileKinds: Readonly<Record<Format, { type: string; ending: string }>> = {
  stratml1: { type: 'application/xml; charset=utf-8', ending: 'stratml1.xml' },
  stratml2: { type: 'application/xml; charset=utf-8', ending: 'stratml2.xml' },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  json: { type: 'application/json; charset=utf-8', ending: 'json' },
  html: { type: 'text/html; charset=utf-8', ending: 'html' },
}

export type Sent = { bytes: Uint8Array; lost: Lost[] }
export type Options = {
  /** language of the words, where a format carries one only */
  lang: Lang
  /** the workbook that the plan came from, when that very workbook is to come back out */
  layout?: TableLayout | undefined
  /** for HTML: where the style sheet lies; left out: it stands in the file */
  style?: string | undefined
}

const losesAs: Readonly<Record<Format, ExchangeFormat | null>> = {
  stratml1: 'stratml1',
  stratml2: 'stratml2',
  csv: 'tables',
  xlsx: 'tables',
  json: null,
  html: null,
}

/**
 * A plan as a file. Out: its bytes, and what the format cannot carry. JSON is the canonical form and carries everything; HTML is for reading and comes back from
 * nowhere. Errors: Invalid `plans/exchange-no-goal` (StratML wants one goal at least), `plans/exchange-broken` (a plan whose basic check has errors).
 */
export async function sendPlan(plan: Plan, format: Format, options: Options): Promise<Sent> {
  const first = checkPlan(plan).find((one) => one.severity === 'error')
  if (first)
    throw invalid(
      'plans/exchange-broken',
      'The plan has errors, so it is not sent on. {what}',
      'Repair what the check finds, then export it again.',
      [],
      { what: sayProblem(first, options.lang).what },
    )
  const text = (words: string): Uint8Array => new TextEncoder().encode(words)
  const as = losesAs[format]
  const columns = options.layout?.mapping.tabs.flatMap((tab) => tab.columns.map((one) => one.holds))
  const lost = as === null ? [] : as === 'tables' && columns ? lostInLayout(plan, new Set(columns)) : lostIn(plan, as)
  const book = (): ReturnType<typeof templateOf> =>
    options.layout ? bookOfLayout(plan, options.layout) : templateOf(plan)
  switch (format) {
    case 'stratml1':
    case 'stratml2':
      return { bytes: text(writeDocument(documentOf(plan, format === 'stratml1' ? 1 : 2, options.lang))), lost }
    case 'csv':
      return { bytes: text(writeCsv(book())), lost }
    case 'xlsx':
      return { bytes: await (await workbooks()).writeXlsx(book(), options.layout ? 0 : 1), lost }
    case 'json':
      return { bytes: text(`${canonical(plan)}\n`), lost }
    case 'html':
      return { bytes: text(htmlOf(plan, options.lang, options.style)), lost }
  }
}

/** The empty template, as CSV or as a workbook. */
export const emptyTemplate = async (format: 'csv' | 'xlsx'): Promise<Uint8Array> =>
  format === 'csv'
    ? new TextEncoder().encode(writeCsv(templateOf(null)))
    : (await workbooks()).writeXlsx(templateOf(null))

export type Received = Came & { layout: TableLayout | null }

const refused = (why: BookWhy, lang: Lang, limits: Record<string, number>): Finding => ({
  severity: 'error',
  where: '',
  rule: `book-${why}`,
  what: say(lang)(`book_${why}`, limits),
  fix: say(lang)('book_fix'),
})

function receiveTable(opened: Opened, mapping: unknown, lang: Lang): Received {
  const none = (finding: Finding): Received => ({ plan: null, findings: [finding], layout: null })
  if (!opened.book) return none(refused(opened.refused, lang, { rows: 60_000, columns: 400, cells: 2_000_000 }))
  if (mapping === undefined) {
    if (isTemplate(opened.book)) return { ...planOfTemplate(opened.book, lang), layout: null }
    const words = say(lang)
    return none({
      severity: 'error',
      where: '',
      rule: 'not-the-template',
      what: words('nothing'),
      fix: words('book_template'),
    })
  }
  const whole = layoutSchema.safeParse(mapping)
  const parsed = whole.success ? { success: true as const, data: whole.data.mapping } : mappingSchema.safeParse(mapping)
  if (parsed.success) return planOfMapped(opened.book, parsed.data, lang)
  const issue = parsed.error.issues[0]
  const found = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim().slice(0, 200)
  return none({
    severity: 'error',
    where: '',
    rule: 'bad-mapping',
    what: say(lang)('badMapping', { found }),
    fix: say(lang)('badMappingFix'),
  })
}

/**
 * Reads a file of another format as a plan. In: its bytes, its format; the language its words are in (StratML), the reader's language, for a workbook that is not
 * our template its mapping (or the layout of an earlier reading). Out: the plan, or null with every reason by line or cell; the layout of a mapped workbook.
 * Throws nothing for a bad file. HTML is not read: Invalid `plans/exchange-html`.
 */
export async function receivePlan(
  bytes: Uint8Array,
  format: Format,
  options: { language: Lang; lang: Lang; mapping?: unknown },
): Promise<Received> {
  const { language, lang, mapping } = options
  switch (format) {
    case 'stratml1':
    case 'stratml2': {
      const { part, ...came } = planOfStratml(bytes, language, lang)
      const wanted = format === 'stratml1' ? 1 : 2
      if (part === null || part === wanted) return { ...came, layout: null }
      const words = say(lang)
      const finding: Finding = {
        severity: 'error',
        where: '1:1',
        rule: 'other-part',
        what: words('otherPart', { part: String(part), wanted: String(wanted) }),
        fix: words('otherPartFix', { format: `stratml${part}` }),
      }
      return { plan: null, findings: [finding], layout: null }
    }
    case 'csv':
      return receiveTable(readCsv(bytes), mapping, lang)
    case 'xlsx':
      return receiveTable(await (await workbooks()).readXlsx(bytes), mapping, lang)
    case 'json': {
      const reading = readPlan(bytes)
      const problems = reading.plan
        ? checkPlan(reading.plan, reading.places ?? nowhere).filter((one) => one.severity === 'error')
        : reading.problems
      const findings = problems.map((one) => ({
        severity: one.severity,
        where: `${one.line}:${one.col}`,
        rule: one.rule,
        ...sayProblem(one, lang),
      }))
      return { plan: findings.length > 0 ? null : reading.plan, findings, layout: null }
    }
    case 'html':
      throw invalid(
        'plans/exchange-html',
        'A plan cannot be read from HTML: that form is for printing.',
        'Ask for the plan as JSON, StratML, CSV or XLSX.',
      )
  }
}

/** The plan that was received; throws what stands in its way. */
export function mustCome(came: Came): Plan {
  if (!came.plan) throw badFile(came.findings)
  return came.plan
}

/** What was lost, a line each, as a person reads it. */
export const lostLines = (lost: readonly Lost[], lang: Lang): string[] =>
  lost.map((one) => {
    const words = say(lang)
    const shown = one.of.slice(0, 4).join(', ')
    const of = one.of.length > 4 ? `${shown}, ${words('lostMore', { count: one.of.length - 4 })}` : shown
    const what = words(`lost_${one.what}`, { field: one.fields[0] ?? '' })
    return words(one.soft ? 'softLine' : 'lostLine', { what, count: one.of.length, of })
  })
