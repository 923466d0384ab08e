import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { rollBack } from '../actions/rollback.ts'
import { finishPurge, purge } from '../actions/purge.ts'
import { load, reload, rosterBack } from '../actions/load.ts'
import { bundle, sampleRoster, without } from '../testing/bundle.ts'
import { enrollment, ids, type TestDistrict, testDistrict } from '../testing/district.ts'
import { rosterKey } from './bring.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
})
afterAll(() => services.end())

const ask = <R extends Record<string, unknown>>(sql: string) =>
  inScope(services.db, district.scope, (tx) => query<R>(tx, sql))
const found = (done: Awaited<ReturnType<TestDistrict['send']>>) =>
  Object.fromEntries(done.findings.map((one) => [one.check_id, one.rows]))
const first = () => without(sampleRoster(), 'roles')
const spells = (id: string) =>
  ask(
    `select o.code, e.entry_date, e.exit_date, e.exit_code, e.grade::int as grade from people.enrollment e join people.student s using (student_key) join people.org o using (org_id)
     where s.external_id = '${id}' order by e.entry_date`,
  )

describe('a bundle', () => {
  it('becomes the roster: staff, courses, classes, who sits in them', async () => {
    const done = await district.send(bundle(first()), { name: 'roster.zip' })
    expect(found(done)).toEqual({})
    expect(done.import).toMatchObject({
      kind: 'oneroster',
      state: 'loaded',
      counts: { rows: 104, usable: 104, skipped: 0 },
    })
    // Everybody was enrolled at the same school by a file before: nothing of that changes.
    expect(done.versions.map((one) => [one.dataset, one.school_year, one.version, one.rows])).toEqual([
      ['roster', 0, 1, 32],
    ])
    expect(
      await ask(
        'select o.code, c.title, k.code as course, count(m.student_key) as students, count(m.staff_id) as staff from people.class c join people.org o using (org_id) join people.course k on k.sourced_id = c.course_ref join people.class_member m using (class_id) group by 1, 2, 3 order by 1',
      ),
    ).toEqual([
      { code: '101', title: 'Algebra 1, o-101', course: 'ALG1', students: 20, staff: 1 },
      { code: '102', title: 'Algebra 1, o-102', course: 'ALG1', students: 10, staff: 1 },
    ])
    expect(
      await ask(
        'select r.role, o.code, f.email from people.staff f join people.staff_role r using (staff_id) join people.org o using (org_id) order by 1, 2',
      ),
    ).toEqual([
      { role: 'administrator', code: '101', email: 'a.o-101@example.org' },
      { role: 'administrator', code: '102', email: 'a.o-102@example.org' },
      { role: 'teacher', code: '101', email: 't.o-101@example.org' },
      { role: 'teacher', code: '102', email: 't.o-102@example.org' },
    ])
    // The names follow the roster; the groups that a roster does not know stay as the students file said.
    expect(
      await ask(
        `select s.last_name, y.race, y.gender, y.econ, y.el, y.residency, s.home_language from people.student s join people.student_year y using (student_key) where s.external_id in ('S001', 'S002', 'S031') order by s.external_id`,
      ),
    ).toEqual([
      {
        last_name: 'Family0',
        race: 'black',
        gender: 'female',
        econ: true,
        el: false,
        residency: 'resident',
        home_language: 'es',
      },
      {
        last_name: 'Family1',
        race: 'hispanic',
        gender: 'male',
        econ: true,
        el: false,
        residency: 'resident',
        home_language: 'es',
      },
      {
        last_name: 'Canary30',
        race: 'black',
        gender: 'female',
        econ: true,
        el: false,
        residency: 'resident',
        home_language: 'es',
      },
    ])
    const again = await district.send(bundle(first()), { name: 'again.zip' })
    expect(again).toMatchObject({ same: true, import: { import_id: done.import.import_id } })
    expect(services.files.pathOf(done.import.sha256)).toBeTruthy()
  })
})

const send = (data: Buffer, options = {}) => district.send(data, { name: 'r.zip', ...options })

describe('a roster that stands', () => {
  it('stops when a third is gone, and names the school', async () => {
    const half = sampleRoster(30)
    const done = await send(
      bundle(without({ ...half, users: half.users.slice(0, 16) }, 'roles', 'demographics', 'enrollments')),
    )
    expect(done.import).toMatchObject({ state: 'stopped', stop_code: 'guard' })
    expect(done.import.guards).toEqual([{ code: '101', school_year: null, before: 20, after: 12 }])
    expect(await ask('select 1 from people.roster_membership')).toHaveLength(30)
  })

  it('goes back to an earlier version, and a purge takes away what came with a bundle', async () => {
    const one = await send(bundle(first()))
    expect(one.same).toBe(true)
    const next = sampleRoster(30)
    for (const user of next.users)
      if (user.sourcedId === 'u-5') Object.assign(user, { familyName: 'Renamed', orgSourcedIds: 'o-102' })
    const two = await send(
      bundle(
        {
          users: next.users
            .filter((user) => user.sourcedId === 'u-5')
            .map((user) => ({ ...user, status: 'active', dateLastModified: '2026-11-19T08:00:00.000Z' })),
        },
        'delta',
      ),
    )
    expect(two.import.state).toBe('loaded')
    expect(
      await ask(
        "select o.code from people.roster_membership m join people.org o using (org_id) join people.student s using (student_key) where s.external_id = 'S006'",
      ),
    ).toEqual([{ code: '102' }])
    const within = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(services.db, district.scope, work)
    await within((tx) => rollBack(services, tx, district.scope, rosterKey(district.districtId), 1, 'wrong delta'))
    await rosterBack(services, district.districtId, one.import.import_id, 1)
    expect(
      await ask(
        "select o.code, s.last_name from people.roster_membership m join people.org o using (org_id) join people.student s using (student_key) where s.external_id = 'S006'",
      ),
    ).toEqual([{ code: '101', last_name: 'Family5' }])
    expect(await ask("select version from feeds.pointer where dataset = 'roster'")).toEqual([{ version: 3 }])
    expect(await spells('S006')).toEqual([
      { code: '101', entry_date: '2026-11-02', exit_date: null, exit_code: null, grade: 5 },
      { code: '102', entry_date: '2026-11-20', exit_date: '2026-11-20', exit_code: 'left_roster', grade: 5 },
    ])
    // The bulk bundle is purged: all that was built on it goes, and nothing of the roster is left.
    await finishPurge(
      services,
      await within((tx) => purge(services, tx, district.scope, one.import.import_id, 'steward', 'wrong district')),
    )
    await rosterBack(services, district.districtId, one.import.import_id, 0)
    expect(await ask("select 1 from feeds.pointer where dataset = 'roster'")).toEqual([])
    for (const table of ['class', 'class_member', 'staff', 'roster_student', 'roster_membership', 'roster_org'])
      expect(await ask(`select 1 from people.${table}`), table).toEqual([])
    // The delta is loaded again, on what is left: nothing.
    const again = await load(services, district.districtId, two.import.import_id)
    expect(again.state).toBe('loaded')
    expect(await ask('select 1 from people.roster_student')).toHaveLength(1)
  })
})

