import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { Block, Doc } from './doc.ts'
import { printable } from './glyphs.ts'
import { printed } from './print.ts'

/** One tag of a PDF that holds text itself: what it is (`H1`, `P`, `TH`), the tags around it, the text, its language where it has one, the sheet on which it begins. */
export type Read = { tag: string; around: string[]; text: string; lang: string | null; sheet: number }
export type ReadBack = { title: string; lang: string; parts: Read[] }

const hex = (text: string): string => Buffer.from(text.replace(/^FEFF/i, ''), 'hex').swap16().toString('utf16le')

/** Codes of a font to signs, from its `ToUnicode`. */
function signsOf(map: string): Map<number, string> {
  const signs = new Map<number, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', text = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      signs.set(Number.parseInt(code, 16), hex(text))
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', text = ''] of block.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g,
    ))
      for (let at = Number.parseInt(from, 16); at <= Number.parseInt(to, 16); at++)
        signs.set(at, String.fromCodePoint((hex(text).codePointAt(0) ?? 0) + at - Number.parseInt(from, 16)))
  return signs
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
/** A content stream with its strings in hexadecimal: in brackets they may hold brackets. */
function withHex(stream: string): string {
  let out = ''
  for (let at = 0; at < stream.length; at++) {
    if (stream[at] !== '(') {
      out += stream[at]
      continue
    }
    let bytes = ''
    for (let depth = 1; depth > 0 && at < stream.length; ) {
      at += 1
      const sign = stream[at] ?? ''
      const escape = sign === '\\' ? (/^[0-7]{1,3}|^[\s\S]/.exec(stream.slice(at + 1, at + 4))?.[0] ?? '') : null
      if (escape !== null) {
        at += escape.length
        bytes += /^[0-7]/.test(escape) ? String.fromCharCode(Number.parseInt(escape, 8)) : (escapes[escape] ?? escape)
        continue
      }
      depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
      if (depth > 0) bytes += sign
    }
    out += `<${Buffer.from(bytes, 'latin1').toString('hex')}>`
  }
  return out
}

/**
 * Reads a tagged PDF back as a program that reads aloud would: its tags in their order, each with its text by the fonts' own tables. What is marked as an artifact
 * (footers, shapes) is not read.
 */
export function readBack(pdf: Buffer): ReadBack {
  const raw = pdf.toString('latin1')
  const objects = new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map((one) => [Number(one[1]), one[2] ?? ''] as const),
  )
  const at = (text: string | undefined) => objects.get(Number(text)) ?? ''
  const streamOf = (object: string): string => {
    const bytes = Buffer.from(/stream\r?\n([\s\S]*)\r?\nendstream/.exec(object)?.[1] ?? '', 'latin1')
    return (object.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
  }
  const texts = new Map<string, string>()
  const sheets: string[] = []
  for (const [page, object] of objects) {
    if (!/\/Type \/Page\n/.test(object)) continue
    sheets.push(String(page))
    const fonts = new Map(
      [...(/\/Font <<([\s\S]*?)>>/.exec(object)?.[1] ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)].map(
        (one) => [one[1], signsOf(streamOf(at(/\/ToUnicode (\d+)/.exec(at(one[2]))?.[1])))] as const,
      ),
    )
    let font: Map<number, string> | undefined
    const open: (string | null)[] = []
    const stream = withHex(streamOf(at(/\/Contents (\d+)/.exec(object)?.[1])))
    for (const [, properties, plain, name, list] of stream.matchAll(
      /\/\w+ (<<(?:[^<>]|<[0-9a-f]*>)*>>|\/\w+) BDC|\/\w+ (BMC)|\/(\w+) [\d.]+ Tf|(\[[^\]]*\]|<[0-9a-f]*>) T[jJ]|\bEMC\b/g,
    )) {
      if (properties !== undefined || plain !== undefined) {
        const mark = /\/MCID (\d+)/.exec(properties ?? '')?.[1]
        open.push(mark === undefined ? null : `${page}:${mark}`)
      } else if (name !== undefined) font = fonts.get(name)
      else if (list === undefined) open.pop()
      else {
        const key = open.at(-1)
        if (!key) continue
        for (const [, codes = ''] of list.matchAll(/<([0-9a-f]*)>/g)) {
          const bytes = Buffer.from(codes, 'hex')
          for (let place = 0; place + 1 < bytes.length; place += 2)
            texts.set(key, (texts.get(key) ?? '') + (font?.get(bytes.readUInt16BE(place)) ?? '\uFFFD'))
        }
      }
    }
  }
  const parts: Read[] = []
  let sheet: string | undefined
  const walk = (object: string, around: string[], lang: string | null): string => {
    const tag = /\/S \/(\w+)/.exec(object)?.[1] ?? ''
    const own = /\/Lang \(([\w-]+)\)/.exec(object)?.[1] ?? lang
    const kids = /\/K \[([\s\S]*?)\]\n/.exec(object)?.[1] ?? ''
    const page = /\/Pg (\d+) 0 R/.exec(object.replace(kids, ''))?.[1]
    // A strong word belongs to the sentence that it stands in.
    const inline = tag === 'Strong' || tag === 'Span' || tag === 'Em'
    const place = parts.length
    let text = ''
    if (!inline) sheet = undefined
    for (const [kid, child, mark] of kids.matchAll(/<<[^>]*>>|(\d+) 0 R|(\d+)/g)) {
      const part = (name: string) => new RegExp(`/${name} (\\d+)`).exec(kid)?.[1]
      if (child) text += walk(at(child), [...around, tag], own)
      else {
        sheet ??= part('Pg') ?? page
        text += texts.get(`${part('Pg') ?? page}:${part('MCID') ?? mark}`) ?? ''
      }
    }
    if (inline) return text
    const words = text.replaceAll(/\s+/g, ' ').trim()
    if (words !== '')
      parts.splice(place, 0, { tag, around, text: words, lang: own, sheet: sheets.indexOf(sheet ?? '') + 1 })
    return ''
  }
  const root = [...objects.values()].find((object) => object.includes('/Type /StructTreeRoot')) ?? ''
  for (const [, child] of (/\/K \[([^\]]*)\]/.exec(root)?.[1] ?? '').matchAll(/(\d+) 0 R/g)) walk(at(child), [], null)
  const catalog = [...objects.values()].find((object) => object.includes('/Type /Catalog')) ?? ''
  return {
    title: Buffer.from(/<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)</.exec(raw)?.[1] ?? '', 'latin1').toString(),
    lang: /\/Lang \(([\w-]+)\)/.exec(catalog)?.[1] ?? '',
    parts,
  }
}

