import { type Hidden, primary } from './primary.ts'
import type { Part, Rules, Table } from './table.ts'

/**
 * The state's rule and nothing more (methods 4.1), to compare with: small counts are hidden; where a sum has one hidden count only, the smallest
 * shown one that is larger goes too, totals last; again until no sum has a single one. Not used to publish: it leaks.
 */
export function stateAlone(table: Table, rules: Rules): Map<string, Hidden> {
  const cells = new Map(table.cells.map((cell) => [cell.id, cell]))
  const hidden = new Map(table.cells.map((cell) => [cell.id, { ...primary(cell, rules) }]))
  const isOpen = (id: string, part: Part): boolean => {
    const cell = cells.get(id)!
    return hidden.get(id)![part] === null && cell[part] !== null && cell.n > 0
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const { total, parts, of = 'both' } of table.relations)
      for (const part of ['n', 'k'] as const) {
        if (of !== 'both' && of !== part) continue
        const stars = [...parts, total].filter((id) => hidden.get(id)![part] !== null)
        if (stars.length !== 1) continue
        const value = (id: string): number => cells.get(id)![part] ?? 0
        const own = value(stars[0]!)
        const shown = parts.filter((id) => isOpen(id, part)).toSorted((a, b) => value(a) - value(b))
        const pick = shown.find((id) => value(id) >= own) ?? shown[0] ?? (isOpen(total, part) ? total : undefined)
        if (pick === undefined) continue
        const why = hidden.get(pick)!
        why[part] = 'protects_another'
        if (part === 'n' && cells.get(pick)!.k !== null) why.k ??= 'protects_another'
        changed = true
      }
  }
  return hidden
}
