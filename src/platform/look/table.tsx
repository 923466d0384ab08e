import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Lang } from '../words.ts'
import { type CellWriter, type Column, emptyHtml, hiddenHtml, isHidden, linkHtml, numeric, writers } from './cells.ts'
import { say } from './chrome.ts'
import { escape, safeHref } from './escape.ts'

/** How a table is sorted: by address, never by script. `href` gives the address that sorts by a column. */
export type Sort = { by: string; dir: 'asc' | 'desc'; href: (key: string, dir: 'asc' | 'desc') => string }

export type TableProps<Row> = {
  lang: Lang
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  id?: string | undefined
  dense?: boolean | undefined
  hideCaption?: boolean | undefined
  sort?: Sort | undefined
  empty?: string | undefined
  /** names of students are left out of the page altogether */
  hideNames?: boolean | undefined
  /** on a narrow screen: scroll sideways with the first column held (the usual), or one block a row */
  narrow?: 'scroll' | 'stack' | undefined
}

/**
 * The table of the product. It alone may write its rows as one escaped string, because 300 rows of components cost several times as much.
 * In: rows and declared columns. Out: escaped HTML with caption, sticky header and a scroll container that takes the keyboard.
 */
export function Table<Row>(props: TableProps<Row>): HtmlEscapedString {
  const { lang, columns, rows } = props
  const id = props.id ?? `t-${slug(props.caption)}`
  const stack = props.narrow === 'stack'
  const names = ['table', props.dense ? 'dense' : '', stack ? 'blocks' : '', props.hideNames ? 'names-out' : '']
    .filter(Boolean)
    .join(' ')
  const head = columns.map((column) => headHtml(column, props)).join('')
  const body =
    rows.length === 0
      ? `<tr><td colspan="${columns.length}" class="quiet">${escape(props.empty ?? say(lang)('emptyTable'))}</td></tr>`
      : rowsHtml(props)
  const role = stack ? ' role="table"' : ''
  return raw(
    `<div class="${names}" role="region" tabindex="0" aria-labelledby="${escape(id)}"><table${role}><caption id="${escape(id)}"${props.hideCaption ? ' class="sr"' : ''}>${escape(props.caption)}</caption><thead${stack ? ' role="rowgroup"' : ''}><tr${stack ? ' role="row"' : ''}>${head}</tr></thead><tbody${stack ? ' role="rowgroup"' : ''}>${body}</tbody></table></div>`,
  )
}

/**
 * The rows of a table as one escaped string (the fast path on its own, for streams and benchmarks).
 * In: as `Table`. Out: `<tr>...</tr>` for every row.
 */
export function rowsHtml<Row>(
  props: Pick<TableProps<Row>, 'lang' | 'columns' | 'rows' | 'hideNames' | 'narrow'>,
): string {
  const { lang } = props
  const stack = props.narrow === 'stack'
  const nothing = emptyHtml(lang)
  const suppressed = hiddenHtml(lang)
  const cells = props.columns.map((column, index) => cellPlan(column, props.columns[index - 1], props, stack))
  const end = `</${props.columns.at(-1)?.rowHead ? 'th' : 'td'}></tr>`
  const start = stack ? '<tr role="row">' : '<tr>'
  let html = ''
  for (const row of props.rows) {
    html += start
    for (const cell of cells) {
      const value = row[cell.key]
      html += cell.open
      if (value === null || value === undefined) html += nothing
      else if (typeof value === 'object' && isHidden(value)) html += suppressed
      else if (cell.lang !== undefined) {
        const of = cell.lang(row)
        const inner = cell.write(value as never, lang)
        const marked = of ? `<span lang="${of}">${inner}</span>` : inner
        html += cell.href === undefined ? marked : linkHtml(cell.href(row), marked)
      } else if (cell.href === undefined) html += cell.write(value as never, lang)
      else html += linkHtml(cell.href(row), cell.write(value as never, lang))
      if (cell.note !== undefined) {
        const note = cell.note(row)
        if (note) html += `<small>${escape(note)}</small>`
      }
    }
    html += end
  }
  return html
}

/** What is the same in every row of a column, worked out once: the tags between two cells, the writer, the link. */
function cellPlan<Row>(
  column: Column<Row>,
  before: Column<Row> | undefined,
  props: Pick<TableProps<Row>, 'lang' | 'hideNames'>,
  stack: boolean,
) {
  const tag = column.rowHead ? 'th' : 'td'
  const kind = numeric.has(column.kind) ? 'n' : column.kind === 'bar' ? 'b' : column.kind === 'call' ? 'c' : ''
  const style = [kind, column.quiet ? 'quiet' : ''].filter(Boolean).join(' ')
  const role = stack ? ` role="${column.rowHead ? 'rowheader' : 'cell'}" data-head="${escape(column.head)}"` : ''
  const namesOut = column.kind === 'name' && props.hideNames
  const shut = before ? `</${before.rowHead ? 'th' : 'td'}>` : ''
  return {
    open: `${shut}<${tag}${column.rowHead ? ' scope="row"' : ''}${style ? ` class="${style}"` : ''}${role}>`,
    key: column.key,
    href: namesOut ? undefined : column.href,
    note: column.note,
    lang: column.lang,
    write: (namesOut ? () => say(props.lang)('nameHidden') : writers[column.kind]) as unknown as CellWriter,
  }
}

function headHtml<Row>(column: Column<Row>, props: TableProps<Row>): string {
  const { sort, lang } = props
  const style = numeric.has(column.kind) ? ' class="n"' : ''
  const role = props.narrow === 'stack' ? ' role="columnheader"' : ''
  const words = escape(column.head)
  if (!sort || !column.sortable) return `<th scope="col"${style}${role}>${words}</th>`
  const here = sort.by === column.key
  const next = here && sort.dir === 'asc' ? 'desc' : 'asc'
  const mark = here
    ? `<span class="order order-${sort.dir}" aria-hidden="true"></span>`
    : '<span class="order" aria-hidden="true"></span>'
  const link = `<a href="${escape(safeHref(sort.href(column.key, next)))}" aria-label="${escape(say(lang)('sortBy', { head: column.head }))}">${words}${mark}</a>`
  return `<th scope="col"${style}${role}${here ? ` aria-sort="${sort.dir === 'asc' ? 'ascending' : 'descending'}"` : ''}>${link}</th>`
}

/** Words to something that may stand in an id. */
export function slug(words: string): string {
  return (
    words
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'x'
  )
}
