import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, ids, november, type TestDistrict, testDistrict } from '../../modules/feeds/testing/district.ts'
import { computeYear } from '../../modules/indicators/index.ts'
import { databaseTrouble, query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { openFiles } from '../../platform/files/files.ts'
import { startPostgres } from '../../platform/postgres/server.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { lookAt } from '../health.ts'

// Real full disks: small file systems in memory, which only root may mount.
const folder = mkdtempSync(join(tmpdir(), 'disk-full-'))
const mounted: string[] = []

function mount(name: string, size: string): string | null {
  const at = join(folder, name)
  mkdirSync(at)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', at], { stdio: 'ignore' })
  } catch {
    return null
  }
  mounted.push(at)
  return at
}

const disk = process.getuid?.() === 0 ? mount('home', '24m') : null
if (!disk) console.log('Full disks are not tested here: mounting a small file system needs root.')

/** Fills a disk but for so many bytes; `empty` gives the room back. */
async function fill(at: string, left: number): Promise<{ empty: () => void }> {
  const path = join(at, 'filler')
  const { bavail, bsize } = await statfs(at)
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - left)))
  return { empty: () => rmSync(path) }
}

const filesBelow = (at: string): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length))
    .sort()

afterAll(() => {
  for (const at of mounted) execFileSync('umount', ['-l', at])
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!disk)('a full disk of the home', () => {
  const home = disk ?? ''
  let services: Awaited<ReturnType<typeof freshServices>>
  let district: TestDistrict
  const before = process.env.TMPDIR
  const attendance = csv(
    'student_id,school_code,date,status,portion',
    ...november
      .slice(0, 10)
      .flatMap((date, i) => [`${ids[i] ?? ''},101,${date},unexcused,`, `${ids[i + 10] ?? ''},101,${date},excused,`]),
  )
  beforeAll(async () => {
    process.env.TMPDIR = home
    services = await freshServices({ THROUGHLINE_DISK_RESERVE: String(2 ** 20) })
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    for (const name of ['lake', 'tmp', 'imports', 'public']) mkdirSync(join(services.home, name), { recursive: true })
    district = await testDistrict(services)
  }, 60_000)
  afterAll(() => services.end())

  it('refuses an upload before it begins when less would stay free than is reserved', async () => {
    const room = await fill(home, 2 ** 19)
    const store = openFiles(join(services.home, 'files'), { reserve: services.config.diskReserve })
    await expect(store.put(Readable.from(['a,b']), { limit: 100 })).rejects.toMatchObject({
      kind: 'Unavailable',
      code: 'platform/disk-low',
    })
    expect((await lookAt(services)).checks).toMatchObject({ home: 'ok', disk: 'platform/disk-low' })
    room.empty()
    expect(await store.put(Readable.from(['a,b']), { limit: 100 })).toMatchObject({ size: 3 })
  })

  it('ends an upload that fills it with one clear error, and keeps nothing of it', async () => {
    const was = filesBelow(services.home)
    const endless = Readable.from(
      (function* () {
        for (let i = 0; i < 64; i++) yield Buffer.alloc(2 ** 20, i)
      })(),
    )
    await expect(services.files.put(endless, { limit: 2 ** 30 })).rejects.toMatchObject({
      kind: 'Unavailable',
      code: 'platform/disk-full',
    })
    expect(filesBelow(services.home)).toEqual(was)
  })

  it('stops an import, which says so and can be tried again when there is room', async () => {
    const room = await fill(home, 24_000)
    const versions = () =>
      inScope(services.db, district.scope, (tx) =>
        query<{ dataset: string; version: number }>(
          tx,
          'select dataset, version from feeds.dataset_version order by 1, 2',
        ),
      )
    const was = await versions()
    const failed = await district.send(attendance, { kind: 'attendance' }).then(
      (done) => done.import.failure_code ?? done.import.state,
      (error: { code?: string; kind?: string }) => error.code ?? String(error),
    )
    expect(failed).toMatch(/^(platform\/disk-full|duckdb\/storage)$/)
    expect(await versions()).toEqual(was)
    room.empty()
    const done = await district.send(attendance, { kind: 'attendance' })
    expect(done.import.state).toBe('loaded')
  }, 60_000)

  it('stops a computation and leaves the old one standing', async () => {
    await computeYear(services, district.districtId, 2027)
    const runs = () =>
      inScope(services.db, district.scope, (tx) =>
        query(tx, 'select definition, run_id, cube_path from indicators.run order by 1, 2'),
      )
    const was = await runs()
    expect(was.length).toBeGreaterThan(0)
    const room = await fill(home, 4096)
    await expect(computeYear(services, district.districtId, 2027)).rejects.toMatchObject({ kind: 'Unavailable' })
    expect(await runs()).toEqual(was)
    for (const run of was as { cube_path: string }[]) expect(existsSync(join(services.home, run.cube_path))).toBe(true)
    room.empty()
    await computeYear(services, district.districtId, 2027)
  }, 60_000)
})

const small = disk ? mount('postgres', '110m') : null
describe.skipIf(!small)('a full disk of PostgreSQL', () => {
  it('ends a statement with one clear error, undoes it, and goes on when there is room', async () => {
    chmodSync(folder, 0o755)
    const at = small ?? ''
    const server = await startPostgres({
      folder: join(at, 'pg'),
      settings: { shared_buffers: '16MB', max_wal_size: '32MB', min_wal_size: '32MB', fsync: 'off' },
    })
    const client = new pg.Client({ connectionString: server.ownerUrl })
    await client.connect()
    try {
      await client.query('create table kept (n int); insert into kept values (1); create table big (t text)')
      const room = await fill(at, 6 * 2 ** 20)
      const error: unknown = await client
        .query('insert into big select repeat(md5(n::text), 30) from generate_series(1, 200000) n')
        .catch((thrown: unknown) => thrown)
      expect(databaseTrouble(error)).toMatchObject({ kind: 'Unavailable', code: 'platform/disk-full' })
      room.empty()
      expect((await client.query('select count(*)::int as n from big')).rows).toEqual([{ n: 0 }])
      expect((await client.query('insert into kept values (2) returning n')).rows).toEqual([{ n: 2 }])
    } finally {
      await client.end()
      await server.stop()
    }
  }, 60_000)
})
