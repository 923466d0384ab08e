import { today } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { nextVersion } from '../versions.ts'
import { readSetting, writeSetting } from './store-settings.ts'

/** What holds where nobody set anything. */
const fallbacks = {
  /** IANA name; decides what "today" is */
  time_zone: 'America/New_York',
  /** languages of pages that families read */
  languages: ['en', 'es'] as readonly string[],
  /** first day of a school year, mm-dd */
  year_begins: '07-01',
  /**
   * Working days that a step of the plan of a school or an office may take: `review` to decide on it, `back` to change it once it came back, `adopt` to adopt
   * what was approved. No law says so: a quarter of nine weeks leaves seven once two went into the review (docs/decisions/067-units-as-plans.md).
   */
  plan_turn_days: { review: 10, back: 10, adopt: 5 },
} as const
type Settings = {
  time_zone: string
  languages: readonly string[]
  year_begins: string
  plan_turn_days: Readonly<Record<'review' | 'back' | 'adopt', number>>
}
export type SettingKey = keyof Settings

/** A setting of an organization on a date: its own, else the nearest above it, else the product's. */
export async function settingOf<K extends SettingKey>(
  tx: Tx | Db,
  orgId: number,
  key: K,
  date: string,
): Promise<Settings[K]> {
  const found = await readSetting(tx, orgId, key, date)
  return (found ?? fallbacks[key]) as Settings[K]
}

/** The same with the version of the organization's own setting, for a form; 0: it has none of its own. */
export async function settingHeld<K extends SettingKey>(
  tx: Tx,
  orgId: number,
  key: K,
  date: string,
): Promise<{ value: Settings[K]; version: number }> {
  const version = (await nextVersion(tx, 'people.setting', `${orgId}:${key}`)) - 1
  return { value: await settingOf(tx, orgId, key, date), version }
}

/** Sets a setting of an organization from a date on; those below inherit it. In the history. */
export async function setSetting<K extends SettingKey>(
  tx: Tx,
  scope: Scope,
  change: { org_id: number; key: K; value: Settings[K]; from_date: string; reason?: string },
): Promise<void> {
  const was = await readSetting(tx, change.org_id, change.key, change.from_date)
  if (JSON.stringify(was) === JSON.stringify(change.value)) return
  const id = `${change.org_id}:${change.key}`
  await writeSetting(tx, change)
  await record(tx, scope, {
    org_id: change.org_id,
    object: 'people.setting',
    object_id: id,
    version: await nextVersion(tx, 'people.setting', id),
    verb: 'set',
    was: { value: was ?? null },
    became: { value: change.value, from_date: change.from_date },
    ...(change.reason ? { reason: change.reason } : {}),
  })
}

/** The time zone of an organization (IANA name). */
export async function timeZoneOf(tx: Tx | Db, orgId: number): Promise<string> {
  return settingOf(tx, orgId, 'time_zone', today())
}

/** The district's date of today: every "today" of its rows, deadlines and roles. */
export async function todayOf(tx: Tx | Db, orgId: number): Promise<string> {
  return today(await timeZoneOf(tx, orgId))
}
