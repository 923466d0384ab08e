import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { ReportRow } from './schema.ts'

const columns =
  'progress_report_id, district_id, school_year, goal, edition_id, words, content, content_digest, state, signed_by, signed_on, version, revision, corrects, correction'

/** The annual reports of a district, newest year first, of each the newest version first. */
export async function reportsOf(tx: Tx, districtId: number): Promise<ReportRow[]> {
  return query<ReportRow>(
    tx,
    `select ${columns} from publishing.progress_report where district_id = $1 order by school_year desc, goal collate "C", revision desc`,
    [districtId],
  )
}

/** The signed reports of a district that are in force, newest year first: of each its newest signed version. */
export async function signedReports(tx: Tx, districtId: number): Promise<ReportRow[]> {
  return query<ReportRow>(
    tx,
    `select ${columns} from publishing.progress_report r where district_id = $1 and state = 'signed'
       and not exists (select from publishing.progress_report l where l.corrects = r.progress_report_id and l.state = 'signed')
     order by school_year desc, goal collate "C"`,
    [districtId],
  )
}

/** The reports that a published edition gave out already. In: a scope that reads the district's editions. */
export async function reportsOut(tx: Tx, districtId: number): Promise<number[]> {
  const rows = await query<{ id: number }>(
    tx,
    `select distinct (report ->> 'id')::int as id
     from publishing.edition e cross join lateral jsonb_array_elements(coalesce(e.content -> 'reports', '[]')) as report
     where e.district_id = $1 and e.state in ('published', 'superseded')`,
    [districtId],
  )
  return rows.map((row) => row.id)
}

/** One report, locked when `lock`. Errors: Missing `publishing/no-such-progress-report` (also for one of another district). */
export async function reportById(tx: Tx, id: number, lock = false): Promise<ReportRow> {
  const rows = await query<ReportRow>(
    tx,
    `select ${columns} from publishing.progress_report where progress_report_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0])
    throw missing(
      'publishing/no-such-progress-report',
      'There is no such report.',
      'Go to the list of annual reports and choose one there.',
    )
  return rows[0]
}

export type Made = Pick<
  ReportRow,
  | 'school_year'
  | 'goal'
  | 'edition_id'
  | 'words'
  | 'content'
  | 'content_digest'
  | 'revision'
  | 'corrects'
  | 'correction'
>

/** Every version of a report, newest first. */
export async function versionsOf(tx: Tx, of: Pick<ReportRow, 'district_id' | 'school_year' | 'goal'>) {
  return query<ReportRow>(
    tx,
    `select ${columns} from publishing.progress_report where district_id = $1 and school_year = $2 and goal = $3 order by revision desc`,
    [of.district_id, of.school_year, of.goal],
  )
}

/** The newest version of the report about a goal and year, locked; null when there is none. */
export async function reportFor(tx: Tx, districtId: number, made: Pick<Made, 'school_year' | 'goal'>) {
  const rows = await query<ReportRow>(
    tx,
    `select ${columns} from publishing.progress_report where district_id = $1 and school_year = $2 and goal = $3 order by revision desc limit 1 for update`,
    [districtId, made.school_year, made.goal],
  )
  return rows[0] ?? null
}

/** Adds a draft; null when somebody else just did. */
export async function insertReport(tx: Tx, districtId: number, made: Made): Promise<ReportRow | null> {
  const rows = await query<ReportRow>(
    tx,
    `insert into publishing.progress_report (district_id, school_year, goal, edition_id, words, content, content_digest, revision, corrects, correction)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning ${columns}`,
    [
      districtId,
      made.school_year,
      made.goal,
      made.edition_id,
      JSON.stringify(made.words),
      JSON.stringify(made.content),
      made.content_digest,
      made.revision,
      made.corrects,
      JSON.stringify(made.correction),
    ],
  )
  return rows[0] ?? null
}

type Settable = Pick<
  ReportRow,
  'edition_id' | 'words' | 'correction' | 'content' | 'content_digest' | 'state' | 'signed_by' | 'signed_on'
>
const json = new Set<string>(['words', 'correction', 'content'])

/** Writes some columns and raises the version. Names are keys of the row type, never input. */
export async function setReport(tx: Tx, id: number, fields: Partial<Settable>): Promise<ReportRow> {
  const names = Object.keys(fields) as (keyof Settable)[]
  const rows = await query<ReportRow>(
    tx,
    `update publishing.progress_report set ${[...names.map((name, index) => `${name} = $${index + 2}`), 'version = version + 1'].join(', ')}
     where progress_report_id = $1 returning ${columns}`,
    [id, ...names.map((name) => (json.has(name) ? JSON.stringify(fields[name]) : fields[name]))],
  )
  if (!rows[0]) throw missing('publishing/no-such-progress-report', 'There is no such report.')
  return rows[0]
}
