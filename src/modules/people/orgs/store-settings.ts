import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'

/** The value that holds on a date at an organization: the nearest one upwards, the latest of its dates. */
export async function readSetting(tx: Tx | Db, orgId: number, key: string, date: string): Promise<unknown> {
  const rows = await query<{ value: unknown }>(
    tx,
    `with above as (
       select ancestor_id,
         -- the nearer an ancestor, the more organizations stand above it
         (select count(*) from people.org_closure b where b.descendant_id = c.ancestor_id and b.from_date <= $3 and (b.to_date is null or b.to_date >= $3 or b.ended)) as depth
       from people.org_closure c
       where c.descendant_id = $1 and c.from_date <= $3 and (c.to_date is null or c.to_date >= $3 or c.ended)
     )
     select s.value from people.setting s join above a on a.ancestor_id = s.org_id
     where s.key = $2 and s.from_date <= $3
     order by a.depth desc, s.from_date desc limit 1`,
    [orgId, key, date],
  )
  return rows[0]?.value
}

export async function writeSetting(
  tx: Tx,
  row: { org_id: number; key: string; value: unknown; from_date: string },
): Promise<void> {
  await query(
    tx,
    `insert into people.setting (org_id, key, value, from_date) values ($1, $2, $3, $4)
     on conflict (org_id, key, from_date) do update set value = excluded.value, version = people.setting.version + 1`,
    [row.org_id, row.key, JSON.stringify(row.value), row.from_date],
  )
}
