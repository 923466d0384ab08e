import { query, type Tx } from '../../../platform/db/database.ts'
import type { Choice, ChoiceRow, Rule } from './schema.ts'

const choiceColumns = 'account_id, district_id, rhythm, hour, lang, version'

/** What somebody chose in a district; null when nothing. `lock`: until the transaction ends. */
export async function choiceOf(tx: Tx, accountId: number, districtId: number, lock = false): Promise<ChoiceRow | null> {
  const rows = await query<ChoiceRow>(
    tx,
    `select ${choiceColumns} from work.reminder_choice where account_id = $1 and district_id = $2${lock ? ' for update' : ''}`,
    [accountId, districtId],
  )
  return rows[0] ?? null
}

/** What everybody of a district chose. */
export async function choicesOf(tx: Tx, districtId: number): Promise<ChoiceRow[]> {
  return query<ChoiceRow>(tx, `select ${choiceColumns} from work.reminder_choice where district_id = $1`, [districtId])
}

/** Writes a choice as version `version`. Out: false when somebody wrote that version meanwhile. */
export async function putChoice(
  tx: Tx,
  accountId: number,
  districtId: number,
  choice: Choice,
  version: number,
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into work.reminder_choice as c (account_id, district_id, rhythm, hour, lang, version) values ($1, $2, $3, $4, $5, $6)
     on conflict (account_id, district_id) do update set rhythm = excluded.rhythm, hour = excluded.hour, lang = excluded.lang, version = excluded.version
     where c.version = excluded.version - 1 returning 1`,
    [accountId, districtId, choice.rhythm, choice.hour, choice.lang, version],
  )
  return rows.length > 0
}

/** The rule of a district as it is kept (an older one may lack a field); null when nobody changed the usual one. */
export async function ruleRow(
  tx: Tx,
  districtId: number,
  lock = false,
): Promise<{ rule: unknown; version: number } | null> {
  const rows = await query<{ rule: unknown; version: number }>(
    tx,
    `select rule, version from work.reminder_rule where district_id = $1${lock ? ' for update' : ''}`,
    [districtId],
  )
  return rows[0] ?? null
}

/** Writes a rule as version `version`. Out: false when somebody wrote that version meanwhile. */
export async function putRule(tx: Tx, districtId: number, rule: Rule, version: number): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into work.reminder_rule as r (district_id, rule, version) values ($1, $2, $3)
     on conflict (district_id) do update set rule = excluded.rule, version = excluded.version where r.version = excluded.version - 1 returning 1`,
    [districtId, JSON.stringify(rule), version],
  )
  return rows.length > 0
}

/** The last day on which each person was looked after, since a day. */
export async function lastDays(tx: Tx, districtId: number, since: string): Promise<Map<number, string>> {
  const rows = await query<{ account_id: number; day: string }>(
    tx,
    'select account_id, max(day) as day from work.reminder_day where district_id = $1 and day >= $2 group by account_id',
    [districtId, since],
  )
  return new Map(rows.map((row) => [row.account_id, row.day]))
}

/** Takes a person's day in a district. Out: false when it was taken. */
export async function takeDay(
  tx: Tx,
  row: { account_id: number; district_id: number; day: string; mailed: boolean },
): Promise<boolean> {
  const rows = await query(
    tx,
    'insert into work.reminder_day (account_id, district_id, day, mailed) values ($1, $2, $3, $4) on conflict (account_id, district_id, day) do nothing returning 1',
    [row.account_id, row.district_id, row.day, row.mailed],
  )
  return rows.length > 0
}

/** Forgets days that no rhythm asks for any more. */
export async function sweepDays(tx: Tx, districtId: number, before: string): Promise<void> {
  await query(tx, 'delete from work.reminder_day where district_id = $1 and day < $2', [districtId, before])
}

export type LinkUsed = { item_id: number; version: number; used_at: Date }

/** Whether a link was used: the transaction may then see that one row, whatever its scope. */
export async function linkUsed(tx: Tx, hash: string): Promise<LinkUsed | null> {
  await query(tx, `select set_config('throughline.mail_link', $1, true)`, [hash])
  const rows = await query<LinkUsed>(tx, 'select item_id, version, used_at from work.link_used where token_hash = $1', [
    hash,
  ])
  return rows[0] ?? null
}

export async function insertUse(
  tx: Tx,
  row: { token_hash: string; account_id: number; district_id: number } & LinkUsed,
): Promise<void> {
  await query(
    tx,
    'insert into work.link_used (token_hash, account_id, district_id, item_id, version, used_at) values ($1, $2, $3, $4, $5, $6)',
    [row.token_hash, row.account_id, row.district_id, row.item_id, row.version, row.used_at],
  )
}
