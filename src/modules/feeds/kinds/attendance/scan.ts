import { readFileSync } from 'node:fs'
import { type Duck, literal } from '../../../../platform/duckdb.ts'

/** Columns that an attendance file must have; others are read over. */
export const attendanceColumns = ['student_id', 'school_code', 'date', 'status', 'portion'] as const

export type AttendanceScan = {
  duck: Duck
  /** The uploaded CSV (UTF-8, header row) and its header as it stands in the file. */
  upload: string
  header: readonly string[]
  schoolYear: number
  /** The district's today, ISO text: later days are findings. */
  today: string
  /** Parquet files. studentIds: student_id varchar, student_key bigint (unique). schools: school_code varchar, org_id integer. The others: the lake's datasets. */
  known: { studentIds: string; schools: string; spells: string; calendar: string; submissions: string }
  /** Files to write: the lake's attendance rows, and findings (check_id, row_number, column_name, value, why). */
  out: { attendance: string; findings: string }
}

export type CheckId =
  | 'unreadable-row'
  | 'unknown-student'
  | 'unknown-school'
  | 'unknown-status'
  | 'portion-out-of-range'
  | 'future-day'
  | 'not-a-school-day'
  | 'not-enrolled'
  | 'day-twice'

export type AttendanceScanned = {
  /** Records read (unreadable rows are not among them). */
  records: number
  /** Rows written: everything that is not plain presence, and `no_record` days of positive schools. */
  kept: number
  /** Last day with a record; null for an empty file. */
  throughDate: string | null
  /** Findings of each check that found something. The findings file is written only when there is one. */
  checks: { check: CheckId; findings: number }[]
}

const types: Record<(typeof attendanceColumns)[number], string> = {
  student_id: 'varchar',
  school_code: 'varchar',
  date: 'date',
  status: 'varchar',
  portion: 'smallint',
}
const sql = (name: string): string => readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8')

/**
 * Reads, maps and checks an attendance file in one pass, and a second one only when something was found. A record of an unknown student or school, with an
 * unknown status or portion, on a day that is later than today, no school day there or outside enrollment is left out; of several records of a student,
 * school and day the longest absence stays. In a positive school an enrolled student without a record on a day handed in gets `no_record`.
 * Values in findings are ids, codes, dates and statuses, never names. Throws the Trouble of platform/duckdb.
 */
export async function scanAttendance(scan: AttendanceScan): Promise<AttendanceScanned> {
  const { duck, known, out } = scan
  const first = `date '${scan.schoolYear - 1}-07-01'`
  const words: Record<string, string> = {
    first_day: first,
    last_day: `date '${scan.schoolYear}-06-30'`,
    today: `cast(${literal(scan.today)} as date)`,
    upload: readUpload(scan),
  }
  const filled = (name: string) => sql(name).replaceAll(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '')
  const from = (path: string) => `read_parquet(${literal(path)})`
  try {
    await duck.run(`
      create or replace temp table student_id as select student_id, student_key from ${from(known.studentIds)};
      create or replace temp table school_code as select school_code, cast(org_id as integer) as org_id from ${from(known.schools)};
      create or replace temp view spell as select student_key, org_id, entry_date, exit_date from ${from(known.spells)} where school_year = ${scan.schoolYear};
      create or replace temp view calendar as select org_id, day, day_type, is_instructional from ${from(known.calendar)} where school_year = ${scan.schoolYear};
      create or replace temp view submission as select org_id, day, mode from ${from(known.submissions)};
    `)
    await duck.run(filled('read'))
    await duck.run(filled('tally'))
    await duck.run(`copy (${filled('kept')}) to ${literal(out.attendance)} (format parquet, compression zstd)`)
    const checks = await findings(duck, filled('findings'), out.findings)
    const [seen] = await duck.rows<{ records: number; last: number | null; kept: number }>(
      `select (select count(*) from record) as records, (select max(day_no) from record where day_no < 399) as last, (select count(*) from ${from(out.attendance)}) as kept`,
    )
    const [day] = seen?.last == null ? [] : await duck.rows<{ day: string }>(`select ${first} + ${seen.last} as day`)
    return { records: seen?.records ?? 0, kept: seen?.kept ?? 0, throughDate: day?.day ?? null, checks }
  } finally {
    for (const view of ['spell', 'calendar', 'submission']) await duck.run(`drop view if exists ${view}`)
    for (const table of [
      'student_id',
      'school_code',
      'record',
      'calendar_bits',
      'spell_bits',
      'tally',
      'verdict',
      'reject_errors',
      'reject_scans',
    ])
      await duck.run(`drop table if exists ${table}`)
  }
}

/** How the file is read: every column's type is told, so that nothing is guessed; rows that do not fit go to the rejects. */
function readUpload(scan: AttendanceScan): string {
  const columns = scan.header.map(
    (name) => `${literal(name)}: '${name in types ? types[name as keyof typeof types] : 'varchar'}'`,
  )
  const names = attendanceColumns.map((name) =>
    scan.header.includes(name) ? name : `cast(null as ${types[name]}) as ${name}`,
  )
  return `(select ${names.join(', ')} from read_csv(${literal(scan.upload)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${columns.join(', ')}}, store_rejects = true))`
}

async function findings(duck: Duck, sql: string, path: string): Promise<AttendanceScanned['checks']> {
  const [found] = await duck.rows<{ flagged: number; rejected: number }>(
    'select (select count(*) from verdict where is_flagged) as flagged, (select count(*) from reject_errors) as rejected',
  )
  if (found?.flagged === 0 && found.rejected === 0) return []
  await duck.run('create or replace temp table rejected as select distinct on (line) * from reject_errors')
  await duck.run(
    `copy (${sql.replaceAll('reject_errors', 'rejected')}) to ${literal(path)} (format parquet, compression zstd)`,
  )
  await duck.run('drop table rejected')
  return duck.rows<{ check: CheckId; findings: number }>(
    `select check_id as check, count(*) as findings from read_parquet(${literal(path)}) group by check_id order by check_id`,
  )
}
