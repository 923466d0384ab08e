import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope, noScope, type Scope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { identify } from '../accounts/identify.ts'
import { signIn } from '../accounts/actions.ts'
import { trust } from '../accounts/store.ts'
import { copyOrgs } from '../orgs/copy-orgs.ts'
import { listSchools } from '../orgs/store.ts'
import { copyCalendar } from '../orgs/store-calendar.ts'
import { enrollmentCsv, loadSample, samplePassword, studentsCsv } from '../sample.ts'
import { setupState } from '../setup.ts'
import { copyEnrollment, copyStudentGroups, copyStudentKeys } from './copy-out.ts'
import { loadEnrollment, loadStudents } from './load.ts'
import { readStudents, seeFrom } from './read.ts'
import { studentColumns } from './schema.ts'
import { listReads } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>

const people = () =>
  studentsCsv([
    ['100', 'Canary', 'Ana'],
    ['101', 'Canary, Jr.'.replace(',', ''), 'Ben', { gender: 'male', race_ethnicity: '', birth_date: '' }],
    ['102', 'Canary', 'Cleo'],
    ['103', 'Canary', 'Dora'],
  ])
/** 100 at A; 101 moved from A to B; 102 at C; 103 was at A last year and is nowhere now. */
const now = () =>
  enrollmentCsv([
    ['100', 'A', '2026-08-31'],
    ['101', 'A', '2026-08-31', '2026-09-04'],
    ['101', 'B', '2026-09-08'],
    ['102', 'C', '2026-08-31'],
    ['999', 'A', '2026-08-31'],
    ['100', 'ZZ', '2026-08-31'],
  ])
const last = () =>
  enrollmentCsv(
    [
      ['103', 'A', '2025-08-28', '2026-06-12'],
      ['100', 'A', '2025-08-28', '2026-06-12'],
    ],
    '2026',
  )

const visitor = async (who: string): Promise<Scope> => {
  const { token } = await signIn(services.db, { email: who, password: samplePassword, address: who })
  return (await identify(services.db, token))?.scope ?? noScope
}
const keyOf = async (district: typeof one, id: string) =>
  (
    await district.within((tx) =>
      query<{ student_key: number }>(
        tx,
        'select student_key from people.student where district_id = $1 and external_id = $2',
        [district.id, id],
      ),
    )
  )[0]?.student_key ?? -1

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  for (const district of [one, two])
    await district.within(async (tx) => {
      await loadStudents(tx, district.scope, district.id, people())
      await loadEnrollment(tx, district.scope, district.id, 2026, last())
      await loadEnrollment(tx, district.scope, district.id, 2027, now())
    })
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('loading', () => {
  it('gives random keys below 2^53, different in each district', async () => {
    const keys = async (d: typeof one) =>
      (await d.within((tx) => query<{ k: number }>(tx, 'select student_key as k from people.student'))).map(
        (row) => row.k,
      )
    const [a, b] = [await keys(one), await keys(two)]
    expect(a).toHaveLength(4)
    expect(new Set([...a, ...b]).size).toBe(8)
    expect(a.every((key) => Number.isSafeInteger(key) && key > 2 ** 30)).toBe(true)
  })

  it('changes nothing when the same files come twice, and counts what it cannot place', async () => {
    const before = await keyOf(one, '100')
    const students = await one.within((tx) => loadStudents(tx, one.scope, one.id, people()))
    expect(students).toMatchObject({ added: 0, changed: 0, removed: 0, rows: 4, years: [2027] })
    const spells = await one.within((tx) => loadEnrollment(tx, one.scope, one.id, 2027, now()))
    expect(spells).toMatchObject({ added: 0, removed: 0, same: 4, unknown_students: 1, unknown_schools: 1, rows: 6 })
    expect(await keyOf(one, '100')).toBe(before)
  })

  it('keeps the key of a student whose name changes, and replaces the spells of one year only', async () => {
    const before = await keyOf(two, '100')
    const done = await two.within((tx) =>
      loadStudents(tx, two.scope, two.id, studentsCsv([['100', 'Heron', 'Ana', { english_learner: 'Y' }]])),
    )
    expect(done).toMatchObject({ added: 0, changed: 2, removed: 3 })
    expect(await keyOf(two, '100')).toBe(before)
    expect(
      await two.within((tx) =>
        loadEnrollment(tx, two.scope, two.id, 2027, enrollmentCsv([['100', 'B', '2026-08-31']])),
      ),
    ).toMatchObject({ added: 1, removed: 4 })
    expect(
      await two.within((tx) => query(tx, 'select 1 from people.enrollment where school_year = 2026')),
    ).toHaveLength(2)
    expect(
      await one.within((tx) => query(tx, 'select 1 from people.enrollment where school_year = 2027')),
    ).toHaveLength(4)
  })

  it('refuses a file with other columns, bad dates or broken rows, names no data, and leaves everything as it was', async () => {
    const header = studentColumns.join(',')
    const load = (text: string) => one.within((tx) => loadStudents(tx, one.scope, one.id, Readable.from([text])))
    for (const text of [
      'a,b,c\n1,2,3\n',
      `${header}\n1,2\n`,
      `${header}\n1,2027,Secretname,X,not-a-date,,,,,,,\n`,
      `${header}\n1,2027,Secretname,X,2016-01-01,purple,,,,,,\n`,
      `${header}\n1,2027,"Secretname\n`,
    ]) {
      const error = await load(text).catch((e: unknown) => e)
      expect(error).toMatchObject({ code: 'people/unreadable-file', kind: 'Invalid' })
      expect(JSON.stringify(error) + String((error as Error).message)).not.toContain('Secretname')
    }
    expect(await one.within((tx) => query(tx, 'select 1 from people.student'))).toHaveLength(4)
    // A source that breaks off undoes the transaction and gives the connection back.
    const broken = new Readable({
      read() {
        this.push(`${header}\n`)
        this.destroy(new Error('cut'))
      },
    })
    await expect(one.within((tx) => loadStudents(tx, one.scope, one.id, broken))).rejects.toThrow()
    expect(await one.within((tx) => query(tx, 'select 1 from people.student'))).toHaveLength(4)
  })

  it('loads 20,000 students and their spells quickly', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`9${i}`, `Last${i}`, 'First'] as const)
    const spells = rows.map(([id]) => [id, 'C', '2025-08-28', '2026-06-12'] as const)
    const [students, enrollment] = [studentsCsv(rows, '2026'), enrollmentCsv(spells, '2026')]
    const from = performance.now()
    await two.within((tx) => loadStudents(tx, two.scope, two.id, students))
    const middle = performance.now()
    expect(await two.within((tx) => loadEnrollment(tx, two.scope, two.id, 2026, enrollment))).toMatchObject({
      added: 20_000,
    })
    console.log(
      `20,000 students: ${Math.round(middle - from)} ms; 20,000 spells: ${Math.round(performance.now() - middle)} ms`,
    )
    const took = performance.now() - from
    // Row by row, each of the 40,000 rows would cost at least one round trip; measured in the same minute, because the machine may be busy.
    const trips = performance.now()
    await two.within(async (tx) => {
      for (let i = 0; i < 400; i++) await query(tx, 'select 1')
    })
    expect(took).toBeLessThan((performance.now() - trips) * 100)
    const names = await two.within((tx) => copyStudentKeys(tx, two.id, join(services.home, 'keys.csv')))
    expect(names).toBe(20_004)
  })
})

