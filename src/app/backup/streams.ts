import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PassThrough, type Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Turn } from './lock.ts'

export type Measured = { sha256: string; bytes: number }

/** Lets bytes through and knows their digest and number when they have ended. */
export function gauge(): { stream: Transform; read: () => Measured } {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, read: () => ({ sha256: hash.digest('hex'), bytes }) }
}

const through = (packed: boolean, make: () => Transform): Transform[] => (packed ? [make()] : [])

/** Writes a stream to a new file: packed and locked when asked, synced. Out: the plain bytes' digest, and the stored bytes' one. */
export async function store(
  source: Readable,
  path: string,
  how: { pack: boolean; lock: Turn | null },
): Promise<{ plain: Measured; stored: Measured }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const plain = gauge()
  const stored = gauge()
  const inner = new PassThrough()
  const filling = pipeline([source, plain.stream, ...through(how.pack, () => createGzip({ level: 5 })), inner])
  filling.catch(() => {})
  const out = how.lock ? await how.lock(inner) : inner
  await Promise.all([filling, pipeline(out, stored.stream, createWriteStream(path, { mode: 0o600, flags: 'wx' }))])
  await sync(path)
  return { plain: plain.read(), stored: stored.read() }
}

/** The stored bytes cannot be read, unlocked or unpacked. */
export class BrokenBytes extends Error {}

/** Reads a stored file back into a sink. Out: the digests of the plain and of the stored bytes. Errors: `BrokenBytes`, or the sink's own. */
export async function load(
  path: string,
  sink: Writable,
  how: { pack: boolean; open: Turn | null },
): Promise<{ plain: Measured; stored: Measured }> {
  const plain = gauge()
  const stored = gauge()
  const inner = new PassThrough()
  // An error runs through all streams of a pipeline: whoever told it first has made it.
  let first: 'bytes' | 'sink' | null = null
  const watch = <S extends Readable | Writable>(stream: S, whose: 'bytes' | 'sink'): S =>
    stream.once('error', () => {
      first ??= whose
    }) as S
  const filling = pipeline(watch(createReadStream(path), 'bytes'), stored.stream, inner)
  filling.catch(() => {})
  watch(sink, 'sink')
  try {
    const opened = watch(how.open ? await how.open(inner) : inner, 'bytes')
    const unpack = through(how.pack, createGunzip).map((one) => watch(one, 'bytes'))
    await Promise.all([filling, pipeline([opened, ...unpack, plain.stream, sink])])
  } catch (error) {
    if (first === 'sink') throw error
    throw new BrokenBytes()
  }
  return { plain: plain.read(), stored: stored.read() }
}

/** Takes bytes and forgets them. */
export const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

/** Makes a file or folder lasting. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().catch(() => {})
  await handle.close()
}

/** The digest of a file. */
export async function digestOf(path: string): Promise<Measured> {
  const all = gauge()
  await pipeline(createReadStream(path), all.stream, nowhere())
  return all.read()
}
