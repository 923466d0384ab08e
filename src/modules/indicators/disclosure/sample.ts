import { type Cell, type Relation, seededHash, type Table } from './table.ts'

const races: Record<string, number> = {
  american_indian: 0.004,
  asian: 0.05,
  black: 0.3,
  hispanic: 0.45,
  pacific_islander: 0.002,
  two_or_more: 0.04,
  white: 0.154,
}
const half = { yes: 0.3, no: 0.7 }
const sets: Record<string, Record<string, number>> = {
  race: races,
  econ: half,
  el: half,
  swd: half,
  gender: { female: 0.49, male: 0.507, nonbinary: 0.003 },
  residency: { resident: 0.88, choice: 0.1, agreement: 0.02 },
  high_needs: half,
  homeless: { yes: 0.02, no: 0.98 },
  grade: { 6: 0.33, 7: 0.33, 8: 0.34 },
}
const crossed = ['race', 'swd'] as const
const grades = ['6', '7', '8']
type Count = { n: number; k: number }

/**
 * An invented district for tests and benches: schools in zones in the district, 54 groups each, two sets of groups crossed with grades; every
 * cell has people and an outcome. In: how many schools, and zones. Out: the same table from the same numbers.
 */
export function district(schools: number, zones = 4): Table {
  const cells = new Map<string, Count>()
  const relations: Relation[] = []
  const random = (id: string): number => seededHash('district', id) / 2 ** 32
  const spread = (id: string, total: Count, weights: readonly number[]): Count[] => {
    const sum = weights.reduce((a, b) => a + b, 0)
    const out = weights.map((w, i) => {
      const n = Math.floor((total.n * w) / sum)
      const rate = (total.k / Math.max(1, total.n)) * (0.6 + 0.8 * random(`${id}${i}`))
      return { n, k: Math.min(n, Math.floor(n * rate)) }
    })
    const big = weights.indexOf(Math.max(...weights))
    out[big]!.n += total.n - out.reduce((a, b) => a + b.n, 0)
    out[big]!.k += total.k - out.reduce((a, b) => a + b.k, 0)
    return out
  }
  const names = Object.entries(sets).flatMap(([set, values]) => Object.keys(values).map((value) => `${set}=${value}`))
  const crossings = crossed.flatMap((set) =>
    Object.keys(sets[set]!).flatMap((value) => grades.map((grade) => `${set}=${value}|${grade}`)),
  )
  const groups = ['all', ...names, ...crossings]
  for (let s = 0; s < schools; s++) {
    const n = Math.round(30 + 900 * random(`size${s}`) ** 2)
    const all = { n, k: Math.round(n * (0.1 + 0.25 * random(`rate${s}`))) }
    const at = (group: string): string => `s${s}/${group}`
    cells.set(at('all'), all)
    for (const [set, values] of Object.entries(sets)) {
      const weights = Object.entries(values).map(([value, w]) => w * (0.5 + random(`${s}${set}${value}`)))
      const parts = spread(`${s}${set}`, all, weights)
      Object.keys(values).forEach((value, i) => cells.set(at(`${set}=${value}`), parts[i]!))
    }
    for (const set of crossed)
      for (const value of Object.keys(sets[set]!)) {
        const parts = spread(`${s}${set}${value}`, cells.get(at(`${set}=${value}`))!, [1, 1, 1.1])
        grades.forEach((grade, i) => cells.set(at(`${set}=${value}|${grade}`), parts[i]!))
      }
  }
  const add = (total: string, parts: string[]): void => {
    const found = parts.map((id) => cells.get(id)!)
    cells.set(total, {
      n: found.reduce((sum, { n }) => sum + n, 0),
      k: found.reduce((sum, { k }) => sum + k, 0),
    })
    relations.push({ id: total, total, parts })
  }
  const places = Array.from({ length: schools }, (_, s) => `s${s}`)
  const above = Array.from({ length: Math.min(zones, schools) }, (_, z) => `z${z}`)
  for (const group of groups) {
    for (const [z, zone] of above.entries())
      add(
        `${zone}/${group}`,
        places.filter((_, s) => s % above.length === z).map((place) => `${place}/${group}`),
      )
    add(
      `d/${group}`,
      above.map((zone) => `${zone}/${group}`),
    )
  }
  for (const place of [...places, ...above, 'd']) {
    for (const [set, values] of Object.entries(sets))
      relations.push({
        id: `${place}/${set}`,
        total: `${place}/all`,
        parts: Object.keys(values).map((value) => `${place}/${set}=${value}`),
      })
    for (const set of crossed)
      for (const value of Object.keys(sets[set]!))
        relations.push({
          id: `${place}/${set}/${value}`,
          total: `${place}/${set}=${value}`,
          parts: grades.map((grade) => `${place}/${set}=${value}|${grade}`),
        })
  }
  return { cells: [...cells].map(([id, { n, k }]): Cell => ({ id, n, k })), relations }
}
