import { calendarOf, usualCalendar } from '../../timeframes/calendar.ts'
import { readTimeframe } from '../../timeframes/read.ts'
import type { Reading, Resolution } from '../../timeframes/reading.ts'
import type { Element, Plan, Timeframe } from '../../file/format.ts'
import type { PlanGraph } from '../../graph.ts'
import { dayOf } from '../numbers/series.ts'

const kept = new WeakMap<Plan, Map<string, Resolution>>()
/** What the words of a timeframe, or of a due date, come to in a plan; the same words are read once. Null for a plan in a language that is not read. */
export function wordsOf(timeframe: Pick<Timeframe, 'words'>, plan: Plan): Resolution | null {
  if (plan.language !== 'en') return null
  let known = kept.get(plan)
  if (!known) {
    known = new Map()
    kept.set(plan, known)
  }
  const before = known.get(timeframe.words)
  if (before) return before
  const calendar = plan.period.from <= plan.period.to ? calendarOf(plan.period) : usualCalendar
  const resolution = readTimeframe(timeframe.words, calendar)
  known.set(timeframe.words, resolution)
  return resolution
}

/** When an element is due: its days, or those that its words come to without a doubt. Nulls where nobody knows. */
export type When = { from: string | null; to: string | null; open: boolean }
export function whenOf(e: Element, plan: Plan): When {
  const t = e.timeframe
  if (!t) return { from: null, to: null, open: false }
  if (t.from || t.to || t.open) return { from: t.from, to: t.to, open: t.open && t.to === null }
  const reading = wordsOf(t, plan)?.reading
  if (!reading || reading.on || reading.every) return { from: null, to: null, open: reading?.open ?? false }
  return {
    from: reading.intervals[0]?.from ?? null,
    to: reading.open ? null : (reading.intervals.at(-1)?.to ?? null),
    open: reading.open,
  }
}

/**
 * The last days that words such as "by 2020" may mean: one for each reading. None where the words leave no choice, and none where the plan's own
 * period ends in that year, which settles it.
 */
export function openEnds(words: string | null, plan: Plan): readonly string[] {
  const resolution = words === null ? null : wordsOf({ words }, plan)
  if (!resolution || resolution.finding !== 'bare-year' || words?.includes(plan.period.to.slice(0, 4))) return []
  return resolution.readings.flatMap((r) => (r.open ? [] : (r.intervals.at(-1)?.to ?? []))).toSorted()
}

/** The last day on which a target asks for something; null when it names none. */
export function lastDay(target: Plan['measures'][number]['targets'][number]): string | null {
  const days = [dayOf(target.dueBy), ...target.milestones.map((s) => dayOf(s.dueBy))].filter((d) => d !== null)
  return days.toSorted().at(-1) ?? null
}

/** The goals right above an element: the nearest ring that has any. */
export function goalsAbove(e: Element, graph: PlanGraph): readonly Element[] {
  const seen = new Set([e.id])
  let ring = [e]
  while (ring.length > 0) {
    const next = ring.flatMap((one) => graph.parents(one.id)).filter((p) => !seen.has(p.id))
    const goals = next.filter((p) => graph.level(p)?.role === 'goal')
    if (goals.length > 0) return [...new Set(goals)]
    for (const p of next) seen.add(p.id)
    ring = [...new Set(next)]
  }
  return []
}

/** Days of a reading as people write them: 2018-12-01 to 2019-02-28. */
export function sayDays(r: Pick<Reading, 'intervals'> & { open?: boolean }): string {
  const [begun] = r.intervals
  const first = begun?.from ?? '…'
  if (r.open) return r.intervals.length > 1 && begun?.to ? `${first} – ${begun.to} …` : `${first} – …`
  return `${first} – ${r.intervals.at(-1)?.to ?? '…'}`
}
