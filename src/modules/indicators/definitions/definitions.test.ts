import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attendanceSteps, definitionSql, definitions } from './catalog.ts'
import { parameters, paramsOfYear, settingOn } from './parameters.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const names = (await readdir(here)).filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4))

type Parser = { validate(sql: string): { message: string; startLine: number }[] }
let folder: string
let trino: Parser

beforeAll(async () => {
  // The parser does not load raw as an ES module: bundled once to a file of this test.
  folder = await mkdtemp(join(tmpdir(), 'trino-'))
  const outfile = join(folder, 'parser.mjs')
  await build({
    stdin: { contents: `export { TrinoSQL } from 'dt-sql-parser'`, resolveDir: here },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  })
  const loaded = (await import(pathToFileURL(outfile).href)) as { TrinoSQL: new () => Parser }
  trino = new loaded.TrinoSQL()
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

describe('definition SQL', () => {
  test.each(names)('%s fits the grammar of Trino', (name) => {
    expect(trino.validate(definitionSql(name).sql)).toEqual([])
  })

  test.each([
    'select a::int from t',
    'select a from t group by all',
    'select a from t qualify row_number() over () = 1',
    'select $p from t',
  ])('the grammar refuses %s', (sql) => {
    expect(trino.validate(sql)).not.toEqual([])
  })

  test.each(names)('%s says grain, needs, why, source and since, in lower-case keywords', async (name) => {
    const { header, sql } = definitionSql(name)
    expect(Object.values(header).every((line) => line.length > 0)).toBe(true)
    expect(header.since).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    const code = sql.replaceAll(/--.*$/gm, '').replaceAll(/'[^']*'/g, '')
    expect(code).toBe(code.toLowerCase())
    expect(await readFile(join(here, `${name}.sql`), 'utf8')).toBe(sql)
  })

  test('every file is a step of some definition, and every step has a file', () => {
    const used = new Set([...Object.values(definitions).flatMap((card) => card.sql), ...attendanceSteps])
    expect([...used].sort()).toEqual([...names].sort())
  })
})

describe('parameters', () => {
  test('each setting has a day, a source and a word on how sure it is', () => {
    for (const settings of Object.values(parameters)) {
      expect(settings.length).toBeGreaterThan(0)
      for (const setting of settings)
        expect([setting.from, setting.source, setting.status].every((text) => text.length > 0)).toBe(true)
    }
  })

  test('the newest setting whose day has come is valid, and none before the first', () => {
    const dated = [
      { from: '2020-07-01', value: 2, source: 's', status: 'standard' as const },
      { from: '2015-07-01', value: 1, source: 's', status: 'standard' as const },
    ]
    expect(settingOn(dated, '2020-06-30').value).toBe(1)
    expect(settingOn(dated, '2020-07-01').value).toBe(2)
    expect(() => settingOn(dated, '2015-06-30')).toThrow('2015-06-30')
  })

  test('a district decides for itself, the rest stays', () => {
    expect(paramsOfYear(2026, { issCountsAbsent: true })).toMatchObject({
      issCountsAbsent: true,
      thresholdPerMille: 100,
      minMemberDays: 20,
      halfDayRule: 'half_day',
    })
  })
})
