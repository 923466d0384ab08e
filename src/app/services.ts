import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fixToday } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { openDatabase } from '../platform/db/database.ts'
import { openFiles } from '../platform/files/files.ts'
import { openQueue, type Queue } from '../platform/jobs/jobs.ts'
import type { Services } from '../platform/web/route.ts'
import { checkLogin } from './installation.ts'
import { answersOf, listenersOf } from './listeners.ts'

/** The address of the application's login: given by the operator or by the supervisor. */
export function appUrl(config: Config): string {
  if (!config.databaseUrl)
    throw new Error(
      'DATABASE_URL is not set: start Throughline with `npm start`, or set DATABASE_URL and DATABASE_OWNER_URL.',
    )
  return config.databaseUrl
}

/** Opens what a process needs: database, queue, files. In: the configuration; a queue when the caller has one (worker). */
export async function openServices(
  config: Config,
  name: string,
  options: { queue?: Queue; max?: number } = {},
): Promise<Services & { close: () => Promise<void> }> {
  await checkLogin(config, appUrl(config))
  fixToday(config.today)
  for (const folder of ['files', 'lake', 'public', 'tmp'])
    mkdirSync(join(config.home, folder), { recursive: true, mode: 0o700 })
  const database = openDatabase(appUrl(config), { name: `throughline-${name}`, max: options.max ?? 10 })
  const queue = options.queue ?? (await openQueue(database))
  return {
    config,
    database,
    db: database.db,
    files: openFiles(join(config.home, 'files'), { reserve: config.diskReserve }),
    queue,
    home: config.home,
    listeners: listenersOf(),
    answers: answersOf(),
    close: async () => {
      await queue.stop()
      await database.close()
    },
  }
}
