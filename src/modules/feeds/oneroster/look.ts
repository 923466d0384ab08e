import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inScope } from '../../../platform/db/scope.ts'
import { literal } from '../../../platform/duckdb.ts'
import { missing } from '../../../platform/errors.ts'
import type { Services } from '../../../platform/web/route.ts'
import { rosterCounts, systemScope } from '../../people/index.ts'
import type { Outcome } from '../actions/examine.ts'
import type { Session } from '../reading/session.ts'
import { fallen } from '../rules.ts'
import type { Counts, FindingCount, FindingRow, GuardHit, ImportRow, Unmatched } from '../schema.ts'
import { bringRoster } from './bring.ts'
import { bundleNotes } from './checks.ts'
import { mergeRows, resolveState, runBundleChecks, typeRows } from './merge.ts'
import { type Bundle, readBundle } from './read.ts'
import { askedMost } from './schools.ts'

const nothing: Outcome = {
  kind: 'oneroster',
  stop: null,
  code: null,
  headers: [],
  mapping: {},
  counts: {},
  guards: [],
  years: [],
  found: { counts: [], first: [] },
}

/**
 * Reads and checks a bundle against the roster as it stands; leaves its cleaned rows and its findings beside the import. Nothing in PostgreSQL changes.
 * In: the session of the import, the archive (null: it is no longer kept, and need not be once the bundle was read). Out: what an examination gives.
 */
export async function lookAtBundle(
  services: Services,
  session: Session,
  row: ImportRow,
  archive: string | null,
  told: (done: number, step: string) => Promise<void> = async () => {},
): Promise<Outcome> {
  const scope = await systemScope(services.db, 'feeds', row.org_id)
  const before = await inScope(services.db, scope, async (tx) => {
    await bringRoster(tx, session, row.org_id, true)
    return rosterCounts(tx, row.org_id)
  })
  const bundle = await readBundle(session, archive)
  if (bundle === null) throw missing('feeds/file-gone', 'The file itself is no longer kept.', 'Send it again.')
  if (typeof bundle === 'string') return { ...nothing, stop: 'content', code: bundle }
  await told(2, 'feeds.matching')
  await merged(session, bundle)
  await runBundleChecks(session, 'merging')
  await told(3, 'feeds.checking')
  await noteSession(session, bundle)
  const counts = await countRows(session)
  const guards = fallen('oneroster', await compared(session, before))
  const found = await gatherFindings(session)
  await writeFindingsBeside(session)
  const wrong = found.counts.some((one) => one.severity === 'error' && one.check_id in bundleNotes)
  const years = (
    await session.duck.rows<{ y: number }>('select cast(school_year as integer) as y from roster_year')
  ).map((one) => one.y)
  const stop = wrong ? 'errors' : counts.usable === 0 ? 'nothing' : guards.length > 0 ? 'guard' : null
  return { ...nothing, stop, counts, guards, years, found, unmatched: await unmatchedIn(session) }
}

/** Types, merges and resolves a bundle that was read, without the rows that its own checks call wrong. Leaves `state_<part>`, `memberships`, `staff_roles` and `finding`. */
export async function merged(session: Session, bundle: Bundle): Promise<void> {
  await typeRows(session, bundle.modes)
  const checks = Object.keys(bundleNotes).map((id) => `(${literal(id)})`)
  await session.duck.run(
    `create or replace temp table note_check as select * from (values ${checks.join(', ')}) as t(check_id)`,
  )
  for (const note of bundle.notes) {
    const id = `oneroster/${note.check}`
    const column = note.column === null ? note.file : `${note.file}.${note.column}`
    await session.duck.run(
      `insert into finding values (${literal(id)}, ${literal(bundleNotes[id] ?? 'warning')}, ${literal(note.file)}, 1, ${literal(column)}, ${note.nearest === null ? 'null' : literal(note.nearest)})`,
    )
  }
  await session.duck.run("insert into finding select check_id, 'error', file, row_no, null, null from broken_line")
  await runBundleChecks(session, 'reading')
  await mergeRows(session, bundle.modes)
  await resolveState(session)
}

/** Schools and departments of the roster that are none of ours: what the steward may match. */
const unmatchedIn = (session: Session): Promise<Unmatched[]> =>
  session.duck.rows<Unmatched>(
    `select sourced_id, left(coalesce(name, ''), 120) as name, kind, left(coalesce(identifier, ''), 60) as identifier from state_orgs
     where org_id is null and not deleted and kind in ('school', 'department') order by kind desc, name, sourced_id limit ${askedMost}`,
  )

