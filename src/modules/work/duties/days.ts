import { Temporal } from 'temporal-polyfill'
import { type SchoolCalendar, schoolYear, usualCalendar, yearOfDay } from '../../plans/index.ts'
import type { DayKind } from './schema.ts'

/** A day as the district's calendar tells it. */
export type DayTold = { day: string; day_type: string; marking_period: string | null; school_year: number }

/** Which days are open, and the calendar that reads times of a year. Pure; made from the days of the calendar. */
export type DayBook = {
  calendar: SchoolCalendar
  /** false: the district's calendar does not reach this school year, and a usual one stands in */
  known: (year: number) => boolean
  open: (date: string, days: DayKind) => boolean
}

const ofSchool = ['instructional', 'half_day', 'make_up']
/** Offices rest on these, too: the calendar does not say which offices work in a break, so a duty that does not wait says `stays`. */
const officesRest = ['holiday', 'weather', 'break']
/** Days of school of a year that has no calendar yet, month and day. */
const usualSchool = { from: '08-28', to: '06-15' }

const weekend = (date: string): boolean => Temporal.PlainDate.from(date).dayOfWeek > 5

/**
 * In: every known day of some school years. Out: the days and marking periods of those years; for others Monday to Friday, with school from August 28 to June 15
 * and the marking periods of a usual year.
 */
export function dayBook(days: readonly DayTold[]): DayBook {
  const types = new Map(days.map((one) => [one.day, one.day_type]))
  const years = new Set(days.map((one) => one.school_year))
  const periods = new Map<number, Map<string, { from: string; to: string }>>()
  for (const { day, day_type, marking_period, school_year } of days) {
    if (marking_period === null || !ofSchool.includes(day_type)) continue
    const year = periods.get(school_year) ?? new Map<string, { from: string; to: string }>()
    periods.set(school_year, year)
    const known = year.get(marking_period)
    if (!known) year.set(marking_period, { from: day, to: day })
    else {
      if (day < known.from) known.from = day
      if (day > known.to) known.to = day
    }
  }
  const calendar: SchoolCalendar = {
    ...usualCalendar,
    knownPeriods: Object.fromEntries(
      [...periods].map(([year, found]) => [year, [...found.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))]),
    ),
  }
  const open = (date: string, kind: DayKind): boolean => {
    const type = types.get(date)
    if (kind === 'school') {
      if (type !== undefined) return ofSchool.includes(type)
      const year = yearOfDay(calendar, date)
      if (years.has(year) || weekend(date)) return false
      const { from, to } = schoolYear(calendar, year)
      return date >= `${from.slice(0, 4)}-${usualSchool.from}` && date <= `${to.slice(0, 4)}-${usualSchool.to}`
    }
    return !weekend(date) && (type === undefined || !officesRest.includes(type))
  }
  return { calendar, known: (year) => years.has(year), open }
}
