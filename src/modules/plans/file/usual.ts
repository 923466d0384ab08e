import { counter, type Marks, placesOf } from './marks.ts'
import type { Places } from './problem.ts'
import { endsLine, endsWord, longestKey, unusual, Words } from './words-of-yaml.ts'

/** Maps and lists, on lines and in brackets. */
class Reader extends Words {
  marks = new Map<object, Marks>()
  /** where the value that was read last begins */
  start = 0

  // --- in brackets

  /** On to the next sign within brackets; the lines stand more to the right than what holds the brackets. */
  within(outside: number): number {
    const before = this.line
    if (!this.next()) throw unusual
    if (this.line !== before && this.col <= outside) throw unusual
    return this.s.charCodeAt(this.i)
  }

  flow(outside: number): unknown {
    const c = this.s.charCodeAt(this.i)
    this.start = this.i
    if (c === 123) return this.flowMap(outside)
    if (c === 91) return this.flowList(outside)
    const { start } = this
    const value = c === 34 || c === 39 ? this.quoted(outside) : this.plain(outside, true)
    this.start = start
    return value
  }

  flowMap(outside: number): unknown {
    const { s } = this
    const begin = this.i++
    const out: Record<string, unknown> = {}
    const marks: Marks = { at: [], keys: [], named: [] }
    this.marks.set(out, marks)
    let c = this.within(outside)
    while (c !== 125) {
      const named = this.i
      const key = this.flowKey(c)
      this.i++
      c = this.within(outside)
      if (c === 44 || c === 125) throw unusual
      const value = this.flow(outside)
      this.put(out, marks, key, named, value)
      c = this.within(outside)
      if (c === 44) {
        this.i++
        c = this.within(outside)
        if (c === 44) throw unusual
      } else if (c !== 125) throw unusual
    }
    if (s.charCodeAt(this.i) !== 125) throw unusual
    this.i++
    this.start = begin
    return out
  }

  /** The name of a field within brackets; stops at its colon. */
  flowKey(c: number): string {
    const { s } = this
    const from = this.i
    let key: string
    if (c === 34 || c === 39) {
      const { line } = this
      key = this.quoted(-1)
      if (this.line !== line) throw unusual
      const gap = s.charCodeAt(this.i) === 32
      while (s.charCodeAt(this.i) === 32) this.i++
      if (gap && !endsWord(s.charCodeAt(this.i + 1))) throw unusual
    } else {
      if (!this.beginsPlain(true)) throw unusual
      const end = this.plainEnd(from, true)
      key = s.slice(from, end)
      this.i = end
      while (s.charCodeAt(this.i) === 32) this.i++
      if (!endsWord(s.charCodeAt(this.i + 1))) throw unusual
    }
    if (s.charCodeAt(this.i) !== 58 || this.i - from > longestKey) throw unusual
    return key
  }

  flowList(outside: number): unknown {
    const begin = this.i++
    const out: unknown[] = []
    const marks: Marks = { at: [], keys: null, named: null }
    this.marks.set(out, marks)
    let c = this.within(outside)
    while (c !== 93) {
      if (c === 44) throw unusual
      out.push(this.flow(outside))
      marks.at.push(this.start)
      c = this.within(outside)
      if (c === 44) {
        this.i++
        c = this.within(outside)
      } else if (c !== 93) throw unusual
    }
    this.i++
    this.start = begin
    return out
  }

  put(out: Record<string, unknown>, marks: Marks, key: string, named: number, value: unknown): void {
    if (key === '__proto__' || key === '<<' || Object.hasOwn(out, key)) throw unusual
    out[key] = value
    marks.at.push(this.start)
    marks.keys?.push(key)
    marks.named?.push(named)
  }

  // --- on lines

  /** A value that begins at `i`. `outside`: the column of what holds it. Afterwards `i` stands at the next sign, or at the end. */
  node(outside: number): unknown {
    const { s } = this
    const c = s.charCodeAt(this.i)
    this.start = this.i
    if (this.dash()) return this.list(this.col)
    if (c === 123 || c === 91) return this.inline(outside)
    if (c === 124 || c === 62) return this.inline(outside)
    return this.isKey() ? this.map(this.col) : this.inline(outside)
  }

  /** A value on the line of its name: a word, a text, or brackets. */
  inline(outside: number): unknown {
    const begin = this.i
    const c = this.s.charCodeAt(begin)
    let value: unknown
    if (c === 124 || c === 62) {
      value = this.block(outside)
      this.next()
    } else {
      if (c === 123 || c === 91) value = this.flow(outside)
      else if (c === 34 || c === 39) value = this.quoted(outside)
      else value = this.plain(outside, false)
      this.done()
    }
    this.start = begin
    return value
  }

