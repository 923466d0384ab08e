/** A run of words that both texts have, or only the old one, or only the new one. */
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string }

/** Texts that differ in more words than this are shown as a whole, old and new: marks between every two words help nobody. */
const mostDifferences = 120

const words = (text: string): string[] =>
  text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|\s+|[^\p{L}\p{N}\s]/gu) ?? []

type Step = 'same' | 'removed' | 'added'

/** Shortest way from one list of words to another (Myers 1986), or null when it takes more than `most` steps. */
function steps(a: readonly string[], b: readonly string[], most: number): Step[] | null {
  const reach = new Int32Array(2 * most + 3)
  const at = (k: number, of: Int32Array): number => of[most + 1 + k] ?? 0
  const trace: Int32Array[] = []
  const fromAbove = (k: number, d: number, of: Int32Array) => k === -d || (k !== d && at(k - 1, of) < at(k + 1, of))
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice())
    for (let k = -d; k <= d; k += 2) {
      let x = fromAbove(k, d, reach) ? at(k + 1, reach) : at(k - 1, reach) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      reach[most + 1 + k] = x
      if (x < a.length || x - k < b.length) continue
      const out: Step[] = []
      let y = x - k
      for (let round = d; round >= 0; round--) {
        const then = trace[round] ?? reach
        const above = fromAbove(x - y, round, then)
        const column = x - y + (above ? 1 : -1)
        const start = at(column, then)
        while (x > start && y > start - column) {
          out.push('same')
          x--
          y--
        }
        if (round > 0) out.push(above ? 'added' : 'removed')
        x = start
        y = start - column
      }
      return out.toReversed()
    }
  }
  return null
}

/** Joins runs, and draws a lone space between two changes into both of them, so that a changed phrase reads as one. */
function tidy(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed })
    if (added) out.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  pieces.forEach((piece, i) => {
    if (piece.kind === 'removed') removed += piece.text
    else if (piece.kind === 'added') added += piece.text
    else if (piece.text.trim() === '' && (removed || added) && i < pieces.length - 1) {
      removed += piece.text
      added += piece.text
    } else {
      flush()
      const last = out.at(-1)
      if (last?.kind === 'same') last.text += piece.text
      else out.push({ ...piece })
    }
  })
  flush()
  return out
}

/**
 * What changed from one text to another, word by word. In: two texts. Out: pieces in reading order; those that are the same or removed join to the old text,
 * those that are the same or added to the new one. The time grows with the length of the texts, not with its square.
 */
export function wordDiff(before: string, after: string): Piece[] {
  const a = words(before)
  const b = words(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const inA = a.slice(head, a.length - tail)
  const inB = b.slice(head, b.length - tail)
  const way = steps(inA, inB, Math.min(mostDifferences, inA.length + inB.length))
  const pieces: Piece[] = []
  const same = (list: readonly string[]) => {
    if (list.length > 0) pieces.push({ kind: 'same', text: list.join('') })
  }
  same(a.slice(0, head))
  if (way) {
    let i = 0
    let j = 0
    const between: Piece[] = []
    for (const kind of way) {
      const text = (kind === 'added' ? inB[j] : inA[i]) ?? ''
      if (kind !== 'added') i++
      if (kind !== 'removed') j++
      const run = between.at(-1)
      if (run?.kind === kind) run.text += text
      else between.push({ kind, text })
    }
    pieces.push(...between)
  } else pieces.push({ kind: 'removed', text: inA.join('') }, { kind: 'added', text: inB.join('') })
  same(a.slice(a.length - tail))
  return tidy(pieces)
}
