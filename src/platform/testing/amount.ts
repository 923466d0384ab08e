/**
 * How much of a check runs: a fixed sample with `npm test`, the whole with `npm run test:full` (which sets `THROUGHLINE_FULL=1`).
 * In: the count of the sample, the count of the full run. Out: one of them.
 */
export const amount = (sample: number, full: number): number => (process.env.THROUGHLINE_FULL === '1' ? full : sample)

/** A folder that a long check may keep its state in, so that it goes on where it was killed; null outside the full run. */
export const keptFolder = (): string | null => process.env.THROUGHLINE_STATE || null

/** Seed of a randomized check: the same in every run unless `THROUGHLINE_SEED` draws another one. */
export const seed = (): number => Number(process.env.THROUGHLINE_SEED || 20261120)
