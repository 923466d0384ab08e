import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'

/** What a file is, from its bytes alone (never from its name). */
export type Sniffed =
  | {
      kind: 'text'
      encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
      bom: number
      size: number
      /** has a quote somewhere (not known for UTF-16: true) */
      quotes: boolean
      /** has two line ends one after the other (not known for UTF-16: true) */
      blankLines: boolean
    }
  | { kind: 'empty' }
  /** Not a table of text. `what` is a key of the words: zip, xlsx, pdf, ... */
  | { kind: 'other'; what: OtherKind }

export type OtherKind = 'zip' | 'xls' | 'pdf' | 'gzip' | 'image' | 'html' | 'parquet' | 'binary' | 'control'

const chunkSize = 4 * 2 ** 20
const starts: readonly [OtherKind, readonly number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
]

/**
 * Reads a whole file once, in pieces, and says what it is. UTF-16 is known by its mark or by its zero bytes; text that is not UTF-8 is taken for
 * Windows-1252 (Latin-1), unless it holds control characters. The cost is one pass of native code.
 */
export async function sniff(path: string): Promise<Sniffed> {
  const handle = await open(path, 'r')
  try {
    const size = (await handle.stat()).size
    const head = Buffer.alloc(Math.min(size, 65_536))
    await handle.read(head, 0, head.length, 0)
    const early = byHead(head, size)
    if (early) return early
    const scanned = await scan(handle, size)
    if (scanned === 'control') return { kind: 'other', what: 'control' }
    const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
    const { utf8, ...rest } = scanned
    return { kind: 'text', encoding: utf8 ? 'utf-8' : 'windows-1252', bom, size, ...rest }
  } finally {
    await handle.close()
  }
}

const unknown = { quotes: true, blankLines: true }

function byHead(head: Buffer, size: number): Sniffed | null {
  const text = head.toString('latin1')
  if (size === 0 || /^(\xef\xbb\xbf)?\s*$/.test(text))
    return size > head.length ? { kind: 'other', what: 'binary' } : { kind: 'empty' }
  for (const [what, bytes] of starts) if (bytes.every((byte, i) => head[i] === byte)) return { kind: 'other', what }
  if (head[0] === 0xff && head[1] === 0xfe) return { kind: 'text', encoding: 'utf-16le', bom: 2, size, ...unknown }
  if (head[0] === 0xfe && head[1] === 0xff) return { kind: 'text', encoding: 'utf-16be', bom: 2, size, ...unknown }
  if (head.includes(0)) return { kind: 'other', what: 'binary' }
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml)/i.test(text)) return { kind: 'other', what: 'html' }
  return null
}

type Scanned = { utf8: boolean; quotes: boolean; blankLines: boolean }

/** What a whole text is made of; `control` when there are bytes that no text has (zero bytes, separators of records). */
async function scan(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<Scanned | 'control'> {
  const buffer = Buffer.alloc(Math.min(size, chunkSize) + 4)
  let utf8 = true
  let quotes = false
  let blankLines = false
  let last = 0
  let kept = 0
  let at = 0
  while (at < size) {
    const { bytesRead } = await handle.read(buffer, kept, buffer.length - kept, at)
    if (bytesRead === 0) break
    at += bytesRead
    const piece = buffer.subarray(0, kept + bytesRead)
    // Zero bytes, and the unit separator that the reader of lines uses as "never there".
    if (piece.includes(0) || piece.includes(0x1f)) return 'control'
    quotes ||= piece.includes(0x22)
    blankLines ||= hasBlankLine(piece, last)
    last = piece[piece.length - 1] ?? 0
    if (!utf8) {
      kept = 0
      continue
    }
    const whole = at < size ? completeLength(piece) : piece.length
    utf8 = isUtf8(piece.subarray(0, whole))
    kept = piece.length - whole
    if (kept > 0) buffer.copyWithin(0, whole, piece.length)
  }
  return { utf8, quotes, blankLines }
}

/** Two line ends one after the other, of whichever kind. `last`: the byte before the piece. */
function hasBlankLine(piece: Buffer, last: number): boolean {
  const [feed, back] = [0x0a, 0x0d]
  if ((last === feed && (piece[0] === feed || piece[0] === back)) || (last === back && piece[0] === back)) return true
  return piece.includes('\n\n') || (piece.includes(back) && (piece.includes('\n\r') || piece.includes('\r\r')))
}

/** Length without a character that the end of the piece cuts in two. */
function completeLength(piece: Buffer): number {
  for (let back = 1; back <= Math.min(4, piece.length); back++) {
    const byte = piece[piece.length - back] ?? 0
    if (byte < 0x80) return piece.length
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? piece.length - back : piece.length
  }
  return piece.length
}
