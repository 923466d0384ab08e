import { query, type Tx } from '../../../platform/db/database.ts'
import type { Difference } from '../rules/reconcile.ts'

/** The counts of a cohort of ours and of the state's list. */
export type CertifiedCohort = {
  district_id: number
  definition: string
  school_year: number
  ours_n: number
  ours_d: number
  state_n: number
  state_d: number
  same: number
  by: Record<string, number>
  ours_version: string
  state_version: number
}

/** One student about whom the two lists differ. `reason`: its class. `detail`: the state's removal code, or our outcome. */
export type CertifiedDifference = {
  district_id: number
  definition: string
  school_year: number
  student_key: number
  org_id: number
  kind: Difference
  reason: string
  detail: string
}

/** Replaces a comparison; null when one of the two lists is gone. */
export async function replaceCertified(
  tx: Tx,
  key: { districtId: number; definition: string; schoolYear: number },
  made: { cohort: CertifiedCohort; differences: readonly CertifiedDifference[] } | null,
): Promise<void> {
  const at = [key.districtId, key.definition, key.schoolYear]
  for (const table of ['certified_difference', 'certified_cohort'])
    await query(
      tx,
      `delete from indicators.${table} where district_id = $1 and definition = $2 and school_year = $3`,
      at,
    )
  if (!made) return
  const { cohort } = made
  await query(
    tx,
    `insert into indicators.certified_cohort (district_id, definition, school_year, ours_n, ours_d, state_n, state_d, same, by, ours_version, state_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...at,
      cohort.ours_n,
      cohort.ours_d,
      cohort.state_n,
      cohort.state_d,
      cohort.same,
      JSON.stringify(cohort.by),
      cohort.ours_version,
      cohort.state_version,
    ],
  )
  await query(
    tx,
    `insert into indicators.certified_difference (district_id, definition, school_year, student_key, org_id, kind, reason, detail)
     select district_id, definition, school_year, student_key, org_id, kind, reason, detail
     from jsonb_to_recordset($1::jsonb) as r(district_id int, definition text, school_year int, student_key bigint, org_id int, kind text, reason text, detail text)`,
    [JSON.stringify(made.differences)],
  )
}

/** Comparisons of a district, newest first; only for who may read its true numbers. */
export function certifiedCohorts(tx: Tx, districtId: number): Promise<CertifiedCohort[]> {
  return query<CertifiedCohort>(
    tx,
    'select * from indicators.certified_cohort where district_id = $1 order by school_year desc, definition',
    [districtId],
  )
}

/** Students about whom the lists differ, under the scope, by class and key; `without`: students whom no list may hold. */
export function certifiedDifferences(
  tx: Tx,
  wanted: {
    districtId: number
    definition: string
    schoolYear: number
    without: readonly number[]
    reason: string | null
  },
): Promise<CertifiedDifference[]> {
  return query<CertifiedDifference>(
    tx,
    `select district_id, definition, school_year, student_key, org_id, kind, reason, detail from indicators.certified_difference
     where district_id = $1 and definition = $2 and school_year = $3 and student_key <> all ($4::bigint[]) and ($5::text is null or reason = $5)
     order by reason, student_key`,
    [wanted.districtId, wanted.definition, wanted.schoolYear, wanted.without, wanted.reason],
  )
}

/** How many students of each class, under the scope. */
export function reasonCounts(
  tx: Tx,
  wanted: { districtId: number; definition: string; schoolYear: number },
): Promise<{ kind: Difference; reason: string; students: number }[]> {
  return query(
    tx,
    `select kind, reason, count(*) as students from indicators.certified_difference
     where district_id = $1 and definition = $2 and school_year = $3 group by kind, reason order by kind, reason`,
    [wanted.districtId, wanted.definition, wanted.schoolYear],
  )
}

/** Takes a student out of every comparison. */
export async function dropCertified(tx: Tx, studentKey: number): Promise<void> {
  await query(tx, 'delete from indicators.certified_difference where student_key = $1', [studentKey])
}
