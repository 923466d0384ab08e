import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { WrongSetting } from '../platform/config.ts'
import { digest, readMigrations } from '../platform/db/migrate.ts'
import { startPart } from './children.ts'
import type { Program } from './code.ts'
import { migrationFolders } from './migrations.ts'

const noteFile = (program: Program) => join(dirname(program.main), 'migrated')

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

const tokenOf = async (url: string): Promise<string> =>
  (await ask<{ token: string }>(url, 'select token from platform.installation'))[0]?.token ?? ''

/** True when exactly this code brought exactly this database up to date before, and every migration is still there: nothing is to be done then. */
async function isCurrent(url: string, program: Program): Promise<boolean> {
  if (program.digest === '' || !existsSync(noteFile(program))) return false
  const there = await ask<{ name: string; digest: string }>(url, 'select name, digest from platform.migration')
  const done = new Map(there.map((one) => [one.name, one.digest]))
  const wanted = readMigrations(migrationFolders())
  if (wanted.length !== done.size || wanted.some((one) => done.get(one.name) !== digest(one.sql))) return false
  return readFileSync(noteFile(program), 'utf8') === (await tokenOf(url))
}

/**
 * Brings the database up to date with the code that is about to run, in a process of that code. In: the owner's address, its environment, the code.
 * Out: how many migrations ran. Errors: Error with the sentence of what is wrong.
 */
export async function bringUpToDate(url: string, env: NodeJS.ProcessEnv, program: Program): Promise<number> {
  if (await isCurrent(url, program).catch(() => false)) return 0
  return new Promise((done, fail) => {
    const child = startPart('migrate', env, program)
    let told: { ran?: number; failed?: string } = {}
    child.on('message', (message) => {
      told = message as typeof told
    })
    child.once('exit', () => {
      if (told.ran !== undefined) done(told.ran)
      else fail(new WrongSetting(told.failed ?? 'the database could not be brought up to date'))
    })
  })
}

/** Notes that this code and this database belong together, so that the next start need not look again. */
export async function noteCurrent(url: string, program: Program): Promise<void> {
  if (program.digest !== '') writeFileSync(noteFile(program), await tokenOf(url), { mode: 0o600 })
}
