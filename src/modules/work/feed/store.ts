import { query, type Tx } from '../../../platform/db/database.ts'

/** A row of `work.calendar_link`, without its hash. */
export type CalendarLink = {
  link_id: number
  account_id: number
  district_id: number
  lang: 'en' | 'es'
  made_at: Date
  ended_at: Date | null
}
const columns = 'link_id, account_id, district_id, lang, made_at, ended_at'

/** The link that counts for an account in a district; null when there is none. */
export async function openLink(tx: Tx, accountId: number, districtId: number): Promise<CalendarLink | null> {
  const rows = await query<CalendarLink>(
    tx,
    `select ${columns} from work.calendar_link where account_id = $1 and district_id = $2 and ended_at is null`,
    [accountId, districtId],
  )
  return rows[0] ?? null
}

export async function insertLink(
  tx: Tx,
  row: Pick<CalendarLink, 'account_id' | 'district_id' | 'lang' | 'made_at'> & { hash: string },
): Promise<void> {
  await query(
    tx,
    'insert into work.calendar_link (account_id, district_id, lang, token_hash, made_at) values ($1, $2, $3, $4, $5)',
    [row.account_id, row.district_id, row.lang, row.hash, row.made_at],
  )
}

/** Ends the links of an account in a district. */
export async function endLinks(tx: Tx, accountId: number, districtId: number, at: Date): Promise<void> {
  await query(
    tx,
    'update work.calendar_link set ended_at = $3 where account_id = $1 and district_id = $2 and ended_at is null',
    [accountId, districtId, at],
  )
}

/** The link with this hash, also an ended one: the transaction may then see that one row, whatever its scope. */
export async function linkBrought(tx: Tx, hash: string): Promise<CalendarLink | null> {
  await query(tx, `select set_config('throughline.calendar_link', $1, true)`, [hash])
  const rows = await query<CalendarLink>(tx, `select ${columns} from work.calendar_link where token_hash = $1`, [hash])
  return rows[0] ?? null
}

/** When some objects of the history last changed, by id. */
export async function lastChanges(tx: Tx, object: string, ids: readonly number[]): Promise<Map<number, Date>> {
  const rows = await query<{ id: number; at: Date }>(
    tx,
    `select object_id::int as id, max(at) as at from platform.change where object = $1 and object_id = any ($2::text[]) group by object_id`,
    [object, ids.map(String)],
  )
  return new Map(rows.map((row) => [row.id, row.at]))
}
