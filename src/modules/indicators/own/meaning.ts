import { type Fact, type FactName, factNames, factOf } from './facts.ts'
import {
  cameWith,
  type Condition,
  type Definition,
  type Holds,
  type Rows,
  type Test,
  testsOf,
  type Value,
} from './language.ts'
import { dayParts } from './values.ts'

/** A row of a fact in a small world (a program or a sum of absences names no school, it counts at the student's last one): values by field name, in the lake's spelling and unit, days as ISO text; a missing one is null or left out. */
export type Row = {
  student: number
  school: number | null
  schoolYear: number
  values: Readonly<Record<string, Value | null>>
}
/** A spell of enrollment. Days are ISO text; `left` null: still there. */
export type Spell = {
  student: number
  school: number
  schoolYear: number
  grade: number
  entered: string
  left: string | null
  isPrimary: boolean
}
/** What the newest file says about a student. */
export type Group = Readonly<
  Record<'race' | 'gender' | 'residency', string | null> & Record<'econ' | 'el' | 'swd', boolean | null>
>

/** A small world: what came, of one school year and those around it. */
export type World = {
  schoolYear: number
  /** ISO text. */
  today: string
  spells: readonly Spell[]
  groups: ReadonlyMap<number, Group>
  rows: Readonly<Record<Exclude<FactName, 'enrollment'>, readonly Row[]>>
}

/** What is said of a student at a school: 1 or 0 in a share, rows in a count, hundredths of days in a sum. */
export type Answer = { student: number; school: number; n: number }

/**
 * What a definition says of a small world, in plain steps: the meaning of the language. The compiled SQL must agree with it (a property test), golden cases
 * are computed by it. Out: each student and school that is asked about, and whether the student counts.
 */
export function meaningOf(definition: Definition, world: World): Answer[] {
  const enrollment = enrolled(world)
  const lastSchool = new Map(
    enrollment.flatMap((row) => (row.values.last_school === true ? [[row.student, row.school] as const] : [])),
  )
  const atLast = (rows: readonly Row[]): Row[] =>
    rows.flatMap((row) =>
      lastSchool.has(row.student) ? [{ ...row, school: lastSchool.get(row.student) ?? null }] : [],
    )
  const { program, attendance } = world.rows
  const all = { ...world.rows, enrollment, program: atLast(program), attendance: atLast(attendance) }
  const rowsOf = (rows: Rows, year = rows.year, where = rows.where): Row[] =>
    all[rows.fact].filter(
      (row: Row) =>
        inYear(row, year, world) && come(row, rows.fact, world) && meets(row, where, factOf(rows.fact), world),
    )
  const grades = new Map(gradesOf(world))
  const asked = new Map<string, { student: number; school: number }>()
  for (const { student, school } of rowsOf(definition.of)) {
    if (school === null) continue
    const grade = grades.get(student)
    const [low, high] = definition.grades ?? []
    if (low !== undefined && high !== undefined && (grade === undefined || grade < low || grade > high)) continue
    asked.set(`${student} ${school}`, { student, school })
  }
  const tests = testsOf(definition).map((test) => ({
    test,
    rows: rowsOf(test.rows),
    told: rowsOf(
      test.rows,
      test.rows.year === 'until' ? 'this' : test.rows.year,
      cameWith(test.rows, factOf(test.rows.fact).cameWith),
    ),
  }))
  const isTold = (school: number) =>
    tests.every(({ test, told }) =>
      factOf(test.rows.fact).comesFrom === 'school' ? told.some((row) => row.school === school) : told.length > 0,
    )
  return [...asked.values()]
    .filter((one) => isTold(one.school))
    .map((one) => {
      const amounts = tests.map(({ test, rows }) =>
        amountOf(
          test,
          rows.filter((row) => row.student === one.student && (!test.here || row.school === one.school)),
        ),
      )
      const { counts } = definition
      return {
        ...one,
        n: counts.kind === 'share' ? Number(holdsFor(counts.holds, amounts, { at: 0 })) : (amounts[0] ?? 0),
      }
    })
}

export type Total = { n: number; d: number }
/** n and d of each school and of the district. Above schools a student of two counts once: in a share when it is so at one of them, else with all of both. */
export function totals(
  definition: Definition,
  answers: readonly Answer[],
): { schools: Map<number, Total>; district: Total } {
  const schools = new Map<number, Total>()
  const students = new Map<number, number>()
  for (const answer of answers) {
    const { n, d } = schools.get(answer.school) ?? { n: 0, d: 0 }
    schools.set(answer.school, { n: n + answer.n, d: d + 1 })
    const known = students.get(answer.student) ?? 0
    students.set(answer.student, definition.counts.kind === 'share' ? Math.max(known, answer.n) : known + answer.n)
  }
  return { schools, district: { n: [...students.values()].reduce((sum, n) => sum + n, 0), d: students.size } }
}

function inYear(row: Row, year: Rows['year'], world: World): boolean {
  if (year === 'this') return row.schoolYear === world.schoolYear
  return year === 'before' ? row.schoolYear === world.schoolYear - 1 : row.schoolYear <= world.schoolYear
}

