import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A file of an archive: its path with slashes, its bytes. */
export type Packed = { path: string; bytes: Buffer }

/** The first day that the format knows, in the zone of the machine, which is how the format writes it: the same for every archive. */
const day = new Date(1980, 0, 1)

/** A ZIP archive of some files, in their order. The same files give the same bytes. */
export async function zipOf(files: readonly Packed[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { path, bytes } of files)
    zip.addBuffer(bytes, path, { mtime: day, mode: 0o100644, compress: false, forceDosTimestamp: true })
  zip.end()
  return buffer(zip.outputStream)
}
