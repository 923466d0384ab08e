import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, readConfig, WrongSetting } from '../../platform/config.ts'
import { homeFor } from '../../platform/postgres/home.ts'
import { startPostgres } from '../../platform/postgres/server.ts'
import { conflict, Trouble } from '../../platform/errors.ts'
import { applyLists, type ForgottenFile, listsIn, readListFile } from '../forgotten-list.ts'
import { lockHome } from '../home-lock.ts'
import { openServices } from '../services.ts'
import { backup } from './backup.ts'
import { type Holder, identitiesIn, type Keys, newPair, passphraseIn } from './lock.ts'
import { checkBackup, checkSums, openBackup } from './opened.ts'
import { openPlace } from './place.ts'
import { restore, type Restored } from './restore.ts'

const size = (bytes: number) =>
  bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`

/** `throughline backup DIR [--to age1…]… [--passphrase-file FILE] [--plain]`, and `throughline backup --new-key FILE`. */
export async function backupCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string', multiple: true, default: [] },
      'passphrase-file': { type: 'string' },
      plain: { type: 'boolean', default: false },
      'new-key': { type: 'string' },
    },
  })
  if (values['new-key'] !== undefined) return newKey(values['new-key'])
  const [folder] = positionals
  if (!folder)
    throw new WrongSetting('Where to? throughline backup DIR [--to age1…] [--passphrase-file FILE] [--plain]')
  const place = await openPlace(process.env)
  try {
    const passphrase = values['passphrase-file'] ? passphraseIn(values['passphrase-file']) : null
    const recipients = values.to.length > 0 || passphrase !== null ? values.to : place.config.backupTo
    const holder = holderOf({ recipients, passphrase }, values.plain)
    const done = await backup(place, { to: folder, holder, say: (line) => console.log(line) })
    const { manifest } = done
    console.log(`Backup ${done.folder}`)
    console.log(
      `  ${manifest.tables.length} tables, ${manifest.files.length} files, ${manifest.jobs.count} waiting jobs, ${size(done.bytes)} written, ${done.locked ? 'locked' : 'NOT locked'}`,
    )
    for (const one of done.foreign) console.log(`  left out, because it is not Throughline's: ${one}`)
    if (manifest.missing.length + manifest.damaged.length > 0)
      throw conflict(
        'backup/incomplete-home',
        `The backup was made, but ${manifest.missing.length + manifest.damaged.length} files that rows name are missing or changed in this home.`,
        'Run throughline doctor.',
        [...manifest.missing, ...manifest.damaged].slice(0, 20).map((path) => ({ path, message: '' })),
      )
  } finally {
    await place.close()
  }
}

/** Errors: WrongSetting when nobody holds a key and `--plain` was not given, or both were. */
function holderOf(given: Holder, plain: boolean): Holder | null {
  if (given.recipients.length > 0 && given.passphrase !== null)
    throw new WrongSetting('Take either public keys or a passphrase, not both.')
  if (plain) {
    if (given.passphrase !== null) throw new WrongSetting('Take either --plain or a passphrase, not both.')
    return null
  }
  if (given.recipients.length === 0 && given.passphrase === null)
    throw new WrongSetting(
      'Nobody holds a key for this backup. It is full of students’ records, so give --to age1… (or THROUGHLINE_BACKUP_TO) or --passphrase-file FILE; throughline backup --new-key FILE makes a key. --plain writes it readable for everybody who gets it.',
    )
  return given
}

