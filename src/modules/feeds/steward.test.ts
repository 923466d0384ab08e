import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixToday, now } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { inScope, makeScope } from '../../platform/db/scope.ts'
import { freshServices, prepared } from '../../platform/testing/database.ts'
import { accept, type Decider } from './actions/decide.ts'
import { load, release, reload } from './actions/load.ts'
import { finishPurge, purge } from './actions/purge.ts'
import { sweepDistrict } from './actions/retention.ts'
import { rollBack } from './actions/rollback.ts'
import { makeToken, revokeToken, tokenBearer } from './actions/tokens.ts'
import { current } from './index.ts'
import {
  csv,
  enrollment,
  ids,
  organizations,
  students,
  knownDistrict,
  type TestDistrict,
  testDistrict,
} from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let told: unknown[]
let begin: Awaited<ReturnType<typeof prepared<number>>>
beforeAll(async () => {
  fixToday('2026-11-20')
  begin = await prepared(async (made) => (await testDistrict(made)).districtId)
})
beforeEach(async () => {
  fixToday('2026-11-20')
  await services?.end()
  const fresh = await freshServices({}, begin.base)
  told = []
  services = {
    ...fresh,
    listeners: [{ event: 'feeds/dataset-changed', heard: async (_s, _tx, _scope, payload) => void told.push(payload) }],
  }
  district = await knownDistrict(services, begin.value)
  told.length = 0
})
afterAll(async () => {
  await services.end()
  await begin.end()
})

const decider = (version: number | null = null): Decider => ({ scope: district.scope, name: 'steward', version })
const within = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(services.db, district.scope, work)
const pointer = async (dataset: string) =>
  (await within((tx) => current(tx, district.districtId))).find((one) => one.dataset === dataset) ?? null
const header = 'student_id,school_code,date,status,portion'
const day = (date: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `${ids[from + i]},101,${date},excused,`)
const files = (folder: string): string[] =>
  readdirSync(join(services.home, folder), { recursive: true })
    .map(String)
    .filter((one) => one.endsWith('.parquet'))

describe('the guard', () => {
  it('stops a roster that lost a third of a school, and goes on with a reason', async () => {
    const half = enrollment(ids.filter((_, i) => i < 13 || i >= 20))
    const done = await district.send(half)
    expect(done.import).toMatchObject({
      state: 'stopped',
      stop_code: 'guard',
      guards: [{ code: '101', school_year: 2027, before: 20, after: 13 }],
    })
    expect(await pointer('enrollment')).toMatchObject({ version: 1 })
    const again = await district.send(half, { override: 'The annex opened as a school of its own.' })
    expect(again).toMatchObject({
      same: true,
      import: { state: 'loaded', override_reason: 'The annex opened as a school of its own.' },
    })
    expect(await pointer('enrollment')).toMatchObject({ version: 2, rows: 33 })
  })

  it('stops an attendance file that empties days which were full', async () => {
    await district.send(csv(header, ...day('2026-11-16', 12), ...day('2026-11-17', 12)))
    const done = await district.send(csv(header, ...day('2026-11-16', 4), ...day('2026-11-17', 4)))
    expect(done.import).toMatchObject({ state: 'stopped', guards: [{ code: '101', before: 24, after: 8 }] })
  })

  it('lets a fall of less than a third pass', async () => {
    expect((await district.send(enrollment(ids.filter((_, i) => i < 14 || i >= 20)))).import.state).toBe('loaded')
  })
})

