import type { System } from './system.ts'

/** What a reader knows of each variable: a range of whole numbers. low = high: it is known. */
export type Ranges = { low: Float64Array; high: Float64Array }
export type Pinned = { variable: number; row: number; alone: boolean }

/**
 * Narrows every range by every relation until nothing changes: whatever the other variables of a line can be at most, this one
 * must be at least the rest. Changes `ranges`. Out: the variables whose value this fixed (`alone`: plain subtraction, it was the
 * only unknown of its line), and the lines that no whole numbers fit.
 */
export function narrow(
  system: System,
  ranges: Ranges,
  start?: readonly number[],
): { pinned: Pinned[]; impossible: number[] } {
  const { low, high } = ranges
  const pinned: Pinned[] = []
  const impossible = new Set<number>()
  const waiting = start ? [...start] : system.rows.map((_, r) => r)
  const queued = new Uint8Array(system.rows.length)
  for (const r of waiting) queued[r] = 1
  let steps = 300 * system.rows.length
  for (let at = 0; at < waiting.length && steps-- > 0; at++) {
    const r = waiting[at]!
    queued[r] = 0
    const row = system.rows[r]!
    let least = -row.equals
    let most = -row.equals
    let open = 0
    for (let i = 0; i < row.vars.length; i++) {
      const v = row.vars[i]!
      if (low[v] !== high[v]) open++
      least += row.signs[i] === 1 ? low[v]! : -high[v]!
      most += row.signs[i] === 1 ? high[v]! : -low[v]!
    }
    if (least > 0 || most < 0) {
      impossible.add(r)
      continue
    }
    if (open === 0) continue
    for (let i = 0; i < row.vars.length; i++) {
      const v = row.vars[i]!
      if (low[v] === high[v]) continue
      // Without v the row lies in least-own .. most-own, and with it the sum must be zero.
      const width = high[v]! - low[v]!
      const newHigh = row.signs[i] === 1 ? low[v]! - least : low[v]! + most
      const newLow = row.signs[i] === 1 ? high[v]! - most : high[v]! + least
      const tighterLow = Math.max(low[v]!, newLow)
      const tighterHigh = Math.min(high[v]!, newHigh)
      if (tighterHigh - tighterLow >= width) continue
      if (tighterLow > tighterHigh) {
        impossible.add(r)
        break
      }
      const before = { low: low[v]!, high: high[v]! }
      low[v] = tighterLow
      high[v] = tighterHigh
      least += row.signs[i] === 1 ? tighterLow - before.low : before.high - tighterHigh
      most += row.signs[i] === 1 ? tighterHigh - before.high : before.low - tighterLow
      if (tighterLow === tighterHigh) pinned.push({ variable: v, row: r, alone: open === 1 })
      for (const other of system.rowsOf[v]!) {
        if (other === r || queued[other]) continue
        queued[other] = 1
        waiting.push(other)
      }
    }
  }
  return { pinned, impossible: [...impossible] }
}