async function newKey(file: string): Promise<void> {
  const pair = await newPair()
  const path = resolve(file)
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, `# public key: ${pair.recipient}\n${pair.identity}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    throw new WrongSetting(
      `The file ${path} cannot be made${(error as NodeJS.ErrnoException).code === 'EEXIST' ? ': it is there already' : ''}.`,
    )
  }
  console.log(`Private key written to ${path}. Keep it away from this machine: whoever has it reads every backup,
and without it no backup can be read. The public key, for THROUGHLINE_BACKUP_TO:
${pair.recipient}`)
}

/** `throughline restore DIR [--key FILE] [--passphrase-file FILE] [--forgotten FILE]… [--check]`. */
export async function restoreCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true, default: [] },
      'passphrase-file': { type: 'string' },
      forgotten: { type: 'string', multiple: true, default: [] },
      check: { type: 'boolean', default: false },
    },
  })
  const [folder] = positionals
  if (!folder)
    throw new WrongSetting(
      'Which one? throughline restore DIR [--key FILE] [--passphrase-file FILE] [--forgotten FILE] [--check]',
    )
  const keys: Keys = {
    identities: values.key.flatMap(identitiesIn),
    passphrase: values['passphrase-file'] ? passphraseIn(values['passphrase-file']) : null,
  }
  if (values.check) return check(folder, keys)
  const config = readConfig(process.env)
  const opened = await openBackup(folder, keys)
  console.log(`Backup of ${opened.manifest.madeAt}, made by Throughline ${opened.manifest.product}.`)
  const lists = [
    ...new Set([...values.forgotten, ...listsIn([folder, dirname(opened.folder)])].map((one) => resolve(one))),
  ]
  // A list that cannot be read stops here, before anything is touched.
  const forgotten = lists.map(readListFile)
  const home = homeFor(config.home, config.demo)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const unlock = lockHome(home)
  try {
    const server = config.databaseOwnerUrl === null ? await startPostgres({ folder: `${home}/postgres` }) : null
    try {
      const ownerUrl = server?.ownerUrl ?? config.databaseOwnerUrl ?? ''
      const done = await restore({ home, ownerUrl, demo: config.demo, today: config.today }, opened, (line) =>
        console.log(line),
      )
      const databaseUrl = server?.appUrl ?? config.databaseUrl
      const again =
        forgotten.length > 0 && databaseUrl !== null
          ? await forgetAfter({ ...config, home, databaseUrl }, forgotten, lists)
          : null
      tell(done, opened.manifest.madeAt, again)
    } finally {
      await server?.stop()
    }
  } finally {
    unlock()
  }
}

/** What a restore takes back with it, said at its end: docs/run/backup.md says it at length. */
const afterwards = (first: string) => `Before you let people in:
  1. ${first}
  2. Accounts, roles, passwords, second factors, recovery codes and feed tokens are as they were when the backup was made. Look through them:
     close accounts and end roles that were ended since, reset second factors that were lost or replaced, revoke feed tokens that were revoked since.
  3. One-time links were not brought back: send new ones to those who still wait for one.`

/** Forgets again whoever was forgotten after the backup. Out: what to say about it. */
async function forgetAfter(config: Config, lists: readonly ForgottenFile[], paths: readonly string[]): Promise<string> {
  const services = await openServices(config, 'forget', { max: 4 })
  try {
    const { forgotten, strange } = await applyLists(services, lists)
    const other = strange.length > 0 ? ` Not for districts that are not in the backup: ${strange.join(', ')}.` : ''
    return `By ${paths.join(', ')}: ${forgotten} forgotten again.${other} A newer list? Run throughline forget --again FILE.`
  } catch (error) {
    console.error(error instanceof Trouble ? `${error.message} (${error.code})` : 'Forgetting again broke off.')
    process.exitCode = 1
    return `NOT all who stand on ${paths.join(', ')} were forgotten again: start Throughline and run throughline forget --again FILE.`
  } finally {
    await services.close()
  }
}

function tell(done: Restored, madeAt: string, again: string | null): void {
  for (const note of done.notes) console.log(`  ${note}`)
  console.log(
    `Restored: ${done.tables} tables, ${done.rows} rows, ${done.files} files, ${done.jobs} waiting jobs. Start Throughline, then run throughline doctor.`,
  )
  console.log(
    afterwards(
      again ??
        `Was anybody forgotten after ${madeAt}? They are back: no list of forgotten students was given (--forgotten FILE) or lies beside the backup. Find it and run throughline forget --again FILE.`,
    ),
  )
}

async function check(folder: string, keys: Keys): Promise<void> {
  const sums = await checkSums(folder)
  console.log(`${sums.folder}: ${sums.files} stored files are as they were written.`)
  if (keys.identities.length === 0 && keys.passphrase === null) {
    const opened = await openBackup(folder, keys).catch((error: unknown) => {
      if (error instanceof WrongSetting) return null
      throw error
    })
    if (!opened) {
      console.log('It is locked: with --key FILE its contents are checked too.')
      return
    }
  }
  const opened = await openBackup(folder, keys)
  const read = await checkBackup(opened)
  const { manifest } = opened
  console.log(
    `Made ${manifest.madeAt} by Throughline ${manifest.product}: ${manifest.tables.length} tables, ${manifest.files.length} files, ${read.files} digests right.`,
  )
}
