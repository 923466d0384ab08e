import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { identify } from '../../modules/people/index.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { inScope, noScope } from '../../platform/db/scope.ts'
import type { Truth } from './probe.ts'
import type { Around, Row, Sees, Who } from './row-sight.ts'
import { mayWrite, openedWrites, type Verb } from './row-writes.ts'
import type { Persona, World } from './world.test.ts'

/** What the application may write of a table at all (its grants), and which columns its policies look at. */
export type Writable = { insert: string[]; update: string[]; delete: boolean; looked: string[]; keyed: string[] }

/** The grants of the application's login, by table. */
export async function writables(world: World): Promise<ReadonlyMap<string, Writable>> {
  const rows = await query<Writable & { name: string }>(
    world.services.db,
    `select n.nspname || '.' || c.relname as name, has_table_privilege(c.oid, 'delete') as delete,
       coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege(c.oid, a.attnum, 'insert')), '{}') as insert,
       coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege(c.oid, a.attnum, 'update') and a.attidentity = ''), '{}') as update,
       coalesce(array_agg(a.attname::text) filter (where exists (
         select from pg_depend d join pg_policy p on p.oid = d.objid and d.classid = 'pg_policy'::regclass
         where p.polrelid = c.oid and d.refobjid = c.oid and d.refobjsubid = a.attnum)), '{}') as looked,
       coalesce(array_agg(a.attname::text) filter (where exists (
         select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey))), '{}') as keyed
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relrowsecurity and n.nspname <> 'pgboss' group by c.oid, n.nspname, c.relname`,
  )
  return new Map(rows.map(({ name, ...rest }) => [name, rest]))
}

/** What became of one statement: rows that went through; `refused` by a policy; `stopped` by a trigger of ours, which comes before the check of a new row; `passed` every policy and met something else. */
type Outcome = number | 'refused' | 'stopped' | 'passed'

/** Runs one statement and takes it back to the savepoint `write`. Nothing is returned or compared, so that only the policies of its own verb count. */
async function attempt(tx: Tx, text: string, row: Row | null): Promise<Outcome> {
  try {
    const done = await tx.executeQuery(CompiledQuery.raw(text, row === null ? [] : [JSON.stringify(row)]))
    return Number(done.numAffectedRows ?? 0)
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (code === '42501' && message?.includes('row-level security')) return 'refused'
    return code === '55000' || code === 'P0001' ? 'stopped' : 'passed'
  } finally {
    await query(tx, 'rollback to savepoint write')
  }
}

/** A constant of a column, taken from a row: so a statement reads no column of the table, and only its own policies count. */
const constant = (table: string, column: string) => `(jsonb_populate_record(null::${table}, $1::jsonb)).${column}`

type Asked = {
  tx: Tx
  table: string
  grants: Writable
  rows: readonly Row[]
  may: (verb: Verb) => (row: Row) => boolean
}

/** Rows of every kind, one for each district and answer of the line. */
function samples(rows: readonly Row[], may: (row: Row) => boolean): Row[] {
  const kinds = new Map<string, Row>()
  for (const row of rows) {
    const kind = `${may(row)} ${String(row.district_id ?? row.org_id)}`
    if (!kinds.has(kind)) kinds.set(kind, row)
  }
  return [...kinds.values()]
}

async function inserts({ tx, table, grants, rows, may }: Asked): Promise<string[]> {
  if (grants.insert.length === 0) return []
  const columns = grants.insert.join(', ')
  const wrong: string[] = []
  for (const row of samples(rows, may('insert'))) {
    const text = `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`
    const outcome = await attempt(tx, text, row)
    if (outcome === 'stopped') continue
    const added = outcome !== 'refused'
    if (added !== may('insert')(row)) wrong.push(`${table}: a row is ${added ? 'added' : 'not added'}`)
  }
  return wrong
}

async function updates({ tx, table, grants, rows, may }: Asked): Promise<string[]> {
  const open = rows.filter(may('update'))
  const plain = grants.update.filter((name) => !grants.looked.includes(name))
  const column = plain.find((name) => !grants.keyed.includes(name)) ?? plain[0]
  const wrong: string[] = []
  if (column !== undefined) {
    const outcome = await changed(tx, table, column, rows[0] ?? {})
    const fits = typeof outcome === 'number' ? outcome === open.length : outcome !== 'refused' && open.length > 0
    if (!fits) wrong.push(`${table}: ${outcome} rows are changed, ${open.length} may be`)
  }
  // A row may not be moved to where one may not write.
  for (const name of grants.update.filter((one) => grants.looked.includes(one))) {
    const other = rows.find((row) => open.some((one) => !may('update')({ ...one, [name]: row[name] })))
    if (!other) continue
    const outcome = await changed(tx, table, name, other)
    if (outcome !== 'refused' && outcome !== 'stopped') wrong.push(`${table}: a row is moved by ${name}`)
  }
  return wrong
}

async function changed(tx: Tx, table: string, column: string, row: Row): Promise<Outcome> {
  return attempt(tx, `update ${table} set ${column} = ${constant(table, column)}`, row)
}

async function deletes({ tx, table, grants, rows, may }: Asked): Promise<string[]> {
  if (!grants.delete) return []
  const open = rows.filter(may('delete')).length
  const outcome = await attempt(tx, `delete from ${table}`, null)
  const fits = typeof outcome === 'number' ? outcome === open : outcome !== 'refused' && open > 0
  return fits ? [] : [`${table}: ${outcome} rows are removed, ${open} may be`]
}

