import type { Tx } from '../../platform/db/database.ts'
import { query } from '../../platform/db/database.ts'
import type { ElementRow, FoundRow, PlanRow, PlanTask, VersionRow } from './schema.ts'

const columns =
  'plan_id, district_id, slug, kind, shared, state, current, title, org_name, period_from, period_to, version, digest, saved_at, unit_id, serves_id'
const versionColumns = 'version, state, digest, recorded_from, recorded_to, saved_by'

/** All plans of the scope: own ones, references, and those that everybody reads. */
export const plansSeen = (tx: Tx): Promise<PlanRow[]> =>
  query<PlanRow>(tx, `select ${columns} from plans.plan order by plan_id`)

/** Plans of the scope with this slug: more than one when districts use the same. */
export const plansNamed = (tx: Tx, slug: string): Promise<PlanRow[]> =>
  query<PlanRow>(tx, `select ${columns} from plans.plan where slug = $1 order by plan_id`, [slug])

export async function planOf(tx: Tx, districtId: number, slug: string): Promise<PlanRow | null> {
  return (
    (
      await query<PlanRow>(tx, `select ${columns} from plans.plan where district_id = $1 and slug = $2`, [
        districtId,
        slug,
      ])
    )[0] ?? null
  )
}

export async function planById(tx: Tx, planId: number): Promise<PlanRow | null> {
  return (await query<PlanRow>(tx, `select ${columns} from plans.plan where plan_id = $1`, [planId]))[0] ?? null
}

/** The plan that a district works by now. */
export async function currentOf(tx: Tx, districtId: number): Promise<PlanRow | null> {
  return (
    (
      await query<PlanRow>(tx, `select ${columns} from plans.plan where district_id = $1 and current`, [districtId])
    )[0] ?? null
  )
}

/** One load of a district's plans at a time, until the transaction ends. */
export async function lockPlans(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(7108440, $1)', [districtId])
}

export async function insertPlan(tx: Tx, plan: Omit<PlanRow, 'plan_id' | 'current'>): Promise<number> {
  const rows = await query<{ plan_id: number }>(
    tx,
    `insert into plans.plan (district_id, slug, kind, shared, state, title, org_name, period_from, period_to, version, digest, saved_at, unit_id, serves_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning plan_id`,
    [
      plan.district_id,
      plan.slug,
      plan.kind,
      plan.shared,
      plan.state,
      plan.title,
      plan.org_name,
      plan.period_from,
      plan.period_to,
      plan.version,
      plan.digest,
      plan.saved_at,
      plan.unit_id,
      plan.serves_id,
    ],
  )
  return rows[0]?.plan_id ?? 0
}

export async function updatePlan(
  tx: Tx,
  planId: number,
  plan: Omit<PlanRow, 'plan_id' | 'current' | 'district_id' | 'slug' | 'kind' | 'shared' | 'unit_id' | 'serves_id'>,
): Promise<void> {
  await query(
    tx,
    `update plans.plan set state = $2, title = $3, org_name = $4, period_from = $5, period_to = $6, version = $7, digest = $8, saved_at = $9 where plan_id = $1`,
    [
      planId,
      plan.state,
      plan.title,
      plan.org_name,
      plan.period_from,
      plan.period_to,
      plan.version,
      plan.digest,
      plan.saved_at,
    ],
  )
}

/** Makes one plan of a district the current one, or none (null). */
export async function setCurrent(tx: Tx, districtId: number, planId: number | null): Promise<void> {
  await query(tx, 'update plans.plan set current = false where district_id = $1 and current', [districtId])
  if (planId !== null) await query(tx, 'update plans.plan set current = true where plan_id = $1', [planId])
}

/** Records a version and closes the one before it at the same instant. */
export async function addVersion(
  tx: Tx,
  plan: Pick<PlanRow, 'plan_id' | 'district_id' | 'shared' | 'version' | 'state' | 'digest'>,
  told: { canonical: string; at: Date; by: string },
): Promise<void> {
  await query(
    tx,
    'update plans.plan_version set recorded_to = greatest($2::timestamptz, recorded_from) where plan_id = $1 and recorded_to is null',
    [plan.plan_id, told.at],
  )
  await query(
    tx,
    `insert into plans.plan_version (plan_id, version, district_id, shared, state, canonical, digest, recorded_from, saved_by)
     values ($1, $2, $3, $4, $5, $6, $7, greatest($8::timestamptz, (select max(recorded_to) from plans.plan_version where plan_id = $1)), $9)`,
    [
      plan.plan_id,
      plan.version,
      plan.district_id,
      plan.shared,
      plan.state,
      told.canonical,
      plan.digest,
      told.at,
      told.by,
    ],
  )
}

