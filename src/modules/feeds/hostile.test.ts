import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inScope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { query } from '../../platform/db/database.ts'
import { sniff } from './reading/sniff.ts'
import { csv, type TestDistrict, testDistrict } from './testing/district.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let standing: unknown
const state = () =>
  inScope(services.db, district.scope, (tx) =>
    query(tx, 'select dataset, school_year, version from feeds.pointer order by 1, 2'),
  )
beforeAll(async () => {
  services = await freshServices()
  district = await testDistrict(services)
  await district.send(csv('student_id,school_code,date,status,portion', 'S001,101,2026-11-16,excused,'))
  standing = await state()
})
afterAll(() => services.end())

const header = 'student_id,school_code,date,status,portion'
const row = 'S002,101,2026-11-17,excused,'

describe('files that are no table end in a clear page, and the old data stands', () => {
  const cases: [string, string, Buffer][] = [
    ['empty', 'empty', Buffer.alloc(0)],
    ['only blanks', 'empty', Buffer.from('\n\n  \n')],
    ['zip or xlsx', 'zip', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from('xl/workbook.xml')])],
    ['pdf', 'pdf', Buffer.from('%PDF-1.7\n%âãÏÓ')],
    ['gzip', 'gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])],
    ['old excel', 'xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['web page', 'html', Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['picture', 'image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['zero bytes early', 'binary', Buffer.from(`${header}\nS0\u000001,101,2026-11-17,excused,\n`)],
    [
      'zero bytes late',
      'control',
      Buffer.concat([Buffer.from(`${header}\n${`${row}\n`.repeat(4000)}`), Buffer.from([0]), Buffer.from('x\n')]),
    ],
    ['no header', 'no-header', Buffer.from(`${row}\n${row}\n`)],
    ['one endless line', 'no-header', Buffer.from('x'.repeat(300_000))],
  ]
  it.each(cases)('%s', async (_name, code, bytes) => {
    const done = await district.send(bytes, { kind: 'attendance' })
    expect(done.import).toMatchObject({ state: 'stopped', stop_code: 'content', failure_code: code })
    expect(await state()).toEqual(standing)
  })
})

describe('headers', () => {
  it('does not guess at a layout that nobody knows', async () => {
    const done = await district.send(csv('alpha,beta,gamma', 'a,b,c'))
    expect(done.import).toMatchObject({ state: 'stopped', stop_code: 'kind', kind: null })
  })

  it("stops when a required column is missing, and takes the person's answer, also for the next file", async () => {
    const { match } = await import('./actions/decide.ts')
    const { examine } = await import('./actions/examine.ts')
    const odd = (day: string) => csv('studnet,school_code,date,status,lunch', `S003,101,${day},excused,pizza`)
    const done = await district.send(odd('2026-11-17'), { kind: 'attendance', accept: false })
    expect(done.import).toMatchObject({
      state: 'stopped',
      stop_code: 'headers',
      headers: ['studnet', 'school_code', 'date', 'status', 'lunch'],
    })
    await inScope(services.db, district.scope, (tx) =>
      match(
        services,
        tx,
        done.import.import_id,
        { scope: district.scope, name: 'steward', version: done.import.version },
        'attendance',
        { studnet: 'student_id' },
        false,
      ),
    )
    const after = await examine(services, district.districtId, done.import.import_id)
    expect(after).toMatchObject({ state: 'examined', counts: { rows: 1, usable: 1 } })
    const next = await district.send(odd('2026-11-18'), { accept: false })
    expect(next.import).toMatchObject({ state: 'examined', kind: 'attendance' })
    expect(next.findings).toEqual([{ check_id: 'file/unknown-header', severity: 'warning', rows: 1 }])
  })

  it('proposes the nearest name for a misspelt optional column', async () => {
    const done = await district.send(
      csv('student_id,school_code,date,status,portoin', 'S004,101,2026-11-17,excused,50'),
      { accept: false },
    )
    const rows = await inScope(services.db, district.scope, (tx) =>
      query(tx, 'select column_name, nearest from feeds.finding where import_id = $1', [done.import.import_id]),
    )
    expect(rows).toEqual([{ column_name: 'portoin', nearest: 'portion' }])
  })
})

describe('writing', () => {
  const accent = (name: string) => csv('student_id,school_year,last_name,first_name', `X1,2026,${name},Ana`)
  const usable = { state: 'examined', counts: { rows: 1, usable: 1 } }
  it('UTF-8 with a mark', async () => {
    const done = await district.send(Buffer.from(`\uFEFF${accent('Peña')}`), { accept: false })
    expect(done.import).toMatchObject({ ...usable, kind: 'students', counts: { encoding: 'utf-8' } })
  })
  it('Latin-1, and says so', async () => {
    const done = await district.send(Buffer.from(accent('Peña'), 'latin1'), { accept: false })
    expect(done.import).toMatchObject({ ...usable, counts: { encoding: 'windows-1252' } })
  })
  it('UTF-16 with a mark, both ways round', async () => {
    const little = Buffer.from(`\uFEFF${accent('Peñal')}`, 'utf16le')
    const big = Buffer.from(`\uFEFF${accent('Peñab')}`, 'utf16le').swap16()
    expect((await district.send(little, { accept: false })).import).toMatchObject({
      ...usable,
      counts: { encoding: 'utf-16le' },
    })
    expect((await district.send(big, { accept: false })).import).toMatchObject({
      ...usable,
      counts: { encoding: 'utf-16be' },
    })
  })
  it('returns and feeds mixed, blank lines, another delimiter, no last line end', async () => {
    const text = `${header.replaceAll(',', ';')}\r\nS005;101;2026-11-17;excused;\r\n\r\nS006;101;2026-11-17;excused;\n\n;;;;\nS007;101;2026-11-17;excused;`
    const done = await district.send(text, { accept: false })
    expect(done.import).toMatchObject({ state: 'examined', counts: { rows: 3, usable: 3, skipped: 0 } })
  })
  it('a character cut in two by the edge of a piece is still UTF-8', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sniff-'))
    const path = join(folder, 'x')
    for (const pad of [0, 1, 2, 3, 4, 5]) {
      writeFileSync(path, `${'a'.repeat(4 * 2 ** 20 - 4 + pad)}ñ€😀 end`)
      expect(await sniff(path)).toMatchObject({ encoding: 'utf-8' })
    }
    writeFileSync(path, Buffer.concat([Buffer.alloc(5 * 2 ** 20, 97), Buffer.from([0xc3])]))
    expect(await sniff(path)).toMatchObject({ encoding: 'windows-1252' })
    rmSync(folder, { recursive: true })
  })
})

