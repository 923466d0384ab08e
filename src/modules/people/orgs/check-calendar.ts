import { blank, isDate } from './rules.ts'
import { type CalendarRow, type DayType, dayTypes, type RowProblem } from './schema.ts'

/** A day as a calendar file tells it. */
export type DayTold = {
  row: number
  org: string | null
  year: number
  day: string
  type: DayType
  period: string | null
  season: string | null
}

/** Reads the rows of calendar.csv. Out: the days told, and what is wrong (nothing is loaded then). */
export function checkCalendar(rows: readonly CalendarRow[]): { days: DayTold[]; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const days: DayTold[] = []
  const seen = new Set<string>()
  rows.forEach((cells, index) => {
    const row = index + 1
    const say = (code: string, field: string, value: string | null, message: string, hint: string) =>
      problems.push({ row, code: `people/${code}`, field, value: value ?? '', message, hint })
    const year = blank(cells.school_year)
    const day = blank(cells.date)
    const type = blank(cells.day_type)
    const org = blank(cells.org_code)
    if (year === null || !/^\d{4}$/.test(year))
      say(
        'calendar-bad-year',
        'school_year',
        year,
        'This is not a school year.',
        'Write the year in which it ends: 2027 for 2026-27.',
      )
    if (day === null || !isDate(day))
      say('calendar-bad-date', 'date', day, 'This is not a date.', 'Write it as 2026-11-20.')
    if (type === null || !(dayTypes as readonly string[]).includes(type))
      say('calendar-bad-type', 'day_type', type, 'This is not a type of day.', `Use one of: ${dayTypes.join(', ')}.`)
    if (year === null || day === null || type === null || !isDate(day)) return
    const ends = Number(year)
    // A year may begin early or end late by a month, no more: a wrong year is the usual mistake.
    if (day < `${ends - 1}-06-01` || day > `${ends}-08-31`)
      say(
        'calendar-outside-year',
        'date',
        day,
        `The date does not lie in the school year ${year}.`,
        'Check the date and the school year.',
      )
    const key = `${org ?? ''} ${year} ${day}`
    if (seen.has(key)) say('calendar-twice', 'date', day, 'The same day stands twice.', 'Remove one of the rows.')
    seen.add(key)
    days.push({
      row,
      org,
      year: ends,
      day,
      type: type as DayType,
      period: blank(cells.marking_period),
      season: blank(cells.season),
    })
  })
  return { days, problems }
}
