import { doubleQuoted, folded, plainValue } from './scalar.ts'

/** Thrown where the text is not of the usual kind; only `readUsual` catches it. */
export const unusual = new Error('not the usual kind of YAML')
/** A key may be this long. YAML allows 1,024 letters. */
export const longestKey = 1000

const isBreak = (c: number): boolean => c === 10 || c === 13
/** True for a break and the end of the text (NaN). */
export const endsLine = (c: number): boolean => c === 10 || c === 13 || c !== c
/** True for blank, break and the end of the text (NaN). */
export const endsWord = (c: number): boolean => c === 32 || c === 10 || c === 13 || c !== c
/** `,` `[` `]` `{` `}` */
const isFlow = (c: number): boolean => c === 44 || c === 91 || c === 93 || c === 123 || c === 125
/** Signs that begin no plain word: ! " # % & ' * , > @ [ ] ` { | } */
const special = new Set([33, 34, 35, 37, 38, 39, 42, 44, 62, 64, 91, 93, 96, 123, 124, 125])

/** The words of a plan file: where they begin and end, and what they mean. Moves `i` over the text. */
export class Words {
  s: string
  i = 0
  /** where the line of `i` begins */
  line = 0

  constructor(text: string) {
    this.s = text
  }

  /** Goes over blanks, comments and breaks to the next sign. `over`: true when a line ended on the way. False at the end of the text. */
  next(): boolean {
    const { s } = this
    let { i } = this
    for (;;) {
      let c = s.charCodeAt(i)
      while (c === 32) c = s.charCodeAt(++i)
      if (c === 35) {
        if (i > 0 && s.charCodeAt(i - 1) !== 32 && !isBreak(s.charCodeAt(i - 1))) throw unusual
        i = s.indexOf('\n', i)
        if (i < 0) i = s.length
        c = s.charCodeAt(i)
      }
      if (c === 13 && s.charCodeAt(i + 1) === 10) c = s.charCodeAt(++i)
      if (c !== 10) {
        this.i = i
        return c === c
      }
      this.line = ++i
    }
  }

  /** The rest of a line after a value holds nothing but blanks and a comment. Goes on to the next sign. */
  done(): boolean {
    const before = this.line
    const more = this.next()
    if (more && this.line === before) throw unusual
    return more
  }

  get col(): number {
    return this.i - this.line
  }

  /** True at a dash that begins an item of a list. */
  dash(): boolean {
    return this.s.charCodeAt(this.i) === 45 && endsWord(this.s.charCodeAt(this.i + 1))
  }

  // --- words

  quoted(outside: number): string {
    const { s } = this
    const quote = s.charCodeAt(this.i)
    const from = this.i + 1
    let end = from
    for (;;) {
      end = s.indexOf(quote === 34 ? '"' : "'", end)
      if (end < 0) throw unusual
      if (quote === 34) {
        let slashes = 0
        while (s.charCodeAt(end - 1 - slashes) === 92 && end - 1 - slashes >= from) slashes++
        if (slashes % 2 === 0) break
        end++
      } else if (s.charCodeAt(end + 1) === 39) end += 2
      else break
    }
    const source = s.slice(from, end)
    // The whole text may be one line: it is not searched for a break at every word.
    if (source.includes('\n')) this.overLines(from, end, outside)
    this.i = end + 1
    if (quote === 34) {
      const words = doubleQuoted(source)
      if (words === null) throw unusual
      return words
    }
    return folded(source.includes("''") ? source.replaceAll("''", "'") : source)
  }

  /** The lines between two places go on more to the right than what holds them. */
  overLines(from: number, end: number, outside: number): void {
    const { s } = this
    for (let at = s.indexOf('\n', from); at >= 0 && at < end; at = s.indexOf('\n', at + 1)) {
      this.line = at + 1
      let to = at + 1
      while (s.charCodeAt(to) === 32) to++
      if (!isBreak(s.charCodeAt(to)) && to - at - 1 <= outside) throw unusual
    }
  }

