import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'

/** A job that waits, as a backup carries it: without the bookkeeping of the queue's own tables, whose form changes with its releases. */
export const carriedJob = z.object({
  id: z.uuid(),
  name: z.string(),
  data: z.record(z.string(), z.unknown()).nullable(),
  priority: z.number(),
  key: z.string().nullable(),
  startAfter: z.string(),
})
export type CarriedJob = z.infer<typeof carriedJob>

/** Jobs that are not done: waiting, to be tried again, or running at this moment (they are safe twice). In: a connection that sees every row. */
export async function unfinishedJobs(client: pg.ClientBase): Promise<CarriedJob[]> {
  const there = await client.query<{ t: string | null }>(`select to_regclass('pgboss.job')::text as t`)
  if (!there.rows[0]?.t) return []
  const { rows } = await client.query<CarriedJob>(
    `select id, name, data, priority, singleton_key as key, to_char(start_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "startAfter"
     from pgboss.job where state < 'completed' order by name, created_on, id`,
  )
  return rows
}

/**
 * Puts carried jobs into the queue inside the transaction of a connection of the owner. A job whose queue this release does not know is left out,
 * and one whose key already waits. Out: how many were put in, and the names of unknown queues.
 */
export async function putJobsBack(
  client: pg.ClientBase,
  ownerUrl: string,
  jobs: readonly CarriedJob[],
): Promise<{ put: number; unknown: string[] }> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: 'pgboss',
    max: 1,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name))
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
    const unknown = new Set<string>()
    let put = 0
    for (const one of jobs) {
      if (!known.has(one.name)) {
        unknown.add(one.name)
        continue
      }
      const made = await boss.send(one.name, one.data, {
        db,
        id: one.id,
        priority: one.priority,
        startAfter: new Date(one.startAfter),
        ...(one.key === null ? {} : { singletonKey: one.key }),
      })
      if (made !== null) put += 1
    }
    return { put, unknown: [...unknown] }
  } finally {
    await boss.stop({ graceful: false, close: true })
  }
}
