import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inScope, makeScope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { heldRun, nextRunId, replaceStanding, replaceValues, saveRun, values } from './store.ts'
import { standingsOf } from './store-student.ts'

let services: Awaited<ReturnType<typeof freshServices>>
const folder = mkdtempSync(join(tmpdir(), 'slice-'))
beforeAll(async () => {
  services = await freshServices()
})
afterAll(async () => {
  await services.end()
  rmSync(folder, { recursive: true, force: true })
})
const scope = makeScope({ actor: null, name: 'system:test', districts: [3], orgs: [30], students: [] })

/** A slice as the engine writes it: one organization, one row a period. */
function slice(name: string, rows: Record<string, number>): string {
  const path = join(folder, `${name}.csv`)
  const lines = Object.entries(rows).map(([period, n]) => `2026,${period},2025-11-14,30,all,all,measured,${n},100,100`)
  writeFileSync(
    path,
    `school_year,period,through_date,org_id,group_set,group_value,state,n,d,sum\n${lines.join('\n')}\n`,
  )
  return path
}

it('replaces the running month and keeps the months before it, until everything is computed anew', async () => {
  const serve = (rows: Record<string, number>, from: number) =>
    inScope(services.db, scope, async (tx) => {
      const key = { district_id: 3, definition: 'chronic-absenteeism', school_year: 2026, run_id: await nextRunId(tx) }
      await saveRun(tx, {
        ...key,
        parameters: {},
        datasets: {},
        code_version: 'test',
        digest: '',
        rows: 0,
        cube_path: '',
        month_path: null,
        through_date: null,
        took_ms: 1,
      })
      await replaceValues(tx, key, { year: slice(`r${key.run_id}`, rows), toDate: 'year', from })
      return key.run_id
    })
  const served = () =>
    inScope(services.db, scope, async (tx) => {
      const rows = await values(tx, { definition: 'chronic-absenteeism' })
      return {
        run: await heldRun(tx, 3, 'chronic-absenteeism', 2026),
        rows: Object.fromEntries(rows.map((row) => [row.period, [row.n, row.run_id]])),
      }
    })
  const first = await serve({ m01: 1, m02: 2, m10: 10, year: 10 }, 1)
  expect(await served()).toEqual({
    run: first,
    rows: { m01: [1, first], m02: [2, first], m10: [10, first], year: [10, first], todate: [10, first] },
  })
  const second = await serve({ m10: 11, year: 11 }, 10)
  expect(await served()).toEqual({
    run: second,
    rows: { m01: [1, first], m02: [2, first], m10: [11, second], year: [11, second], todate: [11, second] },
  })
  const third = await serve({ m01: 3, year: 3 }, 1)
  expect(await served()).toEqual({ run: third, rows: { m01: [3, third], year: [3, third], todate: [3, third] } })
})

it('says of a student through which day the own school is known, not the district', async () => {
  const reader = makeScope({ actor: null, name: 'system:test', districts: [3], orgs: [30], students: [30, 31] })
  const csv = join(folder, 'standing.csv')
  const head = 'student_key,org_id,school_year,absent_hundredths,member_days,chronic,tier'
  writeFileSync(csv, `${head}\n1,30,2026,300,50,false,at_risk\n2,31,2026,0,50,false,satisfactory\n`)
  const through = await inScope(services.db, reader, async (tx) => {
    const key = { district_id: 3, definition: 'chronic-absenteeism', school_year: 2026, run_id: await nextRunId(tx) }
    await replaceValues(tx, key, { year: slice('own', { year: 50 }), toDate: 'year', from: 1 })
    await replaceStanding(tx, { ...key, through_date: '2025-11-20' }, csv)
    return (await Promise.all([standingsOf(tx, 1), standingsOf(tx, 2)])).flat().map((one) => one.through_date)
  })
  expect(through).toEqual(['2025-11-14', '2025-11-20'])
})
