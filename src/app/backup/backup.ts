import { link, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createReadStream, existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { machineTime } from '../../platform/clock.ts'
import { insideGit, projectRoot, WrongSetting } from '../../platform/config.ts'
import { conflict, unavailable } from '../../platform/errors.ts'
import type { Kept } from '../../platform/files/kept.ts'
import { unfinishedJobs } from '../../platform/jobs/carry.ts'
import { modules } from '../modules.ts'
import { makeLock, type Holder, type Turn } from './lock.ts'
import { filePath, format, isHomePath, jobsPath, type Manifest, readManifest, tablePath } from './manifest.ts'
import { noteBackup } from './note.ts'
import { type Pinned, pinFiles } from './pin.ts'
import type { Place } from './place.ts'
import { readMe } from './read-me.ts'
import { type Facts, factsOf, keptFiles, lockBackup, openReader } from './store-reader.ts'
import { copyOutOf, foreignTables, leftOut, sequencesOf, tablesOf } from './store-tables.ts'
import { digestOf, store, sync } from './streams.ts'

/** Files below the home that rows name, of all modules, and the keys that open what is sealed in the database. */
export const keptByAll: readonly Kept[] = [
  ...modules.flatMap((one) => one.kept ?? []),
  {
    what: 'keys',
    select: `select 'keys' as path, null::text as sha256, null::bigint as size, true as folder, false as needed`,
  },
]

export type Done = { folder: string; manifest: Manifest; bytes: number; locked: boolean; foreign: string[] }

type Asked = {
  /** the folder that holds backups */
  to: string
  /** null: the backup can be read by everybody who gets it */
  holder: Holder | null
  say?: (line: string) => void
  /** for tests: called when the snapshot is taken and the files are pinned */
  taken?: () => Promise<void>
}

/**
 * Makes a backup of an installation that may be in full use. One transaction sees the database at one moment; every file that its rows name at that moment
 * is pinned before anything is read; then tables and files are written aside, with digests, and the folder gets its name last.
 * Errors: Conflict `backup/one-at-a-time`; Unavailable `backup/no-reader`, `platform/disk-full`; WrongSetting for a folder that cannot be used.
 */
export async function backup(place: Place, asked: Asked): Promise<Done> {
  const to = checkFolder(place, asked.to)
  if (place.reader === null)
    throw unavailable(
      'backup/no-reader',
      'Nobody was named who sees every row of your PostgreSQL.',
      'Set DATABASE_BACKUP_URL to a login with bypassrls and pg_read_all_data (docs/run/backup.md).',
    )
  await mkdir(to, { recursive: true, mode: 0o700 })
  const locked = asked.holder ? await makeLock(asked.holder) : null
  const reader = await openReader(place.reader)
  const name = new Date(machineTime()).toISOString().replaceAll(/[-:.]/g, '')
  const aside = join(to, `.half-${name}`)
  const pins = join(place.home, 'tmp', `backup-${name}`)
  let mine = false
  try {
    mine = await lockBackup(reader)
    if (!mine)
      throw conflict('backup/one-at-a-time', 'Another backup of this installation is under way.', 'Wait for its end.')
    await clearHalf(to)
    for (const left of await readdir(join(place.home, 'tmp')).catch(() => [] as string[]))
      if (left.startsWith('backup-')) await rm(join(place.home, 'tmp', left), { recursive: true, force: true })
    await mkdir(aside, { mode: 0o700 })
    const writer: Writer = { aside, lock: locked?.lock ?? null, sums: [], bytes: 0 }
    if (locked) await plainFile(writer, 'key.age', locked.envelope)
    const taken = await snapshot(place, reader, writer, { ...asked, pins })
    const files = await copyFiles(place, writer, taken.pinned, locked ? null : await earlier(to))
    const manifest: Manifest = { ...taken.manifest, files: files.files, damaged: files.damaged }
    await kept(writer, 'manifest.json', Readable.from([JSON.stringify(manifest, null, 1)]))
    await plainFile(writer, 'READ-ME.txt', Buffer.from(readMe(locked !== null)))
    const sums = writer.sums.map((one) => `${one.sha256}  ${one.path}\n`).join('')
    await plainFile({ ...writer, sums: [] }, 'SHA256SUMS', Buffer.from(sums))
    const folder = join(to, name)
    await syncFolders(aside)
    await rename(aside, folder)
    await sync(to)
    await noteBackup(place.home, { at: manifest.madeAt, folder, locked: locked !== null })
    return { folder, manifest, bytes: writer.bytes, locked: locked !== null, foreign: taken.foreign }
  } catch (error) {
    if (mine) await rm(aside, { recursive: true, force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw unavailable(
        'platform/disk-full',
        'There is no room for the backup.',
        'Free some space or give another folder; nothing was left behind.',
      )
    throw error
  } finally {
    if (mine) await rm(pins, { recursive: true, force: true })
    await reader.end().catch(() => {})
  }
}

type Writer = { aside: string; lock: Turn | null; sums: { path: string; sha256: string }[]; bytes: number }

/** Writes one stream into the backup, locked when the backup is. Out: the digest of the plain bytes. */
async function kept(writer: Writer, path: string, source: Readable): Promise<{ sha256: string; bytes: number }> {
  const at = writer.lock ? `${path}.age` : path
  const done = await store(source, join(writer.aside, at), { pack: path.endsWith('.gz'), lock: writer.lock })
  writer.sums.push({ path: at, sha256: done.stored.sha256 })
  writer.bytes += done.stored.bytes
  return done.plain
}

async function plainFile(writer: Writer, path: string, body: Uint8Array): Promise<void> {
  await kept({ ...writer, lock: null }, path, Readable.from([Buffer.from(body)]))
}

type Taken = { manifest: Omit<Manifest, 'files' | 'damaged'>; pinned: Pinned[]; foreign: string[] }

/** One moment of the database: its files pinned, its tables, sequences and waiting jobs written. */
async function snapshot(
  place: Place,
  reader: pg.Client,
  writer: Writer,
  asked: Asked & { pins: string },
): Promise<Taken> {
  const say = asked.say ?? (() => {})
  for (let attempt = 1; ; attempt++) {
    await reader.query('begin isolation level repeatable read read only')
    const facts: Facts = await factsOf(reader)
    const madeAt = new Date(machineTime()).toISOString()
    const named = await keptFiles(reader, keptByAll)
    const { pinned, missing } = await pinFiles(place.home, named, asked.pins)
    // A file may have been removed between the snapshot and its pin, because its row was buried meanwhile: a new snapshot no longer names it.
    if (missing.length > 0 && attempt < 4) {
      await reader.query('rollback')
      await sleep(200 * attempt)
      continue
    }
    say(`Snapshot taken; ${pinned.length} files pinned.`)
    await asked.taken?.()
    const tables: Manifest['tables'] = []
    for (const table of await tablesOf(reader)) {
      if (leftOut.some((one) => one.name === table.name)) continue
      const out = reader.query(copyTo(copyOutOf(table)))
      const plain = await kept(writer, tablePath(table.name), out)
      tables.push({ name: table.name, columns: table.columns, rows: out.rowCount, ...plain })
    }
    const sequences = await sequencesOf(reader)
    const jobs = await unfinishedJobs(reader)
    const lines = jobs.map((one) => `${JSON.stringify(one)}\n`)
    const job = await kept(writer, jobsPath, Readable.from(lines))
    const foreign = await foreignTables(reader)
    await reader.query('commit')
    say(`Tables written: ${tables.length}, with ${tables.reduce((sum, one) => sum + one.rows, 0)} rows.`)
    const product = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string }
    const manifest: Taken['manifest'] = {
      format,
      product: product.version,
      madeAt,
      today: place.config.today,
      ...facts,
      tables,
      leftOut: [...leftOut],
      sequences,
      jobs: { count: jobs.length, ...job },
      missing: missing.map((one) => one.path),
    }
    return { manifest, pinned, foreign }
  }
}

/** Copies the pinned files; bytes that an earlier plain backup in the same folder holds get a second name instead. */
async function copyFiles(
  place: Place,
  writer: Writer,
  pinned: readonly Pinned[],
  before: Earlier | null,
): Promise<{ files: Manifest['files']; damaged: string[] }> {
  const files: Manifest['files'] = []
  const damaged: string[] = []
  for (const one of pinned) {
    if (!isHomePath(one.path)) continue
    const again = before ? await sharedFrom(before, one, join(writer.aside, filePath(one.path))) : null
    if (again) writer.sums.push({ path: filePath(one.path), sha256: again.sha256 })
    const { sha256, bytes } = again ?? (await kept(writer, filePath(one.path), createReadStream(one.at)))
    files.push({ path: one.path, size: bytes, sha256 })
    if (one.sha256 !== null && one.sha256 !== sha256) damaged.push(one.path)
    await rm(one.at, { force: true })
  }
  return { files, damaged }
}

type Earlier = { folder: string; sizes: Map<string, { size: number; sha256: string }> }

/** The newest plain backup in a folder, for sharing bytes with it. */
async function earlier(to: string): Promise<Earlier | null> {
  const names = (await readdir(to)).filter((name) => existsSync(join(to, name, 'manifest.json'))).sort()
  const newest = names.at(-1)
  if (!newest) return null
  try {
    const { files } = readManifest(await readFile(join(to, newest, 'manifest.json'), 'utf8'))
    return { folder: join(to, newest), sizes: new Map(files.map((one) => [one.path, one])) }
  } catch {
    return null
  }
}

/** Gives the bytes of an earlier backup a second name here, when both the pinned file and the earlier one have that digest. */
async function sharedFrom(
  before: Earlier,
  one: Pinned,
  into: string,
): Promise<{ sha256: string; bytes: number } | null> {
  const known = before.sizes.get(one.path)
  if (!known || (await stat(one.at)).size !== known.size) return null
  const there = join(before.folder, filePath(one.path))
  if ((await digestOf(one.at)).sha256 !== known.sha256) return null
  if ((await digestOf(there).catch(() => null))?.sha256 !== known.sha256) return null
  await mkdir(join(into, '..'), { recursive: true, mode: 0o700 })
  return link(there, into).then(
    () => ({ sha256: known.sha256, bytes: known.size }),
    () => null,
  )
}

function checkFolder(place: Place, given: string): string {
  const to = resolve(given)
  let at = to
  while (!existsSync(at)) at = join(at, '..')
  const real = realpathSync(at)
  const home = realpathSync(place.home)
  if (real === home || real.startsWith(`${home}/`))
    throw new WrongSetting(`The folder ${to} lies in the home itself: a backup belongs on another disk.`)
  const git = place.config.demo ? null : insideGit(to)
  if (git)
    throw new WrongSetting(
      `The folder ${to} is inside the git work tree ${git}: students' records could be committed by accident; choose another.`,
    )
  return to
}

/** Removes what a backup left in this folder that was killed more than a day ago. */
async function clearHalf(to: string): Promise<void> {
  for (const name of await readdir(to)) {
    if (!name.startsWith('.half-')) continue
    const { mtimeMs } = await stat(join(to, name))
    if (machineTime() - mtimeMs > 86_400_000) await rm(join(to, name), { recursive: true, force: true })
  }
}

async function syncFolders(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await syncFolders(join(folder, entry.name))
  await sync(folder)
}
