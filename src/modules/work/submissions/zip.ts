import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A file of an archive: its path with slashes, and its bytes, or how they are read when its turn comes. */
export type Packed = { path: string; bytes: Buffer } | { path: string; read: () => Readable }

/** The first day that the format knows, in the zone of the machine, which is how the format writes it: the same for every archive. */
const day = new Date(1980, 0, 1)

/**
 * A ZIP archive of some files, in their order, as a stream: only what is on its way is in memory. The same files give the same bytes. A file that cannot be read ends
 * the stream with its error.
 */
export function zipOf(files: readonly Packed[]): Readable {
  const zip = new ZipFile()
  const options = { mtime: day, mode: 0o100644, compress: false, forceDosTimestamp: true }
  const out = zip.outputStream as Readable
  zip.on('error', (error: Error) => out.destroy(error))
  for (const one of files)
    if ('bytes' in one) zip.addBuffer(one.bytes, one.path, options)
    else
      zip.addReadStreamLazy(one.path, options, (done) => {
        const file = one.read()
        file.once('error', (error) => out.destroy(error))
        // Whoever takes the archive may leave before its end.
        out.once('close', () => file.destroy())
        done(null, file)
      })
  zip.end()
  return out
}
