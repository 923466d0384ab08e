import { fromKysely, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { ticks } from '../clock.ts'
import type { Database, Db, Tx } from '../db/database.ts'
import { databaseTrouble, query } from '../db/database.ts'
import { Trouble } from '../errors.ts'
import { faultPoint } from '../fault.ts'
import { log } from '../log.ts'
import { measureJob } from '../metrics.ts'

/** What a job's handler gets beside its payload. */
export type JobContext<Deps> = Deps & { attempt: number; last: boolean }

/**
 * A background job: a name, a payload of ids (checked on both sides) and a one-line handler that calls an action.
 * Handlers must be safe when they run twice. `failed` leaves the failure on the record where a person waits.
 */
export type Job<Deps, P extends z.ZodType = z.ZodType> = {
  name: string
  payload: P
  retries?: number
  /** `one-waiting`: of jobs with the same key only one waits at a time; every sender must give a key. */
  policy?: 'one-waiting'
  /** Also sent, with an empty payload, whenever a worker begins: for jobs that mend what a death left. Its policy is `one-waiting`. */
  atStart?: boolean
  /** Seconds after which a run counts as dead and is tried again. */
  expireIn?: number
  run: (deps: Deps, payload: z.infer<P>) => Promise<void>
  failed?: (deps: Deps, payload: z.infer<P>, code: string) => Promise<void>
}

/** Types a job's payload for its handler. */
export function defineJob<Deps, P extends z.ZodType>(job: Job<Deps, P>): Job<Deps, P> {
  return job
}

/** The part of a job that a sender needs. */
export type Sendable<P extends z.ZodType> = { name: string; payload: P }

export type Queue = {
  /** Sends a job inside a transaction: it exists exactly when the transaction commits. `key`: at most one waiting job of this key. */
  send: <P extends z.ZodType>(
    tx: Tx,
    job: Sendable<P>,
    payload: z.infer<P>,
    options?: { key?: string; startAfter?: Date },
  ) => Promise<void>
  stop: () => Promise<void>
}

const schema = 'pgboss'
/** Where a job ends that took its worker down each time: its record is told there. */
const deadName = (name: string) => `${name}.dead`

/** Creates or updates the queue's tables as the owner, its queues, and what the application may do with them. */
export async function installQueue(
  ownerUrl: string,
  jobs: readonly { name: string; retries?: number; expireIn?: number; policy?: 'one-waiting' }[],
): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema,
    max: 2,
    supervise: false,
    schedule: false,
    monitorVacuum: false,
    reindex: false,
  })
  boss.on('error', (error) => log.error({ code: 'platform/queue', name: error.name }))
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const job of jobs) {
    const options = {
      retryLimit: job.retries ?? 2,
      retryDelay: 2,
      expireInSeconds: job.expireIn ?? 3600,
      heartbeatSeconds: 30,
      notify: true,
    }
    const dead = deadName(job.name)
    // A worker that dies while it tells of a dead job is noticed as soon as with any other.
    const ending = { retryLimit: 2, retryDelay: 2, expireInSeconds: 600, heartbeatSeconds: 30, notify: true }
    if (known.has(dead)) await boss.updateQueue(dead, ending)
    else await boss.createQueue(dead, ending)
    if (known.has(job.name)) await boss.updateQueue(job.name, options)
    else
      await boss.createQueue(job.name, {
        ...options,
        deadLetter: dead,
        policy: job.policy === 'one-waiting' ? 'short' : 'standard',
      })
  }
  const db = boss.getDb()
  await db.executeSql(`grant usage on schema ${schema} to throughline_app`)
  await db.executeSql(`grant select, insert, update, delete on all tables in schema ${schema} to throughline_app`)
  await db.executeSql(`grant usage on all sequences in schema ${schema} to throughline_app`)
  await db.executeSql(`grant execute on all functions in schema ${schema} to throughline_app`)
  await boss.stop({ graceful: false, close: true })
}

async function open(database: Database, working: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: database.url,
    schema,
    max: working ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: working,
    // A worker that was killed gives no sign of life: its job is tried again within a minute, not when it expires.
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    schedule: working,
    monitorVacuum: false,
    reindex: false,
    useListenNotify: working,
  })
  boss.on('error', (error) => log.warn({ code: 'platform/queue', name: error.name }))
  await boss.start()
  return boss
}

