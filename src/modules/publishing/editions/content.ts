import { languages, type Text } from '../../../platform/words.ts'
import type { PublicCertificate } from '../certificate.ts'
import type { PacketPart } from '../packet/schema.ts'
import type { ReleasedReport } from '../report/schema.ts'
import type {
  Collected,
  DataFile,
  DefinitionCard,
  Judgement,
  PlanCard,
  PromiseCard,
  ProtectedCell,
  PublicCell,
  Reference,
  RunStamp,
  SchoolCard,
  SeriesPoint,
} from '../sources.ts'
import { keyOf, yearsOf, type Years } from '../tables.ts'
import { sha256 } from './canonical.ts'

export const editionKinds = ['scorecard', 'packet'] as const
export type EditionKind = (typeof editionKinds)[number]

export type JudgedPromise = PromiseCard & { judged: Judgement }
/** The second word beside the number of each school and of the district: how it moved, from public values. */
export type SchoolTrend = { org_id: number; definition: string; trend: Judgement['trend'] }

/** A school of the edition. `file`: the name of its page, without an ending. */
export type ListedSchool = SchoolCard & { file: string }

/** The district's line of an indicator: what chance alone could do in each closed year. */
export type YearBand = { definition: string; school_year: number; low: number | null; high: number | null }

/**
 * All that an edition says, of public values only: the files are rendered from this and from nothing else.
 * It holds no reason why a cell is hidden, because that would tell how small it is.
 */
export type EditionContent = {
  format: 1
  kind: EditionKind
  number: number
  as_of: string
  district: { org_id: number; code: string; name: string; slug: string; synthetic: boolean }
  title: Text
  note: Text
  corrects: { number: number; words: Text } | null
  years: Years
  definitions: DefinitionCard[]
  plan: PlanCard | null
  promises: JudgedPromise[]
  bands: YearBand[]
  trends: SchoolTrend[]
  schools: ListedSchool[]
  references: Reference[]
  cells: PublicCell[]
  runs: RunStamp[]
  data: DataFile[]
  rule: { id: string; version: string }
  /** of the attack on its hidden numbers; editions from before it have none */
  certificate?: PublicCertificate
  /** of a board packet only */
  packet?: PacketPart
  /** annual progress reports that were signed since: each number of them was released with an earlier edition */
  reports?: ReleasedReport[]
  /** texts that exist in one language only: `title`, `note`, `promise:12` */
  untranslated: string[]
}

export type ContentInput = {
  kind: EditionKind
  packet: PacketPart | null
  reports?: readonly ReleasedReport[]
  number: number
  as_of: string
  slug: string
  /** a synthetic district says so on every page */
  synthetic: boolean
  title: Text
  note: Text
  corrects: { number: number; words: Text } | null
  collected: Collected
  cells: readonly ProtectedCell[]
  rule: { id: string; version: string }
  certificate: PublicCertificate
}

/** Cells as the public has them, in the order in which an edition keeps them. */
export const publicCells = (cells: readonly ProtectedCell[]): PublicCell[] =>
  cells.map(publicCell).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