/** A roster whose sessions do not cover today is mostly one of last year. */
async function noteSession(session: Session, bundle: Bundle): Promise<void> {
  if (bundle.modes.academicSessions === 'absent') return
  await session.duck.run(
    `insert into finding select 'oneroster/no-session-today', 'warning', 'academicSessions', 1, 'endDate', null from param
     where not exists (select 1 from state_sessions where not deleted and param.today between start_date and end_date)`,
  )
}

async function countRows(session: Session): Promise<Counts> {
  const [row] = await session.duck.rows<{ rows: number; skipped: number }>(`
    with every_row as (
      select file, row_no from line_key union select file, row_no from broken_line
    )
    select count(*) as rows,
      count(*) filter (where (file, row_no) in (select (file, row_no) from finding where severity = 'error')) as skipped
    from every_row`)
  const { rows = 0, skipped = 0 } = row ?? {}
  return { rows, usable: rows - skipped, skipped, first_day: null, last_day: null, encoding: 'utf-8' }
}

async function compared(
  session: Session,
  before: { schools: { code: string; students: number }[]; staff: number; classes: number },
): Promise<GuardHit[]> {
  const after = new Map(
    (
      await session.duck.rows<{ code: string; n: number }>(
        'select o.code, count(*) as n from memberships m join (select distinct org_id, code from known_org) o on o.org_id = m.org_id group by o.code',
      )
    ).map((one) => [one.code, one.n]),
  )
  const [whole] = await session.duck.rows<{ staff: number; classes: number }>(
    "select (select count(*) from state_users where not deleted and active and person in ('staff', 'both')) as staff, (select count(*) from state_classes where not deleted) as classes",
  )
  const hit = (code: string, was: number, is: number): GuardHit => ({ code, school_year: null, before: was, after: is })
  return [
    ...before.schools.map((one) => hit(one.code, one.students, after.get(one.code) ?? 0)),
    hit('users.csv (staff)', before.staff, whole?.staff ?? 0),
    hit('classes.csv', before.classes, whole?.classes ?? 0),
  ]
}

const firstKept = 1000

/** The column of a finding as pages show it: the file, and the column in it. */
const place = `case when f.column_name is null then f.file when contains(f.column_name, '.') or f.column_name = f.file then f.column_name else concat(f.file, '.', f.column_name) end`
const withId =
  'finding f left join (select file, row_no, any_value(sourced_id) as sourced_id from line_key group by file, row_no) k on k.file = f.file and k.row_no = f.row_no'

async function gatherFindings(session: Session): Promise<{ counts: FindingCount[]; first: FindingRow[] }> {
  const counts = await session.duck.rows<FindingCount>(
    'select check_id, severity, count(*) as rows from finding group by check_id, severity order by check_id',
  )
  const first = await session.duck.rows<FindingRow>(`
    with ranked as (
      select *, row_number() over (partition by check_id order by file, row_no, column_name) as place from finding
    ),
    picked as (
      select * from ranked order by place, check_id limit ${firstKept}
    )
    select cast(row_number() over (order by f.check_id, f.place) as integer) as n, f.check_id, f.row_no, ${place} as column_name,
      case when f.check_id in (select check_id from note_check) then null else left(k.sourced_id, 60) end as external_id, f.nearest
    from (select * from picked) f left join (select file, row_no, any_value(sourced_id) as sourced_id from line_key group by file, row_no) k on k.file = f.file and k.row_no = f.row_no
    order by n`)
  return { counts, first }
}

async function writeFindingsBeside(session: Session): Promise<void> {
  await session.duck.run(`
    copy (
      select f.row_no as "row", ${place} as "column", f.check_id as "check", f.severity,
        case when f.check_id in (select check_id from note_check) then '' when regexp_matches(k.sourced_id, '^[=+\\-@\\t]') then concat('''', k.sourced_id) else coalesce(k.sourced_id, '') end as student_id
      from ${withId} order by f.file, f.row_no, f.check_id
    ) to ${literal(join(session.folder, 'findings.csv'))} (format csv, header, force_quote (student_id));
    copy (select * from finding order by file, row_no, check_id) to ${literal(join(session.folder, 'findings.parquet'))} (format parquet, compression zstd);
  `)
}

/** Whether a bundle was read once: its cleaned rows lie beside the import, and the archive is not needed any more. */
export const wasRead = (session: Session): boolean => existsSync(join(session.folder, 'bundle.json'))
