import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { literal, openDuck } from '../../../platform/duckdb.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import pg from 'pg'
import { allowBack, forgetByCommand, readForgottenList, readStudents, systemScope } from '../../people/index.ts'
import { computeYear } from '../../indicators/index.ts'
import { forget } from '../actions/forget.ts'
import { forgetAgain } from '../actions/forget-again.ts'
import { examine, current } from '../index.ts'
import { csv, enrollment, ids, november, students, type TestDistrict, testDistrict } from '../testing/district.ts'

// The canary: an id, names and a birth date that stand nowhere else.
const id = 'ZX-77-Q'
const last = 'Quetzalcanary'
const first = 'Peregrína'
const needles = [id, last, first]

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let key = 0

const canaryRow = `${id},2027,${last},${first},2015-04-12,female,black,Y,N,N,resident,es`
const absences = (status: string, days: readonly string[]) =>
  csv(
    'student_id,school_code,date,status,portion',
    ...days.flatMap((day) => [`${id},101,${day},${status},`, `${ids[1]},101,${day},excused,`]),
  )

const owner = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => {
  // As a superuser of the test cluster row security does not hide anything from the search.
  const client = new pg.Client({ connectionString: superUrl() })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as T[]
  } finally {
    await client.end()
  }
}
// The owner may switch row security off for tables that do not force it; a dump through every scope does the same for the search.
const superUrl = () => services.ownerUrl

/** Every text of every table of the product that holds a needle, read under the scope of the district's system and as the owner. */
async function inTables(words: readonly string[]): Promise<string[]> {
  const tables = await owner<{ s: string; t: string }>(
    `select n.nspname as s, c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1, 2`,
  )
  const scope = await systemScope(services.db, 'forget', district.districtId)
  const found: string[] = []
  for (const { s, t } of tables) {
    const rows = await inScope(services.db, scope, (tx) =>
      query<{ row: string }>(tx, `select to_jsonb(x)::text as row from "${s}"."${t}" x`),
    ).catch(async (error: { code?: string }) => {
      if (error.code !== '42501') throw error
      return owner<{ row: string }>(`select to_jsonb(x)::text as row from "${s}"."${t}" x`)
    })
    for (const { row } of rows) for (const word of words) if (row.includes(word)) found.push(`${s}.${t}: ${word}`)
  }
  return [...new Set(found)]
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))

