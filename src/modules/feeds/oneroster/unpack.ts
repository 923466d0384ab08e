import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { nearest } from '../reading/nearest.ts'
import { bare, type FileName, fileNames, isFileName, standardFile } from './files.ts'

/** Limits of a bundle, checked before anything is unpacked and again while it is. A large district's bundle has some hundred megabytes and about 20 files. */
export const bundleLimits = {
  entries: 200,
  /** bytes of one file, and of all that are read */
  file: 2 * 2 ** 30,
  total: 4 * 2 ** 30,
  /** unpacked bytes for one packed byte; text of a school packs to a tenth, the worst rows of one word to a hundredth */
  ratio: 300,
  /** below this size the ratio says nothing */
  ratioFrom: 8 * 2 ** 20,
} as const
export type BundleLimits = { readonly [K in keyof typeof bundleLimits]: number }

/** Why a bundle is refused as a whole: keys of the words `content_<reason>`. */
export type Refusal =
  | 'bundle-broken'
  | 'bundle-not'
  | 'bundle-names'
  | 'bundle-folders'
  | 'bundle-twice'
  | 'bundle-large'
  | 'bundle-locked'
  | 'bundle-link'
  | 'bundle-manifest'
  | 'bundle-version'

export type Unpacked = {
  /** where each file was unpacked to */
  paths: Partial<Record<FileName | 'manifest', string>>
  /** names of files that are not of the standard, with the one that is nearest */
  unknown: { name: string; nearest: string | null }[]
}

type Wanted = { entry: Entry; name: FileName | 'manifest' }

/** What computers add to archives by themselves. */
const noise = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i
const isLink = (entry: Entry): boolean =>
  entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000

/**
 * Unpacks the files of a bundle that are read into a folder, and nothing else. Names, links, sizes and ratios of ALL entries are checked first, from the archive's
 * list; then each wanted file is written with its bytes counted. In: the archive, an empty folder. Out: where the files are, or why the bundle is refused.
 */
export async function unpack(
  path: string,
  folder: string,
  limits: BundleLimits = bundleLimits,
): Promise<Unpacked | Refusal> {
  let zip: ZipFile
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false })
  } catch {
    return 'bundle-broken'
  }
  try {
    const looked = await look(zip, limits)
    if (typeof looked === 'string') return looked
    const paths: Unpacked['paths'] = {}
    let left = limits.total
    for (const { entry, name } of looked.wanted) {
      const to = join(folder, `${name}.csv`)
      const stream = await zip.openReadStreamPromise(entry)
      const most = Math.min(limits.file, left)
      const size = { bytes: 0, over: false }
      const gauge = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size.bytes += chunk.length
          size.over = size.bytes > most
          if (size.over) done(new Error('too large'))
          else done(null, chunk)
        },
      })
      try {
        await pipeline(stream, gauge, createWriteStream(to, { mode: 0o600, flags: 'wx' }))
      } catch (error) {
        if (size.over) return 'bundle-large'
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
        return 'bundle-broken'
      }
      left -= size.bytes
      paths[name] = to
    }
    return { paths, unknown: looked.unknown }
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error
    return 'bundle-broken'
  } finally {
    zip.close()
  }
}

async function look(
  zip: ZipFile,
  limits: BundleLimits,
): Promise<{ wanted: Wanted[]; unknown: Unpacked['unknown'] } | Refusal> {
  if (zip.entryCount > limits.entries) return 'bundle-large'
  const wanted: Wanted[] = []
  const unknown: Unpacked['unknown'] = []
  const names = new Set<string>()
  const folders = new Set<string>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      const parts = name.split('/')
      const last = parts.at(-1) ?? ''
      if (/\p{C}/u.test(name) || name.length > 255) return 'bundle-names'
      if (isLink(entry)) return 'bundle-link'
      if (last === '' || noise.test(name)) continue
      if (entry.isEncrypted()) return 'bundle-locked'
      total += entry.uncompressedSize
      const packed = Math.max(1, entry.compressedSize)
      if (entry.uncompressedSize > limits.file || total > limits.total) return 'bundle-large'
      if (entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize / packed > limits.ratio)
        return 'bundle-large'
      const key = name.toLowerCase()
      if (names.has(key)) return 'bundle-twice'
      names.add(key)
      const standard = /\.csv$/i.test(last) ? standardFile(last) : null
      if (standard === null) {
        const near = nearest(bare(last.replace(/\.csv$/i, '')), fileNames.map(bare))
        unknown.push({ name: last.slice(0, 60), nearest: fileNames.find((one) => bare(one) === near) ?? null })
        continue
      }
      if (parts.length > 2) return 'bundle-folders'
      folders.add(parts.slice(0, -1).join('/'))
      if (!isFileName(standard) && standard !== 'manifest') continue
      if (wanted.some((one) => one.name === standard)) return 'bundle-twice'
      wanted.push({ entry, name: standard })
    }
  } catch (error) {
    // The reader refuses absolute names and those that climb out of the folder.
    return /invalid (relative|characters)|absolute/i.test((error as Error).message) ? 'bundle-names' : 'bundle-broken'
  }
  if (folders.size > 1) return 'bundle-folders'
  if (wanted.filter((one) => one.name !== 'manifest').length === 0) return 'bundle-not'
  return { wanted, unknown }
}
