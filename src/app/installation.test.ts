import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now } from '../platform/clock.ts'
import { readConfig, WrongSetting } from '../platform/config.ts'
import { query } from '../platform/db/database.ts'
import { freshServices } from '../platform/testing/database.ts'
import { checkKind, checkLogin, markKind, markReady } from './installation.ts'
import { migrateAll } from './migrate.ts'

let demo: Awaited<ReturnType<typeof freshServices>>
let other: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  demo = await freshServices()
  other = await freshServices()
})
afterAll(async () => {
  await demo.end()
  await other.end()
})
const real = () => readConfig({ THROUGHLINE_DEMO: 'off', THROUGHLINE_HOME: demo.home })

describe('a database is of one kind for ever', () => {
  it('is refused before the owner marked it', async () => {
    await expect(checkLogin(demo.config, demo.database.url)).rejects.toThrow(/Throughline prepared/)
  })

  it('is a demo or a real one, and never turns', async () => {
    await markKind(demo.config, demo.ownerUrl, now())
    await checkLogin(demo.config, demo.database.url, demo.ownerUrl)
    await expect(checkLogin(real(), demo.database.url)).rejects.toThrow(/synthetic demo/)
    await expect(checkKind(real(), demo.ownerUrl)).rejects.toThrow(WrongSetting)
  })

  it('is reached by a login that cannot go around row security, and by both logins alike', async () => {
    await expect(checkLogin(demo.config, demo.ownerUrl)).rejects.toThrow(/owns tables/)
    await markKind(other.config, other.ownerUrl, now())
    await expect(checkLogin(demo.config, demo.database.url, other.ownerUrl)).rejects.toThrow(/two different databases/)
  })

  it('is made anew when the making of the demo broke off, and kept when it is whole; nothing foreign is touched', async () => {
    const { Client } = (await import('pg')).default
    const owner = new Client({ connectionString: other.ownerUrl })
    await owner.connect()
    await owner.query('create schema somebody_elses; create table somebody_elses.kept (a int)')
    expect(await checkKind(other.config, other.ownerUrl)).toEqual({ fresh: true })
    expect(
      (await owner.query("select to_regclass('people.org') as t, to_regclass('somebody_elses.kept') as k")).rows,
    ).toEqual([{ t: null, k: 'somebody_elses.kept' }])
    await owner.end()
    await migrateAll(other.ownerUrl)
    await markKind(other.config, other.ownerUrl, now())
    await markReady(other.ownerUrl, now())
    expect(await checkKind(other.config, other.ownerUrl)).toEqual({ fresh: false })
    expect(await query(other.db, 'select demo from platform.installation')).toEqual([{ demo: true }])
  })
})
