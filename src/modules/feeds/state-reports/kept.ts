import { stateColumns } from './rows.ts'

/** Names of the columns of the dataset, in order. */
export const stateCells = stateColumns.split(', ').map((one) => one.split(' ')[0] ?? '')

const typed = stateColumns
  .split(', ')
  .map((one) => {
    const [name = '', type = ''] = one.split(' ')
    return `'${name}': '${type}'`
  })
  .join(', ')
const layout = `header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', max_line_size = 8388608`

/** DuckDB: the values of a file as they are kept to be loaded. Texts that stand empty are empty, numbers that stand empty are none. */
export const keptRows = (path: string): string =>
  `create or replace temp table kept_rows as select * replace (${stateColumns
    .split(', ')
    .filter((one) => one.endsWith('varchar'))
    .map((one) => one.split(' ')[0])
    .map((name) => `coalesce(${name}, '') as ${name}`)
    .join(', ')}) from read_csv(${path}, columns = {${typed}}, ${layout})`

/** DuckDB: what was found, as the table that findings are counted from. */
export const findingFile = (path: string): string =>
  `create or replace temp table finding as select *, cast(null as varchar) as nearest from read_csv(${path},
   columns = {'check_id': 'varchar', 'severity': 'varchar', 'row_no': 'bigint', 'column_name': 'varchar'}, ${layout})`
