import { parseRows } from './golden-table.ts'
import { type Field, factNames, factOf, isFact } from './facts.ts'
import type { Issue, Path } from './issue.ts'
import { type Definition, testsOf, usedFields, type Value } from './language.ts'
import {
  dayIn,
  emptyRows,
  type Group,
  meaningOf,
  type Row,
  type Spell,
  totals,
  type Total,
  type World,
} from './meaning.ts'
import { isMap, type Reader, reader } from './reader.ts'
import { dayOf, flagOf, gradeOf, numberOf, readValue } from './values.ts'

/** The school year in which every worked example happens; its days are written without a year. */
export const goldenYear = 2026
const maxLines = 60

/**
 * A worked example: made-up students and what must come out, as two small tables (commas, semicolons or tabs between cells, a header first).
 * `table`: student, school, grade, and a column for each field that the definition speaks of (`course.mark`); `expected`: school, n, d.
 */
export type Golden = { table: string; expected: string }
export type GoldenRead = { world: World; schools: readonly string[]; expected: ReadonlyMap<string, Total> }

/** The columns that the table of a definition's example has. */
export function goldenColumns(definition: Definition): string[] {
  const columns = ['student', 'school', 'grade']
  for (const [fact, fields] of usedFields(definition)) {
    const own = fields.filter((field) => !(fact === 'enrollment' && ['grade', 'last_school', 'at_end'].includes(field)))
    if (fact === 'enrollment' && fields.some((field) => field === 'at_end' || field === 'last_school'))
      columns.push('left')
    if (fact !== 'enrollment' && own.length === 0) columns.push(fact)
    columns.push(...own.map((field) => `${fact}.${field}`))
  }
  if ([definition.of, ...testsOf(definition).map((test) => test.rows)].some((rows) => rows.year === 'until'))
    columns.push('year')
  return columns
}

/** What somebody wrote as an example, or null. */
export const goldenOf = (content: Record<string, unknown>): Golden | null => {
  const { golden } = content
  if (!isMap(golden) || typeof golden.table !== 'string' || typeof golden.expected !== 'string') return null
  return golden.table.trim() === '' ? null : { table: golden.table, expected: golden.expected }
}

/** Reads an example as a small world. Out: the world and what it expects, or what is wrong. */
export function readGolden(
  definition: Definition,
  golden: Golden | null,
): { read: GoldenRead | null; issues: readonly Issue[] } {
  const to = reader()
  if (!golden) {
    to.wrong(['golden'], 'golden-missing')
    return { read: null, issues: to.issues }
  }
  const table = parseRows(golden.table)
  if (table.lines.length === 0 || table.lines.length > maxLines)
    to.wrong(['golden', 'table'], table.lines.length === 0 ? 'golden-missing' : 'golden-too-many', { most: maxLines })
  const columns = table.header.map((name, i) => columnOf(to, name, ['golden', 'table', 0, i]))
  const builder = worldOf(definition)
  for (const [i, cells] of table.lines.entries())
    readLine(to, builder, table.header, columns, cells, ['golden', 'table', i + 1])
  const expected = readExpected(to, definition, golden.expected)
  if (to.issues.length > 0) return { read: null, issues: to.issues }
  const totalsOf = [...expected.values()]
  const n = totalsOf.reduce((sum, one) => sum + one.n, 0)
  const d = totalsOf.reduce((sum, one) => sum + one.d, 0)
  if (n === 0 || (definition.counts.kind === 'share' && n === d)) to.wrong(['golden', 'expected'], 'golden-one-sided')
  return to.issues.length > 0
    ? { read: null, issues: to.issues }
    : { read: { world: builder.world(), schools: builder.schools, expected }, issues: [] }
}

export type GoldenResult = { school: string; wanted: Total | null; got: Total | null }

