import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../platform/db/database.ts'
import { freshServices } from '../platform/testing/database.ts'
import {
  type Ask,
  boundless,
  definers,
  openTables,
  openViews,
  ownedByApp,
  verbsWithoutPolicy,
} from './rights/catalogue.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())

const ask: Ask = (text) => query(services.db, text)

/** Tables that name a place or a person and have no row security, each with its reason. */
const open = [
  'feeds.file_use', // one row a stored file and district: a digest and an organization, needed by the sweeper across districts
  'people.founded', // the one row that says the first administrator was made
]
/** Policies that everybody passes, each with its reason. */
const everybody = [
  'people.org_closure closure_read', // ids and dates of the tree, without names: scopes are made of it
  'people.setting setting_read', // time zone and languages, needed before a scope is known
]

describe('the catalogue of the migrated database', () => {
  it('lets the application own nothing and bypass nothing', async () => {
    expect(await ownedByApp(ask)).toEqual([])
  })

  it('forces row security on every table that names a student, an account, an organization or a district', async () => {
    expect(await openTables(ask)).toEqual(open)
  })

  it('says by a policy which rows each granted verb reaches, and lets everybody pass nowhere else', async () => {
    expect(await verbsWithoutPolicy(ask)).toEqual([])
    expect(await boundless(ask)).toEqual(everybody)
  })

  it('has no back door: no view or function with the rights of its owner', async () => {
    expect(await openViews(ask)).toEqual([])
    expect(await definers(ask)).toEqual([])
  })

  // Each of the checks above, on something that is wrong: made in a transaction of the owner that is taken back.
  const secured = (table: string) =>
    `alter table ${table} enable row level security; alter table ${table} force row level security`
  it.each([
    ['a table with an organization', openTables, 'create table work.bad (org_id int)', 'work.bad'],
    [
      'a table with a student under another name',
      openTables,
      'create table work.bad (child bigint references people.student)',
      'work.bad',
    ],
    ['a table with a column like owner_account', openTables, 'create table work.bad (second_account int)', 'work.bad'],
    [
      'row security that is not forced',
      openTables,
      'alter table people.student no force row level security',
      'people.student',
    ],
    ['row security that is switched off', openTables, 'alter table work.item disable row level security', 'work.item'],
    [
      'a granted verb without a policy',
      verbsWithoutPolicy,
      `create table work.bad (org_id int); ${secured('work.bad')}; create policy p on work.bad for select using (org_id = 1); grant select, delete on work.bad to throughline_app`,
      'work.bad delete',
    ],
    ['a policy that holds nothing back', boundless, 'create policy p on work.item using (true)', 'work.item p'],
    ['a view with the rights of its owner', openViews, 'create view work.bad as select * from work.item', 'work.bad'],
    ['a materialized view', openViews, 'create materialized view work.bad as select 1 as one', 'work.bad'],
    [
      'a function with the rights of its owner',
      definers,
      `create function work.bad() returns int language sql security definer as 'select 1'`,
      'work.bad',
    ],
  ] as const)('notices %s', async (_what, check, made, name) => {
    const client = new pg.Client({ connectionString: services.ownerUrl })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(made)
      expect(await check(async (text) => (await client.query(text)).rows)).toContain(name)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })
})
