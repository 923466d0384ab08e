import { mkdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { identify, signIn } from '../../modules/people/index.ts'
import { loadSample, samplePassword } from '../../modules/people/sample.ts'
import { clockJump, jumpClock, machineTime, now } from '../../platform/clock.ts'
import { query } from '../../platform/db/database.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { attempt, checkFailures, sweepAttempts } from '../../platform/web/limits.ts'
import { lookAt } from '../health.ts'
import { sweep } from '../sweep.ts'

// The machine's clock jumps, forwards and back: what breaks a district's day must not.
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
  await loadSample(services.db, 'D1')
  mkdirSync(join(services.home, 'tmp'))
})
afterEach(() => jumpClock(0))
afterAll(() => services.end())

describe('when the clock of the machine jumps', () => {
  it('the process knows by how much', () => {
    expect(Math.abs(clockJump())).toBeLessThan(1000)
    jumpClock(2 * hour)
    expect(Math.abs(clockJump() - 2 * hour)).toBeLessThan(1000)
    jumpClock(-day)
    expect(Math.abs(clockJump() + day)).toBeLessThan(1000)
  })

  it('limits follow the database: no jump opens a door, and none locks one', async () => {
    for (let i = 0; i < 3; i++) await attempt(services.db, 'clock:a', 3, 3600)
    for (const jump of [0, hour, -hour, 400 * day, -400 * day]) {
      jumpClock(jump)
      await expect(attempt(services.db, 'clock:a', 3, 3600)).rejects.toMatchObject({ code: 'platform/too-many' })
      await expect(checkFailures(services.db, 'clock:a', 3, 3600)).rejects.toMatchObject({ code: 'platform/too-many' })
      await expect(checkFailures(services.db, 'clock:b', 3, 3600)).resolves.toBeUndefined()
    }
    // What an older release left in the future goes.
    await query(
      services.db,
      "insert into platform.attempt values ('clock:c', clock_timestamp() + interval '1 year', 99)",
    )
    await sweepAttempts(services.db)
    expect(await query(services.db, "select 1 from platform.attempt where bucket = 'clock:c'")).toEqual([])
  })

  it('a session ends early at worst, and is there again when the clock is right', async () => {
    const { token } = await signIn(services.db, {
      email: 'superintendent@d1.example.org',
      password: samplePassword,
      address: 'clock',
    })
    jumpClock(-2 * hour)
    expect(await identify(services.db, token)).not.toBeNull()
    jumpClock(2 * day)
    expect(await identify(services.db, token)).toBeNull()
    jumpClock(0)
    expect(await identify(services.db, token)).not.toBeNull()
  })

  it('the sweeper waits for the next night instead of taking every file for old', async () => {
    const stored = await services.files.put(Readable.from(['an upload under way']), { limit: 100 })
    jumpClock(30 * day)
    await sweep(services)
    expect(readFileSync(services.files.pathOf(stored.sha256), 'utf8')).toBe('an upload under way')
    jumpClock(0)
    const old = (machineTime() - 2 * day) / 1000
    utimesSync(services.files.pathOf(stored.sha256), old, old)
    await sweep(services)
    expect(() => readFileSync(services.files.pathOf(stored.sha256))).toThrow()
  })

  it('jobs are due by the clock of the database', async () => {
    jumpClock(-30 * day)
    await services.db
      .transaction()
      .execute((tx) => services.queue.send(tx, { name: 'app.sweep', payload: z.object({}) }, {}))
    const rows = await query<{ due: boolean }>(
      services.db,
      "select start_after <= clock_timestamp() as due from pgboss.job where name = 'app.sweep'",
    )
    expect(rows).toEqual([{ due: true }])
  })

  it('the health of a process says that its clock differs from the database’s, and pages go on', async () => {
    expect((await lookAt(services)).checks.clock).toBe('ok')
    jumpClock(10 * minute)
    expect(await lookAt(services)).toMatchObject({ state: 'degraded', checks: { clock: 'platform/clock-differs' } })
    expect(now().getTime()).toBeGreaterThan(0)
  })
})
