import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../platform/db/database.ts'
import { freshServices } from '../platform/testing/database.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())

describe('the catalogue of the migrated database', () => {
  it('lets the application own nothing and bypass nothing', async () => {
    const owned = await query(
      services.db,
      "select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'throughline_app'",
    )
    expect(owned).toEqual([])
    const roles = await query(
      services.db,
      "select rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname = 'throughline_app'",
    )
    expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false }])
  })

  it('forces row security on every table that names a student, an account or an organization, and has no back door', async () => {
    const open = await query<{ t: string }>(
      services.db,
      `select distinct n.nspname || '.' || c.relname as t
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and not a.attisdropped
         and a.attname in ('student_key', 'account_id', 'org_id', 'district_id') and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
    )
    expect(open.map((row) => row.t)).toEqual(openTables)
    const views = await query<{ t: string }>(
      services.db,
      `select n.nspname || '.' || c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
    )
    expect(views).toEqual([])
    const definers = await query(
      services.db,
      "select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where prosecdef and n.nspname not in ('pg_catalog', 'information_schema')",
    )
    expect(definers).toEqual([])
  })
})

/** Tables without row security, each with its reason. */
const openTables = [
  'feeds.file_use', // one row a stored file and district: a digest and an organization, needed by the sweeper across districts
  'people.founded', // the one row that says the first administrator was made
]
