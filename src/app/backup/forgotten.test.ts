import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { forget, forgetAgain } from '../../modules/feeds/index.ts'
import { forgetByCommand, takeForgottenList } from '../../modules/people/index.ts'
import { openServices } from '../services.ts'
import { emptyTarget, installed, type Installed, rowsOf, superOn } from '../../platform/testing/installed.ts'
import { forgetCommand } from '../forget.ts'
import { listsIn, readListFile } from '../forgotten-list.ts'
import { backupCommand, restoreCommand } from './commands.ts'

// Whoever was forgotten after a backup does not come back with it.
let at: Installed
const folder = mkdtempSync(join(tmpdir(), 'forgotten-'))
const to = join(folder, 'backups')
const said: string[] = []

beforeAll(async () => {
  at = await installed({ computed: false })
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    said.push(line)
  })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await at.end()
  rmSync(folder, { recursive: true, force: true })
})

async function here(work: () => Promise<void>, env: Record<string, string>): Promise<string> {
  said.length = 0
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  try {
    await work()
    return said.join('\n')
  } finally {
    vi.unstubAllEnvs()
  }
}
const source = () => ({
  THROUGHLINE_HOME: at.home,
  THROUGHLINE_DEMO: at.config.demo ? 'on' : 'off',
  DATABASE_URL: at.database.url,
  DATABASE_OWNER_URL: at.ownerUrl,
  DATABASE_BACKUP_URL: superOn(at.ownerUrl),
})
const ids = async (url: string) =>
  (
    await rowsOf<{ id: string }>(
      url,
      "select external_id as id from people.student where external_id < 'S004' order by 1",
    )
  ).map((row) => row.id)
const forgetOne = async (id: string) => {
  const asked = await forgetByCommand(at.db, at.districtId, id, 'request of the family', 'a test')
  expect((await forget(at, at.districtId, asked.forgetting_id))?.state).toBe('done')
}

it('is forgotten again by the list beside the backup, which also keeps later files from bringing anybody back', async () => {
  await here(() => backupCommand([to, '--plain']), source())
  await forgetOne('S002')
  await forgetOne('S003')
  expect(await ids(at.ownerUrl)).toEqual(['S001'])
  await here(() => forgetCommand(['--list', join(to, 'forgotten.json')]), source())
  writeFileSync(join(to, 'other.json'), '{"not": "a list"}')
  expect(listsIn([to, folder, join(folder, 'nowhere')])).toEqual([join(to, 'forgotten.json')])
  const into = await emptyTarget()
  try {
    const env = {
      ...source(),
      THROUGHLINE_HOME: into.home,
      DATABASE_URL: into.appUrl,
      DATABASE_OWNER_URL: into.ownerUrl,
    }
    await expect(here(() => restoreCommand([to, '--forgotten', join(to, 'other.json')]), env)).rejects.toThrow(
      /no list of forgotten ids/,
    )
    const told = await here(() => restoreCommand([to]), env)
    expect(told).toMatch(/Restored: \d+ tables/)
    expect(told).toContain('2 forgotten again')
    expect(await ids(into.ownerUrl)).toEqual(['S001'])
    const marks = 'select count(*)::int as n from people.forgotten'
    expect(await rowsOf(into.ownerUrl, marks)).toEqual([{ n: 2 }])
  } finally {
    await into.end()
  }
}, 120_000)

it('is asked about where no list is at hand; a list that was only taken in is worked off the next night', async () => {
  const list = readListFile(join(to, 'forgotten.json'))
  rmSync(join(to, 'forgotten.json'))
  const into = await emptyTarget()
  try {
    const env = {
      ...source(),
      THROUGHLINE_HOME: into.home,
      DATABASE_URL: into.appUrl,
      DATABASE_OWNER_URL: into.ownerUrl,
    }
    const told = await here(() => restoreCommand([to]), env)
    expect(told).toMatch(/Was anybody forgotten after 20[^]*They are back[^]*forget --again FILE/)
    expect(await ids(into.ownerUrl)).toEqual(['S001', 'S002', 'S003'])
    const services = await openServices({ ...at.config, home: into.home, databaseUrl: into.appUrl }, 'test')
    try {
      expect(await takeForgottenList(services.db, at.districtId, list)).toBe(2)
      expect(await takeForgottenList(services.db, at.districtId, list)).toBe(0)
      expect(await forgetAgain(services)).toBe(2)
    } finally {
      await services.close()
    }
    expect(await ids(into.ownerUrl)).toEqual(['S001'])
  } finally {
    await into.end()
  }
}, 120_000)
