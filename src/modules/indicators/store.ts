import { createReadStream } from 'node:fs'
import { now } from '../../platform/clock.ts'
import { copyIn, manyRows } from '../../platform/db/copy.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import type { AuditedRow, ReferenceRow, RunRow, StandingRow, ValueRow, Wanted } from './schema.ts'

function where(wanted: Wanted): { text: string; values: unknown[] } {
  const values: unknown[] = [wanted.definition]
  const parts = ['definition = $1']
  const among = (column: string, list: readonly unknown[] | undefined, type: string) => {
    if (!list) return
    values.push(list)
    parts.push(`${column} = any ($${values.length}::${type}[])`)
  }
  among('org_id', wanted.orgIds, 'int')
  among('school_year', wanted.schoolYears, 'int')
  among('period', wanted.periods, 'text')
  among('group_set', wanted.groupSets, 'text')
  return { text: parts.join(' and '), values }
}

/** True values under the transaction's scope, ordered by organization, year, period and group. */
export function values(tx: Tx, wanted: Wanted): Promise<ValueRow[]> {
  const { text, values } = where(wanted)
  return query<ValueRow>(
    tx,
    `select definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum, run_id from indicators.value
     where ${text} order by org_id, school_year, period, group_set, group_value`,
    values,
  )
}

/** Values of the newest released audit of each district in scope that holds them. */
export function audited(tx: Tx, wanted: Wanted): Promise<AuditedRow[]> {
  const { text, values } = where(wanted)
  return query<AuditedRow>(
    tx,
    `select distinct on (org_id, school_year, period, group_set, group_value)
       audit_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, shown, why, n, d
     from indicators.audited_value where ${text} and audit_id in (select audit_id from indicators.audit where released_at is not null)
     order by org_id, school_year, period, group_set, group_value, audit_id desc`,
    values,
  )
}

/** One page of the true values of an organization, every group and period, newest year first. */
export function valueLines(
  tx: Tx,
  wanted: { definition: string; orgId: number; limit: number; offset: number },
): Promise<ValueRow[]> {
  return query<ValueRow>(
    tx,
    `select definition, school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum, run_id from indicators.value
     where definition = $1 and org_id = $2 order by school_year desc, period desc, group_set, group_value limit $3 offset $4`,
    [wanted.definition, wanted.orgId, wanted.limit, wanted.offset],
  )
}

/** The run that a pointer names, or null. */
export async function currentRun(
  tx: Tx,
  districtId: number,
  definition: string,
  schoolYear: number,
): Promise<RunRow | null> {
  const rows = await query<RunRow>(
    tx,
    `select r.* from indicators.pointer p join indicators.run r using (run_id)
     where p.district_id = $1 and p.definition = $2 and p.school_year = $3`,
    [districtId, definition, schoolYear],
  )
  return rows[0] ?? null
}

/** All current runs of the districts in scope, newest school year first. */
export function currentRuns(tx: Tx, definition?: string): Promise<RunRow[]> {
  return query<RunRow>(
    tx,
    `select r.* from indicators.pointer p join indicators.run r using (run_id)
     where $1::text is null or p.definition = $1 order by r.definition, r.school_year desc`,
    [definition ?? null],
  )
}

/** Reserves the id of a run, which names its cube file. */
export async function nextRunId(tx: Tx): Promise<number> {
  const rows = await query<{ id: number }>(
    tx,
    `select nextval(pg_get_serial_sequence('indicators.run', 'run_id')) as id`,
  )
  return rows[0]?.id ?? 0
}

export type NewRun = Omit<RunRow, 'at'>

