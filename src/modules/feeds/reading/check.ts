import { join } from 'node:path'
import { literal } from '../../../platform/duckdb.ts'
import { faultPoint } from '../../../platform/fault.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Counts, FindingCount, FindingRow, GuardHit } from '../schema.ts'
import type { Match } from './header.ts'
import { plain } from './nearest.ts'
import type { Session } from './session.ts'
import { withBits } from './sift.ts'

/** So many findings are kept in PostgreSQL, from every check in turn; all of them lie beside the import. */
const firstKept = 1000

const text = (value: string | null): string => (value === null ? 'null' : literal(value))

/** Runs every check of a layout over `mapped`, gathers what it finds in the table `finding`, and keeps the rows that may be loaded in `clean`. */
export async function runChecks(session: Session, kind: Kind, match: Match): Promise<void> {
  const { duck } = session
  await duck.run(`
    create temp table finding (check_id varchar, severity varchar, row_no bigint, column_name varchar, nearest varchar);
    insert into finding select check_id, 'error', row_no, null, null from broken;
  `)
  const headers = [
    ...match.unknown
      .filter((one) => one.header !== '')
      .map((one) => ['file/unknown-header', plain(one.header), one.nearest] as const),
    ...match.repeated.map((one) => ['file/repeated-header', plain(one.header), null] as const),
  ]
  for (const [check, header, nearest] of headers)
    await duck.run(
      `insert into finding values (${literal(check)}, 'warning', 1, ${literal(header.slice(0, 60))}, ${text(nearest)})`,
    )
  for (const check of kind.checks)
    await duck.run(
      `insert into finding select ${literal(check.id)}, ${literal(check.severity)}, row_no, column_name, null from (${check.sql})`,
    )
  await keepClean(session)
}

/** Makes what will be loaded out of the rows without an error: a table `kept_<part>` for each file that is kept beside the import. */
export async function keepParts(session: Session, kind: Kind): Promise<void> {
  const filled = kind.sift === '' ? (sql: string) => sql : await withBits(session)
  for (const part of kind.parts)
    await session.duck.run(`create or replace temp table kept_${part.name} as ${filled(part.sql)}`)
}

/** Rows without an error. Run again when a later check added errors. */
export async function keepClean(session: Session): Promise<void> {
  await session.duck.run(`
    create or replace temp table wrong as select distinct row_no from finding where severity = 'error';
    create or replace temp view clean as select * from mapped anti join wrong using (row_no);
  `)
}

export async function countAll(session: Session, kind: Kind, encoding: string): Promise<Counts> {
  const sound = kind.sift === '' ? '0' : '(select coalesce(sum(rows), 0) from sound_pair)'
  const [row] = await session.duck.rows<{
    rows: number
    usable: number
    first_day: string | null
    last_day: string | null
  }>(`
    select cast((select count(*) from cut) + (select count(*) from too_long) + ${sound} as bigint) as rows, cast(coalesce(sum(rows), 0) as bigint) as usable,
      min(day) as first_day, max(day) as last_day
    from (${kind.usable})`)
  const { rows = 0, usable = 0, first_day = null, last_day = null } = row ?? {}
  return { rows, usable, skipped: rows - usable, first_day, last_day, encoding }
}

export async function compare(session: Session, kind: Kind): Promise<GuardHit[]> {
  if (kind.guard === '') return []
  return session.duck.rows<GuardHit>(
    `select coalesce(code, '') as code, school_year, cast("before" as bigint) as "before", cast("after" as bigint) as "after" from (${kind.guard}) order by code, school_year`,
  )
}

/** Counts for each check, and the first findings: a few of every check before many of one. */
export async function gather(session: Session, kind: Kind): Promise<{ counts: FindingCount[]; first: FindingRow[] }> {
  const { duck } = session
  const counts = await duck.rows<FindingCount>(
    'select check_id, severity, count(*) as rows from finding group by check_id, severity order by check_id',
  )
  const student = kind.aboutStudents ? 'm.student_id' : 'cast(null as varchar)'
  const join_ = kind.aboutStudents ? 'left join mapped m on m.row_no = f.row_no' : ''
  const first = await duck.rows<FindingRow>(`
    with ranked as (
      select *, row_number() over (partition by check_id order by row_no, column_name) as place from finding
    ),
    picked as (
      select * from ranked order by place, check_id limit ${firstKept}
    )
    select cast(row_number() over (order by f.check_id, f.place) as integer) as n, f.check_id, f.row_no, f.column_name, left(${student}, 60) as external_id, f.nearest
    from picked f ${join_} order by n`)
  return { counts, first }
}

/**
 * Writes what will be loaded beside the import, and all findings: `findings.parquet`, and `findings.csv` for people, whose last column (the district's student id) the web
 * leaves out for those who may not see it. Cells that a spreadsheet would run are made harmless.
 */
export async function writeBeside(session: Session, kind: Kind): Promise<void> {
  const { duck, folder } = session
  const student = kind.aboutStudents ? 'm.student_id' : 'cast(null as varchar)'
  const joined = kind.aboutStudents ? 'left join mapped m on m.row_no = f.row_no' : ''
  await duck.run(`
    copy (
      select f.row_no as "row", coalesce(f.column_name, '') as "column", f.check_id as "check", f.severity,
        case when regexp_matches(${student}, '^[=+\\-@\\t]') then concat('''', ${student}) else coalesce(${student}, '') end as student_id
      from finding f ${joined} order by f.row_no, f.check_id
    ) to ${literal(join(folder, 'findings.csv'))} (format csv, header, force_quote (student_id));
    copy (select * from finding order by row_no, check_id) to ${literal(join(folder, 'findings.parquet'))} (format parquet, compression zstd);
  `)
  for (const part of kind.parts) {
    faultPoint('feeds/part')
    await duck.run(
      `copy kept_${part.name} to ${literal(join(folder, `${part.name}.parquet`))} (format parquet, compression lz4)`,
    )
  }
}