/** Puts an edition together. In: what people wrote, the cards, and cells that went through disclosure control. Out: the public content. */
export function contentOf(input: ContentInput): EditionContent {
  const { collected } = input
  const cells = publicCells(input.cells)
  const at = new Map(cells.map((cell) => [keyOf(cell), cell]))
  const years = yearsOf(cells, collected.current_year)
  const districtId = collected.district.org_id
  const byName = new Intl.Collator('en', { numeric: true })
  const shownYears = [...years.closed, ...(years.closed.length === 0 ? [years.latest] : [])]
  const series = (
    definition: string,
    org: number,
    only: readonly number[],
    group: { set: string; value: string } = { set: 'all', value: 'all' },
  ): SeriesPoint[] =>
    only.flatMap((school_year) => {
      const cell = at.get(
        keyOf({
          definition,
          school_year,
          period: 'year',
          org_id: org,
          group_set: group.set,
          group_value: group.value,
        }),
      )
      return cell
        ? [
            {
              school_year,
              through_date: cell.through_date,
              state: cell.state === 'measured' && !cell.shown ? ('suppressed' as const) : cell.state,
              n: cell.n,
              d: cell.d,
            },
          ]
        : []
    })
  // The call stands beside the number of the latest year: where there is none yet, an older one says nothing of it.
  const reaching = (line: SeriesPoint[]): SeriesPoint[] => (line.at(-1)?.school_year === years.latest ? line : [])
  const used = new Set(cells.map((cell) => cell.definition))
  const schools = collected.schools
    .filter((school) => cells.some((cell) => cell.org_id === school.org_id))
    .map((school): ListedSchool => ({ ...school, file: fileFor(school.code) }))
    .toSorted((a, b) => byName.compare(a.name, b.name) || (a.code < b.code ? -1 : 1))
  const definitions = collected.definitions.filter((card) => used.has(card.id))
  const promises = collected.promises
    .filter((promise) => used.has(promise.definition))
    .map((promise) => ({
      ...promise,
      // A promise about a group is judged by that group's number: groups stand in editions for the latest year only.
      judged: collected.judge(
        promise,
        promise.definition,
        reaching(series(promise.definition, districtId, promise.group ? [years.latest] : shownYears, promise.group)),
      ),
    }))
  const bands = definitions.flatMap((card) => {
    const line = series(card.id, districtId, shownYears)
    return line.map((point, index): YearBand => {
      const { low, high } = collected.judge(null, card.id, line.slice(0, index + 1))
      return { definition: card.id, school_year: point.school_year, low, high }
    })
  })
  const pair = years.previous === null ? [years.latest] : [years.previous, years.latest]
  const trends = [districtId, ...schools.map((school) => school.org_id)].flatMap((org_id) =>
    definitions.flatMap((card) => {
      const line = series(card.id, org_id, pair)
      return line.length < 2 ? [] : [{ org_id, definition: card.id, trend: collected.judge(null, card.id, line).trend }]
    }),
  )
  const runs = collected.runs.filter((run) =>
    cells.some((cell) => cell.definition === run.definition && cell.school_year === run.school_year),
  )
  const content = {
    format: 1 as const,
    kind: input.kind,
    number: input.number,
    as_of: input.as_of,
    district: { ...collected.district, slug: input.slug, synthetic: input.synthetic },
    title: input.title,
    note: input.note,
    corrects: input.corrects,
    years,
    definitions,
    plan: collected.plan,
    promises,
    bands,
    trends,
    schools,
    references: collected.references.filter((one) => used.has(one.definition)),
    cells,
    // Without the digest of the true cube: whoever has it can try hidden counts until it fits.
    runs: runs.map(({ digest: _, ...run }) => run).toSorted((a, b) => a.run_id - b.run_id),
    data: collected.data,
    rule: input.rule,
    certificate: input.certificate,
    ...(input.packet ? { packet: input.packet } : {}),
    ...(input.reports && input.reports.length > 0 ? { reports: [...input.reports] } : {}),
  }
  return { ...content, untranslated: untranslatedOf(content) }
}

/**
 * A code as a file name: itself when it is a harmless one, otherwise its letters and digits with a fingerprint of the whole code, so that codes which
 * differ only in other signs stay apart.
 */
export function fileFor(code: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(code)) return code
  const plain = code
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  return `${plain || 'school'}-${sha256(code).slice(0, 16)}`
}

/** Field by field, so that nothing else (why it is hidden, the run, a true value) comes along. */
function publicCell(cell: ProtectedCell): PublicCell {
  const { definition, school_year, period, org_id, group_set, group_value, state, shown, through_date } = cell
  return {
    definition,
    school_year,
    period,
    org_id,
    group_set,
    group_value,
    state,
    shown,
    n: shown ? cell.n : null,
    d: cell.d,
    through_date,
  }
}

function untranslatedOf(content: Omit<EditionContent, 'untranslated'>): string[] {
  const texts: [string, Text | null | undefined][] = [
    ['title', content.title],
    ['note', content.note],
    ...content.promises.flatMap((promise): [string, Text | null][] => [
      [`promise:${promise.id}`, promise.title],
      [`goal:${promise.id}`, promise.goal],
      [`baseline:${promise.id}`, promise.baseline],
    ]),
    ...content.definitions.flatMap((card): [string, Text | undefined][] => [
      [`definition:${card.id}`, card.words],
      [`source:${card.id}`, card.rules.find((rule) => !languages.every((lang) => rule.source[lang]))?.source],
    ]),
    ['plan', content.plan?.title],
    ...(content.packet?.responses ?? []).map((one): [string, Text] => [`response:${one.promise}`, one.words]),
    ...(content.packet?.calendar ?? []).map((one, index): [string, Text] => [`report:${index + 1}`, one.title]),
    ...(content.reports ?? []).map((one): [string, Text] => [`progress:${one.file}`, one.content.words]),
  ]
  const has = (text: Text) => languages.filter((lang) => text[lang])
  return texts
    .filter(([, text]) => text && has(text).length > 0 && has(text).length < languages.length)
    .map(([name]) => name)
}
