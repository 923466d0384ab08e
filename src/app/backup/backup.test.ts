import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../platform/db/database.ts'
import { inScope } from '../../platform/db/scope.ts'
import { systemScope } from '../../modules/people/index.ts'
import { openServices } from '../services.ts'
import { backup, type Done } from './backup.ts'
import { amount } from '../../platform/testing/amount.ts'
import {
  digests,
  emptyTarget,
  installed,
  type Installed,
  leaveJob,
  rowsOf,
  shapeOf,
} from '../../platform/testing/installed.ts'
import { identitiesIn, makeLock, newPair, openLock, passphraseIn } from './lock.ts'
import { filePath, tablePath } from './manifest.ts'
import { lastBackup } from './note.ts'
import { backupAt, checkBackup, checkSums, type Opened, openBackup } from './opened.ts'
import { restore } from './restore.ts'
import { leftOut } from './store-tables.ts'

let at: Installed
let done: Done
const to = mkdtempSync(join(tmpdir(), 'backups-'))
const noKeys = { identities: [], passphrase: null }
const target = (into: { home: string; ownerUrl: string }) => ({ ...into, demo: true, today: '2026-11-20' })

beforeAll(async () => {
  at = await installed()
  await leaveJob(at)
  await rowsOf(at.ownerUrl, `insert into platform.attempt values ('x', now(), 3)`)
  done = await backup(at.place, { to, holder: null })
})
afterAll(async () => {
  await at.end()
  rmSync(to, { recursive: true, force: true })
})

describe('a backup', () => {
  it('holds every table, every file that rows name, and no session', async () => {
    const now = await digests(at.ownerUrl)
    const held = Object.fromEntries(done.manifest.tables.map((one) => [one.name, one.sha256]))
    expect(Object.keys(now).filter((name) => !(name in held))).toEqual(leftOut.map((one) => one.name))
    for (const [name, sha256] of Object.entries(held)) expect([name, sha256]).toEqual([name, now[name]])
    expect(done.manifest.tables.find((one) => one.name === 'people.student')?.rows).toBe(40)
    expect(done.manifest).toMatchObject({ missing: [], damaged: [], demo: true, jobs: { count: expect.any(Number) } })
    for (const folder of ['files/', 'imports/', 'lake/'])
      expect(done.manifest.files.some((one) => one.path.startsWith(folder))).toBe(true)
    expect(readdirSync(join(at.home, 'tmp'))).not.toContainEqual(expect.stringMatching(/^backup/))
  })

  it('is readable by its maker alone, has its name last, and is noted', () => {
    expect(statSync(done.folder).mode & 0o077).toBe(0)
    expect(statSync(join(done.folder, 'manifest.json')).mode & 0o077).toBe(0)
    expect(readdirSync(to)).toEqual([done.folder.slice(to.length + 1)])
    expect(lastBackup(at.home)).toMatchObject({ folder: done.folder, locked: false })
  })

  it('says when somebody changed a byte of it', async () => {
    expect(await checkSums(to)).toMatchObject({ folder: done.folder })
    const opened = await openBackup(to, noKeys)
    expect(await checkBackup(opened)).toMatchObject({ files: expect.any(Number) })
    const path = join(done.folder, filePath(done.manifest.files[0]?.path ?? ''))
    const bytes = readFileSync(path)
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('x')]))
    await expect(checkSums(to)).rejects.toMatchObject({
      code: 'backup/damaged',
      details: [{ path: filePath(done.manifest.files[0]?.path ?? '') }],
    })
    await expect(checkBackup(opened)).rejects.toMatchObject({ code: 'backup/damaged' })
    const into = await emptyTarget()
    await expect(restore(target(into), opened)).rejects.toMatchObject({ code: 'backup/damaged' })
    expect(readdirSync(into.home)).toEqual([])
    expect(await rowsOf(into.ownerUrl, `select nspname from pg_namespace where nspname = 'people'`)).toEqual([])
    writeFileSync(path, bytes)
    const table = join(done.folder, 'tables/people.student.csv.gz')
    const rows = readFileSync(table)
    writeFileSync(table, rows.subarray(0, rows.length - 20))
    await expect(checkBackup(opened)).rejects.toMatchObject({ code: 'backup/damaged' })
    writeFileSync(table, rows)
    await into.end()
  })

  it('shares bytes with an earlier plain one, which stays whole when the newer is removed', async () => {
    const second = await backup(at.place, { to, holder: null })
    const path = filePath(done.manifest.files[0]?.path ?? '')
    expect(statSync(join(second.folder, path)).ino).toBe(statSync(join(done.folder, path)).ino)
    expect(second.manifest.files).toEqual(done.manifest.files)
    expect(await backupAt(to)).toBe(second.folder)
    await checkSums(second.folder)
    rmSync(second.folder, { recursive: true })
    await checkSums(to)
  })

  it('is made one at a time, never into the home, and only by somebody who sees every row', async () => {
    const first = backup(at.place, {
      to,
      holder: null,
      taken: async () => {
        await expect(backup(at.place, { to, holder: null })).rejects.toMatchObject({ code: 'backup/one-at-a-time' })
      },
    })
    rmSync((await first).folder, { recursive: true })
    await expect(backup(at.place, { to: join(at.home, 'lake', 'b'), holder: null })).rejects.toThrow(/home itself/)
    await expect(backup({ ...at.place, reader: null }, { to, holder: null })).rejects.toMatchObject({
      code: 'backup/no-reader',
    })
    for (const url of [at.ownerUrl, at.database.url])
      await expect(backup({ ...at.place, reader: { url, role: null } }, { to, holder: null })).rejects.toMatchObject({
        code: 'backup/reader-is-limited',
      })
    expect(readdirSync(to)).toHaveLength(1)
  })

  it('is of one moment: what is written, purged and replaced afterwards is not in it', async () => {
    const before = await digests(at.ownerUrl)
    const gone = done.manifest.files.filter((one) => one.path.startsWith('imports/')).map((one) => one.path)
    const kept = gone.map((path) => [path, readFileSync(join(at.home, path))] as const)
    const later = await backup(at.place, {
      to,
      holder: null,
      taken: async () => {
        await rowsOf(
          at.ownerUrl,
          `update people.account set name = name; insert into platform.progress (subject, step, at) values ('later', 'x', now())`,
        )
        for (const path of gone) rmSync(join(at.home, path))
      },
    })
    for (const one of later.manifest.tables) expect([one.name, one.sha256]).toEqual([one.name, before[one.name]])
    expect(later.manifest.files).toEqual(done.manifest.files)
    await checkSums(later.folder)
    for (const [path, bytes] of kept) writeFileSync(join(at.home, path), bytes)
    await rowsOf(at.ownerUrl, `delete from platform.progress where subject = 'later'`)
    rmSync(later.folder, { recursive: true })
  })

  it('is made although a file that rows name is gone or changed, and says which', async () => {
    const [upload, version] = ['files/', 'lake/d'].map(
      (start) => done.manifest.files.find((one) => one.path.startsWith(start))?.path ?? '',
    )
    const versionOf = done.manifest.files.find((one) => /lake\/d\d+\/attendance\//.test(one.path))?.path ?? ''
    const kept = [upload ?? '', versionOf].map((path) => [path, readFileSync(join(at.home, path))] as const)
    rmSync(join(at.home, upload ?? ''))
    rmSync(join(at.home, versionOf))
    writeFileSync(join(at.home, versionOf), 'not what it was')
    const poor = await backup(at.place, { to, holder: null })
    expect(poor.manifest.missing).toEqual([upload])
    expect(poor.manifest.damaged).toEqual([versionOf])
    for (const [path, bytes] of kept) writeFileSync(join(at.home, path), bytes)
    rmSync(poor.folder, { recursive: true })
    expect(version).toBeTruthy()
  })
})

