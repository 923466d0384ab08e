/**
 * A cell: its text without quotes and text guard (`="..."`), and whether it was quoted: an empty cell in quotes begins a header of its own, a bare one goes on
 * under the header to its left.
 */
export type Cell = { text: string; quoted: boolean }

/** A record, the line on which it begins (from 1) and how many it takes. `broken`: a quote that does not close, or letters after one. */
export type CsvRecord = { line: number; lines: number; cells: Cell[]; broken: boolean }

const guard = /^="?([^"]*)"?$/

/** Takes the guard off that spreadsheets need to keep a code as text. */
function cellOf(raw: string, quoted: boolean): Cell {
  const text = raw.trim()
  const held = text.startsWith('=') ? guard.exec(text) : null
  return { text: held ? (held[1] ?? '').trim() : text, quoted }
}

/**
 * Cuts a CSV text into records. In: the text, with or without byte order mark, lines ending in LF, CRLF or CR. Out: all records that are not blank.
 * A line break inside quotes belongs to its cell. A quote that does not close where a cell can end spoils only the line in which it opens.
 */
export function records(text: string): CsvRecord[] {
  const found: CsvRecord[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  while (at < text.length) {
    const one = record(text, at)
    if (one.broken || one.cells.some((cell) => cell.text !== ''))
      found.push({ line, lines: one.lines, cells: one.cells, broken: one.broken })
    at = one.end
    line += one.lines
  }
  return found
}

type Cut = { cells: Cell[]; end: number; lines: number; broken: boolean }

/** One record from a place on. */
function record(text: string, start: number): Cut {
  const cells: Cell[] = []
  let at = start
  let lines = 1
  let broken = false
  for (;;) {
    if (text[at] === '"') {
      const inside = quotedFrom(text, at + 1)
      if (!inside) return spoiled(text, start)
      lines += inside.raw.match(/\r\n|\n|\r/g)?.length ?? 0
      const rest = bare(text, inside.end)
      if (rest.text.trim() !== '') {
        if (lines > 1) return spoiled(text, start)
        broken = true
      }
      cells.push(cellOf(inside.raw, true))
      at = rest.end
    } else {
      const rest = bare(text, at)
      cells.push(cellOf(rest.text, false))
      at = rest.end
    }
    if (text[at] !== ',') break
    at += 1
  }
  if (text[at] === '\r' && text[at + 1] === '\n') at += 1
  return { cells, end: at + 1, lines, broken }
}

/** The text up to the closing quote, with doubled quotes made single; null when it never closes. */
function quotedFrom(text: string, start: number): { raw: string; end: number } | null {
  let raw = ''
  let at = start
  for (;;) {
    const next = text.indexOf('"', at)
    if (next < 0) return null
    raw += text.slice(at, next)
    if (text[next + 1] !== '"') return { raw, end: next + 1 }
    raw += '"'
    at = next + 2
  }
}

const endOfBare = /[,\r\n]/g

function bare(text: string, at: number): { text: string; end: number } {
  endOfBare.lastIndex = at
  const end = endOfBare.exec(text)?.index ?? text.length
  return { text: text.slice(at, end), end }
}

/** The one line that holds an unclosed quote; the next line is read afresh. */
function spoiled(text: string, start: number): Cut {
  let end = start
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1
  if (text[end] === '\r' && text[end + 1] === '\n') end += 1
  return { cells: [], end: end + 1, lines: 1, broken: true }
}

const number = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/

/** A cell of a value as it stands. `other`: neither a number nor one of the three signs. */
export type Printed =
  | { state: 'known'; scaled: number; digits: number; text: string }
  | { state: 'suppressed' | 'notApplicable' | 'missing' | 'other' }

/**
 * Reads a value. `*` is suppressed, `N/A` not applicable, nothing missing. Thousands separators and a percent sign are taken off, no number is ever guessed.
 * Out for a known one: its digits as an integer (`scaled` x 10^-`digits`, at most 15 digits, so exact), and its plain text.
 */
export function printed(cell: string): Printed {
  const text = cell.trim()
  if (text === '') return { state: 'missing' }
  if (/^\*+$/.test(text)) return { state: 'suppressed' }
  if (/^n\/?a$/i.test(text)) return { state: 'notApplicable' }
  const plain = text.replace(/\s*%$/, '')
  if (plain.length > 16 || !number.test(plain) || !/\d/.test(plain)) return { state: 'other' }
  const without = plain.replaceAll(',', '')
  const point = without.indexOf('.')
  const digits = point < 0 ? 0 : without.length - point - 1
  return { state: 'known', scaled: Number(without.replace('.', '')), digits, text: without }
}
