import { csvLines } from '../../../platform/csv.ts'
import type { PublicCell } from '../sources.ts'
import type { EditionContent } from './content.ts'

/** What stands for a suppressed number in files: never 0, never empty. */
export const star = '*'

export const columns = [
  'definition',
  'school_year',
  'period',
  'through_date',
  'org_kind',
  'org_code',
  'org_name',
  'group_set',
  'group_value',
  'state',
  'n',
  'd',
  'rate',
] as const
type Name = (typeof columns)[number]
export type DataRow = Record<Name, string | number | null>

/** The state column: `shown` and `suppressed` for measured cells, otherwise why there is no number. */
const stateOf = (cell: PublicCell): string =>
  cell.state === 'measured' ? (cell.shown ? 'shown' : 'suppressed') : cell.state

/** One row a cell. Rates keep four decimals: n and d stand beside them, so nothing is added by more. */
export function dataRows(content: EditionContent): DataRow[] {
  const orgs = new Map(
    content.schools.map((school) => [school.org_id, { kind: 'school', code: school.code, name: school.name }]),
  )
  orgs.set(content.district.org_id, { kind: 'district', code: content.district.code, name: content.district.name })
  return content.cells.map((cell) => {
    const state = stateOf(cell)
    const org = orgs.get(cell.org_id)
    const number = (value: number | null) => (state === 'suppressed' && value === null ? star : value)
    const rate = cell.shown && cell.n !== null && cell.d ? Number((cell.n / cell.d).toFixed(4)) : null
    return {
      definition: cell.definition,
      school_year: cell.school_year,
      period: cell.period,
      through_date: cell.through_date,
      org_kind: org?.kind ?? null,
      org_code: org?.code ?? null,
      org_name: org?.name ?? null,
      group_set: cell.group_set,
      group_value: cell.group_value,
      state,
      n: number(cell.n),
      d: number(cell.d),
      rate: number(rate),
    }
  })
}

export const dataCsv = (rows: readonly DataRow[]): string =>
  csvLines([columns, ...rows.map((row) => columns.map((name) => row[name]))])

export function dataJson(content: EditionContent, rows: readonly DataRow[]): string {
  const head = {
    format: 1,
    district: { code: content.district.code, name: content.district.name, synthetic: content.district.synthetic },
    edition: content.number,
    as_of: content.as_of,
    corrects: content.corrects?.number ?? null,
    note: 'A suppressed number is "*": it is hidden to protect students and is not zero.',
    definitions: content.definitions.map((card) => ({
      id: card.id,
      version: card.version,
      title: card.title,
      counts: card.counts,
    })),
    columns,
  }
  return `${JSON.stringify(head).slice(0, -1)},"rows":[\n${rows.map((row) => JSON.stringify(columns.map((name) => row[name]))).join(',\n')}\n]}\n`
}
