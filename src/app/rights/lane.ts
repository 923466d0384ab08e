import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from '../../platform/db/database.ts'

/**
 * One connection on which the real application works inside a transaction that is taken back after each request: its own transactions become savepoints.
 * So every request meets the same world, and what it wrote can be counted. For the access matrix.
 */
export type Lane = {
  db: Db
  /** Runs one request. In: the work, which calls `count` from where on writes are counted. Out: what it gave, and the tables that it wrote to from then on. Everything is taken back. */
  trial: <T>(work: (count: () => Promise<void>) => Promise<T>) => Promise<{ result: T; wrote: string[] }>
  close: () => Promise<void>
}

type Answer = { command: string; rowCount: number | null; rows: unknown[] }

export async function openLane(url: string): Promise<Lane> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Settings of a scope end with their transaction; a released savepoint would keep them, so they are taken back by hand.
  const settings = (
    await client.query<{ name: string }>(
      `select distinct m[1] as name from (
         select prosrc as t from pg_proc union all select coalesce(qual, '') || coalesce(with_check, '') from pg_policies) s,
         regexp_matches(t, '(throughline\\.[a-z_]+)', 'g') m`,
    )
  ).rows.map((row) => row.name)
  const forget = () => client.query(`select set_config(n, '', true) from unnest($1::text[]) n`, [settings])

  const names = new Map<string, string>()
  const named = (text: string, values?: unknown[]) => {
    let name = names.get(text)
    if (name === undefined) names.set(text, (name = `s${names.size}`))
    return { name, text, values: values ?? [] }
  }

  let turn: Promise<void> = Promise.resolve()
  const connect = async () => {
    let leave = () => {}
    const mine = new Promise<void>((done) => {
      leave = done
    })
    const before = turn
    turn = mine
    await before
    let open = false
    const query = async (text: string, values?: unknown[]): Promise<Answer> => {
      if (text === 'begin' || text.startsWith('start transaction')) {
        open = true
        return client.query('savepoint work')
      }
      if (text === 'commit') {
        open = false
        try {
          const done = await client.query('release savepoint work')
          await forget()
          return { ...done, command: 'COMMIT' }
        } catch {
          await client.query('rollback to savepoint work')
          return { command: 'ROLLBACK', rowCount: 0, rows: [] }
        }
      }
      if (text === 'rollback') {
        open = false
        await client.query('rollback to savepoint work')
        return { command: 'ROLLBACK', rowCount: 0, rows: [] }
      }
      if (open) return client.query(named(text, values))
      await client.query('savepoint alone')
      try {
        const done = await client.query(text, values)
        await client.query('release savepoint alone')
        await forget()
        return done
      } catch (error) {
        await client.query('rollback to savepoint alone')
        throw error
      }
    }
    return { query, release: leave }
  }
  const pool = { options: {}, Client: pg.Client, connect, end: () => client.end() }
  const db = new Kysely<object>({ dialect: new PostgresDialect({ pool: pool as never }) })

  const written = async () =>
    new Map(
      (
        await client.query<{ name: string; n: string }>(
          `select schemaname || '.' || relname as name, n_tup_ins + n_tup_upd + n_tup_del as n from pg_stat_xact_user_tables
           where n_tup_ins + n_tup_upd + n_tup_del > 0`,
        )
      ).rows.map((row) => [row.name, Number(row.n)]),
    )
  return {
    db,
    trial: async (work) => {
      await client.query('begin')
      try {
        let before: Map<string, number> | null = null
        const result = await work(async () => {
          before = await written()
        })
        // What the answer still asks for (a stream) comes to its end first.
        const last = await connect()
        const was = before as Map<string, number> | null
        const after = await (was ? written() : Promise.resolve(new Map<string, number>())).finally(() => last.release())
        return { result, wrote: [...after.keys()].filter((name) => after.get(name) !== was?.get(name)).sort() }
      } finally {
        await client.query('rollback')
      }
    },
    close: () => db.destroy(),
  }
}
