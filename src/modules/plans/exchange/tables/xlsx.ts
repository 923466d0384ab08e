import readXlsxFile from 'read-excel-file/universal'
import writeXlsxFile from 'write-excel-file/node'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { writable } from '../signs.ts'
import { type Book, type BookLimits, bookLimits, type BookWhy, type Cell, type Opened, trimmed } from './book.ts'

class Stop extends Error {
  readonly why: BookWhy
  constructor(why: BookWhy) {
    super(why)
    this.why = why
  }
}

/** Rows, columns and cells of a sheet as its XML claims them: the reader makes room for the last cell's address, however few cells there are. */
function measureSheet(xml: string, limits: BookLimits): void {
  let cells = 0
  for (const [, name, said = '', end] of xml.matchAll(/<(?:[^\s<>/:]+:)?(row|c)(?=[\s/>])([^<>]*)([<>]|$)/g)) {
    if (end !== '>') throw new Stop('broken')
    const at = /\br\s*=\s*["']([^"']*)["']/.exec(said)?.[1] ?? ''
    if (said.includes('&')) throw new Stop('broken')
    if (name === 'row') {
      if (at !== '' && !(Number(at) <= limits.rows)) throw new Stop('rows')
      continue
    }
    if (++cells > limits.cells) throw new Stop('rows')
    const [, letters = '', row = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(at) ?? []
    let column = 0
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
    if (column === 0) throw new Stop('broken')
    if (column > limits.columns || Number(row) > limits.rows) throw new Stop('rows')
  }
}

async function unpacked(zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    size += (part as Buffer).length
    if (size > most) throw new Stop('ratio')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** Looks through a whole workbook before it is parsed: number of parts, names, sizes, ratio, and what every sheet claims to hold. */
async function examine(zip: ZipFile, limits: BookLimits): Promise<void> {
  if (zip.entryCount > limits.entries) throw new Stop('entries')
  const entries: Entry[] = []
  const names = new Set<string>()
  let total = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted() || names.has(entry.fileName.toLowerCase())) throw new Stop('broken')
    names.add(entry.fileName.toLowerCase())
    total += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (entry.uncompressedSize > limits.part || total > limits.total) throw new Stop('ratio')
    if (entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio) throw new Stop('ratio')
    entries.push(entry)
  }
  if (!names.has('xl/workbook.xml')) throw new Stop('broken')
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const content = await unpacked(zip, entry, entry.uncompressedSize)
    if (!/\.(xml|rels)$/i.test(entry.fileName)) continue
    const xml = content.toString('utf8')
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Stop('doctype')
    if (xml.includes('sheetData')) measureSheet(xml, limits)
  }
}

/**
 * Reads an XLSX workbook: every sheet, its values only. Refused before anything is parsed: more bytes, parts, unpacked bytes, ratio, rows, columns or cells than
 * the limits, locked and broken archives, document types. Throws nothing.
 */
export async function readXlsx(bytes: Uint8Array, limits: BookLimits = bookLimits): Promise<Opened> {
  if (bytes.byteLength > limits.bytes) return { book: null, refused: 'large' }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true })
    try {
      await examine(zip, limits)
    } finally {
      zip.close()
    }
    const read = await readXlsxFile(new Uint8Array(bytes).buffer, { trim: false })
    const sheets = read.map(({ sheet, data }) => ({
      name: sheet,
      rows: trimmed(data.map((row) => row.map((cell) => cellOf(cell)))),
    }))
    return { book: { sheets }, refused: null }
  } catch (error) {
    // What libraries say about a broken workbook may quote it; only the kind is told.
    return { book: null, refused: error instanceof Stop ? error.why : 'broken' }
  }
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { date: value.toISOString().slice(0, 10) }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** What XML cannot hold is left out of a cell; what a spreadsheet would take for an escaped sign (`_x0041_`) is escaped itself. */
const clean = (text: string): string =>
  writable(text, '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

/** A workbook as an XLSX file. The first `heads` rows of a sheet are bold and stay in sight. */
export async function writeXlsx({ sheets }: Book, heads = 1): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, rows }) => ({
      sheet: name.slice(0, 31),
      stickyRowsCount: heads,
      columns: Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => ({
        width: Math.min(60, Math.max(10, ...rows.slice(0, 200).map((row) => String(row[i] ?? '').length + 2))),
      })),
      data: rows.map((row, i) =>
        row.map((cell) => {
          if (cell === null) return null
          if (typeof cell === 'object')
            return { value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
          if (typeof cell === 'number') return { value: cell, type: Number }
          if (typeof cell === 'boolean') return { value: cell, type: Boolean }
          const bold = i < heads ? { fontWeight: 'bold' as const } : {}
          return { value: clean(cell), type: String, wrap: i >= heads, alignVertical: 'top' as const, ...bold }
        }),
      ),
    })),
  ).toBuffer()
}
