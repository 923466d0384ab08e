import type { FaultPoint } from '../../platform/fault.ts'
import { points } from './faults.ts'
import type { Wish } from './office.ts'

export type Victim = 'web' | 'worker' | 'both' | 'backend' | 'postgres' | 'supervisor' | 'everything'

/** One kill: at a named point or after a while, and who dies. `self`: the process that reaches the point; otherwise it stands still there while others die. */
export type Moment = {
  n: number
  wish: Wish
  point: FaultPoint | null
  nth: number
  victim: Victim | 'self'
  after: number
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const atRandom: readonly (readonly [Victim, number])[] = [
  ['worker', 24],
  ['web', 14],
  ['both', 8],
  ['backend', 26],
  ['postgres', 14],
  ['supervisor', 6],
  ['everything', 8],
]

function chosen(draw: number): Victim {
  const whole = atRandom.reduce((sum, [, weight]) => sum + weight, 0)
  let left = draw * whole
  for (const [victim, weight] of atRandom) {
    left -= weight
    if (left < 0) return victim
  }
  return 'worker'
}

/** What somebody has to do so that a point is passed. */
export const wishOf = (point: FaultPoint): Wish =>
  point.startsWith('publishing/') ? 'publish' : point.startsWith('plans/') ? 'plan' : 'import'

/** Points that are passed many times on one way: it matters at which of them the process dies. */
const often: Partial<Record<FaultPoint, number>> = {
  'publishing/page': 20,
  'publishing/index': 16,
  'indicators/run': 5,
  'indicators/values': 5,
  'feeds/part': 3,
}

/** The n-th moment of a seed: every other one at a named point, all points in turn, so that a run that was broken off goes on as it would have. */
export function momentOf(seed: number, n: number): Moment {
  const draw = dice(seed * 7919 + n)
  const order = points.map((point) => ({ point, at: dice(seed + points.indexOf(point) * 104_729)() }))
  const inTurn = order.toSorted((a, b) => a.at - b.at).map((one) => one.point)
  const point = n % 5 < 3 ? (inTurn[(Math.floor(n / 5) * 3 + (n % 5)) % inTurn.length] ?? null) : null
  const [a, b, c, d] = [draw(), draw(), draw(), draw()]
  if (point === null)
    return { n, point, nth: 1, wish: a < 0.6 ? 'import' : 'publish', victim: chosen(b), after: Math.floor(c * 600) }
  const victims: readonly (Victim | 'self')[] = [
    'self',
    'self',
    'self',
    'self',
    'backend',
    'backend',
    'postgres',
    'everything',
  ]
  return {
    n,
    point,
    wish: wishOf(point),
    nth: 1 + Math.floor(d * (often[point] ?? 1)),
    victim: victims[Math.floor(b * victims.length)] ?? 'self',
    after: 0,
  }
}
