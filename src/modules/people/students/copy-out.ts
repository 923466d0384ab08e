import type { Tx } from '../../../platform/db/database.ts'
import { writeOut } from '../copy.ts'

const whole = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw new Error('Not a whole number.')
  return value
}

/** Writes `external_id,student_key` of a district's students as CSV, for the worker's matching in DuckDB. Out: rows. */
export async function copyStudentKeys(tx: Tx, districtId: number, toPath: string): Promise<number> {
  return writeOut(
    tx,
    `select external_id, student_key from people.student where district_id = ${whole(districtId)} order by external_id`,
    toPath,
  )
}

/** Writes the enrollment spells of a district's school year as CSV with the columns of the lake's `enrollment`. Out: rows. */
export async function copyEnrollment(tx: Tx, districtId: number, year: number, toPath: string): Promise<number> {
  return writeOut(
    tx,
    `select student_key, org_id, school_year, grade, entry_date, exit_date, is_primary from people.enrollment
     where district_id = ${whole(districtId)} and school_year = ${whole(year)} order by student_key, entry_date, org_id`,
    toPath,
  )
}

/** Writes the groups of a district's students in a school year as CSV with the columns of the lake's `student_group`. Out: rows. */
export async function copyStudentGroups(tx: Tx, districtId: number, year: number, toPath: string): Promise<number> {
  return writeOut(
    tx,
    `select student_key, school_year, race, gender, econ, el, swd, residency from people.student_year
     where district_id = ${whole(districtId)} and school_year = ${whole(year)} order by student_key`,
    toPath,
  )
}
