import { pino } from 'pino'

/** The log of the process: codes, ids and durations; never names, never data. */
export const log = pino({
  level: process.env.THROUGHLINE_LOG || 'info',
  base: { part: process.env.THROUGHLINE_PART || 'app' },
})
