import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { District } from './district.ts'
import { millRiver } from './mill-river.ts'

export type FeedKind =
  | 'organizations'
  | 'calendar'
  | 'students'
  | 'enrollment'
  | 'attendance'
  | 'submissions'
  | 'assessments'
  | 'courses'
  | 'course-flags'
  | 'discipline'
  | 'cohorts'
  | 'postsecondary'
  | 'programs'

/** One written file. `school_year` is null for the files that cover all years. */
export type DemoFile = {
  kind: FeedKind
  school_year: number | null
  name: string
  path: string
  rows: number
  bytes: number
}

export type Progress = (event: { step: string; done: number; total: number }) => void

export type GenerateOptions = {
  /** Folder to write into; made when missing. Files of the same name are replaced. */
  out: string
  /** Whole number; another one gives other people and other days. */
  seed: number
  /** The district's date, `2026-11-20`. Data ends the day before; the three school years before this one are whole. */
  today: string
  /** Share of the full number of students (1 = about 20,000 in Mill River). Schools stay the same. */
  scale?: number
  /** DuckDB threads; the bytes do not depend on it. */
  threads?: number
  progress?: Progress
}

export type Generated = { files: DemoFile[]; counts: Record<string, number>; school_years: number[] }

const steps = ['1-district', '2-calendar', '3-people', '4-enrollment', '5-attendance', '6-feeds', '7-outcomes'] as const

const columns: Record<FeedKind, { view: string; columns: string; yearly: boolean }> = {
  organizations: { view: 'organizations', columns: '*', yearly: false },
  calendar: { view: 'calendars', columns: '*', yearly: false },
  students: { view: 'students', columns: '*', yearly: true },
  enrollment: { view: 'enrollments', columns: '*', yearly: true },
  attendance: { view: 'attendances', columns: '* exclude (school_year)', yearly: true },
  submissions: { view: 'submissions', columns: '* exclude (school_year)', yearly: true },
  assessments: { view: 'assessments', columns: '*', yearly: false },
  courses: { view: 'course_records', columns: '*', yearly: false },
  'course-flags': { view: 'course_flags', columns: '*', yearly: false },
  discipline: { view: 'disciplines', columns: '* exclude (school_year)', yearly: false },
  cohorts: { view: 'cohorts', columns: '*', yearly: false },
  postsecondary: { view: 'colleges', columns: '*', yearly: false },
  programs: { view: 'success_plans', columns: '*', yearly: false },
}

/** The text as a literal of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The SQL of one step of the generator, as written beside it. */
export const readSql = (name: string): Promise<string> =>
  readFile(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8')

/** One row, one number. */
export const numberOf = async (db: DuckDBConnection, sql: string): Promise<number> =>
  Number((await db.runAndReadAll(sql)).getRows()[0]?.[0])

/**
 * Writes the rows of a query as CSV: UTF-8, header row, `\n`, quotes only where needed. The query must be ordered by everything it holds.
 * Returns the number of rows and bytes.
 */
export async function writeCsv(
  db: DuckDBConnection,
  query: string,
  path: string,
): Promise<{ rows: number; bytes: number }> {
  const rows = await numberOf(db, `copy (${query}) to ${literal(path)} (format csv, header)`)
  return { rows, bytes: (await stat(path)).size }
}

async function describe(db: DuckDBConnection, district: District, options: GenerateOptions): Promise<void> {
  const cohort = Math.max(1, Math.round(district.cohort * (options.scale ?? 1)))
  await db.run(`
    set variable seed = ${Math.trunc(options.seed)}::bigint;
    set variable today = date ${literal(options.today)};
    set variable cohort = ${cohort};
    set variable district = ${literal(JSON.stringify(district))};
    set variable district_code = ${literal(district.code)};
    set variable district_name = ${literal(district.name)};
    set variable town = ${literal(district.town)};
    set variable state_code = ${literal(district.state.code)};
    set variable state_name = ${literal(district.state.name)};
  `)
}

async function writeFeeds(
  db: DuckDBConnection,
  options: GenerateOptions,
  years: number[],
  say: (step: string) => void,
): Promise<DemoFile[]> {
  const files: DemoFile[] = []
  for (const [kind, { view, columns: wanted, yearly }] of Object.entries(columns) as [
    DemoFile['kind'],
    (typeof columns)['students'],
  ][]) {
    say(`write ${kind}`)
    for (const year of yearly ? years : [null]) {
      const name = year === null ? `${kind}.csv` : `${kind}-${year}.csv`
      const path = join(options.out, name)
      const where = year === null ? '' : ` where school_year = ${year}`
      files.push({
        kind,
        school_year: year,
        name,
        path,
        ...(await writeCsv(db, `select ${wanted} from ${view}${where}`, path)),
      })
    }
  }
  return files
}

/**
 * Writes the feed files of a synthetic district: `organizations.csv`, `calendar.csv`, and for each of four school years
 * `students-<year>.csv`, `enrollment-<year>.csv`, `attendance-<year>.csv`, `submissions-<year>.csv`.
 * The same seed, day, scale and district give the same bytes. `counts` holds rows by file name without `.csv`.
 */
export async function generateDistrict(district: District, options: GenerateOptions): Promise<Generated> {
  await mkdir(options.out, { recursive: true })
  const total = steps.length + Object.keys(columns).length
  let done = 0
  const say = (step: string) => options.progress?.({ step, done: done++, total })
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads ?? 2),
    memory_limit: '1500MB',
  })
  const db = await instance.connect()
  try {
    await describe(db, district, options)
    for (const step of steps) {
      say(step.slice(2))
      await db.run(await readSql(step))
    }
    const years = (await db.runAndReadAll('select school_year from school_year order by 1'))
      .getRows()
      .map(([year]) => Number(year))
    const files = await writeFeeds(db, options, years, say)
    options.progress?.({ step: 'done', done: total, total })
    const counts = Object.fromEntries(files.map((file) => [file.name.replace('.csv', ''), file.rows]))
    return { files, counts, school_years: years }
  } finally {
    db.closeSync()
    instance.closeSync()
  }
}

/** Mill River Public Schools, about 20,000 students in 44 schools. See `generateDistrict`. */
export const generateDemo = (options: GenerateOptions): Promise<Generated> => generateDistrict(millRiver, options)
