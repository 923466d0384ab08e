import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { cells, type Delimiter, delimiterOf } from '../reading/header.ts'
import type { Whom } from './lake.ts'

/** A line longer than this is no line of a table: the file is removed instead of rewritten. */
export const longestLine = 8 * 2 ** 20

/**
 * How a file is searched. `idHeader`: header of the column with the student's id, when the layout is known; otherwise any cell that is the id,
 * or a line with all names, is about the person.
 */
export type Search = { whom: Whom; idHeader: string | null }

/** Lines of a file as bytes (Latin-1 text), each with its end, so that nothing but what is emptied changes. Throws RangeError on a line that is too long. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let kept = ''
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const parts = (kept + (chunk as string)).split(/(?<=\n)/)
    kept = parts.pop() ?? ''
    if (kept.length > longestLine) throw new RangeError('A line is too long.')
    yield* parts
  }
  if (kept !== '') yield kept
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
const plain = (text: string): string => text.normalize('NFC').toLowerCase().trim()

/** Decides line by line. In: the text of a UTF-8 (or plain ASCII) file. */
function judge(search: Search) {
  const { whom } = search
  const id = plain(whom.id)
  const names = whom.names.map(plain).filter((name) => name !== '')
  // Quick: a line is taken apart only when the bytes of the id or of a name stand in it somewhere.
  const needles = [whom.id, ...whom.names].filter((one) => one !== '')
  let delimiter: Delimiter = ','
  let place: number | null = null
  let width = 0
  let first = true
  return (line: string): { about: boolean; width: number; delimiter: Delimiter } => {
    const text = utf8(line)
      .replace(/^\uFEFF/, '')
      .replace(/\r?\n$/, '')
    if (first) {
      first = false
      delimiter = delimiterOf(text)
      const header = cells(text, delimiter)
      width = header.length
      const at = search.idHeader === null ? -1 : header.findIndex((one) => plain(one) === plain(search.idHeader ?? ''))
      place = at < 0 ? null : at
      if (place !== null) return { about: false, width, delimiter }
    }
    const low = plain(text)
    if (!needles.some((one) => low.includes(plain(one)))) return { about: false, width, delimiter }
    const found = cells(text, delimiter).map((one) => plain(one.replace(/^'/, '')))
    const loose = place === null || found.length !== width
    const about = loose
      ? found.includes(id) || (names.length > 0 && names.every((name) => low.includes(name)))
      : found[place ?? 0] === id
    return { about, width: found.length, delimiter }
  }
}

/** How many lines of a file are about somebody. */
export async function linesAbout(path: string, search: Search): Promise<number> {
  const about = judge(search)
  let count = 0
  for await (const line of linesOf(path)) if (about(line).about) count += 1
  return count
}

/** The file with the lines about somebody emptied: only their separators stay, so that every other row keeps its number. */
export function withoutLines(path: string, search: Search): Readable {
  const about = judge(search)
  return Readable.from(
    (async function* () {
      for await (const line of linesOf(path)) {
        const { about: hit, width, delimiter } = about(line)
        const end = /\r?\n$/.exec(line)?.[0] ?? ''
        yield Buffer.from(hit ? delimiter.repeat(Math.max(0, width - 1)) + end : line, 'latin1')
      }
    })(),
    { objectMode: true },
  )
}
