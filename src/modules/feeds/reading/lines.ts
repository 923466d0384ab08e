import { type Duck, literal } from '../../../platform/duckdb.ts'
import type { Column } from '../kinds/kind.ts'
import type { Delimiter } from './header.ts'

/** The longest line that is read; longer ones are left out and counted. */
export const lineLimit = 262_144

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

export type Table = {
  path: string
  delimiter: Delimiter
  /** cells of the header */
  cells: number
  /** place of each column's cell, from 0 */
  places: Readonly<Record<string, number | null>>
  /** no blank line: the n-th row is the line n + 1 */
  plain: boolean
  /** there are quotes somewhere */
  quotes: boolean
}

/**
 * Reads a delimited file into the view `raw` (`row_no`, then one text column for each column of the layout) and the view `broken` (`row_no, check_id`).
 *
 * Every line is read as it stands, then cut: a broken quote spoils its own line and no other, and a row number is a line of the file (the header is 1).
 * The usual readers swallow everything after an open quote. The price: a line break inside quotes makes two broken lines. No layout has one.
 * `onlySuspects`: only the lines that the table `suspect` names (see sift.ts); without any, the file is not opened.
 */
export async function readLines(
  duck: Duck,
  table: Table,
  columns: readonly Column[],
  onlySuspects = false,
): Promise<void> {
  const { delimiter } = table
  const mark = literal(delimiter)
  const escaped = delimiter === '|' ? '\\|' : delimiter === '\t' ? '\\t' : delimiter
  const one = `(?:[ ]*"(?:[^"]|"")*"[ ]*|[^"${escaped}]*)`
  const quoted = literal(`${escaped}(${one})`)
  const whole = literal(`(?:${escaped}${one})+`)
  const length = table.cells
  const bare = `trim(x)`
  const unquoted = `lambda x: case when starts_with(${bare}, '"') then replace(substr(${bare}, 2, length(${bare}) - 2), '""', '"') else x end`
  const picked = columns.map((column) => {
    const place = table.places[column.name]
    return `${typeof place === 'number' ? `nullif(trim(f[${place + 1}]), '')` : 'cast(null as varchar)'} as ${quoteName(column.name)}`
  })
  const lines = `select row_number() over () + 1 as row_no, line
    from read_csv(${literal(table.path)}, header = false, skip = 1, auto_detect = false, columns = {'line': 'varchar'}, delim = chr(31), quote = '', escape = '',
      strict_mode = false, store_rejects = true, max_line_size = ${lineLimit}, buffer_size = 33554432)`
  await duck.run(
    onlySuspects && !(await anySuspect(duck))
      ? `create or replace temp table line as select cast(null as bigint) as row_no, cast(null as varchar) as line where false;
         create or replace temp table too_long as select cast(null as bigint) as row_no, cast(null as bigint) as before where false`
      : `drop table if exists reject_errors;
         drop table if exists reject_scans;
         create or replace temp table line as select * from (${lines}) ${onlySuspects ? 'semi join suspect using (row_no)' : ''};
         create or replace temp table too_long as
         select line as row_no, line - row_number() over (order by line) as before from (select distinct line from reject_errors)`,
  )
  const [rejected] = await duck.rows<{ n: number }>('select count(*) as n from too_long')
  // Lines that were left out move the numbers of those after them.
  const number = rejected?.n ? '(l.row_no + (select count(*) from too_long t where t.before < l.row_no))' : 'l.row_no'
  await duck.run(`
    create or replace temp table cut as
    select ${number} as row_no,
      case
        when not contains(line, '"') then string_split(line, ${mark})
        when regexp_full_match(concat(${mark}, line), ${whole}) then list_transform(regexp_extract_all(concat(${mark}, line), ${quoted}, 1), ${unquoted})
      end as f
    from line l
    where line is not null and (line[1] not in (' ', ${mark}) or replace(replace(line, ${mark}, ''), ' ', '') <> '');
    drop table line;
    create or replace temp view fitting as
    select row_no, f from cut
    where len(f) = ${length} or (len(f) > ${length} and len(list_filter(f[${length + 1}:], lambda x: trim(x) <> '')) = 0);
    create or replace temp view raw as select row_no, ${picked.join(', ')} from fitting;
    create or replace temp view broken as
    select row_no, case when f is null then 'file/broken-quotes' when len(f) < ${length} then 'file/too-few-cells' else 'file/too-many-cells' end as check_id
    from cut
    where f is null or len(f) < ${length} or (len(f) > ${length} and len(list_filter(f[${length + 1}:], lambda x: trim(x) <> '')) > 0)
    union all
    select row_no, 'file/long-line' from too_long;
  `)
}

async function anySuspect(duck: Duck): Promise<boolean> {
  return (await duck.rows('select 1 as one from suspect limit 1')).length > 0
}
