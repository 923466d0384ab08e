import type { LoadContext, Made } from './actions/version.ts'
import { makeVersion } from './actions/version.ts'
import { yearsStaged } from './loading.ts'
import { nameDataset } from './reading/session.ts'
import type { FreshnessRow, VersionRow } from './schema.ts'
import { addSourceDays, currentVersion, type Key, type SourceDays, writeFreshness } from './store-version.ts'

/** Attendance: the school-days that the file names are replaced, all others carried on. Rows of "present" say that the school handed in that day. */
export async function loadAttendance(context: LoadContext): Promise<Made[]> {
  const { session, row } = context
  const { duck } = session
  const made: Made[] = []
  for (const year of await yearsStaged(context)) {
    const key: Key = { org_id: row.org_id, dataset: 'attendance', school_year: year }
    const base = await baseOf(context, key, 'previous')
    await duck.run(
      `create or replace temp table named as select distinct org_id, day from staged where school_year = ${year}`,
    )
    await nameMissing(context, year)
    const one = await makeVersion(
      context,
      'attendance',
      year,
      `select student_key, org_id, day, status as kind, cast(portion as smallint) as portion from staged where school_year = ${year} and status <> 'present'
       union all
       select student_key, org_id, day, 'no_record', cast(0 as smallint) from missing
       union all
       select p.student_key, p.org_id, p.day, p.kind, p.portion from previous p where not exists (select 1 from named n where n.org_id = p.org_id and n.day = p.day)
       order by student_key, day, org_id`,
      { base, through: await lastDay(context, year, base) },
    )
    await source(context, one, year)
    made.push(one)
    const handedIn = `select distinct org_id, day, 'positive' as mode from staged where school_year = ${year} and status = 'present'`
    made.push(...(await addSubmissions(context, year, handedIn, true)))
  }
  return made
}

/**
 * Where a school writes everybody down, an enrolled student without a record is not known to be there: `no_record` keeps the day out of the count.
 * A school-day is such a day when the file has rows of "present" for it, or when it was handed in as positive.
 */
async function nameMissing(context: LoadContext, year: number): Promise<void> {
  const { tx, session, row } = context
  const current = async (dataset: 'enrollment' | 'submission') => {
    const found = await currentVersion(tx, { org_id: row.org_id, dataset, school_year: year })
    return found ? [found.path] : []
  }
  await nameDataset(session, 'enrollment', 'enrollment', await current('enrollment'))
  await nameDataset(session, 'handed_in', 'submission', await current('submission'))
  await session.duck.run(`
    create or replace temp table missing as
    with written_down as (
      select distinct org_id, day from staged where school_year = ${year} and status = 'present'
      union
      select h.org_id, h.day from handed_in h join named n on n.org_id = h.org_id and n.day = h.day where h.mode = 'positive'
    ),
    expected as (
      select distinct e.student_key, w.org_id, w.day
      from written_down w join enrollment e on e.org_id = w.org_id and w.day >= e.entry_date and (e.exit_date is null or w.day <= e.exit_date)
    )
    select x.student_key, x.org_id, x.day from expected x
    anti join (select student_key, org_id, day from staged where school_year = ${year}) s on s.student_key = x.student_key and s.org_id = x.org_id and s.day = x.day`)
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
      )),
    )
  return made
}

async function addSubmissions(context: LoadContext, year: number, sql: string, onlyNew: boolean): Promise<Made[]> {
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
  await source(context, one, year)
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
    `select max(day) as last from staged where school_year = ${year}`,
  )
  const last = row?.last ?? null
  return base?.through_date && (last === null || base.through_date > last) ? base.through_date : last
}

/** Notes for each school-day of the file which of its rows speak about it: five lists, made in DuckDB, because rows in JavaScript are slow. */
async function source(context: LoadContext, made: Made, year: number): Promise<void> {
  const where =
    made.key.dataset === 'submission'
      ? 'and exists (select 1 from handing h where h.org_id = staged.org_id and h.day = staged.day)'
      : ''
  const list = (sql: string) => `concat('{', string_agg(${sql}, ',' order by org_id, day), '}')`
  const [days] = await context.session.duck.rows<SourceDays>(`
    with named as (
      select org_id, day, min(row_no) as a, max(row_no) as b, count(*) as n from staged where school_year = ${year} ${where} group by org_id, day
    )
    select ${list('org_id')} as school_ids, ${list("strftime(day, '%Y-%m-%d')")} as days, ${list('a')} as first_rows, ${list('b')} as last_rows, ${list('n')} as counts from named`)
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
