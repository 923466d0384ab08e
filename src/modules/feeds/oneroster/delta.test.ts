import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { bundle, type BundleFiles, schoolsAlone } from '../testing/bundle.ts'
import type { TestDistrict } from '../testing/district.ts'
import type { FileName } from './files.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
})
afterAll(() => services.end())

let made = 0
const emptyDistrict = () => schoolsAlone(services, String(8_000_000 + ++made))

/** What a roster says, without the numbers that differ from district to district. */
async function told(district: TestDistrict & { code: string }) {
  const ask = (sql: string) =>
    inScope(services.db, district.scope, (tx) => query(tx, sql.replaceAll('$1', String(district.districtId))))
  return {
    orgs: await ask(
      "select r.sourced_id, r.name, r.kind, r.identifier, r.parent_ref, o.code from people.roster_org r left join people.org o using (org_id) where r.district_id = $1 and not r.deleted and r.kind <> 'district' order by 1",
    ),
    terms: await ask(
      'select sourced_id, title, kind, start_date, end_date, school_year::int from people.term where district_id = $1 and not deleted order by 1',
    ),
    courses: await ask(
      'select sourced_id, title, code from people.course where district_id = $1 and not deleted order by 1',
    ),
    classes: await ask(
      'select c.sourced_id, c.title, c.course_ref, c.term_refs, o.code from people.class c left join people.org o using (org_id) where c.district_id = $1 and not c.deleted order by 1',
    ),
    staff: await ask(
      "select f.sourced_id, f.given_name, f.family_name, split_part(f.email, '@', 1) as mail, f.account_id is not null as account from people.staff f where f.district_id = $1 and f.active and not f.deleted order by 1",
    ),
    roles: await ask(
      'select f.sourced_id, r.role, o.code, r.from_date, r.to_date from people.staff_role r join people.staff f using (staff_id) left join people.org o using (org_id) where r.district_id = $1 order by 1, 2, 3, 4',
    ),
    students: await ask(
      'select r.sourced_id, s.external_id, s.last_name, s.first_name, r.grades from people.roster_student r join people.student s using (student_key) where r.district_id = $1 and r.active and not r.deleted order by 1',
    ),
    groups: await ask(
      'select r.sourced_id, d.race, d.gender from people.roster_demographic d join people.roster_student r using (student_key) where d.district_id = $1 and not d.deleted and not r.deleted and r.active order by 1',
    ),
    schools: await ask(
      'select s.external_id, o.code, m.grade::int, m.begin_date, m.end_date, m.first_class, m.is_primary, m.school_year::int from people.roster_membership m join people.student s using (student_key) join people.org o using (org_id) where m.district_id = $1 order by 1, 2',
    ),
    members: await ask(
      'select m.sourced_id, c.sourced_id as class, s.external_id, f.sourced_id as staff, m.role, m.begin_date, m.end_date, m.is_primary from people.class_member m join people.class c using (class_id) left join people.student s using (student_key) left join people.staff f using (staff_id) where m.district_id = $1 and not m.deleted and (m.student_key is not null or m.staff_id is not null) order by 1',
    ),
    access: await ask(
      "select split_part(a.email, '@', 1) as mail, r.role, o.code, r.to_date from people.role_held r join people.account a using (account_id) join people.org o on o.org_id = r.org_id where r.district_id = $1 and (r.to_date is null or r.to_date >= '2026-11-20') order by 1, 2, 3",
    ),
    enrolled: await ask(
      'select s.external_id, o.code, e.grade::int from people.enrollment e join people.student s using (student_key) join people.org o using (org_id) where e.district_id = $1 and e.exit_date is null order by 1, 2',
    ),
  }
}

