import { query, type Tx } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/words.ts'
import type { NamedKnot } from '../chain/schema.ts'

/** Everything listed that a plan's work consists of, with what waits for it elsewhere, and what else offices still have to do (reports, minutes). */
export const itemsOfWorld = (
  tx: Tx,
  districtId: number,
  plan: string,
): Promise<(NamedKnot & { element: string | null; wave_id: number | null })[]> =>
  query(
    tx,
    `select item_id, state, starts_on, due_on, done_on, held_until, title, code, owner_role, owner_org, owner_account, org_id,
       case when plan = $2 then element end as element, wave_id from work.item i
     where district_id = $1 and listed and (plan = $2
       or (kind not in ('task', 'duty') and owner_role = 'office_head' and state in ('open', 'going_on', 'stuck')) or exists (
       select from work.dependency d where d.district_id = $1 and not d.ended and (d.item_id = i.item_id or d.needs_item = i.item_id)))
     order by item_id`,
    [districtId, plan],
  )

/** The duties of a district, with the office that keeps each. */
export const dutiesOfWorld = (
  tx: Tx,
  districtId: number,
): Promise<{ duty_id: number; title: Text; basis: string; owner_role: string | null; owner_org: number | null }[]> =>
  query(
    tx,
    'select duty_id, title, basis, owner_role, owner_org from work.duty where district_id = $1 and listed order by duty_id',
    [districtId],
  )
