import { now } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { query } from '../db/database.ts'
import { Trouble } from '../errors.ts'

/**
 * Counts one attempt in a bucket (`sign-in:address`, `sign-in:e-mail hash`, `feed-token:…`). In PostgreSQL, so that several web processes share it.
 * In: at most `most` in `seconds`. Errors: Unavailable `platform/too-many` when there were more.
 */
export async function attempt(db: Db, bucket: string, most: number, seconds: number): Promise<void> {
  const at = now()
  const from = new Date(Math.floor(at.getTime() / (seconds * 1000)) * seconds * 1000)
  const rows = await query<{ count: number }>(
    db,
    `insert into platform.attempt (bucket, from_at, count) values ($1, $2, 1)
     on conflict (bucket, from_at) do update set count = platform.attempt.count + 1 returning count`,
    [bucket, from],
  )
  if ((rows[0]?.count ?? 0) > most) {
    const wait = Math.max(1, Math.ceil((from.getTime() + seconds * 1000 - at.getTime()) / 60_000))
    throw new Trouble('Unavailable', 'platform/too-many', `Too many attempts. Please wait ${wait} ${wait === 1 ? 'minute' : 'minutes'}.`, 'Then try again.')
  }
}

/** Clears a bucket after a success. */
export async function forgive(db: Db, bucket: string): Promise<void> {
  await query(db, 'delete from platform.attempt where bucket = $1', [bucket])
}

/** Removes buckets that are over (a scheduled job). */
export async function sweepAttempts(db: Db): Promise<void> {
  await query(db, 'delete from platform.attempt where from_at < $1', [new Date(now().getTime() - 86_400_000)])
}
