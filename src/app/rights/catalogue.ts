/**
 * What the catalog of the database must never hold. Each check gives names of what is wrong; `rows.test.ts` shows that each can fail.
 * In: something that runs SQL (the application's login, or the owner inside a transaction).
 */
export type Ask = <Row extends object>(text: string) => Promise<Row[]>

const own = `n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast%'`
const named = (rows: { name: string }[]) => rows.map((row) => row.name)

/** Columns that name a student, an account, an organization or a district, by what they are called. */
const keyNames = `(a.attname in ('student_key', 'student_keys', 'account_id', 'org_id', 'district_id', 'school_id', 'actor', 'class_id', 'staff_id')
  or a.attname ~ '(^|_)(account|org|district|student|school)(_id|_key)?$')`

/** Tables that name somebody or some place, by their columns or by what these refer to, and are not under forced row security. */
export const openTables = async (ask: Ask): Promise<string[]> =>
  named(
    await ask<{ name: string }>(
      `with keyed as (
         select a.attrelid as oid from pg_attribute a join pg_type t on t.oid = a.atttypid
         where a.attnum > 0 and not a.attisdropped and ${keyNames} and t.typname in ('int2', 'int4', 'int8', '_int4', '_int8')
         union select k.conrelid from pg_constraint k
         where k.contype = 'f' and k.confrelid in (select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'people' and c.relname in ('org', 'account', 'student', 'enrollment', 'role_held')))
       select distinct n.nspname || '.' || c.relname as name
       from keyed join pg_class c on c.oid = keyed.oid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and ${own} and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
    ),
  )

/** Verbs that the application is granted on a table under row security without a policy that says on which rows: `people.student delete`. */
export const verbsWithoutPolicy = async (ask: Ask): Promise<string[]> =>
  named(
    await ask<{ name: string }>(
      `select n.nspname || '.' || c.relname || ' ' || lower(v.verb) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) as v (verb)
       where c.relkind in ('r', 'p') and ${own} and c.relrowsecurity
         and (has_table_privilege('throughline_app', c.oid, v.verb)
           or (v.verb <> 'DELETE' and has_any_column_privilege('throughline_app', c.oid, v.verb)))
         and not exists (select from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.cmd in ('ALL', v.verb))
       order by 1`,
    ),
  )

/** Policies that hold nothing back: `people.setting setting_read`. */
export const boundless = async (ask: Ask): Promise<string[]> =>
  named(
    await ask<{ name: string }>(
      `select schemaname || '.' || tablename || ' ' || policyname as name from pg_policies
       where permissive = 'PERMISSIVE' and (qual = 'true' or with_check = 'true') order by 1`,
    ),
  )

/** Views that would show rows with the rights of their owner. */
export const openViews = async (ask: Ask): Promise<string[]> =>
  named(
    await ask<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where ${own} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false))) order by 1`,
    ),
  )

/** Functions that run with the rights of their owner. */
export const definers = async (ask: Ask): Promise<string[]> =>
  named(
    await ask<{ name: string }>(
      `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where prosecdef and ${own} order by 1`,
    ),
  )

/** What the application's login owns (anything), and whom it belongs to: both must be nothing. */
export const ownedByApp = async (ask: Ask): Promise<string[]> =>
  named(
    await ask<{ name: string }>(
      `select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'throughline_app'
       union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = 'throughline_app'
       union all select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = 'throughline_app'
       union all select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member where r.rolname = 'throughline_app'
       union all select rolname || ' passes by row security' from pg_roles where rolname = 'throughline_app' and (rolsuper or rolbypassrls or rolcreaterole)
       order by 1`,
    ),
  )
