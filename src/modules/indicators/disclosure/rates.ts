/**
 * The counts that a published percent allows (methods 4.4): k from ceil((p - half a digit) n / 100) to floor((p + half a digit) n / 100).
 * In: the percent as printed, the digits after its point, how many people. Out: smallest and largest k; low > high when none fits.
 */
export function countsBehind(percent: number, decimals: number, n: number): { low: number; high: number } {
  const unit = 10 ** decimals
  const twice = 2 * Math.round(percent * unit)
  const whole = 200 * unit
  return {
    low: Math.max(0, Math.ceil(((twice - 1) * n) / whole)),
    high: Math.min(n, Math.floor(((twice + 1) * n) / whole)),
  }
}

/** The group sizes up to `most` that allow every one of the percents printed side by side: 13.3, 26.7 and 60.0 give 15, 30, 45, 60 ... */
export function peopleBehind(percents: readonly number[], decimals: number, most: number): number[] {
  const sizes: number[] = []
  for (let n = 1; n <= most; n++) {
    const fits = percents.every((percent) => {
      const { low, high } = countsBehind(percent, decimals, n)
      return low <= high
    })
    if (fits) sizes.push(n)
  }
  return sizes
}
