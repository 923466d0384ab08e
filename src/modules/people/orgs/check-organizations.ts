import { blank, gradeOf, isDate } from './rules.ts'
import {
  type LineageKind,
  lineageKinds,
  type OrganizationRow,
  type OrgKind,
  orgKinds,
  type RowProblem,
} from './schema.ts'

/** A stay under one parent. */
export type Placement = { parent: string; from: string; to: string | null }
/** An organization as a file tells it: one or more rows of the same code put together. */
export type OrgTold = {
  row: number
  code: string
  name: string
  kind: OrgKind
  from: string
  to: string | null
  low: number | null
  high: number | null
  phone: string | null
  address: string | null
  places: Placement[]
  successors: string[]
  lineage: LineageKind | null
}
const hints = {
  missing: 'Fill the cell.',
  date: 'Write it as 2026-11-20.',
  grade: 'Write PK, K or 1 to 12.',
  choice: 'Use one of the words of the layout.',
} as const

/**
 * Reads the rows of organizations.csv. A code may stand in several rows: each is a stay under a parent with its dates, so a move is two rows,
 * and a row with a portfolio as parent adds a second place. Out: the organizations, parents first, and what is wrong (nothing is loaded then).
 */
export function checkOrganizations(rows: readonly OrganizationRow[]): { orgs: OrgTold[]; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const say = (row: number, code: string, field: string, value: string | null, message: string, hint: string) =>
    problems.push({ row, code: `people/${code}`, field, value: value ?? '', message, hint })
  const told = new Map<string, OrgTold>()
  rows.forEach((cells, index) => {
    const row = index + 1
    const need = (field: 'org_code' | 'name' | 'kind' | 'from_date') => {
      const value = blank(cells[field])
      if (value === null) say(row, 'org-cell-missing', field, '', `The cell ${field} is empty.`, hints.missing)
      return value
    }
    const date = (field: 'from_date' | 'to_date') => {
      const value = blank(cells[field])
      if (value === null || isDate(value)) return value
      say(row, 'org-bad-date', field, value, 'This is not a date.', hints.date)
      return null
    }
    const grade = (field: 'low_grade' | 'high_grade') => {
      const value = blank(cells[field])
      if (value === null) return null
      const number = gradeOf(value)
      if (number === null) say(row, 'org-bad-grade', field, value, 'This is not a grade.', hints.grade)
      return number
    }
    const code = need('org_code')
    const name = need('name')
    const kind = need('kind')
    need('from_date')
    const from = date('from_date')
    const to = date('to_date')
    const lineage = blank(cells.lineage)
    if (kind !== null && !(orgKinds as readonly string[]).includes(kind))
      say(row, 'org-bad-kind', 'kind', kind, `There is no kind "${kind}".`, `Use one of: ${orgKinds.join(', ')}.`)
    if (lineage !== null && !(lineageKinds as readonly string[]).includes(lineage))
      say(
        row,
        'org-bad-lineage',
        'lineage',
        lineage,
        `There is no lineage "${lineage}".`,
        `Use one of: ${lineageKinds.join(', ')}, or leave it empty.`,
      )
    if (from !== null && to !== null && to < from)
      say(row, 'org-dates-swapped', 'to_date', to, 'The organization ends before it begins.', 'Check both dates.')
    const low = grade('low_grade')
    const high = grade('high_grade')
    if (low !== null && high !== null && low > high)
      say(
        row,
        'org-grades-swapped',
        'high_grade',
        blank(cells.high_grade),
        'The highest grade is below the lowest.',
        'Check both grades.',
      )
    const parent = blank(cells.parent_code)
    if (kind !== null && kind !== 'state' && parent === null)
      say(
        row,
        'org-no-parent',
        'parent_code',
        '',
        'Every organization but the state hangs under another one.',
        'Name the code of its parent.',
      )
    if (code === null || name === null || kind === null || from === null) return
    const place = parent === null ? [] : [{ parent, from, to }]
    const known = told.get(code)
    const successors = (blank(cells.successor_code) ?? '').split(/[\s;]+/).filter(Boolean)
    if (lineage !== null && lineage !== 'closed' && successors.length === 0)
      say(
        row,
        'org-no-successor',
        'successor_code',
        '',
        `"${lineage}" needs the code of the organization that came after.`,
        hints.missing,
      )
    if (!known) {
      const one: OrgTold = {
        row,
        code,
        name,
        kind: kind as OrgKind,
        from,
        to,
        low,
        high,
        phone: blank(cells.phone),
        address: blank(cells.address),
        places: place,
        successors,
        lineage: lineage as LineageKind | null,
      }
      told.set(code, one)
      return
    }
    if (known.kind !== kind)
      say(
        row,
        'org-two-kinds',
        'kind',
        kind,
        `The code ${code} stands for two kinds of organization.`,
        'Give one of them another code.',
      )
    if (known.places.some((other) => other.parent === parent && other.from === from))
      say(
        row,
        'org-twice',
        'org_code',
        code,
        `The code ${code} stands twice with the same parent and date.`,
        'Remove one of the rows.',
      )
    // The row with the latest beginning tells name, grades, address.
    if (from >= (known.places.at(-1)?.from ?? ''))
      Object.assign(known, { name, low, high, phone: blank(cells.phone), address: blank(cells.address) })
    known.places.push(...place)
    known.places.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    if (from < known.from) known.from = from
    known.to = known.to === null || to === null ? null : to > known.to ? to : known.to
    known.successors.push(...successors.filter((one) => !known.successors.includes(one)))
    known.lineage = known.lineage ?? (lineage as LineageKind | null)
  })
  for (const one of told.values()) {
    for (const place of one.places)
      if (place.parent === one.code)
        say(
          one.row,
          'org-own-parent',
          'parent_code',
          place.parent,
          'An organization cannot be its own parent.',
          'Name the organization above it.',
        )
    for (const other of one.successors)
      if (other === one.code)
        say(
          one.row,
          'org-own-successor',
          'successor_code',
          other,
          'An organization cannot follow itself.',
          'Name the organization that came after.',
        )
  }
  return { orgs: parentsFirst([...told.values()], say), problems }
}

function parentsFirst(
  orgs: OrgTold[],
  say: (row: number, code: string, field: string, value: string, message: string, hint: string) => void,
): OrgTold[] {
  const byCode = new Map(orgs.map((one) => [one.code, one]))
  const state = new Map<string, 'open' | 'done'>()
  const sorted: OrgTold[] = []
  const visit = (one: OrgTold): void => {
    const seen = state.get(one.code)
    if (seen === 'done') return
    if (seen === 'open') {
      say(
        one.row,
        'org-circle',
        'parent_code',
        one.code,
        'The parents go round in a circle.',
        'Follow parent_code upwards: it must end at the state.',
      )
      return
    }
    state.set(one.code, 'open')
    for (const place of one.places) {
      const parent = byCode.get(place.parent)
      if (parent && parent !== one) visit(parent)
    }
    state.set(one.code, 'done')
    sorted.push(one)
  }
  for (const one of orgs) visit(one)
  return sorted
}
