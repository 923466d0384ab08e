import { pipeline } from 'node:stream/promises'
import type { Readable, Writable } from 'node:stream'
import { Kysely, PostgresDialect } from 'kysely'
import { from, to } from 'pg-copy-streams'
import type { Database, Tx } from './database.ts'
import type { Scope } from './scope.ts'
import { setScope } from './scope.ts'

/** Bulk doors of one transaction: COPY needs the connection itself. */
export type Copy = {
  /** Streams text in COPY's csv form into a table: `into('people.t (a, b)', csv)`. */
  into: (target: string, csv: Readable) => Promise<void>
  /** Streams the rows of a query out as csv with a header line. */
  out: (select: string, sink: Writable) => Promise<void>
}

/**
 * Like `inScope`, with bulk copying in the same transaction. In: the pool, a scope, the work.
 * Out: what the work returns; everything is undone when it throws.
 */
export async function inScopeWithCopy<T>(database: Pick<Database, 'pool'>, scope: Scope, work: (tx: Tx, copy: Copy) => Promise<T>): Promise<T> {
  const client = await database.pool.connect()
  const single = new Kysely<object>({
    dialect: new PostgresDialect({ pool: { connect: async () => ({ query: client.query.bind(client), release: () => {} }), end: async () => {} } as never }),
  })
  const tx = single as unknown as Tx
  let broken: unknown = null
  try {
    await client.query('begin')
    await setScope(tx, scope)
    // Behind row security the planner guesses one row where there are thousands; a nested loop over them takes minutes.
    await client.query('set local enable_nestloop = off')
    const result = await work(tx, {
      into: (target, csv) => pipeline(csv, client.query(from(`copy ${target} from stdin with (format csv, header true)`))),
      out: (select, sink) => pipeline(client.query(to(`copy (${select}) to stdout with (format csv, header true)`)), sink),
    })
    await client.query('commit')
    return result
  } catch (error) {
    broken = error
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release(broken instanceof Error && /terminat|ECONN/.test(broken.message))
  }
}
