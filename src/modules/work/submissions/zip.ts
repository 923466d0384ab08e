import { crc32 } from 'node:zlib'

/** A file of an archive: its path with slashes, its bytes. */
export type Packed = { path: string; bytes: Buffer }

/** 1980-01-01, the first day that the format knows: the same for every archive, so that the same files make the same bytes. */
const day = 0x0021
/** Names are UTF-8 (bit 11 of the flags; APPNOTE 6.3.10, 4.4.4). */
const flags = 0x0800

function header(signature: number, file: Packed, name: Buffer, central: number | null): Buffer {
  const head = Buffer.alloc(central === null ? 30 : 46)
  head.writeUInt32LE(signature, 0)
  let at = 4
  if (central !== null) at = head.writeUInt16LE(20, at)
  at = head.writeUInt16LE(20, at)
  at = head.writeUInt16LE(flags, at)
  at = head.writeUInt16LE(0, at)
  at = head.writeUInt16LE(0, at)
  at = head.writeUInt16LE(day, at)
  at = head.writeUInt32LE(crc32(file.bytes), at)
  at = head.writeUInt32LE(file.bytes.length, at)
  at = head.writeUInt32LE(file.bytes.length, at)
  at = head.writeUInt16LE(name.length, at)
  if (central !== null) head.writeUInt32LE(central, 42)
  return Buffer.concat([head, name])
}

/**
 * A ZIP archive of some files, stored as they are, in their order (APPNOTE 6.3.10, without ZIP64). In: at most 65,535 files, 4 GB in all.
 * The same files give the same bytes.
 */
export function zipOf(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const file of files) {
    const name = Buffer.from(file.path, 'utf8')
    const local = header(0x04034b50, file, name, null)
    central.push(header(0x02014b50, file, name, at))
    parts.push(local, file.bytes)
    at += local.length + file.bytes.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}
