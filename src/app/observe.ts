import { isIPv6 } from 'node:net'
import { beAlive } from '../platform/alive.ts'
import { clockJump } from '../platform/clock.ts'
import { query } from '../platform/db/database.ts'
import { roomIn } from '../platform/files/room.ts'
import { jobStates } from '../platform/jobs/jobs.ts'
import { log } from '../platform/log.ts'
import { measureLater, measurePool, measureProcess, registry } from '../platform/metrics.ts'
import type { Services } from '../platform/web/route.ts'
import { answerSupervisor } from './children.ts'
import { type Report, reportOf } from './health.ts'
import { listenMeasures } from './measures.ts'

const jumpMs = 30_000
const watchMs = 10_000

/** Tells the log once for each jump of the machine's clock. */
function watchClock(): () => void {
  let told = 0
  const timer = setInterval(() => {
    const jump = clockJump()
    if (Math.abs(jump - told) <= jumpMs) return
    log.warn({ code: 'platform/clock-jumped', seconds: Math.round((jump - told) / 1000) })
    told = jump
  }, watchMs)
  return () => clearInterval(timer)
}

/**
 * What every long-running process does beside its work: gives signs of life, measures itself, watches its clock, and answers the supervisor, or (alone) the
 * address of THROUGHLINE_METRICS. Out: what ends it.
 */
export function observe(services: Services, part: 'web' | 'worker'): () => Promise<void> {
  measureProcess()
  measurePool(services.database.pool)
  measureLater(
    'throughline_clock_offset_seconds',
    'How far the clock of the machine jumped since the process began',
    [],
    async () => [{ labels: {}, value: clockJump() / 1000 }],
  )
  const unwatch = watchClock()
  const still = beAlive(services.db, part)
  const report = (): Promise<Report> => reportOf(services)
  answerSupervisor({ metrics: () => registry.getMetricsAsJSON(), ready: report })
  const alone = process.send ? null : services.config.metrics
  const listening = alone
    ? listenMeasures(alone, {
        metrics: async () => [{ part, slot: 1, metrics: await registry.getMetricsAsJSON() }],
        report,
      })
    : null
  listening?.catch((error: NodeJS.ErrnoException) => {
    const host = isIPv6(alone?.host ?? '') ? `[${alone?.host}]` : alone?.host
    log.error({ code: 'app/metrics-address', address: `${host}:${alone?.port}`, reason: error.code })
  })
  return async () => {
    unwatch()
    await still()
    await (await listening?.catch(() => null))?.close()
  }
}

/** Figures that are the same whichever process tells them: jobs, disk, who is alive. Told by the first web process. */
export function measureInstallation(services: Services): void {
  if ((process.env.THROUGHLINE_SLOT ?? '1') !== '1') return
  measureLater('throughline_jobs', 'Jobs in the queue, by name and state', ['job', 'state'], async () =>
    (await jobStates(services.db)).map((one) => ({ labels: { job: one.name, state: one.state }, value: one.count })),
  )
  measureLater(
    'throughline_oldest_job_seconds',
    'Age of the oldest job that waits or runs',
    ['job', 'state'],
    async () =>
      (await jobStates(services.db)).map((one) => ({ labels: { job: one.name, state: one.state }, value: one.age })),
  )
  measureLater('throughline_disk_bytes', 'Disk of the home', ['kind'], async () => {
    const { free, size } = await roomIn(services.home)
    return [
      { labels: { kind: 'free' }, value: free },
      { labels: { kind: 'size' }, value: size },
    ]
  })
  measureLater('throughline_processes', 'Processes that gave a sign of life, by kind', ['kind'], async () =>
    (
      await query<{ part: string; n: number }>(
        services.db,
        "select part, count(*) as n from platform.process where seen_at > clock_timestamp() - interval '45 seconds' group by part",
      )
    ).map((one) => ({ labels: { kind: one.part }, value: one.n })),
  )
}
