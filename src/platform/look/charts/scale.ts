/** Ticks at round numbers that cover lo..hi. In: the range and about how many. Out: ascending ticks, the first at or below lo, the last at or above hi. */
export function niceTicks(lo: number, hi: number, about: number): number[] {
  const span = hi - lo > 0 ? hi - lo : Math.abs(hi) || 1
  const rough = span / Math.max(about, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((m) => m * power >= rough * 0.999) ?? 10) * power
  const first = Math.floor(lo / step + 1e-9)
  const last = Math.max(Math.ceil(hi / step - 1e-9), first + 1)
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** A linear scale from a domain to pixels. */
export const linear = (domain: readonly [number, number], range: readonly [number, number]) => {
  const slope = (range[1] - range[0]) / (domain[1] - domain[0] || 1)
  return (value: number): number => range[0] + (value - domain[0]) * slope
}

/** About how wide a text is in the text face, in pixels. Errs on the wide side, so that labels never touch. */
export function textWidth(text: string, size = 12): number {
  let ems = 0
  for (const mark of text)
    ems += /[0-9]/.test(mark)
      ? 0.63
      : /[%mwMW]/.test(mark)
        ? 0.88
        : /[A-Z]/.test(mark)
          ? 0.68
          : /[ijlt.,'()|f -]/.test(mark)
            ? 0.34
            : 0.57
  return ems * size
}

/** Text in at most two lines of about `width` pixels; never cut. */
export function wrap(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text]
  const words = text.split(' ')
  let best = [text]
  for (let at = 1; at < words.length; at++) {
    const lines = [words.slice(0, at).join(' '), words.slice(at).join(' ')]
    if (longest(lines) < longest(best)) best = lines
  }
  return best
}

/** Width of the longest line, in pixels. */
export const longest = (lines: readonly string[], size = 12): number =>
  Math.max(0, ...lines.map((line) => textWidth(line, size)))

/**
 * Moves labels apart so that none overlaps. In: wanted places, heights, and the limits.
 * Out: places in the same order, as near to the wanted ones as a single sweep down and up allows.
 */
export function spread(wanted: readonly number[], height: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const placed = [...wanted]
  let floor = top
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, floor)
    floor = (placed[index] ?? 0) + height
  }
  let ceiling = bottom
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling)
    ceiling = (placed[index] ?? 0) - height
  }
  return placed
}

/** A coordinate with one decimal, as short as possible. */
export const px = (value: number): number => Math.round(value * 10) / 10
