import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { type Decider, matchSchools } from '../actions/decide.ts'
import { examine } from '../actions/examine.ts'
import { schoolsAlone } from '../testing/bundle.ts'
import type { TestDistrict } from '../testing/district.ts'

/** Test bundles of the standard's own makers: not ours to pass on, so that they lie beside the project or not at all. */
const folder = join(import.meta.dirname, '../../../../../shared/data/oneroster')
const there = existsSync(join(folder, 'Test_full_data_set.zip'))
if (!there) console.log('The test bundles of the standard are not beside the project: their tests are skipped.')

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await schoolsAlone(services)
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
    expect(found(small)).toMatchInlineSnapshot(`
      {
        "bad-grade": 3,
        "department": 1,
        "dropped-column": 4,
        "family": 1,
        "no-school": 3,
        "no-session-today": 1,
        "other-role": 2,
        "staff-without-email": 2,
        "unknown-course": 2,
      }
    `)
    const full = await send('Test_full_data_set.zip')
    expect(full.import).toMatchObject({ kind: 'oneroster', state: 'loaded', school_years: [2023] })
    expect(found(full)).toMatchInlineSnapshot(`
      {
        "bad-modified": 7,
        "deleted-in-bulk": 2,
        "department": 1,
        "dropped-column": 4,
        "family": 1,
        "no-school": 3,
        "no-session-today": 1,
        "other-role": 1,
        "unknown-class": 3,
        "unknown-course": 1,
        "unknown-org": 1,
        "unknown-session": 2,
        "unknown-status": 1,
      }
    `)
  })

  it('keep no password, and the one organization is matched by the steward', async () => {
    expect(await ask('select 1 from people.staff')).not.toEqual([])
    expect(JSON.stringify(await ask('select * from people.staff'))).not.toContain('Password')
    const other = await schoolsAlone(services, '9990077')
    const file = readFileSync(join(folder, 'Test_full_data_set.zip'))
    const done = await other.send(file, { name: 'full.zip', accept: false })
    expect(done.import.unmatched).toMatchObject([{ kind: 'department', name: 'History Department' }])
    const decider: Decider = { scope: other.scope, name: 'steward', version: null }
    await inScope(services.db, other.scope, (tx) =>
      matchSchools(services, tx, done.import.import_id, decider, { 'org.0': '101' }, false),
    )
    await examine(services, other.districtId, done.import.import_id)
    const again = await other.send(file, { name: 'full.zip' })
    expect(again).toMatchObject({ same: true, import: { state: 'loaded', unmatched: [] } })
    const spells = await inScope(services.db, other.scope, (tx) =>
      query(
        tx,
        `select o.code, e.grade::int as grade, e.entry_date, count(*)::int as n from people.enrollment e join people.org o using (org_id)
         where e.school_year = 2023 and e.district_id = ${other.districtId} group by 1, 2, 3 order by 2`,
      ),
    )
    expect(spells).toEqual([
      { code: '101', grade: 11, entry_date: '2022-07-01', n: 1 },
      { code: '101', grade: 12, entry_date: '2022-07-01', n: 2 },
    ])
  })
})
