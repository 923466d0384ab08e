import type pg from 'pg'
import { type Finding, note, some, warning, wrong } from './finding.ts'

/** Work that died, work that waits too long, and whether anybody works. In: a connection that reads the queue; whether a supervisor runs. */
export async function workFindings(client: pg.ClientBase, running: boolean): Promise<Finding[]> {
  const there = await client.query<{ t: string | null }>(`select to_regclass('pgboss.job')::text as t`)
  if (!there.rows[0]?.t) return []
  const failed = await client.query<{ name: string; n: number }>(
    `select name, count(*)::int as n from pgboss.job
     where (state = 'failed' or (name like '%.dead' and state < 'completed')) and created_on > now() - interval '14 days' group by name order by name`,
  )
  const late = await client.query<{ name: string; n: number }>(
    `select name, count(*)::int as n from pgboss.job
     where state in ('created', 'retry') and start_after < now() - interval '1 hour' and name not like '%.dead' group by name order by name`,
  )
  const workers = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name like 'throughline-worker%'`,
  )
  const list = (rows: readonly { name: string; n: number }[]) => some(rows.map((row) => `${row.name} (${row.n})`))
  const working = (workers.rows[0]?.n ?? 0) > 0
  const found: Finding[] = []
  if (failed.rows.length > 0)
    found.push(
      warning(
        'dead-jobs',
        'Work ended in failure in the last 14 days.',
        list(failed.rows),
        'The page of the import or edition says what to do; the log holds the code of each.',
      ),
    )
  if (late.rows.length > 0)
    found.push(
      warning(
        'late-jobs',
        'Work has waited for more than an hour.',
        list(late.rows),
        working ? 'The worker may be busy or stuck: look at its log, start it again.' : 'Start a worker.',
      ),
    )
  if (!working && running)
    found.push(
      wrong(
        'no-worker',
        'No worker is connected: files are not examined and nothing is computed.',
        'bin/throughline worker',
        'Look at the log for why it ends, then start it again.',
      ),
    )
  if (!working && !running)
    found.push(note('not-running', 'Throughline does not run at this moment.', '', 'Start it when you are done here.'))
  return found
}
