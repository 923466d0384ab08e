import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { amount } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { openDuck } from '../../../platform/duckdb.ts'
import { attendance } from '../kinds/attendance/feed.ts'
import { countAll, gather, keepParts, runChecks } from './check.ts'
import { cells, matchHeader } from './header.ts'
import { readRows } from './read.ts'
import type { Session } from './session.ts'
import { sniff } from './sniff.ts'

let root: string
let macros: string
let number = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sift-'))
  macros = await readFile(join(import.meta.dirname, 'macros.sql'), 'utf8')
})
afterAll(() => rm(root, { recursive: true }))

/** Two schools, a year with a roster and one without, today the 30th of September 2025. */
const known = `
  create temp table known_org as select * from (values (11, 'school', 'A'), (12, 'school', 'B'), (1, 'zone', 'Z')) t(org_id, kind, code);
  create temp table known_student as select * from (values ('S1', 101::bigint), ('S2', 102), ('S3', 103), ('0"4', 104)) t(student_id, student_key);
  create temp table param as select date '2025-09-30' as today, 1 as district_id;
  create temp table calendar as
  select org_id, cast(if(d < date '2025-07-01', 2025, 2026) as smallint) as school_year, cast(d as date) as day, 'instructional' as day_type, not (org_id = 12 and d = date '2025-09-05') as is_instructional
  from (values (11), (12)) o(org_id), (select unnest([date '2025-06-02', date '2025-06-03', date '2025-09-01', date '2025-09-02', date '2025-09-03', date '2025-09-04', date '2025-09-05', date '2025-10-01']) as d);
  create temp table enrollment as
  select * from (values (101::bigint, 11, 2026::smallint, date '2025-09-01', date '2025-09-02'), (101, 11, 2026, date '2025-09-04', null), (102, 12, 2026, date '2025-08-15', null),
    (103, 11, 2026, date '2025-09-02', date '2025-09-03'), (103, 12, 2026, date '2025-09-04', null), (104, 11, 2026, date '2025-09-01', null)) t(student_key, org_id, school_year, entry_date, exit_date);
`

async function run(text: string, extra = '') {
  const scratch = join(root, String(++number))
  await mkdir(scratch)
  const path = join(scratch, 'a.csv')
  await writeFile(path, text)
  const duck = await openDuck({ directories: [scratch], temp: join(scratch, 'spill'), threads: 2, memory: '300MB' })
  const session: Session = { duck, scratch, folder: scratch, home: scratch, close: async () => duck.close() }
  try {
    await duck.run(macros + known + extra)
    const header = cells(text.slice(0, text.indexOf('\n')), ',')
    const match = matchHeader(header, attendance.columns, {})
    const bytes = await sniff(path)
    if (bytes.kind !== 'text') throw new Error(bytes.kind)
    const sifted = await readRows(session, attendance, {
      path,
      delimiter: ',',
      cells: header.length,
      places: match.places,
      plain: !bytes.blankLines,
      quotes: bytes.quotes,
    })
    const [looked] = await duck.rows<{ n: number }>('select count(*) as n from mapped')
    await runChecks(session, attendance, match)
    await keepParts(session, attendance)
    const outcome = {
      counts: await countAll(session, attendance, 'utf-8'),
      found: await gather(session, attendance),
      findings: await duck.rows('select * from finding order by all'),
      rows: await duck.rows('select * from kept_rows order by all'),
      days: await duck.rows('select * from kept_days order by all'),
      seen: await duck.rows(
        'select student_key, org_id, cast(cast(days as bit) as varchar) as d from kept_seen order by all',
      ),
    }
    return { sifted, looked: looked?.n ?? 0, outcome }
  } finally {
    duck.close()
  }
}

const header = 'student_id,school_code,date,status,portion'

