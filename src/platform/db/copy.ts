import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery } from 'kysely'
import { from, to } from 'pg-copy-streams'
import { query, type Tx } from './database.ts'

/**
 * Starts a COPY on the transaction's own connection. The driver takes any object with `submit` in place of a text and hands it back at once,
 * which is the only way to its connection through the query builder; a test holds it to that.
 */
async function start(tx: Tx, stream: object): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(stream as unknown as string))
}

/** Streams CSV with a header into a table or temporary table by COPY; the header must name the columns in this order. */
export async function copyIn(tx: Tx, table: string, columns: readonly string[], csv: Readable): Promise<void> {
  const into = from(`copy ${table} (${columns.join(', ')}) from stdin (format csv, header match, encoding 'utf8')`)
  await start(tx, into)
  await pipeline(csv, into)
}

/** Streams the rows of a query (no parameters) out as CSV with a header. Out: how many rows. */
export async function copyOut(tx: Tx, select: string, sink: Writable): Promise<number> {
  const out = to(`copy (${select}) to stdout (format csv, header)`)
  await start(tx, out)
  await pipeline(out, sink)
  return out.rowCount
}

/**
 * Prepares a transaction for statements over many rows. Behind row security the planner guesses one row where there are thousands, and a nested loop over them
 * takes minutes instead of seconds. Lasts as long as the transaction.
 */
export async function manyRows(tx: Tx): Promise<void> {
  await query(tx, 'set local enable_nestloop = off')
}
