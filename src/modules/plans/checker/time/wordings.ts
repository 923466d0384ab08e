import { addDays } from '../../../../platform/dates.ts'
import type { Reading } from '../../timeframes/reading.ts'
import type { Element, Plan, Timeframe } from '../../file/format.ts'
import type { PlanGraph } from '../../graph.ts'
import type { CheckRule } from '../rule.ts'
import { sayDays, wordsOf } from './when.ts'

/** Days by which stated days may differ from a usual calendar: a school's fall may end in December. */
const slack = 31

/** Cadences that schools call by one name: a term is a marking period, a quarter, or a third of the year. */
const alike = new Set(['marking_period', 'quarterly', 'three_times_a_year'])
const sameCadence = (a: string, b: string): boolean => a === b || (alike.has(a) && alike.has(b))

/** True when the stated days and cadence can be what a reading says. `words` name days: not only a cadence. */
function fits(t: Timeframe, r: Reading, days: boolean): boolean {
  if (r.every && t.every && !sameCadence(r.every, t.every)) return false
  if (r.limitDays || r.on || !days) return true
  const first = r.intervals[0]
  const last = r.intervals.at(-1)
  const from = first?.from ?? null
  const to = r.open ? null : (last?.to ?? null)
  // What goes on may be given its first time only, or the end of the plan.
  if (from && t.from && (t.from < addDays(from, -slack) || (to !== null && t.from > addDays(to, slack)))) return false
  const begun = r.open && r.intervals.length > 1 ? (first?.to ?? null) : null
  if (from && t.from && r.open && t.from > addDays(begun ?? from, slack + 30)) return false
  if (to && t.to && (t.to > addDays(to, slack) || (from !== null && t.to < from))) return false
  // A long span that is cut to a part of itself is another span.
  if (to && t.to && from && t.to < addDays(to, -slack - 62)) return false
  return !(from && !to && t.to && t.to < from)
}

/** Words of a timeframe that say something else than the days beside them. */
const otherwise: CheckRule = {
  id: 'timeframe-words',
  severity: 'warning',
  run: ({ plan }, tell) => {
    // Plans give the same words and days to many elements.
    const known = new Map<string, boolean>()
    const right = (t: Timeframe): boolean => {
      const key = `${t.words}\n${t.from} ${t.to} ${t.every}`
      const before = known.get(key)
      if (before !== undefined) return before
      const resolution = wordsOf(t, plan)
      const readings = resolution?.readings ?? []
      // Days that come from the plan's window are not said by the words.
      const days = !resolution?.assumed.includes('plan-start')
      const fine = readings.length === 0 || readings.some((r) => fits(t, r, days))
      known.set(key, fine)
      return fine
    }
    plan.elements.forEach((e, i) => {
      const t = e.timeframe
      if (!t || (!t.from && !t.to && !t.every) || right(t)) return
      const readings = wordsOf(t, plan)?.readings ?? []
      const [first] = readings
      const cadence = first?.every && t.every && !sameCadence(first.every, t.every)
      tell(
        ['elements', i, 'timeframe'],
        {
          words: t.words,
          said: first ? sayDays(first) : '',
          days: `${t.from ?? '…'} – ${t.to ?? '…'}`,
          how: cadence ? 'cadence' : 'days',
          every: t.every ?? '',
          meant: first?.every ?? '',
        },
        { element: e.id },
      )
    })
  },
}

/** True when somebody wrote down which days or cadence are meant. */
function settled(t: Timeframe, readings: readonly Reading[], finding: string): boolean {
  if (finding === 'two-cadences') return t.every !== null
  const days = t.from !== null || t.to !== null
  if (readings.length === 0) return days || t.every !== null
  // Where readings begin on one day, only the end tells which one is meant; where they end alike or not at all, the beginning does.
  const needsTo = new Set(readings.map((r) => r.intervals.at(-1)?.to)).size > 1
  return needsTo ? t.to !== null : days
}

/**
 * "By 2022", where the date stands elsewhere: a target of the same element is due in that year, or the plan's own period ends in it.
 */
function datedElsewhere(e: Element, t: Timeframe, plan: Plan, graph: PlanGraph): boolean {
  const resolution = wordsOf(t, plan)
  const year = /\b(?:19|20)\d\d\b/.exec(t.words)?.[0]
  if (resolution?.finding !== 'bare-year' || !year || !resolution.readings.some((r) => r.id === 'before-it'))
    return false
  if (plan.period.to.startsWith(year)) return true
  return graph
    .measures(e.id)
    .some((m) => m.targets.some(({ dueBy }) => `${dueBy?.schoolYear}` === year || dueBy?.date?.startsWith(year)))
}

/** Words of a timeframe that can be read in several ways, or in none, and nobody wrote down which days are meant. */
const open: CheckRule = {
  id: 'timeframe-open',
  severity: 'note',
  run: ({ plan, graph }, tell) => {
    plan.elements.forEach((e, i) => {
      const t = e.timeframe
      const resolution = t ? wordsOf(t, plan) : null
      if (!t || !resolution?.finding || settled(t, resolution.readings, resolution.finding)) return
      // Two cadences have a rule of their own, which looks at titles and mentions too.
      if (resolution.finding === 'two-cadences' || datedElsewhere(e, t, plan, graph)) return
      tell(
        ['elements', i, 'timeframe', 'words'],
        {
          words: t.words,
          finding: resolution.finding,
          // Message syntax knows no dash in the name of a case.
          how: resolution.finding.replaceAll('-', '_'),
          count: resolution.readings.length,
          readings: resolution.readings.map(sayDays).join('; '),
        },
        { element: e.id },
      )
    })
  },
}

export const wordings: readonly CheckRule[] = [otherwise, open]
