import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freshServices } from '../testing/database.ts'
import { databaseTrouble, openDatabase, query } from './database.ts'

const sockets = new Set<Socket>()
const servers: Server[] = []

/** A door before PostgreSQL that can be shut on those inside. */
async function doorTo(url: string): Promise<{ url: string; shut: () => void }> {
  const to = new URL(url)
  const [port, host] = [Number(to.port), to.hostname]
  const server = createServer((here) => {
    const there = connect(port, host)
    for (const one of [here, there]) {
      sockets.add(one)
      one.on('error', () => {})
    }
    here.pipe(there).pipe(here)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  to.port = String(typeof address === 'object' ? address?.port : 0)
  return {
    url: to.href,
    shut: () => {
      for (const one of sockets) one.destroy()
    },
  }
}

afterAll(() => {
  for (const one of sockets) one.destroy()
  for (const one of servers) one.close()
})

const failed = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}

test('a connection that dies under a question, and the next use of it, is a database that is away; no bug', async () => {
  const services = await freshServices()
  const door = await doorTo(services.ownerUrl)
  const database = openDatabase(door.url, { max: 1 })
  const inside = Promise.withResolvers<void>()
  const asked = failed(
    database.db.transaction().execute(async (tx) => {
      await query(tx, 'select 1')
      inside.resolve()
      const first = await failed(query(tx, 'select pg_sleep(2)'))
      const second = await failed(query(tx, 'select 1'))
      expect([first, second].map((one) => databaseTrouble(one)?.code)).toEqual([
        'platform/database-away',
        'platform/database-away',
      ])
      throw first
    }),
  )
  await inside.promise
  await sleep(100)
  door.shut()
  expect(databaseTrouble(await asked)).toMatchObject({ kind: 'Unavailable', code: 'platform/database-away' })
  expect(await query(database.db, 'select 1 as one')).toEqual([{ one: 1 }])
  await database.close()
  await services.end()
})

test('another error without a code stays a bug', () => {
  expect(databaseTrouble(new Error('Connection of two thoughts'))).toBeNull()
})
