/** Derivative of lnGamma for x > 0: recurrence up to 8, then the asymptotic series (about 13 digits). */
export function digamma(x: number): number {
  let y = x
  let sum = 0
  while (y < 8) {
    sum -= 1 / y
    y += 1
  }
  const s = 1 / (y * y)
  const series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - (s * 691) / 32760)))))
  return sum + Math.log(y) - 0.5 / y - series
}

/** Second derivative of lnGamma for x > 0. */
export function trigamma(x: number): number {
  let y = x
  let sum = 0
  while (y < 8) {
    sum += 1 / (y * y)
    y += 1
  }
  const s = 1 / (y * y)
  const series = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - (s * 691) / 2730)))))
  return sum + (1 + 0.5 / y + series) / y
}
