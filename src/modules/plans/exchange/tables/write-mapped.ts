import type { Lang } from '../../../../platform/words.ts'
import type { Element, Measure, Plan } from '../../file/format.ts'
import { type Book, type Cell, cellText, isEmpty, type Sheet } from './book.ts'
import type { LayoutRow, Tab, TableLayout } from './mapping.ts'
import { type Column, columnsOf, levelsOf } from './read-mapped.ts'
import { dayOf } from './value.ts'

type Around = {
  plan: Plan
  elements: ReadonlyMap<string, Element>
  measures: ReadonlyMap<string, Measure>
  columns: readonly Column[]
  levels: readonly string[]
}

/** A day as the cell had it: the same words for the same day, otherwise words where words stood, and a day where a day stood or nothing. */
const dayCell = (day: string | null, before: Cell): Cell => {
  if (day === null) return null
  const said = typeof before === 'string' ? dayOf(before.trim()) : null
  return said === day ? before : said === null ? { date: day } : day
}

/** What a column says of an element. `before`: the cell as it was, for the way days are written. */
function cellOf(column: Column, one: Element, { plan }: Around, before: Cell): Cell {
  const words = (text: Partial<Record<Lang, string>> | null | undefined): Cell => text?.[column.lang] ?? null
  const { timeframe } = one
  switch (column.holds) {
    case 'code':
      return one.code
    case 'title':
      return words(one.title)
    case 'text':
      return words(one.text)
    case 'note':
      return words(one.note)
    case 'owner':
      return words(plan.offices.find((each) => each.id === one.owner)?.name)
    case 'champion':
      return words(plan.roles.find((each) => each.id === one.champion)?.name)
    case 'wave':
      return one.wave
    case 'when':
      return timeframe?.words ?? null
    case 'from':
      return dayCell(timeframe?.from ?? null, before)
    case 'to':
      return dayCell(timeframe?.to ?? null, before)
    default:
      return null
  }
}

function measureCell(column: Column, one: Measure, before: Cell): Cell {
  const target = one.targets[0]
  if (column.holds === 'measure') return one.title[column.lang] ?? null
  if (column.holds === 'measureCode') return one.code
  if (column.holds === 'target') return target?.note?.[column.lang] ?? null
  return dayCell(target?.dueBy?.date ?? null, before)
}
const ofMeasure = (column: Column): boolean =>
  column.holds === 'measure' ||
  column.holds === 'measureCode' ||
  column.holds === 'target' ||
  column.holds === 'targetDate'

/** The same words, apart from spaces: then the cell stays as it was, with its own type and spaces. */
const same = (a: Cell, b: Cell): boolean => cellText(a) === cellText(b)

/** A row with the values of today. What an element says stands in its first row; where the workbook repeats it, it is repeated. */
function fill(cells: readonly Cell[], bound: LayoutRow, around: Around, said: Set<string>): Cell[] {
  const out = [...cells]
  const elements = bound.elements.flatMap((id) => around.elements.get(id) ?? [])
  const lowest = elements.at(-1)
  const measure = bound.measure === null ? undefined : around.measures.get(bound.measure)
  for (const column of around.columns) {
    const before = out[column.at] ?? null
    let value: Cell = null
    if (ofMeasure(column)) value = measure ? measureCell(column, measure, before) : null
    else {
      const own = column.level === null ? lowest : elements.find((one) => one.level === column.level)
      const key = `${own?.id} ${column.at}`
      const first = !said.has(key)
      if (own && (first || !isEmpty(before))) value = cellOf(column, own, around, before)
      if (own) said.add(key)
    }
    while (value !== null && out.length <= column.at) out.push(null)
    if (!same(value, before)) out[column.at] = value
  }
  return out
}

function sheetOut(sheet: Sheet, tab: Tab, rows: readonly LayoutRow[], layout: TableLayout, plan: Plan): Sheet {
  const columns = columnsOf(tab, sheet, layout.mapping.plan.language, null)
  const around: Around = {
    plan,
    elements: new Map(plan.elements.map((one) => [one.id, one])),
    measures: new Map(plan.measures.map((one) => [one.id, one])),
    columns,
    levels: levelsOf(layout.mapping, columns),
  }
  const byRow = new Map(rows.map((one) => [one.row, one]))
  const out: { cells: Cell[]; bound: LayoutRow | null }[] = []
  const said = new Set<string>()
  sheet.rows.forEach((cells, r) => {
    const bound = byRow.get(r)
    if (!bound) {
      out.push({ cells: [...cells], bound: null })
      return
    }
    const lowest = bound.elements.at(-1)
    // A row goes when what it was about is gone; a row of a measure alone, when the measure is.
    if (lowest !== undefined && !around.elements.has(lowest)) return
    out.push({ cells: fill(cells, bound, around, said), bound })
  })
  const bound = new Set(layout.rows.flatMap((one) => one.rows.flatMap((row) => row.elements)))
  const here = new Set([...rows.flatMap((row) => row.elements), ...(tab.under ? [tab.under.id] : [])])
  for (const one of plan.elements) {
    const parent = one.parents[0]
    const belongs = parent === undefined ? layout.mapping.tabs.length === 1 : here.has(parent)
    if (bound.has(one.id) || !around.levels.includes(one.level) || !belongs) continue
    const row: LayoutRow = { row: 0, elements: [one.id], measure: null }
    let after = out.findLastIndex(({ bound: near }) =>
      near?.elements.some((id) => id === parent || around.elements.get(id)?.parents.includes(parent ?? '')),
    )
    if (after < 0) after = out.length - 1
    out.splice(after + 1, 0, {
      cells: fill([], row, around, said),
      bound: { ...row, elements: [...(parent === undefined ? [] : [parent]), one.id] },
    })
    here.add(one.id)
  }
  return { name: sheet.name, rows: out.map((one) => one.cells) }
}

/**
 * The workbook that a plan came from, in its own layout, with what the plan says today. In: the plan, the layout that reading it gave. Cells that no column of
 * the mapping holds stay; rows of elements that are gone go; new elements get rows of their own below what they stand under.
 */
export function bookOfLayout(plan: Plan, layout: TableLayout): Book {
  return {
    sheets: layout.sheets.map((sheet) => {
      const i = layout.rows.findIndex((one) => one.sheet === sheet.name)
      const tab = layout.mapping.tabs.find((one) => one.sheet.toLowerCase() === sheet.name.toLowerCase())
      const rows = layout.rows[i]?.rows
      return tab && rows ? sheetOut(sheet, tab, rows, layout, plan) : sheet
    }),
  }
}
