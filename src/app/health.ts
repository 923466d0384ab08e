import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { awayMs, stateOf } from '../platform/alive.ts'
import { machineTime, ticks } from '../platform/clock.ts'
import { WrongSetting } from '../platform/config.ts'
import { isDiskFull } from '../platform/db/database.ts'
import { readMigrations } from '../platform/db/migrate.ts'
import { roomIn } from '../platform/files/room.ts'
import type { Route, Services } from '../platform/web/route.ts'
import { migrationFolders } from './migrations.ts'

/**
 * How a process stands, as codes. `ready`: everything is as it should be. `degraded`: pages are answered, something behind them needs somebody.
 * `not-ready`: send nobody here.
 */
export type Report = { state: 'ready' | 'degraded' | 'not-ready'; checks: Record<string, string> }

/** What a process cannot do without. */
const vital: ReadonlySet<string> = new Set([
  'platform/database-away',
  'platform/migrations-behind',
  'platform/home-not-writable',
  'platform/disk-full',
])
const answerMs = 2000
const keptMs = 2000
const clockMs = 30_000

const expected = (() => {
  let names: readonly string[] | undefined
  return () => {
    names ??= readMigrations(migrationFolders()).map((one) => one.name)
    return names
  }
})()

async function databaseChecks(services: Services): Promise<Record<string, string>> {
  const late = new Promise<null>((done) => {
    setTimeout(() => done(null), answerMs).unref()
  })
  const found = await Promise.race([stateOf(services.db, 'worker').catch(() => null), late])
  if (!found) return { database: 'platform/database-away' }
  const there = new Set(found.migrations)
  const wanted = expected()
  const behind = wanted.some((name) => !there.has(name))
  const ahead = !behind && there.size > wanted.length
  return {
    database: 'ok',
    migrations: behind ? 'platform/migrations-behind' : ahead ? 'platform/migrations-ahead' : 'ok',
    worker: found.awayMs === null || found.awayMs > awayMs ? 'platform/worker-away' : 'ok',
    clock: Math.abs(found.clock - machineTime()) > clockMs ? 'platform/clock-differs' : 'ok',
  }
}

async function homeChecks(services: Services): Promise<Record<string, string>> {
  const file = join(services.home, 'tmp', `health-${randomUUID()}`)
  const written = await writeFile(file, 'ok').then(
    () => 'ok',
    (error: unknown) => (isDiskFull(error) ? 'platform/disk-full' : 'platform/home-not-writable'),
  )
  await rm(file, { force: true }).catch(() => {})
  const room = await roomIn(services.home).catch(() => null)
  return { home: written, disk: room && room.free < services.config.diskReserve ? 'platform/disk-low' : 'ok' }
}

/** Looks at everything that a process needs. In: its services. Out: codes, never messages or addresses. */
export async function lookAt(services: Services): Promise<Report> {
  const [database, home] = await Promise.all([databaseChecks(services), homeChecks(services)])
  const checks = { ...database, ...home }
  const codes = Object.values(checks).filter((code) => code !== 'ok')
  return {
    state: codes.length === 0 ? 'ready' : codes.some((code) => vital.has(code)) ? 'not-ready' : 'degraded',
    checks,
  }
}

const kept = new WeakMap<Services, { at: number; report: Promise<Report> }>()

/** The same for whoever asks often: one look at a time, kept for two seconds. */
export function reportOf(services: Services): Promise<Report> {
  const last = kept.get(services)
  if (last && ticks() - last.at < keptMs) return last.report
  const report = lookAt(services)
  kept.set(services, { at: ticks(), report })
  return report
}

/** Refuses to serve from a database that lacks a migration of this release. */
export async function mustBeCurrent(services: Services): Promise<void> {
  const { checks } = await lookAt(services)
  if (checks.migrations === 'platform/migrations-behind')
    throw new WrongSetting(
      'The database is older than this release; start this release once with throughline start (it migrates), then the processes beside it.',
    )
}

/**
 * The addresses that a load balancer or a watcher asks. `live`: the process answers. `ready`: 200 while pages can be answered, 503 otherwise; with
 * `?strict=1` also 503 when something behind the pages needs somebody (no worker, little disk, clocks that differ).
 */
export const healthRoutes: readonly Route[] = [
  { method: 'GET', path: '/health/live', access: 'open', bare: true, handle: (ctx) => ctx.json({ state: 'live' }) },
  {
    method: 'GET',
    path: '/health/ready',
    access: 'open',
    bare: true,
    handle: async (ctx) => {
      const report = await reportOf(ctx.services)
      const fine = report.state === 'ready' || (report.state === 'degraded' && ctx.query('strict') !== '1')
      return ctx.json(report, fine ? 200 : 503)
    },
  },
]
