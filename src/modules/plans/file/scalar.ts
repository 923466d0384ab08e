/** What a plain word of YAML 1.2 (core schema) means: nothing, yes or no, a number, or itself. */
export function plainValue(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0)
  // Digits, signs, a point, and the first letters of null, true and false: everything else is a text.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    if (/^[-+]?[0-9]+$/.test(text)) return Number.parseInt(text, 10)
    if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8)
    if (/^0x[0-9a-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16)
    if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number.parseFloat(text)
    if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return first === 45 ? -Infinity : Infinity
    return /^\.(?:nan|NaN|NAN)$/.test(text) ? Number.NaN : text
  }
  switch (text) {
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
    default:
      return text
  }
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
}
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/**
 * What stands between double quotes, as it is meant: escapes resolved, lines folded into one. Null for an escape that YAML does not know.
 * `source`: without the quotes.
 */
export function doubleQuoted(source: string): string | null {
  if (!source.includes('\\')) return folded(source)
  let out = ''
  let from = 0
  for (;;) {
    const at = source.indexOf('\\', from)
    if (at < 0) return out + folded(source.slice(from))
    const sign = source.charAt(at + 1)
    if (sign === '\n' || sign === '\r') {
      // The line goes on after the blanks that begin the next one.
      const rest = /^\r?\n */.exec(source.slice(at + 1))
      if (!rest || source.slice(from, at).includes('\n')) return null
      out += source.slice(from, at)
      from = at + 1 + rest[0].length
      if (source.charAt(from) === '\n' || source.charAt(from) === '\r') return null
      continue
    }
    const piece = source.slice(from, at)
    // A fold beside an escape that is a blank would have to know of it: left to the library.
    if (piece.includes('\n') && /\n *$|^ *\r?\n/.test(piece)) return null
    out += folded(piece)
    const many = digits[sign]
    if (many === undefined) {
      const is = escapes[sign]
      if (is === undefined) return null
      out += is
      from = at + 2
      continue
    }
    const hex = source.slice(at + 2, at + 2 + many)
    const code = hex.length === many && /^[0-9a-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : -1
    if (code < 0 || code > 0x10ffff) return null
    out += String.fromCodePoint(code)
    from = at + 2 + many
  }
}

/** Lines of a quoted text as one: a break is a blank, each empty line is a break. */
export function folded(source: string): string {
  if (!source.includes('\n')) return source
  const lines = source.split('\n')
  let out = (lines[0] ?? '').replace(/[ \r]+$/, '')
  let empty = 0
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? ''
    const last = i === lines.length - 1
    const words = last ? line.replace(/^ +/, '') : line.replace(/^ +/, '').replace(/[ \r]+$/, '')
    if (words === '' && !last) empty++
    else {
      out += (empty > 0 ? '\n'.repeat(empty) : ' ') + words
      empty = 0
    }
  }
  return out
}
