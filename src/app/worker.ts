import type { Config } from '../platform/config.ts'
import { openDatabase } from '../platform/db/database.ts'
import { workQueue } from '../platform/jobs/jobs.ts'
import { log } from '../platform/log.ts'
import type { Services } from '../platform/web/route.ts'
import { mustBeCurrent } from './health.ts'
import { sweepScratch } from './leftovers.ts'
import { modules } from './modules.ts'
import { observe } from './observe.ts'
import { appJobs, appSchedules } from './sweep.ts'
import { appUrl, openServices } from './services.ts'

/** A stop that is no hurry (rolling restart) lets a running job go on for so long. */
const patienceMs = 600_000

/** Works on jobs until it is told to stop. Only this process opens the lake. */
export async function startWorker(
  config: Config,
): Promise<{ services: Services; close: (options?: { drainMs?: number }) => Promise<void> }> {
  const jobs = [...appJobs, ...modules.flatMap((one) => one.jobs ?? [])]
  const services = await openServices(config, 'worker')
  await mustBeCurrent(services)
  await sweepScratch(services.home)
  const queueDatabase = openDatabase(appUrl(config), { name: 'throughline-worker-queue', max: 1 })
  const working = await workQueue<Services>(queueDatabase, services, jobs, [
    ...appSchedules,
    ...modules.flatMap((one) => one.schedules ?? []),
  ])
  const unobserve = observe(services, 'worker')
  let ended: Promise<void> | null = null
  log.info({ jobs: jobs.length })
  return {
    services,
    close: ({ drainMs = 0 } = {}) => {
      ended ??= (async () => {
        await working.stop(drainMs > 0 ? patienceMs : undefined)
        await unobserve()
        await services.close()
        await queueDatabase.close()
      })()
      return ended
    },
  }
}
