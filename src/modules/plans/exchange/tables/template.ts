import type { Lang } from '../../../../platform/words.ts'
import { formatName, type Plan } from '../../file/format.ts'
import { nearest } from '../../file/nearest.ts'
import { type Came, placesOf, settlePlan } from '../finding.ts'
import { address, type Book, type Cell, cellText, isEmpty, type Sheet } from './book.ts'
import { type Column, type Kind, type ListName, listNames, listSheets, planLines, planSheet } from './columns.ts'
import { Hearing } from './hearing.ts'
import { isFault, valueOf } from './value.ts'

type Raw = Record<string, unknown>
const blank = '(none)'

function put(raw: Raw, path: readonly string[], value: unknown): void {
  let here = raw
  for (const step of path.slice(0, -1)) {
    const next = here[step]
    here = (here[step] = next !== null && typeof next === 'object' ? next : {}) as Raw
  }
  here[path.at(-1) ?? ''] = value
}
const pick = (raw: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (here, step) => (here !== null && typeof here === 'object' ? (here as Raw)[step] : undefined),
    raw,
  )

/** True for a workbook that is our template, so that no mapping is needed. */
export const isTemplate = (book: Book): boolean =>
  [planSheet, listSheets.elements.sheet, listSheets.levels.sheet].filter((name) =>
    book.sheets.some((one) => one.name === name),
  ).length >= 2

/** Sets a cell's value into a raw object, or says by its address what is wrong with it. */
function take(raw: Raw, column: Column, cell: Cell | undefined, at: string, hear: Hearing): void {
  const value = column.kind === 'raw' && cell === blank ? '' : valueOf(cell, column.kind)
  if (isFault(value)) {
    const keys = {
      date: ['badDate', 'badDateFix'],
      number: ['badNumber', 'badNumberFix'],
      yes: ['badYes', 'badYesFix'],
      steps: ['badSteps', 'badStepsFix'],
    } as const
    const [what, fix] = keys[value.fault]
    hear.tell(at, what, fix, { found: cellText(cell).slice(0, 40) })
    put(raw, column.path, null)
  } else if (value !== null) put(raw, column.path, value)
}

type Row = { raw: Raw; first: string; cells: Map<string, string> }

/** Rows of a sheet as raw objects, each with the address of every field. */
function rowsOf(sheet: Sheet, columns: readonly Column[], hear: Hearing): Row[] {
  const heads = (sheet.rows[0] ?? []).map((cell) => cellText(cell))
  const at = new Map<Column, number>()
  heads.forEach((head, i) => {
    if (head === '') return
    const column = columns.find((one) => one.head.toLowerCase() === head.toLowerCase())
    const where = address(sheet.name, 0, i)
    if (!column) {
      const near =
        nearest(
          head,
          columns.filter((one) => !heads.includes(one.head)).map((one) => one.head),
        ) || 'none'
      hear.tell(where, 'otherColumn', 'otherColumnFix', { name: head.slice(0, 40), near }, 'warning')
    } else if (at.has(column)) hear.tell(where, 'twoColumns', 'twoColumnsFix', { name: column.head })
    else at.set(column, i)
  })
  for (const column of columns)
    if ((column.path.join() === 'id' || column.path.join() === 'measure') && !at.has(column))
      hear.tell(address(sheet.name, 0, 0), 'noColumn', 'noColumnFix', { name: column.head })
  return sheet.rows.slice(1).flatMap((cells, i) => {
    if (cells.every(isEmpty)) return []
    const row: Row = { raw: {}, first: address(sheet.name, i + 1, 0), cells: new Map() }
    for (const [column, c] of at) {
      const where = address(sheet.name, i + 1, c)
      row.cells.set(column.path.join('.'), where)
      if (column.path.length > 1 && !row.cells.has(column.path[0] ?? '')) row.cells.set(column.path[0] ?? '', where)
      take(row.raw, column, cells[c], where, hear)
    }
    return [row]
  })
}

/**
 * Reads our template as a plan. In: the tables, the reader's language. Out: the plan; or every cell that stands in its way (`Elements!C7`), and then nothing
 * is taken. Throws nothing.
 */
