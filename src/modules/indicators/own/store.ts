import { createReadStream } from 'node:fs'
import { now } from '../../../platform/clock.ts'
import { copyIn } from '../../../platform/db/copy.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { ResultState } from '../schema.ts'

export type OwnState = 'draft' | 'active' | 'retired'
/** What somebody wrote, as maps, lists and texts; `golden` in it is the worked example. Checked by `readDefinition` at every reading. */
export type OwnContent = Record<string, unknown>
export type OwnRow = {
  district_id: number
  own_id: string
  version: number
  state: OwnState
  content: OwnContent
  /** the version in which it was written so */
  content_version: number
  active: OwnContent | null
  active_version: number | null
  /** when the engine last failed at what is computed, and in which school year; null when it did not */
  failed_at: Date | null
  failed_year: number | null
  saved_at: Date
  saved_by: string
}

/** All own definitions of a district, by id. */
export function ownDefinitions(tx: Tx, districtId: number): Promise<OwnRow[]> {
  return query<OwnRow>(tx, 'select * from indicators.own_definition where district_id = $1 order by own_id', [
    districtId,
  ])
}

/** One of them, or null; `hold`: until the transaction ends nobody else changes it. */
export async function ownDefinition(tx: Tx, districtId: number, ownId: string, hold = false): Promise<OwnRow | null> {
  const rows = await query<OwnRow>(
    tx,
    `select * from indicators.own_definition where district_id = $1 and own_id = $2 ${hold ? 'for update' : ''}`,
    [districtId, ownId],
  )
  return rows[0] ?? null
}

/** What a person writes of a definition; the rest is noted by the store and the engine. */
export type OwnWritten = Omit<OwnRow, 'saved_at' | 'saved_by' | 'failed_at' | 'failed_year'>

/** Writes a definition as it shall be from now on. A failure of what was computed before is forgotten. */
export async function saveOwn(tx: Tx, scope: Scope, row: OwnWritten): Promise<void> {
  await query(
    tx,
    `insert into indicators.own_definition (district_id, own_id, version, state, content, content_version, active, active_version, saved_at, saved_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (district_id, own_id) do update set version = excluded.version, state = excluded.state, content = excluded.content, content_version = excluded.content_version,
       active = excluded.active, active_version = excluded.active_version, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
       failed_at = case when own_definition.active_version = excluded.active_version then own_definition.failed_at end,
       failed_year = case when own_definition.active_version = excluded.active_version then own_definition.failed_year end`,
    [
      row.district_id,
      row.own_id,
      row.version,
      row.state,
      JSON.stringify(row.content),
      row.content_version,
      row.active === null ? null : JSON.stringify(row.active),
      row.active_version,
      now(),
      scope.name,
    ],
  )
}

/**
 * Notes at which of the definitions that were computed for a school year the engine failed; one that came out for that year has failed no more.
 * In: the ids of all that were asked for, and of those at which it failed.
 */
export async function noteFailures(
  tx: Tx,
  key: { district_id: number; school_year: number },
  asked: readonly string[],
  failed: readonly string[],
): Promise<void> {
  await query(
    tx,
    `update indicators.own_definition
     set failed_at = case when own_id = any ($4::text[]) then $5::timestamptz end, failed_year = case when own_id = any ($4::text[]) then $2::int end
     where district_id = $1 and own_id = any ($3::text[]) and (own_id = any ($4::text[]) or failed_year = $2)`,
    [key.district_id, key.school_year, asked, failed, now()],
  )
}

export type Trial = {
  district_id: number
  own_id: string
  version: number
  school_year: number
  state: 'asked' | 'done' | 'failed'
  example_agrees: boolean | null
  asked_at: Date
  asked_by: string
  done_at: Date | null
}

/** The trial of a version, or null. */
export async function trialOf(tx: Tx, districtId: number, ownId: string, version: number): Promise<Trial | null> {
  const rows = await query<Trial>(
    tx,
    'select * from indicators.own_trial where district_id = $1 and own_id = $2 and version = $3',
    [districtId, ownId, version],
  )
  return rows[0] ?? null
}

/** Notes that a trial was asked for; asked again it begins anew. */
export async function askTrial(
  tx: Tx,
  scope: Scope,
  asked: { district_id: number; own_id: string; version: number; school_year: number },
): Promise<void> {
  await query(
    tx,
    `insert into indicators.own_trial (district_id, own_id, version, school_year, state, asked_at, asked_by) values ($1, $2, $3, $4, 'asked', $5, $6)
     on conflict (district_id, own_id, version) do update set school_year = excluded.school_year, state = 'asked', example_agrees = null,
       asked_at = excluded.asked_at, asked_by = excluded.asked_by, done_at = null`,
    [asked.district_id, asked.own_id, asked.version, asked.school_year, now(), scope.name],
  )
}

/** Keeps what a trial gave. In: the slice that the engine wrote (null: the trial failed), and whether the example came out as it says. */
export async function endTrial(
  tx: Tx,
  trial: Pick<Trial, 'district_id' | 'own_id' | 'version'>,
  result: { slice: string; agrees: boolean } | null,
): Promise<void> {
  const key = [trial.district_id, trial.own_id, trial.version]
  await query(
    tx,
    'delete from indicators.own_trial_value where district_id = $1 and own_id = $2 and version <= $3',
    key,
  )
  if (result) {
    await query(
      tx,
      `create temp table trial (school_year int, period text, through_date date, org_id int, group_set text, group_value text, state text, n bigint, d bigint, sum double precision) on commit drop`,
    )
    const columns = [
      'school_year',
      'period',
      'through_date',
      'org_id',
      'group_set',
      'group_value',
      'state',
      'n',
      'd',
      'sum',
    ]
    await copyIn(tx, 'trial', columns, createReadStream(result.slice))
    await query(
      tx,
      `insert into indicators.own_trial_value (district_id, own_id, version, org_id, state, n, d)
       select $1, $2, $3, org_id, state, n, d from trial where group_set = 'all'`,
      key,
    )
  }
  await query(
    tx,
    'update indicators.own_trial set state = $4, example_agrees = $5, done_at = $6 where district_id = $1 and own_id = $2 and version = $3',
    [...key, result ? 'done' : 'failed', result?.agrees ?? null, now()],
  )
}

export type TrialValue = { org_id: number; state: ResultState; n: number | null; d: number | null }

/** What a trial gave for the organizations that the scope holds. */
export function trialValues(tx: Tx, districtId: number, ownId: string, version: number): Promise<TrialValue[]> {
  return query<TrialValue>(
    tx,
    'select org_id, state, n, d from indicators.own_trial_value where district_id = $1 and own_id = $2 and version = $3 order by org_id',
    [districtId, ownId, version],
  )
}
