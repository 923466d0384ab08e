import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { conflict, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Seal } from '../../../platform/seal.ts'
import { newToken } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { orgById } from '../../people/index.ts'
import { mustHook, openHooks } from './access.ts'
import { bodyOf } from './rules.ts'
import type { Event, Hook } from './schema.ts'
import { deliveryById, insertDelivery, insertHook, setSealed, setState } from './store.ts'

export const hookObject = 'work.webhook'
/** What the key of a webhook is sealed for. */
export const hookPurpose = (id: number): string => `webhook:${id}`

/** In the history an address is its host: what stands behind it may be a secret of the receiver. */
const told = (hook: Pick<Hook, 'name' | 'url' | 'events'>) => ({
  name: hook.name,
  host: URL.parse(hook.url)?.host ?? '',
  events: hook.events,
})

export async function noteHook(
  tx: Tx,
  scope: Scope,
  hook: Pick<Hook, 'hook_id' | 'district_id' | 'version'>,
  verb: string,
  became: Record<string, unknown>,
  was: Record<string, unknown> = {},
): Promise<void> {
  await record(tx, scope, {
    org_id: hook.district_id,
    object: hookObject,
    object_id: hook.hook_id,
    version: hook.version,
    verb,
    was,
    became,
  })
}

function newSecret(seal: Seal, id: number): { secret: string; sealed: string } {
  const secret = `tlw_${newToken()}`
  return { secret, sealed: seal.seal(secret, hookPurpose(id)) }
}

/**
 * Registers an address that was checked before (`checkAddress`). Out: its number and the key of its signatures, which is nowhere shown again.
 * Null when the district has that address already. Errors: Forbidden `work/webhook-administrators`.
 */
export async function addHook(
  tx: Tx,
  visitor: Visitor,
  seal: Seal,
  typed: { name: string; url: string; events: Event[] },
): Promise<{ id: number; secret: string } | null> {
  const district_id = await openHooks(tx, visitor)
  const id = await insertHook(tx, { ...typed, district_id, made_at: now() })
  if (id === null) return null
  const { secret, sealed } = newSecret(seal, id)
  await setSealed(tx, id, sealed, false)
  await noteHook(tx, visitor.scope, { hook_id: id, district_id, version: 1 }, 'made', {
    ...told(typed),
    state: 'active',
  })
  return { id, secret }
}

const changedMeanwhile = () =>
  conflict(
    'work/webhook-changed',
    'This webhook was changed while the page was open.',
    'Look at it as it is now, and choose again.',
  )

/** Gives a webhook another key; the one before counts no more from the next delivery on. In: the version that was seen. Out: the key, shown this once. */
export async function renewSecret(tx: Tx, visitor: Visitor, seal: Seal, id: number, version: number): Promise<string> {
  const hook = await mustHook(tx, visitor, id, true)
  if (hook.version !== version) throw changedMeanwhile()
  const { secret, sealed } = newSecret(seal, id)
  await setSealed(tx, id, sealed, true)
  await noteHook(tx, visitor.scope, { ...hook, version: hook.version + 1 }, 'key', { key: hook.version + 1 })
  return secret
}

/** Switches a webhook on or off. Twice the same changes nothing. Errors: Conflict `work/webhook-changed`. */
export async function switchHook(
  tx: Tx,
  visitor: Visitor,
  id: number,
  version: number,
  state: Hook['state'],
): Promise<void> {
  const hook = await mustHook(tx, visitor, id, true)
  if (hook.state === state) return
  if (hook.version !== version) throw changedMeanwhile()
  const after = await setState(tx, id, state, state === 'off' ? 'person' : '')
  if (after) await noteHook(tx, visitor.scope, after, 'switched', { state }, { state: hook.state })
}

/** Sends a harmless delivery, so that a receiver can be tried. Pressing twice for the same version sends one. */
export async function pingHook(tx: Tx, visitor: Visitor, id: number, nonce: string): Promise<void> {
  const hook = await mustHook(tx, visitor, id)
  const at = now()
  const code = (await orgById(tx, hook.district_id))?.code ?? ''
  await insertDelivery(tx, {
    hook_id: id,
    district_id: hook.district_id,
    event: 'ping',
    key: `ping/${nonce}`,
    body: bodyOf('ping', at, code, {}),
    made_at: at,
  })
}

/** Sends what a delivery said once more, as a new one with the same body. Each row can be sent again once; the new row then again. */
export async function resend(tx: Tx, visitor: Visitor, id: number, deliveryId: number): Promise<void> {
  const hook = await mustHook(tx, visitor, id)
  const delivery = await deliveryById(tx, deliveryId)
  if (delivery?.hook_id !== hook.hook_id)
    throw missing('work/no-such-delivery', 'There is no such delivery.', 'Choose one from the list.')
  await insertDelivery(tx, {
    hook_id: id,
    district_id: hook.district_id,
    event: delivery.event,
    key: `again/${deliveryId}`,
    body: delivery.body,
    made_at: now(),
  })
}