/** Incidents of a day that has not come do not count yet. */
const come = (row: Row, fact: FactName, world: World): boolean =>
  fact !== 'discipline' || typeof row.values.day !== 'string' || row.values.day <= world.today

function meets(row: Row, condition: Condition, fact: Fact, world: World): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => meets(row, one, fact, world))
    case 'any':
      return condition.of.some((one) => meets(row, one, fact, world))
    case 'not':
      return !meets(row, condition.of, fact, world)
    default: {
      const value = row.values[condition.field] ?? null
      if (condition.kind === 'missing') return (value === null) === condition.missing
      if (value === null) return false
      const isDay = fact.fields[condition.field]?.type.kind === 'day'
      const wanted = (one: Value): Value => (isDay && typeof one === 'string' ? dayIn(one, world.schoolYear) : one)
      if (condition.kind === 'is') return condition.values.some((one) => wanted(one) === value)
      return (
        (condition.low === null || value >= wanted(condition.low)) &&
        (condition.high === null || value <= wanted(condition.high))
      )
    }
  }
}

/** A day of a definition in a school year, as ISO text. */
export function dayIn(day: string, schoolYear: number): string {
  const { years, monthDay } = dayParts(day)
  return `${schoolYear + years}-${monthDay}`
}

function amountOf(test: Test, rows: readonly Row[]): number {
  const { sum } = test
  if (sum === null) return rows.length
  return rows.reduce((total, row) => total + (typeof row.values[sum] === 'number' ? row.values[sum] : 0), 0)
}

function holdsFor(holds: Holds, amounts: readonly number[], place: { at: number }): boolean {
  // Every test takes its place, so that all are walked through even when the answer is known.
  if (holds.kind === 'not') return !holdsFor(holds.of, amounts, place)
  if (holds.kind === 'test') {
    const amount = amounts[place.at++] ?? 0
    return (holds.low === null || amount >= holds.low) && (holds.high === null || amount <= holds.high)
  }
  const parts = holds.of.map((one) => holdsFor(one, amounts, place))
  return holds.kind === 'all' ? parts.every(Boolean) : parts.some(Boolean)
}

const begun = (world: World): Spell[] =>
  world.spells.filter(
    (one) =>
      one.schoolYear === world.schoolYear && one.entered <= world.today && one.entered <= (one.left ?? world.today),
  )

/** The grade of each student's newest spell of the year, the higher one of two. */
function gradesOf(world: World): [number, number][] {
  const newest = new Map<number, Spell>()
  for (const spell of begun(world)) {
    const known = newest.get(spell.student)
    if (!known || spell.entered > known.entered || (spell.entered === known.entered && spell.grade > known.grade))
      newest.set(spell.student, spell)
  }
  return [...newest].map(([student, spell]) => [student, spell.grade])
}

/** Enrollment as a fact: one row a student and school of the year (`definitions/enrolled.sql` says the same). */
function enrolled(world: World): Row[] {
  const spells = begun(world)
  const may = `${world.schoolYear}-05-01`
  const until = world.today < may ? world.today : may
  const last = (list: readonly Spell[]) =>
    list.toSorted(
      (a, b) => Number(b.isPrimary) - Number(a.isPrimary) || b.entered.localeCompare(a.entered) || a.school - b.school,
    )[0]
  const rows: Row[] = []
  for (const [student, own] of Map.groupBy(spells, (one) => one.student)) {
    const end = last(own)
    const group = world.groups.get(student)
    const before = world.spells.some(
      (one) => one.student === student && one.schoolYear < world.schoolYear && one.grade >= 9,
    )
    for (const [school, here] of Map.groupBy(own, (one) => one.school)) {
      const [newest] = here.toSorted((a, b) => b.entered.localeCompare(a.entered) || b.grade - a.grade)
      rows.push({
        student,
        school,
        schoolYear: world.schoolYear,
        values: {
          grade: newest?.grade ?? null,
          last_school: end?.school === school,
          at_end: end !== undefined && (end.left === null || end.left >= until),
          new_to_high_school: !before,
          race: group?.race ?? null,
          gender: group?.gender ?? null,
          residency: group?.residency ?? null,
          econ: group?.econ ?? null,
          el: group?.el ?? null,
          swd: group?.swd ?? null,
          high_needs: highNeeds(group),
        },
      })
    }
  }
  return rows
}

/** Known when one of the three is true or all three are known. */
function highNeeds(group: Group | undefined): boolean | null {
  const three = [group?.econ ?? null, group?.el ?? null, group?.swd ?? null]
  if (three.includes(true)) return true
  return three.includes(null) ? null : false
}

/** A world in which nothing came. */
export const emptyRows = (): Record<Exclude<FactName, 'enrollment'>, Row[]> =>
  Object.fromEntries(factNames.filter((name) => name !== 'enrollment').map((name) => [name, []])) as unknown as Record<
    Exclude<FactName, 'enrollment'>,
    Row[]
  >