/** Writes a run and moves the pointer to it. */
export async function saveRun(tx: Tx, run: NewRun): Promise<void> {
  await query(
    tx,
    `insert into indicators.run (run_id, district_id, definition, school_year, parameters, datasets, code_version, digest, rows, cube_path, through_date, at, took_ms, month_path)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      run.run_id,
      run.district_id,
      run.definition,
      run.school_year,
      run.parameters,
      run.datasets,
      run.code_version,
      run.digest,
      run.rows,
      run.cube_path,
      run.through_date,
      now(),
      run.took_ms,
      run.month_path,
    ],
  )
  await query(
    tx,
    `insert into indicators.pointer (district_id, definition, school_year, run_id, moved_at) values ($1, $2, $3, $4, $5)
     on conflict (district_id, definition, school_year) do update set run_id = excluded.run_id, moved_at = excluded.moved_at`,
    [run.district_id, run.definition, run.school_year, run.run_id, now()],
  )
}

type RunKey = { district_id: number; definition: string; school_year: number; run_id: number }

/** The run that the pointer names, held until the transaction ends, so that no other computation moves it in between; null when there is none. */
export async function heldRun(
  tx: Tx,
  districtId: number,
  definition: string,
  schoolYear: number,
): Promise<number | null> {
  const rows = await query<{ run_id: number }>(
    tx,
    'select run_id from indicators.pointer where district_id = $1 and definition = $2 and school_year = $3 for update',
    [districtId, definition, schoolYear],
  )
  return rows[0]?.run_id ?? null
}

/**
 * Replaces the served slice of one definition, district and year from a month on; months before `from` stay as the run before served them, with its run_id.
 * In: csv files of the engine: rows of the year from that month on, and the rows through the same school day as the running year (`year` when it is the
 * running year itself, null when there are none); `from`: first month that was computed anew, 1 = everything.
 */
export async function replaceValues(
  tx: Tx,
  key: RunKey,
  csv: { year: string; toDate: string | 'year' | null; from: number },
): Promise<void> {
  const columns = 'school_year, period, through_date, org_id, group_set, group_value, state, n, d, sum'
  await manyRows(tx)
  // m01..m10 come before todate and year in the alphabet (of bytes): one condition names all that is new.
  const first = csv.from === 1 ? '' : `m${String(csv.from).padStart(2, '0')}`
  await query(
    tx,
    'delete from indicators.value where district_id = $1 and definition = $2 and school_year = $3 and period >= $4 collate "C"',
    [key.district_id, key.definition, key.school_year, first],
  )
  await query(
    tx,
    `create temp table slice (school_year int, period text, through_date date, org_id int, group_set text, group_value text, state text, n bigint, d bigint, sum double precision) on commit drop`,
  )
  const load = (file: string) => copyIn(tx, 'slice', columns.split(', '), createReadStream(file))
  const insert = (period: string, where: string) =>
    query(
      tx,
      `insert into indicators.value (district_id, definition, run_id, ${columns})
       select $1, $2, $3, school_year, ${period}, through_date, org_id, group_set, group_value, state, n, d, sum from slice ${where}`,
      [key.district_id, key.definition, key.run_id],
    )
  await load(csv.year)
  await insert('period', '')
  if (csv.toDate === 'year') await insert(`'todate'`, `where period = 'year'`)
  else if (csv.toDate !== null) {
    await query(tx, 'truncate slice')
    await load(csv.toDate)
    await insert(`'todate'`, `where period = 'year'`)
  }
  await query(tx, 'drop table slice')
}

/**
 * Replaces where single students stand in one definition, district and year by the rows of a csv file of the engine. Through which day: the last measured
 * day of the student's own school, as `replaceValues` has just served it; the district's only where the school has no row.
 */
export async function replaceStanding(
  tx: Tx,
  key: RunKey & { through_date: string | null },
  csv: string,
): Promise<void> {
  await query(tx, 'delete from indicators.standing where district_id = $1 and definition = $2 and school_year = $3', [
    key.district_id,
    key.definition,
    key.school_year,
  ])
  await query(
    tx,
    'create temp table stand (student_key bigint, org_id int, school_year int, absent_hundredths int, member_days int, chronic boolean, tier text) on commit drop',
  )
  await copyIn(
    tx,
    'stand',
    ['student_key', 'org_id', 'school_year', 'absent_hundredths', 'member_days', 'chronic', 'tier'],
    createReadStream(csv),
  )
  await query(
    tx,
    `insert into indicators.standing (student_key, org_id, district_id, definition, school_year, absent, member_days, flag, tier, through_date, run_id)
     select s.student_key, s.org_id, $1, $2, s.school_year, s.absent_hundredths, s.member_days, s.chronic, coalesce(s.tier, 'few_days'),
       case when v.org_id is null then $3 else v.through_date end, $4
     from stand s left join (
       select org_id, max(through_date) as through_date from indicators.value
       where district_id = $1 and definition = $2 and school_year = $5 and period = 'year' group by org_id) v on v.org_id = s.org_id`,
    [key.district_id, key.definition, key.through_date, key.run_id, key.school_year],
  )
  await query(tx, 'drop table stand')
}

/** The newest file of closed months of a district and year (relative to the home), or null. */
export async function latestStudentMonth(tx: Tx, districtId: number, schoolYear: number): Promise<string | null> {
  const rows = await query<{ month_path: string | null }>(
    tx,
    'select month_path from indicators.run where district_id = $1 and school_year = $2 order by run_id desc limit 1',
    [districtId, schoolYear],
  )
  return rows[0]?.month_path ?? null
}

/** Paths (relative to the home) of all cubes and sums of months that runs of a district name. */
export async function pathsOfRuns(tx: Tx, districtId: number): Promise<Set<string>> {
  const rows = await query<{ path: string }>(
    tx,
    `select cube_path as path from indicators.run where district_id = $1
     union select month_path from indicators.run where district_id = $1 and month_path is not null`,
    [districtId],
  )
  return new Set(rows.map((row) => row.path))
}

/** Students of one organization and year under the scope, most absent first. The caller reads names through `people`, which logs. */
export function standing(
  tx: Tx,
  wanted: {
    definition: string
    orgId: number
    schoolYear: number
    tiers?: readonly string[]
    /** students whom no list may hold */
    without?: readonly number[]
    limit: number
    offset: number
  },
): Promise<StandingRow[]> {
  return query<StandingRow>(
    tx,
    `select student_key, org_id, definition, school_year, absent, member_days, flag, tier, through_date from indicators.standing
     where definition = $1 and org_id = $2 and school_year = $3 and ($4::text[] is null or tier = any ($4::text[])) and student_key <> all ($7::bigint[])
     order by absent::float8 / nullif(member_days, 0) desc nulls last, student_key limit $5 offset $6`,
    [
      wanted.definition,
      wanted.orgId,
      wanted.schoolYear,
      wanted.tiers ?? null,
      wanted.limit,
      wanted.offset,
      wanted.without ?? [],
    ],
  )
}

/** How many students of an organization stand in each tier, under the scope; `hidden`: how many of them are among those whom no list may hold. */
export function tierCounts(
  tx: Tx,
  wanted: { definition: string; orgId: number; schoolYear: number; without?: readonly number[] },
): Promise<{ tier: string; students: number; hidden: number }[]> {
  return query(
    tx,
    `select tier, count(*) as students, count(*) filter (where student_key = any ($4::bigint[])) as hidden
     from indicators.standing where definition = $1 and org_id = $2 and school_year = $3 group by tier`,
    [wanted.definition, wanted.orgId, wanted.schoolYear, wanted.without ?? []],
  )
}

/** Notes that somebody saw true values of small groups (d < 20): once a day for each reader, organization and indicator, so that reading stays quick. */
export async function noteSmallRead(
  tx: Tx,
  scope: Scope,
  read: { district_id: number; org_ids: readonly number[]; definition: string; cells: readonly number[]; day: string },
): Promise<void> {
  await query(
    tx,
    `insert into indicators.small_read (district_id, org_id, definition, actor_name, on_date, actor, cells, at)
     select $1, o, $3, $4, $5, $6, c, $7 from unnest($2::int[], $8::int[]) as t (o, c)
     where not exists (select from indicators.small_read r where r.actor_name = $4 and r.org_id = t.o and r.definition = $3 and r.on_date = $5)
     on conflict do nothing`,
    [read.district_id, read.org_ids, read.definition, scope.name, read.day, scope.actor, now(), read.cells],
  )
}

/**
 * Published figures of a place (a state code such as CT, or a district code of seven digits), oldest first: those of the state's own files where they were loaded,
 * otherwise those that were typed in with a source.
 */
export function references(tx: Tx, definition: string, places: readonly string[]): Promise<ReferenceRow[]> {
  return query<ReferenceRow>(
    tx,
    `select distinct on (place, school_year) place, definition, school_year, value, n, d, suppressed, source from (
       select place, definition, school_year, value, n, d, suppressed, source, 2 as rank
       from indicators.reference_value where definition = $1 and place = any ($2::text[])
       union all
       select a.place, p.measure, p.school_year, p.value, p.n, p.d, p.state = 'suppressed', p.file, case when p.source = 'accountability' then 1 else 0 end
       from unnest($2::text[]) as a(place)
       join indicators.published p on case when a.place ~ '^[0-9]{7}$' then p.level = 'district' and p.code = a.place else p.level = 'state' end
       where p.measure = $1 and p.group_set = 'all' and p.state in ('known', 'suppressed')) one
     order by place, school_year, rank, source`,
    [definition, places],
  )
}

/** Writes published figures with their source; the same figure twice changes nothing. */
export async function saveReferences(tx: Tx, rows: readonly ReferenceRow[]): Promise<void> {
  for (const row of rows)
    await query(
      tx,
      `insert into indicators.reference_value (place, definition, school_year, value, n, d, suppressed, source) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (place, definition, school_year) do update set value = excluded.value, n = excluded.n, d = excluded.d, suppressed = excluded.suppressed, source = excluded.source`,
      [row.place, row.definition, row.school_year, row.value, row.n, row.d, row.suppressed, row.source],
    )
}

export type AuditCell = Omit<AuditedRow, 'audit_id'> & { district_id: number }

/** Writes an audited cube. Out: its id. Hidden cells must come without numbers (the table refuses others). */
export async function saveAudit(
  tx: Tx,
  scope: Scope,
  audit: { district_id: number; inputs: string; rule: string; cells: readonly AuditCell[] },
): Promise<number> {
  const made = await query<{ audit_id: number }>(
    tx,
    'insert into indicators.audit (district_id, made_by, at, inputs, rule) values ($1, $2, $3, $4, $5) returning audit_id',
    [audit.district_id, scope.name, now(), audit.inputs, audit.rule],
  )
  const id = made[0]?.audit_id ?? 0
  await query(
    tx,
    `insert into indicators.audited_value (audit_id, district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, shown, why, n, d)
     select $1, district_id, definition, school_year, period, through_date, org_id, group_set, group_value, state, shown,
       case when shown then 'shown' else 'hidden' end, n, d
     from jsonb_to_recordset($2::jsonb) as c(district_id int, definition text, school_year int, period text, through_date date, org_id int,
       group_set text, group_value text, state text, shown boolean, n bigint, d bigint)`,
    [id, JSON.stringify(audit.cells)],
  )
  return id
}

/** Shows an audit to staff: the edition that it was made for is published. Safe twice. */
export async function releaseAudit(tx: Tx, auditId: number): Promise<void> {
  await query(tx, 'update indicators.audit set released_at = $2 where audit_id = $1 and released_at is null', [
    auditId,
    now(),
  ])
}
