/** Edits (insert, delete, change) that turn one text into the other. */
export function edits(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    last = row
  }
  return last[b.length] ?? 0
}

/** The nearest of some names when it is near (at most one edit in three characters), or null. */
export function nearest(text: string, names: readonly string[]): string | null {
  const wanted = text.slice(0, 60).toLowerCase()
  let [best, least] = [null as string | null, Number.POSITIVE_INFINITY]
  for (const name of names) {
    const count = edits(wanted, name.toLowerCase())
    if (count < least && count <= Math.max(1, Math.floor(name.length / 3))) [best, least] = [name, count]
  }
  return best
}