it('looks only at the rows of students with something wrong', async () => {
  const done = await run(
    `${header}\nS1,A,2025-09-01,present,\nS1,A,2025-09-02,excused,50\nS2,B,2025-09-01,tardy,\nS2,B,9/2/2025,UNEXCUSED,\nS2,B,2025-09-01,excused,\nS3,B,2025-09-04,In School Suspension,60\n`,
  )
  expect(done.sifted).toBe(true)
  expect(done.looked).toBe(3)
  expect(done.outcome.findings).toMatchObject([{ check_id: 'attendance/duplicate-day', row_no: 4 }])
  expect(done.outcome.counts).toMatchObject({ rows: 6, usable: 5, first_day: '2025-09-01', last_day: '2025-09-04' })
  expect(done.outcome.rows).toEqual([
    { student_key: 101, org_id: 11, day: '2025-09-02', school_year: 2026, status: 'excused', portion: 50 },
    { student_key: 102, org_id: 12, day: '2025-09-01', school_year: 2026, status: 'excused', portion: 100 },
    { student_key: 102, org_id: 12, day: '2025-09-02', school_year: 2026, status: 'unexcused', portion: 100 },
    { student_key: 103, org_id: 12, day: '2025-09-04', school_year: 2026, status: 'in_school_suspension', portion: 60 },
  ])
  expect(done.outcome.days).toMatchObject([
    { org_id: 11, day: '2025-09-01', first_row: 2, last_row: 2, rows: 1, is_written_down: true },
    { org_id: 11, day: '2025-09-02', first_row: 3, last_row: 3, rows: 1, is_written_down: false },
    { org_id: 12, day: '2025-09-01', first_row: 6, last_row: 6, rows: 1, is_written_down: false },
    { org_id: 12, day: '2025-09-02', first_row: 5, last_row: 5, rows: 1, is_written_down: false },
    { org_id: 12, day: '2025-09-04', first_row: 7, last_row: 7, rows: 1, is_written_down: false },
  ])
})

it('leaves to the cutter what the quick reader would read differently', async () => {
  const row = 'S1,A,2025-09-01,present,'
  for (const line of ['S2,B,2025-09-01', 'S2,"B,C",2025-09-01,tardy,50', '', ' S3,B,2025-09-04,present,'])
    expect(await run(`${header}\n${row}\n${line}\nS3,B,2025-09-04,present,\n`), line).toMatchObject({ sifted: false })
  // A quote in a column that nobody asked for.
  expect(await run(`${header},note\n${row},x"y\n`)).toMatchObject({ sifted: false, outcome: { counts: { usable: 0 } } })
  expect(await run(`${header}\r\n"S1","A","2025-09-01","present",\r\n${row}\r\n`)).toMatchObject({ sifted: true })
})

it('finds nothing sound where nothing is known', async () => {
  for (const table of ['known_student', 'known_org', 'calendar', 'enrollment']) {
    const done = await run(`${header}\nS1,A,2025-09-01,present,\n`, `truncate ${table};`)
    expect(done, table).toMatchObject({ sifted: true, looked: 1, outcome: { counts: { rows: 1 } } })
  }
})

it(
  'says and keeps the same as the checks of every row, whatever the file',
  async () => {
    // A blank line at the end changes nothing but the way: every row is looked at.
    const pick = <T>(...values: T[]) => fc.constantFrom(...values)
    const quote = (text: string) => pick(text, text, text, text, `"${text}"`)
    const line = fc
      .tuple(
        pick('S1', 'S2', 'S3', 'S1', 'S2', 'S3', 'S9', '', ' S2', '0""4', '0"4'),
        pick('A', 'B', 'A', 'B', 'Z', 'Q', ''),
        pick(
          '2025-09-01',
          '2025-09-02',
          '2025-09-03',
          '2025-09-04',
          '2025-09-05',
          '9/4/2025',
          '09/03/2025',
          '2025-10-01',
          '2025-09-06',
          '2025-06-02',
          '2025-9-4',
          'soon',
          '',
        ),
        pick(
          'present',
          'present',
          'excused',
          'unexcused',
          'tardy',
          'Disciplinary',
          'in school-suspension',
          'asleep',
          '',
        ),
        pick('', '', '', '50', '60.0', '50.4', '101', '-1', 'x', '1e1', '100', '0'),
      )
      .chain((parts) => fc.tuple(...parts.map(quote)))
      .chain((parts) =>
        pick('', '', '', '', '', '', '', '', ',', ',,', ',x', ',,,,,', '"', ' ').map((tail) => parts.join(',') + tail),
      )
    const lines = fc.tuple(fc.array(line, { maxLength: 25 }), pick('\n', '\r\n'))
    let sifted = 0
    await fc.assert(
      fc.asyncProperty(lines, async ([body, end]) => {
        const text = [header, ...body].join(end) + end
        const quick = await run(text)
        const slow = await run(text + end)
        expect(slow.sifted).toBe(false)
        if (quick.sifted) sifted += 1
        expect(quick.outcome).toEqual(slow.outcome)
      }),
      { numRuns: amount(30, 600) },
    )
    expect(sifted).toBeGreaterThan(15)
    figure('random files read alike by the quick and the slow way', amount(30, 600))
  },
  amount(120_000, 1_200_000),
)
