import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineTime } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { openSeal } from '../../platform/seal.ts'
import { installed, type Installed, rowsOf, superOn } from '../../platform/testing/installed.ts'
import { noteBackup } from '../backup/note.ts'
import type { Place } from '../backup/place.ts'
import { report } from './command.ts'
import { examine, findAndExamine } from './doctor.ts'
import type { Finding } from './finding.ts'
import { backupFindings, diskFindings } from './home.ts'
import { addressFindings, certificateFindings } from './settings.ts'
import { clockFindings } from './store-catalogue.ts'

let at: Installed
beforeAll(async () => {
  at = await installed({ computed: false })
  chmodSync(at.home, 0o700)
})
afterAll(() => at.end())

const codes = (found: readonly Finding[]) => found.map((one) => one.code.replace('doctor/', '')).toSorted()
const look = async (place: Partial<Place> = {}) => codes(await examine({ ...at.place, ...place }, { quick: false }))
/** What the doctor says of the installation as it stands in these tests: nobody works in it, and no backup was made. */
const usual = ['no-backup', 'no-worker']
const config = (env: Record<string, string>) => readConfig({ THROUGHLINE_HOME: at.home, ...env })
const real = (env: Record<string, string>) => config({ THROUGHLINE_DEMO: 'off', ...env })

/** Runs SQL as the superuser, looks, and takes it back by other SQL. */
async function when(change: string, undo: string): Promise<string[]> {
  await rowsOf(at.ownerUrl, change)
  try {
    return (await look()).filter((code) => !usual.includes(code))
  } finally {
    await rowsOf(at.ownerUrl, undo)
  }
}

/** A file of the home as it is after a change; it is put back. */
async function withFile(path: string, change: (whole: string, bytes: Buffer) => void): Promise<string[]> {
  const whole = join(at.home, path)
  const bytes = readFileSync(whole)
  change(whole, bytes)
  try {
    return (await look()).filter((code) => !usual.includes(code))
  } finally {
    rmSync(whole, { force: true, recursive: true })
    writeFileSync(whole, bytes)
  }
}

