import { query, type Tx } from '../../../platform/db/database.ts'

export type OptOut = { since: string; source: 'file' | 'hand'; set_by: string }

/**
 * Takes the column `directory_opt_out` of the staged students file over: Y hides from today on; N ends what a file had set, never what a person set by hand;
 * an empty cell changes nothing.
 */
export async function mergeOptOuts(tx: Tx, districtId: number, today: string, by: string): Promise<void> {
  const told = `told as (
      select distinct on (l.student_id) s.student_key, upper(l.directory_opt_out) as flag
      from loading_students l join people.student s on s.district_id = $1 and s.external_id = l.student_id
      where upper(l.directory_opt_out) in ('Y', 'N') order by l.student_id, l.school_year::int desc
    )`
  await query(
    tx,
    `with ${told} delete from people.directory_opt_out d using told t where t.student_key = d.student_key and t.flag = 'N' and d.source = 'file'`,
    [districtId],
  )
  await query(
    tx,
    `with ${told} insert into people.directory_opt_out (student_key, district_id, since, source, set_by)
     select student_key, $1, $2::date, 'file', $3 from told where flag = 'Y' on conflict (student_key) do nothing`,
    [districtId, today, by],
  )
}

export async function optOutOf(tx: Tx, studentKey: number): Promise<OptOut | null> {
  return (
    (
      await query<OptOut>(tx, 'select since, source, set_by from people.directory_opt_out where student_key = $1', [
        studentKey,
      ])
    )[0] ?? null
  )
}

/** Those of some keys who opted out. */
export async function optedOutOf(tx: Tx, keys: readonly number[]): Promise<number[]> {
  if (keys.length === 0) return []
  return (
    await query<{ student_key: number }>(
      tx,
      'select student_key from people.directory_opt_out where student_key = any ($1::bigint[])',
      [keys],
    )
  ).map((row) => row.student_key)
}

/** Who opted out and has a spell of a year or later at or below an organization. */
export async function optedOutAt(tx: Tx, orgId: number, year: number): Promise<number[]> {
  return (
    await query<{ student_key: number }>(
      tx,
      `select d.student_key from people.directory_opt_out d
       where exists (select from people.enrollment e join people.org_closure c on c.descendant_id = e.org_id
         where e.student_key = d.student_key and e.school_year >= $2 and c.ancestor_id = $1)
       order by d.student_key`,
      [orgId, year],
    )
  ).map((row) => row.student_key)
}

/** Sets or ends an opt-out by hand. Out: false when nothing changed. */
export async function writeOptOut(
  tx: Tx,
  told: { student_key: number; district_id: number; since: string; by: string; on: boolean },
): Promise<boolean> {
  if (!told.on)
    return (
      (await query(tx, 'delete from people.directory_opt_out where student_key = $1 returning 1', [told.student_key]))
        .length > 0
    )
  return (
    (
      await query(
        tx,
        `insert into people.directory_opt_out (student_key, district_id, since, source, set_by) values ($1, $2, $3, 'hand', $4)
         on conflict (student_key) do update set since = excluded.since, source = 'hand', set_by = excluded.set_by
         where (directory_opt_out.since, directory_opt_out.source) is distinct from (excluded.since, 'hand') returning 1`,
        [told.student_key, told.district_id, told.since, told.by],
      )
    ).length > 0
  )
}
