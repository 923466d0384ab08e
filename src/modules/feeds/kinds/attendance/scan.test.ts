import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Duck, literal, openDuck } from '../../../../platform/duckdb.ts'
import { type AttendanceScan, attendanceColumns, scanAttendance } from './scan.ts'

let folder: string
let duck: Duck
let scan: Omit<AttendanceScan, 'upload' | 'header' | 'out'>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'))
  duck = await openDuck({ directories: [folder], temp: join(folder, 'temp'), threads: 2, memory: '300MB' })
  const put = async (name: string, sql: string) => {
    await duck.run(`copy (${sql}) to ${literal(join(folder, `${name}.parquet`))} (format parquet)`)
    return join(folder, `${name}.parquet`)
  }
  scan = {
    duck,
    schoolYear: 2026,
    today: '2025-09-30',
    known: {
      studentIds: await put(
        'students',
        `select * from (values ('0042', 1::bigint), ('0043', 2::bigint), ('0044', 3::bigint)) t(student_id, student_key)`,
      ),
      schools: await put('schools', `select * from (values ('A', 1001), ('P', 1002)) t(school_code, org_id)`),
      spells: await put(
        'spells',
        `select * from (values (1::bigint, 1001, 2026, date '2025-09-01', date '2025-09-10'), (1::bigint, 1001, 2026, date '2025-09-16', null), (2::bigint, 1001, 2026, date '2025-09-01', null),
        (3::bigint, 1002, 2026, date '2025-09-02', null)) t(student_key, org_id, school_year, entry_date, exit_date)`,
      ),
      calendar: await put(
        'calendar',
        `select org_id, 2026 as school_year, cast(day as date) as day, if(cast(day as date) = date '2025-09-05', 'holiday', 'instructional') as day_type, cast(day as date) <> date '2025-09-05' as is_instructional
        from (values (1001), (1002)) o(org_id), generate_series(timestamp '2025-09-01', timestamp '2025-10-31', interval 1 day) d(day) where isodow(day) <= 5`,
      ),
      submissions: await put(
        'submissions',
        `select * from (values (1001, date '2025-09-01', 'negative'), (1002, date '2025-09-01', 'positive'), (1002, date '2025-09-02', 'positive'), (1002, date '2025-09-03', 'positive'), (1002, date '2025-09-04', 'positive')) t(org_id, day, mode)`,
      ),
    },
  }
})
afterAll(async () => {
  duck.close()
  await rm(folder, { recursive: true })
})

let number = 0
async function run(lines: string[], header: readonly string[] = attendanceColumns) {
  const at = (name: string) => join(folder, `${number}-${name}`)
  number++
  await writeFile(at('upload.csv'), [header.join(','), ...lines].join('\n') + '\n')
  const out = { attendance: at('attendance.parquet'), findings: at('findings.parquet') }
  const done = await scanAttendance({ ...scan, upload: at('upload.csv'), header, out })
  const kept = await duck.rows(
    `select student_key, org_id, day, kind, portion from read_parquet(${literal(out.attendance)}) where kind <> 'no_record'`,
  )
  const blank = await duck.rows(
    `select student_key, org_id, day from read_parquet(${literal(out.attendance)}) where kind = 'no_record'`,
  )
  const found =
    done.checks.length === 0
      ? []
      : await duck.rows(
          `select check_id, row_number, column_name, value, why from read_parquet(${literal(out.findings)}) order by row_number`,
        )
  return { done, kept, blank, found }
}

test('a clean file: ids mapped, presence not stored, portions filled in, sorted by student', async () => {
  const { done, kept, found } = await run([
    '0043,A,2025-09-02,unexcused,',
    '0043,A,2025-09-03,present,',
    '0042,A,2025-09-01,tardy,',
    '0042,A,2025-09-16,excused,60',
  ])
  expect(done).toMatchObject({ records: 4, throughDate: '2025-09-16', checks: [] })
  expect(found).toEqual([])
  expect(kept).toEqual([
    { student_key: 1, org_id: 1001, day: '2025-09-01', kind: 'tardy', portion: 0 },
    { student_key: 1, org_id: 1001, day: '2025-09-16', kind: 'excused', portion: 60 },
    { student_key: 2, org_id: 1001, day: '2025-09-02', kind: 'unexcused', portion: 100 },
  ])
})

