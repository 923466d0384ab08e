import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { loadCast } from '../../people/index.ts'
import { bundle, sampleRoster, schoolsAlone } from '../testing/bundle.ts'
import type { TestDistrict } from '../testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: TestDistrict
let two: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await schoolsAlone(services)
  two = await schoolsAlone(services, '9990022')
})
afterAll(() => services.end())

/** A roster of version 1.2: roles in a file of their own, with days. */
const roster12 = (change: (files: ReturnType<typeof sampleRoster>) => void = () => {}) => {
  const files = sampleRoster(30)
  files.roles = files.users.map((user) => ({
    sourcedId: `r-${user.sourcedId}`,
    userSourcedId: user.sourcedId ?? '',
    roleType: 'primary',
    role: user.role === 'administrator' ? 'principal' : (user.role ?? ''),
    orgSourcedId: user.orgSourcedIds ?? '',
    beginDate: '2026-08-27',
    endDate: '',
  }))
  files.users = files.users.map(({ role: _role, orgSourcedIds: _orgs, ...user }) => user as Record<string, string>)
  change(files)
  return files
}
const within = <T>(district: TestDistrict, work: Parameters<typeof inScope<T>>[2]) =>
  inScope(services.db, district.scope, work)
const rolesOf = (district: TestDistrict, source = 'roster') =>
  within(district, (tx) =>
    query<Record<string, unknown>>(
      tx,
      `select a.email, r.role, o.code, r.from_date, r.to_date from people.role_held r join people.account a using (account_id) join people.org o on o.org_id = r.org_id
       where r.source = $1 and r.district_id = $2 order by a.email, r.role, r.from_date`,
      [source, district.districtId],
    ),
  )
const send = (district: TestDistrict, files: Parameters<typeof bundle>[0], mode: 'bulk' | 'delta' = 'bulk') =>
  district.send(bundle(files, mode, '1.2'), { name: 'roster.zip', override: 'a test' })