/**
 * Compares what somebody could write of some tables with the lines of `row-writes.ts`. Everything is taken back. Out: one sentence for each difference.
 * `opened`: organizations that an administrator's action has opened before; then only the tables of `openedWrites` are asked.
 */
export async function probeWrites(
  world: World,
  truth: Truth,
  around: Around,
  grants: ReadonlyMap<string, Writable>,
  persona: Persona | null,
  tables: readonly string[],
  verbs: readonly Verb[] = ['insert', 'update', 'delete'],
  opened: readonly number[] | null = null,
): Promise<string[]> {
  const visitor = persona ? await identify(world.services.db, persona.token) : null
  const scope = visitor?.scope ?? noScope
  const who: Who = { account: persona?.account ?? null, seats: persona?.seats ?? [], name: scope.name }
  return inScope(world.services.db, scope, async (tx) => {
    await query(tx, "select set_config('throughline.from_year', '2027', true)")
    if (opened) await query(tx, "select set_config('throughline.trusted', $1, true)", [`{${opened.join(',')}}`])
    await query(tx, 'savepoint write')
    const wrong: string[] = []
    for (const table of tables) {
      const of = grants.get(table)
      if (!of) continue
      const line = opened && openedWrites[table]?.(opened)
      if (opened && !line) continue
      const sees = (verb: Verb): Sees => line ?? mayWrite(table, verb)
      const asked: Asked = {
        tx,
        table,
        grants: of,
        rows: [...(truth.get(table)?.values() ?? [])],
        may: (verb) => (row) => sees(verb)(who, row, around),
      }
      if (verbs.includes('insert')) wrong.push(...(await inserts(asked)))
      if (verbs.includes('update')) wrong.push(...(await updates(asked)))
      if (verbs.includes('delete')) wrong.push(...(await deletes(asked)))
    }
    return wrong.map((one) => `${persona?.name ?? 'somebody not signed in'}: ${one}`)
  })
}

/** One part of one policy that decides what is written. */
export type WritePolicy = {
  table: string
  name: string
  cmd: 'ALL' | 'INSERT' | 'UPDATE' | 'DELETE'
  qual: string | null
  with_check: string | null
  roles: string
  /** columns that it looks at */
  looked: string[]
  part: 'using' | 'check'
}

/** Every part of every write policy; what an `all` policy lets be read is broken by the probes of reading. */
export async function writePolicies(world: World): Promise<WritePolicy[]> {
  const rows = await query<Omit<WritePolicy, 'part'>>(
    world.services.db,
    `select v.schemaname || '.' || v.tablename as table, v.policyname as name, v.cmd, v.qual, v.with_check, array_to_string(v.roles, ', ') as roles,
       array(select distinct a.attname::text from pg_policy p join pg_depend d on d.objid = p.oid and d.classid = 'pg_policy'::regclass
         join pg_attribute a on a.attrelid = p.polrelid and a.attnum = d.refobjsubid and d.refobjid = p.polrelid
         where p.polrelid = (v.schemaname || '.' || v.tablename)::regclass and p.polname = v.policyname order by 1) as looked
     from pg_policies v where v.cmd <> 'SELECT' and v.schemaname <> 'pgboss' order by 1, 2`,
  )
  return rows.flatMap((row) => [
    ...(row.cmd === 'DELETE' || row.cmd === 'UPDATE' ? [{ ...row, part: 'using' as const }] : []),
    ...(row.cmd === 'DELETE' ? [] : [{ ...row, part: 'check' as const }]),
  ])
}

/** The verbs that a policy decides and the application has a grant for: without one nothing can be broken. */
export function grantedVerbs(policy: WritePolicy, grants: ReadonlyMap<string, Writable>): Verb[] {
  const of = grants.get(policy.table)
  const asked: Readonly<Record<WritePolicy['cmd'], readonly Verb[]>> = {
    ALL: ['insert', 'update'],
    INSERT: ['insert'],
    UPDATE: ['update'],
    DELETE: ['delete'],
  }
  return asked[policy.cmd].filter((verb) => {
    if (!of || verb === 'delete') return of?.delete ?? false
    // A check of changes can only be broken by a column that it looks at.
    if (verb === 'update' && policy.part === 'check') return of.update.some((one) => policy.looked.includes(one))
    return of[verb].length > 0
  })
}

/** Opens one part of a policy to everything (as the owner), runs the work, and puts the policy back as it was. */
export async function whileOpen<T>(owner: pg.Client, policy: WritePolicy, work: () => Promise<T>): Promise<T> {
  const make = (qual: string | null, check: string | null) =>
    owner.query(
      `drop policy ${policy.name} on ${policy.table};
       create policy ${policy.name} on ${policy.table} for ${policy.cmd.toLowerCase()} to ${policy.roles}
       ${qual === null ? '' : `using (${qual})`} ${check === null ? '' : `with check (${check})`}`,
    )
  // Without a check of its own, what may be changed decides what it may become.
  await make(
    policy.part === 'using' ? 'true' : policy.qual,
    policy.part === 'check' ? 'true' : (policy.with_check ?? (policy.cmd === 'DELETE' ? null : policy.qual)),
  )
  try {
    return await work()
  } finally {
    await make(policy.qual, policy.with_check)
  }
}
