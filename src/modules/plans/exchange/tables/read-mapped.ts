import type { Lang } from '../../../../platform/words.ts'
import { formatName } from '../../file/format.ts'
import { nearest } from '../../file/nearest.ts'
import { Ids } from '../ids.ts'
import { type Came, placesOf, settlePlan } from '../finding.ts'
import { address, type Book, type Cell, cellText, isEmpty, type Sheet } from './book.ts'
import { Hearing } from './hearing.ts'
import type { Holds, LayoutRow, Tab, TableLayout, TableMapping } from './mapping.ts'
import { dayOf } from './value.ts'

export type Column = { holds: Holds; level: string | null; lang: Lang; at: number; head: string }
type RawText = Partial<Record<Lang, string>>
type RawElement = {
  id: string
  code: string | null
  level: string
  parents: string[]
  title: RawText
  text?: RawText
  note?: RawText
  owner?: string
  champion?: string
  wave?: string
  timeframe?: { words?: string; from?: string; to?: string }
}
type RawMeasure = { id: string; of: string[]; title: RawText; role: string; code: string | null; targets: unknown[] }
type Place = { element: RawElement; row: number }

/** Finds the columns of a tab by head or letter. */
export function columnsOf(tab: Tab, sheet: Sheet, language: Lang, hear: Hearing | null): Column[] {
  const heads = (sheet.rows[tab.heads - 1] ?? []).map(cellText)
  return tab.columns.flatMap((one) => {
    let at = heads.findIndex((head) => head.toLowerCase() === one.column.toLowerCase())
    if (at < 0 && /^[A-Z]{1,3}$/.test(one.column)) {
      at = 0
      for (const letter of one.column) at = at * 26 + letter.charCodeAt(0) - 64
      at -= 1
    }
    if (at < 0) {
      const near = nearest(one.column, heads.filter(Boolean)) || 'none'
      hear?.tell(address(sheet.name, tab.heads - 1, 0), 'noColumn', 'noColumnFix', { name: one.column, near })
      return []
    }
    return [{ holds: one.holds, level: one.level, lang: one.lang ?? language, at, head: one.column }]
  })
}

/** The levels of a tab, from the top: those with a column for their title or code. */
export const levelsOf = (mapping: TableMapping, columns: readonly Column[]): string[] =>
  mapping.levels
    .map((level) => level.id)
    .filter((id) => columns.some((one) => one.level === id && (one.holds === 'title' || one.holds === 'code')))

class Reader {
  readonly mapping: TableMapping
  readonly hear: Hearing
  readonly ids = new Ids()
  readonly measureIds = new Ids()
  readonly targetIds = new Ids()
  readonly elements: RawElement[] = []
  readonly at = new Map<RawElement, number>()
  readonly measures: RawMeasure[] = []
  readonly offices = new Map<string, string>()
  readonly roles = new Map<string, string>()
  readonly officeIds = new Ids()
  readonly places = new Map<string, string>()
  constructor(mapping: TableMapping, hear: Hearing) {
    this.mapping = mapping
    this.hear = hear
  }

  named(list: Map<string, string>, name: string): string {
    const known = list.get(name)
    if (known !== undefined) return known
    const id = this.officeIds.take(name, 'office')
    list.set(name, id)
    return id
  }

  add(level: string, code: string, title: RawText, parent: RawElement | null, where: string): RawElement {
    const words = Object.values(title)[0] ?? ''
    const id = this.ids.take(code || words, `${level}-${this.elements.length + 1}`)
    const element: RawElement = { id, code: code || null, level, parents: parent ? [parent.id] : [], title }
    this.places.set(`elements.${this.elements.length}`, where)
    this.at.set(element, this.elements.length)
    this.elements.push(element)
    return element
  }