test('each trouble has its row, column, value and reason, and its row is left out', async () => {
  const { done, kept, found } = await run([
    '9999,A,2025-09-02,excused,', // 2 nobody
    '0043,Z,2025-09-02,excused,', // 3 no such school
    '0043,A,2025-09-02,asleep,', // 4 no such status
    '0043,A,2025-09-03,excused,140', // 5 more than a day
    '0043,A,2025-10-01,excused,', // 6 tomorrow
    '0043,A,2025-09-05,excused,', // 7 holiday
    '0043,A,2025-09-06,excused,', // 8 Saturday
    '0043,A,1999-09-06,excused,', // 9 another year
    '0042,A,2025-09-11,excused,', // 10 between two spells
    '0044,A,2025-09-11,excused,', // 11 at another school
    '0042,A,2025-09-12,nonsense', // 12 ragged
    '0042,A,soon,excused,', // 13 no date
    '0043,A,2025-09-08,excused,50', // 14 good
    '0043,A,2025-09-08,unexcused,100', // 15 the same day again, longer
    '0043,A,2025-09-09,disciplinary,', // 16 good
  ])
  const row = (check_id: string, row_number: number, column_name: string, value: string | null, why: string) => ({
    check_id,
    row_number,
    column_name,
    value,
    why,
  })
  expect(found.filter((f) => f.check_id !== 'unreadable-row')).toEqual([
    row('unknown-student', 2, 'student_id', '9999', 'unknown-student'),
    row('unknown-school', 3, 'school_code', 'Z', 'unknown-school'),
    row('unknown-status', 4, 'status', 'asleep', 'unknown-status'),
    row('portion-out-of-range', 5, 'portion', '140', 'portion-out-of-range'),
    row('future-day', 6, 'date', '2025-10-01', 'future-day'),
    row('not-a-school-day', 7, 'date', '2025-09-05', 'holiday'),
    row('not-a-school-day', 8, 'date', '2025-09-06', 'not in the calendar'),
    row('not-a-school-day', 9, 'date', '1999-09-06', 'not in the calendar'),
    row('not-enrolled', 10, 'date', '2025-09-11', 'not-enrolled'),
    row('not-enrolled', 11, 'date', '2025-09-11', 'not-enrolled'),
    row('day-twice', 15, 'date', '2025-09-08', 'day-twice'),
  ])
  expect(found.filter((f) => f.check_id === 'unreadable-row').map((f) => f.row_number)).toEqual([12, 13])
  expect(done.checks.find((c) => c.check === 'not-a-school-day')).toEqual({ check: 'not-a-school-day', findings: 3 })
  expect(kept).toEqual([
    { student_key: 2, org_id: 1001, day: '2025-09-08', kind: 'unexcused', portion: 100 },
    { student_key: 2, org_id: 1001, day: '2025-09-09', kind: 'disciplinary', portion: 100 },
  ])
})

test('a positive school: an enrolled student without a record on a day handed in is not called present', async () => {
  const { blank } = await run(['0044,P,2025-09-02,present,', '0044,P,2025-09-04,excused,'])
  expect(blank).toEqual([{ student_key: 3, org_id: 1002, day: '2025-09-03' }])
})

test('columns in another order, unknown ones between, and an empty file', async () => {
  const { kept } = await run(
    ['2025-09-02,x,0043,A,unexcused'],
    ['date', 'teacher', 'student_id', 'school_code', 'status'],
  )
  expect(kept).toEqual([{ student_key: 2, org_id: 1001, day: '2025-09-02', kind: 'unexcused', portion: 100 }])
  expect((await run([])).done).toEqual({ records: 0, kept: 3, throughDate: null, checks: [] })
})
