import { now } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { query } from '../db/database.ts'
import { Trouble } from '../errors.ts'

const startOf = (at: Date, seconds: number): Date =>
  new Date(Math.floor(at.getTime() / (seconds * 1000)) * seconds * 1000)

async function add(db: Db, bucket: string, from: Date): Promise<number> {
  const rows = await query<{ count: number }>(
    db,
    `insert into platform.attempt (bucket, from_at, count) values ($1, $2, 1)
     on conflict (bucket, from_at) do update set count = platform.attempt.count + 1 returning count`,
    [bucket, from],
  )
  return rows[0]?.count ?? 0
}

function tooMany(at: Date, from: Date, seconds: number): Trouble {
  const wait = Math.max(1, Math.ceil((from.getTime() + seconds * 1000 - at.getTime()) / 60_000))
  return new Trouble(
    'Unavailable',
    'platform/too-many',
    `Too many attempts. Please wait ${wait} ${wait === 1 ? 'minute' : 'minutes'}.`,
    'Then try again.',
  )
}

/**
 * Counts one attempt in a bucket (`sign-in:address`, `sign-in:e-mail hash`, `feed-token:…`). In PostgreSQL, so that several web processes share it.
 * In: at most `most` in `seconds`. Errors: Unavailable `platform/too-many` when there were more.
 */
export async function attempt(db: Db, bucket: string, most: number, seconds: number): Promise<void> {
  const at = now()
  const from = startOf(at, seconds)
  if ((await add(db, bucket, from)) > most) throw tooMany(at, from, seconds)
}

/** Counts one failure in a bucket that many share and that successes must not fill; `checkFailures` asks it. */
export async function countFailure(db: Db, bucket: string, seconds: number): Promise<void> {
  await add(db, bucket, startOf(now(), seconds))
}

/** Looks at a bucket of failures and counts nothing. In: at most `most` failures in `seconds`. Errors: Unavailable `platform/too-many` when it is full. */
export async function checkFailures(db: Db, bucket: string, most: number, seconds: number): Promise<void> {
  const at = now()
  const from = startOf(at, seconds)
  const rows = await query<{ count: number }>(
    db,
    'select count from platform.attempt where bucket = $1 and from_at = $2',
    [bucket, from],
  )
  if ((rows[0]?.count ?? 0) >= most) throw tooMany(at, from, seconds)
}

/** Clears a bucket after a success. */
export async function forgive(db: Db, bucket: string): Promise<void> {
  await query(db, 'delete from platform.attempt where bucket = $1', [bucket])
}

/** Removes buckets that are over (a scheduled job). */
export async function sweepAttempts(db: Db): Promise<void> {
  await query(db, 'delete from platform.attempt where from_at < $1', [new Date(now().getTime() - 86_400_000)])
}
