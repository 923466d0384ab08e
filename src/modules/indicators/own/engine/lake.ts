import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Duck, literal } from '../../../../platform/duckdb.ts'
import { lakeColumns } from '../../../feeds/index.ts'
import type { YearInputs } from '../../engine/year-inputs.ts'
import { factOf } from '../facts.ts'
import type { Row, World } from '../meaning.ts'

/** The district of a small world, in which all its schools lie. */
export const worldDistrict = 1_000_000

type Cell = string | number | boolean | null
type Line = Readonly<Record<string, Cell>>

const enrollmentColumns =
  'student_key bigint, org_id integer, school_year smallint, grade tinyint, entry_date date, exit_date date, is_primary boolean'
const groupColumns =
  'student_key bigint, school_year smallint, race varchar, gender varchar, econ boolean, el boolean, swd boolean, residency varchar'
const orgColumns =
  'org_id integer, kind varchar, school_id integer, zone_id integer, district_id integer, state_id integer, low_grade tinyint, high_grade tinyint, from_date date, to_date date'

/**
 * Writes a small world as files of the lake, so that the engine computes the very example that `meaning.ts` was asked about.
 * In: an open DuckDB that may write the folder, which must exist. Out: the inputs of a computation of the school year.
 */
export async function worldLake(duck: Duck, folder: string, world: World): Promise<YearInputs> {
  const write = async (name: string, columns: string, lines: readonly Line[]): Promise<string[]> => {
    if (lines.length === 0) return []
    const path = join(folder, `${name}.parquet`)
    const typed = columns.split(', ').map((one) => one.split(' ') as [string, string])
    const rows = lines.map(
      (line) => `(${typed.map(([column, type]) => `cast(${cellSql(line[column] ?? null)} as ${type})`).join(', ')})`,
    )
    const names = typed.map(([column]) => column).join(', ')
    await duck.run(`copy (select * from (values ${rows.join(', ')}) t(${names})) to ${literal(path)} (format parquet)`)
    return [path]
  }
  const schools = [...new Set([...world.spells.map((one) => one.school), ...schoolsIn(world)])]
  const { rows } = world
  const known = rows.course.map(
    (row, i): Row => ({ ...row, values: { ...row.values, code: row.values.code ?? `ROW-${i}` } }),
  )
  const standing = join(folder, 'standing.csv')
  const absences = rows.attendance.map((row) =>
    [row.student, row.schoolYear, row.values.absent ?? 0, row.values.enrolled_days ?? 0].join(','),
  )
  await writeFile(standing, ['student_key,school_year,absent,member_days', ...absences].join('\n'), { mode: 0o600 })
  return {
    org: await write(
      'org',
      orgColumns,
      schools.map((id) => ({
        org_id: id,
        kind: 'school',
        school_id: id,
        district_id: worldDistrict,
        low_grade: -1,
        high_grade: 12,
      })),
    ),
    enrollment: await write(
      'enrollment',
      enrollmentColumns,
      world.spells.map((one) => ({
        student_key: one.student,
        org_id: one.school,
        school_year: one.schoolYear,
        grade: one.grade,
        entry_date: one.entered,
        exit_date: one.left,
        is_primary: one.isPrimary,
      })),
    ),
    student_group: await write(
      'student_group',
      groupColumns,
      [...world.groups].map(([student, group]) => ({ student_key: student, school_year: world.schoolYear, ...group })),
    ),
    assessment: await write(
      'assessment',
      lakeColumns('assessment'),
      rows.assessment.map((row) => ({ part: '', ...line(row, 'assessment') })),
    ),
    course: await write(
      'course',
      lakeColumns('course'),
      known.map((row) => line(row, 'course')),
    ),
    course_flag: await write('course_flag', lakeColumns('course_flag'), flagsOf(known)),
    discipline: await write(
      'discipline',
      lakeColumns('discipline'),
      rows.discipline.map((row) => line(row, 'discipline')),
    ),
    cohort: await write(
      'cohort',
      lakeColumns('cohort'),
      rows.cohort.map((row) => line(row, 'cohort')),
    ),
    postsecondary: await write(
      'postsecondary',
      lakeColumns('postsecondary'),
      rows.postsecondary.map((row) => line(row, 'postsecondary')),
    ),
    program: await write(
      'program',
      lakeColumns('program'),
      rows.program.map((row) => line(row, 'program')),
    ),
    standing: [standing],
  }
}

const cellSql = (cell: Cell): string => (typeof cell === 'string' ? literal(cell) : String(cell))

const schoolsIn = (world: World): number[] =>
  Object.values(world.rows).flatMap((rows) => rows.flatMap((row) => (row.school === null ? [] : [row.school])))

/** A row with the columns of the lake in the place of field names. Missing values are left out. */
function line(row: Row, fact: 'assessment' | 'course' | 'discipline' | 'cohort' | 'postsecondary' | 'program'): Line {
  const { fields } = factOf(fact)
  const cells = Object.entries(row.values).flatMap(([name, value]) => {
    const column = fields[name]?.column
    return column === undefined || value === null ? [] : [[column, value] as const]
  })
  return { student_key: row.student, org_id: row.school, school_year: row.schoolYear, ...Object.fromEntries(cells) }
}

const flagFields = ['subject', 'core', 'algebra1', 'prepares', 'arts'] as const

/** What courses count for, from the rows that say it: one line a course code. */
function flagsOf(rows: readonly Row[]): Line[] {
  const { fields } = factOf('course')
  const flags = new Map<string, Line>()
  const oldest = Math.min(...rows.map((row) => row.schoolYear))
  for (const row of rows) {
    if (!flagFields.some((name) => (row.values[name] ?? null) !== null)) continue
    const cells = flagFields.map((name) => [fields[name]?.column ?? name, row.values[name] ?? null] as const)
    flags.set(String(row.values.code), {
      course_code: String(row.values.code),
      school_year: oldest,
      ...Object.fromEntries(cells),
    })
  }
  return [...flags.values()]
}
