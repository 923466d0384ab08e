import { query, type Tx } from '../../../platform/db/database.ts'
import type { PublicCalendar } from './schema.ts'

/** A row of `publishing.calendar_published`, without what it says. */
export type CalendarRow = {
  calendar_published_id: number
  school_year: number
  as_of: string
  content_digest: string
}

/** The calendars that were published, of each school year the newest, newest year first. */
export async function newestCalendars(tx: Tx, districtId: number): Promise<PublicCalendar[]> {
  const rows = await query<{ content: PublicCalendar }>(
    tx,
    `select distinct on (school_year) content from publishing.calendar_published where district_id = $1
     order by school_year desc, calendar_published_id desc`,
    [districtId],
  )
  return rows.map((row) => row.content)
}

/** The newest publication of a school year's calendar; null before the first. */
export async function calendarPublished(tx: Tx, districtId: number, year: number): Promise<CalendarRow | null> {
  const rows = await query<CalendarRow>(
    tx,
    `select calendar_published_id, school_year, as_of, content_digest from publishing.calendar_published
     where district_id = $1 and school_year = $2 order by calendar_published_id desc limit 1`,
    [districtId, year],
  )
  return rows[0] ?? null
}

export async function insertCalendar(
  tx: Tx,
  districtId: number,
  content: PublicCalendar,
  digest: string,
): Promise<CalendarRow> {
  const rows = await query<CalendarRow>(
    tx,
    `insert into publishing.calendar_published (district_id, school_year, as_of, content, content_digest) values ($1, $2, $3, $4, $5)
     returning calendar_published_id, school_year, as_of, content_digest`,
    [districtId, content.school_year, content.as_of, JSON.stringify(content), digest],
  )
  const row = rows[0]
  if (!row) throw new Error('The calendar was not stored.')
  return row
}
