import { afterAll, beforeAll, expect, it } from 'vitest'
import { query, type Tx } from '../../platform/db/database.ts'
import { inScope, makeScope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { soundnessOf } from './sound.ts'
import { nextRunId, saveRun } from './store.ts'
import { targetParser } from './targets.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())
const definition = 'chronic-absenteeism'
const scope = makeScope({ actor: null, name: 'system:test', districts: [3], orgs: [3], students: [] })

async function handedIn(tx: Tx, year: number, daysSince: Record<number, number>): Promise<void> {
  const [made] = await query<{ import_id: number }>(
    tx,
    `insert into feeds.import (org_id, sha256, name, size, state, via, received_at, received_by)
     values (3, $1, 'x', 1, 'loaded', 'page', now(), 'test') returning import_id`,
    [String(year).padStart(64, '0')],
  )
  await query(
    tx,
    `insert into feeds.dataset_version (org_id, dataset, school_year, version, path, sha256, size, rows, import_id, status, made_at)
     values (3, 'submission', $1, 1, 'x', 'x', 1, 1, $2, 'certified', now())`,
    [year, made?.import_id],
  )
  await query(tx, `insert into feeds.pointer values (3, 'submission', $1, 1, now(), 'test')`, [year])
  for (const [school, since] of Object.entries(daysSince))
    await query(tx, `insert into feeds.freshness values (3, $1, 1, $2, null, 100, 100, $3)`, [year, school, since])
}

async function ran(tx: Tx, year: number, thresholdPerMille: number): Promise<void> {
  const run_id = await nextRunId(tx)
  const rest = { datasets: {}, code_version: 'x', digest: '', rows: 0, cube_path: '', month_path: null }
  const key = { district_id: 3, definition, school_year: year, run_id }
  await saveRun(tx, { ...key, parameters: { thresholdPerMille }, ...rest, through_date: null, took_ms: 1 })
  await query(tx, `insert into indicators.pointer values (3, $1, $2, $3, now()) on conflict do nothing`, [
    definition,
    year,
    run_id,
  ])
}

it('tells when a school stopped handing in, and when two years were not counted by the same rule', async () => {
  const sound = await inScope(services.db, scope, async (tx) => {
    await handedIn(tx, 2024, { 30: 0, 31: 0 })
    await handedIn(tx, 2025, { 30: 0, 31: 40 })
    await ran(tx, 2023, 150)
    await ran(tx, 2024, 100)
    await ran(tx, 2025, 100)
    return soundnessOf(tx, 3, definition, [2024, 2025])
  })
  expect(sound.complete(2024)).toBe(true)
  expect(sound.complete(2025)).toBe(false)
  expect(sound.complete(2025, [30])).toBe(true)
  expect(sound.complete(2025, [31])).toBe(false)
  expect(sound.sameRule(2025, 2024)).toBe(true)
  expect(sound.sameRule(2025, 2023)).toBe(false)
  // Nothing was computed for 2019: what the plan says of it is not contradicted.
  expect(sound.sameRule(2025, 2019)).toBe(true)
  const target = (asOf: string) =>
    targetParser.parse({
      kind: 'level',
      statement: 'x',
      source: { document: 'x', page: null },
      measure: { id: definition, version: '1' },
      population: 'all',
      unit: 'percent',
      baseline: { value: 20, unit: 'percent', asOf: { date: asOf }, source: 'x' },
      dueBy: { schoolYear: 2027 },
      scope: { kind: 'all' },
      operator: '<=',
      amount: 10,
    })
  expect(sound.sameAsBaseline(2025, target('2023-06-30'))).toBe(false)
  expect(sound.sameAsBaseline(2025, target('2023-07-01'))).toBe(true)
})