/** Every file of the home that holds a needle: as bytes, and Parquet also by its values. */
async function inFiles(words: readonly string[]): Promise<string[]> {
  const found: string[] = []
  const duck = await openDuck({
    directories: [services.home],
    temp: join(services.home, 'spill-search'),
    threads: 1,
    memory: '200MB',
  })
  try {
    for (const path of filesBelow(services.home)) {
      const bytes = readFileSync(path)
      for (const word of words) if (bytes.includes(word) || path.includes(word)) found.push(`${path}: ${word}`)
      if (!path.endsWith('.parquet')) continue
      const rows = await duck.rows<{ row: string }>(
        `select cast(to_json(x) as varchar) as row from read_parquet(${literal(path)}) x`,
      )
      for (const word of words) if (rows.some(({ row }) => row.includes(word))) found.push(`${path}: ${word} (value)`)
    }
  } finally {
    duck.close()
  }
  return [...new Set(found)]
}

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
  await district.send(`${students(ids)}${canaryRow}\n`)
  await district.send(`${enrollment(ids)}${id},2026-27,101,5,11/02/2026,,,Y\n`)
  await district.send(csv('school_code,date,mode', ...november.map((day) => `101,${day},positive`)))
  await district.send(absences('unexcused', november.slice(0, 6)))
  await district.send(absences('excused', november.slice(6)), { override: 'a test' })
  // Files that never became a version: a broken line, an unknown layout without a header, a workbook, a file in another encoding.
  await district.send(
    csv(
      'student_id,school_code,date,status,portion',
      `${id},101,2027-03-01,unexcused,`,
      `${id},101,2026-11-20,unexcused,,,,,too,many`,
    ),
    { accept: false },
  )
  await district.send(csv(`${id},${last},${first},note`, `x,${last} ${first},y,z`, 'S001,Canary0,Nightingale,q'), {
    accept: false,
  })
  await district.send(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from(`${id} ${last}`)]), { accept: false })
  // An old workbook: no archive, and nobody can say whom it holds.
  const oldWorkbook = Buffer.concat([Buffer.from('d0cf11e0a1b11ae10000', 'hex'), Buffer.from(`${id} ${last}`)])
  await district.send(oldWorkbook, { accept: false })
  await district.send(Buffer.from(`﻿student_id;name\n${id};${first} ${last}\nS002;x\n`, 'utf16le'), { accept: false })
  await computeYear(services, district.districtId, 2027)
  const [row] = await inScope(services.db, district.scope, (tx) =>
    query<{ student_key: number }>(tx, 'select student_key from people.student where external_id = $1', [id]),
  )
  key = row?.student_key ?? 0
  await inScope(services.db, district.scope, (tx) =>
    readStudents(tx, district.scope, { org_id: district.districtId, keys: [key], purpose: 'list' }),
  )
  // What killed work left behind.
  mkdirSync(join(services.home, `lake/d${district.districtId}/attendance/2027`), { recursive: true })
}, 120_000)
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('forgetting one student', () => {
  it('is searched for by a search that finds', async () => {
    const tables = await inTables([...needles, String(key)])
    for (const table of [
      'people.student',
      'people.enrollment',
      'people.student_read',
      'indicators.standing',
      'feeds.finding',
      'feeds.import',
    ])
      expect(
        tables.some((one) => one.startsWith(table)),
        table,
      ).toBe(true)
    const files = await inFiles([...needles, String(key)])
    expect(files.some((one) => one.includes('/files/'))).toBe(true)
    expect(files.some((one) => one.includes('/imports/') && one.includes('findings.csv'))).toBe(true)
    expect(files.some((one) => one.includes('/imports/') && one.includes('(value)'))).toBe(true)
    expect(files.some((one) => one.includes('/lake/') && one.includes('(value)'))).toBe(true)
  })

  it('takes the person out of every table and every file, when it is killed in between too', async () => {
    const before = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
    const cubes = filesBelow(join(services.home, 'lake')).filter((path) => path.includes('/cube/'))
    const digests = cubes.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'))
    const asked = await forgetByCommand(
      services.db,
      district.districtId,
      id,
      'request of the family, 2026-14',
      'a test',
    )
    for (const step of ['rows', 'removed', 'files'] as const)
      await expect(
        forget(services, district.districtId, asked.forgetting_id, {
          after: (at) => {
            if (at === step) throw new Error('killed')
          },
        }),
      ).rejects.toThrow('killed')
    expect(await inTables([id])).toContain(`people.forgetting_subject: ${id}`)
    const done = await forget(services, district.districtId, asked.forgetting_id)
    expect(done?.state).toBe('done')
    expect(await inTables([...needles, String(key)])).toEqual([])
    expect(await inFiles([...needles, String(key)])).toEqual([])
    // Twice is once.
    expect(await forget(services, district.districtId, asked.forgetting_id)).toBeNull()
    // The others are all there, with their rows, in versions that have their digests.
    const after = await inScope(services.db, district.scope, (tx) => current(tx, district.districtId))
    expect(after.map((row) => [row.dataset, row.version])).toEqual(before.map((row) => [row.dataset, row.version]))
    const rows = (list: typeof after, dataset: string) => list.find((row) => row.dataset === dataset)?.rows ?? 0
    expect(rows(before, 'enrollment') - rows(after, 'enrollment')).toBe(1)
    expect(rows(before, 'student_group') - rows(after, 'student_group')).toBe(1)
    expect(rows(before, 'attendance') - rows(after, 'attendance')).toBe(november.length)
    for (const row of after) {
      const bytes = readFileSync(join(services.home, row.path))
      expect(createHash('sha256').update(bytes).digest('hex'), row.dataset).toBe(row.sha256)
      expect(statSync(join(services.home, row.path)).size).toBe(row.size)
    }
    const left = await inScope(services.db, district.scope, (tx) =>
      query<{ n: number }>(tx, 'select count(*) as n from people.student'),
    )
    expect(left[0]?.n).toBe(ids.length)
    // Sums over groups name nobody and stay byte for byte.
    expect(cubes.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'))).toEqual(digests)
  })

  it('keeps who, why, when, and the digests before and after; the log of reads keeps its counts', async () => {
    const told = await inScope(services.db, district.scope, (tx) =>
      query<{ what: string; old_sha256: string; new_sha256: string | null; rows_gone: number }>(
        tx,
        'select what, old_sha256, new_sha256, rows_gone from feeds.rewritten order by rewritten_id',
      ),
    )
    expect(told.filter((row) => row.what === 'version').length).toBeGreaterThanOrEqual(4)
    expect(told.some((row) => row.what === 'upload' && row.new_sha256 === null)).toBe(true)
    for (const row of told) {
      expect(row.old_sha256).not.toBe(row.new_sha256)
      expect(existsSync(services.files.pathOf(row.old_sha256))).toBe(false)
    }
    const reads = await inScope(services.db, await systemScope(services.db, 'forget', district.districtId), (tx) =>
      query<{ students: number; student_keys: (number | null)[] }>(
        tx,
        'select students, student_keys from people.student_read',
      ),
    )
    expect(reads).toMatchObject([{ students: 1, student_keys: [null] }])
    const history = await inScope(services.db, district.scope, (tx) =>
      query<{ verb: string; reason: string }>(
        tx,
        "select verb, reason from platform.change where object = 'people.forgetting' order by version",
      ),
    )
    expect(history.map((row) => row.verb)).toEqual(['asked', 'agreed', 'forgotten'])
    expect(history.every((row) => row.reason === 'request of the family, 2026-14')).toBe(true)
  })

  it('leaves the running year due, and the next computation without the person', async () => {
    await computeYear(services, district.districtId, 2027)
    expect(await inTables([String(key)])).toEqual([])
    expect(await inFiles([String(key)])).toEqual([])
  })

  it('examines a rewritten upload again: lines keep their numbers, the emptied one is no row', async () => {
    const [row] = await inScope(services.db, district.scope, (tx) =>
      query<{ import_id: number; sha256: string; counts: { rows: number } }>(
        tx,
        "select import_id, sha256, counts from feeds.import where kind = 'enrollment' order by import_id desc limit 1",
      ),
    )
    const text = readFileSync(services.files.pathOf(row?.sha256 ?? ''), 'utf8')
    expect(text.split('\n')).toHaveLength(ids.length + 3)
    expect(text).toContain('\n,,,,,,,\n')
    await inScope(services.db, district.scope, (tx) =>
      query(tx, "update feeds.import set state = 'received' where import_id = $1", [row?.import_id]),
    )
    const again = await examine(services, district.districtId, row?.import_id ?? 0)
    expect(again.counts).toMatchObject({ rows: ids.length, usable: ids.length, skipped: 0 })
  })

  it('does not let a file bring the person back, until somebody allows it', async () => {
    const sent = await district.send(`${students(ids.slice(1))}${canaryRow}\n`, { override: 'one less' })
    expect(sent.import.state).toBe('loaded')
    const here = () =>
      inScope(services.db, district.scope, (tx) =>
        query(tx, 'select 1 from people.student where external_id = $1', [id]),
      )
    expect(await here()).toHaveLength(0)
    // Another loader that knows nothing of the list is stopped by the table itself.
    await inScope(services.db, district.scope, (tx) =>
      query(
        tx,
        'insert into people.student (district_id, external_id, last_name, first_name) values ($1, $2, $3, $4), ($1, $5, $6, $7)',
        [district.districtId, id, last, first, 'other', 'Other', 'One'],
      ),
    )
    expect(await here()).toHaveLength(0)
    expect(await allowBack(services.db, district.districtId, id, 'enrolled again, same person')).toBe(true)
    await district.send(`${students(ids.slice(2))}${canaryRow}\n`, { override: 'two less' })
    expect(await here()).toHaveLength(1)
  })

  it('is done again for whoever a restored backup brought back', async () => {
    const asked = await forgetByCommand(services.db, district.districtId, id, 'request of the family', 'a test')
    await forget(services, district.districtId, asked.forgetting_id)
    const list = await readForgottenList(services.db, district.districtId)
    expect(list.marks).toHaveLength(1)
    expect(JSON.stringify(list)).not.toContain(id)
    // The backup was older than the request: its database has no list, and the person.
    await inScope(services.db, await systemScope(services.db, 'forget', district.districtId), async (tx) => {
      await query(tx, 'delete from people.forgotten')
      await query(
        tx,
        'insert into people.student (district_id, external_id, last_name, first_name) values ($1, $2, $3, $4)',
        [district.districtId, id, last, first],
      )
    })
    expect(await forgetAgain(services)).toBe(0)
    const kept = { key: list.key ?? '', marks: list.marks.map((row) => row.mark) }
    expect(await forgetAgain(services, { districtId: district.districtId, list: kept })).toBe(1)
    expect(await inTables(needles)).toEqual([])
    expect(await inFiles(needles)).toEqual([])
    expect(await forgetAgain(services, { districtId: district.districtId, list: kept })).toBe(0)
  })

  it('removes what a killed load left in the lake, and knows every table with a student', async () => {
    const folder = join(services.home, `lake/d${district.districtId}/attendance/2027`)
    writeFileSync(join(folder, 'v99.parquet'), 'left')
    const asked = await forgetByCommand(services.db, district.districtId, 'S040', 'request of the family', 'a test')
    expect((await forget(services, district.districtId, asked.forgetting_id))?.counts).toMatchObject({ identities: 1 })
    expect(existsSync(join(folder, 'v99.parquet'))).toBe(false)
    const columns = await owner<{ t: string }>(
      `select distinct n.nspname || '.' || c.relname as t from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and a.attname in ('student_key', 'student_keys') and not a.attisdropped and n.nspname not in ('people') order by 1`,
    )
    // A table of another module with a student's key needs a listener of its own (people/student-forgotten) and a line here.
    expect(columns.map((row) => row.t)).toEqual(['indicators.certified_difference', 'indicators.standing'])
  })
})
