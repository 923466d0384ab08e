import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { historyOf } from '../../platform/history/history.ts'
import { inScope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { finishPurge, purge } from './actions/purge.ts'
import { current } from './index.ts'
import { csv, type TestDistrict, testDistrict } from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
})
afterAll(() => services.end())

const within = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(services.db, district.scope, work)
const pointers = async () =>
  (await within((tx) => current(tx, district.districtId))).filter((one) => one.dataset === 'submission')

it('a dataset and year that a purge emptied takes a new file, twice over: its history goes on', async () => {
  const file = (day: string) => csv('school_code,date,mode', `101,2026-11-${day},negative`)
  for (const day of ['16', '17', '18']) {
    const done = await district.send(file(day))
    expect(done.import.state).toBe('loaded')
    expect(await pointers()).toMatchObject([{ rows: 1 }])
    const left = await within((tx) =>
      purge(services, tx, district.scope, done.import.import_id, 'steward', 'sent by mistake'),
    )
    await finishPurge(services, left)
    expect(await pointers()).toEqual([])
  }
  const history = await within((tx) => historyOf(tx, 'feeds.pointer', `${district.districtId}:submission:2027`))
  expect(history.map((one) => [one.version, one.verb])).toEqual([
    [6, 'purged'],
    [5, 'loaded'],
    [4, 'purged'],
    [3, 'loaded'],
    [2, 'purged'],
    [1, 'loaded'],
  ])
})
