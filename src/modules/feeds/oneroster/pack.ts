import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

const header = (fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 2) buffer.writeUInt16LE(value, at)
    else buffer.writeUInt32LE(value, at)
    at += bytes
  }
  return buffer
}

/** The first day that an archive can write. The same files give the same bytes, whenever they are packed. */
const noDay = 0x21

/** Packs files as an archive without compression, in the order of their names. In: name and bytes of each. */
export function packed(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const said = Buffer.from(name, 'utf8')
    const same = [
      [2, 20],
      [2, 0x800],
      [2, 0],
      [2, 0],
      [2, noDay],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, said.length],
      [2, 0],
    ] as const
    const local = Buffer.concat([header([[4, 0x04034b50], ...same]), said, bytes])
    list.push(
      Buffer.concat([header([[4, 0x02014b50], [2, 20], ...same, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), said]),
    )
    parts.push(local)
    at += local.length
  }
  const index = Buffer.concat(list)
  const end = header([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, list.length],
    [2, list.length],
    [4, index.length],
    [4, at],
    [2, 0],
  ])
  return Buffer.concat([...parts, index, end])
}

/** The CSV files of a folder as one archive. */
export async function packedFolder(folder: string): Promise<Buffer> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isFile() && /\.csv$/i.test(entry.name)) files.set(entry.name, await readFile(join(folder, entry.name)))
  return packed(files)
}

/** Packs the CSV files of a folder into an archive on disk, as if a person had: for the command line. */
export const packFolder = async (folder: string, to: string): Promise<void> =>
  writeFile(to, await packedFolder(folder), { mode: 0o600 })

/** The example of a bundle: a school, a class, a teacher, two students. */
export const exampleBundle = (): Promise<Buffer> => packedFolder(join(import.meta.dirname, 'example'))
