import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import { WrongSetting } from '../../platform/config.ts'
import { invalid, missing, Trouble, type Detail } from '../../platform/errors.ts'
import { type Keys, openLock, type Turn } from './lock.ts'
import { filePath, jobsPath, type Manifest, readManifest, tablePath } from './manifest.ts'
import { BrokenBytes, digestOf, load, type Measured, nowhere } from './streams.ts'

/** A backup whose manifest was read. `read` streams one of its files, unlocked and unpacked, into a sink. */
export type Opened = {
  folder: string
  manifest: Manifest
  locked: boolean
  read: (path: string, sink: Writable) => Promise<Measured>
}

const isBackup = (folder: string) =>
  existsSync(join(folder, 'manifest.json')) || existsSync(join(folder, 'manifest.json.age'))

/** The backup that a path means: the folder itself, or the newest one in it. Errors: WrongSetting. */
export async function backupAt(path: string): Promise<string> {
  const folder = resolve(path)
  if (isBackup(folder)) return folder
  const names = existsSync(folder) ? await readdir(folder).catch(() => [] as string[]) : []
  const newest = names
    .filter((name) => !name.startsWith('.') && isBackup(join(folder, name)))
    .sort()
    .at(-1)
  if (!newest) throw new WrongSetting(`There is no whole backup in ${folder}.`)
  return join(folder, newest)
}

const damaged = (path: string) =>
  invalid('backup/damaged', `${path} of this backup is not what was written.`, 'Take another backup.')

/** Opens a backup with the operator's key. Errors: WrongSetting, Forbidden `backup/wrong-key`, Invalid `backup/damaged`. */
export async function openBackup(path: string, keys: Keys): Promise<Opened> {
  const folder = await backupAt(path)
  const locked = existsSync(join(folder, 'manifest.json.age'))
  if (locked && keys.identities.length === 0 && keys.passphrase === null)
    throw new WrongSetting(
      'This backup is locked: give the private key (--key FILE) or the passphrase (--passphrase-file FILE).',
    )
  const open: Turn | null = locked
    ? await openLock(await readFile(join(folder, 'key.age')).catch(() => Promise.reject(damaged('key.age'))), keys)
    : null
  const read: Opened['read'] = async (one, sink) => {
    try {
      return (await load(join(folder, locked ? `${one}.age` : one), sink, { pack: one.endsWith('.gz'), open })).plain
    } catch (error) {
      throw error instanceof BrokenBytes ? damaged(one) : error
    }
  }
  return { folder, manifest: readManifest(await textOf(read, 'manifest.json')), locked, read }
}

/** A small file of a backup as text. */
export async function textOf(read: Opened['read'], path: string): Promise<string> {
  const parts: Buffer[] = []
  await read(path, new Writable({ write: (chunk: Buffer, _encoding, done) => (parts.push(chunk), done()) }))
  return Buffer.concat(parts).toString('utf8')
}

/** Everything in a backup with the digest that the manifest says. */
export const contents = (manifest: Manifest): { path: string; sha256: string; bytes: number }[] => [
  ...manifest.tables.map((one) => ({ path: tablePath(one.name), sha256: one.sha256, bytes: one.bytes })),
  { path: jobsPath, sha256: manifest.jobs.sha256, bytes: manifest.jobs.bytes },
  ...manifest.files.map((one) => ({ path: filePath(one.path), sha256: one.sha256, bytes: one.size })),
]

/** Reads a whole backup and compares every digest. Out: how much was read. Errors: Invalid `backup/damaged`, one detail for each wrong file. */
export async function checkBackup(backup: Opened): Promise<{ files: number; bytes: number }> {
  const wrong: Detail[] = []
  const all = contents(backup.manifest)
  let bytes = 0
  for (const one of all) {
    const found = await backup.read(one.path, nowhere()).catch((error: unknown) => {
      if (error instanceof Trouble) return null
      throw error
    })
    if (found?.sha256 !== one.sha256) wrong.push({ path: one.path, message: 'is missing or was changed' })
    bytes += one.bytes
  }
  if (wrong.length > 0)
    throw invalid(
      'backup/damaged',
      `${wrong.length} of ${all.length} files of this backup are missing or were changed.`,
      'Nothing was restored. Take another backup.',
      wrong.slice(0, 20),
    )
  return { files: all.length, bytes }
}

/** Compares the stored bytes with SHA256SUMS, which needs no key. Errors: Missing `backup/no-sums`, Invalid `backup/damaged`. */
export async function checkSums(path: string): Promise<{ folder: string; files: number }> {
  const folder = await backupAt(path)
  const text = await readFile(join(folder, 'SHA256SUMS'), 'utf8').catch(() => {
    throw missing('backup/no-sums', 'This backup has no list of digests.', 'It was changed: take another backup.')
  })
  const lines = text.split('\n').filter((line) => line !== '')
  const wrong: Detail[] = []
  for (const line of lines) {
    const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    const inside = name !== undefined && !name.split('/').includes('..')
    const found = inside ? await digestOf(join(folder, name)).catch(() => null) : null
    if (found?.sha256 !== sha256) wrong.push({ path: name ?? '', message: 'is missing or was changed' })
  }
  if (wrong.length > 0)
    throw invalid(
      'backup/damaged',
      `${wrong.length} of ${lines.length} files of this backup are missing or were changed.`,
      'Take another backup.',
      wrong.slice(0, 20),
    )
  return { folder, files: lines.length }
}
