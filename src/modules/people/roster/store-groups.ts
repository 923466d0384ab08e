import { manyRows } from '../../../platform/db/copy.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'

export async function openGroupStaging(tx: Tx): Promise<{ table: string; columns: string[] }> {
  await manyRows(tx)
  await query(tx, 'drop table if exists loading_groups')
  await query(
    tx,
    'create temp table loading_groups (student_key bigint, race text, gender text, econ boolean, el boolean, swd boolean, residency text) on commit drop',
  )
  return {
    table: 'loading_groups',
    columns: ['student_key', 'race', 'gender', 'econ', 'el', 'swd', 'residency'],
  }
}

/** Replaces a district's groups of a school year by the staged ones, of students who are still known. */
export async function replaceGroups(tx: Tx, districtId: number, year: number): Promise<void> {
  await query(tx, 'delete from people.student_year where district_id = $1 and school_year = $2', [districtId, year])
  await query(
    tx,
    `insert into people.student_year (student_key, district_id, school_year, race, gender, econ, el, swd, residency)
     select l.student_key, $1, $2, l.race, l.gender, l.econ, l.el, l.swd, l.residency
     from loading_groups l join people.student s on s.student_key = l.student_key and s.district_id = $1`,
    [districtId, year],
  )
}
