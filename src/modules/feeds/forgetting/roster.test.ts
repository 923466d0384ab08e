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
import { bundle, sampleRoster, without } from '../testing/bundle.ts'
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
