import type { CellKey, OutsideFact } from './sources.ts'

/** What others printed of a cell: counts, where they gave them, and the share (a fraction) as it was printed. */
export type Told = { value: number | null; n: number | null; d: number | null; printed?: string; from: string }

/** Where nobody knows how a share was printed: as a percent with one decimal. */
const halfOfUsual = 0.0005

/** Half of the last place of a printed share: `13.3` or `13.3%` of 0.133, or `0.2536415802`. */
function halfOf(printed: string | undefined, value: number): number {
  const text = (printed ?? '').replaceAll(/[%\s,]/g, '')
  const shown = text === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(shown)) return halfOfUsual
  const places = text.split('.')[1]?.length ?? 0
  const perHundred = Math.abs(shown / 100 - value) < Math.abs(shown - value)
  return (0.5 * 10 ** -places) / (perHundred ? 100 : 1)
}

/**
 * What a line of others says of our cell. In: the cell, the line, how many students we count there. Out: the counts that it prints; where it prints only a
 * share, the range of counts that such a share can come from, of as many students as it (or else we) count.
 */
export function factsOf(key: CellKey, told: Told, people: number | null): OutsideFact[] {
  const { value, n, d, from } = told
  const exact = (part: 'n' | 'd', count: number): OutsideFact => ({ ...key, part, low: count, high: count, from })
  const facts = d === null ? [] : [exact('d', d)]
  if (n !== null) return [...facts, exact('n', n)]
  const of = d ?? people
  if (value === null || of === null || of === 0) return facts
  const half = halfOf(told.printed, value)
  const low = Math.max(0, Math.ceil((value - half) * of - 1e-9))
  const high = Math.min(of, Math.floor((value + half) * of + 1e-9))
  return low <= high ? [...facts, { ...key, part: 'n', low, high, from }] : facts
}
