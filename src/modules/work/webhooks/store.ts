import { query, type Tx } from '../../../platform/db/database.ts'
import type { Change } from './rules.ts'
import type { Delivery, Hook } from './schema.ts'

const hookColumns = 'hook_id, district_id, name, url, events, state, why, failures, made_at, looked_at, version'
const deliveryColumns =
  'delivery_id, name, hook_id, district_id, event, key, body, state, attempts, made_at, next_at, ended_at, status, code'

/** Opens the webhooks of a district for the running transaction. Only after an access check. */
export async function keepHooks(tx: Tx, districtId: number): Promise<void> {
  await query(tx, `select set_config('throughline.webhooks', $1, true)`, [`{${districtId}}`])
}

export async function hooksOf(tx: Tx, districtId: number): Promise<Hook[]> {
  return query<Hook>(
    tx,
    `select ${hookColumns} from work.webhook where district_id = $1 order by state, name, hook_id`,
    [districtId],
  )
}

export async function hookById(tx: Tx, id: number, lock = false): Promise<Hook | null> {
  const rows = await query<Hook>(
    tx,
    `select ${hookColumns} from work.webhook where hook_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  return rows[0] ?? null
}

/** Out: null when the district has that address already. */
export async function insertHook(
  tx: Tx,
  row: Pick<Hook, 'district_id' | 'name' | 'url' | 'events' | 'made_at'>,
): Promise<number | null> {
  const rows = await query<{ hook_id: number }>(
    tx,
    `insert into work.webhook (district_id, name, url, events, sealed, made_at) values ($1, $2, $3, $4, '', $5)
     on conflict (district_id, url) do nothing returning hook_id`,
    [row.district_id, row.name, row.url, row.events, row.made_at],
  )
  return rows[0]?.hook_id ?? null
}

/** The sealed key of a webhook. */
export async function sealedOf(tx: Tx, id: number): Promise<string> {
  const rows = await query<{ sealed: string }>(tx, 'select sealed from work.webhook where hook_id = $1', [id])
  return rows[0]?.sealed ?? ''
}

export async function setSealed(tx: Tx, id: number, sealed: string, raise: boolean): Promise<void> {
  await query(tx, 'update work.webhook set sealed = $2, version = version + $3::int where hook_id = $1', [
    id,
    sealed,
    raise ? 1 : 0,
  ])
}

/** Switches a webhook on or off, as a new version. */
export async function setState(tx: Tx, id: number, state: Hook['state'], why: Hook['why']): Promise<Hook | null> {
  const rows = await query<Hook>(
    tx,
    `update work.webhook set state = $2, why = $3, failures = 0, version = version + 1 where hook_id = $1 returning ${hookColumns}`,
    [id, state, why],
  )
  return rows[0] ?? null
}

/** Notes until when the history was looked through for the webhooks of a district, off ones too: switched on again, they are told of the last day only. */
export async function setLooked(tx: Tx, districtId: number, at: Date): Promise<void> {
  await query(
    tx,
    'update work.webhook set looked_at = $2 where district_id = $1 and (looked_at is null or looked_at < $2)',
    [districtId, at],
  )
}

/** Counts a delivery that was given up, or begins again at nothing. Out: how many in a row. */
export async function countFailure(tx: Tx, id: number, failed: boolean): Promise<number> {
  const rows = await query<{ failures: number }>(
    tx,
    'update work.webhook set failures = case when $2 then failures + 1 else 0 end where hook_id = $1 returning failures',
    [id, failed],
  )
  return rows[0]?.failures ?? 0
}

/**
 * Changes of the history since an instant, of some objects, that make an event (as `eventOf` of `rules.ts` says) and for which a webhook has no delivery yet. The
 * history is the outbox: whatever was committed is found, however long its transaction took, as long as that is shorter than the time looked back.
 */
export async function untoldChanges(
  tx: Tx,
  hook: Pick<Hook, 'hook_id' | 'district_id'>,
  objects: readonly string[],
  since: Date,
): Promise<Change[]> {
  return query<Change>(
    tx,
    `select c.change_id, c.object, c.object_id, c.version, c.verb, c.at, c.was, c.became from platform.change c
     where c.org_id = $1 and c.object = any ($2::text[]) and c.at >= $3
       and case c.object when 'work.item' then c.verb <> 'added' and c.became ? 'state' when 'work.cycle' then c.verb = 'closed'
         else c.became ->> 'state' = 'published' end
       and not exists (select from work.delivery d where d.hook_id = $4 and d.key = 'change/' || c.change_id)
     order by c.change_id limit 1000`,
    [hook.district_id, objects, since, hook.hook_id],
  )
}

export async function insertDelivery(
  tx: Tx,
  row: Pick<Delivery, 'hook_id' | 'district_id' | 'event' | 'key' | 'body' | 'made_at'>,
): Promise<number | null> {
  const rows = await query<{ delivery_id: number }>(
    tx,
    `insert into work.delivery (hook_id, district_id, event, key, body, made_at, next_at) values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (hook_id, key) do nothing returning delivery_id`,
    [row.hook_id, row.district_id, row.event, row.key, row.body, row.made_at],
  )
  return rows[0]?.delivery_id ?? null
}

/** Takes the next delivery that is due of a webhook that is on and not one of `but`; also one whose sender died two minutes ago. */
export async function takeDelivery(
  tx: Tx,
  districtId: number,
  at: Date,
  but: readonly number[],
): Promise<Delivery | null> {
  const rows = await query<Delivery>(
    tx,
    `update work.delivery set state = 'sending', taken_at = $2, attempts = attempts + 1
     where delivery_id = (select d.delivery_id from work.delivery d join work.webhook h on h.hook_id = d.hook_id and h.state = 'active'
       where d.district_id = $1 and h.hook_id <> all ($3::int[]) and ((d.state = 'waiting' and d.next_at <= $2) or (d.state = 'sending' and d.taken_at < $2::timestamptz - interval '2 minutes'))
       order by d.next_at, d.delivery_id limit 1 for update of d skip locked)
     returning ${deliveryColumns}`,
    [districtId, at, but],
  )
  return rows[0] ?? null
}

/** Marks a try: sent, waiting for the next one, or given up. A try that somebody took over meanwhile changes nothing. */
export async function markDelivery(
  tx: Tx,
  id: number,
  attempt: number,
  row: Pick<Delivery, 'state' | 'status' | 'code'> & { next_at: Date; ended_at: Date | null },
): Promise<boolean> {
  const rows = await query(
    tx,
    `update work.delivery set state = $3, status = $4, code = $5, next_at = $6, ended_at = $7
     where delivery_id = $1 and attempts = $2 and state = 'sending' returning 1`,
    [id, attempt, row.state, row.status, row.code, row.next_at, row.ended_at],
  )
  return rows.length > 0
}

export async function deliveryById(tx: Tx, id: number): Promise<Delivery | null> {
  return (
    (await query<Delivery>(tx, `select ${deliveryColumns} from work.delivery where delivery_id = $1`, [id]))[0] ?? null
  )
}

/** The newest deliveries of a webhook. */
export async function deliveriesOf(tx: Tx, hookId: number, most: number): Promise<Delivery[]> {
  return query<Delivery>(
    tx,
    `select ${deliveryColumns} from work.delivery where hook_id = $1 order by delivery_id desc limit ${Math.trunc(most)}`,
    [hookId],
  )
}

/** Removes what ended before an instant. */
export async function sweepDeliveries(tx: Tx, districtId: number, before: Date): Promise<void> {
  await query(tx, 'delete from work.delivery where district_id = $1 and ended_at < $2', [districtId, before])
}
