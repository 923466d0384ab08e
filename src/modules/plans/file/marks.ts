import type { Path, Place, Places } from './problem.ts'

/** Where the fields of a map, or the items of a list, stand: offsets in the text, and for maps the names with the offsets of the names. */
export type Marks = { at: number[]; keys: string[] | null; named: number[] | null }

/** Line and column of offsets in a text, both from 1. The lines are counted when the first is asked for. */
export function counter(text: string): (offset: number) => Place {
  let begins: number[] | null = null
  return (offset) => {
    if (!begins) {
      begins = [0]
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) begins.push(at + 1)
    }
    let low = 0
    let high = begins.length - 1
    while (low < high) {
      const mid = (low + high + 1) >> 1
      if ((begins[mid] ?? 0) <= offset) low = mid
      else high = mid - 1
    }
    return { line: low + 1, col: offset - (begins[low] ?? 0) + 1 }
  }
}

/** The places of a value that was read with marks. */
export function placesOf(
  root: object,
  begin: number,
  marks: ReadonlyMap<object, Marks>,
  at: (offset: number) => Place,
): Places {
  /** where a path's value stands, and where its name does */
  const find = (path: Path): { value: number | null; name: number | null } => {
    let here: unknown = root
    let value: number | null = begin
    let name: number | null = null
    for (const step of path) {
      const known = here !== null && typeof here === 'object' ? marks.get(here) : undefined
      if (!known) return { value: null, name: null }
      const n = known.keys ? known.keys.indexOf(String(step)) : Number(step)
      value = known.at[n] ?? null
      name = typeof step === 'string' ? (known.named?.[n] ?? null) : null
      here = value === null ? undefined : (here as Record<string | number, unknown>)[step]
    }
    return { value, name }
  }
  return (path, key = false) => {
    for (let end = path.length; end >= 0; end--) {
      const { value, name } = find(path.slice(0, end))
      if ((key || end < path.length) && name !== null) return at(name)
      if (value !== null) return at(value)
    }
    return { line: 1, col: 1 }
  }
}
