import type { Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'
import type { TokenRow } from './schema.ts'

const columns =
  'token_id, org_id, name, kinds, auto_accept, made_by, made_at, expires_at, last_used_at, revoked_at, version'

export async function addToken(
  tx: Tx,
  row: Pick<TokenRow, 'org_id' | 'name' | 'kinds' | 'auto_accept' | 'made_by' | 'made_at' | 'expires_at'> & {
    hash: string
  },
): Promise<number> {
  const rows = await query<{ token_id: number }>(
    tx,
    `insert into feeds.feed_token (org_id, name, token_hash, kinds, auto_accept, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning token_id`,
    [row.org_id, row.name, row.hash, row.kinds, row.auto_accept, row.made_by, row.made_at, row.expires_at],
  )
  return rows[0]?.token_id ?? 0
}

export async function tokensOf(tx: Tx, districtId: number): Promise<TokenRow[]> {
  return query<TokenRow>(
    tx,
    `select ${columns} from feeds.feed_token where org_id = $1 order by revoked_at nulls first, made_at desc`,
    [districtId],
  )
}

export async function tokenById(tx: Tx, id: number): Promise<TokenRow | null> {
  return (await query<TokenRow>(tx, `select ${columns} from feeds.feed_token where token_id = $1`, [id]))[0] ?? null
}

export async function revoke(tx: Tx, id: number, at: Date): Promise<void> {
  await query(tx, 'update feeds.feed_token set revoked_at = $2, version = version + 1 where token_id = $1', [id, at])
}

/** The token with this hash: the transaction may then see that one row, whatever its scope. */
export async function tokenBrought(tx: Tx, hash: string): Promise<TokenRow | null> {
  await query(tx, `select set_config('throughline.feed_token', $1, true)`, [hash])
  return (await query<TokenRow>(tx, `select ${columns} from feeds.feed_token where token_hash = $1`, [hash]))[0] ?? null
}

export async function noteUse(tx: Tx, id: number, at: Date): Promise<void> {
  await query(tx, 'update feeds.feed_token set last_used_at = $2 where token_id = $1', [id, at])
}
