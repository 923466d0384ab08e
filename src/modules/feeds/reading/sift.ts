import type { Kind } from '../kinds/kind.ts'
import type { Trouble } from '../../../platform/errors.ts'
import { lineLimit, literalOf, quoteName, type Table } from './lines.ts'
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
  return `select ${picked.join(', ')} from read_csv(${literalOf(table.path)}, header = false, skip = 1, auto_detect = false, delim = ${literalOf(table.delimiter)}, quote = '', escape = '',
    nullstr = '', max_line_size = ${lineLimit}, columns = {${names.map((name) => `'${name}': 'varchar'`).join(', ')}})`
}

const nothing = (kind: Kind): string =>
  `select ${kind.columns.map((column) => `cast(null as varchar) as ${quoteName(column.name)}`).join(', ')} where false`

/** Whether every line of a file is one row of the quick reader, so that the n-th row is the line n + 1. */
const isPlain = (table: Table): boolean =>
  table.plain && (!table.quotes || Object.values(table.places).filter((place) => place !== null).length === table.cells)

/**
 * Tells the rows of a file that cannot be wrong from those that a check has to look at, by the layout's `sift` (docs there). In: the file, what is known.
 * Out: the table `suspect` (row_no) and what the sift keeps of sound rows; and whether the file could be read this way. If not (quotes inside cells, lines with
 * more or fewer cells, blank lines), everything is left to the cutter of lines, and the sift has seen no row at all.
 */
export async function sift(session: Session, kind: Kind, table: Table, tried: boolean): Promise<boolean> {
  const { duck } = session
  const [days] = await duck.rows<{ n: number }>('select count(distinct day) as n from calendar')
  // Whole bytes, so that the bits can be written as bytes.
  const lastBit = Math.ceil(((days?.n ?? 0) + 1) / 8) * 8 - 1
  const filled = (sql: string, allSound = false) =>
    sql.replaceAll('{last_bit}', String(lastBit)).replaceAll('{all_sound}', String(allSound))
  const pass = async (source: string) => {
    await duck.run(`create or replace temp view quick as ${source}`)
    await duck.run(filled(kind.sift))
  }
  let quick = tried && isPlain(table)
  if (quick)
    try {
      await pass(quickly(table, kind))
    } catch (error) {
      if ((error as Trouble).code !== 'duckdb/unreadable-data') throw error
      quick = false
    }
  if (!quick) await pass(nothing(kind))
  const [left] = await duck.rows<{ n: number }>('select count(*) as n from suspect')
  await duck.run(filled(kind.sound, left?.n === 0))
  return quick
}
