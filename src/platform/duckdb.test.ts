import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Duck, duckCause, literal, openDuck } from './duckdb.ts'
import { Trouble } from './errors.ts'

let home: string
let duck: Duck

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'duck-'))
  duck = await openDuck({ directories: [home], temp: join(home, 'temp'), threads: 2, memory: '200MB' })
})
afterAll(async () => {
  duck.close()
  await rm(home, { recursive: true })
})

async function trouble(sql: string): Promise<Trouble> {
  const error = await duck.run(sql).then(
    () => null,
    (caught: unknown) => caught,
  )
  if (!(error instanceof Trouble)) throw new Error('no trouble')
  return error
}

test('dates come back as ISO text, bigints as numbers, nulls as null', async () => {
  const rows = await duck.rows(
    `select date '2025-11-20' as day, 9007199254740991::bigint as big, 1.5::decimal(4,1) as dec, null as none, true as yes, sum(i) as s from range(3) t(i)`,
  )
  expect(rows).toEqual([{ day: '2025-11-20', big: 9007199254740991, dec: 1.5, none: null, yes: true, s: 3 }])
})

test('a bigint that a number cannot hold is refused, not rounded', async () => {
  await expect(duck.rows('select 9007199254740993::bigint as big')).rejects.toMatchObject({ code: 'duckdb/too-large' })
})

test('reads and writes inside its folders, nothing outside, and cannot be opened again', async () => {
  await duck.run(`copy (select 1 as one) to ${literal(join(home, 'inside.parquet'))} (format parquet)`)
  expect(await duck.rows(`select * from read_parquet(${literal(join(home, 'inside.parquet'))})`)).toEqual([{ one: 1 }])
  expect((await trouble(`select * from read_csv('/etc/passwd')`)).code).toBe('duckdb/confined')
  expect((await trouble(`copy (select 1) to '/tmp/outside.parquet'`)).code).toBe('duckdb/confined')
  expect((await trouble('set enable_external_access = true')).code).toMatch(/^duckdb/)
  expect((await trouble(`set memory_limit = '4GB'`)).code).toMatch(/^duckdb/)
})

test('no data in an error: not in its message, its fields or what a logger would print', async () => {
  const file = join(home, 'canary.csv')
  await writeFile(file, 'student_id,day\nCanary Nightingale,tomorrow\n')
  const error = await trouble(
    `select * from read_csv(${literal(file)}, columns = {'student_id': 'bigint', 'day': 'date'})`,
  )
  expect(error).toMatchObject({ kind: 'Invalid', code: 'duckdb/unreadable-data' })
  expect(JSON.stringify(error) + String(error) + String(error.stack) + String(error.cause)).not.toMatch(
    /canary|nightingale/i,
  )
  expect(String(duckCause(error))).toMatch(/Canary/)
})

test('spills instead of failing, and says so when even that is too little', async () => {
  await duck.run('create or replace temp table t as select i, hash(i) as h from range(8000000) r(i)')
  expect(await duck.rows('select count(*) as n from (select h from t order by h)')).toEqual([{ n: 8000000 }])
  await duck.run('drop table t')
})
