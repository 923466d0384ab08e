import { now } from '../../../platform/clock.ts'
import type { Config } from '../../../platform/config.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { Trouble } from '../../../platform/errors.ts'
import { log } from '../../../platform/log.ts'
import { sealOf } from '../../../platform/seal.ts'
import { makeOutgoing, type Outgoing } from '../../../platform/web/outgoing.ts'
import { orgById, systemScope } from '../../people/index.ts'
import { inEveryDistrict } from '../every-district.ts'
import { itemById } from '../store.ts'
import { hookPurpose, noteHook } from './actions.ts'
import { bodyOf, type Change, eventOf, givesUpAfter, nextTry, objectOf } from './rules.ts'
import type { Delivery, Hook } from './schema.ts'
import { sign } from './signature.ts'
import {
  countFailure,
  hookById,
  hooksOf,
  insertDelivery,
  markDelivery,
  sealedOf,
  setLooked,
  setState,
  sweepDeliveries,
  takeDelivery,
  untoldChanges,
} from './store.ts'

export type Means = { db: Db; home: string; config: Config }

const dayMs = 86_400_000
/** The history is looked through again so far before the last look; no transaction of ours takes longer. */
const lookBackMs = dayMs
const keptDays = 60
const tooLongMs = 5_000
const mostAtOnce = 500
/** A receiver that left so many tries of one run without an answer waits for the next run, and nobody waits for it. */
const mostSilent = 3

/** An item is told with the codes of its plan, so that a receiver knows it without asking. */
async function dataOf(tx: Tx, change: Change, data: Record<string, string | number | null>) {
  if (change.object !== 'work.item') return data
  const { kind, plan, element, code } = await itemById(tx, Number(change.object_id))
  return { ...data, kind, plan, element, code }
}

/** Makes deliveries of what happened in a district since its webhooks were last looked at. In one transaction; twice makes nothing twice. Out: how many. */
export async function collectEvents(tx: Tx, districtId: number, at: Date): Promise<number> {
  const all = await hooksOf(tx, districtId)
  const hooks = all.filter((one) => one.state === 'active')
  if (all.length > 0) await setLooked(tx, districtId, at)
  if (hooks.length === 0) return 0
  const code = (await orgById(tx, districtId))?.code ?? ''
  let made = 0
  for (const hook of hooks) {
    // The worker may have stood still for days: what happened since its last look is told, however long ago.
    const looked = Math.min(at.getTime(), hook.looked_at?.getTime() ?? at.getTime())
    const since = new Date(Math.max(hook.made_at.getTime(), looked - lookBackMs))
    const objects = hook.events.map((event) => objectOf[event])
    for (const change of await untoldChanges(tx, hook, objects, since)) {
      const found = eventOf(change)
      if (!found) continue
      const body = bodyOf(found.event, change.at, code, await dataOf(tx, change, found.data))
      const row = { hook_id: hook.hook_id, district_id: districtId, event: found.event, body, made_at: at }
      if ((await insertDelivery(tx, { ...row, key: `change/${change.change_id}` })) !== null) made += 1
    }
  }
  return made
}

type Tried = { ok: boolean; status: number | null; code: string }

async function post(out: Outgoing, hook: Hook, secret: string, one: Delivery): Promise<Tried> {
  try {
    const answer = await out(hook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Throughline',
        'throughline-event': one.event,
        'throughline-delivery': one.name,
        'throughline-signature': sign(secret, now(), one.body),
      },
      body: one.body,
      signal: AbortSignal.timeout(tooLongMs),
    })
    return { ok: answer.ok, status: answer.status, code: answer.ok ? '' : 'answer' }
  } catch (error) {
    if (error instanceof Trouble) return { ok: false, status: null, code: error.code }
    throw error
  }
}

/** The key of a webhook; null when it cannot be opened, as after a restore without the key of the home. */
function secretOf(means: Means, hook: Hook, sealed: string): string | null {
  try {
    return sealOf(means).open(sealed, hookPurpose(hook.hook_id))
  } catch {
    return null
  }
}

/** Marks a try. Given up too often in a row, the webhook is switched off, with a note for its keepers. */
async function mark(tx: Tx, scope: Scope, one: Delivery, tried: Tried): Promise<void> {
  const at = now()
  const next = tried.ok ? null : nextTry(one.attempts, at)
  const state = tried.ok ? 'sent' : next ? 'waiting' : 'failed'
  const row = {
    state,
    status: tried.status,
    code: tried.code,
    next_at: next ?? at,
    ended_at: next ? null : at,
  } as const
  if (!(await markDelivery(tx, one.delivery_id, one.attempts, row)) || state === 'waiting') return
  const failures = await countFailure(tx, one.hook_id, state === 'failed')
  if (failures < givesUpAfter) return
  const after = await setState(tx, one.hook_id, 'off', 'failures')
  if (after) await noteHook(tx, scope, after, 'switched', { state: 'off', why: 'failures' }, { state: 'active' })
  log.warn({ code: 'work/webhook-off', hook: one.hook_id })
}

/** Sends what is due of a district. As mails: taken in one transaction, sent outside any, marked in another; a receiver may get one twice, under the same name. */
export async function sendDeliveries(means: Means, districtId: number): Promise<number> {
  const { db } = means
  const scope = await systemScope(db, 'webhooks', districtId)
  const out = makeOutgoing(means.config.allowHosts)
  let sent = 0
  const silent = new Map<number, number>()
  const left = () => [...silent].flatMap(([hook, tries]) => (tries >= mostSilent ? [hook] : []))
  for (let i = 0; i < mostAtOnce; i++) {
    const one = await inScope(db, scope, (tx) => takeDelivery(tx, districtId, now(), left()))
    if (!one) break
    const { hook, sealed } = await inScope(db, scope, async (tx) => ({
      hook: await hookById(tx, one.hook_id),
      sealed: await sealedOf(tx, one.hook_id),
    }))
    if (!hook) break
    const secret = secretOf(means, hook, sealed)
    const tried: Tried = secret === null ? { ok: false, status: null, code: 'key' } : await post(out, hook, secret, one)
    await inScope(db, scope, (tx) => mark(tx, scope, one, tried))
    if (tried.ok) sent += 1
    else if (tried.status === null) silent.set(one.hook_id, (silent.get(one.hook_id) ?? 0) + 1)
  }
  return sent
}

/** All districts: collects what happened, then sends what is due. Safe twice, also by several workers at once. */
export async function runWebhooks(means: Means): Promise<{ made: number; sent: number }> {
  const all = { made: 0, sent: 0 }
  await inEveryDistrict(means.db, 'webhooks', async (scope, district) => {
    const at = now()
    all.made += await inScope(means.db, scope, async (tx) => {
      await sweepDeliveries(tx, district, new Date(at.getTime() - keptDays * dayMs))
      return collectEvents(tx, district, at)
    })
    all.sent += await sendDeliveries(means, district)
  })
  return all
}