export function planOfTemplate(book: Book, lang: Lang): Came {
  const hear = new Hearing(lang)
  const places = new Map<string, string>()
  const raw: Raw = { format: formatName }
  const sheet = (name: string): Sheet | undefined =>
    book.sheets.find((one) => one.name.toLowerCase() === name.toLowerCase())
  const near = (name: string): string =>
    nearest(
      name,
      book.sheets.map((one) => one.name),
    ) || 'none'

  const own = sheet(planSheet)
  if (!own) hear.tell('', 'noSheet', 'noSheetFix', { name: planSheet, near: near(planSheet) })
  for (const [i, row] of (own?.rows ?? []).entries()) {
    const key = cellText(row[0])
    if (key === '') continue
    const line = planLines.find((one) => one.head.toLowerCase() === key.toLowerCase())
    if (!line) {
      hear.tell(address(planSheet, i, 0), 'badKey', 'badKeyFix', { found: key.slice(0, 40) }, 'warning')
      continue
    }
    const where = address(planSheet, i, 1)
    places.set(line.path.join('.'), where)
    if (line.path.length > 1 && !places.has(line.path[0] ?? '')) places.set(line.path[0] ?? '', where)
    take(raw, line, row[1], where, hear)
  }

  const lists: Record<ListName, Row[]> = { elements: [], measures: [], targets: [], offices: [], levels: [] }
  for (const name of listNames) {
    const { sheet: wanted, columns } = listSheets[name]
    const found = sheet(wanted)
    if (found) lists[name] = rowsOf(found, columns, hear)
    else if (name === 'elements' || name === 'levels')
      hear.tell('', 'noSheet', 'noSheetFix', { name: wanted, near: near(wanted) })
  }
  const list = (at: string, rows: readonly Row[]): Raw[] =>
    rows.map((row, i) => {
      places.set(`${at}.${i}`, row.first)
      for (const [field, where] of row.cells) places.set(`${at}.${i}.${field}`, where)
      return row.raw
    })
  const isRole = (row: Row): boolean => cellText(row.raw['kind'] as Cell) === 'role'
  for (const row of lists.offices)
    if (!['office', 'role', ''].includes(cellText(row.raw['kind'] as Cell)))
      hear.tell(row.cells.get('kind') ?? row.first, 'unknownOne', 'unknownOneFix', {
        found: cellText(row.raw['kind'] as Cell).slice(0, 40),
        sheet: 'office, role',
      })
  raw['grammar'] = { levels: list('grammar.levels', lists.levels) }
  raw['elements'] = list('elements', lists.elements)
  raw['offices'] = list(
    'offices',
    lists.offices.filter((row) => !isRole(row)),
  ).map(({ kind: _, ...rest }) => rest)
  raw['roles'] = list('roles', lists.offices.filter(isRole)).map(({ kind: _, orgCode: __, ...rest }) => rest)
  const measures = list('measures', lists.measures)
  const counts = new Map<string, number>()
  for (const row of lists.targets) {
    const { measure, population, ...target } = row.raw
    const m = measures.findIndex((one) => one['id'] === measure)
    if (m < 0) {
      const found = typeof measure === 'string' ? measure : ''
      const close =
        nearest(
          found,
          measures.map((one) => String(one['id'])),
        ) || 'none'
      hear.tell(row.cells.get('measure') ?? row.first, 'unknownOne', 'unknownOneFix', {
        found: found.slice(0, 40),
        sheet: 'Measures',
        near: close,
      })
      continue
    }
    const holder = measures[m] as Raw
    const all = (holder['targets'] ??= []) as Raw[]
    const path = `measures.${m}.targets.${all.length}`
    counts.set(String(measure), all.length)
    places.set(path, row.first)
    for (const [field, where] of row.cells) places.set(`${path}.${field}`, where)
    all.push({ ...target, ...(Array.isArray(population) ? { population: population[0] } : {}) })
  }
  raw['measures'] = measures
  const language: Lang = raw['language'] === 'es' ? 'es' : 'en'
  return settlePlan({ language, ...raw }, placesOf(places), hear.findings, lang)
}

function cellOf(value: unknown, kind: Kind): Cell {
  if (value === null || value === undefined) return null
  if (kind === 'date') return { date: String(value) }
  if (kind === 'list') return Array.isArray(value) && value.length > 0 ? value.join('; ') : null
  if (kind === 'steps') {
    const all = value as Plan['measures'][number]['targets'][number]['milestones']
    return all.length === 0
      ? null
      : all
          .map(({ dueBy, amount }) => `${[dueBy.schoolYear, dueBy.date].filter(Boolean).join(' ')} = ${amount}`)
          .join('; ')
  }
  if (kind === 'groups') {
    const all = (Array.isArray(value) ? value : [value]) as { set: string; value: string }[]
    return all.map((one) => `${one.set}:${one.value}`).join('; ')
  }
  if (kind === 'yes') return value === true ? true : null
  if (kind === 'raw' && value === '') return blank
  return typeof value === 'number' ? value : typeof value === 'string' ? value : null
}

/** The plan in our template; without a plan the empty template, with one row of heads in each sheet. */
export function templateOf(plan: Plan | null): Book {
  const lists: Record<ListName, readonly unknown[]> = {
    elements: plan?.elements ?? [],
    measures: plan?.measures ?? [],
    targets: plan?.measures.flatMap((measure) => measure.targets.map((one) => ({ ...one, measure: measure.id }))) ?? [],
    offices: [
      ...(plan?.offices ?? []).map((one) => ({ ...one, kind: 'office' })),
      ...(plan?.roles ?? []).map((one) => ({ ...one, kind: 'role' })),
    ],
    levels: plan?.grammar.levels ?? [],
  }
  return {
    sheets: [
      { name: planSheet, rows: planLines.map((line) => [line.head, cellOf(pick(plan, line.path), line.kind)]) },
      ...listNames.map((name) => {
        const { sheet, columns } = listSheets[name]
        return {
          name: sheet,
          rows: [
            columns.map((one) => one.head),
            ...lists[name].map((one) => columns.map((each) => cellOf(pick(one, each.path), each.kind))),
          ],
        }
      }),
    ],
  }
}
