import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { invalid, Trouble, unavailable } from '../errors.ts'

// Dates stay text (a JavaScript Date would shift them by the time zone); bigint and numeric become numbers, checked.
const whole = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('A bigint of the database does not fit a number.')
  return value
}
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, whole)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** A database handle that knows no tables: a module's `store.ts` adds its own with `.withTables<Tables>()`. */
export type Db = Kysely<object>
/** An open transaction under a scope (see scope.ts). */
export type Tx = Transaction<object>

export type Database = { db: Db; pool: pg.Pool; url: string; close: () => Promise<void> }

/** Opens a pool of connections. In: an address; `max` connections. */
export function openDatabase(url: string, options: { max?: number; name?: string } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'throughline',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  // A connection lost while idle (restart of PostgreSQL) is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that is lent out: what was asked of it fails, the process goes on.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, url, close: () => db.destroy() }
}

/** Runs plain SQL with parameters ($1..) in a transaction or on the pool. Values never go into the text. */
export async function query<Row extends object>(
  on: Db | Tx,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await on.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return result.rows
}

const busy = () =>
  unavailable('platform/database-busy', 'The database has too many visitors.', 'Try again in a moment.')

const codes: Record<string, () => Trouble> = {
  '57P01': () => unavailable('platform/database-away', 'The database is restarting.', 'Try again in a moment.'),
  '57P03': () => unavailable('platform/database-away', 'The database is starting.', 'Try again in a moment.'),
  '57P02': () => unavailable('platform/database-away', 'The database is restarting.', 'Try again in a moment.'),
  '53100': () =>
    unavailable(
      'platform/disk-full',
      'The disk of the database is full.',
      'Tell the administrator: free some space, then try again.',
    ),
  '53300': busy,
  // Two that waited for each other: one was sent back, nothing of it was stored.
  '40P01': busy,
  '40001': busy,
  '55P03': busy,
  '57014': busy,
  '22021': () =>
    invalid('platform/bad-text', 'The text holds a character that cannot be stored.', 'Remove it and send again.'),
  '22P02': () =>
    invalid('platform/bad-value', 'A value of the address or form is not of its kind.', 'Go back and choose again.'),
  '22003': () =>
    invalid('platform/bad-value', 'A number of the address or form is too large.', 'Go back and choose again.'),
  '22P05': () =>
    invalid('platform/bad-text', 'The text holds a character that cannot be stored.', 'Remove it and send again.'),
}

const away = () => unavailable('platform/database-away', 'The database does not answer.', 'Try again in a moment.')

/** What the driver says, without any code, of a connection that died under it or never came: its own fixed sentences. */
const driverSays: Readonly<Record<string, () => Trouble>> = {
  'Connection terminated unexpectedly': away,
  'Connection terminated': away,
  'Connection terminated due to connection timeout': away,
  'Client has encountered a connection error and is not queryable': away,
  'Client was closed and is not queryable': away,
  'timeout expired': away,
  'Query read timeout': busy,
  'timeout exceeded when trying to connect': busy,
}

const diskFull = () =>
  unavailable(
    'platform/disk-full',
    'There is no room left on the disk.',
    'Nothing was stored. Tell the administrator: free some space, then try again.',
  )

/** PostgreSQL's five signs for what went wrong, which name no data: for the log of what nobody expected. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

/** True when a file could not be written because the disk, a quota or a limit is full. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String((error as { code?: unknown } | null)?.code))

/**
 * Maps an error of the driver to one that may be shown: messages of PostgreSQL quote data and never reach a page or a log.
 * Out: the same object when it is already a `Trouble`; `null` for a bug.
 */
export function databaseTrouble(error: unknown): Trouble | null {
  if (error instanceof Trouble) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error instanceof Error ? (driverSays[error.message]?.() ?? null) : null
  if (isDiskFull(error)) return diskFull()
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) || /^08[0-9A-Z]{3}$/.test(code)) return away()
  return codes[code]?.() ?? null
}
