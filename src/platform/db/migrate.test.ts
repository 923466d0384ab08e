import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshServices } from '../testing/database.ts'
import { query } from './database.ts'
import { migrate, readMigrations } from './migrate.ts'
import { migrationFolders } from '../../app/migrate.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())

const own = readMigrations(migrationFolders())

describe('migrations', () => {
  it('run in the order of their dates across modules', () => {
    const root = mkdtempSync(join(tmpdir(), 'migrations-'))
    for (const [module, file] of [
      ['a', '2026-01-02-01-late.sql'],
      ['b', '2026-01-01-01-early.sql'],
    ] as const) {
      mkdirSync(join(root, module, 'migrations'), { recursive: true })
      writeFileSync(join(root, module, 'migrations', file), 'select 1')
    }
    expect(
      readMigrations([join(root, 'a', 'migrations'), join(root, 'b', 'migrations')]).map((one) => one.name),
    ).toEqual(['b/2026-01-01-01-early.sql', 'a/2026-01-02-01-late.sql'])
    writeFileSync(join(root, 'a', 'migrations', 'x.sql'), '')
    expect(() => readMigrations([join(root, 'a', 'migrations')])).toThrow(/not named/)
  })

  it('change nothing the second time', async () => {
    expect(await migrate(services.ownerUrl, own)).toEqual([])
  })

  it('refuse a migration that was changed after it ran, a failing one (undone), and a newer database', async () => {
    const [first, ...rest] = own
    if (!first) throw new Error('no migrations')
    await expect(migrate(services.ownerUrl, [{ ...first, sql: `${first.sql} ` }, ...rest])).rejects.toThrow(
      /changed after it ran/,
    )
    const broken = {
      name: 'x/2099-01-01-01-broken.sql',
      file: '2099-01-01-01-broken.sql',
      sql: 'create table platform.half (a int); select nonsense',
    }
    await expect(migrate(services.ownerUrl, [...own, broken])).rejects.toThrow(/failed/)
    expect(await query(services.db, "select to_regclass('platform.half') as t")).toEqual([{ t: null }])
    await expect(migrate(services.ownerUrl, own.slice(0, -1))).rejects.toThrow(/later release/)
  })
})
