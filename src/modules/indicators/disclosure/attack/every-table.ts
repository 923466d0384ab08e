import type { Readable } from './published.ts'

/**
 * Smallest and largest value of every hidden count over all whole-number tables that fit, by trying them: slow, simple, and written without any
 * part of the attack. For small tables in tests. In: one edition, counts at most `top`. Out: by `part|id`; null: the search was given up.
 */
export function everyTable(readable: Readable, top: number, effort = 60_000): Map<string, [number, number]> | null {
  const keys: string[] = []
  const low: number[] = []
  const high: number[] = []
  const put = (key: string, from: number, to: number): number => {
    low.push(from)
    high.push(to)
    return keys.push(key) - 1
  }
  const at = new Map<string, number>()
  const sums: { vars: number[]; signs: number[]; equals: number }[] = []
  for (const { id, n, k, outcome, least } of readable.cells) {
    at.set(`n|${id}`, put(`n|${id}`, n ?? least?.n ?? 1, n ?? top))
    if (!outcome) continue
    const zero = n === 0
    at.set(`k|${id}`, put(`k|${id}`, zero ? 0 : (k ?? 0), zero ? 0 : (k ?? top)))
    at.set(`m|${id}`, put(`m|${id}`, 0, top))
    sums.push({ vars: ['k', 'm', 'n'].map((part) => at.get(`${part}|${id}`)!), signs: [1, 1, -1], equals: 0 })
  }
  for (const { id, total, parts, of = 'both' } of readable.relations)
    for (const part of ['n', 'k'] as const) {
      const vars = [...parts, total].map((one) => at.get(`${part}|${one}`))
      if ((of !== 'both' && of !== part) || vars.some((v) => v === undefined)) continue
      sums.push({
        vars: vars as number[],
        signs: vars.map((_, i) => (i < parts.length ? 1 : -1)),
        equals: readable.gaps?.get(id)?.[part] ?? 0,
      })
    }
  const fits = (from: number[], to: number[]): boolean => {
    for (let moved = true; moved; ) {
      moved = false
      for (const { vars, signs, equals } of sums) {
        let [least, most] = [-equals, -equals]
        vars.forEach((v, i) => {
          least += signs[i]! > 0 ? from[v]! : -to[v]!
          most += signs[i]! > 0 ? to[v]! : -from[v]!
        })
        if (least > 0 || most < 0) return false
        vars.forEach((v, i) => {
          const [a, b] = signs[i]! > 0 ? [to[v]! - most, from[v]! - least] : [from[v]! + least, to[v]! + most]
          // The sums above are of the ends before this line: one end at a time stays right.
          if (a > from[v]! || b < to[v]!) {
            from[v] = Math.max(from[v]!, a)
            to[v] = Math.min(to[v]!, b)
            moved = true
          }
        })
        if (vars.some((v) => from[v]! > to[v]!)) return false
      }
    }
    return true
  }
  let left = effort
  const exists = (from: number[], to: number[]): boolean => {
    if (left-- <= 0) return false
    if (!fits(from, to)) return false
    let pick = -1
    for (let v = 0; v < keys.length; v++)
      if (from[v]! < to[v]! && (pick < 0 || to[v]! - from[v]! < to[pick]! - from[pick]!)) pick = v
    if (pick < 0) return true
    for (let x = from[pick]!; x <= to[pick]!; x++) if (exists(from.with(pick, x), to.with(pick, x))) return true
    return false
  }
  const [first, last] = [[...low], [...high]]
  if (!fits(first, last)) return new Map()
  const found = new Map<string, [number, number]>()
  keys.forEach((key, v) => {
    if (low[v] === high[v] && !key.startsWith('m|')) return
    let [from, to] = [first[v]!, last[v]!]
    while (from < to && !exists(first.with(v, from), last.with(v, from))) from++
    while (to > from && !exists(first.with(v, to), last.with(v, to))) to--
    found.set(key, [from, to])
  })
  return left > 0 ? found : null
}