/** The words that were read, but for the points of lists. */
export const wordsRead = (read: ReadBack): string[] =>
  read.parts.flatMap((one) => (one.tag === 'Lbl' ? [] : [one.text]))

/** The words of a paper in the order in which they are to be read aloud. */
export function wordsOf(doc: Doc): string[] {
  const words = [doc.title, doc.lead, ...doc.facts.map((fact) => `${fact.label}: ${fact.value}`)]
  for (const block of doc.blocks)
    switch (block.kind) {
      case 'heading':
        words.push(block.words)
        break
      case 'para':
        words.push(block.said.words)
        break
      case 'list':
        words.push(...block.items.map((item) => item.words))
        break
      case 'table':
        words.push(block.caption, ...block.head, ...block.rows.flat())
        break
      case 'call':
        words.push(`${block.words} ${block.more}`)
        break
      case 'note':
        words.push(block.title, block.said.words, block.more ?? '')
        break
      case 'sheet':
        break
    }
  return words.map((one) => printable(one).replaceAll(/\s+/g, ' ').trim()).filter((one) => one !== '')
}

/** SHA-256 of a paper printed in another process, in another place, time zone and language. `more`: environment and statements of the caller. */
export async function printedElsewhere(
  doc: Doc,
  cwd: string,
  more: {
    env?: Record<string, string>
    program?: string
    given?: unknown
  } = {},
): Promise<{ ours: string; told: unknown }> {
  const file = pathToFileURL(join(import.meta.dirname, 'print.ts')).href
  const program = `
    import { createHash } from 'node:crypto'
    import { createRequire } from 'node:module'
    import { printed } from ${JSON.stringify(file)}
    const load = createRequire(${JSON.stringify(file)})
    const digest = (bytes) => createHash('sha256').update(bytes).digest('hex')
    let text = ''
    for await (const part of process.stdin) text += part
    const { doc, given } = JSON.parse(text)
    let told = null
    ${more.program ?? ''}
    console.log(JSON.stringify({ ours: digest(printed(doc)), told }))`
  const child = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd,
    env: {
      ...process.env,
      TZ: 'Asia/Tokyo',
      LANG: 'tr_TR',
      HOME: cwd,
      ...more.env,
    },
  })
  child.child.stdin?.end(JSON.stringify({ doc, given: more.given ?? null }))
  return JSON.parse((await child).stdout) as { ours: string; told: unknown }
}

const doc: Doc = {
  lang: 'es',
  title: 'Carpeta de la junta & año <1>',
  lead: 'Lo que pasó',
  author: 'Distrito',
  day: '2026-11-20',
  facts: [{ label: 'Distrito', value: 'Mill River' }],
  blocks: [
    { kind: 'heading', level: 2, words: 'Qué cambió' },
    { kind: 'para', said: { words: 'A difficult office, 😀', lang: 'en' } },
    { kind: 'list', items: [{ words: 'uno' }, { words: 'dos' }] },
    {
      kind: 'table',
      caption: 'Por año',
      head: ['Año', 'Parte'],
      rows: [['2025', '12.3%']],
      numbers: [1],
    },
    { kind: 'call', call: 'behind', words: 'Atrasada', more: 'La razón.' },
    {
      kind: 'note',
      title: 'Nuestra respuesta',
      said: { words: 'Visitamos familias.' },
      more: 'Oficina, 29 de enero',
    },
    { kind: 'sheet' },
    { kind: 'heading', level: 3, words: 'Otra hoja' },
  ],
  foot: 'El pie de la hoja',
  pageOf: 'Hoja',
}