/** A dice with a seed: the same every time. */
function dice(start: number) {
  let at = start >>> 0
  const roll = () => {
    at = (at + 0x6d2b79f5) >>> 0
    let t = at
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { below: (n: number) => Math.floor(roll() * n), chance: (p: number) => roll() < p }
}
type Dice = ReturnType<typeof dice>
type Row = Record<string, string>
type World = Record<FileName, Map<string, Row>>
const names: FileName[] = [
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'enrollments',
  'demographics',
]

/** A roster of a given size: two schools, classes of about 25, teachers with an e-mail of their district. */
function world(size: number, version: '1.1' | '1.2', mail: string): World {
  const put = (rows: Row[]) => new Map(rows.map((row) => [row.sourcedId ?? '', row]))
  const count = Math.max(2, Math.ceil(size / 25))
  const school = (index: number) => (index % 2 ? 'o-101' : 'o-102')
  const users: Row[] = []
  const roles: Row[] = []
  const person = (id: string, org: string, role: string, rest: Row) => {
    users.push({
      sourcedId: id,
      enabledUser: 'true',
      ...(version === '1.1' ? { role, orgSourcedIds: org } : {}),
      ...rest,
    })
    if (version === '1.2')
      roles.push({
        sourcedId: `r-${id}`,
        userSourcedId: id,
        roleType: 'primary',
        role,
        orgSourcedId: org,
        beginDate: '2026-08-27',
      })
  }
  for (let i = 0; i < count; i++)
    person(`t-${i}`, school(i), 'teacher', { givenName: 'Tess', familyName: `T${i}`, email: `t${i}@${mail}` })
  for (let i = 0; i < size; i++)
    person(`u-${i}`, school(i % count), 'student', {
      givenName: `G${i}`,
      familyName: `F${i}`,
      identifier: `ID${i}`,
      grades: `0${(i % 5) + 1}`,
    })
  return {
    orgs: put([
      { sourcedId: 'o-101', name: 'Brook', type: 'school', identifier: '101' },
      { sourcedId: 'o-102', name: 'Hill', type: 'school', identifier: '102' },
    ]),
    academicSessions: put([
      {
        sourcedId: 's-y',
        title: '2026-27',
        type: 'schoolYear',
        startDate: '2026-08-27',
        endDate: '2027-06-15',
        schoolYear: '2027',
      },
    ]),
    courses: put([
      { sourcedId: 'c-1', title: 'Reading', courseCode: 'R1' },
      { sourcedId: 'c-2', title: 'Algebra', courseCode: 'A1' },
    ]),
    classes: put(
      Array.from({ length: count }, (_, i) => ({
        sourcedId: `k-${i}`,
        title: `Class ${i}`,
        courseSourcedId: `c-${(i % 2) + 1}`,
        schoolSourcedId: school(i),
        termSourcedIds: 's-y',
      })),
    ),
    users: put(users),
    roles: put(roles),
    enrollments: put([
      ...Array.from({ length: count }, (_, i) => ({
        sourcedId: `e-t-${i}`,
        classSourcedId: `k-${i}`,
        userSourcedId: `t-${i}`,
        role: 'teacher',
      })),
      ...Array.from({ length: size }, (_, i) => ({
        sourcedId: `e-${i}`,
        classSourcedId: `k-${i % count}`,
        userSourcedId: `u-${i}`,
        role: 'student',
        beginDate: '2026-08-31',
      })),
    ]),
    demographics: put(
      Array.from({ length: size }, (_, i) => ({
        sourcedId: `u-${i}`,
        sex: i % 2 ? 'male' : 'female',
        birthDate: '2016-01-01',
        asian: i % 3 ? 'false' : 'true',
      })),
    ),
  }
}

const bulkOf = (state: World, version: string): Buffer =>
  bundle(
    Object.fromEntries(
      names.filter((name) => version === '1.2' || name !== 'roles').map((name) => [name, [...state[name].values()]]),
    ),
    'bulk',
    version,
  )

/** One delta of random changes, and the world after it. `at` counts the moments. */
function delta(state: World, chance: Dice, at: number, version: '1.1' | '1.2', most: number): BundleFiles {
  const moment = (hour: number) =>
    `2026-11-${String(10 + at).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`
  const rows: Partial<Record<FileName, Map<string, Row>>> = {}
  const note = (name: FileName, id: string, row: Row) => {
    rows[name] ??= new Map()
    rows[name].set(id, row)
  }
  const put = (name: FileName, row: Row) => {
    const id = row.sourcedId ?? ''
    state[name].set(id, row)
    note(name, id, { ...row, status: 'active', dateLastModified: moment(12) })
  }
  const drop = (name: FileName, id: string) => {
    state[name].delete(id)
    note(name, id, { sourcedId: id, status: 'tobedeleted', dateLastModified: moment(12) })
  }
  const one = (name: FileName): Row | null => {
    const all = [...state[name].values()]
    return all[chance.below(all.length)] ?? null
  }
  const touched = (name: FileName, id: string) => rows[name]?.has(id) ?? false
  for (let i = 0; i < most; i++) {
    const user = one('users')
    const id = user?.sourcedId ?? ''
    const student = id.startsWith('u-')
    switch (chance.below(8)) {
      case 0: {
        if (!user || touched('users', id)) break
        put('users', { ...user, familyName: `N${at}${i}`, ...(student ? { grades: `0${chance.below(9) + 1}` } : {}) })
        break
      }
      case 1: {
        // A student moves to the other school, with the class left behind.
        if (!user || !student) break
        if (version === '1.1') {
          if (!touched('users', id)) put('users', { ...user, orgSourcedIds: chance.chance(0.5) ? 'o-101' : 'o-102' })
        } else {
          const role = state.roles.get(`r-${id}`)
          if (role && !touched('roles', `r-${id}`))
            put('roles', { ...role, orgSourcedId: chance.chance(0.5) ? 'o-101' : 'o-102' })
        }
        break
      }
      case 2: {
        // Somebody leaves, sometimes with what hangs on it, sometimes without.
        if (!user || touched('users', id)) break
        drop('users', id)
        if (state.roles.has(`r-${id}`) && !touched('roles', `r-${id}`)) drop('roles', `r-${id}`)
        if (chance.chance(0.5))
          for (const [key, row] of state.enrollments)
            if (row.userSourcedId === id && !touched('enrollments', key)) drop('enrollments', key)
        if (state.demographics.has(id) && !touched('demographics', id)) drop('demographics', id)
        break
      }
      case 3: {
        // Somebody new, or somebody who was here before.
        const number = chance.below(state.users.size + 30)
        const fresh = `u-${number}`
        if (state.users.has(fresh) || touched('users', fresh) || touched('roles', `r-${fresh}`)) break
        const org = chance.chance(0.5) ? 'o-101' : 'o-102'
        put('users', {
          sourcedId: fresh,
          enabledUser: 'true',
          givenName: `G${number}`,
          familyName: `A${at}${i}`,
          identifier: `ID${number}`,
          grades: '04',
          ...(version === '1.1' ? { role: 'student', orgSourcedIds: org } : {}),
        })
        if (version === '1.2')
          put('roles', {
            sourcedId: `r-${fresh}`,
            userSourcedId: fresh,
            roleType: 'primary',
            role: 'student',
            orgSourcedId: org,
            beginDate: '2026-09-08',
          })
        if (!touched('enrollments', `e-${number}`))
          put('enrollments', {
            sourcedId: `e-${number}`,
            classSourcedId: `k-${chance.below(4)}`,
            userSourcedId: fresh,
            role: 'student',
            beginDate: '2026-10-01',
          })
        break
      }
      case 4: {
        const entry = one('enrollments')
        const key = entry?.sourcedId ?? ''
        if (!entry || touched('enrollments', key)) break
        if (chance.chance(0.5)) drop('enrollments', key)
        else put('enrollments', { ...entry, beginDate: '2026-09-15', classSourcedId: `k-${chance.below(6)}` })
        break
      }
      case 5: {
        const entry = one('classes')
        const key = entry?.sourcedId ?? ''
        if (!entry || touched('classes', key)) break
        if (chance.chance(0.3)) drop('classes', key)
        else put('classes', { ...entry, title: `Renamed ${at}${i}`, courseSourcedId: 'c-2' })
        break
      }
      case 6: {
        if (!student || !state.demographics.has(id) || touched('demographics', id)) break
        put('demographics', { sourcedId: id, sex: 'female', white: 'true', birthDate: '2016-02-02' })
        break
      }
      default: {
        // A late row, older than what stands: it must not count. And one that nobody knows.
        if (user && !touched('users', id) && user.since === 'delta')
          note('users', id, {
            ...user,
            familyName: 'STALE',
            status: 'active',
            dateLastModified: '2026-01-01T00:00:00.000Z',
          })
        note('courses', `c-none-${i}`, { sourcedId: `c-none-${i}`, status: 'tobedeleted', dateLastModified: moment(1) })
      }
    }
    if (user && touched('users', id)) {
      const now = state.users.get(id)
      if (now) state.users.set(id, { ...now, since: 'delta' })
    }
  }
  return Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, [...all.values()]]))
}

