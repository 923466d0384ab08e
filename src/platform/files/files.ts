import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { databaseTrouble, isDiskFull } from '../db/database.ts'
import { invalid } from '../errors.ts'
import { faultPoint } from '../fault.ts'
import { mustHaveRoom } from './room.ts'

export type Stored = { sha256: string; size: number }

/** Bytes by content under one folder: written aside, synced, renamed. The row that names them is the caller's, after this. */
export type Files = {
  put: (body: Readable, options: { limit: number; onBytes?: (bytes: number) => void }) => Promise<Stored>
  pathOf: (sha256: string) => string
  read: (sha256: string) => Readable
  remove: (sha256: string) => Promise<void>
  sweep: (named: ReadonlySet<string>, olderThanMs: number, nowMs: number) => Promise<number>
}

/** Looks after free space each time so many bytes were written. */
const roomEvery = 2 ** 26

/** In: the folder; how many bytes must stay free on its disk (uploads that would go below are refused with `platform/disk-low`). */
export function openFiles(root: string, options: { reserve?: number } = {}): Files {
  const { reserve = 0 } = options
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256.')
    return join(root, sha256.slice(0, 2), sha256)
  }
  const incoming = join(root, 'incoming')
  return {
    pathOf,
    async put(body, { limit, onBytes }) {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      await mustHaveRoom(incoming, reserve)
      const aside = join(incoming, randomBytes(12).toString('hex'))
      const hash = createHash('sha256')
      let size = 0
      let looked = 0
      const gauge = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length
          if (size > limit) {
            done(
              invalid(
                'platform/file-too-large',
                'The file is larger than {mb} MB.',
                'Split it by month or school and send the parts.',
                [],
                { mb: Math.floor(limit / 2 ** 20) },
              ),
            )
            return
          }
          hash.update(chunk)
          onBytes?.(size)
          if (size - looked < roomEvery) {
            done(null, chunk)
            return
          }
          looked = size
          mustHaveRoom(incoming, reserve).then(() => done(null, chunk), done)
        },
      })
      try {
        await pipeline(body, gauge, createWriteStream(aside, { mode: 0o600 }))
        const sha256 = hash.digest('hex')
        await keep(aside, pathOf(sha256))
        return { sha256, size }
      } catch (error) {
        await rm(aside, { force: true })
        throw isDiskFull(error) ? (databaseTrouble(error) ?? error) : error
      }
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async sweep(named, olderThanMs, nowMs) {
      let removed = 0
      for (const folder of await readdir(root).catch(() => [] as string[])) {
        for (const name of await readdir(join(root, folder)).catch(() => [] as string[])) {
          if (folder !== 'incoming' && named.has(name)) continue
          const path = join(root, folder, name)
          const age = nowMs - (await stat(path)).mtimeMs
          if (age < olderThanMs) continue
          await rm(path, { force: true })
          removed += 1
        }
      }
      return removed
    },
  }
}

/** Makes a file that was written aside last: synced, renamed into place, its folder synced too. */
export async function keep(aside: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  faultPoint('files/written')
  const handle = await open(aside, 'r+')
  await handle.sync()
  await handle.close()
  faultPoint('files/synced')
  await rename(aside, path)
  faultPoint('files/renamed')
  const folder = await open(dirname(path), 'r')
  await folder.sync().catch(() => {})
  await folder.close()
}
