import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chmodSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateAll } from '../../app/migrate.ts'
import { startPostgres } from '../postgres/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    appUrl: string
    superUrl: string
  }
}

/** One real PostgreSQL for the whole test run; test files get databases cloned from one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  chmodSync(folder, 0o755)
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
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