describe('accepting and going back', () => {
  it('refuses a decision made from an older view', async () => {
    const done = await district.send(csv(header, ...day('2026-11-16', 1)), { accept: false })
    const yes = { status: 'certified' as const, note: '', embargoUntil: null, embargoAccounts: [] }
    await expect(
      within((tx) => accept(services, tx, done.import.import_id, decider(done.import.version - 1), yes)),
    ).rejects.toMatchObject({ code: 'feeds/changed-meanwhile' })
    await within((tx) => accept(services, tx, done.import.import_id, decider(done.import.version), yes))
    await expect(within((tx) => accept(services, tx, done.import.import_id, decider(), yes))).rejects.toMatchObject({
      code: 'feeds/wrong-state',
    })
    const jobs = await query<{ name: string }>(services.db, "select name from pgboss.job where name like 'feeds.load'")
    expect(jobs).toHaveLength(1)
    await load(services, district.districtId, done.import.import_id)
    expect(await pointer('attendance')).toMatchObject({ version: 1, status: 'certified' })
  })

  it('moves the pointer of attendance back and tells', async () => {
    await district.send(csv(header, ...day('2026-11-16', 2)))
    await district.send(csv(header, ...day('2026-11-17', 2)))
    told.length = 0
    const key = { org_id: district.districtId, dataset: 'attendance' as const, school_year: 2027 }
    expect(await within((tx) => rollBack(services, tx, district.scope, key, 1, 'wrong bell schedule'))).toBe('moved')
    expect(await pointer('attendance')).toMatchObject({ version: 1, rows: 2 })
    expect(told).toEqual([{ district_id: district.districtId, dataset: 'attendance', school_year: 2027, version: 1 }])
    // The next file builds on what is current, not on what was taken back.
    await district.send(csv(header, ...day('2026-11-18', 1)))
    expect(await pointer('attendance')).toMatchObject({ version: 3, base_version: 1, rows: 3 })
    await expect(within((tx) => rollBack(services, tx, district.scope, key, 9, 'typo'))).rejects.toMatchObject({
      kind: 'Missing',
    })
  })

  it('takes names and enrollment back with a roster', async () => {
    await district.send(enrollment(ids.slice(0, 36)))
    const spells = () => within((tx) => query<{ n: number }>(tx, 'select count(*) as n from people.enrollment'))
    expect(await spells()).toEqual([{ n: 36 }])
    const first = await within((tx) =>
      query<{ import_id: number }>(
        tx,
        "select import_id from feeds.dataset_version where dataset = 'enrollment' and version = 1",
      ),
    )
    const key = { org_id: district.districtId, dataset: 'enrollment' as const, school_year: 2027 }
    expect(await within((tx) => rollBack(services, tx, district.scope, key, 1, 'four were left out'))).toBe('sent')
    await reload(services, district.districtId, first[0]?.import_id ?? 0, 2027)
    expect(await spells()).toEqual([{ n: 40 }])
    expect(await pointer('enrollment')).toMatchObject({ version: 3, rows: 40 })
  })
})

describe('kills and repeats', () => {
  it('a kill between the file and its row leaves the old version current; the next attempt heals', async () => {
    const done = await district.send(csv(header, ...day('2026-11-16', 3)), { accept: false })
    await within((tx) =>
      accept(
        services,
        tx,
        done.import.import_id,
        decider(),
        { status: 'preliminary', note: '', embargoUntil: null, embargoAccounts: [] },
        false,
      ),
    )
    await expect(
      load(services, district.districtId, done.import.import_id, {
        afterRename: () => {
          throw new Error('killed')
        },
      }),
    ).rejects.toThrow('killed')
    expect(await pointer('attendance')).toBeNull()
    expect(told).toEqual([])
    expect(files(`lake/d${district.districtId}/attendance`)).toEqual([join('2027', 'v1.parquet')])
    const after = await load(services, district.districtId, done.import.import_id)
    expect(after.state).toBe('loaded')
    expect(await pointer('attendance')).toMatchObject({ version: 1, rows: 3 })
    // Twice is once.
    await load(services, district.districtId, done.import.import_id)
    expect(told).toHaveLength(1)
    expect(readdirSync(join(services.home, 'tmp'))).toEqual([])
  })
})