describe('rows', () => {
  it('counts ragged and broken rows by reason with their own line numbers; one bad quote spoils one line', async () => {
    const done = await district.send(
      csv(
        header,
        'S008,101,2026-11-17',
        'S009,101,2026-11-17,excused,,,',
        'S010,101,2026-11-17,excused,,extra',
        '"S011,101,2026-11-17,excused,',
        '"S012",101,"2026-11-17",excused,',
        'S013,101,2026-11-17,ex"cused,',
        'S014,101,2026-11-17,excused,',
      ),
      { accept: false },
    )
    expect(done.import.counts).toMatchObject({ rows: 7, usable: 3, skipped: 4 })
    const rows = await inScope(services.db, district.scope, (tx) =>
      query(tx, 'select check_id, row_no from feeds.finding where import_id = $1 order by row_no', [
        done.import.import_id,
      ]),
    )
    expect(rows).toEqual([
      { check_id: 'file/too-few-cells', row_no: 2 },
      { check_id: 'file/too-many-cells', row_no: 4 },
      { check_id: 'file/broken-quotes', row_no: 5 },
      { check_id: 'file/broken-quotes', row_no: 7 },
    ])
  })

  it('keeps commas and doubled quotes inside quotes', async () => {
    const done = await district.send(
      csv(
        'org_code,name,kind,parent_code,from_date,address',
        '77,"The ""Old"", Mill",office,9990011,1998-07-01,"1 Lane, Town"',
      ),
    )
    expect(done.import.state).toBe('loaded')
    const rows = await inScope(services.db, district.scope, (tx) =>
      query(tx, "select name, address from people.org where code = '77'"),
    )
    expect(rows).toEqual([{ name: 'The "Old", Mill', address: '1 Lane, Town' }])
  })

  it('leaves a line of half a megabyte out, and numbers the rows after it right', async () => {
    const done = await district.send(
      csv(
        header,
        'S015,101,2026-11-17,excused,',
        `S016,${'x'.repeat(500_000)},2026-11-17,excused,`,
        'S017,101,2026-11-17,nonsense,',
      ),
      { accept: false },
    )
    expect(done.import.counts).toMatchObject({ rows: 3, usable: 1, skipped: 2 })
    const rows = await inScope(services.db, district.scope, (tx) =>
      query(tx, 'select check_id, row_no from feeds.finding where import_id = $1 order by row_no', [
        done.import.import_id,
      ]),
    )
    expect(rows).toEqual([
      { check_id: 'file/long-line', row_no: 3 },
      { check_id: 'attendance/unknown-status', row_no: 4 },
    ])
  })

  it('takes a file without one usable row as a stop, not as an empty version', async () => {
    const done = await district.send(csv(header, 'NOBODY,101,2026-11-17,excused,'))
    expect(done.import).toMatchObject({ state: 'stopped', stop_code: 'nothing' })
    expect(done.versions).toEqual([])
  })

  it('one wrong row stops a tree or a calendar as a whole', async () => {
    const done = await district.send(
      csv('school_year,org_code,date,day_type', '2027,,2026-11-23,instructional', '2027,999,2026-11-24,instructional'),
    )
    expect(done.import).toMatchObject({ state: 'stopped', stop_code: 'errors' })
  })

  it('keeps a thousand findings in the database, from every check, and all of them beside the import', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => `NOBODY${i},101,2026-11-17,excused,`)
    const done = await district.send(csv(header, ...many, '=cmd|calc,101,soon,excused,'), { accept: false })
    expect(done.findings).toContainEqual({ check_id: 'attendance/unknown-student', severity: 'error', rows: 30_001 })
    expect(done.findings).toContainEqual({ check_id: 'attendance/bad-date', severity: 'error', rows: 1 })
    const kept = await inScope(services.db, district.scope, (tx) =>
      query<{ check_id: string; n: number }>(
        tx,
        'select check_id, count(*) as n from feeds.finding where import_id = $1 group by 1 order by 1',
        [done.import.import_id],
      ),
    )
    expect(kept).toEqual([
      { check_id: 'attendance/bad-date', n: 1 },
      { check_id: 'attendance/unknown-student', n: 999 },
    ])
    const { findingsCsv } = await import('./export.ts')
    const whole = await new Response(findingsCsv(services.home, done.import, 'en', true)).text()
    expect(whole.trim().split('\r\n')).toHaveLength(30_003)
    expect(whole).toContain(`"'=cmd|calc"`)
    const without = await new Response(findingsCsv(services.home, done.import, 'es', false)).text()
    expect(without).not.toMatch(/NOBODY|cmd/)
    expect(without).toContain('El estudiante no se conoce')
  })
})
