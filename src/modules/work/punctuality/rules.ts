import { addDays } from '../../../platform/dates.ts'
import { heldUntil } from '../rules.ts'
import type { Item } from '../schema.ts'

export const periods = ['year', 'days90', 'days30'] as const
export type Period = (typeof periods)[number]
export type Span = { from: string; to: string }

/** The days of a period, up to yesterday: what is due today may still be done in time. In: the first day of the school year. */
export function spanOf(period: Period, today: string, yearBegins: string): Span {
  const to = addDays(today, -1)
  return { from: period === 'year' ? yearBegins : addDays(today, period === 'days90' ? -90 : -30), to }
}

export type DueItem = Pick<Item, 'org_id' | 'state' | 'due_on' | 'planned_due' | 'done_on' | 'starts_on' | 'held_until'>

/**
 * Of items due in a span: done by the due day, later, not yet. `moved`: of those done by the due day, whose day had been moved past the planned one.
 * `moved_out`: planned within the span, with a day after it now; they are not among the due ones.
 */
export type Punctuality = {
  due: number
  on_time: number
  moved: number
  late: number
  open: number
  moved_out: number
}

const within = (day: string | null, { from, to }: Span): boolean => day !== null && day >= from && day <= to

/** Counts of items in a span. What was dropped, and what waits for its wave, is not counted. */
export function punctualityOf(items: readonly DueItem[], span: Span, today: string): Punctuality {
  const counts: Punctuality = { due: 0, on_time: 0, moved: 0, late: 0, open: 0, moved_out: 0 }
  for (const item of items) {
    if (item.state === 'dropped' || heldUntil(item, today) !== null) continue
    const moved = item.planned_due !== null && item.due_on !== null && item.due_on > item.planned_due
    if (!within(item.due_on, span)) {
      if (moved && within(item.planned_due, span) && (item.due_on ?? '') > span.to) counts.moved_out += 1
      continue
    }
    counts.due += 1
    if (item.state !== 'done') counts.open += 1
    else if (item.done_on !== null && item.due_on !== null && item.done_on > item.due_on) counts.late += 1
    else {
      counts.on_time += 1
      if (moved) counts.moved += 1
    }
  }
  return counts
}

/** Done by the due day, of all that were due, 0..1; null when nothing was due. */
export const onTimeRate = ({ due, on_time }: Pick<Punctuality, 'due' | 'on_time'>): number | null =>
  due === 0 ? null : on_time / due
