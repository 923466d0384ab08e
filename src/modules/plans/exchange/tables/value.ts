import { isDay } from '../../rules.ts'
import { type Cell, cellText } from './book.ts'
import type { Kind } from './columns.ts'

/** A cell that does not hold what its column holds. */
export type Fault = { fault: 'date' | 'number' | 'yes' | 'steps' }
export const isFault = (value: unknown): value is Fault =>
  value !== null && typeof value === 'object' && 'fault' in value

const yes = new Set(['yes', 'y', 'true', 'x', '1', 'sí', 'si'])
const no = new Set(['no', 'n', 'false', '0'])

/** The parts of a cell that holds several: separated by semicolons or lines. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)

/** A day as people write it: 2026-11-30, or 11/30/2026 as in the United States. Null: none of them. */
export function dayOf(text: string): string | null {
  if (isDay(text)) return text
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : null
}

/** A step of a target: school year, day or both, and the amount: `2027 2027-06-30 = 5`. */
function stepOf(text: string): { dueBy: { schoolYear: number | null; date: string | null }; amount: number } | null {
  const [, year, day, amount] =
    /^(\d{4})?(?:(?:^|\s)(\d{4}-\d{2}-\d{2}))?\s*=\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.exec(text) ?? []
  if (amount === undefined || (year === undefined && day === undefined)) return null
  return { dueBy: { schoolYear: year === undefined ? null : Number(year), date: day ?? null }, amount: Number(amount) }
}

/** What a cell says, by the kind of its column; null for an empty one. */
export function valueOf(cell: Cell | undefined, kind: Kind): unknown {
  const text = cellText(cell)
  if (text === '' && !(kind === 'raw' && typeof cell === 'string' && cell !== '')) return null
  switch (kind) {
    case 'raw':
      return typeof cell === 'string' ? cell : text
    case 'text':
      return text
    case 'list':
      return partsOf(text)
    case 'date':
      return dayOf(text) ?? ({ fault: 'date' } satisfies Fault)
    case 'number': {
      const number =
        typeof cell === 'number' ? cell : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
      return Number.isFinite(number) ? number : ({ fault: 'number' } satisfies Fault)
    }
    case 'yes':
      return typeof cell === 'boolean'
        ? cell
        : yes.has(text.toLowerCase())
          ? true
          : no.has(text.toLowerCase())
            ? false
            : ({ fault: 'yes' } satisfies Fault)
    case 'steps': {
      const steps = partsOf(text).map(stepOf)
      return steps.includes(null) ? ({ fault: 'steps' } satisfies Fault) : steps
    }
    case 'groups':
      return partsOf(text).map((one) => {
        const at = one.indexOf(':')
        return at < 0 ? { set: one } : { set: one.slice(0, at), value: one.slice(at + 1) }
      })
  }
}