function sender(boss: PgBoss): Queue {
  return {
    async send(tx, job, payload, options = {}) {
      await boss.send(job.name, job.payload.parse(payload) as object, {
        db: fromKysely(tx as never),
        ...(options.key ? { singletonKey: options.key } : {}),
        ...(options.startAfter ? { startAfter: options.startAfter } : {}),
      })
    },
    stop: () => boss.stop({ graceful: false, close: true }),
  }
}

/** Opens the queue for sending (web, command line). */
export async function openQueue(database: Database): Promise<Queue> {
  return sender(await open(database, false))
}

type Taken = { id: string; data: unknown; retryCount: number; retryLimit: number }

/** Runs a job once. An expected trouble, or the last attempt, leaves its code on the record; anything else is tried again. */
async function attemptJob<Deps>(deps: Deps, job: Job<Deps>, one: Taken): Promise<void> {
  const began = ticks()
  const measure = (outcome: 'done' | 'again' | 'failed') => measureJob(job.name, outcome, (ticks() - began) / 1000)
  try {
    faultPoint('jobs/taken')
    await job.run(deps, job.payload.parse(one.data))
    faultPoint('jobs/done')
    measure('done')
  } catch (error) {
    const code = databaseTrouble(error)?.code ?? 'platform/unexpected'
    const final = one.retryCount >= one.retryLimit || (error instanceof Trouble && error.kind !== 'Unavailable')
    measure(final ? 'failed' : 'again')
    log.error({ job: job.name, id: one.id, code, attempt: one.retryCount, final, where: placeOf(error) })
    if (process.env.THROUGHLINE_TRACE) console.error(error)
    // The queue keeps what is thrown: a code, never a message that quotes data.
    if (!final) throw new Error(code)
    await silently(() => job.failed?.(deps, job.payload.parse(one.data), code))
  }
}

/** Keeps messages of the database out of the queue's own record of a failure. */
async function silently(work: () => Promise<void> | undefined): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(databaseTrouble(error)?.code ?? 'platform/unexpected')
  }
}

/** Opens the queue and works on its jobs (worker). Each kind runs one at a time in a process; `stop` lets running ones end, for half a minute or as told. */
export async function workQueue<Deps extends object>(
  database: Database,
  deps: Deps,
  jobs: readonly Job<Deps>[],
  schedules: readonly { job: string; cron: string }[] = [],
): Promise<{ stop: (waitMs?: number) => Promise<void> }> {
  const boss = await open(database, true)
  for (const one of schedules) await boss.schedule(one.job, one.cron, {}, { tz: 'America/New_York' })
  for (const job of jobs) {
    let worker = ''
    worker = await boss.work(
      job.name,
      { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 4, includeMetadata: true },
      async ([one]) => {
        if (one) await attemptJob(deps, job, one)
        // After a job the next one is taken at once: a night's forty files must not wait four seconds each.
        if (worker) boss.notifyWorker(worker)
      },
    )
    await boss.work(
      deadName(job.name),
      { batchSize: 1, pollingIntervalSeconds: 5, notifyPollingIntervalSeconds: 10 },
      async ([one]) => {
        if (!one || !job.failed) return
        log.error({ job: job.name, id: one.id, code: 'platform/worker-died' })
        await silently(() => job.failed?.(deps, job.payload.parse(one.data), 'platform/worker-died'))
      },
    )
  }
  // What a worker that was killed left behind is looked for at once, not only at the next quarter of a minute.
  await boss.supervise().catch(() => {})
  for (const job of jobs) if (job.atStart) await boss.send(job.name, {}, { singletonKey: 'start' })
  return { stop: (waitMs = 30_000) => boss.stop({ graceful: true, close: true, timeout: waitMs }) }
}

/** Where a bug was thrown (file and line of our code), without its message, which may quote data. */
export function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return (
    stack
      .split('\n')
      .find((line) => line.includes('/src/') && !line.includes('node_modules'))
      ?.replace(/^.*\/src\//, 'src/')
      .replace(/\)$/, '') ?? ''
  )
}

/** How many jobs there are by name and state, and how old the oldest is that waits or runs, in seconds. Names and counts only. */
export async function jobStates(db: Db): Promise<{ name: string; state: string; count: number; age: number }[]> {
  return query(
    db,
    `select name, state::text as state, count(*) as count,
            coalesce(max(extract(epoch from clock_timestamp() - case state when 'active' then started_on else created_on end)), 0)::float8 as age
     from ${schema}.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%' group by 1, 2`,
  )
}
