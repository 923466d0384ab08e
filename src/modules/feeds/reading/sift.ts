import { literal } from '../../../platform/duckdb.ts'
import { Trouble } from '../../../platform/errors.ts'
import type { Kind } from '../kinds/kind.ts'
import { lineLimit, quoteName, type Table } from './lines.ts'
import type { Session } from './session.ts'

/** The cells of a file as they stand, read by DuckDB in parallel. A line with another number of cells is an error of the whole reading. */
function quickly(table: Table, kind: Kind): string {
  const names = Array.from({ length: table.cells }, (_, place) => `c${place}`)
  const picked = kind.columns.map((column) => {
    const place = table.places[column.name]
    if (typeof place !== 'number') return `cast(null as varchar) as ${quoteName(column.name)}`
    const cell = `c${place}`
    // What is quoted in any other way fits nothing that is known, so that the line is cut with care.
    const bare = `case when length(${cell}) > 1 and starts_with(${cell}, '"') and ends_with(${cell}, '"') then nullif(substr(${cell}, 2, length(${cell}) - 2), '') else ${cell} end`
    return `${table.quotes ? bare : cell} as ${quoteName(column.name)}`
  })
  return `select ${picked.join(', ')} from read_csv(${literal(table.path)}, header = false, skip = 1, auto_detect = false, delim = ${literal(table.delimiter)}, quote = '', escape = '',
    nullstr = '', max_line_size = ${lineLimit}, columns = {${names.map((name) => `'${name}': 'varchar'`).join(', ')}})`
}

const nothing = (kind: Kind): string =>
  `select ${kind.columns.map((column) => `cast(null as varchar) as ${quoteName(column.name)}`).join(', ')} where false`

/** Whether every line of a file is one row of the quick reader, so that the n-th row is the line n + 1. */
const isPlain = (table: Table): boolean =>
  table.plain && (!table.quotes || Object.values(table.places).filter((place) => place !== null).length === table.cells)

/** Tells the rows of a file that cannot be wrong from those that a check has to look at (see the layout's sift.sql). */
async function siftFrom(session: Session, kind: Kind, source: string): Promise<void> {
  const { duck } = session
  const filled = await withBits(session)
  await duck.run(`create or replace temp view quick as ${source}`)
  await duck.run(filled(kind.sift))
  const [left] = await duck.rows<{ n: number }>('select count(*) as n from suspect')
  await duck.run(filled(kind.sound).replaceAll('{all_sound}', String(left?.n === 0)))
}

/**
 * Reads a file by the quick reader and sifts it. In: the file, what is known. Out: false when the file cannot be read this way (quotes inside cells, lines with
 * more or fewer cells, blank lines). Then, and when `siftNothing` was asked for, every line is left to the cutter of lines.
 */
export async function sift(session: Session, kind: Kind, table: Table): Promise<boolean> {
  if (!isPlain(table)) return false
  try {
    await siftFrom(session, kind, quickly(table, kind))
    return true
  } catch (error) {
    if (error instanceof Trouble && error.code === 'duckdb/unreadable-data') return false
    throw error
  }
}

/** Makes the tables of the sift without any row. */
export const siftNothing = (session: Session, kind: Kind): Promise<void> => siftFrom(session, kind, nothing(kind))

/** True when a line that was looked at closer is about a student whose other rows were called sound (an id written with blanks): then nothing can be told apart. */
export async function mistaken(session: Session): Promise<boolean> {
  const rows = await session.duck.rows(
    'select 1 as one from mapped semi join sound_pair using (student_key, org_id) limit 1',
  )
  return rows.length > 0
}

/** Fills the number of known days into SQL, and the last place of a set of them: whole bytes, so that it can be written as bytes. */
export async function withBits(session: Session): Promise<(sql: string) => string> {
  const [found] = await session.duck.rows<{ n: number }>('select count(distinct day) as n from calendar')
  const days = found?.n ?? 0
  const last = Math.ceil((days + 1) / 8) * 8 - 1
  return (sql) => sql.replaceAll('{last_bit}', String(last)).replaceAll('{days}', String(Math.max(days, 1)))
}