describe('a roster that changes', () => {
  beforeAll(async () => {
    district = await testDistrict(services, '9990044')
  })

  it('moves, adds and ends enrollment, and lets the rest be', async () => {
    await send(bundle(first()))
    fixToday('2026-11-23')
    const next = sampleRoster(31)
    const users = next.users.filter((one) => one.sourcedId !== 'u-3')
    const moved = users.find((one) => one.sourcedId === 'u-4')
    if (moved) Object.assign(moved, { orgSourcedIds: 'o-102', grades: '06' })
    const fresh = users.find((one) => one.sourcedId === 'u-30')
    if (fresh) Object.assign(fresh, { identifier: 'NEW-1' })
    const done = await send(bundle(without({ ...next, users }, 'roles')))
    expect(done.import.state).toBe('loaded')
    expect(found(done)).toEqual({ 'oneroster/not-a-student': 1, 'oneroster/unknown-user': 1 })
    expect(done.versions.map((one) => one.dataset)).toEqual(['enrollment', 'roster', 'student_group'])
    expect(await spells('S004')).toEqual([
      { code: '101', entry_date: '2026-11-02', exit_date: '2026-11-22', exit_code: 'left_roster', grade: 5 },
    ])
    expect(await spells('S005')).toEqual([
      { code: '101', entry_date: '2026-11-02', exit_date: '2026-11-22', exit_code: 'left_roster', grade: 5 },
      { code: '102', entry_date: '2026-11-23', exit_date: null, exit_code: null, grade: 6 },
    ])
    // New: the first day of a class. Somebody whom no roster ever named stays as the file of enrollment said.
    expect(await spells('NEW-1')).toEqual([
      { code: '102', entry_date: '2026-11-09', exit_date: null, exit_code: null, grade: 6 },
    ])
    expect(await spells('S040')).toMatchObject([{ exit_date: null }])
    expect(await ask("select external_id from people.student where external_id = 'S004'")).toHaveLength(1)
  })

  it("never takes a new student for the one whose student id is the new one's sourcedId", async () => {
    const before = await ask("select first_name, last_name, birth_date from people.student where external_id = 'S004'")
    const born = (sourcedId: string) => ({ sourcedId, birthDate: '2019-01-02' })
    const next = sampleRoster(30)
    const child = {
      enabledUser: 'true',
      orgSourcedIds: 'o-101',
      role: 'student',
      givenName: 'New',
      familyName: 'Child',
      grades: '05',
    }
    const users = [
      ...next.users.filter((one) => one.sourcedId !== 'u-3'),
      { ...child, sourcedId: 'S004', identifier: '5555' },
      { ...child, sourcedId: 'S005-new', identifier: '' },
    ]
    const done = await send(
      bundle(
        without({ ...next, users, demographics: [...next.demographics, born('S004'), born('S005-new')] }, 'roles'),
      ),
    )
    expect(done.import.state).toBe('loaded')
    expect(before).toHaveLength(1)
    expect(
      await ask("select first_name, last_name, birth_date from people.student where external_id = 'S004'"),
    ).toEqual(before)
    expect(
      await ask(
        "select external_id, first_name, birth_date from people.student where external_id in ('5555', 'S005-new') order by 1",
      ),
    ).toEqual([
      { external_id: '5555', first_name: 'New', birth_date: '2019-01-02' },
      { external_id: 'S005-new', first_name: 'New', birth_date: '2019-01-02' },
    ])
  })

  it('goes back to enrollment and groups of a year that a bundle left', async () => {
    fixToday('2026-11-20')
    const next = sampleRoster(30)
    await send(bundle(without({ ...next, users: next.users.filter((user) => user.sourcedId !== 'u-7') }, 'roles')))
    const [version] = await ask<{ version: number; import_id: number }>(
      "select version, import_id from feeds.dataset_version where dataset = 'enrollment' order by version desc limit 1",
    )
    await district.send(enrollment(ids.slice(0, 39)))
    expect(await spells('S008')).toMatchObject([{ exit_date: null }])
    await reload(services, district.districtId, version?.import_id ?? 0, 2027, 'enrollment')
    expect(await spells('S008')).toMatchObject([{ exit_date: '2026-11-19' }])
    expect(await spells('S040')).toHaveLength(1)
  })
})
