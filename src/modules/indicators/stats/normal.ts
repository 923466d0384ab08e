/** Share of the standard normal distribution at or below z (methods 3.3): a series inside 3, a continued fraction outside. */
export function normalBelow(z: number): number {
  const x = Math.abs(z)
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  let tail: number
  if (x < 3) {
    let term = x
    let sum = x
    for (let i = 3; term > sum * 1e-17; i += 2) {
      term *= (x * x) / i
      sum += term
    }
    tail = 0.5 - density * sum
  } else {
    let below = x
    for (let i = 80; i >= 1; i--) below = x + i / below
    tail = density / below
  }
  return z > 0 ? 1 - tail : tail
}

/** Chance of a standard normal value at least as far from zero as z, on either side. */
export const twoSided = (z: number): number => Math.min(1, 2 * normalBelow(-Math.abs(z)))
