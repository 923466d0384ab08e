/** A header as it is compared: lower case, without accents, runs of anything else as one underscore. */
export function plain(header: string): string {
  return header
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
}

/** Edits (insert, delete, change, swap of neighbors) that turn one text into the other. */
export function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** The name closest to a text, when it is close: at most one edit in three characters. Null otherwise. */
export function nearest(text: string, names: readonly string[]): string | null {
  let found: string | null = null
  let least = Infinity
  for (const name of names) {
    const edits = distance(text, name)
    if (edits < least && edits <= Math.max(1, Math.floor(name.length / 3))) {
      least = edits
      found = name
    }
  }
  return found
}
