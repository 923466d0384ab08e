import type { CallValue } from './calls.ts'
import { type DefinitionCard, type DefinitionId, definitions } from './definitions/catalog.ts'
import type { AuditedRow, ResultState, ValueRow } from './schema.ts'
import { jeffreysBelow } from './stats/display.ts'
import type { Interval } from './stats/interval.ts'
import { wilson } from './stats/wilson.ts'

/** A value as one reader sees it. `hidden`: suppressed for this reader; then `n` is null. */
export type Cell = {
  school_year: number
  period: string
  through_date: string | null
  org_id: number
  group_set: string
  group_value: string
  state: ResultState
  hidden: boolean
  n: number | null
  d: number | null
  /** how many students it is about: what small-number rules look at; null when it is not known to this reader */
  people: number | null
}

/** True values as cells. */
export const fromValue = (row: ValueRow): Cell => ({
  school_year: row.school_year,
  period: row.period,
  through_date: row.through_date,
  org_id: row.org_id,
  group_set: row.group_set,
  group_value: row.group_value,
  state: row.state,
  hidden: false,
  n: row.n,
  d: row.d,
  people: definitions[row.definition as DefinitionId]?.people === 'sum' ? row.sum : row.d,
})

/** Audited values as cells. */
export const fromAudited = (row: AuditedRow): Cell => ({
  school_year: row.school_year,
  period: row.period,
  through_date: row.through_date,
  org_id: row.org_id,
  group_set: row.group_set,
  group_value: row.group_value,
  state: row.state,
  hidden: row.state === 'measured' && !row.shown,
  n: row.n,
  d: row.d,
  people: null,
})

/** The rate of a cell, 0..1; null when there is none or it is hidden. */
export function rate(cell: Cell | undefined): number | null {
  return cell && !cell.hidden && cell.state === 'measured' && cell.n !== null && cell.d ? cell.n / cell.d : null
}

/**
 * The value of a cell in the unit of its definition: a fraction (0..1), things to 100 students, a count, days to 100 students, a mean of index points, a mean
 * as a fraction (0..1). Null when there is none or it is hidden. Only presentation rounds it.
 */
export function valueOf(cell: Cell | undefined, { unit }: Pick<DefinitionCard, 'unit'>): number | null {
  const ratio = rate(cell)
  if (ratio === null) return null
  if (unit === 'count') return cell?.n ?? null
  if (unit === 'per100') return ratio * 100
  // Hundredths of a day to one student are days to a hundred; hundredths of points and ten-thousandths are kept as whole numbers.
  return unit === 'index' ? ratio / 100 : unit === 'mean' ? ratio / 10_000 : ratio
}

/**
 * The value of a cell as calls and trends take it. In: the cell; its definition, or whether it counts students. What is no share of students is an amount
 * without an interval: a count of actions has none, since one student may have several.
 */
export function callValue(cell: Cell | undefined, of: boolean | DefinitionCard): CallValue {
  const countsStudents = typeof of === 'boolean' ? of : of.counts === 'students'
  if (!cell) return { type: 'none', state: 'not_measured' }
  if (cell.hidden) return { type: 'hidden' }
  if (cell.state !== 'measured') return { type: 'none', state: cell.state }
  if (countsStudents) return { type: 'share', k: cell.n ?? 0, n: cell.d ?? 0 }
  return {
    type: 'amount',
    amount: (typeof of === 'boolean' ? rate(cell) : valueOf(cell, of)) ?? 0,
    n: null,
    interval: null,
  }
}

/** The interval that is drawn beside a rate of students; null where there is none. */
export function band(cell: Cell | undefined, countsStudents: boolean): Interval | null {
  if (!countsStudents || !cell || rate(cell) === null || (cell.d ?? 0) < 1) return null
  return wilson({ k: cell.n ?? 0, n: cell.d ?? 0 })
}

/** True when a cell is about so few students that reading it is noted. */
export const isSmall = (cell: Cell): boolean =>
  cell.state === 'measured' && !cell.hidden && cell.people !== null && cell.people < jeffreysBelow

/** Finds one cell. */
export const find = (cells: readonly Cell[], key: Partial<Cell>): Cell | undefined =>
  cells.find((cell) => (Object.keys(key) as (keyof Cell)[]).every((name) => cell[name] === key[name]))