/** As an earlier release wrote it: with a one-time link in it. */
function withLink(opened: Opened): Opened {
  const csv = `token_hash,kind,account_id,made_at,expires_at\nx,password,1,2026-11-20,2036-11-20\n`
  const columns = csv.split('\n')[0]?.split(',') ?? []
  const sha256 = createHash('sha256').update(csv).digest('hex')
  const table = { name: 'people.one_time_link', columns, rows: 1, bytes: csv.length, sha256 }
  return {
    ...opened,
    manifest: { ...opened.manifest, tables: [...opened.manifest.tables, table] },
    read: async (path, sink) => {
      if (path !== tablePath(table.name)) return opened.read(path, sink)
      await pipeline(Readable.from([Buffer.from(csv)]), sink)
      return { bytes: csv.length, sha256 }
    },
  }
}

describe('a restore', () => {
  it('gives every row, file, sequence and waiting job back, under row security as before', async () => {
    const into = await emptyTarget()
    const restored = await restore(target(into), withLink(await openBackup(to, noKeys)))
    expect(restored.jobs).toBe(done.manifest.jobs.count)
    expect(restored.tables).toBe(done.manifest.tables.length)
    expect(await rowsOf(into.ownerUrl, 'select kind from people.one_time_link')).toEqual([])
    const back = await digests(into.ownerUrl)
    for (const one of done.manifest.tables)
      if (one.name !== 'platform.installation') expect([one.name, back[one.name]]).toEqual([one.name, one.sha256])
    expect(await shapeOf(into.ownerUrl)).toEqual(await shapeOf(at.ownerUrl))
    for (const one of done.manifest.files)
      expect(readFileSync(join(into.home, one.path)).equals(readFileSync(join(at.home, one.path)))).toBe(true)
    expect(existsSync(join(into.home, 'restoring.json'))).toBe(false)
    const marks = (url: string) =>
      rowsOf<{ token: string; demo: boolean; ready: boolean }>(
        url,
        'select token, demo, ready_at is not null as ready from platform.installation',
      )
    const [old] = await marks(at.ownerUrl)
    const [fresh] = await marks(into.ownerUrl)
    expect(fresh).toMatchObject({ demo: true, ready: true })
    expect(fresh?.token).not.toBe(old?.token)
    const jobs = (url: string) =>
      rowsOf(url, `select id, name, data, singleton_key from pgboss.job where state < 'completed' order by id`)
    expect(await jobs(into.ownerUrl)).toEqual(await jobs(at.ownerUrl))

    const services = await openServices(
      { ...at.config, home: into.home, databaseUrl: into.appUrl, databaseOwnerUrl: into.ownerUrl },
      'test',
    )
    expect(await query(services.db, 'select * from people.student')).toEqual([])
    const scope = await systemScope(services.db, 'feeds', at.districtId)
    const seen = await inScope(services.db, scope, (tx) => query(tx, 'select * from feeds.import'))
    expect(seen.length).toBeGreaterThan(4)
    const next = await inScope(services.db, scope, (tx) =>
      query<{ n: number }>(tx, `select nextval(pg_get_serial_sequence('indicators.run', 'run_id')) as n`),
    )
    const [highest] = await rowsOf<{ n: string }>(at.ownerUrl, 'select max(run_id)::text as n from indicators.run')
    expect(next[0]?.n).toBeGreaterThan(Number(highest?.n))
    await services.close()

    await expect(restore(target(into), await openBackup(to, noKeys))).rejects.toMatchObject({
      code: 'backup/not-empty',
    })
    await into.end()
  })

  it('refuses the other kind of installation', async () => {
    const into = await emptyTarget()
    await expect(restore({ ...target(into), demo: false }, await openBackup(to, noKeys))).rejects.toThrow(
      /THROUGHLINE_DEMO=on/,
    )
    await into.end()
  })

  it('leaves nothing in the database when one row is not as it was', async () => {
    const into = await emptyTarget()
    const opened = await openBackup(to, noKeys)
    const { manifest } = opened
    const [first, ...rest] = manifest.tables.filter((one) => one.rows > 0)
    if (!first) throw new Error('no rows')
    const lying = {
      ...opened,
      read: async (path: string, sink: never) => {
        const read = await opened.read(path, sink)
        return path.includes(rest.at(-1)?.name ?? '') && into.home && asked++ > 0
          ? { ...read, sha256: '0'.repeat(64) }
          : read
      },
    }
    let asked = 0
    await expect(restore(target(into), lying as typeof opened)).rejects.toMatchObject({ code: 'backup/not-the-same' })
    expect(
      await rowsOf(into.ownerUrl, `select nspname from pg_namespace where nspname in ('people', 'platform')`),
    ).toEqual([])
    expect(existsSync(join(into.home, 'restoring.json'))).toBe(true)
    const again = await restore(target(into), opened)
    expect(again.rows).toBe(manifest.tables.reduce((sum, one) => sum + one.rows, 0))
    await into.end()
  })
})

