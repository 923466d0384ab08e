import { addDays } from '../../../../platform/dates.ts'
import type { DayTold } from '../days.ts'

/** Two school years written by hand: what is not named here is a day of school from the first to the last day, Monday to Friday. */
const years = [
  {
    year: 2027,
    teachers: ['2026-08-27', '2026-08-28'],
    first: '2026-08-31',
    last: '2027-06-16',
    periods: ['2026-11-06', '2027-01-22', '2027-04-02', '2027-06-16'],
    off: {
      // Election day, for teachers only.
      '2026-11-03': 'teacher_only',
      '2026-09-07': 'holiday',
      '2026-10-12': 'holiday',
      '2026-11-11': 'holiday',
      '2026-11-26': 'holiday',
      '2026-11-27': 'break',
      '2026-12-24': 'break',
      '2026-12-25': 'break',
      '2026-12-28': 'break',
      '2026-12-29': 'break',
      '2026-12-30': 'break',
      '2026-12-31': 'break',
      '2027-01-01': 'break',
      '2027-01-18': 'holiday',
      '2027-02-15': 'holiday',
      '2027-02-16': 'break',
      // A storm on the last Friday of February: schools and offices closed.
      '2027-02-26': 'weather',
      '2027-03-26': 'holiday',
      // The third whole week of April is all break.
      '2027-04-19': 'break',
      '2027-04-20': 'break',
      '2027-04-21': 'break',
      '2027-04-22': 'break',
      '2027-04-23': 'break',
      '2027-05-31': 'holiday',
      '2027-06-16': 'make_up',
    },
  },
  {
    year: 2028,
    teachers: ['2027-08-26', '2027-08-27'],
    first: '2027-08-30',
    last: '2028-06-14',
    periods: ['2027-11-05', '2028-01-21', '2028-03-31', '2028-06-14'],
    off: {
      '2027-11-02': 'teacher_only',
      '2027-09-06': 'holiday',
      '2027-10-11': 'holiday',
      '2027-11-11': 'holiday',
      '2027-11-25': 'holiday',
      '2027-11-26': 'break',
      '2027-12-24': 'break',
      '2027-12-27': 'break',
      '2027-12-28': 'break',
      '2027-12-29': 'break',
      '2027-12-30': 'break',
      '2027-12-31': 'break',
      '2028-01-17': 'holiday',
      // A storm on the last day of January.
      '2028-01-31': 'weather',
      '2028-02-21': 'holiday',
      '2028-02-22': 'break',
      '2028-04-14': 'holiday',
      '2028-04-17': 'break',
      '2028-04-18': 'break',
      '2028-04-19': 'break',
      '2028-04-20': 'break',
      '2028-04-21': 'break',
      '2028-05-29': 'holiday',
      '2028-06-14': 'make_up',
    },
  },
] as const

const isWeekday = (date: string): boolean => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** The days of both years. */
export function goldenDays(): DayTold[] {
  const days: DayTold[] = []
  for (const { year, teachers, first, last, periods, off } of years) {
    for (const day of teachers) days.push({ day, day_type: 'teacher_only', marking_period: null, school_year: year })
    for (let day: string = first; day <= last; day = addDays(day, 1)) {
      if (!isWeekday(day)) continue
      days.push({
        day,
        day_type: (off as Record<string, string>)[day] ?? 'instructional',
        marking_period: String(periods.findIndex((end) => day <= end) + 1),
        school_year: year,
      })
    }
  }
  return days
}
