import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { WrongSetting } from '../config.ts'
import { postgresUser, reachableByOthers } from './binaries.ts'

/**
 * The home folder that will be used. As root, PostgreSQL runs as a user of its own, who must be able to reach the home:
 * the home then belongs to that user (root reads it all the same), and a demo home that cannot be reached moves to /var/tmp.
 */
export function homeFor(wanted: string, demo: boolean): string {
  const user = postgresUser()
  if (!user) return wanted
  let home = wanted
  if (!reachableByOthers(dirname(home))) {
    if (!demo)
      throw new WrongSetting(
        `THROUGHLINE_HOME (${home}) lies in a folder that only root may enter, but PostgreSQL does not run as root; choose another, such as /var/lib/throughline.`,
      )
    home = `/var/tmp/throughline-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`
  }
  if (!existsSync(home)) mkdirSync(home, { recursive: true, mode: 0o700 })
  else if (
    readdirSync(home).length > 0 &&
    !existsSync(`${home}/postgres`) &&
    !existsSync(`${home}/supervisor.pid`) &&
    !existsSync(`${home}/files`)
  )
    throw new WrongSetting(
      `THROUGHLINE_HOME (${home}) is not empty and is not a home of Throughline; choose an empty or new folder.`,
    )
  chownSync(home, user.uid, user.gid)
  return home
}
