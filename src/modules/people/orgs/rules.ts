import { addDays } from '../../../platform/dates.ts'
import {
  type CalendarRow,
  type DayType,
  dayTypes,
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
export type DayTold = { org: string | null; year: number; day: string; type: DayType; period: string | null; season: string | null }

const blank = (cell: string | null | undefined): string | null => cell?.trim() || null

/** True for a real date written yyyy-mm-dd. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

/** A grade as files write it (PK, K, 1..12) to its number (-1, 0, 1..12); null when it is none. */
export function gradeOf(text: string): number | null {
  const up = text.trim().toUpperCase()
  if (up === 'PK') return -1
  if (up === 'K') return 0
  return /^(0?[1-9]|1[0-2])$/.test(up) ? Number(up) : null
}

/** The school year (its ending year) that a date lies in, when years begin on `begins` (mm-dd). */
export function schoolYearOf(date: string, begins = '07-01'): number {
  return Number(date.slice(0, 4)) + (date.slice(5) >= begins ? 1 : 0)
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
      say(row, 'org-bad-lineage', 'lineage', lineage, `There is no lineage "${lineage}".`, `Use one of: ${lineageKinds.join(', ')}, or leave it empty.`)
    if (from !== null && to !== null && to < from)
      say(row, 'org-dates-swapped', 'to_date', to, 'The organization ends before it begins.', 'Check both dates.')
    const low = grade('low_grade')
    const high = grade('high_grade')
    if (low !== null && high !== null && low > high)
      say(row, 'org-grades-swapped', 'high_grade', blank(cells.high_grade), 'The highest grade is below the lowest.', 'Check both grades.')
    const parent = blank(cells.parent_code)
    if (kind !== null && kind !== 'state' && parent === null)
      say(row, 'org-no-parent', 'parent_code', '', 'Every organization but the state hangs under another one.', 'Name the code of its parent.')
    if (code === null || name === null || kind === null || from === null) return
    const place = parent === null ? [] : [{ parent, from, to }]
    const known = told.get(code)
    const successors = (blank(cells.successor_code) ?? '').split(/[\s;]+/).filter(Boolean)
    if (lineage !== null && lineage !== 'closed' && successors.length === 0)
      say(row, 'org-no-successor', 'successor_code', '', `"${lineage}" needs the code of the organization that came after.`, hints.missing)
    if (!known) {
      const one: OrgTold = { row, code, name, kind: kind as OrgKind, from, to, low, high, phone: blank(cells.phone), address: blank(cells.address), places: place, successors, lineage: lineage as LineageKind | null }
      told.set(code, one)
      return
    }
    if (known.kind !== kind) say(row, 'org-two-kinds', 'kind', kind, `The code ${code} stands for two kinds of organization.`, 'Give one of them another code.')
    if (known.places.some((other) => other.parent === parent && other.from === from))
      say(row, 'org-twice', 'org_code', code, `The code ${code} stands twice with the same parent and date.`, 'Remove one of the rows.')
    // The row with the latest beginning tells name, grades, address.
    if (from >= (known.places.at(-1)?.from ?? '')) Object.assign(known, { name, low, high, phone: blank(cells.phone), address: blank(cells.address) })
    known.places.push(...place)
    known.places.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    if (from < known.from) known.from = from
    known.to = known.to === null || to === null ? null : to > known.to ? to : known.to
    known.successors.push(...successors.filter((one) => !known.successors.includes(one)))
    known.lineage = known.lineage ?? (lineage as LineageKind | null)
  })
  for (const one of told.values()) {
    for (const place of one.places)
      if (place.parent === one.code) say(one.row, 'org-own-parent', 'parent_code', place.parent, 'An organization cannot be its own parent.', 'Name the organization above it.')
    for (const other of one.successors)
      if (other === one.code) say(one.row, 'org-own-successor', 'successor_code', other, 'An organization cannot follow itself.', 'Name the organization that came after.')
  }
  return { orgs: parentsFirst([...told.values()], say), problems }
}

function parentsFirst(orgs: OrgTold[], say: (row: number, code: string, field: string, value: string, message: string, hint: string) => void): OrgTold[] {
  const byCode = new Map(orgs.map((one) => [one.code, one]))
  const state = new Map<string, 'open' | 'done'>()
  const sorted: OrgTold[] = []
  const visit = (one: OrgTold): void => {
    const seen = state.get(one.code)
    if (seen === 'done') return
    if (seen === 'open') {
      say(one.row, 'org-circle', 'parent_code', one.code, 'The parents go round in a circle.', 'Follow parent_code upwards: it must end at the state.')
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

/** Stays in the line of command (not in portfolios) that overlap: an organization has one line at a time. */
export function overlapping(places: readonly Placement[]): boolean {
  const sorted = [...places].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.some((place, index) => {
    const next = sorted[index + 1]
    return next !== undefined && (place.to === null || place.to >= next.from)
  })
}

/** The day on which the next organization begins: the day after the last of the old one. */
export const dayAfter = (to: string): string => addDays(to, 1)

/** Reads the rows of calendar.csv. Out: the days told, and what is wrong (nothing is loaded then). */
export function checkCalendar(rows: readonly CalendarRow[]): { days: DayTold[]; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const days: DayTold[] = []
  const seen = new Set<string>()
  rows.forEach((cells, index) => {
    const row = index + 1
    const say = (code: string, field: string, value: string | null, message: string, hint: string) =>
      problems.push({ row, code: `people/${code}`, field, value: value ?? '', message, hint })
    const year = blank(cells.school_year)
    const day = blank(cells.date)
    const type = blank(cells.day_type)
    const org = blank(cells.org_code)
    if (year === null || !/^\d{4}$/.test(year)) say('calendar-bad-year', 'school_year', year, 'This is not a school year.', 'Write the year in which it ends: 2027 for 2026-27.')
    if (day === null || !isDate(day)) say('calendar-bad-date', 'date', day, 'This is not a date.', hints.date)
    if (type === null || !(dayTypes as readonly string[]).includes(type))
      say('calendar-bad-type', 'day_type', type, 'This is not a type of day.', `Use one of: ${dayTypes.join(', ')}.`)
    if (year === null || day === null || type === null || !isDate(day)) return
    const ends = Number(year)
    // A year may begin early or end late by a month, no more: a wrong year is the usual mistake.
    if (day < `${ends - 1}-06-01` || day > `${ends}-08-31`)
      say('calendar-outside-year', 'date', day, `The date does not lie in the school year ${year}.`, 'Check the date and the school year.')
    const key = `${org ?? ''} ${year} ${day}`
    if (seen.has(key)) say('calendar-twice', 'date', day, 'The same day stands twice.', 'Remove one of the rows.')
    seen.add(key)
    days.push({ org, year: ends, day, type: type as DayType, period: blank(cells.marking_period), season: blank(cells.season) })
  })
  return { days, problems }
}