it('reads back as it was written: title, language, tags and words, in their order', () => {
  const read = readBack(printed(doc))
  expect(read.lang).toBe('es-US')
  expect(read.title).toBe('Carpeta de la junta &amp; año &lt;1&gt;')
  expect(read.parts.map((one) => [one.tag, one.text])).toEqual([
    ['Title', 'Carpeta de la junta & año <1>'],
    ['P', 'Lo que pasó'],
    ['LBody', 'Distrito: Mill River'],
    ['H1', 'Qué cambió'],
    ['P', 'A difficult office, [U+1F600]'],
    ['Lbl', '•'],
    ['LBody', 'uno'],
    ['Lbl', '•'],
    ['LBody', 'dos'],
    ['Caption', 'Por año'],
    ['TH', 'Año'],
    ['TH', 'Parte'],
    ['TD', '2025'],
    ['TD', '12.3%'],
    ['P', 'Atrasada La razón.'],
    ['P', 'Nuestra respuesta'],
    ['P', 'Visitamos familias.'],
    ['P', 'Oficina, 29 de enero'],
    ['H2', 'Otra hoja'],
  ])
  expect(wordsRead(read)).toEqual(wordsOf(doc))
  expect(read.parts.find((one) => one.text.startsWith('A difficult'))?.lang).toBe('en-US')
  expect(read.parts.find((one) => one.text === '12.3%')?.around).toEqual(['Document', 'Table', 'TBody', 'TR'])
})

it('reads a long paper over its sheets, without the feet and the repeated heads', () => {
  const sentence = 'Un párrafo largo, que sigue (y sigue): oficina difícil, «así». '
  const long: Doc = {
    ...doc,
    blocks: [
      {
        kind: 'table',
        caption: 'Larga',
        head: ['A', 'B', 'C'],
        rows: Array.from({ length: 80 }, (_, at) => [
          `fila ${at}`,
          `12.${at % 10}%`,
          at % 3 === 0 ? '' : 'no hay valor',
        ]),
        numbers: [1],
      },
      { kind: 'para', said: { words: sentence.repeat(80) } },
      {
        kind: 'note',
        title: 'Nota',
        said: { words: sentence.repeat(80) },
        more: 'fin',
      },
    ],
  }
  expect(wordsRead(readBack(printed(long)))).toEqual(wordsOf(long))
})

it('keeps a heading and the sentence after it with the table that they lead to', () => {
  const sheets = [4, 8, 12, 16, 20, 24, 28, 32].map((before) => {
    const { parts } = readBack(
      printed({
        ...doc,
        blocks: [
          ...Array.from({ length: before }, (): Block => ({ kind: 'para', said: { words: 'A line.' } })),
          { kind: 'heading', level: 2, words: 'Reports' },
          { kind: 'para', said: { words: 'Three came in time.' } },
          { kind: 'table', caption: 'Here', head: ['A'], rows: Array.from({ length: 12 }, () => ['a']), numbers: [] },
        ],
      }),
    )
    const on = (text: string) => parts.find((one) => one.text === text)?.sheet
    return [on('Reports'), on('Three came in time.'), on('Here')]
  })
  expect(sheets.filter((one) => new Set(one).size > 1)).toEqual([])
  expect(new Set(sheets.flat())).toEqual(new Set([1, 2]))
})

it('keeps the caption with the head of its table', () => {
  const lines = (count: number): Block[] =>
    Array.from({ length: count }, () => ({ kind: 'para', said: { words: 'A line.' } }))
  for (const rows of [5, 60]) {
    const sheets = [30, 31, 32, 33, 34, 35, 36, 37].map((before) => {
      const body = Array.from({ length: rows }, () => ['a', 'b'])
      const table: Block = { kind: 'table', caption: 'Here', head: ['A', 'B'], rows: body, numbers: [] }
      const { parts } = readBack(printed({ ...doc, blocks: [...lines(before), table] }))
      return ['Caption', 'TH'].map((tag) => parts.find((one) => one.tag === tag)?.sheet)
    })
    expect(sheets.filter(([caption, head]) => caption !== head)).toEqual([])
    // The end of the sheet lies among them.
    expect(new Set(sheets.map(([caption]) => caption))).toEqual(new Set([1, 2]))
  }
})