  /** May a plain word begin here? */
  beginsPlain(inFlow: boolean): boolean {
    const c = this.s.charCodeAt(this.i)
    if (special.has(c)) return false
    if (c !== 45 && c !== 58 && c !== 63) return true
    const after = this.s.charCodeAt(this.i + 1)
    return !endsWord(after) && !(inFlow && isFlow(after))
  }

  /** Where the plain word that begins at `from` ends on its line, blanks at its end left out. */
  plainEnd(from: number, inFlow: boolean): number {
    const { s } = this
    let i = from
    let end = from
    for (; ; i++) {
      const c = s.charCodeAt(i)
      if (c === 32) continue
      if (c === 10 || c === 13 || c !== c) return end
      if (c === 58) {
        const after = s.charCodeAt(i + 1)
        if (endsWord(after) || (inFlow && isFlow(after))) return end
      } else if (c === 35) {
        if (s.charCodeAt(i - 1) === 32) return end
      } else if (inFlow && isFlow(c)) return end
      end = i + 1
    }
  }

  /** A plain word, over as many lines as it goes. */
  plain(outside: number, inFlow: boolean): unknown {
    const { s } = this
    if (!this.beginsPlain(inFlow)) throw unusual
    let end = this.plainEnd(this.i, inFlow)
    let words = s.slice(this.i, end)
    let lines = 1
    for (;;) {
      this.i = end
      let at = end
      while (s.charCodeAt(at) === 32) at++
      if (s.charCodeAt(at) === 13) at++
      if (s.charCodeAt(at) !== 10) break
      let empty = -1
      let line = at
      while (isBreak(s.charCodeAt(at)) || s.charCodeAt(at) === 32) {
        if (s.charCodeAt(at) === 10) {
          empty++
          line = at + 1
        }
        at++
      }
      const c = s.charCodeAt(at)
      if (c !== c || at - line <= outside || c === 35) break
      if (inFlow && isFlow(c)) break
      if ((c === 45 || c === 58 || c === 63) && endsWord(s.charCodeAt(at + 1))) throw unusual
      end = this.plainEnd(at, inFlow)
      if (end === at) throw unusual
      words += (empty > 0 ? '\n'.repeat(empty) : ' ') + s.slice(at, end)
      this.line = line
      lines++
    }
    // A word before a colon would be the name of a field.
    let at = this.i
    while (s.charCodeAt(at) === 32) at++
    if (s.charCodeAt(at) === 58) throw unusual
    return lines === 1 ? plainValue(words) : words
  }

  /** A text of several lines after | or >. */
  block(outside: number): string {
    const { s } = this
    const folds = s.charCodeAt(this.i) === 62
    let i = this.i + 1
    const strip = s.charCodeAt(i) === 45
    if (strip) i++
    while (s.charCodeAt(i) === 32) i++
    if (s.charCodeAt(i) === 13) i++
    if (s.charCodeAt(i) !== 10) throw unusual
    const lines: string[] = []
    let indent = -1
    let at = i + 1
    let last = at
    while (at < s.length) {
      let end = s.indexOf('\n', at)
      if (end < 0) throw unusual
      let to = at
      while (s.charCodeAt(to) === 32) to++
      const width = to - at
      const next = end + 1
      if (end > at && s.charCodeAt(end - 1) === 13) end--
      if (to >= end) {
        if (indent < 0 ? width > 0 : width > indent) throw unusual
        lines.push('')
      } else {
        if (indent < 0) {
          if (width <= outside) break
          indent = width
        }
        if (width < indent) {
          if (width > outside) throw unusual
          break
        }
        if (folds && width > indent) throw unusual
        lines.push(s.slice(at + indent, end))
        last = next
      }
      at = next
    }
    if (indent < 0) throw unusual
    while (lines.at(-1) === '') lines.pop()
    this.i = last
    this.line = last
    let out = lines[0] ?? ''
    let empty = 0
    for (let n = 1; n < lines.length; n++) {
      const line = lines[n] ?? ''
      if (!folds) out += `\n${line}`
      else if (line === '') empty++
      else {
        out += (empty > 0 ? '\n'.repeat(empty) : ' ') + line
        empty = 0
      }
    }
    if (folds && lines[0] === '') throw unusual
    return strip ? out : `${out}\n`
  }
}