describe('who sees whom', () => {
  const seen = (scope: Scope, open = true) =>
    inScope(services.db, scope, async (tx) => {
      if (open) await seeFrom(tx, one.id)
      return (await query<{ external_id: string }>(tx, 'select external_id from people.student order by 1')).map(
        (row) => row.external_id,
      )
    })

  it('a principal: students with a spell at the school this year; nobody of other schools, years or districts', async () => {
    expect(await seen(await visitor('principal.a@d1.example.org'))).toEqual(['100', '101'])
    expect(await seen(await visitor('principal.b@d1.example.org'))).toEqual(['101'])
  })
  it('nobody before the year is opened, without a scope, after a role ended, or with a role that opens none', async () => {
    expect(await seen(await visitor('principal.a@d1.example.org'), false)).toEqual([])
    expect(await seen(noScope)).toEqual([])
    expect(await seen(await visitor('former@d1.example.org'))).toEqual([])
    expect(await seen(await visitor('board@d1.example.org'))).toEqual([])
    expect(await seen(await visitor('admin@d1.example.org'))).toEqual([])
  })
  it('the district: all of its own', async () => {
    expect(await seen(await visitor('superintendent@d1.example.org'))).toEqual(['100', '101', '102', '103'])
  })
  it('groups and spells follow the same rule, and cannot be written from outside', async () => {
    const principal = await visitor('principal.b@d1.example.org')
    const rows = await inScope(services.db, principal, async (tx) => {
      await seeFrom(tx, one.id)
      return [await query(tx, 'select 1 from people.student_year'), await query(tx, 'select 1 from people.enrollment')]
    })
    expect(rows.map((r) => r.length)).toEqual([1, 1])
    await expect(
      inScope(services.db, principal, (tx) =>
        query(
          tx,
          "insert into people.enrollment (student_key, org_id, district_id, school_year, grade, entry_date) values ($1, $2, $3, 2027, 3, '2026-09-01')",
          [1, one.idOf('A'), one.id],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      inScope(services.db, two.scope, (tx) => loadStudents(tx, two.scope, one.id, people())),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('reading', () => {
  it('gives names to those who may and logs it in the same transaction', async () => {
    const principal = await visitor('principal.a@d1.example.org')
    const keys = [await keyOf(one, '100'), await keyOf(one, '102'), await keyOf(one, '103'), await keyOf(two, '100')]
    const ask = (scope: Scope, org: string, purpose: 'list' | 'export' = 'list', reason = '') =>
      inScope(services.db, scope, (tx) => readStudents(tx, scope, { org_id: one.idOf(org), keys, purpose, reason }))
    expect((await ask(principal, 'A')).map((row) => row.external_id)).toEqual(['100'])
    await expect(ask(principal, 'C')).rejects.toMatchObject({ code: 'people/no-students', kind: 'Forbidden' })
    await expect(ask(principal, 'A', 'export')).rejects.toMatchObject({ code: 'people/no-reason' })
    expect(await ask(principal, 'A', 'export', 'home visits in November')).toHaveLength(1)
    const watch = (orgs: number[]) =>
      inScope(services.db, principal, async (tx) => {
        await trust(tx, orgs)
        return listReads(tx, { orgs: [one.idOf('A')], purpose: '', since: '', limit: 50, offset: 0 })
      })
    const log = await watch([one.idOf('A')])
    expect(log.map((row) => [row.purpose, row.reason, row.students, row.person])).toEqual([
      ['export', 'home visits in November', 1, 'The principal of Ash'],
      ['list', '', 1, 'The principal of Ash'],
    ])
    const boss = await visitor('superintendent@d1.example.org')
    expect((await ask(boss, 'D1')).map((row) => row.external_id)).toEqual(['100', '102'])
    const readsOf = (tx: Tx) =>
      query(tx, 'select 1 from people.student_read where $1::bigint = any (student_keys)', [keys[0]])
    expect(await inScope(services.db, boss, readsOf)).toHaveLength(1)
    expect(
      await inScope(services.db, boss, async (tx) => {
        await trust(tx, boss.students)
        return readsOf(tx)
      }),
    ).toHaveLength(3)
  })

  it('is undone with its log, and a log cannot be forged, changed or removed', async () => {
    const principal = await visitor('principal.b@d1.example.org')
    const key = await keyOf(one, '101')
    await inScope(services.db, principal, async (tx) => {
      await readStudents(tx, principal, { org_id: one.idOf('B'), keys: [key], purpose: 'list' })
      throw new Error('stop')
    }).catch(() => {})
    expect(await inScope(services.db, principal, (tx) => query(tx, 'select 1 from people.student_read'))).toHaveLength(
      0,
    )
    const forge = (sql: string, values: unknown[]) => inScope(services.db, principal, (tx) => query(tx, sql, values))
    await expect(
      forge(
        "insert into people.student_read (at, actor, actor_name, org_id, purpose, students, student_keys) values (now(), 1, 'account:1', $1, 'list', 0, '{}')",
        [one.idOf('B')],
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(forge('delete from people.student_read', [])).rejects.toMatchObject({ code: '42501' })
    await expect(forge("update people.student_read set reason = ''", [])).rejects.toMatchObject({ code: '42501' })
  })
})

describe('copies for the lake', () => {
  it('hold keys and codes, never a name', async () => {
    const path = (name: string) => join(services.home, name)
    const counts = await one.within(async (tx) => [
      await copyStudentKeys(tx, one.id, path('k.csv')),
      await copyOrgs(tx, one.id, path('o.csv')),
      await copyEnrollment(tx, one.id, 2027, path('e.csv')),
      await copyStudentGroups(tx, one.id, 2027, path('g.csv')),
      await copyCalendar(tx, one.id, path('c.csv'), 2027),
    ])
    expect(counts).toEqual([4, 4, 4, 4, 22])
    expect(readFileSync(path('o.csv'), 'utf8').split('\n')[0]).toBe(
      'org_id,kind,school_id,zone_id,district_id,state_id,low_grade,high_grade,from_date,to_date,code',
    )
    expect(readFileSync(path('o.csv'), 'utf8')).toContain(`,${one.idOf('S')},${one.id},`)
    expect(readFileSync(path('k.csv'), 'utf8')).toMatch(/^external_id,student_key\n100,\d+\n/)
    for (const name of ['k.csv', 'e.csv', 'g.csv']) expect(readFileSync(path(name), 'utf8')).not.toContain('Canary')
  })
})

describe('counts for pages', () => {
  it('say how many are enrolled, without a way to the students', async () => {
    const board = await visitor('board@d1.example.org')
    const schools = await inScope(services.db, board, (tx) =>
      listSchools(tx, { year: 2027, date: '2026-11-20', words: '', zone: '', closed: false }),
    )
    expect(schools.map((row) => [row.code, row.zone, row.students])).toEqual([
      ['A', 'North', 1],
      ['B', 'North', 1],
      ['C', 'South', 1],
    ])
    expect(
      await inScope(services.db, board, (tx) =>
        listSchools(tx, { year: 2026, date: '2026-11-20', words: 'dog', zone: 'S', closed: true }),
      ),
    ).toHaveLength(1)
    expect(await inScope(services.db, board, setupState)).toMatchObject([
      { key: 'organizations', done: true, count: 4 },
      { key: 'calendar', done: true, count: 5 },
      { key: 'sign_in', done: true },
      { key: 'first_file', done: true, count: 3 },
    ])
    expect((await inScope(services.db, noScope, setupState)).map((fact) => fact.done)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
