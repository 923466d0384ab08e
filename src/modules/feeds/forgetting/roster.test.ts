import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { literal, openDuck } from '../../../platform/duckdb.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { forgetByCommand, systemScope } from '../../people/index.ts'
import { forget } from '../actions/forget.ts'
import { bundle, sampleRoster, schoolsAlone, without } from '../testing/bundle.ts'
import { type TestDistrict, testDistrict } from '../testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
  const done = await district.send(bundle(without(sampleRoster(), 'roles')), { name: 'roster.zip' })
  expect(done.import.state).toBe('loaded')
}, 60_000)
afterAll(async () => {
  fixToday(null)
  await services.end()
})

/** Where a cell is one of the words: tables of people and feeds, and every Parquet file of the home. */
async function cells(words: readonly string[]): Promise<string[]> {
  const scope = await systemScope(services.db, 'forget', district.districtId)
  const found: string[] = []
  await inScope(services.db, scope, async (tx) => {
    const tables = await query<{ t: string }>(
      tx,
      `select format('%I.%I', n.nspname, c.relname) as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('people', 'feeds', 'indicators', 'platform') and has_table_privilege(c.oid, 'select') order by 1`,
    )
    for (const { t } of tables) {
      const rows = await query<{ row: string }>(tx, `select to_jsonb(x)::text as row from ${t} x`)
      for (const word of words)
        if (rows.some(({ row }) => row.includes(`"${word}"`) || row.includes(`: ${word},`))) found.push(`${t}: ${word}`)
    }
  })
  const duck = await openDuck({
    directories: [services.home],
    temp: join(services.home, 'spill-search'),
    threads: 1,
    memory: '200MB',
  })
  try {
    for (const one of readdirSync(services.home, { recursive: true, withFileTypes: true })) {
      if (!one.isFile() || !one.name.endsWith('.parquet')) continue
      const path = join(one.parentPath, one.name)
      const rows = await duck.rows<{ row: string }>(
        `select cast(to_json(x) as varchar) as row from read_parquet(${literal(path)}) x`,
      )
      for (const word of words)
        if (rows.some(({ row }) => row.includes(`"${word}"`) || row.includes(`:${word},`)))
          found.push(`${one.name}: ${word}`)
    }
  } finally {
    duck.close()
  }
  return [...new Set(found)].sort()
}

describe('forgetting a student of a roster', () => {
  it('takes the person out of the roster’s tables, its state and its version', async () => {
    const [row] = await inScope(services.db, district.scope, (tx) =>
      query<{ student_key: number; last_name: string; sourced_id: string }>(
        tx,
        "select s.student_key, s.last_name, r.sourced_id from people.student s join people.roster_student r using (student_key) where s.external_id = 'S001'",
      ),
    )
    if (!row) throw new Error('no student')
    const words = ['S001', row.last_name, row.sourced_id, String(row.student_key)]
    const before = await cells(words)
    for (const place of ['people.roster_student', 'people.class_member', 'users.parquet', 'enrollments.parquet'])
      expect(
        before.some((one) => one.startsWith(place)),
        place,
      ).toBe(true)
    const members = () =>
      inScope(services.db, district.scope, (tx) =>
        query<{ n: number }>(tx, 'select count(*) as n from people.class_member'),
      )
    const [was] = await members()
    const asked = await forgetByCommand(services.db, district.districtId, 'S001', 'request of the family', 'a test')
    expect((await forget(services, district.districtId, asked.forgetting_id))?.state).toBe('done')
    expect(await cells(words)).toEqual([])
    expect((was?.n ?? 0) - ((await members())[0]?.n ?? 0)).toBe(1)
  })

  it('does not let the next bundle bring the person back', async () => {
    const roster = without(sampleRoster(), 'roles')
    const again = await district.send(bundle({ ...roster, users: [...(roster.users ?? [])].reverse() }), {
      name: 'again.zip',
    })
    expect(again.import.state).toBe('loaded')
    const here = await inScope(services.db, district.scope, (tx) =>
      query(tx, "select 1 from people.student where external_id = 'S001'"),
    )
    expect(here).toEqual([])
  })
})