/** What the definition says of its example beside what was expected, school by school. */
export function tryGolden(definition: Definition, read: GoldenRead): { agrees: boolean; rows: GoldenResult[] } {
  const { schools } = totals(definition, meaningOf(definition, read.world))
  const names = [...new Set([...read.schools, ...read.expected.keys()])]
  const rows = names.map((school) => ({
    school,
    wanted: read.expected.get(school) ?? null,
    got: schools.get(read.schools.indexOf(school) + 1) ?? null,
  }))
  const same = (a: Total | null, b: Total | null) => (a?.n ?? 0) === (b?.n ?? 0) && (a?.d ?? 0) === (b?.d ?? 0)
  return { agrees: rows.every((row) => same(row.wanted, row.got)), rows }
}

type Column =
  | { kind: 'student' | 'school' | 'grade' | 'left' | 'year' }
  | { kind: 'fact'; fact: string }
  | { kind: 'field'; fact: string; name: string; field: Field }

function columnOf(to: Reader, name: string, path: Path): Column | null {
  const plain = name.trim()
  if (plain === 'student' || plain === 'school' || plain === 'grade' || plain === 'left' || plain === 'year')
    return { kind: plain }
  const [fact = '', field] = plain.split('.')
  const known = [
    'student',
    'school',
    'grade',
    'left',
    ...factNames.flatMap((one) => Object.keys(factOf(one).fields).map((f) => `${one}.${f}`)),
  ]
  if (!isFact(fact)) {
    to.unknown(path, 'field', plain, known)
    return null
  }
  if (field === undefined) return { kind: 'fact', fact }
  const found = Object.hasOwn(factOf(fact).fields, field) ? factOf(fact).fields[field] : undefined
  if (!found)
    to.unknown(
      path,
      'field',
      plain,
      known.filter((one) => one.startsWith(`${fact}.`)),
    )
  return found ? { kind: 'field', fact, name: field, field: found } : null
}

type Builder = ReturnType<typeof worldOf>

/** Gathers lines to a world: spells in the order of the lines, one row of a fact for each line that says something of it. */
function worldOf(definition: Definition) {
  const schools: string[] = []
  const spells: Spell[] = []
  const groups = new Map<number, Group>()
  const rows = emptyRows()
  const yearOf = new Map<string, number>()
  for (const one of [definition.of, ...testsOf(definition).map((test) => test.rows)])
    yearOf.set(one.fact, one.year === 'before' ? goldenYear - 1 : goldenYear)
  return {
    schools,
    add(line: {
      student: number
      school: string
      grade: number
      left: string | null
      year: number
      values: Map<string, Record<string, Value | null>>
    }) {
      if (!schools.includes(line.school)) schools.push(line.school)
      const school = schools.indexOf(line.school) + 1
      const { student } = line
      const before = spells.filter((one) => one.student === student && one.schoolYear === goldenYear)
      if (!before.some((one) => one.school === school))
        spells.push({
          student,
          school,
          schoolYear: goldenYear,
          grade: line.grade,
          entered: `${goldenYear - 1}-09-0${Math.min(9, before.length + 1)}`,
          left: line.left,
          isPrimary: true,
        })
      for (const [fact, values] of line.values) {
        if (fact === 'enrollment') {
          groups.set(student, groupFrom(groups.get(student), values))
          if (values.new_to_high_school === false)
            spells.push({
              student,
              school,
              schoolYear: goldenYear - 1,
              grade: 9,
              entered: `${goldenYear - 2}-09-01`,
              left: null,
              isPrimary: true,
            })
          continue
        }
        if (!isFact(fact) || fact === 'enrollment') continue
        const schoolYear = line.year === 0 ? (yearOf.get(fact) ?? goldenYear) : goldenYear - line.year
        rows[fact].push({
          student,
          school: fact === 'program' || fact === 'attendance' ? null : school,
          schoolYear,
          values: fact === 'attendance' ? absences(values) : fact === 'course' ? { summer: false, ...values } : values,
        })
      }
    },
    world: (): World => ({ schoolYear: goldenYear, today: `${goldenYear}-12-31`, spells, groups, rows }),
  }
}

