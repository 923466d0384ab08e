import type { Reading } from './reading.ts'

/** A system while it is attacked: bounds that only ever get narrower. */
export type Bounds = { low: Float64Array; high: Float64Array }

/**
 * Draws every bound in by every line until nothing moves: what the others can be at most leaves at least the rest. Whole numbers are rounded
 * inwards. Changes `bounds`. Out: names of lines that nothing fits. Stops after a fixed number of visits: bounds stay true, only wider.
 */
export function drawIn(reading: Reading, bounds: Bounds): string[] {
  const { lines, linesOf, whole } = reading
  const { low, high } = bounds
  const queue = lines.map((_, at) => at)
  const waits = new Uint8Array(lines.length).fill(1)
  let visits = 60 * lines.length
  for (let at = 0; at < queue.length && visits-- > 0; at++) {
    const r = queue[at]!
    waits[r] = 0
    const { cols, coefs, low: least, high: most, name } = lines[r]!
    let [down, up] = [0, 0]
    for (let i = 0; i < cols.length; i++) {
      const [c, v] = [coefs[i]!, cols[i]!]
      down += c > 0 ? c * low[v]! : c * high[v]!
      up += c > 0 ? c * high[v]! : c * low[v]!
    }
    if (down > most + 1e-7 || up < least - 1e-7) return [name]
    for (let i = 0; i < cols.length; i++) {
      const [c, v] = [coefs[i]!, cols[i]!]
      if (low[v] === high[v]) continue
      const [ownDown, ownUp] = c > 0 ? [c * low[v]!, c * high[v]!] : [c * high[v]!, c * low[v]!]
      // c * v lies between least - (up - ownUp) and most - (down - ownDown).
      const [a, b] = [(least - up + ownUp) / c, (most - down + ownDown) / c]
      const [from, to] = c > 0 ? [a, b] : [b, a]
      const nextLow = Math.max(low[v]!, whole ? Math.ceil(from - 1e-7) : from)
      const nextHigh = Math.min(high[v]!, whole ? Math.floor(to + 1e-7) : to)
      if (nextLow <= low[v]! && nextHigh >= high[v]!) continue
      if (nextLow > nextHigh + 1e-7) return [name]
      const small = !whole && nextLow - low[v]! + high[v]! - nextHigh < 1e-3 * (high[v]! - low[v]!)
      const meet = nextLow > nextHigh
      low[v] = nextLow
      high[v] = meet ? nextLow : nextHigh
      down += (c > 0 ? c * low[v]! : c * high[v]!) - ownDown
      up += (c > 0 ? c * high[v]! : c * low[v]!) - ownUp
      if (small) continue
      for (const other of linesOf[v]!) {
        if (waits[other] || other === r) continue
        waits[other] = 1
        queue.push(other)
      }
    }
  }
  return []
}

/** The systems that have nothing to do with each other: unknowns that still are, joined where a line holds both. */
export function systemsOf({ lines, unknowns }: Reading, { low, high }: Bounds): number[][] {
  const root = Int32Array.from(unknowns, (_, v) => v)
  const find = (v: number): number => {
    let top = v
    while (root[top] !== top) top = root[top]!
    for (let at = v; root[at] !== top; ) [at, root[at]] = [root[at]!, top]
    return top
  }
  for (const { cols } of lines) {
    let first = -1
    for (const v of cols) {
      if (low[v] === high[v]) continue
      if (first < 0) first = find(v)
      else root[find(v)] = first
    }
  }
  const systems = new Map<number, number[]>()
  unknowns.forEach((_, v) => {
    if (low[v] === high[v]) return
    const top = find(v)
    const own = systems.get(top)
    if (own) own.push(v)
    else systems.set(top, [v])
  })
  return [...systems.values()]
}
