import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../platform/config.ts'

const source = join(projectRoot, 'src')

/** Folders with migrations: the platform's and each module's. */
export function migrationFolders(): string[] {
  const parts = readdirSync(join(source, 'modules')).map((name) => join(source, 'modules', name))
  return [join(source, 'platform'), ...parts]
    .map((folder) => join(folder, 'migrations'))
    .filter((folder) => existsSync(folder))
}
