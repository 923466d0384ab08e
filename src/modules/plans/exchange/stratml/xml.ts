import { SaxesParser } from 'saxes'
import { writable } from '../signs.ts'

/** An element of an XML file: children in order, its own text, where it begins. */
export type XmlNode = {
  name: string
  namespace: string
  attributes: Readonly<Record<string, string>>
  children: XmlNode[]
  text: string
  line: number
  col: number
}

export const xmlLimits = { bytes: 64 * 2 ** 20, depth: 20, elements: 500_000 } as const
export type XmlLimits = { readonly [K in keyof typeof xmlLimits]: number }

/** Why a file is not read: keys of the words `xml_<why>`. */
export type XmlWhy = 'large' | 'deep' | 'many' | 'encoding' | 'doctype' | 'broken'
export type XmlRead =
  | { root: XmlNode; refused: null }
  | { root: null; refused: { why: XmlWhy; line: number; col: number } }

class Stop extends Error {
  readonly why: XmlWhy
  constructor(why: XmlWhy) {
    super(why)
    this.why = why
  }
}

const refuse = (why: XmlWhy, line = 1, col = 1): XmlRead => ({ root: null, refused: { why, line, col } })

/**
 * Reads an XML file of a plan into a tree. Refused before the parser sees it: too many bytes, bytes that are not UTF-8, a document type or entity declaration
 * (also within a comment: no plan needs those words). Refused while it is read: nesting and number of elements beyond the limits, what is not well-formed.
 * Nothing outside the file is ever opened. Throws nothing.
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits = xmlLimits): XmlRead {
  if (bytes.byteLength > limits.bytes) return refuse('large')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('encoding')
  }
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/.exec(text)?.[1]
  if (declared && !/^utf-?8$/i.test(declared)) return refuse('encoding')
  const type = text.search(/<!(DOCTYPE|ENTITY)/i)
  if (type >= 0) return refuse('doctype', text.slice(0, type).split('\n').length)

  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: XmlNode[] = []
  let root: XmlNode | null = null
  let count = 0
  const place = { line: 1, col: 1 }
  parser.on('opentagstart', ({ name }) => {
    place.line = parser.line
    place.col = Math.max(1, parser.column - name.length - 1)
  })
  parser.on('opentag', (tag) => {
    if (++count > limits.elements) throw new Stop('many')
    if (open.length >= limits.depth) throw new Stop('deep')
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).flatMap((one) => (one.prefix === 'xmlns' ? [] : [[one.local, one.value]])),
    )
    const node = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '', ...place }
    open.at(-1)?.children.push(node)
    root ??= node
    open.push(node)
  })
  const take = (words: string): void => {
    const here = open.at(-1)
    if (here) here.text += words
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('doctype', () => {
    throw new Stop('doctype')
  })
  try {
    parser.write(text).close()
  } catch (error) {
    // The parser's own message quotes the file; only the place is told.
    return refuse(error instanceof Stop ? error.why : 'broken', parser.line, Math.max(1, parser.column))
  }
  return root ? { root, refused: null } : refuse('broken')
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
/** Text for an XML file: what XML 1.0 cannot hold becomes the replacement sign. */
export const xmlText = (text: string): string =>
  writable(text, '\ufffd').replaceAll(/[&<>"\r]/g, (sign) => signs[sign] ?? sign)
