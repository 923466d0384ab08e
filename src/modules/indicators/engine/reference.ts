import type { AttendanceParams } from '../definitions/parameters.ts'
import { monthsOf } from './periods.ts'

/** A small world in plain arrays, for tests: what the lake holds, one value a field. */
export type SmallWorld = {
  schools: { id: number; zone: number | null; district: number }[]
  days: string[]
  closed: { school: number; day: string }[]
  submitted: { school: number; day: string }[]
  spells: { student: number; school: number; grade: number; entry: string; exit: string | null; primary: boolean }[]
  events: { student: number; school: number; day: string; kind: string; portion: number }[]
  race: Map<number, string>
  today: string
}

export type ReferenceRow = {
  period: string
  org: number
  set: string
  value: string
  n: number
  d: number
  sum: number
}

/**
 * The slow and obvious way, day by day, to check the engine against: for every student and day, who has the day and was the student there?
 * Knows the sets all, race and grade. Out: rows of every period through the last measured day, chronic absenteeism or daily attendance.
 */
export function reference(
  world: SmallWorld,
  schoolYear: number,
  params: AttendanceParams,
  chronic: boolean,
): ReferenceRow[] {
  const isMeasured = (school: number, day: string) =>
    day <= world.today &&
    world.days.includes(day) &&
    !world.closed.some((c) => c.school === school && c.day === day) &&
    world.submitted.some((s) => s.school === school && s.day === day)
  const measured = world.days.filter((day) => world.schools.some((s) => isMeasured(s.id, day)))
  const months = monthsOf(schoolYear)
  const lastDay = measured.at(-1) ?? world.today
  const lastPeriod = months.find((m) => lastDay <= m.last)?.period ?? 10
  const spells = world.spells.filter(
    (s) =>
      s.grade >= params.lowGrade &&
      s.grade <= params.highGrade &&
      s.entry <= world.today &&
      (s.exit === null || s.entry <= s.exit),
  )
  const rows = new Map<string, ReferenceRow>()
  for (const student of new Set(spells.map((s) => s.student))) {
    const own = spells.filter((s) => s.student === student)
    const newest = [...own].sort((a, b) => b.entry.localeCompare(a.entry) || b.grade - a.grade)[0]
    if (!newest) continue
    const grade = newest.grade === 0 ? 'K' : String(newest.grade)
    const groups = [
      ['all', 'all'],
      ['grade', grade],
      ...(world.race.has(student) ? [['race', world.race.get(student) ?? '']] : []),
    ]
    for (const month of months.slice(0, lastPeriod)) {
      const tally = new Map<number, { member: number; absent: number }>()
      for (const day of world.days.filter((d) => d <= month.last)) {
        const holder = own
          .filter((s) => s.entry <= day && (s.exit === null || day <= s.exit) && isMeasured(s.school, day))
          .sort(
            (a, b) => Number(b.primary) - Number(a.primary) || b.entry.localeCompare(a.entry) || a.school - b.school,
          )[0]
        if (!holder) continue
        const school = world.schools.find((s) => s.id === holder.school)
        const event = world.events.find((e) => e.student === student && e.school === holder.school && e.day === day)
        if (!school || event?.kind === 'no_record') continue
        for (const org of [school.id, school.zone, school.district]) {
          if (org === null) continue
          const sum = tally.get(org) ?? { member: 0, absent: 0 }
          tally.set(org, { member: sum.member + 1, absent: sum.absent + (event ? missed(event, params) : 0) })
        }
      }
      for (const [org, { member, absent }] of tally) {
        const tested = member >= params.minMemberDays
        const n = chronic ? Number(tested && absent * 10 >= member * params.thresholdPerMille) : member * 100 - absent
        const d = chronic ? Number(tested) : member * 100
        for (const period of [
          `m${String(month.period).padStart(2, '0')}`,
          ...(month.period === lastPeriod ? ['year'] : []),
        ])
          for (const [set = '', value = ''] of groups) {
            const key = [period, org, set, value].join()
            const row = rows.get(key) ?? { period, org, set, value, n: 0, d: 0, sum: 0 }
            rows.set(key, { ...row, n: row.n + n, d: row.d + d, sum: row.sum + 1 })
          }
      }
    }
  }
  return [...rows.values()]
}

function missed(event: { kind: string; portion: number }, params: AttendanceParams): number {
  const counts =
    ['excused', 'unexcused', 'disciplinary'].includes(event.kind) ||
    (event.kind === 'in_school_suspension' && params.issCountsAbsent)
  if (!counts) return 0
  if (params.halfDayRule === 'proportional') return event.portion
  return event.portion > 50 ? 100 : 0
}
