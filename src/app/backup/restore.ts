import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { machineTime } from '../../platform/clock.ts'
import { WrongSetting } from '../../platform/config.ts'
import { type Migration, readMigrations } from '../../platform/db/migrate.ts'
import { conflict, invalid } from '../../platform/errors.ts'
import { carriedJob, putJobsBack } from '../../platform/jobs/carry.ts'
import { restoring } from '../installation.ts'
import { migrateAll } from '../migrate.ts'
import { migrationFolders } from '../migrations.ts'
import { filePath, folders, jobsPath, tablePath } from './manifest.ts'
import { checkBackup, type Opened, textOf } from './opened.ts'
import { emptyDatabase, isEmpty, layRows, markWhole, migrationsFor, openOwner } from './store-restore.ts'
import { leftOut } from './store-tables.ts'
import { sync } from './streams.ts'

export type Target = { home: string; ownerUrl: string; demo: boolean; today: string | null }
export type Restored = {
  tables: number
  rows: number
  files: number
  jobs: number
  migrated: string[]
  notes: string[]
}

/** Which database a broken-off restore wrote to: its address without the login. */
const databaseOf = (url: string): string => {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

/** Folders of a home in which a restore puts files. */
const places = ['files', 'evidence', 'imports', 'lake', 'public', 'keys', 'tmp']

/**
 * Brings a backup back into an empty installation of this or a later release. Everything is checked before anything is touched. While it works a marker
 * lies in the home: nothing starts on it, and running it again begins anew. Files come first, then all rows in one transaction, then the migrations that
 * came after the backup, then the waiting jobs together with the mark that it is whole.
 * Errors: Conflict `backup/not-empty`, `backup/later-release`, `backup/other-migration`; Invalid `backup/damaged`; WrongSetting for another kind of installation.
 */
export async function restore(
  target: Target,
  backup: Opened,
  say: (line: string) => void = () => {},
  migrations: readonly Migration[] = readMigrations(migrationFolders()),
): Promise<Restored> {
  const { manifest } = backup
  if (manifest.demo !== target.demo)
    throw new WrongSetting(
      manifest.demo
        ? 'This is a backup of the synthetic demo: restore it with THROUGHLINE_DEMO=on.'
        : 'This is a backup of a real installation: restore it with THROUGHLINE_DEMO=off.',
    )
  migrationsFor(manifest, migrations)
  const client = await openOwner(target.ownerUrl)
  try {
    const again = await brokenOff(target)
    if (!again && (!(await homeIsEmpty(target.home)) || !(await isEmpty(client))))
      throw conflict(
        'backup/not-empty',
        'There is something in this installation already.',
        'Nothing was touched. Give a new THROUGHLINE_HOME (and, with a PostgreSQL of your own, an empty database).',
      )
    const read = await checkBackup(backup)
    say(`Checked: ${read.files} files, every digest as written.`)
    await setMarker(target)
    if (again) {
      say('An earlier restore broke off here; beginning anew.')
      await emptyDatabase(client)
      for (const folder of places) await rm(join(target.home, folder), { recursive: true, force: true })
    }
    await layFiles(target.home, backup)
    say(`Files restored: ${manifest.files.length}.`)
    await layRows(client, manifest, migrations, (table, sink) => backup.read(tablePath(table), sink))
    const laid = manifest.tables.filter((one) => !leftOut.some((other) => other.name === one.name))
    const rows = laid.reduce((sum, one) => sum + one.rows, 0)
    say(`Tables restored and read back: ${laid.length}, with ${rows} rows.`)
    await client.query('select pg_advisory_unlock(7108431)')
    const migrated = await migrateAll(target.ownerUrl)
    if (migrated.length > 0) say(`Brought up to date: ${migrated.length} migrations after the backup's.`)
    await client.query('analyze')
    const jobs = (await textOf(backup.read, jobsPath))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => carriedJob.parse(JSON.parse(line)))
    await client.query('begin')
    const put = await putJobsBack(client, target.ownerUrl, jobs)
    await markWhole(client, new Date(machineTime()).toISOString())
    await client.query('commit')
    await rm(restoring(target.home), { force: true })
    await sync(target.home)
    const notes = [
      ...put.unknown.map((name) => `Waiting jobs of ${name} were left out: this release has no such work.`),
      ...manifest.missing.map((path) => `${path} was missing already when the backup was made.`),
      ...manifest.damaged.map((path) => `${path} was damaged already when the backup was made.`),
      ...(manifest.demo && manifest.today !== target.today
        ? [`The demo's date was ${manifest.today}; set THROUGHLINE_TODAY to it.`]
        : []),
    ]
    return {
      tables: laid.length,
      rows,
      files: manifest.files.length,
      jobs: put.put,
      migrated,
      notes,
    }
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether an earlier restore broke off in this home, into this database. Errors: Conflict `backup/other-database`. */
async function brokenOff(target: Target): Promise<boolean> {
  if (!existsSync(restoring(target.home))) return false
  const noted = JSON.parse(await readFile(restoring(target.home), 'utf8')) as { database: string }
  // Our own PostgreSQL takes another port at each start.
  const own = existsSync(join(target.home, 'postgres', 'data'))
  if (!own && noted.database !== databaseOf(target.ownerUrl))
    throw conflict(
      'backup/other-database',
      'The restore that broke off here wrote to another database.',
      'Use the same DATABASE_OWNER_URL, or give a new THROUGHLINE_HOME.',
    )
  return true
}

async function setMarker(target: Target): Promise<void> {
  const file = restoring(target.home)
  if (existsSync(file)) return
  await mkdir(target.home, { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, JSON.stringify({ database: databaseOf(target.ownerUrl) }), {
    mode: 0o600,
    flush: true,
  })
  await rename(`${file}.new`, file)
  await sync(target.home)
}

/** A home without a file in it; PostgreSQL's own folder and the lock do not count. */
async function homeIsEmpty(home: string): Promise<boolean> {
  const own = new Set(['postgres', 'supervisor.pid', 'restoring.json.new'])
  const holds = async (folder: string): Promise<boolean> => {
    for (const entry of await readdir(folder, { withFileTypes: true }))
      if (!entry.isDirectory() || (await holds(join(folder, entry.name)))) return true
    return false
  }
  if (!existsSync(home)) return true
  for (const entry of await readdir(home, { withFileTypes: true })) {
    if (own.has(entry.name)) continue
    if (!entry.isDirectory() || (await holds(join(home, entry.name)))) return false
  }
  return true
}

async function layFiles(home: string, backup: Opened): Promise<void> {
  for (const folder of folders) await mkdir(join(home, folder), { recursive: true, mode: 0o700 })
  const made = new Set<string>()
  for (const one of backup.manifest.files) {
    const path = join(home, one.path)
    if (!made.has(dirname(path))) await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    made.add(dirname(path))
    const found = await backup.read(
      filePath(one.path),
      createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }),
    )
    if (found.sha256 !== one.sha256)
      throw invalid('backup/damaged', `${one.path} of this backup was changed while it was read.`, 'Begin anew.')
  }
  for (const folder of made) await sync(folder)
}
