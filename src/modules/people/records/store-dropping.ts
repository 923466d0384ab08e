import { query, type Tx } from '../../../platform/db/database.ts'
import type { Dropped } from './schema.ts'

/** Tables of this schema in which a row stays when its student is forgotten, and only the key becomes null. */
const emptied = ['disclosure_student', 'record'] as const
/** Tables that are handled by themselves. */
const apart = ['student', 'forgetting_subject', ...emptied] as const

/** Every other table of this schema with a student's key: its rows go. Read from the catalog, so that a table that comes later is not overlooked. */
async function tablesAbout(tx: Tx): Promise<string[]> {
  return (
    await query<{ name: string }>(
      tx,
      `select format('%I', c.relname) as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'people' and c.relkind = 'r' and a.attname = 'student_key' and not a.attisdropped and c.relname <> all ($1::text[]) order by 1`,
      [apart],
    )
  ).map((row) => row.name)
}

export async function yearsEnrolled(tx: Tx, studentKey: number): Promise<number[]> {
  return (
    await query<{ y: number }>(
      tx,
      'select distinct school_year as y from people.enrollment where student_key = $1 order by y',
      [studentKey],
    )
  ).map((row) => row.y)
}

/**
 * Rows of a roster that name the student by the roster's own id (also tombstones and references that led nowhere). A row of the staff with the same id is the same person:
 * a student who works for the district. It goes with its places of work; an account stays, because it is no record of a student.
 */
async function dropRoster(tx: Tx, districtId: number, refs: readonly string[]): Promise<number> {
  if (refs.length === 0) return 0
  let gone = (
    await query(
      tx,
      `delete from people.staff_role t using people.staff f
       where f.district_id = $1 and f.sourced_id = any ($2::text[]) and t.district_id = f.district_id and t.staff_id = f.staff_id returning 1`,
      [districtId, refs],
    )
  ).length
  for (const [table, column] of [
    ['class_member', 'user_ref'],
    ['staff', 'sourced_id'],
    ['roster_role', 'user_ref'],
    ['roster_demographic', 'sourced_id'],
    ['roster_student', 'sourced_id'],
  ])
    gone += (
      await query(
        tx,
        `delete from people.${table} where district_id = $1 and ${column} = any ($2::text[]) returning 1`,
        [districtId, refs],
      )
    ).length
  return gone
}

/** Takes every row of a student out of this schema; logs and registers keep their row without the key. Out: what went, and which prepared records. */
export async function dropRows(
  tx: Tx,
  districtId: number,
  studentKey: number,
  refs: readonly string[],
): Promise<Dropped & { record_ids: number[] }> {
  const gone: Record<string, number> = { roster: await dropRoster(tx, districtId, refs) }
  for (const table of await tablesAbout(tx))
    gone[table] = (
      await query(tx, `delete from people.${table} where student_key = $1 returning 1`, [studentKey])
    ).length
  const reads = await query(
    tx,
    'update people.student_read set student_keys = array_replace(student_keys, $1::bigint, null) where student_keys @> array[$1::bigint] returning 1',
    [studentKey],
  )
  const disclosures = await query(
    tx,
    'update people.disclosure_student set student_key = null where student_key = $1 returning 1',
    [studentKey],
  )
  const records = await query<{ record_id: number }>(
    tx,
    `update people.record set student_key = null, state = 'over' where student_key = $1 returning record_id`,
    [studentKey],
  )
  const identities = await query(
    tx,
    'delete from people.student where student_key = $1 and district_id = $2 returning 1',
    [studentKey, districtId],
  )
  const { enrollment = 0, student_year = 0, ...others } = gone
  return {
    identities: identities.length,
    years: student_year,
    spells: enrollment,
    others: Object.values(others).reduce((sum, one) => sum + one, 0),
    reads: reads.length,
    disclosures: disclosures.length,
    records: records.length,
    record_ids: records.map((row) => row.record_id),
  }
}

/**
 * Identities of which nothing is left: no year, no spell, no other row of this schema. Left by a students file that was purged. Out: how many went.
 */
export async function dropOrphans(tx: Tx, districtId: number): Promise<number> {
  const others = (await tablesAbout(tx)).filter((table) => table !== 'directory_opt_out')
  const without = others.map(
    (table) => `not exists (select from people.${table} o where o.student_key = s.student_key)`,
  )
  await query(
    tx,
    `delete from people.directory_opt_out d using people.student s where s.student_key = d.student_key and s.district_id = $1 and ${without.join(' and ')}`,
    [districtId],
  )
  return (
    await query(tx, `delete from people.student s where s.district_id = $1 and ${without.join(' and ')} returning 1`, [
      districtId,
    ])
  ).length
}

/** Takes the groups of a school year away: no students file of it is left. */
export async function dropYear(tx: Tx, districtId: number, schoolYear: number): Promise<void> {
  await query(tx, 'delete from people.student_year where district_id = $1 and school_year = $2', [
    districtId,
    schoolYear,
  ])
}
