import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { dropOrphanIdentities, finishPurge, purge } from './actions/purge.ts'
import { reload } from './actions/load.ts'
import { setRetention, sweepDistrict } from './actions/retention.ts'
import { current } from './index.ts'
import { daysFor } from './keeping.ts'
import { importFolder } from './lake.ts'
import { ids, students, type TestDistrict, testDistrict } from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const rows = <T extends object>(sql: string, values: unknown[] = []) =>
  inScope(services.db, district.scope, (tx) => query<T>(tx, sql, values))
const people = async () =>
  (await rows<{ external_id: string }>('select external_id from people.student order by 1')).map(
    (one) => one.external_id,
  )

describe('how long a kind of file is kept', () => {
  it('is its own days, else those of the district, else the usual', () => {
    const all = { kind: '', file_days: 100, version_days: 200, version: 1 }
    const attendance = { kind: 'attendance', file_days: 10, version_days: null, version: 1 }
    expect(daysFor([], 'attendance')).toEqual({ file_days: 730, version_days: 730 })
    expect(daysFor([all, attendance], 'attendance')).toEqual({ file_days: 10, version_days: 200 })
    expect(daysFor([all, attendance], 'students')).toEqual({ file_days: 100, version_days: 200 })
  })

  it('is obeyed by the nightly job, kind by kind, and what it removed is history', async () => {
    await district.send(students(ids.slice(1)), { override: 'one less' })
    await inScope(services.db, district.scope, async (tx) => {
      await setRetention(
        tx,
        district.scope,
        district.districtId,
        { kind: 'students', file_days: 5, version_days: 5 },
        0,
      )
      await setRetention(tx, district.scope, district.districtId, { kind: '', file_days: 50, version_days: 50 }, 0)
      await expect(
        setRetention(tx, district.scope, district.districtId, { kind: '', file_days: 1, version_days: 1 }, 0),
      ).rejects.toMatchObject({ code: 'feeds/changed-meanwhile' })
    })
    const uploads = await rows<{ import_id: number; kind: string; sha256: string }>(
      'select import_id, kind, sha256 from feeds.import order by import_id',
    )
    fixToday('2026-11-30')
    await sweepDistrict(services, district.districtId)
    const gone = await rows<{ kind: string }>('select kind from feeds.import where file_gone_at is not null')
    expect(gone.map((one) => one.kind)).toEqual(['students', 'students'])
    for (const one of uploads) {
      expect(existsSync(services.files.pathOf(one.sha256)), one.kind).toBe(one.kind !== 'students')
      expect(existsSync(importFolder(services.home, district.districtId, one.import_id)), one.kind).toBe(
        one.kind !== 'students',
      )
    }
    const versions = await rows<{ version: number; path: string; withdrawn_reason: string }>(
      "select version, path, withdrawn_reason from feeds.dataset_version where dataset = 'student_group' order by version",
    )
    expect(versions.map((one) => one.withdrawn_reason)).toEqual(['kept 5 days', ''])
    expect(existsSync(join(services.home, versions[0]?.path ?? ''))).toBe(false)
    expect(existsSync(join(services.home, versions[1]?.path ?? ''))).toBe(true)
    const told = await rows<{ object: string; verb: string; reason: string }>(
      "select object, verb, reason from platform.change where verb in ('file removed', 'version removed') order by change_id",
    )
    expect(told).toEqual([
      { object: 'feeds.version', verb: 'version removed', reason: 'kept 5 days' },
      { object: 'feeds.import', verb: 'file removed', reason: 'kept 5 days' },
      { object: 'feeds.import', verb: 'file removed', reason: 'kept 5 days' },
    ])
    // Twice is once, and current versions stay whatever their age.
    await sweepDistrict(services, district.districtId)
    fixToday('2027-02-20')
    await sweepDistrict(services, district.districtId)
    const kept = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
    expect(kept.length).toBeGreaterThanOrEqual(4)
    for (const one of kept) expect(existsSync(join(services.home, one.path)), one.dataset).toBe(true)
    fixToday('2026-11-20')
  })
})

describe('a purge of a students file', () => {
  it('takes the names along that came with it alone', async () => {
    const strays = ['X1', 'X2']
    const good = await district.send(students(ids), { override: 'again' })
    const wrong = await district.send(students([...ids, ...strays]))
    expect(await people()).toEqual([...ids, ...strays].sort())
    const left = await inScope(services.db, district.scope, (tx) =>
      purge(services, tx, district.scope, wrong.import.import_id, 'a test', 'sent by mistake'),
    )
    await finishPurge(services, left)
    // Before the file that is left was loaded again, nobody is taken for an orphan.
    await dropOrphanIdentities(services, district.districtId)
    expect(await people()).toContain('X1')
    await reload(services, district.districtId, good.import.import_id, 2027)
    await dropOrphanIdentities(services, district.districtId)
    expect(await people()).toEqual([...ids].sort())
    const told = await rows<{ became: { identities: number } }>(
      "select became from platform.change where object = 'feeds.orphans'",
    )
    expect(told.map((one) => one.became.identities)).toEqual([2])
  })

  it('of which nothing is left takes everybody who has nothing else', async () => {
    const all = await rows<{ import_id: number }>(
      "select import_id from feeds.import where kind = 'students' and state = 'loaded' order by import_id desc",
    )
    for (const { import_id } of all) {
      const left = await inScope(services.db, district.scope, (tx) =>
        purge(services, tx, district.scope, import_id, 'a test', 'sent by mistake'),
      )
      await finishPurge(services, left)
    }
    await dropOrphanIdentities(services, district.districtId)
    // All of them are enrolled by a file of their own: who they are stays as long as that.
    expect(await people()).toEqual([...ids].sort())
    expect(await rows('select 1 from people.student_year')).toHaveLength(0)
  })
})
