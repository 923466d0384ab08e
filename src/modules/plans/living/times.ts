import { z } from 'zod'
import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { setSetting, settingHeld, todayOf } from '../../people/index.ts'
import { mustLoad } from '../access.ts'
import type { TurnDays } from './turns.ts'

const key = 'plan_turn_days'
const days = z.coerce.number().int().min(1).max(60)
export const timesForm = z.object({
  version: z.coerce.number().int().min(0),
  review: days,
  back: days,
  adopt: days,
})

/** The times of a district, with the version of the setting; 0: nobody set any. */
export async function timesOf(tx: Tx, districtId: number): Promise<{ value: TurnDays; version: number }> {
  return settingHeld(tx, districtId, key, await todayOf(tx, districtId))
}

/**
 * Sets how many working days each step of a plan of a school or an office may take, from today on. The same form twice changes nothing. Out: false when somebody set
 * other times since the form was opened: then nothing is saved. Errors: Forbidden `plans/not-yours`.
 */
export async function saveTimes(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: z.output<typeof timesForm>,
): Promise<boolean> {
  mustLoad(visitor, districtId)
  const { value, version } = await timesOf(tx, districtId)
  const { version: seen, ...wanted } = typed
  if (wanted.review === value.review && wanted.back === value.back && wanted.adopt === value.adopt) return true
  if (seen !== version) return false
  const from_date = await todayOf(tx, districtId)
  await setSetting(tx, visitor.scope, { org_id: districtId, key, value: wanted, from_date })
  return true
}
