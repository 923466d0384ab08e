import type { Tx } from '../../../platform/db/database.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { digestOf } from '../editions/canonical.ts'
import { mustKeepBoard } from './access.ts'
import { lockCalendar } from './store.ts'
import { calendarOf } from './collect.ts'
import type { PublicCalendar } from './schema.ts'
import { calendarPublished, type CalendarRow, insertCalendar } from './store-calendar.ts'

export const calendarObject = 'publishing.calendar_published'

/**
 * Publishes the reporting calendar of a school year as it stands today: which report comes when, who answers for it, what came in time. What went out is kept; a change
 * goes out when it is published again. The same on the same day is published once. Errors: Forbidden `publishing/not-board-keeper`.
 */
export async function publishCalendar(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  year: number,
): Promise<CalendarRow> {
  mustKeepBoard(visitor, districtId)
  await lockCalendar(tx, districtId)
  const as_of = await todayOf(tx, districtId)
  const content: PublicCalendar = {
    format: 1,
    school_year: year,
    as_of,
    lines: await calendarOf(tx, districtId, year),
  }
  const digest = digestOf(content)
  const known = await calendarPublished(tx, districtId, year)
  if (known?.content_digest === digest) return known
  const row = await insertCalendar(tx, districtId, content, digest)
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: calendarObject,
    object_id: row.calendar_published_id,
    version: 1,
    verb: 'published',
    became: { as_of, content_digest: digest },
  })
  return row
}