/** `since` is a mark of this test, not a column. */
const clean = (state: World): World =>
  Object.fromEntries(
    names.map((name) => [name, new Map([...state[name]].map(([id, { since: _since, ...row }]) => [id, row]))]),
  ) as World
const sendAs = async (district: TestDistrict, data: Buffer) => {
  const done = await district.send(data, { name: 'r.zip', override: 'a test of random changes' })
  expect(done.import.state).toBe('loaded')
  return done
}

async function sameEnd(size: number, version: '1.1' | '1.2', deltas: number, most: number, start: number) {
  const one = await emptyDistrict()
  const two = await emptyDistrict()
  const [state, twin] = [
    world(size, version, `${one.code}.example.org`),
    world(size, version, `${two.code}.example.org`),
  ]
  await sendAs(one, bulkOf(state, version))
  await sendAs(two, bulkOf(twin, version))
  expect(await told(one)).toEqual(await told(two))
  const chance = dice(start)
  for (let at = 0; at < deltas; at++) {
    const rows = delta(state, chance, at, version, most)
    await sendAs(one, bundle(strip(rows), 'delta', version))
  }
  // The end state as one bulk bundle, with the e-mails of the second district.
  const last = clean(state)
  for (const [id, row] of last.users)
    if (row.email) last.users.set(id, { ...row, email: row.email.replace(one.code, two.code) })
  await sendAs(two, bulkOf(last, version))
  const [a, b] = [await told(one), await told(two)]
  for (const part of Object.keys(a) as (keyof typeof a)[]) expect(a[part], `${part}, seed ${start}`).toEqual(b[part])
  return a
}
const strip = (rows: BundleFiles): BundleFiles =>
  Object.fromEntries(
    Object.entries(rows).map(([name, all]) => [name, (all ?? []).map(({ since: _since, ...row }) => row)]),
  )

describe('delta after bulk', () => {
  it('gives the roster that the new bulk gives, for thousands', async () => {
    const size = amount(300, 12_000)
    const end = await sameEnd(size, '1.1', 1, size / 4, seed())
    expect(end.students.length).toBeGreaterThan(size * 0.6)
    expect(end.members.length).toBeGreaterThan(size * 0.6)
    expect(end.enrolled.length).toBeGreaterThan(size * 0.6)
    expect(end.access.length).toBeGreaterThan(size / 40)
  })

  it('random sequences of deltas end where the bulk of the end state ends', async () => {
    for (let i = 0; i < amount(1, 8); i++) await sameEnd(40, i % 2 ? '1.1' : '1.2', amount(2, 4), 25, seed() + i + 1)
  })
})
