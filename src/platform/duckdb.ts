import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
} from '@duckdb/node-api'
import { invalid, type Trouble, unavailable } from './errors.ts'

/** A value as it leaves DuckDB: bigint below 2^53 as number, dates as ISO text, decimals as numbers. */
export type Cell = string | number | boolean | null

export type DuckOptions = {
  /** Folders that SQL may read and write; everything else is closed. */
  directories: readonly string[]
  /** Folder for spilling, one of its own for each opened DuckDB. */
  temp: string
  /** Threads, at least 1. */
  threads: number
  /** Upper bound of DuckDB's own memory, as DuckDB writes it: `600MB`. */
  memory: string
}

/** An open in-process DuckDB: confined to its folders, its settings locked. */
export type Duck = {
  /** Runs one or more statements; throws away what they return. */
  run(sql: string): Promise<void>
  /** Runs one statement and returns its rows. For small results only: rows in JavaScript are slow (1 M x 6 values take 4 s). */
  rows<R extends Record<string, Cell> = Record<string, Cell>>(sql: string): Promise<R[]>
  /** Stops the statement that is running: it ends with `duckdb/interrupted`. */
  interrupt(): void
  close(): void
}

const originals = new WeakMap<Trouble, unknown>()

/**
 * What DuckDB itself said about an error of this module. It quotes data ("Could not convert 'Jane Doe'"): for tests and a
 * developer's terminal, never for a log, a job record or a page. It is kept apart from the error so that no logger finds it.
 */
export const duckCause = (error: Trouble): unknown => originals.get(error)

/** Text as an SQL literal: quotes doubled, nothing else changes. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * Opens DuckDB in memory, in this process. In: see DuckOptions. Out: the door above.
 * Throws Invalid `duckdb/unreadable-data`, Unavailable `duckdb/out-of-memory`, `duckdb/storage`, `duckdb/interrupted` or `duckdb/query`; none of them
 * carries a word of the data.
 */
export async function openDuck(options: DuckOptions): Promise<Duck> {
  const instance = await guarded(() =>
    DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: options.memory,
      temp_directory: options.temp,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    }),
  )
  try {
    const connection = await instance.connect()
    const allowed = [...options.directories, options.temp].map((folder) => literal(folder)).join(', ')
    for (const sql of [
      `set allowed_directories = [${allowed}]`,
      'set enable_external_access = false',
      'set lock_configuration = true',
    ]) {
      await guarded(() => connection.run(sql))
    }
    return door(instance, connection)
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

function door(instance: DuckDBInstance, connection: DuckDBConnection): Duck {
  return {
    async run(sql) {
      await guarded(() => connection.run(sql))
    },
    async rows<R extends Record<string, Cell>>(sql: string) {
      const reader = await guarded(() => connection.runAndReadAll(sql))
      const names = reader.columnNames()
      return reader.getRows().map((row) => Object.fromEntries(names.map((name, i) => [name, cell(row[i])])) as R)
    },
    interrupt() {
      connection.interrupt()
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** Turns a DuckDB value into plain text, number or boolean; refuses what a number cannot hold exactly. */
function cell(value: DuckDBValue | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    if (!Number.isSafeInteger(number))
      throw unavailable('duckdb/too-large', 'A whole number is too large to be shown exactly.')
    return number
  }
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  return String(value)
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const trouble = named(error instanceof Error ? error.message : '')
    originals.set(trouble, error)
    throw trouble
  }
}

/** The kind of trouble from the first words of DuckDB's message; the rest of it may quote data and is dropped. */
function named(message: string): Trouble {
  const kind = /^(?:TransactionContext Error: )?([A-Za-z -]+?) Error:/.exec(message)?.[1] ?? ''
  if (kind === 'IO' && /No space left on device|Disk quota exceeded|File too large/.test(message))
    return unavailable(
      'platform/disk-full',
      'There is no room left on the disk.',
      'Nothing was changed. Tell the administrator: free some space, then try again.',
    )
  switch (kind) {
    case 'Conversion':
    case 'Invalid Input':
    case 'Out of Range':
      return invalid(
        'duckdb/unreadable-data',
        'Some values in the data could not be read.',
        'Check the file against its layout, then send it again.',
      )
    case 'Out of Memory':
      return unavailable(
        'duckdb/out-of-memory',
        'The computation needs more memory than it may use.',
        'Raise the memory setting of the worker, then try again.',
      )
    case 'IO':
    case 'HTTP':
      return unavailable(
        'duckdb/storage',
        'A data file could not be read or written.',
        'Check free space and rights of the data folder, then try again.',
      )
    case 'INTERRUPT':
      return unavailable('duckdb/interrupted', 'The computation was stopped.', 'Start it again.')
    case 'Permission':
      return unavailable(
        'duckdb/confined',
        'The computation asked for a file outside its folders.',
        'This is a mistake in the program; please report it.',
      )
    default:
      return unavailable(
        'duckdb/query',
        'The computation failed ({kind}).',
        'This is a mistake in the program; please report it.',
        [],
        { kind: kind === '' ? 'unknown' : kind.toLowerCase() },
      )
  }
}