describe('a locked backup', () => {
  it('opens with the private key only, and shows no name on disk', async () => {
    const pair = await newPair()
    const other = await newPair()
    const safe = mkdtempSync(join(tmpdir(), 'locked-'))
    const made = await backup(at.place, { to: safe, holder: { recipients: [pair.recipient], passphrase: null } })
    const names = readdirSync(made.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    for (const one of names) {
      const bytes = readFileSync(join(one.parentPath, one.name))
      expect(bytes.includes('Nightingale')).toBe(false)
      if (one.name.endsWith('.age')) expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
      else expect(['SHA256SUMS', 'READ-ME.txt']).toContain(one.name)
    }
    await checkSums(safe)
    await expect(openBackup(safe, noKeys)).rejects.toThrow(/locked/)
    await expect(openBackup(safe, { identities: [other.identity], passphrase: null })).rejects.toMatchObject({
      code: 'backup/wrong-key',
    })
    const opened = await openBackup(safe, { identities: [pair.identity], passphrase: null })
    await checkBackup(opened)
    rmSync(safe, { recursive: true })
  })

  it('opens with a passphrase', async () => {
    const passphrase = 'a very long passphrase'
    const { envelope, lock } = await makeLock({ recipients: [], passphrase }, amount(10, 18))
    const open = await openLock(envelope, { identities: [], passphrase })
    const parts = await (
      await open(await lock(Readable.from([Buffer.from('rows of '), Buffer.from('a table')])))
    ).toArray()
    expect(Buffer.concat(parts).toString()).toBe('rows of a table')
  })

  it('refuses keys that are none', async () => {
    await expect(makeLock({ recipients: ['age1nonsense'], passphrase: null })).rejects.toThrow(/not a public key/)
    const file = join(to, '.key')
    writeFileSync(file, 'short')
    expect(() => passphraseIn(file)).toThrow(/too short/)
    expect(() => identitiesIn(file)).toThrow(/no private key/)
    expect(() => identitiesIn(join(to, 'nowhere'))).toThrow(/cannot be read/)
    rmSync(file)
  })
})
