import type { Plan } from '../file/format.ts'

/** Chance that can be thrown again: the same seed gives the same faults. */
export type Dice = {
  /** A whole number in [0, below). */
  whole: (below: number) => number
  /** One of a list; undefined when it is empty. */
  pick: <T>(from: readonly T[]) => T | undefined
  /** The list in another order. */
  shuffle: <T>(list: readonly T[]) => T[]
}

/**
 * Where the finding of an injected fault has to stand: `element` (the finding's element) or `path` (the finding's path begins with it).
 * Use `element` when the fault removes or inserts something, since places in lists move then. `listed`: for rules that tell of many places at once;
 * the finding stands at this path or names it among its other places.
 */
export type Fault =
  | { element: string }
  | { path: readonly (string | number)[] }
  | { listed: readonly (string | number)[] }

/**
 * Injects one fault of a rule at a random place of a plan.
 * In: a deep copy of a plan, which is changed in place and must stay a plan that the format accepts; dice. Out: where the rule has to find it;
 * null when the plan has no place for it (then nothing was changed, or the copy is thrown away).
 * The fault is what a person would do wrong; it must not be something that the rule finds at that place already.
 */
export type Mutator = { rule: string; inject: (plan: Plan, dice: Dice) => Fault | null }

/** Dice of one fault. In: the seed of the run, the rule, the number of the fault. (mulberry32 over an FNV-1a of the three.) */
export function diceOf(seed: number, rule: string, number: number): Dice {
  let state = 0x811c9dc5
  for (const letter of `${seed}/${rule}/${number}`) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (below: number): number => Math.floor(next() * below)
  return {
    whole,
    pick: (from) => from[whole(from.length)],
    shuffle: (list) => {
      const rest = [...list]
      return list.flatMap(() => rest.splice(whole(rest.length), 1))
    },
  }
}
