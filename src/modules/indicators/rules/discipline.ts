import { exact, plus, times } from '../exact.ts'
import type { Share } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/** Kinds of action (methods 2.4). A bus suspension is not an out-of-school one. */
export const actionKinds = ['in_school', 'out_of_school', 'expulsion', 'bus', 'other'] as const
export type ActionKind = (typeof actionKinds)[number]
export type Action = {
  action: string
  student: string
  /** One action may answer several incidents; a file may list it once for each. */
  incidents: readonly string[]
  kind: ActionKind
  /** Whole hundredths of days, as given out and as served; `actual` null while nobody wrote it down. */
  assigned: number
  actual: number | null
}

export type Discipline = {
  incidents: number
  /** Distinct (student, action) of the counted kinds: the duplicated count. */
  actions: number
  /** Students with at least one counted action, of the students enrolled: the unduplicated rate. */
  students: Share
  /** Students with an action who are not among the enrolled: in no rate, never dropped in silence. */
  outside: number
  /** Actions, and days lost, to 100 students of the fall enrollment; null when it is zero. */
  actionsPer100: number | null
  daysPer100: number | null
  /** Whole hundredths of days. */
  daysLost: number
  /** Actions without an actual length, whose assigned length was taken. */
  assumed: number
}

/**
 * Counts of one organization and year, to check SQL against. A student of two schools counts once in the district: give the rows of the
 * organization. In: actions, ids of the students enrolled at any time (denominator of the unduplicated rate), the fall enrollment, the
 * kinds that count. An action of zero length is an action and costs no day. Sources: Ed-Fi and CRDC kinds; which enrollment the state
 * divides by is not confirmed, so both are given by the caller.
 */
export function discipline(
  rows: readonly Action[],
  enrolled: ReadonlySet<string>,
  fall: number,
  kinds: readonly ActionKind[] = ['in_school', 'out_of_school', 'expulsion'],
): Discipline {
  demandCounts('fall enrollment', fall)
  const actions = new Map<string, Action>()
  const incidents = new Set<string>()
  for (const row of rows) {
    demandCounts('days', row.assigned, row.actual ?? 0)
    if (!kinds.includes(row.kind)) continue
    for (const incident of row.incidents) incidents.add(incident)
    const key = JSON.stringify([row.student, row.action])
    const known = actions.get(key)
    if (known && (known.kind !== row.kind || known.assigned !== row.assigned || known.actual !== row.actual))
      refuse('not-a-cohort', 'one action of a student is listed with two kinds or lengths')
    actions.set(key, row)
  }
  const all = [...actions.values()]
  const who = new Set(all.map((one) => one.student))
  const inside = [...who].filter((student) => enrolled.has(student)).length
  const daysLost = all.reduce((sum, one) => sum + (one.actual ?? one.assigned), 0)
  return {
    incidents: incidents.size,
    actions: all.length,
    students: { k: inside, n: enrolled.size },
    outside: who.size - inside,
    actionsPer100: fall === 0 ? null : (100 * all.length) / fall,
    daysPer100: fall === 0 ? null : daysLost / fall,
    daysLost,
    assumed: all.filter((one) => one.actual === null).length,
  }
}

/** What a count may be at most after a reduction by so many percent: a part of a student or an action does not exist, so rounded down. */
export function countAfter(baseline: number, percentLess: number): number {
  demandCounts('baseline', baseline)
  if (!(percentLess >= 0 && percentLess <= 100)) refuse('not-a-setting', 'a reduction is 0 to 100 percent')
  const left = times(exact(baseline), plus(exact(1), times(exact(percentLess), exact('-0.01'))))
  return Number(left.num / left.den)
}
