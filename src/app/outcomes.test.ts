import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { query } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import { freshServices } from '../platform/testing/database.ts'
import { type KindName, importFile } from '../modules/feeds/index.ts'
import { computeOutcomes } from '../modules/indicators/index.ts'
import { makeDistrict, systemScope } from '../modules/people/index.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let districtId = 0
beforeAll(async () => {
  services = await freshServices()
  const founding = await systemScope(services.db, 'feeds', null)
  districtId = await inScope(services.db, founding, (tx) =>
    makeDistrict(tx, founding, {
      state_code: 'CT',
      state_name: 'Connecticut',
      code: '9990044',
      name: 'Four Corners School District',
      from_date: '1998-07-01',
    }),
  )
})
afterAll(() => services.end())

async function send(kind: KindName, ...lines: string[]): Promise<void> {
  const done = await importFile({
    services,
    scope: await systemScope(services.db, 'feeds', districtId),
    districtId,
    kind,
    name: `${kind}.csv`,
    stream: Readable.from([Buffer.from(`${lines.join('\n')}\n`)]),
    accept: true,
  })
  expect([kind, done.import.state, done.findings]).toEqual([kind, 'loaded', []])
}

/** What is served of a definition: `organization code: n of d`, with the state where nothing was measured. */
async function served(definition: string, schoolYear = 2026): Promise<Record<string, string>> {
  const scope = await systemScope(services.db, 'compute', districtId)
  const rows = await inScope(services.db, scope, (tx) =>
    query<{ code: string; n: number; d: number; state: string }>(
      tx,
      `select o.code, v.n, v.d, v.state from indicators.value v join people.org o using (org_id)
       where v.definition = $1 and v.school_year = $2 and v.group_set = 'all'`,
      [definition, schoolYear],
    ),
  )
  return Object.fromEntries(
    rows.map((row) => [row.code, row.state === 'measured' ? `${row.n} of ${row.d}` : row.state]),
  )
}

/** Whom a list of students names at a school, by the district's id: read as a system that has the school in its scope. */
async function notYet(code: string, definition: string): Promise<string[]> {
  const system = await systemScope(services.db, 'compute', districtId)
  const rows = await inScope(services.db, system, (tx) =>
    query<{ external_id: string }>(
      tx,
      `select s.external_id from indicators.standing i join people.student s using (student_key) join people.org o on o.org_id = i.org_id
       where i.definition = $1 and o.code = $2 and i.tier = 'not_yet' order by s.external_id`,
      [definition, code],
    ),
  )
  return rows.map((row) => row.external_id)
}

const students = Array.from({ length: 12 }, (_, i) => `T${i + 1}`)

it('files of a school year become numbers of schools and district, once each, and again when a file comes', async () => {
  await send(
    'organizations',
    'org_code,name,kind,parent_code,from_date,to_date,low_grade,high_grade,phone,address,successor_code,lineage',
    '101,Brook Elementary,school,9990044,1998-07-01,,K,8,,,,',
    '102,Hill High,school,9990044,1998-07-01,,9,12,,,,',
  )
  await send(
    'calendar',
    'school_year,org_code,date,day_type,marking_period,season',
    '2026,,2025-10-01,instructional,1,fall',
  )
  await send(
    'students',
    'student_id,school_year,last_name,first_name,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability',
    ...students.map((id, i) => `${id},2026,Bean,Runner,${i % 2 ? 'black' : 'white'},N,N,N`),
  )
  await send(
    'enrollment',
    'student_id,school_year,school_code,grade,entry_date,exit_date,exit_code',
    ...students.map((id, i) => `${id},2026,${i < 6 ? 101 : 102},${i < 6 ? 3 : 9},2025-09-02,,`),
  )
  await computeOutcomes(services, districtId, 2026)
  // Nothing came yet: no run, no row, no guess.
  expect(await served('grade-3-reading')).toEqual({})

  const tests = 'student_id,school_year,school_code,assessment,subject,grade,scale_score,level'
  await send(
    'assessments',
    tests,
    ...students.slice(0, 5).map((id, i) => `${id},2026,101,sbac,ela,3,2400,${Math.min(i + 1, 4)}`),
  )
  await send(
    'courses',
    'student_id,school_year,school_code,course_code,grade,final_mark,credits_attempted,credits_earned',
    ...students.slice(6).map((id, i) => `${id},2026,102,ENG9,9,B,6,${i < 4 ? 6 : 5}`),
  )
  await send(
    'cohorts',
    'student_id,cohort_year,school_code,outcome,outcome_date',
    'T7,2026,102,diploma,2026-06-12',
    'T8,2026,102,dropped,',
  )
  await computeOutcomes(services, districtId, 2026)
  expect(await served('grade-3-reading')).toEqual({ '101': '3 of 5', '102': 'not_applicable', '9990044': '3 of 5' })
  expect(await served('freshmen-on-track')).toEqual({ '101': 'not_applicable', '102': '4 of 6', '9990044': '4 of 6' })
  expect(await served('four-year-graduation')).toMatchObject({ '102': '1 of 2', '9990044': '1 of 2' })
  // Who does not count yet is named for the school, in the year that runs or closed last; a measure of which nothing came names nobody.
  expect(await notYet('102', 'freshmen-on-track')).toEqual(['T11', 'T12'])
  expect(await notYet('102', 'success-plan-and-adult')).toEqual([])
  // Six years of the cohort of 2026 are over in 2028: nobody asks before.
  expect(await served('six-year-graduation')).toEqual({})

  const digests = () =>
    systemScope(services.db, 'compute', districtId).then((scope) =>
      inScope(services.db, scope, (tx) =>
        query<{ definition: string; digest: string }>(
          tx,
          'select r.definition, r.digest from indicators.pointer p join indicators.run r using (run_id) order by r.definition',
        ),
      ),
    )
  const before = await digests()
  await computeOutcomes(services, districtId, 2026)
  expect(await digests()).toEqual(before)

  await send(
    'courses',
    'student_id,school_year,school_code,course_code,grade,final_mark,credits_attempted,credits_earned',
    ...students.slice(6).map((id, i) => `${id},2026,102,ENG9,9,B,6,${i < 5 ? 6 : 5}`),
  )
  await computeOutcomes(services, districtId, 2026)
  expect(await notYet('102', 'freshmen-on-track')).toEqual(['T12'])

  await send('assessments', tests, ...students.slice(0, 6).map((id) => `${id},2026,101,sbac,ela,3,2440,3`))
  await computeOutcomes(services, districtId, 2026)
  expect(await served('grade-3-reading')).toMatchObject({ '101': '6 of 6', '9990044': '6 of 6' })
}, 300_000)