  /** True when the word at `i` is followed by a colon on its line. */
  isKey(): boolean {
    const { s } = this
    const { i, line } = this
    const c = s.charCodeAt(i)
    let end = i
    if (c === 34 || c === 39) {
      this.quoted(-1)
      end = this.i
      const same = this.line === line
      this.i = i
      this.line = line
      if (!same) return false
    } else if (this.beginsPlain(false)) end = this.plainEnd(i, false)
    else throw unusual
    while (s.charCodeAt(end) === 32) end++
    return s.charCodeAt(end) === 58 && endsWord(s.charCodeAt(end + 1))
  }

  /** The name of a field on a line; stops at its colon. */
  key(): string {
    const { s } = this
    const from = this.i
    const c = s.charCodeAt(from)
    const { line } = this
    let key: string
    if (c === 34 || c === 39) {
      key = this.quoted(-1)
      if (this.line !== line) throw unusual
    } else {
      if (!this.beginsPlain(false)) throw unusual
      const end = this.plainEnd(from, false)
      key = s.slice(from, end)
      this.i = end
    }
    while (s.charCodeAt(this.i) === 32) this.i++
    if (s.charCodeAt(this.i) !== 58 || !endsWord(s.charCodeAt(this.i + 1)) || this.i - from > longestKey) throw unusual
    return key
  }

  map(col: number): unknown {
    const { s } = this
    const begin = this.i
    const out: Record<string, unknown> = {}
    const marks: Marks = { at: [], keys: [], named: [] }
    this.marks.set(out, marks)
    for (;;) {
      const named = this.i
      const key = this.key()
      const after = ++this.i
      const { line } = this
      const more = this.next()
      let value: unknown
      if (more && this.line === line) {
        // A list or a further map cannot begin on the line of a name.
        if (this.dash() || s.charCodeAt(this.i) === 63) throw unusual
        value = this.inline(col)
      } else if (more && (this.col > col || (this.col === col && this.dash()))) value = this.node(col)
      else {
        // Nothing: it stands right after the colon. Where a comment or blanks follow, the library puts it elsewhere.
        if (!endsLine(s.charCodeAt(after))) throw unusual
        value = null
        this.start = after
      }
      this.put(out, marks, key, named, value)
      if (this.i >= s.length || this.col < col) break
      if (this.col > col || this.dash()) throw unusual
    }
    this.start = begin
    return out
  }

  list(col: number): unknown {
    const { s } = this
    const begin = this.i
    const out: unknown[] = []
    const marks: Marks = { at: [], keys: null, named: null }
    this.marks.set(out, marks)
    for (;;) {
      const after = ++this.i
      const { line } = this
      const more = this.next()
      if (more && (this.line === line || this.col > col)) {
        out.push(this.node(col))
        marks.at.push(this.start)
      } else {
        if (!endsLine(s.charCodeAt(after))) throw unusual
        out.push(null)
        marks.at.push(after)
      }
      if (this.i >= s.length || this.col < col) break
      if (this.col > col) throw unusual
      if (!this.dash()) break
    }
    this.start = begin
    return out
  }
}

/**
 * Reads a file in the YAML that plan files are written in: maps and lists on lines or in brackets, words plain or quoted, texts over several lines, comments.
 * JSON is part of it. Ten times as fast as the library, and the same in value and place (a test compares them). In: the text, NFC, no deeper than a plan.
 * Out: the map at its top and the places of its fields; null for everything else: for what YAML knows besides (anchors, tags, tabs, several documents), and for
 * every mistake. The library reads that, and says what is wrong.
 */
export function readUsual(text: string): { value: Record<string, unknown>; places: Places } | null {
  if (text.includes('\t') || text.includes('\ufeff') || /^(?:---|\.\.\.|%)/m.test(text)) return null
  // A break that is no line feed would begin a line for us and not for YAML, or the other way round.
  if (/\r(?!\n)/.test(text)) return null
  const reader = new Reader(text)
  try {
    if (!reader.next()) return null
    const begin = reader.i
    const value = reader.node(-1)
    if (reader.i < text.length || value === null || typeof value !== 'object' || Array.isArray(value)) return null
    return { value: value as Record<string, unknown>, places: placesOf(value, begin, reader.marks, counter(text)) }
  } catch (error) {
    if (error === unusual) return null
    throw error
  }
}
