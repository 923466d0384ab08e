import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { literal, openDuck } from '../../../platform/duckdb.ts'
import { amount } from '../../../platform/testing/amount.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { finishPurge, purge } from '../actions/purge.ts'
import { rollBack } from '../actions/rollback.ts'
import { current } from '../index.ts'
import { type TestDistrict, testDistrict } from '../testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services, '9990011', { roster: false })
})
afterAll(() => services.end())

const within = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(services.db, district.scope, work)
const version = async (year: number) =>
  (await within((tx) => current(tx, district.districtId))).find(
    (one) => one.dataset === 'state_report' && one.school_year === year,
  ) ?? null

/** Rows of the version that is current, by SQL over it. */
async function lake(year: number, sql: string) {
  const found = await version(year)
  if (!found) return null
  const duck = await openDuck({
    directories: [services.home],
    temp: join(services.home, 'spill'),
    threads: 1,
    memory: '200MB',
  })
  try {
    return await duck.rows(sql.replace('$', `read_parquet(${literal(join(services.home, found.path))})`))
  } finally {
    duck.close()
  }
}

const absent = (...rows: string[]): string =>
  [
    '"Chronic Absenteeism, 2015-16"',
    '"All Districts, All Students"',
    '',
    '"District","District Code","% Chronically Absent"',
    ...rows,
    '',
  ].join('\n')

describe('a report of the state', () => {
  it('is known by its title, keeps stars apart from N/A and from nothing, and loses no row', async () => {
    const done = await district.send(
      absent(
        '"State","=""0000000""",9.6',
        '"Cedar","=""9990011""",24.3',
        '"Ash","=""9990044""","*"',
        '"Elm","=""9990055""","N/A"',
      ),
      { name: 'chronic-absenteeism__2015-16_all-students.csv' },
    )
    expect([done.import.kind, done.import.state]).toEqual(['state-reports', 'loaded'])
    expect(done.import.counts).toMatchObject({ rows: 4, usable: 4, skipped: 0 })
    expect(done.import.school_years).toEqual([2016])
    expect(await lake(2016, 'select level, code, state, value, printed from $ order by code')).toEqual([
      { level: 'state', code: '0000000', state: 'known', value: 0.096, printed: '9.6' },
      { level: 'district', code: '9990011', state: 'known', value: 0.243, printed: '24.3' },
      { level: 'district', code: '9990044', state: 'suppressed', value: null, printed: '' },
      { level: 'district', code: '9990055', state: 'not_applicable', value: null, printed: '' },
    ])
  })

  it('tells a row that it cannot read, with its line, and loads the others', async () => {
    const done = await district.send(absent('"Cedar","=""9990011""",25.0', '"Ash","=""9990044""",few'), {
      name: 'again.csv',
    })
    expect(done.import.counts).toMatchObject({ rows: 2, usable: 1, skipped: 1 })
    expect(done.findings).toEqual([{ check_id: 'state-reports/not-a-number', severity: 'error', rows: 1 }])
    // The new file replaces the values that it names; what it does not name stays.
    expect(await lake(2016, `select code, value from $ where state = 'known' order by code`)).toEqual([
      { code: '0000000', value: 0.096 },
      { code: '9990011', value: 0.25 },
    ])
  })

  it('goes back to the version before, and away with its file', async () => {
    const key = { org_id: district.districtId, dataset: 'state_report' as const, school_year: 2016 }
    expect(await within((tx) => rollBack(services, tx, district.scope, key, 1, 'sent too early'))).toBe('moved')
    expect(await lake(2016, `select value from $ where code = '9990011'`)).toEqual([{ value: 0.243 }])
    const first = (await version(2016))?.import_id ?? 0
    const left = await within((tx) => purge(services, tx, district.scope, first, 'steward', 'the wrong file'))
    await finishPurge(services, left)
    expect(await version(2016)).toBeNull()
  })

  it('that nobody knows is refused with a reason, not guessed', async () => {
    const odd = await district.send('"District Code","Lunch"\n"0000001",12\n', {
      kind: 'state-reports',
      name: 'odd.csv',
    })
    expect([odd.import.state, odd.import.stop_code]).toEqual(['stopped', 'nothing'])
    expect(odd.findings.map((one) => one.check_id)).toEqual(['state-reports/unknown-report'])
  })
})

/** What the state published lies beside the project; it is not ours to hand on, so that this test reads it there or not at all. */
const folder = join(import.meta.dirname, '../../../../../shared/data/edsight')
const there = existsSync(folder)
if (!there) console.log('The exports of the state are not beside the project: importing them is skipped.')

describe.skipIf(!there)('the exports of the state', () => {
  it('import with zero lost rows, and every star stays without a number', async () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /_20(1[0-9])-/.test(name) && name.endsWith('.csv'))
      .toSorted()
    const step = Math.ceil(names.length / amount(6, names.length))
    for (const name of names.filter((_, at) => at % step === 0)) {
      const done = await district.send(readFileSync(join(folder, name)), { name: name.split('/').at(-1) ?? name })
      expect([name, done.import.state, done.import.counts.skipped]).toEqual([name, 'loaded', 0])
      const year = done.import.school_years[0] ?? 0
      expect(
        await lake(
          year,
          `select count(*) as n from $ where (state = 'known' and value is null and kind <> 'category') or (state <> 'known' and value is not null)`,
        ),
      ).toEqual([{ n: 0 }])
    }
  })
})
