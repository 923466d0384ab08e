import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { lastBackup } from '../backup/note.ts'
import { restoring } from '../installation.ts'
import { type Finding, note, warning, wrong } from './finding.ts'

const secrets = ['postgres/logins.json', 'environment.json', 'keys/seal.key']
const megabyte = 2 ** 20

/** What is wrong with the home folder and its rights. */
export function homeFindings(home: string): Finding[] {
  const found: Finding[] = []
  if (existsSync(restoring(home)))
    found.push(
      wrong(
        'half-restored',
        'A restore into this installation did not end, so it does not start.',
        restoring(home),
        'Run throughline restore again with the same backup; it begins anew by itself.',
      ),
    )
  if ((statSync(home).mode & 0o077) !== 0)
    found.push(
      wrong(
        'home-open',
        'Other users of this machine may enter the home, which holds students’ records.',
        home,
        `chmod 700 ${home}`,
      ),
    )
  try {
    accessSync(home, constants.W_OK | constants.X_OK)
  } catch {
    found.push(
      wrong(
        'home-not-writable',
        'This user may not write into the home.',
        home,
        'Run Throughline and its commands as the user to whom the home belongs.',
      ),
    )
  }
  for (const name of secrets) {
    const path = join(home, name)
    if (existsSync(path) && (statSync(path).mode & 0o077) !== 0)
      found.push(
        wrong('secret-open', 'Other users may read a file that holds a password or a key.', path, `chmod 600 ${path}`),
      )
  }
  return [...found, ...diskFindings(home, spaceOf(home))]
}

export type Space = { free: number; total: number }

const spaceOf = (home: string): Space => {
  const disk = statfsSync(home)
  return { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize }
}

/** What follows from the room on the disk (bytes). Less than 256 MB stops uploads soon; a computation alone may take 700 MB of scratch. */
export function diskFindings(home: string, { free, total }: Space): Finding[] {
  const where = `${home}: ${Math.floor(free / megabyte)} MB free of ${Math.floor(total / megabyte)} MB`
  const todo = 'Free some space or enlarge the disk (docs/run/operate.md, Disk).'
  if (free < 256 * megabyte) return [wrong('disk-full', 'The disk is full, or nearly.', where, todo)]
  if (free < 2048 * megabyte) return [warning('disk-low', 'There is little room left on the disk.', where, todo)]
  return []
}

/** What is to be said about the last backup at an instant of the machine's clock. */
export function backupFindings(home: string, demo: boolean, nowMs: number): Finding[] {
  const last = lastBackup(home)
  const todo = 'Let a timer run throughline backup every night, onto another disk (docs/run/backup.md).'
  if (!last) return [(demo ? note : warning)('no-backup', 'No backup was ever made of this installation.', home, todo)]
  const days = Math.floor((nowMs - Date.parse(last.at)) / 86_400_000)
  const found: Finding[] = []
  if (days >= 2)
    found.push((demo ? note : warning)('old-backup', `The last backup is ${days} days old.`, last.folder, todo))
  if (!last.locked && !demo)
    found.push(
      warning(
        'backup-not-locked',
        'The last backup can be read by everybody who gets it.',
        last.folder,
        'Make a key with throughline backup --new-key FILE and set THROUGHLINE_BACKUP_TO.',
      ),
    )
  return found
}
