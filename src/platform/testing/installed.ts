import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { now } from '../clock.ts'
import { inScope, noScope } from '../db/scope.ts'
import { freshServices } from './database.ts'
import { z } from 'zod'
import { november, testDistrict } from '../../modules/feeds/testing/district.ts'
import { computeYear } from '../../modules/indicators/index.ts'
import { markKind, markReady } from '../../app/installation.ts'
import type { Place } from '../../app/backup/place.ts'
import { backupRole, openReader } from '../../app/backup/store-reader.ts'
import { copyOutOf, tablesOf } from '../../app/backup/store-tables.ts'
import { gauge, nowhere } from '../../app/backup/streams.ts'
import { to as copyTo } from 'pg-copy-streams'
import { pipeline } from 'node:stream/promises'

export type Installed = Awaited<ReturnType<typeof freshServices>> & { place: Place; districtId: number }

/** The address of the superuser on the database that another address names. */
export const superOn = (url: string): string => {
  const address = new URL(inject('superUrl'))
  address.pathname = new URL(url).pathname
  return address.href
}

/** A small installation with files and versions, and cubes when computed, as backup and doctor find one. */
export async function installed(options: { computed?: boolean } = {}): Promise<Installed> {
  const services = await freshServices()
  await markKind(services.config, services.ownerUrl, now())
  await markReady(services.ownerUrl, now())
  const district = await testDistrict(services)
  await district.send(
    `school_code,date,mode\n${november.map((day) => `101,${day},negative\n102,${day},negative\n`).join('')}`,
  )
  await district.send(
    'student_id,school_code,date,status,portion\nS001,101,2026-11-02,unexcused,\nS002,101,2026-11-04,excused,50\n',
    { name: 'days.csv' },
  )
  if (options.computed !== false) await computeYear(services, district.districtId, 2027)
  return {
    ...services,
    districtId: district.districtId,
    place: {
      config: services.config,
      home: services.home,
      running: true,
      own: true,
      ownerUrl: services.ownerUrl,
      appUrl: services.database.url,
      reader: { url: superOn(services.ownerUrl), role: backupRole },
      close: async () => {},
    },
  }
}

let made = 0
/** An empty database and an empty home, to restore into. */
export async function emptyTarget(): Promise<{
  home: string
  ownerUrl: string
  appUrl: string
  end: () => Promise<void>
}> {
  const name = `r_${process.pid}_${process.env.VITEST_WORKER_ID ?? 0}_${++made}`
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: inject('superUrl') })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await admin(`create database ${name} owner throughline_owner`)
  const home = mkdtempSync(join(tmpdir(), 'throughline-restored-'))
  const on = (url: string) => url.replace('/template_throughline', `/${name}`)
  return {
    home,
    ownerUrl: on(inject('ownerUrl')),
    appUrl: on(inject('appUrl')),
    end: async () => {
      await admin(`drop database if exists ${name} with (force)`)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Digest of every table of a database, by the name of the table. */
export async function digests(ownerUrl: string): Promise<Record<string, string>> {
  const reader = await openReader({ url: superOn(ownerUrl), role: backupRole })
  const found: Record<string, string> = {}
  for (const table of await tablesOf(reader)) {
    const all = gauge()
    await pipeline(reader.query(copyTo(copyOutOf(table))), all.stream, nowhere())
    found[table.name] = all.read().sha256
  }
  await reader.end()
  return found
}

/** Rows of any query as somebody who sees everything. */
export async function rowsOf<Row extends object>(ownerUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: superOn(ownerUrl) })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Everything that makes a database behave as it does: columns, constraints, indexes, policies, triggers, grants, functions. */
export async function shapeOf(ownerUrl: string): Promise<string[]> {
  const own = `n.nspname in ('platform', 'people', 'feeds', 'indicators', 'plans', 'work', 'publishing')`
  const rows = await rowsOf<{ line: string }>(
    ownerUrl,
    `select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || a.attidentity::text || a.attgenerated::text as line
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where a.attnum > 0 and not a.attisdropped and ${own}
     union all select 'constraint ' || n.nspname || '.' || c.relname || ' ' || k.conname || ' ' || k.convalidated || ' ' || pg_get_constraintdef(k.oid)
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${own}
     union all select 'index ' || pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${own}
     union all select 'policy ' || p.schemaname || '.' || p.tablename || ' ' || p.policyname || ' ' || p.cmd || ' ' || coalesce(p.qual, '') || coalesce(p.with_check, '')
       from pg_policies p where p.schemaname in ('platform', 'people', 'feeds', 'indicators', 'plans', 'work', 'publishing')
     union all select 'table ' || n.nspname || '.' || c.relname || ' ' || c.relkind::text || c.relrowsecurity || c.relforcerowsecurity || coalesce(c.relacl::text, '') || pg_get_userbyid(c.relowner)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${own}
     union all select 'trigger ' || t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where not t.tgisinternal and ${own}
     union all select 'function ' || pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${own}
     order by 1`,
  )
  return rows.map((row) => row.line)
}

const waiting = { name: 'feeds.examine', payload: z.object({ district_id: z.number(), import_id: z.number() }) }

/** Puts a job into the queue that nobody works on. */
export const leaveJob = (at: Installed): Promise<void> =>
  inScope(at.db, noScope, (tx) => at.queue.send(tx, waiting, { district_id: at.districtId, import_id: 1 }))
