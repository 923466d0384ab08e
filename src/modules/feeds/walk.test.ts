import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inScope } from '../../platform/db/scope.ts'
import { literal, openDuck } from '../../platform/duckdb.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { current, freshness, throughDate } from './index.ts'
import { csv, ids, type TestDistrict, testDistrict } from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  services = await freshServices()
  district = await testDistrict(services)
})
afterAll(() => services.end())

const lake = async (sql: (path: string) => string, dataset: string, year = 2027) => {
  const rows = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
  const found = rows.find((row) => row.dataset === dataset && row.school_year === year)
  if (!found) throw new Error(`no ${dataset}`)
  const duck = await openDuck({
    directories: [services.home],
    temp: join(services.home, 'spill'),
    threads: 1,
    memory: '200MB',
  })
  try {
    return await duck.rows(sql(`read_parquet(${literal(join(services.home, found.path))})`))
  } finally {
    duck.close()
  }
}

describe('the walk of a file', () => {
  it('makes the datasets of a district out of its first four files', async () => {
    const rows = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
    expect(rows.map((row) => [row.dataset, row.school_year, row.version, row.rows])).toEqual([
      ['calendar', 2027, 1, 30],
      ['enrollment', 2027, 1, 40],
      ['org', 0, 1, 2],
      ['student_group', 2027, 1, 40],
    ])
    for (const row of rows) expect(existsSync(join(services.home, row.path))).toBe(true)
    expect(
      await lake(
        (from) => `select race, gender, econ, residency, count(*) as n from ${from} group by all order by n`,
        'student_group',
      ),
    ).toHaveLength(4)
    expect(await lake((from) => `describe select * from ${from}`, 'enrollment')).toMatchObject([
      { column_name: 'student_key', column_type: 'BIGINT' },
      { column_name: 'org_id', column_type: 'INTEGER' },
      { column_name: 'school_year', column_type: 'SMALLINT' },
      { column_name: 'grade', column_type: 'TINYINT' },
      { column_name: 'entry_date', column_type: 'DATE' },
      { column_name: 'exit_date', column_type: 'DATE' },
      { column_name: 'is_primary', column_type: 'BOOLEAN' },
    ])
  })

  it('leaves wrong rows out and says of each what, where and whose', async () => {
    const done = await district.send(
      csv(
        'student_id,school_code,date,status,portion',
        'S001,101,2026-11-16,excused,',
        'S001,101,2026-11-16,unexcused,',
        'S002,101,2026-11-11,excused,',
        'S003,102,2026-11-16,excused,',
        'S999,101,2026-11-16,excused,',
        'S004,101,2026-12-16,excused,',
        'S005,101,2026-11-31,excused,',
        'S006,101,2026-11-16,vanished,',
        'S007,101,2026-11-16,unexcused,150',
        'S008,101,2026-11-17,tardy,',
        'S021,102,2026-11-20,excused,',
        'S022,102,11/17/2026,UNEXCUSED,50',
      ),
    )
    expect(done.import).toMatchObject({
      kind: 'attendance',
      state: 'loaded',
      counts: { rows: 12, usable: 3, skipped: 9, first_day: '2026-11-16', last_day: '2026-11-17' },
    })
    expect(Object.fromEntries(done.findings.map((one) => [one.check_id, one.rows]))).toEqual({
      'attendance/duplicate-day': 1,
      'attendance/not-a-school-day': 2,
      'attendance/outside-enrollment': 1,
      'attendance/unknown-student': 1,
      'attendance/future-day': 1,
      'attendance/bad-date': 1,
      'attendance/unknown-status': 1,
      'attendance/bad-portion': 1,
    })
    expect(await lake((from) => `select day, kind, portion from ${from} order by day, kind`, 'attendance')).toEqual([
      { day: '2026-11-16', kind: 'excused', portion: 100 },
      { day: '2026-11-17', kind: 'tardy', portion: 0 },
      { day: '2026-11-17', kind: 'unexcused', portion: 50 },
    ])
  })

  it('takes the same bytes as the same import', async () => {
    const text = csv('student_id,school_code,date,status,portion', 'S009,101,2026-11-18,excused,')
    const first = await district.send(text)
    const second = await district.send(text, { name: 'other-name.csv' })
    expect(second).toMatchObject({ same: true, import: { import_id: first.import.import_id, state: 'loaded' } })
    expect(second.versions).toEqual(first.versions)
  })

  it('replaces the school-days that a file names and no others', async () => {
    await district.send(
      csv('student_id,school_code,date,status,portion', 'S010,101,2026-11-16,excused,', 'S011,101,2026-11-16,excused,'),
    )
    const rows = await lake((from) => `select day, count(*) as n from ${from} group by day order by day`, 'attendance')
    // The 16th of school 101 has the two new rows instead of the old one; the 17th and 18th stay.
    expect(rows).toEqual([
      { day: '2026-11-16', n: 2 },
      { day: '2026-11-17', n: 2 },
      { day: '2026-11-18', n: 1 },
    ])
  })

  it('adds school-days from submissions, and from schools that write everybody down', async () => {
    await district.send(
      csv('school_code,date,mode', '101,2026-11-16,negative', '101,2026-11-17,negative', '102,2026-11-16,'),
    )
    const present = ids.slice(0, 20).map((id) => `${id},101,2026-11-19,${id === 'S001' ? 'excused' : 'present'},`)
    const done = await district.send(csv('student_id,school_code,date,status,portion', ...present))
    expect(done.versions.map((one) => one.dataset)).toEqual(['attendance', 'submission'])
    expect(
      await lake((from) => `select day, mode, count(*) as n from ${from} group by all order by day`, 'submission'),
    ).toEqual([
      { day: '2026-11-16', mode: 'negative', n: 2 },
      { day: '2026-11-17', mode: 'negative', n: 1 },
      { day: '2026-11-19', mode: 'positive', n: 1 },
    ])
    expect(
      await lake(
        (from) => `select kind, count(*) as n from ${from} where day = '2026-11-19' group by kind`,
        'attendance',
      ),
    ).toEqual([{ kind: 'excused', n: 1 }])
    await inScope(services.db, district.scope, async (tx) => {
      expect(await throughDate(tx, district.districtId, 2027)).toBe('2026-11-19')
      const rows = await freshness(tx, district.districtId, 2027)
      expect(
        rows.map((row) => [row.through, row.days_handed_in, row.days_expected, row.days_since, row.stopped]),
      ).toEqual([
        ['2026-11-16', 1, 12, 3, false],
        ['2026-11-19', 3, 12, 0, false],
      ])
    })
  })
})