/** The version that held just before an instant (null: now); null when the plan was not here yet. */
export async function versionAt(tx: Tx, planId: number, before: Date | null): Promise<VersionRow | null> {
  const rows = await query<VersionRow>(
    tx,
    `select ${versionColumns} from plans.plan_version
     where plan_id = $1 and ($2::timestamptz is null or recorded_from < $2) order by version desc limit 1`,
    [planId, before],
  )
  return rows[0] ?? null
}

/** All versions of a plan, newest first. */
export const versionsOf = (tx: Tx, planId: number): Promise<VersionRow[]> =>
  query<VersionRow>(tx, `select ${versionColumns} from plans.plan_version where plan_id = $1 order by version desc`, [
    planId,
  ])

export async function canonicalOf(tx: Tx, planId: number, version: number): Promise<string | null> {
  const rows = await query<{ canonical: string }>(
    tx,
    'select canonical from plans.plan_version where plan_id = $1 and version = $2',
    [planId, version],
  )
  return rows[0]?.canonical ?? null
}

/** Replaces the elements of a plan by those of its newest version. */
export async function replaceElements(
  tx: Tx,
  plan: Pick<PlanRow, 'plan_id' | 'district_id' | 'shared'>,
  rows: readonly ElementRow[],
): Promise<void> {
  await query(tx, 'delete from plans.element where plan_id = $1', [plan.plan_id])
  await query(
    tx,
    `insert into plans.element (plan_id, district_id, shared, element, code, old_codes, level, role, sort, parents, title, owner, owner_code, from_date, to_date, words)
     select $1, $2, $3, element, code, old_codes, level, role, sort, parents, title, owner, owner_code, from_date, to_date, words
     from jsonb_to_recordset($4::jsonb) as e (element text, code text, old_codes text[], level text, role text, sort int, parents text[], title jsonb,
       owner text, owner_code text, from_date date, to_date date, words text)`,
    [plan.plan_id, plan.district_id, plan.shared, JSON.stringify(rows)],
  )
}

const patternsOf = (terms: readonly string[]): string[] => terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`)

/**
 * Elements of a plan that have a code (or had it), or all of some words; by code first, then in the order of the plan.
 * In: the code as typed; words in small letters without accents (see `plain`). Out: rows, and how many there are in all.
 */
export async function findElements(
  tx: Tx,
  planId: number,
  asked: { code: string; terms: readonly string[]; limit: number },
): Promise<{ rows: FoundRow[]; total: number }> {
  const rows = await query<FoundRow & { total: number }>(
    tx,
    `select element, code, level, title, by_code, count(*) over () as total from (
       select element, code, level, title, sort, words,
         coalesce(lower(code) = lower($2), false) or lower($2) = any (select lower(c) from unnest(old_codes) c) as by_code
       from plans.element where plan_id = $1) e
     where by_code or (cardinality($3::text[]) > 0 and words like all ($3::text[]))
     order by by_code desc, sort limit ${Math.trunc(asked.limit)}`,
    [planId, asked.code, patternsOf(asked.terms)],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** In how many elements each other plan of the scope has a code (or had it), or all of some words; plans that have none are left out. */
export async function findElsewhere(
  tx: Tx,
  planId: number,
  asked: { code: string; terms: readonly string[] },
): Promise<ReadonlyMap<number, number>> {
  const rows = await query<{ plan_id: number; found: number }>(
    tx,
    `select plan_id, count(*)::int as found from plans.element
     where plan_id <> $1 and (lower(code) = lower($2) or lower($2) = any (select lower(c) from unnest(old_codes) c)
       or (cardinality($3::text[]) > 0 and words like all ($3::text[])))
     group by plan_id order by plan_id`,
    [planId, asked.code, patternsOf(asked.terms)],
  )
  return new Map(rows.map((row) => [row.plan_id, row.found]))
}

/** The tasks of a district's own, adopted plan, in its order; none for drafts, ended plans and references. */
export const tasksOfPlan = (tx: Tx, districtId: number, slug: string): Promise<Omit<PlanTask, 'href'>[]> =>
  query<Omit<PlanTask, 'href'>>(
    tx,
    `select e.element, e.code, e.title, e.owner, e.owner_code, e.from_date, e.to_date from plans.element e join plans.plan p on p.plan_id = e.plan_id
     where p.district_id = $1 and p.slug = $2 and p.kind = 'own' and p.state = 'adopted' and e.role = 'task' order by e.sort`,
    [districtId, slug],
  )
