/** Chance that can be thrown again: the same seed and number give the same input. */
export type Dice = {
  /** A fraction in [0, 1). */
  next: () => number
  /** A whole number in [0, below). */
  whole: (below: number) => number
  pick: <T>(from: readonly T[]) => T
  /** True once in `often` times. */
  once: (often: number) => boolean
}

/** Dice for one input. In: the seed of the run, the family of the input, its number. (The generator is mulberry32 over an FNV-1a of the three.) */
export function diceFor(seed: number, family: string, number: number): Dice {
  let state = 0x811c9dc5
  for (const letter of `${seed}/${family}/${number}`)
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number) => Math.floor(next() * below)
  return {
    next,
    whole,
    pick: (from) => {
      const one = from[whole(from.length)]
      if (one === undefined) throw new Error('Nothing to pick from.')
      return one
    },
    once: (often) => next() * often < 1,
  }
}
