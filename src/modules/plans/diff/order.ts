/**
 * Which entries of a list kept their order. In: for each entry, in the new order, its place in the old one (all different).
 * Out: a longest run of entries that stand as before; every other one was moved. n log n.
 */
export function keptInOrder(places: readonly number[]): Set<number> {
  const ends: number[] = []
  const before: number[] = []
  places.forEach((place, i) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((places[ends[middle] ?? 0] ?? 0) < place) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = i
  })
  const kept = new Set<number>()
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) kept.add(places[i] ?? 0)
  return kept
}
