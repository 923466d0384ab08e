import type pg from 'pg'
import { identify } from '../../modules/people/index.ts'
import { query } from '../../platform/db/database.ts'
import { inScope, noScope } from '../../platform/db/scope.ts'
import { type Around, type Row, sight, type Who } from './row-sight.ts'
import type { Persona, World } from './world.test.ts'

/** Every row of the protected tables by its place on disk, as the owner sees them with row security lifted. */
export type Truth = ReadonlyMap<string, ReadonlyMap<string, Row>>

export async function truthOf(world: World, tables: readonly string[]): Promise<Truth> {
  return world.owner(async (client: pg.Client) => {
    const truth = new Map<string, Map<string, Row>>()
    for (const table of tables) {
      const { rows } = await client.query<{ id: string; row: Row }>(
        `select ctid::text as id, to_jsonb(t) as row from ${table} t`,
      )
      truth.set(table, new Map(rows.map((one) => [one.id, one.row])))
    }
    return truth
  })
}

export function aroundOf(truth: Truth): Around {
  const all = (table: string) => [...(truth.get(table)?.values() ?? [])]
  const group = (table: string, key: string) => {
    const found = new Map<number, Row[]>()
    for (const row of all(table)) {
      const id = Number(row[key])
      found.set(id, [...(found.get(id) ?? []), row])
    }
    return found
  }
  const orgs = new Map(
    all('people.org').map((row) => [Number(row.org_id), row.district_id === null ? null : Number(row.district_id)]),
  )
  const spells = group('people.enrollment', 'student_key')
  const roles = group('people.role_held', 'account_id')
  return {
    districtOf: (org) => orgs.get(org) ?? null,
    schoolsOf: (student) => (spells.get(student) ?? []).map((row) => Number(row.org_id)),
    rolesOf: (account) => roles.get(account) ?? [],
    row: (table, key, value) => all(table).find((row) => row[key] === value),
  }
}

/**
 * Compares what somebody sees of some tables with what the lines of `row-sight.ts` say. In: null for somebody who is not signed in.
 * Out: one sentence a table where they differ.
 */
export async function probe(
  world: World,
  truth: Truth,
  around: Around,
  persona: Persona | null,
  tables: readonly string[],
): Promise<string[]> {
  const visitor = persona ? await identify(world.services.db, persona.token) : null
  if (persona && !visitor) throw new Error(`${persona.name} is not signed in.`)
  const who: Who = { account: persona?.account ?? null, seats: persona?.seats ?? [] }
  const wrong: string[] = []
  await inScope(world.services.db, visitor?.scope ?? noScope, async (tx) => {
    // As wide as a module opens students by their year.
    await query(tx, "select set_config('throughline.from_year', '2027', true)")
    for (const table of tables) {
      const sees = sight[table]
      const rows = truth.get(table)
      if (!sees || !rows) throw new Error(`${table} has no line in src/app/rights/row-sight.ts.`)
      const seen = new Set(
        (await query<{ id: string }>(tx, `select ctid::text as id from ${table}`)).map((row) => row.id),
      )
      let more = 0
      let less = 0
      for (const [id, row] of rows) {
        const wanted = sees(who, row, around)
        if (seen.has(id) && !wanted) more += 1
        if (!seen.has(id) && wanted) less += 1
      }
      if (more + less > 0)
        wrong.push(
          `${persona?.name ?? 'somebody not signed in'} sees ${more} rows too many and ${less} too few of ${table}`,
        )
    }
  })
  return wrong
}

export type Policy = { table: string; name: string; qual: string }

/** Policies that decide what is read, with their expression. */
export async function readPolicies(world: World): Promise<Policy[]> {
  return world.owner(
    async (client) =>
      (
        await client.query<Policy>(
          `select schemaname || '.' || tablename as table, policyname as name, qual from pg_policies
           where cmd in ('ALL', 'SELECT') and schemaname <> 'pgboss' order by 1, 2`,
        )
      ).rows,
  )
}

/** Tables whose own policies read another one: a policy broken there shows here too. */
const readers: Readonly<Record<string, readonly string[]>> = {
  'people.enrollment': ['people.student', 'people.student_year'],
  'people.role_held': ['people.account'],
  'indicators.audit': ['indicators.audited_value'],
}

/** Opens one policy to everybody (as the owner), probes, and puts it back. Out: what the probes notice. */
export async function broken(
  world: World,
  owner: pg.Client,
  truth: Truth,
  around: Around,
  policy: Policy,
  who: readonly (Persona | null)[],
): Promise<string[]> {
  const set = (qual: string) => owner.query(`alter policy ${policy.name} on ${policy.table} using (${qual})`)
  await set('true')
  try {
    const found: string[] = []
    for (const persona of who)
      found.push(...(await probe(world, truth, around, persona, [policy.table, ...(readers[policy.table] ?? [])])))
    return found
  } finally {
    await set(policy.qual)
  }
}