  /** Sets a field of an element, or says that an earlier row said something else. */
  set(element: RawElement, column: Column, cell: Cell, where: string): void {
    const said = cellText(cell)
    const index = this.at.get(element) ?? -1
    const clash = (before: unknown, now: string): boolean => {
      if (before === undefined || before === null || before === now) return false
      this.hear.tell(where, 'otherCell', 'otherCellFix', { name: column.head })
      return true
    }
    switch (column.holds) {
      case 'text':
      case 'note': {
        const held = (element[column.holds] ??= {})
        if (!clash(held[column.lang], said)) held[column.lang] = said
        break
      }
      case 'owner':
      case 'champion': {
        const id = this.named(column.holds === 'owner' ? this.offices : this.roles, said)
        if (!clash(element[column.holds], id)) element[column.holds] = id
        break
      }
      case 'wave':
        if (!clash(element.wave, said)) element.wave = said
        break
      case 'when':
      case 'from':
      case 'to': {
        const time = (element.timeframe ??= {})
        const field = column.holds === 'when' ? 'words' : column.holds
        const value = column.holds === 'when' ? said : dayOf(said)
        if (value === null) {
          this.hear.tell(where, 'badDate', 'badDateFix', { found: said.slice(0, 40) })
          break
        }
        if (!clash(time[field], value)) time[field] = value
        this.places.set(`elements.${index}.timeframe.${field}`, where)
        break
      }
      default:
        return
    }
    const field = ['when', 'from', 'to'].includes(column.holds) ? 'timeframe' : column.holds
    if (!this.places.has(`elements.${index}.${field}`)) this.places.set(`elements.${index}.${field}`, where)
  }
}

function readTab(tab: Tab, sheet: Sheet, reader: Reader): LayoutRow[] {
  const { mapping, hear, places } = reader
  const columns = columnsOf(tab, sheet, mapping.plan.language, hear)
  const levels = levelsOf(mapping, columns)
  const top = tab.under ? (reader.elements.find((one) => one.id === tab.under?.id) ?? underOf(tab.under, reader)) : null
  const current = new Map<string, Place>()
  const bound: LayoutRow[] = []
  const of = (holds: Holds, level: string): Column[] =>
    columns.filter((one) => one.holds === holds && one.level === level)
  const last = Math.min(sheet.rows.length, tab.last ?? sheet.rows.length)
  for (let r = tab.heads; r < last; r++) {
    const row = sheet.rows[r] ?? []
    if (columns.every((one) => isEmpty(row[one.at]))) continue
    const named: RawElement[] = []
    levels.forEach((level, depth) => {
      const codes = of('code', level)
      const titles = of('title', level)
      const code = codes.map((one) => cellText(row[one.at])).find(Boolean) ?? ''
      const title: RawText = Object.fromEntries(
        titles.flatMap((one) => (isEmpty(row[one.at]) ? [] : [[one.lang, cellText(row[one.at])]])),
      )
      const at = address(sheet.name, r, (titles[0] ?? codes[0])?.at ?? 0)
      const words = Object.values(title)[0] ?? ''
      const before = current.get(level)
      if (code === '' && words === '') {
        if (before && depth < levels.length - 1) named.push(before.element)
        return
      }
      const same =
        before !== undefined &&
        depth < levels.length - 1 &&
        (code === '' || before.element.code === code) &&
        (words === '' || Object.values(before.element.title)[0] === words)
      if (same) {
        named.push(before.element)
        return
      }
      if (words === '') {
        hear.tell(at, 'noValue', 'noValueFix', { name: titles[0]?.head ?? level })
        return
      }
      const above =
        levels
          .slice(0, depth)
          .toReversed()
          .flatMap((one) => current.get(one)?.element ?? [])[0] ?? top
      const grammar = mapping.levels.find((one) => one.id === level)
      if (!above && grammar && grammar.parents.length > 0 && !grammar.top) hear.tell(at, 'noAbove', 'noAboveFix')
      const element = reader.add(level, code, title, above, at)
      const index = reader.elements.length - 1
      if (codes[0]) places.set(`elements.${index}.code`, address(sheet.name, r, codes[0].at))
      current.set(level, { element, row: r })
      for (const lower of levels.slice(depth + 1)) current.delete(lower)
      named.push(element)
    })
    const lowest = named.at(-1) ?? top
    for (const column of columns) {
      const cell = row[column.at]
      if (column.holds === 'title' || column.holds === 'code' || cell === undefined || isEmpty(cell)) continue
      const at = address(sheet.name, r, column.at)
      const owner = column.level === null ? lowest : (named.find((one) => one.level === column.level) ?? null)
      if (!owner) hear.tell(at, 'noAbove', 'noAboveFix')
      else reader.set(owner, column, cell, at)
    }
    const measure = lowest ? readMeasure(columns, row, sheet.name, r, named, lowest, reader) : null
    bound.push({ row: r, elements: named.map((one) => one.id), measure })
  }
  return bound
}

