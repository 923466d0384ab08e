import { Temporal } from 'temporal-polyfill'

/** Days from one to another, both included. Null: the words do not say that end. */
export type Interval = { from: string | null; to: string | null }
/** Days from one to another, both known and included. */
export type Days = { from: string; to: string }
/** Month and day of a usual year: 09-01. A last day that a month does not have becomes its last one. */
type MonthDays = { from: string; to: string }

export const seasons = ['fall', 'winter', 'spring', 'summer'] as const
export type Season = (typeof seasons)[number]

/**
 * What readers of timeframes have to know about a district's year. Days that a calendar does not know are those of a usual year, and every
 * reading that uses them says so.
 */
export type SchoolCalendar = {
  /** Month and day on which a school year (and the fiscal year) begins. */
  yearBegins: string
  seasons: Readonly<Record<Season, MonthDays>>
  /** Marking periods of a usual school year, in order. */
  markingPeriods: readonly MonthDays[]
  /** Quarters of a usual school year, in order. */
  quarters: readonly MonthDays[]
  /** Marking periods as they were, by school year (its ending year). */
  knownPeriods: Readonly<Record<number, readonly Days[]>>
  /** The window of the plan in which the words stand; null when it is not known. */
  plan: Days | null
}

/** A year from July 1 to June 30, seasons by months, four marking periods of about 45 school days. */
export const usualCalendar: SchoolCalendar = {
  yearBegins: '07-01',
  seasons: {
    fall: { from: '09-01', to: '11-30' },
    winter: { from: '12-01', to: '02-29' },
    spring: { from: '03-01', to: '05-31' },
    summer: { from: '06-16', to: '08-31' },
  },
  markingPeriods: [
    { from: '08-28', to: '11-05' },
    { from: '11-06', to: '01-20' },
    { from: '01-21', to: '04-05' },
    { from: '04-06', to: '06-15' },
  ],
  quarters: [
    { from: '07-01', to: '09-30' },
    { from: '10-01', to: '12-31' },
    { from: '01-01', to: '03-31' },
    { from: '04-01', to: '06-30' },
  ],
  knownPeriods: {},
  plan: null,
}

/** The usual calendar, for words that stand in a plan with this window. */
export const calendarOf = (plan: Days): SchoolCalendar => ({ ...usualCalendar, plan: { from: plan.from, to: plan.to } })

/** A day of a year. A day that the month does not have becomes its last one. */
export function dayOf(year: number, month: number, day: number): string {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString()
}
/** True for a month that has such a day in some year. */
export const isDay = (month: number, day: number): boolean =>
  day >= 1 && dayOf(2024, month, day).endsWith(String(day).padStart(2, '0'))
/** The last day of a month. */
export const monthEnd = (year: number, month: number): string => dayOf(year, month, 31)

const split = (monthDay: string): [number, number] => [Number(monthDay.slice(0, 2)), Number(monthDay.slice(3, 5))]
const on = (year: number, monthDay: string): string => dayOf(year, ...split(monthDay))

/** First and last day of a school year, named by its ending year: 2019 is 2018-07-01 to 2019-06-30. */
export function schoolYear(calendar: SchoolCalendar, ending: number): Days {
  const next = Temporal.PlainDate.from(on(ending, calendar.yearBegins))
  return { from: on(ending - 1, calendar.yearBegins), to: next.subtract({ days: 1 }).toString() }
}

/** The school year (its ending year) to which a day belongs. */
export function yearOfDay(calendar: SchoolCalendar, day: string): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= calendar.yearBegins ? year + 1 : year
}

/** Days of a season, by the calendar year in which it begins: winter 2018 begins in December 2018 and ends in February 2019. */
export function seasonDays(calendar: SchoolCalendar, season: Season, begins: number): Days {
  const { from, to } = calendar.seasons[season]
  return { from: on(begins, from), to: on(to < from ? begins + 1 : begins, to) }
}
/** True for a season that lies in two calendar years. */
export const overNewYear = (calendar: SchoolCalendar, season: Season): boolean =>
  calendar.seasons[season].to < calendar.seasons[season].from

/** A part of a usual school year, laid into one of them. */
export function placed(calendar: SchoolCalendar, part: MonthDays, ending: number): Days {
  const year = (monthDay: string): number => (monthDay >= calendar.yearBegins ? ending - 1 : ending)
  return { from: on(year(part.from), part.from), to: on(year(part.to), part.to) }
}

/** Marking periods of a school year; `known` is false when they are those of a usual year. */
export function markingPeriods(calendar: SchoolCalendar, ending: number): { days: readonly Days[]; known: boolean } {
  const known = calendar.knownPeriods[ending]
  return known
    ? { days: known, known: true }
    : { days: calendar.markingPeriods.map((part) => placed(calendar, part, ending)), known: false }
}
