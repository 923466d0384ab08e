import type { Db } from '../db/database.ts'
import { query } from '../db/database.ts'
import { Trouble } from '../errors.ts'

// Windows follow the clock of the database: several web processes agree on them, and a machine whose clock jumps neither opens nor locks a door.
const windowOf = 'to_timestamp(floor(extract(epoch from clock_timestamp())::float8 / $2::float8) * $2::float8)'

type Counted = { count: number; left: number }

/** Seconds until the running window is over. */
const left = 'extract(epoch from a.from_at + make_interval(secs => $2::float8) - clock_timestamp())::float8 as left'

async function add(db: Db, bucket: string, seconds: number): Promise<Counted> {
  const rows = await query<Counted>(
    db,
    `insert into platform.attempt as a (bucket, from_at, count) values ($1, ${windowOf}, 1)
     on conflict (bucket, from_at) do update set count = a.count + 1 returning a.count, ${left}`,
    [bucket, seconds],
  )
  return rows[0] ?? { count: 0, left: 0 }
}

function tooMany(seconds: number): Trouble {
  const wait = Math.max(1, Math.ceil(seconds / 60))
  return new Trouble(
    'Unavailable',
    'platform/too-many',
    'Too many attempts. Please wait {wait, plural, one {# minute} other {# minutes}}.',
    'Then try again.',
    [],
    { wait },
  )
}

/**
 * Counts one attempt in a bucket (`sign-in:address`, `sign-in:e-mail hash`, `feed-token:…`). In PostgreSQL, so that several web processes share it.
 * In: at most `most` in `seconds`. Errors: Unavailable `platform/too-many` when there were more.
 */
export async function attempt(db: Db, bucket: string, most: number, seconds: number): Promise<void> {
  const counted = await add(db, bucket, seconds)
  if (counted.count > most) throw tooMany(counted.left)
}

/** Counts one failure in a bucket that many share and that successes must not fill; `checkFailures` asks it. */
export async function countFailure(db: Db, bucket: string, seconds: number): Promise<void> {
  await add(db, bucket, seconds)
}

/** Looks at a bucket of failures and counts nothing. In: at most `most` failures in `seconds`. Errors: Unavailable `platform/too-many` when it is full. */
export async function checkFailures(db: Db, bucket: string, most: number, seconds: number): Promise<void> {
  const rows = await query<Counted>(
    db,
    `select a.count, ${left} from platform.attempt a where a.bucket = $1 and a.from_at = ${windowOf}`,
    [bucket, seconds],
  )
  const counted = rows[0]
  if (counted && counted.count >= most) throw tooMany(counted.left)
}

/** Clears a bucket after a success. */
export async function forgive(db: Db, bucket: string): Promise<void> {
  await query(db, 'delete from platform.attempt where bucket = $1', [bucket])
}

/** Removes buckets that are over, and what a clock that was wrong left in the future (a scheduled job). */
export async function sweepAttempts(db: Db): Promise<void> {
  await query(
    db,
    "delete from platform.attempt where from_at < clock_timestamp() - interval '1 day' or from_at > clock_timestamp() + interval '1 day'",
  )
}
