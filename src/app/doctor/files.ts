import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { KeptFile } from '../../platform/files/kept.ts'
import { filesBelow } from '../backup/pin.ts'
import { digestOf } from '../backup/streams.ts'
import { type Finding, note, some, warning, wrong } from './finding.ts'

const lost =
  'Put them back from a backup (throughline restore into another home, then copy), or purge and send the file again.'

/**
 * Compares the files that rows name with the home. In: the home, what rows name, whether every byte is read (else only presence and size), and the
 * machine's time, because what is younger than a day may belong to work that goes on.
 */
export async function fileFindings(
  home: string,
  kept: readonly KeptFile[],
  options: { bytes: boolean; nowMs: number },
): Promise<Finding[]> {
  const missing: string[] = []
  const changed: string[] = []
  for (const one of kept) {
    const at = await lstat(join(home, one.path)).catch(() => null)
    if (!at || (one.folder ? !at.isDirectory() : !at.isFile())) {
      if (one.needed) missing.push(one.path)
      continue
    }
    if (one.folder) continue
    const bytes = options.bytes && one.sha256 !== null
    if (
      (one.size !== null && at.size !== one.size) ||
      (bytes && (await digestOf(join(home, one.path))).sha256 !== one.sha256)
    )
      changed.push(one.path)
  }
  const orphans = await orphansIn(home, kept, options.nowMs)
  return [
    ...(missing.length > 0 ? [wrong('files-missing', 'Files that rows name are gone.', some(missing), lost)] : []),
    ...(changed.length > 0
      ? [wrong('files-changed', 'Files are not the bytes that their rows say.', some(changed), lost)]
      : []),
    ...(orphans.length > 0
      ? [
          note(
            'files-without-row',
            `${orphans.length} files are named by no row; nothing reads them.`,
            some(orphans),
            'The nightly work removes uploads and versions among them; if they stay for days, remove them by hand.',
          ),
        ]
      : []),
    ...(await editionFindings(home, kept, options.bytes)),
  ]
}

/** Uploads, evidence, imports and lake files that no row names and that are older than a day. */
async function orphansIn(home: string, kept: readonly KeptFile[], nowMs: number): Promise<string[]> {
  const named = new Set(kept.filter((one) => !one.folder).map((one) => one.path))
  const folders = kept.filter((one) => one.folder).map((one) => `${one.path}/`)
  const inFolder = new Set(folders)
  const isNamed = (path: string) =>
    named.has(path) || path.split('/').some((_, i, parts) => inFolder.has(`${parts.slice(0, i).join('/')}/`))
  const found: string[] = []
  for (const top of ['files', 'evidence', 'imports', 'lake'])
    for (const path of (await filesBelow(home, top)) ?? []) {
      if (isNamed(path)) continue
      const at = await stat(join(home, path)).catch(() => null)
      if (at && nowMs - at.mtimeMs > 86_400_000) found.push(path)
    }
  return found
}

const editionManifest = z.object({ files: z.array(z.object({ path: z.string(), sha256: z.string() })) }).loose()

/** Public editions that no row knows, and files of editions that are not what their manifest says. */
async function editionFindings(home: string, kept: readonly KeptFile[], bytes: boolean): Promise<Finding[]> {
  const known = new Set(kept.filter((one) => one.what === 'editions').map((one) => one.path))
  const orphans: string[] = []
  const changed: string[] = []
  for (const slug of await foldersIn(join(home, 'public')))
    for (const number of await foldersIn(join(home, 'public', slug, 'editions'))) {
      const folder = `public/${slug}/editions/${number}`
      if (!known.has(`${folder}/manifest.json`)) orphans.push(folder)
      else if (bytes) changed.push(...(await changedIn(home, folder)))
    }
  return [
    ...(orphans.length > 0
      ? [
          wrong(
            'edition-without-row',
            'The public can read editions that were never published here.',
            some(orphans),
            'Move these folders out of public/ and find out who put them there.',
          ),
        ]
      : []),
    ...(changed.length > 0
      ? [
          wrong(
            'edition-changed',
            'Files of published editions were changed.',
            some(changed),
            'Put them back from a backup: a published edition never changes.',
          ),
        ]
      : []),
  ]
}

async function changedIn(home: string, folder: string): Promise<string[]> {
  const text = await readFile(join(home, folder, 'manifest.json'), 'utf8').catch(() => '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [`${folder}/manifest.json`]
  }
  const read = editionManifest.safeParse(value)
  if (!read.success) return []
  const changed: string[] = []
  for (const one of read.data.files) {
    const found = await digestOf(join(home, folder, one.path)).catch(() => null)
    if (found?.sha256 !== one.sha256) changed.push(`${folder}/${one.path}`)
  }
  return changed
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries.filter((one) => one.isDirectory() && !one.name.startsWith('.')).map((one) => one.name)
}

/** What is to be said when nobody was named who sees every row. */
export const noReader = (): Finding =>
  warning(
    'no-reader',
    'Files and rows were not compared, and no backup can be made: nobody was named who sees every row of your PostgreSQL.',
    'DATABASE_BACKUP_URL',
    'Make such a login (docs/run/backup.md).',
  )
