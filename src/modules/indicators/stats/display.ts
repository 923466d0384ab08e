import type { Interval, Share } from './interval.ts'
import { jeffreys } from './jeffreys.ts'
import { wilson } from './wilson.ts'

export type Method = 'wilson' | 'jeffreys'

/** Below this many, Jeffreys' interval is shown in place of Wilson's (methods 3.2). */
export const jeffreysBelow = 20

/** The 95% interval of a share that a page shows, with the method to name beside it; null when n = 0. */
export function shownInterval(share: Share): (Interval & { method: Method }) | null {
  const method: Method = share.n < jeffreysBelow ? 'jeffreys' : 'wilson'
  const interval = method === 'jeffreys' ? jeffreys(share) : wilson(share)
  return interval && { ...interval, method }
}
