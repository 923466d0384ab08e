import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, readMigrations } from '../platform/db/migrate.ts'
import { projectRoot } from '../platform/config.ts'
import { installQueue } from '../platform/jobs/jobs.ts'
import { modules } from './modules.ts'
import { appJobs } from './sweep.ts'

const source = join(projectRoot, 'src')

/** Folders with migrations: the platform's and each module's. */
export function migrationFolders(): string[] {
  const parts = readdirSync(join(source, 'modules')).map((name) => join(source, 'modules', name))
  return [join(source, 'platform'), ...parts]
    .map((folder) => join(folder, 'migrations'))
    .filter((folder) => existsSync(folder))
}

/** Brings a database and its queue up to date as the owner. Out: the names of the migrations that ran. */
export async function migrateAll(ownerUrl: string): Promise<string[]> {
  const ran = await migrate(ownerUrl, readMigrations(migrationFolders()))
  await installQueue(ownerUrl, [...appJobs, ...modules.flatMap((one) => one.jobs ?? [])])
  return ran
}