describe('embargo', () => {
  it('holds a version back for named people until its time, then releases it on top of what came meanwhile', async () => {
    await district.send(csv(header, ...day('2026-11-16', 1)))
    const done = await district.send(csv(header, ...day('2026-11-17', 2)), { accept: false })
    const until = new Date(now().getTime() + 3_600_000)
    await within((tx) =>
      accept(
        services,
        tx,
        done.import.import_id,
        decider(),
        { status: 'certified', note: '', embargoUntil: until, embargoAccounts: [7] },
        false,
      ),
    )
    await load(services, district.districtId, done.import.import_id)
    expect(await pointer('attendance')).toMatchObject({ version: 1 })
    const of = (actor: number) => makeScope({ ...district.scope, actor, name: `account:${actor}` })
    const seen = (actor: number) =>
      inScope(services.db, of(actor), (tx) => current(tx, district.districtId, { account: actor }))
    expect((await seen(7)).find((one) => one.dataset === 'attendance')).toMatchObject({ version: 2, rows: 3 })
    expect((await seen(8)).find((one) => one.dataset === 'attendance')).toMatchObject({ version: 1 })
    await district.send(csv(header, ...day('2026-11-18', 4)))
    await release(services, district.districtId, done.import.import_id)
    expect(await pointer('attendance')).toMatchObject({ version: 3, rows: 5 })
    fixToday('2026-11-21')
    await release(services, district.districtId, done.import.import_id)
    expect(await pointer('attendance')).toMatchObject({ version: 4, rows: 7, status: 'certified' })
  })

  it('is for results only: a roster cannot be held back', async () => {
    const done = await district.send(students(ids.slice(0, 39)), { accept: false })
    await expect(
      within((tx) =>
        accept(services, tx, done.import.import_id, decider(), {
          status: 'preliminary',
          note: '',
          embargoUntil: new Date(now().getTime() + 1e6),
          embargoAccounts: [],
        }),
      ),
    ).rejects.toMatchObject({ code: 'feeds/no-embargo' })
  })
})

describe('purge and retention', () => {
  it('removes the file, its versions and those built on them; the rest is loaded again', async () => {
    await district.send(csv(header, ...day('2026-11-16', 1)))
    const wrong = await district.send(csv(header, ...day('2026-11-17', 5)))
    const later = await district.send(csv(header, ...day('2026-11-18', 2)))
    expect(await pointer('attendance')).toMatchObject({ version: 3, rows: 8 })
    const path = services.files.pathOf(wrong.import.sha256)
    expect(existsSync(path)).toBe(true)
    const left = await within((tx) =>
      purge(services, tx, district.scope, wrong.import.import_id, 'steward', 'sent by mistake'),
    )
    await finishPurge(services, left)
    expect(await pointer('attendance')).toMatchObject({ version: 1, rows: 1 })
    expect(existsSync(path)).toBe(false)
    expect(files(`lake/d${district.districtId}/attendance`)).toEqual([join('2027', 'v1.parquet')])
    await load(services, district.districtId, later.import.import_id)
    expect(await pointer('attendance')).toMatchObject({ version: 4, base_version: 1, rows: 3 })
    const tombs = await within((tx) =>
      query(
        tx,
        'select version, withdrawn_by, withdrawn_reason from feeds.dataset_version where withdrawn_at is not null order by version',
      ),
    )
    expect(tombs).toEqual(
      [2, 3].map((version) => ({ version, withdrawn_by: 'steward', withdrawn_reason: 'sent by mistake' })),
    )
    const again = await district.send(csv(header, ...day('2026-11-17', 5)), { accept: false })
    expect(again.same).toBe(false)
    expect(again.import.import_id).not.toBe(wrong.import.import_id)
  })

  it('takes the only file away, and the next one begins anew', async () => {
    const only = await district.send(csv(header, ...day('2026-11-16', 3)))
    const left = await within((tx) => purge(services, tx, district.scope, only.import.import_id, 'steward', 'wrong'))
    await finishPurge(services, left)
    const named = () =>
      within((tx) =>
        query<{ kind: string; purged: boolean }>(
          tx,
          "select name, kind, purged_at is not null as purged from platform.file where sha256 = '" +
            only.import.sha256 +
            "'",
        ),
      )
    expect(await named()).toEqual([{ name: 'test.csv', kind: 'feeds/file', purged: true }])
    expect(await pointer('attendance')).toBeNull()
    await district.send(csv(header, ...day('2026-11-16', 3)), { accept: false })
    expect(await named()).toMatchObject([{ purged: false }])
    await district.send(csv(header, ...day('2026-11-16', 2)))
    expect(await pointer('attendance')).toMatchObject({ version: 2, base_version: null, rows: 2 })
  })

  it('keeps bytes that another district needs', async () => {
    const other = await testDistrict(services, '8880011')
    const text = csv('school_code,date,mode', '101,2026-11-16,negative')
    const mine = await district.send(text)
    const theirs = await other.send(text)
    expect(theirs.import.sha256).toBe(mine.import.sha256)
    const left = await within((tx) => purge(services, tx, district.scope, mine.import.import_id, 'steward', 'wrong'))
    expect(left.sha256).toBeNull()
    expect(await pointer('submission')).toBeNull()
  })

  it('sweeps files past their time and leftovers, never a current version', async () => {
    await district.send(csv(header, ...day('2026-11-16', 1)))
    const last = await district.send(csv(header, ...day('2026-11-17', 1)))
    await within((tx) => query(tx, "update feeds.import set received_at = received_at - interval '3 years'"))
    await within((tx) => query(tx, "update feeds.dataset_version set made_at = made_at - interval '3 years'"))
    await sweepDistrict(services, district.districtId)
    expect(files(`lake/d${district.districtId}/attendance`)).toEqual([join('2027', 'v2.parquet')])
    expect(existsSync(services.files.pathOf(last.import.sha256))).toBe(false)
    expect(await pointer('attendance')).toMatchObject({ version: 2, rows: 2 })
  })
})

