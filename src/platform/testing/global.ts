import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateAll } from '../../app/migrate.ts'
import { startPostgres } from '../postgres/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    appUrl: string
    superUrl: string
    /** A folder of this run of tests, gone when it ends. */
    scratch: string
  }
}

/** A disk in memory, used when it and the memory have this much room: what all tests write at most is a third of it. */
const quick = '/dev/shm'
const room = 8 * 2 ** 30

/** Where tests write: in memory where that has room, as tests write and throw away gigabytes; else where temporary files go. A wish (`TMPDIR`) holds. */
function scratchFolder(): string {
  const free = existsSync(quick) ? statfsSync(quick) : null
  const fits = free !== null && Math.min(free.bavail * free.bsize, freemem()) >= room
  const folder = mkdtempSync(join(process.env.TMPDIR || !fits ? tmpdir() : quick, 'throughline-test-'))
  chmodSync(folder, 0o755)
  return folder
}

/** One real PostgreSQL for the whole test run; test files get databases cloned from one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = scratchFolder()
  const wished = process.env.TMPDIR
  // Every process of this run makes its temporary files here, so none outlives it.
  process.env.TMPDIR = folder
  const server = await startPostgres({
    folder: join(folder, 'pg'),
    database: 'template_throughline',
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
      max_connections: '200',
    },
  })
  await migrateAll(server.ownerUrl)
  const owner = new pg.Client({ connectionString: server.superUrl })
  await owner.connect()
  await owner.query('alter role throughline_owner createdb')
  await owner.end()
  project.provide('ownerUrl', server.ownerUrl)
  project.provide('appUrl', server.appUrl)
  project.provide('superUrl', server.superUrl)
  project.provide('scratch', folder)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
    if (wished === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = wished
  }
}
