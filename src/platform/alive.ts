import { randomUUID } from 'node:crypto'
import type { Db } from './db/database.ts'
import { query } from './db/database.ts'

/** A process renews its sign of life so often. */
export const beatMs = 10_000
/** One that was not seen for so long counts as gone. */
export const awayMs = 45_000

/** Signs of life of this process, as rows of `platform.process` by the clock of the database. Out: what ends them and takes the row away. */
export function beAlive(db: Db, part: string): () => Promise<void> {
  const id = randomUUID()
  const beat = () =>
    query(
      db,
      `insert into platform.process (process_id, part) values ($1, $2)
       on conflict (process_id) do update set seen_at = clock_timestamp()`,
      [id, part],
    ).then(
      () => {},
      () => {},
    )
  let last = beat()
  const timer = setInterval(() => {
    last = beat()
  }, beatMs)
  return async () => {
    clearInterval(timer)
    await last
    await query(db, 'delete from platform.process where process_id = $1', [id]).catch(() => {})
  }
}

/** How the database stands for this process: names of its migrations, milliseconds since a process of a part was seen, and its clock. */
export async function stateOf(
  db: Db,
  part: string,
): Promise<{ migrations: string[]; awayMs: number | null; clock: number }> {
  const rows = await query<{ migrations: string[]; away: number | null; clock: number }>(
    db,
    `select array(select name from platform.migration) as migrations,
            (select (extract(epoch from clock_timestamp() - max(seen_at)) * 1000)::float8 from platform.process where part = $1) as away,
            (extract(epoch from clock_timestamp()) * 1000)::float8 as clock`,
    [part],
  )
  const row = rows[0]
  return { migrations: row?.migrations ?? [], awayMs: row?.away ?? null, clock: row?.clock ?? 0 }
}

/** Removes signs of processes that were killed (a scheduled job). */
export async function sweepProcesses(db: Db): Promise<void> {
  await query(db, "delete from platform.process where seen_at < clock_timestamp() - interval '1 hour'")
}