describe('an installation', () => {
  it('that is well has only what is usual here', async () => {
    expect(await look()).toEqual(usual)
    expect(await look({ running: false })).toEqual(['no-backup', 'not-running'])
    const worker = new pg.Client({ connectionString: at.database.url, application_name: 'throughline-worker' })
    await worker.connect()
    expect(await look()).toEqual(['no-backup'])
    await worker.end()
  })

  it.each([
    [
      'row security that is off',
      'alter table people.student no force row level security',
      'alter table people.student force row level security',
      'row-security-off',
    ],
    [
      'a policy for everybody',
      'create policy p on work.item using (true)',
      'drop policy p on work.item',
      'policy-for-all',
    ],
    [
      'a view of its owner',
      'create view work.seen as select * from work.item',
      'drop view work.seen',
      'view-shows-all',
    ],
    [
      'a function of its owner',
      `create function work.f() returns int language sql security definer as 'select 1'`,
      'drop function work.f()',
      'function-of-owner',
    ],
    [
      'an app login that acts as another',
      'grant pg_monitor to throughline_app',
      'revoke pg_monitor from throughline_app',
      'login-too-strong',
    ],
    [
      'a migration that was edited',
      `update platform.migration set digest = 'x' || digest where name like 'work/2026-11-21%'`,
      `update platform.migration set digest = substr(digest, 2) where digest like 'x%'`,
      'edited-migrations',
    ],
    [
      'a migration that did not run',
      `update platform.migration set name = 'x' || name where name like 'work/2026-11-21%'`,
      `update platform.migration set name = substr(name, 2) where name like 'x%'`,
      'later-database,pending-migrations',
    ],
    [
      'the other kind of installation',
      'update platform.installation set demo = false',
      'update platform.installation set demo = true',
      'installation',
    ],
    [
      'a file that its row knows otherwise',
      `update feeds.dataset_version set sha256 = repeat('0', 64) where dataset = 'org'`,
      '',
      'files-changed',
    ],
    [
      'work that failed',
      `insert into pgboss.job (name, data, state) values ('feeds.examine', '{}', 'failed')`,
      `delete from pgboss.job where state = 'failed'`,
      'dead-jobs',
    ],
    [
      'work that waits',
      `insert into pgboss.job (name, data, start_after) values ('feeds.load', '{}', now() - interval '2 hours')`,
      `delete from pgboss.job where name = 'feeds.load'`,
      'late-jobs',
    ],
  ])('with %s is told so', async (_what, change, undo, code) => {
    const kept = await rowsOf<{ sha256: string }>(
      at.ownerUrl,
      `select sha256 from feeds.dataset_version where dataset = 'org' limit 1`,
    )
    expect(
      await when(
        change,
        undo || `update feeds.dataset_version set sha256 = '${kept[0]?.sha256}' where dataset = 'org'`,
      ),
    ).toEqual(code.split(','))
  })

  it('that cannot open what it sealed is told so', async () => {
    const seal = openSeal(at.home, null)
    const sealed = seal.seal('a secret', 'test')
    const add = `create table people.for_test (sealed text); insert into people.for_test values ('${sealed}')`
    const undo = 'drop table people.for_test'
    expect(await when(add, undo)).toEqual([])
    const key = readFileSync(join(at.home, 'keys/seal.key'))
    rmSync(join(at.home, 'keys/seal.key'))
    expect(await when(add, undo)).toEqual(['seal-key-missing'])
    openSeal(at.home, null).seal('x', 'test')
    expect(await when(add, undo)).toEqual(['seal-key-other'])
    writeFileSync(join(at.home, 'keys/seal.key'), key, { mode: 0o600 })
  })

  it('whose files are gone, changed or nobody’s is told so, edition by edition', async () => {
    const [version] = await rowsOf<{ path: string }>(
      at.ownerUrl,
      `select path from feeds.dataset_version where dataset = 'attendance'`,
    )
    const path = version?.path ?? ''
    expect(await withFile(path, (whole) => rmSync(whole))).toEqual(['files-missing'])
    expect(await withFile(path, (whole, bytes) => writeFileSync(whole, Buffer.from(bytes).fill(0, 5, 9)))).toEqual([
      'files-changed',
    ])
    const stray = join(at.home, dirname(path), 'v99.parquet')
    writeFileSync(stray, 'x')
    expect(await look()).toEqual(usual)
    utimesSync(stray, new Date(0), new Date(0))
    expect(await look()).toEqual(['files-without-row', ...usual])
    rmSync(stray)
    const edition = join(at.home, 'public/mill/editions/1')
    mkdirSync(edition, { recursive: true })
    writeFileSync(join(edition, 'manifest.json'), '{"files":[]}')
    expect(await look()).toEqual(['edition-without-row', ...usual])
    rmSync(join(at.home, 'public'), { recursive: true })
  })

  it('whose published edition was changed is told so', async () => {
    const edition = join(at.home, 'public/mill/editions/1')
    mkdirSync(edition, { recursive: true })
    writeFileSync(join(edition, 'index.html'), 'changed')
    const manifest = `{"files":[{"path":"index.html","sha256":"${'0'.repeat(64)}"}]}`
    writeFileSync(join(edition, 'manifest.json'), manifest)
    const digest = (await import('node:crypto')).createHash('sha256').update(manifest).digest('hex')
    const add = `insert into publishing.address values (${at.districtId}, 'mill', now());
      insert into publishing.edition (district_id, number, kind, state, title, as_of, authors, drafted_by, submitted_by, approved_by, content_digest, digest, drafted_at, published_at)
      values (${at.districtId}, 1, 'scorecard', 'published', '{}', '2026-11-20', '{1}', 1, 1, 2, 'x', '${digest}', now(), now())`
    const undo = 'delete from publishing.edition; delete from publishing.address'
    expect(await when(add, undo)).toEqual(['edition-changed'])
    writeFileSync(join(edition, 'manifest.json'), '{}')
    expect(await when(add, undo)).toEqual(['files-changed'])
    rmSync(join(at.home, 'public'), { recursive: true })
    expect(await when(add, undo)).toEqual(['files-missing'])
  })

  it('whose home is open to others, or half restored, is told so', async () => {
    chmodSync(at.home, 0o755)
    writeFileSync(join(at.home, 'environment.json'), '{}', { mode: 0o644 })
    writeFileSync(join(at.home, 'restoring.json'), '{}')
    expect(await look()).toEqual(['half-restored', 'home-open', ...usual, 'secret-open'].toSorted())
    chmodSync(at.home, 0o700)
    rmSync(join(at.home, 'environment.json'))
    rmSync(join(at.home, 'restoring.json'))
  })

  it('without a database, or without somebody who sees every row, is told so', async () => {
    expect(await look({ appUrl: 'postgres://throughline_app:x@127.0.0.1:9/throughline' })).toContain('database-away')
    expect(await look({ reader: null })).toEqual(['no-reader', ...usual].toSorted())
    expect(await look({ reader: { url: at.ownerUrl, role: null } })).toEqual([...usual, 'reader'].toSorted())
    expect(await look({ appUrl: superOn(at.ownerUrl) })).toEqual(
      ['installation', 'login-too-strong', ...usual].toSorted(),
    )
  })

  it('that is not there, or has a wrong setting, is told so', async () => {
    const nowhere = join(tmpdir(), `nowhere-${process.pid}`)
    expect(
      codes(await findAndExamine({ THROUGHLINE_HOME: nowhere, THROUGHLINE_DEMO: 'off' }, { quick: true })),
    ).toContain('no-installation')
    expect(codes(await findAndExamine({ PORT: 'x' }, { quick: true }))).toEqual(['setting'])
  })
})

