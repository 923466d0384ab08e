type Rate = { percent: number; decimals: number }

/** A printed percent as whole numbers: the true one lies between (twice - 1) and (twice + 1) out of 200 units. */
export function within({ percent, decimals }: Rate): { twice: number; unit: number } {
  const unit = 10 ** decimals
  return { twice: 2 * Math.round(percent * unit), unit }
}

/**
 * The smallest and largest group between low and high that some whole count of people fits to the printed percent (methods 4.4). In: the percent
 * as printed. Out: the given ends where the range is too wide to try, for any percent fits large groups.
 */
export function sizesFor(rate: Rate, low: number, high: number): { low: number; high: number } {
  const { twice, unit } = within(rate)
  const fits = (n: number): boolean =>
    Math.floor(((twice + 1) * n) / (200 * unit)) >= Math.max(0, Math.ceil(((twice - 1) * n) / (200 * unit)))
  let first = low
  while (first < high && first < low + 4000 && !fits(first)) first++
  let last = high
  if (high <= 4000) while (last > first && !fits(last)) last--
  return { low: first, high: last }
}
