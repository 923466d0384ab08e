import { toNumber } from '../exact.ts'
import { projectable, type SeriesYear } from '../rules/breaks.ts'
import { type ChanceWord, chanceOfMeeting } from '../stats/chance.ts'
import type { Interval, Share } from '../stats/interval.ts'
import { project } from '../stats/projection.ts'
import { dayOf, goodDirection, readings, type Target } from '../targets.ts'

export const outlookRefusals = ['noTarget', 'past', 'unclear', 'few'] as const
export type Outlook =
  /** noTarget: nothing to carry on to. past: the due year is over. unclear: several readings, a band, no direction. few: under three years since a break. */
  | { kind: 'none'; why: (typeof outlookRefusals)[number]; years: number }
  | {
      kind: 'shown'
      /** School year of the due day. */
      at: number
      /** Years that it stands on. */
      years: number
      from: number
      value: number
      interval: Interval
      goal: number
      /** Null at three years: a line may be shown, no chance said. */
      chance: { chance: number; word: ChanceWord } | null
      /** Change a year, as a fraction: of the line, and what it would take from the last year on to reach the goal. */
      slope: number
      needed: number
    }

const clip = (x: number): number => Math.min(1, Math.max(0, x))
/** The ending year of the school year of a day: July begins a new one. */
const yearOfDay = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5) >= '07-01' ? 1 : 0)

/**
 * The present path carried on to the due year of a target (methods 3.7), for shares only. In: the series; the counts of the last year (their size stands for
 * the chance in the due year; null when the value is no share of students); the target or null.
 */
export function outlookOf(series: readonly SeriesYear[], last: Share | null, target: Target | null): Outlook {
  const points = projectable(series)
  const none = (why: (typeof outlookRefusals)[number]): Outlook => ({ kind: 'none', why, years: points.length })
  if (!target) return none('noTarget')
  const [reading, other] = readings(target)
  const good = reading && !other ? goodDirection(target) : null
  if (!reading || other || !good || (target.unit !== 'percent' && target.unit !== 'fraction')) return none('unclear')
  const at = yearOfDay(dayOf(target.dueBy))
  const newestPoint = points.at(-1)
  const newest = newestPoint?.t
  const from = points[0]?.t
  if (newest !== undefined && at <= newest) return none('past')
  const p = last && last.n > 0 ? last.k / last.n : null
  const found = project(points, at, p === null || !last ? 0 : (p * (1 - p)) / last.n)
  if (!found || from === undefined || !newestPoint) return none('few')
  const goal = toNumber(reading.value)
  return {
    kind: 'shown',
    at,
    from,
    years: points.length,
    value: clip(found.value),
    interval: { low: clip(found.low), high: clip(found.high) },
    goal,
    chance: chanceOfMeeting(found, goal, good),
    slope: found.slope,
    needed: (goal - newestPoint.y) / (at - newestPoint.t),
  }
}
