import type { EdFiRow } from './resources.ts'

/** Rows that a rate of attendance is made of. `through`: the last day that counts (ISO date). `lastDayCounts`: whether the day of an exit is a day of membership. */
export type AttendanceRows = {
  events: readonly EdFiRow<'studentSchoolAttendanceEvents'>[]
  enrollments: readonly EdFiRow<'studentSchoolAssociations'>[]
  calendar: readonly EdFiRow<'calendarDates'>[]
}

export type EdFiRate =
  | { ok: true; absentHundredths: number; memberDays: number; rate: number; outside: number }
  | {
      ok: false
      code: 'no-enrollment' | 'no-calendar' | 'school-without-enrollment' | 'school-without-calendar' | 'no-days'
      schools: number[]
    }

const inSession = new Set(['instructional day', 'make-up day'])
const absences = new Set(['excused absence', 'unexcused absence'])
/** Spells of these ends are no enrollment: the student never came, or never was. */
const noSpell = new Set(['no show', 'invalid enrollment'])

/**
 * The rate of attendance of schools: 1 - absent days / days of membership. It is refused without enrollment and without a calendar: events of absence alone say
 * nothing about those who came, and the number of days of a session is not the days of a student. A day counts once for a student and school; an absence without a
 * duration is a whole day; an early departure, a tardy or a part of a day is no absence here. `outside`: absences on days without membership, left out.
 * Days are counted in hundredths. Source: methods 2.1, 6.2.
 */
export function attendanceRate(
  rows: AttendanceRows,
  given: { through?: string; lastDayCounts?: boolean } = {},
): EdFiRate {
  const schools = [...new Set(rows.events.map((one) => one.school))]
  const spells = rows.enrollments.filter((one) => !noSpell.has(one.exitType?.toLowerCase() ?? ''))
  if (spells.length === 0) return { ok: false, code: 'no-enrollment', schools }
  const days = new Map<number, string[]>()
  for (const one of rows.calendar) {
    if (!one.events.some((event) => inSession.has(event.toLowerCase()))) continue
    if (given.through !== undefined && one.date > given.through) continue
    const known = days.get(one.school)
    if (!known) days.set(one.school, [one.date])
    else if (!known.includes(one.date)) known.push(one.date)
  }
  if (days.size === 0) return { ok: false, code: 'no-calendar', schools }
  const enrolled = new Set(spells.map((one) => one.school))
  const bare = schools.filter((one) => !enrolled.has(one))
  if (bare.length > 0) return { ok: false, code: 'school-without-enrollment', schools: bare }
  const blank = [...enrolled].filter((one) => !days.has(one))
  if (blank.length > 0) return { ok: false, code: 'school-without-calendar', schools: blank }

  const member = new Set<string>()
  for (const one of spells) {
    for (const day of days.get(one.school) ?? []) {
      const inside = one.exitDate === null || (given.lastDayCounts === false ? day < one.exitDate : day <= one.exitDate)
      if (day >= one.entryDate && inside) member.add(`${one.student} ${one.school} ${day}`)
    }
  }
  if (member.size === 0) return { ok: false, code: 'no-days', schools: [...enrolled] }
  const absent = new Map<string, number>()
  let outside = 0
  for (const one of rows.events) {
    if (!absences.has(one.category.toLowerCase())) continue
    const key = `${one.student} ${one.school} ${one.date}`
    if (!member.has(key)) {
      outside += 1
      continue
    }
    const portion = Math.round((one.duration ?? 1) * 100)
    absent.set(key, Math.min(100, (absent.get(key) ?? 0) + portion))
  }
  const hundredths = [...absent.values()].reduce((a, b) => a + b, 0)
  return {
    ok: true,
    absentHundredths: hundredths,
    memberDays: member.size,
    rate: 1 - hundredths / (100 * member.size),
    outside,
  }
}
