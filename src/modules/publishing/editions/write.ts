import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { conflict } from '../../../platform/errors.ts'
import { digestOf, sha256 } from './canonical.ts'
import type { EditionContent } from './content.ts'
import { assetsUsed, renderEdition } from './render.ts'

const packBr = promisify(brotliCompress)
const packGzip = promisify(gzip)

/** The folder of everything that the public may read. */
export const publicFolder = (home: string): string => join(home, 'public')

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().catch(() => {})
  await handle.close()
}

async function writeSynced(path: string, body: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'w')
  await handle.writeFile(body)
  await handle.sync()
  await handle.close()
}

/** Writes a file with its compressed forms beside it. */
async function writePacked(path: string, body: Uint8Array): Promise<void> {
  await writeSynced(path, body)
  if (path.endsWith('.woff2')) return
  const [br, gz] = await Promise.all([
    packBr(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    packGzip(body, { level: 9 }),
  ])
  await Promise.all([writeSynced(`${path}.br`, br), writeSynced(`${path}.gz`, gz)])
}

/** Replaces one file (index, banner) at once: a reader sees the old one or the new one. */
export async function replaceFile(path: string, body: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = join(dirname(path), `.${randomBytes(6).toString('hex')}`)
  await writeSynced(aside, Buffer.from(body))
  await rename(aside, path)
  await syncFolder(dirname(path))
}

/** Copies the look's files in use to `public/assets`. Their names carry a hash: one that is there is never touched. */
export async function keepAssets(home: string): Promise<void> {
  for (const file of assetsUsed()) {
    const path = join(publicFolder(home), file.path)
    if (await exists(path)) continue
    await mkdir(dirname(path), { recursive: true })
    const aside = join(dirname(path), `.${randomBytes(6).toString('hex')}`)
    await writePacked(aside, file.body)
    for (const end of ['.br', '.gz'])
      if (await exists(`${aside}${end}`)) await rename(`${aside}${end}`, `${path}${end}`)
    await rename(aside, path)
  }
}

/**
 * Renders an edition into a folder aside, synced, and renames it into place. Out: the digest of its manifest.
 * A folder that is already there is never written again: when an earlier try got that far, its bytes are the edition.
 * Errors: Conflict `publishing/other-bytes` when the folder holds another edition than the one that was approved.
 */
export async function writeEdition(home: string, content: EditionContent): Promise<{ digest: string; folder: string }> {
  const place = join(publicFolder(home), content.district.slug, 'editions')
  const folder = join(place, String(content.number))
  await keepAssets(home)
  if (!(await exists(folder))) {
    const aside = join(place, `.aside-${content.number}-${randomBytes(6).toString('hex')}`)
    try {
      for (const file of await renderEdition(content)) await writePacked(join(aside, file.path), file.body)
      for (const inner of ['en/schools', 'es/schools', 'en/method', 'es/method', 'en', 'es', '.'])
        if (await exists(join(aside, inner))) await syncFolder(join(aside, inner))
      await rename(aside, folder)
      await syncFolder(place)
    } catch (error) {
      await rm(aside, { recursive: true, force: true })
      if (!(await exists(folder))) throw error
    }
  }
  const bytes = await readFile(join(folder, 'manifest.json'))
  const found = JSON.parse(bytes.toString()) as { content_sha256?: string }
  if (found.content_sha256 !== digestOf(content))
    throw conflict(
      'publishing/other-bytes',
      'Another edition already lies at this address.',
      'Withdraw this one; tell the administrator the number of the edition.',
    )
  return { digest: sha256(bytes), folder }
}
