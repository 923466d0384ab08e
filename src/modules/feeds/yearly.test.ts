import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inScope } from '../../platform/db/scope.ts'
import { literal, openDuck } from '../../platform/duckdb.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { current } from './index.ts'
import { csv, type TestDistrict, testDistrict } from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  services = await freshServices()
  district = await testDistrict(services)
})
afterAll(() => services.end())

/** Rows of the version that is current, by SQL over it. */
async function lake(dataset: string, year: number, sql: (from: string) => string) {
  const rows = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
  const found = rows.find((row) => row.dataset === dataset && row.school_year === year)
  if (!found) throw new Error(`no ${dataset} ${year}`)
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

/** What an import found, check by check. */
const found = (done: Awaited<ReturnType<TestDistrict['send']>>) =>
  Object.fromEntries(done.findings.map((one) => [one.check_id.split('/')[1], one.rows]))

const tests =
  'student_id,school_year,school_code,assessment,subject,season,grade,participated,reason_not_tested,scale_score,level'

describe('layouts of a school year', () => {
  it('assessments: a file replaces the tests, subjects and seasons it names, and the others stay', async () => {
    const first = await district.send(
      csv(
        tests,
        'S001,2027,101,SBAC,ELA,spring,5,Y,,2510,3',
        'S002,2027,101,SBAC,ELA,spring,5,N,Absent: Long,,',
        'S001,2027,101,SBAC,Math,spring,5,Y,,2448,2',
        'S001,2027,101,dibels,early literacy,fall,5,Y,,300,1',
      ),
    )
    expect([first.import.kind, first.import.state, found(first)]).toEqual(['assessments', 'loaded', {}])
    const second = await district.send(csv(tests, 'S001,2027,101,sbac,ela,end,5,Y,,2520,4'))
    expect(second.import.state).toBe('loaded')
    expect(
      await lake(
        'assessment',
        2027,
        (from) => `select assessment, subject, season, level, reason from ${from} order by subject, assessment`,
      ),
    ).toEqual([
      { assessment: 'dibels', subject: 'early_literacy', season: 'start', level: 1, reason: null },
      { assessment: 'sbac', subject: 'ela', season: 'end', level: 4, reason: null },
      { assessment: 'sbac', subject: 'math', season: 'end', level: 2, reason: null },
    ])
  })

  it('assessments: a star is no score, and what cannot be is left out and counted', async () => {
    const done = await district.send(
      csv(
        tests,
        'S003,2027,101,sat,math,,5,Y,,*,',
        'S004,2027,101,sat,math,,5,Y,,500,3',
        'S004,2027,101,sat,math,,5,Y,,510,3',
        'S005,2027,999,sat,math,,5,Y,,500,3',
        'X999,2027,101,sat,math,,5,Y,,500,3',
        'S006,2027,101,sat,alchemy,,5,Y,,500,3',
        'S007,2027,101,sat,math,,5,N,,500,3',
        'S008,2027,101,sat,math,,5,Y,,,',
      ),
    )
    expect(found(done)).toEqual({
      'bad-score': 1,
      'duplicate-result': 1,
      'unknown-school': 1,
      'unknown-student': 1,
      'unknown-subject': 1,
      'scored-but-not-tested': 1,
      'tested-without-result': 2,
    })
    expect(done.import.counts).toMatchObject({ rows: 8, usable: 3, skipped: 5 })
  })

  it('courses and their flags: credits are exact, marks have one spelling, numbers become letters', async () => {
    await district.send(
      csv(
        'student_id,school_year,school_code,course_code,term,grade,final_mark,credits_attempted,credits_earned,summer',
        'S001,2027,101,alg1,,5,b +,1,0.1,N',
        'S001,2027,101,eng,S1,5,59.5,0.5,0,N',
        'S002,2027,101,eng,S1,5,pass,0.5,0.5,Y',
      ),
    )
    expect(
      await lake(
        'course',
        2027,
        (from) => `select course_code, term, mark, earned, is_summer from ${from} order by all`,
      ),
    ).toEqual([
      { course_code: 'ALG1', term: 'year', mark: 'B+', earned: 10, is_summer: false },
      { course_code: 'ENG', term: 's1', mark: 'F', earned: 0, is_summer: false },
      { course_code: 'ENG', term: 's1', mark: 'P', earned: 50, is_summer: true },
    ])
    await district.send(
      csv(
        'course_code,school_year,subject,title,algebra1,ccr,arts',
        'alg1,2027,Mathematics,Algebra 1,Y,,',
        'choir,2027,Music,Choir,,,',
      ),
    )
    expect(
      await lake(
        'course_flag',
        2027,
        (from) => `select course_code, subject, is_core, is_algebra1, is_arts from ${from} order by all`,
      ),
    ).toEqual([
      { course_code: 'ALG1', subject: 'math', is_core: true, is_algebra1: true, is_arts: false },
      { course_code: 'CHOIR', subject: 'arts', is_core: false, is_algebra1: false, is_arts: true },
    ])
  })

  it('discipline: the day decides the year, an incident keeps no number of the district, a day to come is refused', async () => {
    const done = await district.send(
      csv(
        'student_id,school_code,incident_id,date,action,behavior,days_served',
        'S001,101,I-1,2026-11-05,Out-of-School Suspension,Fighting!,1.5',
        'S002,101,I-1,2026-11-05,iss,Fighting!,1',
        'S001,101,I-2,2027-06-01,oss,threat,1',
        'S001,101,I-3,2026-11-05,banished,threat,1',
      ),
      { kind: 'discipline' },
    )
    expect(found(done)).toEqual({ 'future-day': 1, 'unknown-action': 1 })
    const rows = await lake(
      'discipline',
      2027,
      (from) => `select action, behavior, served, incident from ${from} order by action`,
    )
    expect(rows.map(({ incident: _, ...row }) => row)).toEqual([
      { action: 'iss', behavior: 'fighting', served: 100 },
      { action: 'oss', behavior: 'fighting', served: 150 },
    ])
    expect(new Set(rows.map((row) => row.incident)).size).toBe(1)
    expect(String(rows[0]?.incident)).not.toContain('I-1')
  })

  it('cohorts: a removal without reason or paper is loaded with a warning, a diploma without a date is not', async () => {
    const done = await district.send(
      csv(
        'student_id,cohort_year,school_code,outcome,outcome_date,removal_reason,documented',
        'S001,2026,102,Regular Diploma,2026-06-12,,',
        'S002,2026,102,removed,2025-01-10,transfer,N',
        'S003,2026,102,removed,2025-01-10,,Y',
        'S004,2026,102,diploma,,,',
      ),
    )
    expect(found(done)).toEqual({ 'bad-date': 1, 'removed-without-paper': 1, 'removed-without-reason': 1 })
    expect(
      await lake('cohort', 2026, (from) => `select outcome, reason, documented from ${from} order by all`),
    ).toEqual([
      { outcome: 'diploma', reason: null, documented: false },
      { outcome: 'removed', reason: 'transfer', documented: false },
      { outcome: 'removed', reason: null, documented: true },
    ])
  })

  it('college entrance and programs are taken in', async () => {
    const college = await district.send(
      csv(
        'student_id,graduation_year,school_code,enrolled,first_enrolled,institution_level',
        'S001,2026,102,Y,2026-09-03,4-year',
      ),
    )
    const programs = await district.send(
      csv('student_id,school_year,program,from_date,updated_date,adult_named', 'S021,2027,SSP,2026-09-15,2026-10-20,Y'),
    )
    expect([college.import.kind, college.import.state, programs.import.kind, programs.import.state]).toEqual([
      'postsecondary',
      'loaded',
      'programs',
      'loaded',
    ])
    expect(await lake('program', 2027, (from) => `select program, adult_named from ${from}`)).toEqual([
      { program: 'success_plan', adult_named: true },
    ])
  })

  it('no layout of the lake holds a name or an id of the district', async () => {
    const rows = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
    const yearly = rows.filter((row) =>
      ['assessment', 'course', 'discipline', 'cohort', 'postsecondary', 'program'].includes(row.dataset),
    )
    expect(yearly.length).toBe(6)
    for (const row of yearly) {
      const text = JSON.stringify(await lake(row.dataset, row.school_year, (from) => `select * from ${from}`))
      expect(text).not.toMatch(/S0\d\d|Canary|Nightingale/)
    }
  })
})
