import { type Cell, type EarlierTable, type Relation, seededHash, type Table } from './table.ts'

type Count = { n: number; k: number }
/** Numbers from 0 to 1, the same for the same seed. */
export function dice(seed: string): () => number {
  let turn = 0
  return () => seededHash(seed, String(turn++)) / 2 ** 32
}

/**
 * A random table as schools have them, for the attack suite: schools in zones in a district, 3 to 8 groups that add up, a second set of two groups or
 * none, one or two years with or without both together, with an outcome or only people. In: a seed. Out: the table; and a function that
 * makes the same table after a few corrections.
 */
export function randomTable(seed: string): { table: Table; corrected: () => Table } {
  const random = dice(seed)
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const outcome = random() < 0.5
  const groups = Array.from({ length: whole(3, 8) }, (_, g) => `g${g}`)
  const second = random() < 0.2 ? ['yes', 'no'] : []
  const years = random() < 0.25 ? ['2025', '2026'] : ['2026']
  const together = years.length > 1 && random() < 0.6
  const zones = Array.from({ length: whole(2, 3) }, (_, z) => ({
    id: `z${z}`,
    schools: Array.from({ length: whole(1, 2) }, (_, s) => `z${z}s${s}`),
  }))
  const leaves = new Map<string, Count>()
  for (const year of years)
    for (const { schools } of zones)
      for (const school of schools) {
        const size = random() < 0.3 ? 6 : 30
        for (const group of groups) {
          const n = random() < 0.12 ? 0 : random() < 0.4 ? whole(1, 6) : whole(3, size)
          leaves.set(`${year}/${school}/${group}`, { n, k: Math.min(n, Math.floor(n * random() ** 2 * 1.1)) })
        }
        for (const one of second) leaves.set(`${year}/${school}/${one}`, { n: 0, k: 0 })
      }
  const split = new Map([...leaves].map(([id]) => [id, random()]))
  const build = (): Table => {
    const cells = new Map<string, Count>()
    const relations: Relation[] = []
    const add = (total: string, parts: string[]): void => {
      const found = parts.map((id) => cells.get(id)!)
      cells.set(total, { n: found.reduce((sum, { n }) => sum + n, 0), k: found.reduce((sum, { k }) => sum + k, 0) })
      relations.push({ id: `${total} = ${parts.length} parts`, total, parts })
    }
    const sum = (total: string, parts: string[]): void =>
      void relations.push({ id: `${total} by ${parts[0]}`, total, parts })
    const names = [...groups, ...second, 'all']
    for (const year of years) {
      for (const { id: zone, schools } of zones) {
        for (const school of schools) {
          const at = (group: string): string => `${year}/${school}/${group}`
          for (const group of groups) cells.set(at(group), leaves.get(at(group))!)
          add(at('all'), groups.map(at))
          if (second.length === 0) continue
          const all = cells.get(at('all'))!
          const n = Math.floor(all.n * split.get(at('yes'))!)
          const k = Math.min(n, Math.max(all.k - (all.n - n), Math.floor(all.k * split.get(at('no'))!)))
          cells.set(at('yes'), { n, k })
          cells.set(at('no'), { n: all.n - n, k: all.k - k })
          sum(at('all'), second.map(at))
        }
        for (const group of names)
          add(
            `${year}/${zone}/${group}`,
            schools.map((school) => `${year}/${school}/${group}`),
          )
      }
      for (const group of names)
        add(
          `${year}/d/${group}`,
          zones.map(({ id }) => `${year}/${id}/${group}`),
        )
      for (const place of [...zones.map(({ id }) => id), 'd'])
        for (const set of [groups, second])
          if (set.length > 0)
            sum(
              `${year}/${place}/all`,
              set.map((group) => `${year}/${place}/${group}`),
            )
    }
    if (together)
      for (const group of names)
        add(
          `both/d/${group}`,
          years.map((year) => `${year}/d/${group}`),
        )
    return { cells: [...cells].map(([id, { n, k }]): Cell => ({ id, n, k: outcome ? k : null })), relations }
  }
  return {
    table: build(),
    corrected: () => {
      const ids = [...leaves.keys()].filter((id) => groups.includes(id.split('/').at(-1)!))
      for (let turn = whole(1, 3); turn > 0; turn--) {
        const id = ids[Math.floor(random() * ids.length)]!
        const { n, k } = leaves.get(id)!
        const next = Math.max(0, n + whole(-2, 3))
        leaves.set(id, { n: next, k: Math.min(next, Math.max(0, k + whole(-1, 1))) })
      }
      return build()
    },
  }
}

/** An edition that was published, as the next one must know it: its true numbers and what it showed. */
export const publishedAs = (
  name: string,
  table: Table,
  cells: readonly { id: string; n: number | null; k: number | null }[],
): EarlierTable => {
  const shown = new Map(cells.map((cell) => [cell.id, cell]))
  return {
    name,
    cells: table.cells.map((cell) => {
      const { n, k } = shown.get(cell.id)!
      return { ...cell, shown: { n: n !== null, k: cell.k !== null && k !== null } }
    }),
    relations: table.relations,
  }
}
