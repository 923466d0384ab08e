import { query, type Tx } from '../../../platform/db/database.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import { fieldsAt, type Keeper } from '../keeping/row.ts'
import { noPolicy } from './access.ts'
import type { Compliance, Policy } from './schema.ts'

const columns =
  'policy_id, district_id, code, kind, title, source, adopted_on, owner_role, owner_org, review_by, obligations, ended, version'
const kept =
  'compliance_id, policy_id, key, org_id, district_id, shown_by, seen, words, note, until, assessed_by, assessed_at, signed_by, signed_at, version'

/** One policy, locked when `lock`. Errors: Missing `work/no-such-policy` (also for one of another district). */
export async function policyById(tx: Tx, id: number, lock = false): Promise<Policy> {
  const rows = await query<Policy>(
    tx,
    `select ${columns} from work.policy where policy_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noPolicy()
  return rows[0]
}

/** The policies of some districts, by code. */
export const policiesOf = (tx: Tx, districts: readonly number[]): Promise<Policy[]> =>
  query<Policy>(
    tx,
    `select ${columns} from work.policy where district_id = any ($1) order by district_id, code collate "C"`,
    [districts],
  )

/** Two who enter a policy at the same moment wait for each other. Held until the transaction ends. */
export async function lockPolicies(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(92, $1)', [districtId])
}

export type PolicyFields = Omit<Policy, 'policy_id' | 'district_id' | 'version'>
const asJson = new Set(['title', 'obligations', 'words'])
const valueOf = (name: string, value: unknown): unknown => (asJson.has(name) ? JSON.stringify(value) : value)

export async function insertPolicy(tx: Tx, districtId: number, row: PolicyFields): Promise<Policy> {
  const names = Object.keys(row) as (keyof PolicyFields)[]
  const rows = await query<Policy>(
    tx,
    `insert into work.policy (district_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}) returning ${columns}`,
    [districtId, ...names.map((name) => valueOf(name, row[name]))],
  )
  if (!rows[0]) throw noPolicy()
  return rows[0]
}

export const policyKeeper: Keeper<Policy, PolicyFields> = {
  object: 'work.policy',
  idOf: (row) => row.policy_id,
  fieldsOf: ({ policy_id: _id, district_id: _district, version: _version, ...fields }) => fields,
  write: async (tx, row, fields) => {
    const names = Object.keys(fields) as (keyof PolicyFields)[]
    const rows = await query<Policy>(
      tx,
      `update work.policy set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
       where policy_id = $1 returning ${columns}`,
      [row.policy_id, ...names.map((name) => valueOf(name, fields[name]))],
    )
    if (!rows[0]) throw noPolicy()
    return rows[0]
  },
}

/** Looks of before their words were kept get those that the policy had on that day, from its history. */
async function withWords(tx: Tx, rows: readonly Compliance[]): Promise<Compliance[]> {
  const bare = rows.filter((row) => row.words === null && row.assessed_at !== null)
  if (bare.length === 0) return [...rows]
  const past = new Map<number, readonly Recorded[]>()
  for (const { policy_id } of bare)
    if (!past.has(policy_id)) past.set(policy_id, await historyOf(tx, policyKeeper.object, policy_id))
  return rows.map((row) => {
    if (!bare.includes(row)) return row
    const then = (past.get(row.policy_id) ?? []).filter((one) => one.at <= (row.assessed_at ?? one.at))
    const { obligations } = fieldsAt(then, Number.MAX_SAFE_INTEGER) as Partial<Pick<Policy, 'obligations'>>
    return { ...row, words: obligations?.find((one) => one.key === row.key)?.title ?? null }
  })
}

/** How the obligations of some policies are kept, wherever somebody looked. */
export const compliancesOf = async (tx: Tx, policies: readonly number[]): Promise<Compliance[]> =>
  withWords(
    tx,
    await query<Compliance>(
      tx,
      `select ${kept} from work.compliance where policy_id = any ($1) order by compliance_id`,
      [policies],
    ),
  )

/** How one obligation is kept at an organization, locked when `lock`; null while nobody has looked. */
export async function complianceAt(
  tx: Tx,
  policyId: number,
  key: string,
  orgId: number,
  lock = false,
): Promise<Compliance | null> {
  const rows = await query<Compliance>(
    tx,
    `select ${kept} from work.compliance where policy_id = $1 and key = $2 and org_id = $3${lock ? ' for update' : ''}`,
    [policyId, key, orgId],
  )
  return (await withWords(tx, rows))[0] ?? null
}

export type ComplianceFields = Omit<
  Compliance,
  'compliance_id' | 'policy_id' | 'key' | 'org_id' | 'district_id' | 'version'
>

/** Notes the first look. The policy is locked, so nobody else does at the same moment. */
export async function insertCompliance(
  tx: Tx,
  at: Pick<Compliance, 'policy_id' | 'key' | 'org_id' | 'district_id'>,
  row: ComplianceFields,
): Promise<Compliance> {
  const all = { ...at, ...row }
  const names = Object.keys(all) as (keyof typeof all)[]
  const rows = await query<Compliance>(
    tx,
    `insert into work.compliance (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning ${kept}`,
    names.map((name) => valueOf(name, all[name])),
  )
  if (!rows[0]) throw noPolicy()
  return rows[0]
}

export const complianceKeeper: Keeper<Compliance, ComplianceFields> = {
  object: 'work.compliance',
  idOf: (row) => row.compliance_id,
  fieldsOf: ({ shown_by, seen, words, note, until, assessed_by, assessed_at, signed_by, signed_at }) => ({
    shown_by,
    seen,
    words,
    note,
    until,
    assessed_by,
    assessed_at,
    signed_by,
    signed_at,
  }),
  write: async (tx, row, fields) => {
    const names = Object.keys(fields) as (keyof ComplianceFields)[]
    const rows = await query<Compliance>(
      tx,
      `update work.compliance set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
       where compliance_id = $1 returning ${kept}`,
      [row.compliance_id, ...names.map((name) => valueOf(name, fields[name]))],
    )
    if (!rows[0]) throw noPolicy()
    return rows[0]
  },
}