describe('two districts with the same codes', () => {
  it('mix nothing', async () => {
    const other = await testDistrict(services, '8880011')
    await district.send(csv(header, ...day('2026-11-16', 3)))
    await other.send(csv(header, ...day('2026-11-16', 5)))
    const mine = await pointer('attendance')
    const theirs = (await inScope(services.db, other.scope, (tx) => current(tx, other.districtId))).find(
      (one) => one.dataset === 'attendance',
    )
    expect([mine?.rows, theirs?.rows]).toEqual([3, 5])
    expect(mine?.path).not.toBe(theirs?.path)
    expect(await within((tx) => query(tx, 'select 1 from feeds.import where org_id = $1', [other.districtId]))).toEqual(
      [],
    )
    expect(await within((tx) => current(tx, other.districtId))).toEqual([])
    await expect(
      within((tx) =>
        query(tx, "insert into feeds.mapping values ($1, 'students', 'a', 'b', now())", [other.districtId]),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    // A file of the other district's organizations is refused by its own code.
    expect((await district.send(organizations('7770011'))).import).toMatchObject({
      state: 'stopped',
      stop_code: 'errors',
    })
  })
})

describe('tokens', () => {
  it('are stored as a hash, open one district and kind, and end', async () => {
    const make = (days: number) =>
      within((tx) =>
        makeToken(tx, district.scope, district.districtId, 'steward', {
          name: 'nightly',
          kinds: ['attendance', 'nonsense'],
          days,
          autoAccept: true,
        }),
      )
    const token = await make(30)
    expect(JSON.stringify(await within((tx) => query(tx, 'select * from feeds.feed_token')))).not.toContain(token)
    await expect(tokenBearer(services.db, `Bearer ${token}`, 'attendance')).resolves.toMatchObject({
      org_id: district.districtId,
      kinds: ['attendance'],
    })
    await expect(tokenBearer(services.db, `Bearer ${token}`, 'students')).rejects.toMatchObject({
      code: 'feeds/not-this-kind',
    })
    for (const wrong of [null, 'Bearer', 'Bearer tlf_x', `Basic ${token}`])
      await expect(tokenBearer(services.db, wrong, null)).rejects.toMatchObject({ code: 'feeds/bad-token' })
    const [row] = await within((tx) => query<{ token_id: number }>(tx, 'select token_id from feeds.feed_token'))
    await within((tx) => revokeToken(tx, district.scope, row?.token_id ?? 0))
    await expect(tokenBearer(services.db, `Bearer ${token}`, null)).rejects.toMatchObject({ code: 'feeds/bad-token' })
    const short = await make(1)
    await within((tx) => query(tx, "update feeds.feed_token set expires_at = expires_at - interval '3 days'"))
    await expect(tokenBearer(services.db, `Bearer ${short}`, null)).rejects.toMatchObject({ code: 'feeds/bad-token' })
  })
})

describe('no name leaves the records', () => {
  it('not in the lake, findings, jobs or progress', async () => {
    await district.send(
      csv(
        'student_id,school_year,last_name,first_name,birth_date',
        'S001,2027,Canary0,Nightingale,never',
        'S001,2027,Canary0,Nightingale,never',
      ),
      { accept: false },
    )
    for (const table of ['feeds.import', 'feeds.finding', 'platform.progress', 'platform.change', 'pgboss.job'])
      expect(JSON.stringify(await within((tx) => query(tx, `select * from ${table}`))), table).not.toMatch(
        /canary|nightingale/i,
      )
  })
})
