import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { migrate, readMigrations } from '../../platform/db/migrate.ts'
import { emptyTarget, rowsOf, shapeOf, superOn } from '../../platform/testing/installed.ts'
import { migrateAll } from '../migrate.ts'
import { migrationFolders } from '../migrations.ts'
import { backup, keptByAll } from './backup.ts'
import { openBackup } from './opened.ts'
import type { Place } from './place.ts'
import { restore } from './restore.ts'
import { backupRole, hasTables, openReader } from './store-reader.ts'
import { copyOutOf, tablesOf } from './store-tables.ts'
import { gauge, nowhere } from './streams.ts'

/** Migrations of release 0.1. Until a second release exists, its database is made by them alone; the program that reads it is this one. */
const firstRelease = (name: string) => name < '2026-11-22'
const all = readMigrations(migrationFolders())
const keys = { identities: [], passphrase: null }

const rows = `
  insert into platform.installation values (true, true, now(), 'mill-river', 'token-of-old', now());
  insert into people.org (kind, code, name, from_date) select 'state', 'CT', 'Connecticut', '2000-07-01';
  insert into platform.change (org_id, object, object_id, version, verb, actor_name, at) select org_id, 'people.org', org_id::text, 1, 'made', 'system:test', now() from people.org;
  insert into feeds.retention (org_id, file_days, version_days) select org_id, 400, 500 from people.org;
  insert into people.account (email, name, home_org, made_at) select 'old@example.org', 'An old account', org_id, now() from people.org;
  insert into people.password select account_id, 'hash', now() from people.account;
  insert into people.session (token_hash, account_id, made_at, seen_at) select 'x', account_id, now(), now() from people.account;
`

it('the first release’s backup restores into this one and is migrated forward', async () => {
  const old = await emptyTarget()
  await migrate(
    old.ownerUrl,
    all.filter((one) => firstRelease(one.file)),
  )
  await rowsOf(old.ownerUrl, rows)
  const place: Place = {
    config: { ...readConfig({ THROUGHLINE_HOME: old.home }), home: old.home },
    home: old.home,
    running: true,
    own: true,
    ownerUrl: old.ownerUrl,
    appUrl: old.appUrl,
    reader: { url: superOn(old.ownerUrl), role: backupRole },
    close: async () => {},
  }
  const to = mkdtempSync(join(tmpdir(), 'older-'))
  const { manifest } = await backup(place, { to, holder: null })
  expect(manifest.migrations.every((one) => firstRelease(one.name.split('/')[1] ?? ''))).toBe(true)

  const into = await emptyTarget()
  const done = await restore(
    { home: into.home, ownerUrl: into.ownerUrl, demo: true, today: '2026-11-20' },
    await openBackup(to, keys),
  )
  expect(done.migrated).toEqual(all.filter((one) => !firstRelease(one.file)).map((one) => one.name))

  // Whatever a module keeps in tables of its own is found in a database of this release.
  const reader = await openReader({ url: superOn(into.ownerUrl), role: backupRole })
  const later = keptByAll.flatMap((one) => one.tables ?? [])
  expect([later.length > 0, await hasTables(reader, later), await hasTables(reader, ['work.nothing'])]).toEqual([
    true,
    true,
    false,
  ])

  // The same columns of the same tables hold the same rows; what is new came by the migrations.
  const now = new Map((await tablesOf(reader)).map((one) => [one.name, one]))
  const other: string[] = []
  for (const one of manifest.tables) {
    const table = now.get(one.name)
    if (!table) continue
    const found = gauge()
    await pipeline(reader.query(copyTo(copyOutOf({ ...table, columns: one.columns }))), found.stream, nowhere())
    if (found.read().sha256 !== one.sha256) other.push(one.name)
  }
  await reader.end()
  expect(other).toEqual(['platform.installation', 'platform.migration'])

  // And the database is the one that this release makes from nothing.
  const fresh = await emptyTarget()
  await migrateAll(fresh.ownerUrl)
  expect(await shapeOf(into.ownerUrl)).toEqual(await shapeOf(fresh.ownerUrl))

  // A later release's backup is refused before anything is touched, and so is one of an edited release.
  const third = await emptyTarget()
  const target = { home: third.home, ownerUrl: third.ownerUrl, demo: true, today: null }
  const opened = await openBackup(to, keys)
  await expect(restore(target, opened, () => {}, all.slice(1))).rejects.toMatchObject({ code: 'backup/later-release' })
  const edited = all.map((one, i) => (i === 0 ? { ...one, sql: `${one.sql} ` } : one))
  await expect(restore(target, opened, () => {}, edited)).rejects.toMatchObject({ code: 'backup/other-migration' })
  for (const one of [old, into, fresh, third]) await one.end()
  rmSync(to, { recursive: true })
})
