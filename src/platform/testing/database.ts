import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { answersOf, listenersOf } from '../../app/listeners.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { openFiles } from '../files/files.ts'
import { openQueue } from '../jobs/jobs.ts'
import type { Services } from '../web/route.ts'

let made = 0

export type Fresh = Services & { ownerUrl: string; end: () => Promise<void> }
/** A state that several tests begin from: a database that nobody is connected to, and a home. */
export type Base = { name: string; home: string }

/**
 * A migrated database of its own (cloned from the template, or from a base with its home) with real services over it: application login, queue, files
 * in a temporary home. Out: services, the owner's address, and `end`, which drops everything.
 */
export async function freshServices(env: Record<string, string> = {}, base: Base | null = null): Promise<Fresh> {
  const ownerUrl = inject('ownerUrl')
  const name = `t_${process.pid}_${process.env.VITEST_WORKER_ID ?? 0}_${++made}`
  const admin = new pg.Client({ connectionString: ownerUrl.replace('/template_throughline', '/postgres') })
  await admin.connect()
  // Cloning a template waits for others who clone it at the same moment.
  await admin.query('select pg_advisory_lock(42)')
  await admin.query(`create database ${name} template ${base?.name ?? 'template_throughline'} strategy file_copy`)
  await admin.query('select pg_advisory_unlock(42)')
  await admin.end()
  const on = (url: string) => url.replace('/template_throughline', `/${name}`)
  const database = openDatabase(on(inject('appUrl')))
  const home = mkdtempSync(join(tmpdir(), 'throughline-home-'))
  if (base) cpSync(base.home, home, { recursive: true })
  const queue = await openQueue(database)
  const config = readConfig({ THROUGHLINE_HOME: home, THROUGHLINE_TODAY: '2026-11-20', PORT: '0', ...env })
  return {
    config,
    database,
    db: database.db,
    files: openFiles(join(home, 'files')),
    queue,
    home,
    listeners: listenersOf(),
    answers: answersOf(),
    ownerUrl: on(ownerUrl),
    end: async () => {
      await queue.stop()
      await database.close()
      const last = new pg.Client({ connectionString: ownerUrl.replace('/template_throughline', '/postgres') })
      await last.connect()
      // Autovacuum may be at work in it, which the owner may not end: a moment later it is gone; the whole cluster goes with the run anyway.
      for (let i = 0; i < 10; i++) {
        const dropped = await last.query(`drop database if exists ${name} with (force)`).then(
          () => true,
          () => false,
        )
        if (dropped) break
        await sleep(200)
      }
      await last.end()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Makes a state once, from which tests then begin by `freshServices({}, base)`. In: what is done to reach it. Out: it, what was returned, and `end`. */
export async function prepared<T>(
  make: (services: Fresh) => Promise<T>,
): Promise<{ base: Base; value: T; end: () => Promise<void> }> {
  const services = await freshServices()
  const value = await make(services)
  const end = services.end
  await services.queue.stop()
  await services.database.close()
  return { base: { name: new URL(services.ownerUrl).pathname.slice(1), home: services.home }, value, end }
}