describe('forgetting somebody whose number others have too', () => {
  const inDistrict = <T extends object>(at: TestDistrict, sql: string, values: unknown[] = []): Promise<T[]> =>
    systemScope(services.db, 'forget', at.districtId).then((scope) =>
      inScope(services.db, scope, (tx) => query<T>(tx, sql, values)),
    )
  /** Rows of the files of users beside a district's imports, as the text of each. */
  const usersOf = async (at: TestDistrict, name: RegExp): Promise<string[]> => {
    const duck = await openDuck({
      directories: [services.home],
      temp: join(services.home, 'spill-search'),
      threads: 1,
      memory: '200MB',
    })
    try {
      const found: string[] = []
      for (const one of readdirSync(services.home, { recursive: true, withFileTypes: true })) {
        const path = join(one.parentPath, one.name)
        if (!name.test(one.name) || !path.includes(`/imports/d${at.districtId}/`)) continue
        const rows = await duck.rows<{ row: string }>(
          `select cast(to_json(x) as varchar) as row from read_parquet(${literal(path)}) x`,
        )
        found.push(...rows.map(({ row }) => row))
      }
      return found
    } finally {
      duck.close()
    }
  }

  it('leaves a member of the staff with the same number, and a child whose id of the roster is that number', async () => {
    const at = await schoolsAlone(services, '9990033')
    const roster = without(sampleRoster(), 'roles')
    const teacher = roster.users?.find((one) => one.sourcedId === 't-o-101') as Record<string, string>
    teacher.identifier = 'S003'
    for (const rows of [roster.users, roster.enrollments, roster.demographics])
      for (const row of (rows ?? []) as Record<string, string>[])
        for (const column of ['sourcedId', 'userSourcedId']) if (row[column] === 'u-5') row[column] = 'S003'
    expect((await at.send(bundle(roster), { name: 'same.zip' })).import.state).toBe('loaded')
    const state = () =>
      inDistrict(
        at,
        `select (select count(*) from people.student) as students, (select count(*) from people.roster_student where sourced_id = 'S003') as other,
           (select count(*) from people.class_member where user_ref = 'S003') as seats, (select count(*) from people.roster_demographic where sourced_id = 'S003') as told,
           (select count(*) from people.staff where identifier = 'S003') as staff, (select count(*) from people.roster_student where sourced_id = 'u-2') as self`,
      )
    expect(await state()).toEqual([{ students: 30, other: 1, seats: 1, told: 1, staff: 1, self: 1 }])
    const asked = await forgetByCommand(services.db, at.districtId, 'S003', 'request of the family', 'a test')
    expect((await forget(services, at.districtId, asked.forgetting_id))?.state).toBe('done')
    expect(await state()).toEqual([{ students: 29, other: 1, seats: 1, told: 1, staff: 1, self: 0 }])
    for (const name of [/^bundle-users\.parquet$/, /^users\.parquet$/]) {
      const rows = await usersOf(at, name)
      const with_ = (word: string) => rows.filter((row) => row.includes(`"${word}"`)).length
      expect([name, with_('t-o-101'), with_('S006'), with_('u-2'), with_('Family2')]).toEqual([name, 1, 1, 0, 0])
    }
  })

  it('takes the row of the staff too when it is the same person', async () => {
    const at = await schoolsAlone(services, '9990044')
    const roster = sampleRoster()
    const users = roster.users.map(({ role: _, orgSourcedIds: __, ...rest }) =>
      rest.sourcedId === 'u-3' ? { ...rest, email: 'both@example.org' } : rest,
    )
    const roles = roster.users.map((one) => ({
      sourcedId: `r-${one.sourcedId}`,
      userSourcedId: one.sourcedId ?? '',
      roleType: 'primary',
      role: one.role === 'administrator' ? 'siteAdministrator' : (one.role ?? ''),
      orgSourcedId: one.orgSourcedIds ?? '',
    }))
    const aide = {
      sourcedId: 'r-aide',
      userSourcedId: 'u-3',
      roleType: 'secondary',
      role: 'aide',
      orgSourcedId: 'o-102',
    }
    const sent = await at.send(bundle({ ...roster, users, roles: [...roles, aide] } as never, 'bulk', '1.2'), {
      name: 'both.zip',
    })
    expect(sent.import.state).toBe('loaded')
    const state = () =>
      inDistrict(
        at,
        `select (select count(*) from people.staff) as staff, (select count(*) from people.staff where email = 'both@example.org') as self,
           (select count(*) from people.staff_role) as roles, (select count(*) from people.student) as students`,
      )
    expect(await state()).toEqual([{ staff: 5, self: 1, roles: 5, students: 30 }])
    const asked = await forgetByCommand(services.db, at.districtId, 'S004', 'request of the family', 'a test')
    expect((await forget(services, at.districtId, asked.forgetting_id))?.state).toBe('done')
    expect(await state()).toEqual([{ staff: 4, self: 0, roles: 4, students: 29 }])
    for (const name of [/^bundle-users\.parquet$/, /^users\.parquet$/])
      expect((await usersOf(at, name)).filter((row) => /"(u-3|both@example\.org|Family3)"/.test(row))).toEqual([])
    // The next bundle still names the person as both: neither comes back.
    const next = { ...roster, users: users.toReversed(), roles: [...roles, aide] }
    const later = await at.send(bundle(next as never, 'bulk', '1.2'), { name: 'next.zip' })
    expect(later.import.state).toBe('loaded')
    expect(await state()).toEqual([{ staff: 4, self: 0, roles: 4, students: 29 }])
    expect(await inDistrict(at, "select 1 from people.class_member where user_ref = 'u-3'")).toEqual([])
  })
})
