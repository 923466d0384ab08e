import { now } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { EditionContent } from '../editions/content.ts'
import type { EditionRow } from '../schema.ts'
import type { BoardReportRow, ResponseRow } from './schema.ts'

/** A row of `publishing.packet`: an approved packet as the board has it. */
export type Handed = {
  edition_id: number
  district_id: number
  number: number
  as_of: string
  meeting_on: string
  content_digest: string
  handed_at: Date
  /** the number of the newest published edition that corrects this one */
  corrected_by: number | null
}
const handedColumns = `edition_id, district_id, number, as_of, meeting_on, content_digest, handed_at,
  (select max(c.number) from publishing.published c where c.district_id = packet.district_id and c.corrects = packet.number) as corrected_by`

/** Hands an approved packet to the board: its content and nothing else. Safe twice. */
export async function handOut(tx: Tx, edition: EditionRow): Promise<void> {
  await query(
    tx,
    `insert into publishing.packet (edition_id, district_id, number, as_of, meeting_on, content, content_digest, handed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (edition_id) do nothing`,
    [
      edition.edition_id,
      edition.district_id,
      edition.number,
      edition.as_of,
      edition.meeting_on,
      JSON.stringify(edition.content),
      edition.content_digest,
      now(),
    ],
  )
}

/** Takes a packet back from the board: its edition was sent back, drafted again or withdrawn. */
export async function takeBack(tx: Tx, editionId: number): Promise<void> {
  await query(tx, 'delete from publishing.packet where edition_id = $1', [editionId])
}

/** The packets that the board has, newest first, without their content. */
export async function handedOf(tx: Tx, districtId: number): Promise<Handed[]> {
  return query<Handed>(
    tx,
    `select ${handedColumns} from publishing.packet where district_id = $1 order by number desc`,
    [districtId],
  )
}

/** One packet with its content. Errors: Missing `publishing/no-such-packet` (also for those who may not see it). */
export async function handedById(tx: Tx, id: number): Promise<Handed & { content: EditionContent }> {
  const rows = await query<Handed & { content: EditionContent }>(
    tx,
    `select ${handedColumns}, content from publishing.packet where edition_id = $1`,
    [id],
  )
  if (!rows[0])
    throw missing('publishing/no-such-packet', 'There is no such packet.', 'Go to the board page and choose one there.')
  return rows[0]
}

/** The edition that the board had last: the newest published packet, else the newest published scorecard; null before the first. */
export async function lastBefore(tx: Tx, districtId: number, number: number): Promise<EditionRow | null> {
  const rows = await query<EditionRow>(
    tx,
    `select * from publishing.edition where district_id = $1 and number < $2 and state in ('published', 'superseded')
     order by (kind = 'packet') desc, number desc limit 1`,
    [districtId, number],
  )
  return rows[0] ?? null
}

const responseColumns = 'response_id, district_id, promise, words, owner_role, owner_org, by_on, version'
export type ResponseFields = Pick<ResponseRow, 'words' | 'owner_role' | 'owner_org' | 'by_on'>

export async function responsesOf(tx: Tx, districtId: number): Promise<ResponseRow[]> {
  return query<ResponseRow>(
    tx,
    `select ${responseColumns} from publishing.response where district_id = $1 order by promise collate "C"`,
    [districtId],
  )
}

/** The response to a promise, locked when `lock`; null when nobody entered one. */
export async function responseTo(
  tx: Tx,
  districtId: number,
  promise: string,
  lock = false,
): Promise<ResponseRow | null> {
  const rows = await query<ResponseRow>(
    tx,
    `select ${responseColumns} from publishing.response where district_id = $1 and promise = $2${lock ? ' for update' : ''}`,
    [districtId, promise],
  )
  return rows[0] ?? null
}

/** Adds a response; null when somebody else just did. */
export async function insertResponse(
  tx: Tx,
  districtId: number,
  promise: string,
  fields: ResponseFields,
): Promise<ResponseRow | null> {
  const rows = await query<ResponseRow>(
    tx,
    `insert into publishing.response (district_id, promise, words, owner_role, owner_org, by_on) values ($1, $2, $3, $4, $5, $6)
     on conflict (district_id, promise) do nothing returning ${responseColumns}`,
    [districtId, promise, JSON.stringify(fields.words), fields.owner_role, fields.owner_org, fields.by_on],
  )
  return rows[0] ?? null
}

export async function setResponse(tx: Tx, id: number, fields: ResponseFields): Promise<ResponseRow> {
  const rows = await query<ResponseRow>(
    tx,
    `update publishing.response set words = $2, owner_role = $3, owner_org = $4, by_on = $5, version = version + 1
     where response_id = $1 returning ${responseColumns}`,
    [id, JSON.stringify(fields.words), fields.owner_role, fields.owner_org, fields.by_on],
  )
  if (!rows[0]) throw missing('publishing/no-such-response', 'There is no such response.')
  return rows[0]
}

const reportColumns = 'board_report_id, district_id, school_year, title, owner_role, owner_org, due_on, listed, version'
export type ReportFields = Pick<
  BoardReportRow,
  'school_year' | 'title' | 'owner_role' | 'owner_org' | 'due_on' | 'listed'
>

/** The reporting calendar of a district, of one school year or of all, by day; what was taken out only when `all`. */
export async function boardReports(
  tx: Tx,
  districtId: number,
  year: number | null = null,
  all = false,
): Promise<BoardReportRow[]> {
  return query<BoardReportRow>(
    tx,
    `select ${reportColumns} from publishing.board_report
     where district_id = $1 and ($2::int is null or school_year = $2) and ($3 or listed) order by due_on, board_report_id`,
    [districtId, year, all],
  )
}

/** One line of the calendar, locked when `lock`. Errors: Missing `publishing/no-such-report`. */
export async function boardReportById(tx: Tx, id: number, lock = false): Promise<BoardReportRow> {
  const rows = await query<BoardReportRow>(
    tx,
    `select ${reportColumns} from publishing.board_report where board_report_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing(
      'publishing/no-such-report',
      'There is no such report in the calendar.',
      'Go to the reporting calendar and choose one there.',
    )
  return rows[0]
}

export async function insertBoardReport(tx: Tx, districtId: number, fields: ReportFields): Promise<BoardReportRow> {
  const rows = await query<BoardReportRow>(
    tx,
    `insert into publishing.board_report (district_id, school_year, title, owner_role, owner_org, due_on, listed)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${reportColumns}`,
    [
      districtId,
      fields.school_year,
      JSON.stringify(fields.title),
      fields.owner_role,
      fields.owner_org,
      fields.due_on,
      fields.listed,
    ],
  )
  const row = rows[0]
  if (!row) throw new Error('The report was not stored.')
  return row
}

export async function setBoardReport(tx: Tx, id: number, fields: ReportFields): Promise<BoardReportRow> {
  const rows = await query<BoardReportRow>(
    tx,
    `update publishing.board_report set school_year = $2, title = $3, owner_role = $4, owner_org = $5, due_on = $6, listed = $7, version = version + 1
     where board_report_id = $1 returning ${reportColumns}`,
    [
      id,
      fields.school_year,
      JSON.stringify(fields.title),
      fields.owner_role,
      fields.owner_org,
      fields.due_on,
      fields.listed,
    ],
  )
  if (!rows[0]) throw missing('publishing/no-such-report', 'There is no such report in the calendar.')
  return rows[0]
}

/** Edits of one district's calendar wait for each other. Held until the transaction ends. */
export async function lockCalendar(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(62, $1)', [districtId])
}