/** A share of days that were missed, as days of a year of a hundred, where the days themselves are not given. */
function absences(values: Row['values']): Row['values'] {
  const percent = values.percent_missed ?? null
  const [days, absent] = [values.enrolled_days ?? null, values.absent ?? null]
  if (typeof percent === 'number' && days === null && absent === null)
    return { absent: Math.round(percent * 100), enrolled_days: 100, percent_missed: percent }
  const enrolled = typeof days === 'number' ? days : 180
  return {
    absent: typeof absent === 'number' ? absent : 0,
    enrolled_days: enrolled,
    percent_missed: enrolled > 0 && typeof absent === 'number' ? absent / enrolled : null,
  }
}

function groupFrom(known: Group | undefined, values: Record<string, Value | null>): Group {
  const text = (name: 'race' | 'gender' | 'residency') =>
    typeof values[name] === 'string' ? values[name] : (known?.[name] ?? null)
  const flag = (name: 'econ' | 'el' | 'swd') =>
    typeof values[name] === 'boolean' ? values[name] : (known?.[name] ?? null)
  const needs = values.high_needs ?? null
  const three =
    needs === false
      ? { econ: false, el: false, swd: false }
      : { econ: flag('econ') ?? (needs === true ? true : null), el: flag('el'), swd: flag('swd') }
  return { race: text('race'), gender: text('gender'), residency: text('residency'), ...three }
}

function readLine(
  to: Reader,
  builder: Builder,
  header: readonly string[],
  columns: readonly (Column | null)[],
  cells: readonly string[],
  path: Path,
): void {
  const cell = (kind: string) => (cells[columns.findIndex((one) => one?.kind === kind)] ?? '').trim()
  const student = numberOf(cell('student'))
  const school = cell('school')
  const grade = cell('grade') === '' ? 5 : gradeOf(cell('grade'))
  if (
    student === null ||
    !Number.isInteger(student) ||
    student < 0 ||
    school === '' ||
    school.length > 40 ||
    cells.length > header.length
  ) {
    to.wrong(path, 'golden-bad-line')
    return
  }
  if (grade === null) to.wrong(path, 'bad-grade', { value: to.short(cell('grade')) })
  const left = cell('left') === '' ? null : dayOf(cell('left'))
  if (cell('left') !== '' && left === null) to.wrong(path, 'bad-day', { value: to.short(cell('left')) })
  const values = new Map<string, Record<string, Value | null>>()
  for (const [i, column] of columns.entries()) {
    const text = (cells[i] ?? '').trim()
    if (text === '' || column === null) continue
    if (column.kind === 'fact' && flagOf(text) !== false) values.set(column.fact, values.get(column.fact) ?? {})
    if (column.kind !== 'field') continue
    const value = readValue(to, text, [...path, i], column.field)
    const isDay = column.field.type.kind === 'day' && typeof value === 'string'
    values.set(column.fact, { ...values.get(column.fact), [column.name]: isDay ? dayIn(value, goldenYear) : value })
  }
  const year = cell('year') === '' ? 0 : Number(cell('year'))
  builder.add({
    student,
    school,
    grade: grade ?? 5,
    left: left && dayIn(left, goldenYear),
    year: [0, 1, 2].includes(year) ? year : 0,
    values,
  })
}

function readExpected(to: Reader, definition: Definition, text: string): Map<string, Total> {
  const found = new Map<string, Total>()
  const { lines, header } = parseRows(text)
  const rows = numberOf(header[1] ?? '') === null ? lines : [header, ...lines]
  for (const [i, [school = '', n = '', d = '']] of rows.entries()) {
    const [first, second] = [numberOf(n), numberOf(d)]
    if (school.trim() === '' || first === null || second === null || first < 0 || second < 0)
      to.wrong(['golden', 'expected', i], 'golden-bad-line')
    // A sum is written in days and kept in hundredths.
    else found.set(school.trim(), { n: definition.counts.kind === 'sum' ? Math.round(first * 100) : first, d: second })
  }
  if (found.size === 0 && to.issues.length === 0) to.wrong(['golden', 'expected'], 'golden-missing')
  return found
}
