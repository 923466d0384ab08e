import { createReadStream, createWriteStream } from 'node:fs'
import { copyIn, copyOut } from '../../platform/db/copy.ts'
import { query, type Tx } from '../../platform/db/database.ts'

/** COPY takes no parameters: only a whole number goes into its text. */
const whole = (n: number): string => {
  if (!Number.isSafeInteger(n)) throw new Error('Whole numbers only.')
  return String(n)
}

/**
 * Writes where the students of a district stood in attendance in a school year, all schools together (the district's own rows), as a CSV file that the engine reads (`standing`).
 * In: a transaction in the computing scope. Out: how many students.
 */
export function writeStanding(tx: Tx, districtId: number, schoolYear: number, path: string): Promise<number> {
  return copyOut(
    tx,
    `select student_key, school_year, absent, member_days from indicators.standing
     where definition = 'chronic-absenteeism' and org_id = ${whole(districtId)} and school_year = ${whole(schoolYear)}`,
    createWriteStream(path, { mode: 0o600 }),
  )
}

/**
 * Replaces the list of students whom a rule or a measure names in a school year (standing rows of its id: `tier` holds the signs, or that the student does not count
 * yet). In: the CSV of the engine, or null where nobody is to be named any more: the year is over. Lists of earlier years than the one before go as well.
 */
export async function replaceNamed(
  tx: Tx,
  key: { district_id: number; definition: string; school_year: number; run_id: number; through: string },
  csv: string | null,
): Promise<void> {
  await query(
    tx,
    'delete from indicators.standing where district_id = $1 and definition = $2 and (school_year = $3 or school_year < $3 - 1)',
    [key.district_id, key.definition, key.school_year],
  )
  if (csv === null) return
  await query(
    tx,
    'create temp table warned (student_key bigint, org_id int, absent int, member_days int, signs text) on commit drop',
  )
  await copyIn(tx, 'warned', ['student_key', 'org_id', 'absent', 'member_days', 'signs'], createReadStream(csv))
  await query(
    tx,
    `insert into indicators.standing (student_key, org_id, district_id, definition, school_year, absent, member_days, flag, tier, through_date, run_id)
     select student_key, org_id, $1, $2, $3, absent, member_days, true, signs, $4, $5 from warned`,
    [key.district_id, key.definition, key.school_year, key.through, key.run_id],
  )
  await query(tx, 'drop table warned')
}

/** The newest school year of which a list names students of a school; null where none does. */
export async function newestNamed(tx: Tx, definition: string, orgId: number): Promise<number | null> {
  const [row] = await query<{ year: number | null }>(
    tx,
    'select max(school_year) as year from indicators.standing where definition = $1 and org_id = $2',
    [definition, orgId],
  )
  return row?.year ?? null
}

/** How many students of some schools stand in each tier of attendance in a school year, under the scope. */
export function tiersBySchool(
  tx: Tx,
  orgIds: readonly number[],
  schoolYear: number,
): Promise<{ org_id: number; tier: string; students: number }[]> {
  return query(
    tx,
    `select org_id, tier, count(*)::int as students from indicators.standing
     where definition = 'chronic-absenteeism' and org_id = any ($1::int[]) and school_year = $2 group by org_id, tier`,
    [orgIds, schoolYear],
  )
}
