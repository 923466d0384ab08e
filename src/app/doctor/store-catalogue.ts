import pg from 'pg'
import { machineTime } from '../../platform/clock.ts'
import { digest, type Migration } from '../../platform/db/migrate.ts'
import { type Ask, boundless, definers, openTables, openViews } from '../rights/catalogue.ts'
import { type Finding, some, warning, wrong } from './finding.ts'

/** Tables without row security and policies for everybody, as `src/app/rows.test.ts` lists them with their reasons. */
const withoutSecurity = new Set(['feeds.file_use', 'people.founded'])
const forEverybody = new Set(['people.org_closure closure_read', 'people.setting setting_read'])

/** Version and clock of the database. In: an open connection of any login. */
export async function serverFindings(client: pg.ClientBase, where: string): Promise<Finding[]> {
  const before = machineTime()
  const { rows } = await client.query<{ version: number; at: string }>(
    `select current_setting('server_version_num')::int as version, (extract(epoch from clock_timestamp()) * 1000)::bigint::text as at`,
  )
  const after = machineTime()
  const found: Finding[] = []
  const version = rows[0]?.version ?? 0
  if (version < 180000)
    found.push(
      wrong(
        'postgres-old',
        `This PostgreSQL is version ${Math.floor(version / 10000)}; Throughline needs 18 or later.`,
        where,
        'Make a backup, and restore it into a newer one.',
      ),
    )
  return [...found, ...clockFindings(Number(rows[0]?.at), before, after, where)]
}

/** What follows from the database's time, taken between two looks at the machine's (milliseconds). Five seconds apart is too much. */
export function clockFindings(at: number, before: number, after: number, where: string): Finding[] {
  const apart = at < before ? before - at : at > after ? at - after : 0
  return apart > 5000
    ? [
        warning(
          'clock-apart',
          `The clocks of this machine and of the database differ by ${Math.round(apart / 1000)} seconds: sessions, limits and schedules go wrong.`,
          where,
          'Let both machines take the time from the same servers (NTP).',
        ),
      ]
    : []
}

/** What the application's login can do that it must not. In: a connection of it. */
export async function loginFindings(client: pg.ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; strong: boolean; owns: number; member: string[] }>(
    `select r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole as strong,
            (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relowner = r.oid and n.nspname not like 'pg\\_%') as owns,
            (select coalesce(array_agg(o.rolname::text), '{}') from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')) as member
     from pg_roles r where r.rolname = current_user`,
  )
  const [login] = rows
  if (!login) return []
  const why = [
    ...(login.strong ? ['it is a superuser, makes roles or bypasses row security'] : []),
    ...(login.owns > 0 ? [`it owns ${login.owns} tables`] : []),
    ...(login.member.length > 0 ? [`it may act as ${some(login.member)}`] : []),
  ]
  return why.length === 0
    ? []
    : [
        wrong(
          'login-too-strong',
          `Web and worker use a login that can go around row security: ${why.join('; ')}.`,
          `DATABASE_URL (${login.name})`,
          'Use a login that owns nothing and belongs to no other role (docs/run/settings.md).',
        ),
      ]
}

/** Migrations that did not run yet, were changed afterwards, or are of a later release. */
export async function migrationFindings(client: pg.ClientBase, known: readonly Migration[]): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from platform.migration')
  const ran = new Map(rows.map((row) => [row.name, row.digest]))
  const pending = known.filter((one) => !ran.has(one.name)).map((one) => one.name)
  const edited = known
    .filter((one) => ran.has(one.name) && ran.get(one.name) !== digest(one.sql))
    .map((one) => one.name)
  const names = new Set(known.map((one) => one.name))
  const later = rows.filter((row) => !names.has(row.name)).map((row) => row.name)
  return [
    ...(pending.length > 0
      ? [
          warning(
            'pending-migrations',
            `${pending.length} migrations of this release have not run.`,
            some(pending),
            'Start Throughline (bin/throughline start); it runs them.',
          ),
        ]
      : []),
    ...(edited.length > 0
      ? [
          wrong(
            'edited-migrations',
            'Migrations were changed after they ran: nobody knows any more how this database came about.',
            some(edited),
            'Put the source of this release back as it was published.',
          ),
        ]
      : []),
    ...(later.length > 0
      ? [
          wrong(
            'later-database',
            'The database was made by a later release than this one.',
            some(later),
            'Start that release, or restore a backup from before the upgrade.',
          ),
        ]
      : []),
  ]
}

/** Doors around row security in the catalogue. In: a connection that may read it (any login). */
export async function securityFindings(client: pg.ClientBase): Promise<Finding[]> {
  const ask: Ask = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows
  const todo = 'Somebody changed the database by hand: undo it, or restore a backup from before.'
  const found = async (names: Promise<string[]>, code: string, what: string, known: ReadonlySet<string>) => {
    const bad = (await names).filter((name) => !known.has(name))
    return bad.length > 0 ? [wrong(code, what, some(bad), todo)] : []
  }
  const none = new Set<string>()
  return [
    ...(await found(
      openTables(ask),
      'row-security-off',
      'Row security is off on tables that name people or organizations.',
      withoutSecurity,
    )),
    ...(await found(boundless(ask), 'policy-for-all', 'Policies hold nothing back.', forEverybody)),
    ...(await found(openViews(ask), 'view-shows-all', 'Views show rows without looking at who asks.', none)),
    ...(await found(definers(ask), 'function-of-owner', 'Functions run with the rights of their owner.', none)),
  ]
}