describe('the address', () => {
  it.each([
    ['a demo outside', () => config({ THROUGHLINE_URL: 'http://plan.example.org' }), ['demo-public']],
    ['a demo here', () => config({}), []],
    ['no encryption', () => real({ HOST: '0.0.0.0' }), ['no-https']],
    ['an address without encryption', () => real({ THROUGHLINE_URL: 'http://plan.example.org' }), ['no-https']],
    ['nobody outside', () => real({}), ['no-address']],
    ['a good one', () => real({ THROUGHLINE_URL: 'https://plan.example.org' }), []],
  ])('with %s', (_what, made, expected) => {
    expect(codes(addressFindings(made()))).toEqual(expected)
  })

  it('has a certificate that is good for some time', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 10, n))
    const shown = { until: day(28), trusted: true, why: '' }
    expect(codes(certificateFindings('https://x', shown, day(1)))).toEqual([])
    expect(codes(certificateFindings('https://x', shown, day(20)))).toEqual(['certificate-ends'])
    expect(codes(certificateFindings('https://x', { ...shown, trusted: false, why: 'expired' }, day(20)))).toEqual([
      'certificate-not-trusted',
    ])
    // A real server that speaks no TLS.
    const server = createServer((socket) => socket.end('no'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    expect(await look({ config: config({ THROUGHLINE_URL: `https://127.0.0.1:${port}` }) })).toEqual(
      ['address-unreachable', ...usual].toSorted(),
    )
    server.close()
  })
})

describe('room, time and backups', () => {
  it('are told when they run out', async () => {
    const gb = 2 ** 30
    expect(codes(diskFindings('/x', { free: 10 * gb, total: 20 * gb }))).toEqual([])
    expect(codes(diskFindings('/x', { free: gb, total: 20 * gb }))).toEqual(['disk-low'])
    expect(codes(diskFindings('/x', { free: gb / 10, total: 20 * gb }))).toEqual(['disk-full'])
    expect(codes(clockFindings(50_000, 46_000, 47_000, 'x'))).toEqual([])
    expect(codes(clockFindings(50_000, 60_000, 61_000, 'x'))).toEqual(['clock-apart'])
    const home = mkdtempSync(join(tmpdir(), 'doctor-'))
    expect(backupFindings(home, false, machineTime())).toMatchObject([{ code: 'doctor/no-backup', level: 'warning' }])
    await noteBackup(home, { at: new Date(machineTime() - 3 * 86_400_000).toISOString(), folder: '/b', locked: false })
    expect(codes(backupFindings(home, false, machineTime()))).toEqual(['backup-not-locked', 'old-backup'])
    await noteBackup(home, { at: new Date(machineTime()).toISOString(), folder: '/b', locked: true })
    expect(backupFindings(home, false, machineTime())).toEqual([])
    rmSync(home, { recursive: true })
  })

  it('are reported worst first, with what to do', () => {
    const text = report([
      { level: 'note', code: 'doctor/a', what: 'A note.', where: '', todo: 'Nothing.' },
      { level: 'wrong', code: 'doctor/b', what: 'It is broken.', where: 'people.student', todo: 'Mend it.' },
    ])
    expect(text).toBe(
      'WRONG    It is broken.\n         where: people.student\n         to do: Mend it.\n         (doctor/b)\nnote     A note.\n         to do: Nothing.\n         (doctor/a)',
    )
  })
})