function underOf(under: NonNullable<Tab['under']>, reader: Reader): RawElement {
  reader.ids.taken.add(under.id)
  const { source: _, state: __, ...title } = under.title
  const element: RawElement = { id: under.id, code: under.code, level: under.level, parents: [], title }
  reader.at.set(element, reader.elements.length)
  reader.elements.push(element)
  return element
}

/** The measure of a row: its title, code, and what it asks, in words. */
function readMeasure(
  columns: readonly Column[],
  row: readonly Cell[],
  sheet: string,
  r: number,
  named: readonly RawElement[],
  lowest: RawElement,
  reader: Reader,
): string | null {
  const said = (holds: Holds): { text: string; at: string; column: Column } | null => {
    const column = columns.find((one) => one.holds === holds && !isEmpty(row[one.at]))
    return column ? { text: cellText(row[column.at]), at: address(sheet, r, column.at), column } : null
  }
  const title = said('measure')
  const code = said('measureCode')
  const target = said('target')
  const due = said('targetDate')
  if (!title) {
    const other = code ?? target ?? due
    if (other) reader.hear.tell(other.at, 'noAbove', 'noAboveFix')
    return null
  }
  const { level, lang } = title.column
  const of = level === null ? lowest : (named.find((one) => one.level === level) ?? lowest)
  const id = reader.measureIds.take(code ? `m-${code.text}` : `m-${of.id}`, 'measure')
  const day = due ? dayOf(due.text) : null
  if (due && day === null) reader.hear.tell(due.at, 'badDate', 'badDateFix', { found: due.text.slice(0, 40) })
  reader.places.set(`measures.${reader.measures.length}`, title.at)
  if (code) reader.places.set(`measures.${reader.measures.length}.code`, code.at)
  reader.measures.push({
    id,
    of: [of.id],
    title: { [lang]: title.text },
    role: 'outcome',
    code: code?.text ?? null,
    targets:
      target || day
        ? [
            {
              id: reader.targetIds.take(`t-${id}`, 'target'),
              kind: 'qualitative',
              note: target ? { [target.column.lang]: target.text } : null,
              dueBy: day ? { date: day } : null,
            },
          ]
        : [],
  })
  return id
}

/**
 * Reads somebody's workbook by its mapping. In: its tables, the mapping, the reader's language. Out: the plan and the layout by which the same workbook comes
 * back out; or every cell that stands in the way, and then nothing is taken. A target keeps its words: whoever knows what it asks enters it in the plan.
 * Throws nothing.
 */
export function planOfMapped(book: Book, mapping: TableMapping, lang: Lang): Came & { layout: TableLayout | null } {
  const hear = new Hearing(lang)
  const reader = new Reader(mapping, hear)
  const rows: TableLayout['rows'] = []
  for (const tab of mapping.tabs) {
    const sheet = book.sheets.find((one) => one.name.toLowerCase() === tab.sheet.toLowerCase())
    if (sheet) rows.push({ sheet: sheet.name, rows: readTab(tab, sheet, reader) })
    else {
      const near =
        nearest(
          tab.sheet,
          book.sheets.map((one) => one.name),
        ) || 'none'
      hear.tell('', 'noSheet', 'noSheetFix', { name: tab.sheet, near })
    }
  }
  for (const element of reader.elements) {
    const { timeframe } = element
    if (timeframe && timeframe.words === undefined)
      timeframe.words = [timeframe.from, timeframe.to].filter(Boolean).join(' – ')
  }
  if (reader.elements.length === 0 && !hear.bad) hear.tell('', 'nothing', 'nothingFix')
  const list = (names: Map<string, string>) =>
    [...names].map(([name, id]) => ({ id, name: { [mapping.plan.language]: name } }))
  const value = {
    format: formatName,
    ...mapping.plan,
    grammar: { levels: mapping.levels },
    offices: list(reader.offices),
    roles: list(reader.roles),
    elements: reader.elements,
    measures: reader.measures,
  }
  const came = settlePlan(value, placesOf(reader.places), hear.findings, lang)
  const layout: TableLayout = { format: 'throughline-layout/1', mapping, sheets: book.sheets, rows }
  return { ...came, layout: came.plan ? layout : null }
}
