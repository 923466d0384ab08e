import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { inScope, noScope } from '../db/scope.ts'
import { invalid } from '../errors.ts'
import { freshServices } from '../testing/database.ts'
import { defineJob, installQueue, workQueue } from './jobs.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let stop: () => Promise<void>
const ran: number[] = []
const left: string[] = []
const job = defineJob({
  name: 'test.job',
  payload: z.object({ id: z.int() }),
  retries: 2,
  run: async (_deps: object, { id }) => {
    ran.push(id)
    if (id === 7) throw invalid('test/wrong', 'Wrong.')
    if (id === 8 && ran.filter((one) => one === 8).length < 2) throw new Error('Could not convert Jane Doe')
  },
  failed: async (_deps, { id }, code) => {
    left.push(`${id} ${code}`)
  },
})
let mended = 0
const mending = defineJob({
  name: 'test.mending',
  payload: z.object({}),
  policy: 'one-waiting',
  atStart: true,
  run: async () => {
    mended += 1
  },
})
const all = [job, mending]
beforeAll(async () => {
  services = await freshServices()
  await installQueue(services.ownerUrl, all)
  stop = (await workQueue(services.database, {}, all as never)).stop
})
afterAll(async () => {
  await stop()
  await services.end()
})

const until = async (done: () => boolean) => {
  for (let i = 0; i < 200 && !done(); i++) await sleep(50)
  expect(done()).toBe(true)
}

it('runs a job that was sent in a transaction, and none of one that was undone', async () => {
  await inScope(services.db, noScope, (tx) => services.queue.send(tx, job, { id: 1 }))
  await inScope(services.db, noScope, async (tx) => {
    await services.queue.send(tx, job, { id: 2 })
    throw new Error('undone')
  }).catch(() => {})
  await until(() => ran.includes(1))
  await sleep(300)
  expect(ran).not.toContain(2)
})

it('runs what mends when a worker begins', async () => {
  await until(() => mended === 1)
  await stop()
  stop = (await workQueue(services.database, {}, all as never)).stop
  await until(() => mended === 2)
})

it('leaves an expected failure on the record at once, and tries a bug again', async () => {
  await inScope(services.db, noScope, (tx) => services.queue.send(tx, job, { id: 7 }))
  await inScope(services.db, noScope, (tx) => services.queue.send(tx, job, { id: 8 }))
  await until(() => left.length > 0 && ran.filter((one) => one === 8).length === 2)
  expect(left).toEqual(['7 test/wrong'])
  expect(ran.filter((one) => one === 7)).toHaveLength(1)
})

it('takes the next job as soon as one is done: a queue does not wait for the clock', async () => {
  const many = Array.from({ length: 8 }, (_, i) => 100 + i)
  for (const id of many) await inScope(services.db, noScope, (tx) => services.queue.send(tx, job, { id }))
  // At one in four seconds, as the queue looks by itself, this would take half a minute.
  await until(() => many.every((id) => ran.includes(id)))
})

it('refuses a payload that is not ids', async () => {
  await expect(
    inScope(services.db, noScope, (tx) => services.queue.send(tx, job, { id: 'Jane' } as never)),
  ).rejects.toThrow()
})

it('notices within a minute when a worker dies, in every queue, also in those of dead jobs', async () => {
  const client = new pg.Client({ connectionString: services.ownerUrl })
  await client.connect()
  // Queues of an older release are brought up to date.
  await client.query(`update pgboss.queue set heartbeat_seconds = null where name = 'test.job.dead'`)
  await installQueue(services.ownerUrl, all)
  const { rows } = await client.query<{ name: string; beat: number | null }>(
    `select name, heartbeat_seconds as beat from pgboss.queue where name not like '\\_\\_%' order by 1`,
  )
  await client.end()
  expect(rows.map((one) => one.name)).toContain('test.job.dead')
  expect(rows.filter((one) => one.beat === null || one.beat > 30)).toEqual([])
})
