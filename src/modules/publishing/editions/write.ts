import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { conflict } from '../../../platform/errors.ts'
import { faultPoint } from '../../../platform/fault.ts'
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
  faultPoint('publishing/index')
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

const publicPlace = (home: string, slug: string): string => join(publicFolder(home), slug, 'editions')
/** Where editions wait that are not released yet: on the same disk, and not below the folder that the public reads. */
const readyPlace = (home: string, slug: string): string => join(home, 'tmp', 'editions', slug)
const readyFolder = (home: string, content: EditionContent): string =>
  join(readyPlace(home, content.district.slug), `${content.number}-${digestOf(content).slice(0, 16)}`)

/** The digest of the manifest in a folder, or null when there is none. */
const manifestIn = (folder: string): Promise<string | null> =>
  readFile(join(folder, 'manifest.json')).then(sha256, () => null)

const otherBytes = () =>
  conflict(
    'publishing/other-bytes',
    'Another edition already lies at this address.',
    'Withdraw this one; tell the administrator the number of the edition.',
  )

/**
 * Renders an edition where nobody reads it: into a folder aside, synced, renamed. Out: the digest of its manifest.
 * Errors: Conflict `publishing/other-bytes` when the public folder already holds another edition of this number.
 */
export async function readyEdition(home: string, content: EditionContent): Promise<string> {
  const folder = readyFolder(home, content)
  await keepAssets(home)
  const aside = join(dirname(folder), `.aside-${content.number}-${randomBytes(6).toString('hex')}`)
  try {
    for (const file of await renderEdition(content)) {
      faultPoint('publishing/page')
      await writePacked(join(aside, file.path), file.body)
    }
    for (const inner of [
      'en/schools',
      'es/schools',
      'en/measure',
      'es/measure',
      'en/method',
      'es/method',
      'en/reports',
      'es/reports',
      'en',
      'es',
      '.',
    ])
      if (await exists(join(aside, inner))) await syncFolder(join(aside, inner))
    await rm(folder, { recursive: true, force: true })
    await rename(aside, folder)
    await syncFolder(dirname(folder))
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    throw error
  }
  const digest = await manifestIn(folder)
  if (digest === null) throw new Error('The manifest of the edition is gone.')
  const there = join(publicPlace(home, content.district.slug), String(content.number))
  if ((await exists(there)) && (await manifestIn(there)) !== digest) throw otherBytes()
  return digest
}

/**
 * Makes a released edition public by one rename. In: its content and the digest that was released with it. Safe twice; when the ready folder was
 * lost it is rendered again. Bytes that are public are never touched.
 * Errors: Conflict `publishing/other-bytes`; `publishing/lost-pages` when the pages were lost and the look has changed since.
 */
export async function openEdition(home: string, content: EditionContent, digest: string): Promise<void> {
  const place = publicPlace(home, content.district.slug)
  const folder = join(place, String(content.number))
  if (!(await exists(folder))) {
    const ready = readyFolder(home, content)
    if ((await manifestIn(ready)) !== digest && (await readyEdition(home, content)) !== digest)
      throw conflict(
        'publishing/lost-pages',
        'The pages of this edition are gone and cannot be written again as they were.',
        'Put its folder back from a backup.',
      )
    await mkdir(place, { recursive: true })
    await rename(ready, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error
    })
    await syncFolder(place)
  }
  if ((await manifestIn(folder)) !== digest) throw otherBytes()
}

/** Throws away what was made ready for a district: after everything released is public, and for editions that were called back. */
export const clearReady = (home: string, slug: string): Promise<void> =>
  rm(readyPlace(home, slug), { recursive: true, force: true })
