import type { Config } from '../platform/config.ts'
import { openDatabase } from '../platform/db/database.ts'
import { workQueue } from '../platform/jobs/jobs.ts'
import { log } from '../platform/log.ts'
import type { Services } from '../platform/web/route.ts'
import { modules } from './modules.ts'
import { appJobs, appSchedules } from './sweep.ts'
import { appUrl, openServices } from './services.ts'

/** Works on jobs until it is told to stop. Only this process opens the lake. */
export async function startWorker(config: Config): Promise<{ close: () => Promise<void> }> {
  const jobs = [...appJobs, ...modules.flatMap((one) => one.jobs ?? [])]
  const queueDatabase = openDatabase(appUrl(config), { name: 'throughline-worker-queue', max: 1 })
  const services = await openServices(config, 'worker')
  const working = await workQueue<Services>(queueDatabase, services, jobs, [
    ...appSchedules,
    ...modules.flatMap((one) => one.schedules ?? []),
  ])
  log.info({ part: 'worker', jobs: jobs.length })
  return {
    close: async () => {
      await working.stop()
      await services.close()
      await queueDatabase.close()
    },
  }
}
