import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { systemScope } from '../accounts/identify.ts'
import { loadSample } from '../sample.ts'
import { followNow } from './choose.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: number
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = (await loadSample(services.db, 'D1')).id
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const ask = async <R extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  inScope(services.db, await systemScope(services.db, 'roster', district), (tx) => query<R>(tx, sql, values))
/** Somebody of the staff who teaches in the whole district, all with the same e-mail. */
const teacher = async (sourcedId: string, given: string, family: string) => {
  const [row] = await ask<{ staff_id: number }>(
    `insert into people.staff (district_id, sourced_id, deleted, given_name, family_name, email, enabled, active)
     values ($1, $2, false, $3, $4, 'shared@example.org', true, true) returning staff_id`,
    [district, sourcedId, given, family],
  )
  await ask(
    "insert into people.staff_role (district_id, staff_id, role, org_id, from_date) values ($1, $2, 'teacher', $1, '2026-08-27')",
    [district, row?.staff_id],
  )
  return row?.staff_id ?? 0
}
const leaves = async (staffId: number, names: 'kept' | 'gone') => {
  await ask(
    `update people.staff set active = false, deleted = $2, given_name = case when $2 then null else given_name end,
       family_name = case when $2 then null else family_name end where staff_id = $1`,
    [staffId, names === 'gone'],
  )
  await ask('delete from people.staff_role where staff_id = $1', [staffId])
}
const holders = async () =>
  (
    await ask<{ sourced_id: string }>(
      "select f.sourced_id from people.staff f join people.account a using (account_id) where a.email = 'shared@example.org'",
    )
  ).map((row) => row.sourced_id)

it('an account goes to a new row of the same person, never to somebody of another name', async () => {
  const first = await teacher('T1', 'Tess', 'Teacher')
  expect(await followNow(services.db, district)).toMatchObject({ accounts_made: 1, roles_given: 1, hindered: [] })
  await leaves(first, 'gone')
  const second = await teacher('T2', 'TESS', 'Teacher')
  expect(await followNow(services.db, district)).toMatchObject({ accounts_made: 0, roles_ended: 0, hindered: [] })
  expect(await holders()).toEqual(['T2'])

  await leaves(second, 'kept')
  const third = await teacher('T3', 'Olga', 'Other')
  const hindered = [{ staff_id: third, why: 'known-account' }]
  expect(await followNow(services.db, district, true)).toMatchObject({ hindered })
  expect(await followNow(services.db, district)).toMatchObject({ roles_given: 0, roles_ended: 1, hindered })
  expect(await holders()).toEqual(['T2'])

  // Neither when the row of the one before is a tombstone without a name, nor when it is gone altogether.
  await leaves(second, 'gone')
  expect(await followNow(services.db, district)).toMatchObject({ roles_given: 0, hindered })
  await ask('delete from people.staff where staff_id = $1', [second])
  expect(await followNow(services.db, district)).toMatchObject({ roles_given: 0, hindered })
  expect(await holders()).toEqual([])
})
