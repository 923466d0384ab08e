import { migrate, readMigrations } from '../platform/db/migrate.ts'
import { installQueue } from '../platform/jobs/jobs.ts'
import { migrationFolders } from './migrations.ts'
import { modules } from './modules.ts'
import { appJobs } from './sweep.ts'

export { migrationFolders } from './migrations.ts'

/** Brings a database and its queue up to date as the owner. Out: the names of the migrations that ran. */
export async function migrateAll(ownerUrl: string): Promise<string[]> {
  const ran = await migrate(ownerUrl, readMigrations(migrationFolders()))
  await installQueue(ownerUrl, [...appJobs, ...modules.flatMap((one) => one.jobs ?? [])])
  return ran
}
