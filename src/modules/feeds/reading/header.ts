import { open } from 'node:fs/promises'
import type { Column } from '../kinds/kind.ts'
import { nearest, plain } from './nearest.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const headLimit = 65_536

/** The first line of a UTF-8 file, without its mark. Null when it is longer than 64 KB: then it is no header. */
export async function firstLine(path: string): Promise<string | null> {
  const handle = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(headLimit)
    const { bytesRead } = await handle.read(buffer, 0, headLimit, 0)
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
    const end = text.search(/[\r\n]/)
    if (end < 0) return bytesRead < headLimit ? text : null
    return text.slice(0, end)
  } finally {
    await handle.close()
  }
}

/** The cells of one line; quotes doubled inside quotes. A line with broken quotes is cut at the delimiters. */
export function cells(line: string, delimiter: Delimiter): string[] {
  const found: string[] = []
  const quoted = /^\s*"((?:[^"]|"")*)"\s*$/
  let open = ''
  for (const part of line.split(delimiter)) {
    const text = open === '' ? part : `${open}${delimiter}${part}`
    if (text.trimStart().startsWith('"') && (text.match(/"/g)?.length ?? 0) % 2 === 1) {
      open = text
      continue
    }
    open = ''
    const inner = quoted.exec(text)
    found.push((inner ? (inner[1] ?? '').replaceAll('""', '"') : text).trim())
  }
  if (open !== '') found.push(...open.split(delimiter).map((text) => text.trim()))
  return found
}

/** The delimiter that a header line was written with: the one that cuts it into most cells. */
export function delimiterOf(line: string): Delimiter {
  let best: Delimiter = ','
  let most = 0
  for (const one of delimiters) {
    const count = cells(line, one).length
    if (count > most) {
      most = count
      best = one
    }
  }
  return best
}

/** True when a first line looks like data: some cell is empty of letters and holds a digit (a date, an id). Headers never do. */
export const looksLikeData = (header: readonly string[]): boolean =>
  header.some((cell) => /\d/.test(cell) && !/\p{L}/u.test(cell))

/** The column that a header most likely means by one of its names, or by the first word of its name (`studnet` for `student_id`). Null when none is close. */
export function nearestColumn(header: string, columns: readonly Column[]): string | null {
  const names = new Map(
    columns.flatMap((column) =>
      [column.name, ...column.synonyms, column.name.replace(/_(id|code|date|year|ethnicity)$/, '')].map(
        (name) => [name, column.name] as const,
      ),
    ),
  )
  return names.get(nearest(plain(header), [...names.keys()]) ?? '') ?? null
}

/** How the cells of a header meet the columns of a layout. */
export type Match = {
  /** For each column of the layout, the place of its cell (from 0), or null. */
  places: Record<string, number | null>
  /** Cells that no column takes, with the nearest column that is still free. */
  unknown: { header: string; place: number; nearest: string | null }[]
  /** Cells that name a column a second time: left out. */
  repeated: { header: string; place: number; column: string }[]
  /** Columns that must be there and are not, with the nearest unknown cell. */
  lacking: { column: string; nearest: string | null }[]
}

/**
 * Compares a header with a layout. A cell is taken by its own name, by a known other name, or as a person matched it before (`mapping`:
 * plain header to column, or to an empty text for "leave out"). Nothing is guessed: a near miss is only proposed.
 */
export function matchHeader(
  header: readonly string[],
  columns: readonly Column[],
  mapping: Readonly<Record<string, string>>,
): Match {
  const places: Match['places'] = Object.fromEntries(columns.map((column) => [column.name, null]))
  const unknown: Match['unknown'] = []
  const repeated: Match['repeated'] = []
  const byName = new Map(
    columns.flatMap((column) => [column.name, ...column.synonyms].map((name) => [plain(name), column.name] as const)),
  )
  header.forEach((cell, place) => {
    const name = plain(cell)
    const mapped = mapping[name]
    if (mapped === '') return
    const column = mapped ?? byName.get(name)
    if (column === undefined || !(column in places)) unknown.push({ header: cell, place, nearest: null })
    else if (places[column] !== null) repeated.push({ header: cell, place, column })
    else places[column] = place
  })
  const free = columns.filter((column) => places[column.name] === null)
  for (const one of unknown) one.nearest = nearestColumn(one.header, free)
  const lacking = free
    .filter((column) => column.required)
    .map((column) => ({
      column: column.name,
      nearest: unknown.find((one) => one.nearest === column.name)?.header ?? null,
    }))
  return { places, unknown, repeated, lacking }
}

/** The share of a layout's required columns that a match found: 1 when all are there. */
export const fitness = (match: Match, columns: readonly Column[]): number => {
  const required = columns.filter((column) => column.required)
  return required.filter((column) => match.places[column.name] !== null).length / required.length
}