describe('roles from a roster of version 1.2', () => {
  it('teachers get an account without a password and their role at their school, with its days', async () => {
    await within(one, (tx) =>
      loadCast(
        tx,
        one.scope,
        one.districtId,
        [
          {
            email: 't.o-102@example.org',
            name: 'Known',
            lang: 'en',
            roles: [{ role: 'coach', org_code: '102', from: '2020-07-01' }],
          },
          {
            email: 'a.o-101@example.org',
            name: 'Boss',
            lang: 'en',
            roles: [{ role: 'administrator', org_code: '9990011', from: '2020-07-01' }],
          },
        ],
        'a long enough password',
      ),
    )
    const done = await send(one, roster12())
    expect(done.findings).toEqual([])
    expect(done.import.state).toBe('loaded')
    expect(await rolesOf(one)).toEqual([
      { email: 't.o-101@example.org', role: 'teacher', code: '101', from_date: '2026-08-27', to_date: null },
      { email: 't.o-102@example.org', role: 'teacher', code: '102', from_date: '2026-08-27', to_date: null },
    ])
    const accounts = await within(one, (tx) =>
      query<{ email: string; hash: string | null }>(
        tx,
        'select a.email, p.hash from people.account a left join people.password p using (account_id) where a.home_district = $1 order by 1',
        [one.districtId],
      ),
    )
    expect(accounts.filter((row) => row.hash === null).map((row) => row.email)).toEqual(['t.o-101@example.org'])
  })

  it('the same e-mail in another district is left alone', async () => {
    await send(two, roster12())
    expect(await rolesOf(two)).toEqual([])
    expect(await within(two, (tx) => query(tx, 'select 1 from people.staff where account_id is not null'))).toEqual([])
    expect(await rolesOf(one)).toHaveLength(2)
  })

  it('follow what administrators chose, and never open students to one of them', async () => {
    await within(one, async (tx) => {
      await query(
        tx,
        "insert into people.roster_grant (district_id, roster_role, role) values ($1, 'principal', 'principal')",
        [one.districtId],
      )
    })
    const files = roster12((told) => {
      for (const user of told.users) if (user.sourcedId === 'a-o-102') Object.assign(user, { givenName: 'Anna' })
    })
    await send(one, files)
    const held = await rolesOf(one)
    expect(held.map((row) => [row.email, row.role])).toEqual([
      ['a.o-102@example.org', 'principal'],
      ['t.o-101@example.org', 'teacher'],
      ['t.o-102@example.org', 'teacher'],
    ])
  })

  it('end when the person leaves the roster, while a role given by hand stays', async () => {
    fixToday('2026-12-01')
    await send(
      one,
      {
        roles: [
          { sourcedId: 'r-t-o-102', status: 'tobedeleted', dateLastModified: '2026-11-30T10:00:00.000Z' },
          {
            sourcedId: 'r-t-o-101',
            status: 'active',
            dateLastModified: '2026-11-30T10:00:00.000Z',
            userSourcedId: 't-o-101',
            roleType: 'primary',
            role: 'teacher',
            orgSourcedId: 'o-101',
            beginDate: '2026-08-27',
            endDate: '2026-12-18',
          },
        ],
      },
      'delta',
    )
    expect((await rolesOf(one)).filter((row) => row.role === 'teacher')).toEqual([
      { email: 't.o-101@example.org', role: 'teacher', code: '101', from_date: '2026-08-27', to_date: '2026-12-18' },
      { email: 't.o-102@example.org', role: 'teacher', code: '102', from_date: '2026-08-27', to_date: '2026-11-30' },
    ])
    expect(await rolesOf(one, 'hand')).toMatchObject([
      { role: 'administrator', to_date: null },
      { role: 'coach', to_date: null },
    ])
    fixToday('2026-11-20')
  })

  it('a student of version 1.2 has the days of the role, and a parent in roles is not taken', async () => {
    const three = await schoolsAlone(services, '9990033')
    const files = roster12((told) => {
      told.users.push({ sourcedId: 'p-1', givenName: 'Pat', familyName: 'Parent', email: 'p@example.org' })
      told.roles.push({ sourcedId: 'r-p-1', userSourcedId: 'p-1', role: 'guardian', orgSourcedId: 'o-101' })
      const left = told.roles.find((role) => role.userSourcedId === 'u-2')
      if (left) Object.assign(left, { endDate: '2026-11-13' })
    })
    const done = await send(three, files)
    expect(done.findings.map((row) => row.check_id)).toEqual(['oneroster/family'])
    const [spell] = await within(three, (tx) =>
      query(
        tx,
        "select e.entry_date, e.exit_date from people.enrollment e join people.student s using (student_key) where s.external_id = 'S003' and s.district_id = $1",
        [three.districtId],
      ),
    )
    expect(spell).toEqual({ entry_date: '2026-08-27', exit_date: '2026-11-13' })
  })

  it('a new row of the same person takes over the account; somebody of another name does not get it', async () => {
    const four = await schoolsAlone(services, '9990044')
    const staff = { givenName: 'Tess', familyName: 'Teacher o-101', email: 't.four@example.org', enabledUser: 'true' }
    const at = (day: string) => ({ dateLastModified: `2026-11-${day}T10:00:00.000Z` })
    const files = roster12((told) => {
      for (const user of told.users)
        if (user.email) user.email = user.sourcedId === 't-o-101' ? staff.email : `${user.sourcedId}@four.example.org`
    })
    expect((await send(four, files)).import.state).toBe('loaded')
    const mail = async () => (await rolesOf(four)).filter((row) => row.email === staff.email)
    expect(await mail()).toMatchObject([{ role: 'teacher', to_date: null }])
    const replace = (was: string, is: string, day: string, name: Record<string, string> = {}) =>
      send(
        four,
        {
          users: [
            { sourcedId: was, status: 'tobedeleted', ...at(day) },
            { sourcedId: is, status: 'active', ...at(day), ...staff, ...name },
          ],
          roles: [
            { sourcedId: `r-${was}`, status: 'tobedeleted', ...at(day) },
            {
              sourcedId: `r-${is}`,
              status: 'active',
              ...at(day),
              userSourcedId: is,
              roleType: 'primary',
              role: 'teacher',
              orgSourcedId: 'o-101',
              beginDate: '2026-08-27',
            },
          ],
        },
        'delta',
      )
    const holder = () =>
      within(four, (tx) =>
        query(
          tx,
          `select f.sourced_id, f.deleted from people.staff f join people.account a using (account_id) where a.email = '${staff.email}'`,
        ),
      )
    expect((await replace('t-o-101', 't-new', '21')).import.state).toBe('loaded')
    expect(await holder()).toEqual([{ sourced_id: 't-new', deleted: false }])
    expect(await mail()).toMatchObject([{ role: 'teacher', to_date: null }])

    fixToday('2026-11-23')
    expect((await replace('t-new', 't-other', '22', { givenName: 'Olga' })).import.state).toBe('loaded')
    expect(await holder()).toEqual([{ sourced_id: 't-new', deleted: true }])
    expect(await mail()).toMatchObject([{ role: 'teacher', to_date: '2026-11-22' }])

    // A bulk bundle leaves no tombstone: the account still is not given on.
    const whole = roster12((told) => {
      for (const user of told.users) if (user.email) user.email = `${user.sourcedId}@four.example.org`
      told.users.push({ sourcedId: 't-third', ...staff, givenName: 'Olga' })
      told.roles.push({
        sourcedId: 'r-t-third',
        userSourcedId: 't-third',
        roleType: 'primary',
        role: 'teacher',
        orgSourcedId: 'o-101',
      })
    })
    expect((await send(four, whole)).import.state).toBe('loaded')
    expect(await holder()).toEqual([])
    expect(await mail()).toMatchObject([{ role: 'teacher', to_date: '2026-11-22' }])
    fixToday('2026-11-20')
  })

  it('classes and staff are seen by those who may see the school, students in them by those who may see students', async () => {
    const orgs = await within(one, (tx) =>
      query<{ code: string; org_id: number }>(tx, 'select code, org_id from people.org where district_id = $1', [
        one.districtId,
      ]),
    )
    const id = (code: string) => orgs.find((row) => row.code === code)?.org_id ?? 0
    const see = (parts: { orgs?: number[]; students?: number[]; districts?: number[] }) =>
      inScope(
        services.db,
        makeScope({
          actor: 999_999,
          name: 'account:999999',
          districts: [one.districtId],
          orgs: [],
          students: [],
          ...parts,
        }),
        async (tx) => {
          const count = async (from: string) =>
            (await query<{ n: number }>(tx, `select count(*)::int as n from ${from}`))[0]?.n
          return [
            await count('people.class_member where student_key is not null'),
            await count('people.class_member where staff_id is not null and student_key is null'),
            await count('people.class'),
            await count('people.staff'),
            await count('people.roster_student'),
            await count('people.roster_demographic'),
            await count('people.roster_membership'),
            await count('people.course'),
          ]
        },
      )
    const all = [20, 1, 1, 0, 0, 0, 0, 1]
    expect(await see({ orgs: [id('101')], students: [id('101')] })).toEqual(all)
    expect(await see({ orgs: [id('101')] })).toEqual([0, 1, 1, 0, 0, 0, 0, 1])
    expect(await see({})).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
    expect(await see({ districts: [two.districtId], orgs: [], students: [] })).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
    expect(await see({ districts: [] })).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })
})
