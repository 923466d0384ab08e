import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadContext, Made } from './actions/version.ts'
import { makeVersion } from './actions/version.ts'
import { yearsStaged } from './loading.ts'
import { nameDataset } from './reading/session.ts'
import type { FreshnessRow, VersionRow } from './schema.ts'
import { addSourceDays, currentVersion, type Key, type SourceDays, writeFreshness } from './store-version.ts'

const missingSql = readFileSync(join(import.meta.dirname, 'kinds/attendance/missing.sql'), 'utf8')

/** Attendance: the school-days that the file names are replaced, all others carried on. Rows of "present" say that the school handed in that day. */
export async function loadAttendance(context: LoadContext): Promise<Made[]> {
  const { row } = context
  const made: Made[] = []
  for (const year of await yearsStaged(context, 'staged_days')) {
    const key: Key = { org_id: row.org_id, dataset: 'attendance', school_year: year }
    const base = await baseOf(context, key, 'previous')
    const named = `select org_id, day, first_row, last_row, rows from staged_days where school_year = ${year}`
    const one = await makeVersion(
      context,
      'attendance',
      year,
      `select student_key, org_id, day, status as kind, portion from staged where school_year = ${year}
       union all
       select student_key, org_id, day, 'no_record', cast(0 as smallint) from (${await missing(context, year)})
       union all
       select p.student_key, p.org_id, p.day, p.kind, p.portion from previous p where not exists (select 1 from (${named}) n where n.org_id = p.org_id and n.day = p.day)
       order by student_key, day, org_id`,
      { base, through: await lastDay(context, year, base) },
    )
    await source(context, one, named)
    made.push(one)
    const handedIn = `select org_id, day, 'positive' as mode from staged_days where school_year = ${year} and is_written_down`
    made.push(...(await addSubmissions(context, year, handedIn, true, named)))
  }
  return made
}

/** SQL of the school-days of which an enrolled student has no record although the school writes everybody down (missing.sql), by what is known now. */
async function missing(context: LoadContext, year: number): Promise<string> {
  const { tx, session, row } = context
  for (const [view, dataset] of [
    ['enrollment', 'enrollment'],
    ['handed_in', 'submission'],
  ] as const) {
    const found = await currentVersion(tx, { org_id: row.org_id, dataset, school_year: year })
    await nameDataset(session, view, dataset, found ? [found.path] : [])
  }
  const [size] = await session.duck.rows<{ bytes: number }>(
    'select coalesce(max(octet_length(days)), 1) as bytes from staged_seen',
  )
  return missingSql.replaceAll('{year}', String(year)).replaceAll('{last_bit}', String((size?.bytes ?? 1) * 8 - 1))
}

/** Submissions: school-days are added to those that are known; the file's mode stands where both know a day. */
export async function loadSubmissions(context: LoadContext): Promise<Made[]> {
  const made: Made[] = []
  for (const year of await yearsStaged(context))
    made.push(
      ...(await addSubmissions(
        context,
        year,
        `select distinct on (org_id, day) org_id, day, mode from staged where school_year = ${year} order by org_id, day, row_no`,
        false,
        `select org_id, day, min(row_no) as first_row, max(row_no) as last_row, count(*) as rows from staged where school_year = ${year} group by org_id, day`,
      )),
    )
  return made
}

async function addSubmissions(
  context: LoadContext,
  year: number,
  sql: string,
  onlyNew: boolean,
  named: string,
): Promise<Made[]> {
  const { session, row } = context
  const { duck } = session
  const key: Key = { org_id: row.org_id, dataset: 'submission', school_year: year }
  const base = await baseOf(context, key, 'handed_in')
  await duck.run(`create or replace temp table handing as ${sql}`)
  const [news] = await duck.rows<{ fresh: number; all: number; last: string | null }>(`
    select count(*) filter (where h.org_id is null) as fresh, count(*) as "all", (select max(day) from (select day from handing union all select day from handed_in)) as last
    from handing g left join handed_in h on h.org_id = g.org_id and h.day = g.day`)
  if ((onlyNew ? (news?.fresh ?? 0) : (news?.all ?? 0)) === 0) return []
  const one = await makeVersion(
    context,
    'submission',
    year,
    `select org_id, day, mode from handing
     union all
     select h.org_id, h.day, h.mode from handed_in h where not exists (select 1 from handing g where g.org_id = h.org_id and g.day = h.day)
     order by org_id, day`,
    { base, through: news?.last ?? null },
  )
  await source(context, one, `select n.* from (${named}) n semi join handing using (org_id, day)`)
  await freshness(context, one.version, year, news?.last ?? null)
  return [one]
}

async function baseOf(context: LoadContext, key: Key, view: 'previous' | 'handed_in'): Promise<VersionRow | null> {
  const base = await currentVersion(context.tx, key)
  await nameDataset(context.session, view, view === 'previous' ? 'attendance' : 'submission', base ? [base.path] : [])
  return base
}

async function lastDay(context: LoadContext, year: number, base: VersionRow | null): Promise<string | null> {
  const [row] = await context.session.duck.rows<{ last: string | null }>(
    `select max(day) as last from staged_days where school_year = ${year}`,
  )
  const last = row?.last ?? null
  return base?.through_date && (last === null || base.through_date > last) ? base.through_date : last
}

/** Notes for each school-day of the file which of its rows speak about it: five lists, made in DuckDB, because rows in JavaScript are slow. */
async function source(context: LoadContext, made: Made, named: string): Promise<void> {
  const list = (sql: string) => `concat('{', string_agg(${sql}, ',' order by org_id, day), '}')`
  const [days] = await context.session.duck.rows<SourceDays>(`
    select ${list('org_id')} as school_ids, ${list("strftime(day, '%Y-%m-%d')")} as days, ${list('first_row')} as first_rows, ${list('last_row')} as last_rows, ${list('rows')} as counts
    from (${named})`)
  if (days) await addSourceDays(context.tx, made.key, made.version, context.row.import_id, days)
}

/** How far each school has come, measured on the days of school up to the last day that anybody handed in. */
async function freshness(context: LoadContext, version: number, year: number, last: string | null): Promise<void> {
  const { tx, session, row } = context
  if (last === null) return
  const calendar = await currentVersion(tx, { org_id: row.org_id, dataset: 'calendar', school_year: year })
  await nameDataset(session, 'calendar', 'calendar', calendar ? [calendar.path] : [])
  const rows = await session.duck.rows<FreshnessRow>(`
    with given as (
      select org_id, day from handing union select org_id, day from handed_in
    ),
    expected as (
      select org_id, day from calendar where is_instructional and day <= date '${last}'
    ),
    known as (
      select e.org_id, count(*) as days_expected, count(g.day) as days_handed_in, max(g.day) as last_day
      from expected e left join given g on g.org_id = e.org_id and g.day = e.day group by e.org_id
    )
    select k.org_id as school_id, k.last_day, k.days_handed_in, k.days_expected,
      (select count(*) from expected e where e.org_id = k.org_id and (k.last_day is null or e.day > k.last_day)) as days_since
    from known k order by k.org_id`)
  await writeFreshness(tx, row.org_id, year, version, rows)
}
