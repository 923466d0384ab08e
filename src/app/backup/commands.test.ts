import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { projectRoot } from '../../platform/config.ts'
import { amount, seed } from '../../platform/testing/amount.ts'
import { figure } from '../../platform/testing/figure.ts'
import { digests, emptyTarget, installed, type Installed, rowsOf, superOn } from '../../platform/testing/installed.ts'
import { checkKind, checkWhole } from '../installation.ts'
import { backupCommand, restoreCommand } from './commands.ts'
import { backupAt, checkSums } from './opened.ts'

// The command line as an operator uses it, and kills in the middle of it.
const kills = amount(2, 24)

let at: Installed
const folder = mkdtempSync(join(tmpdir(), 'commands-'))
const to = join(folder, 'backups')
const key = join(folder, 'private.key')
let recipient = ''

beforeAll(async () => {
  at = await installed({ computed: false })
})
afterAll(async () => {
  await at.end()
  rmSync(folder, { recursive: true, force: true })
})

type Ran = { code: number | null; out: string; err: string }

/** Runs a command; killed (-9) when its output matches, after some milliseconds more. */
function run(args: string[], env: Record<string, string>, kill?: { when: RegExp; after: number }): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts', ...args], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', THROUGHLINE_BACKUP_TO: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  let killing = false
  child.stdout.on('data', (chunk: Buffer) => {
    out += String(chunk)
    if (kill && !killing && kill.when.test(out)) {
      killing = true
      setTimeout(() => child.kill('SIGKILL'), kill.after)
    }
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += String(chunk)
  })
  return new Promise((done) => child.once('exit', (code) => done({ code, out, err })))
}

const source = () => ({
  THROUGHLINE_HOME: at.home,
  DATABASE_URL: at.database.url,
  DATABASE_OWNER_URL: at.ownerUrl,
  DATABASE_BACKUP_URL: superOn(at.ownerUrl),
})

/** Runs a command in this process with the settings of the shell. */
async function here(work: () => Promise<void>, env: Record<string, string> = {}): Promise<void> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  try {
    await work()
  } finally {
    vi.unstubAllEnvs()
  }
}

it('asks for somebody who holds a key, and makes one', async () => {
  await expect(here(() => backupCommand([to]), source())).rejects.toThrow(/Nobody holds a key/)
  await expect(here(() => backupCommand([to, '--plain', '--passphrase-file', key]), source())).rejects.toThrow()
  expect(existsSync(to)).toBe(false)
  await backupCommand(['--new-key', key])
  recipient = /age1\S+/.exec(readFileSync(key, 'utf8'))?.[0] ?? ''
  expect(recipient).toMatch(/^age1/)
  expect(statSync(key).mode & 0o077).toBe(0)
  expect(readFileSync(key, 'utf8')).toContain('AGE-SECRET-KEY-1')
  await expect(backupCommand(['--new-key', key])).rejects.toThrow(/there already/)
})

it('a backup that is killed is none; the next one is whole', async () => {
  const killed = await run(['backup', to, '--to', recipient], source(), { when: /Snapshot taken/, after: 20 })
  expect(killed.code).toBeNull()
  await expect(backupAt(to)).rejects.toThrow(/no whole backup/)
  await here(() => backupCommand([to]), { ...source(), THROUGHLINE_BACKUP_TO: recipient })
  await checkSums(to)
  expect(readdirSync(to).filter((name) => !name.startsWith('.'))).toHaveLength(1)
  expect(readdirSync(join(at.home, 'tmp')).filter((name) => name.startsWith('backup-'))).toEqual([])
  await restoreCommand([to, '--check'])
  await restoreCommand([to, '--check', '--key', key])
}, 120_000)

it('a restore that is killed at any moment is begun anew, and nothing starts in between', async () => {
  const into = await emptyTarget()
  const env = { THROUGHLINE_HOME: into.home, DATABASE_URL: into.appUrl, DATABASE_OWNER_URL: into.ownerUrl }
  const moments = [/Tables restored/, /Files restored/, /Checked/, /Backup of/]
  let dice = seed()
  const draw = (below: number) => {
    dice = (dice * 1103515245 + 12345) % 2 ** 31
    return Math.floor((dice / 2 ** 31) * below)
  }
  let marked = 0
  for (let i = 0; i < kills; i++) {
    const when = moments[i % moments.length] ?? /Checked/
    const killed = await run(['restore', to, '--key', key], env, { when, after: draw(i < 3 ? 30 : 400) })
    if (killed.code !== null) expect(killed).toMatchObject({ code: 0 })
    const whole = await rowsOf<{ ready: boolean }>(
      into.ownerUrl,
      `select ready_at is not null as ready from platform.installation`,
    ).then(
      (rows) => rows[0]?.ready ?? false,
      () => false,
    )
    if (existsSync(join(into.home, 'restoring.json'))) {
      marked += 1
      expect(() => checkWhole(into.home)).toThrow(/did not end/)
    } else if (!whole) {
      // Nothing was touched yet: as empty as before.
      expect(readdirSync(into.home).filter((name) => name !== 'supervisor.pid')).toEqual([])
      await expect(checkKind({ ...at.config, home: into.home }, into.ownerUrl)).resolves.toEqual({ fresh: true })
    } else {
      // It had ended before the kill: a whole installation is never restored into again.
      expect(await run(['restore', to, '--key', key], env)).toMatchObject({
        code: 1,
        err: expect.stringContaining('backup/not-empty'),
      })
      await into.end()
      return
    }
  }
  expect(marked).toBeGreaterThan(0)
  const done = await run(['restore', to, '--key', key], env)
  expect(done).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Restored: \d+ tables[^]*Was anybody forgotten after [^]*forget --again[^]*feed tokens/),
  })
  const [old, back] = [await digests(at.ownerUrl), await digests(into.ownerUrl)]
  for (const name of [
    'people.student',
    'people.enrollment',
    'feeds.dataset_version',
    'platform.change',
    'indicators.value',
  ])
    expect([name, back[name]]).toEqual([name, old[name]])
  expect(readdirSync(into.home)).not.toContain('restoring.json')
  await into.end()
  figure('restore killed and begun anew', kills)
}, 1_200_000)
