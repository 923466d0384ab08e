import type { Guard, Readable } from '../attack/published.ts'
import type { PublishedCell } from '../subtraction.ts'
import type { Cell, Relation, Table } from '../table.ts'
import { type Jj, type JjCell, type JjLine, WrongFile } from './jj.ts'

const far = 1e12
const isHidden = ({ status }: JjCell): boolean => status === 'u' || status === 'x'

/** What the protection levels of a sensitive cell ask for: reach down, reach up, slide. `step`: the smallest difference that counts. */
function asked({ value, lower, upper, sliding }: JjCell, step: number): { low: number; high: number }[] {
  const ranges: { low: number; high: number }[] = []
  if (upper > 0) ranges.push({ low: -far, high: value + upper - step })
  if (lower > 0) ranges.push({ low: value - lower + step, high: far })
  // Reaching as far as the slide on one side is enough for it.
  if (sliding > lower + upper) ranges.push({ low: value - sliding + step, high: value + sliding - step })
  return ranges
}

/** A JJ file as its readers have it: hidden are u and x. Out: also what must not come out about the u. */
export function jjAsRead(jj: Jj): { readable: Readable; guards: Guard[] } {
  const whole = jj.cells.every(({ value }) => Number.isInteger(value))
  const step = whole ? 1 : 1e-6
  const cells = jj.cells.map((cell): PublishedCell => {
    const { ind, value, low, high } = cell
    return {
      id: String(ind),
      n: isHidden(cell) ? null : value,
      k: null,
      outcome: false,
      least: { n: low },
      most: { n: high },
    }
  })
  const guards = jj.cells.flatMap((cell): Guard[] => {
    if (cell.status !== 'u') return []
    const base = { id: String(cell.ind), part: 'n' as const }
    return [
      ...asked({ ...cell, sliding: 0 }, step).map((range) => ({ ...base, kind: 'range' as const, ...range })),
      { ...base, kind: 'width' as const, least: Math.max(step, cell.sliding) },
    ]
  })
  const lines = jj.lines.map(({ equals, terms, at }) => ({
    name: `line ${at}`,
    terms: terms.map(({ ind, coef }) => ({ id: String(ind), coef })),
    equals,
  }))
  return { readable: { cells, relations: [], lines, whole }, guards }
}

/**
 * A JJ file as a table to protect: u must be hidden, z and w never are, x counts as open again. Values with up to three decimals are taken
 * times `scale`. Errors: WrongFile for values and sums that are not of that kind.
 */
export function jjTable(jj: Jj): { table: Table; scale: number } {
  const scale = [1, 10, 100, 1000].find((times) =>
    jj.cells.every(({ value }) => Math.abs(value * times - Math.round(value * times)) < 1e-6),
  )
  if (!scale) throw new WrongFile(0, 'Values with more than three decimals cannot be protected here, only attacked.')
  const cells = jj.cells.map((cell): Cell => {
    const { ind, value, weight, status, low, high } = cell
    if (value < 0)
      throw new WrongFile(0, `The cell ${ind} is ${value}. Negative values cannot be protected here, only attacked.`)
    const times = (x: number): number => Math.round(x * scale)
    return {
      id: String(ind),
      n: times(value),
      k: null,
      least: Math.ceil(low * scale),
      ...(high * scale < far ? { most: Math.floor(high * scale) } : {}),
      weight: weight > 0 ? weight : 1,
      must: { n: status === 'u' ? 'hide' : 'show' },
      ...(status === 's' || status === 'x' ? { must: {} } : {}),
      sensitive:
        status === 'u'
          ? asked(cell, 1 / scale).map((range) => ({ low: times(range.low), high: times(range.high) }))
          : [],
    }
  })
  return { table: { cells, relations: jj.lines.map(sumOf) }, scale }
}

/** A line as a total and its parts: all coefficients 1 and one -1, or the other way round. */
function sumOf({ terms, at }: JjLine): Relation {
  for (const sign of [1, -1]) {
    const total = terms.filter(({ coef }) => coef === -sign)
    const parts = terms.filter(({ coef }) => coef === sign)
    if (total.length === 1 && parts.length === terms.length - 1 && parts.length > 0)
      return { id: `line ${at}`, total: String(total[0]!.ind), parts: parts.map(({ ind }) => String(ind)) }
  }
  throw new WrongFile(at, 'To protect a table each sum must be one total and its parts: coefficients 1 and one -1.')
}

/** The file again with the pattern found: hidden on top of the u are x, all others s unless they were z or w. */
export function withPattern(jj: Jj, hidden: ReadonlySet<string>): Jj {
  return {
    lines: jj.lines,
    cells: jj.cells.map((cell) => {
      if (cell.status === 'u') return cell
      if (hidden.has(String(cell.ind))) return { ...cell, status: 'x' }
      return cell.status === 'x' ? { ...cell, status: 's' } : cell
    }),
  }
}
