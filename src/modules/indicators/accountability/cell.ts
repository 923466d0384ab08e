/**
 * One cell of the published file. What is not a number is never made one; the ways of having none stay apart:
 * `blank` (nothing printed: not scored), `missing` (a lone dot: not measured), `suppressed` (a star), `not-applicable` (N/A), `unreadable` (anything else).
 * `decimals`: as many as are printed; `significant`: without zeros at the end.
 */
export type Cell =
  | { state: 'number'; value: number; decimals: number; significant: number; text: string }
  | { state: NoNumber; text: string }
export type NoNumber = 'blank' | 'missing' | 'suppressed' | 'not-applicable' | 'unreadable'

export const blank: Cell = { state: 'blank', text: '' }

/** Text guards of spreadsheets taken off: `="0640011"` is 0640011. */
export const unguarded = (text: string): string => /^=\s*"(.*)"$/s.exec(text.trim())?.[1]?.trim() ?? text.trim()

const plainNumber = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/

/** Reads one cell. Commas of thousands go; a percent sign divides by 100 and counts two decimals more. */
export function readCell(printed: string): Cell {
  const text = unguarded(printed)
  if (text === '') return { state: 'blank', text }
  if (text === '.') return { state: 'missing', text }
  if (/^\*+$/.test(text)) return { state: 'suppressed', text }
  if (/^n\/?a$/i.test(text)) return { state: 'not-applicable', text }
  const percent = text.endsWith('%')
  const bare = percent ? text.slice(0, -1).trim() : text
  const found = /\d/.test(bare) ? plainNumber.exec(bare) : null
  if (!found) return { state: 'unreadable', text }
  const value = Number(bare.replaceAll(',', '')) / (percent ? 100 : 1)
  const after = found[1] ?? ''
  const shift = (percent ? 2 : 0) - Number(found[2] ?? 0)
  const places = (digits: string): number => Math.max(0, digits.length + shift)
  return { state: 'number', value, decimals: places(after), significant: places(after.replace(/0+$/, '')), text }
}

/** The number of a cell, or null: for those who ask for the state elsewhere. */
export const numberIn = (cell: Cell): number | null => (cell.state === 'number' ? cell.value : null)
