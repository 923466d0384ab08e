import { Trouble } from '../../../platform/errors.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { sealOf } from '../../../platform/seal.ts'
import { newToken } from '../../../platform/web/cookies.ts'
import { checkAddress } from '../../../platform/web/outgoing.ts'
import { attempt } from '../../../platform/web/limits.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { accountName, timeZoneOf } from '../../people/index.ts'
import { instant } from '../view.ts'
import { mustHook, openHooks } from './access.ts'
import { addHook, hookObject, pingHook, renewSecret, resend, switchHook } from './actions.ts'
import { webhookJob } from './jobs.ts'
import { HookList } from './pages/hook-list.tsx'
import { HookShow } from './pages/hook-show.tsx'
import { words } from './say.ts'
import { type Delivery, events, hookForm } from './schema.ts'
import { deliveriesOf, hooksOf } from './store.ts'

const mostShown = 50
/** So many new addresses of one person in an hour: each is looked up. */
const newAddresses = { most: 30, seconds: 3600 }

async function list(ctx: Ctx, errors: readonly FormError[] = []): Promise<Response> {
  const { lang } = ctx
  const hooks = await ctx.inScope(async (tx) => hooksOf(tx, await openHooks(tx, ctx.who())))
  return ctx.page({
    title: words(lang)('title'),
    current: '/work',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <HookList
        lang={lang}
        hooks={hooks}
        typed={errors.length > 0 ? ctx.typed() : {}}
        errors={errors}
        csrf={ctx.csrf}
      />
    ),
  })
}

function answerWords(one: Delivery, lang: Ctx['lang']): string {
  const say = words(lang)
  const state = say(`delivery.${one.state}`)
  if (one.state === 'sent') return `${state} (${one.status ?? ''})`
  if (one.code === '') return state
  const why =
    one.code === 'answer'
      ? say('code.answer', { status: one.status ?? 0 })
      : say(one.code === 'key' ? 'code.key' : one.code === 'platform/outside-refused' ? 'code.refused' : 'code.silent')
  return `${state}: ${why}`
}

async function show(ctx: Ctx, id: number, secret: string | null = null): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx) => {
    const hook = await mustHook(tx, ctx.who(), id)
    const zone = await timeZoneOf(tx, hook.district_id)
    const known = [...events, 'ping'] as const
    const history = []
    for (const one of await historyOf(tx, hookObject, id)) {
      const verb = (['made', 'key', 'switched'] as const).find((name) => name === one.verb) ?? 'switched'
      const state = one.became.state === 'off' ? 'off' : 'active'
      history.push({
        version: one.version,
        day: instant(one.at, zone, lang).day,
        iso: one.at.toISOString(),
        who: one.actor === null ? say('system') : ((await accountName(tx, one.actor)) ?? say('somebody')),
        verb: verb === 'switched' ? `${say('verb.switched')}: ${say(`state.${state}`)}` : say(`verb.${verb}`),
      })
    }
    const deliveries = (await deliveriesOf(tx, id, mostShown)).map((one) => {
      const { day, time } = instant(one.made_at, zone, lang)
      const event = known.find((name) => name === one.event)
      return {
        id: one.delivery_id,
        name: one.name,
        iso: one.made_at.toISOString(),
        when: `${day}, ${time}`,
        event: event ? say(`event.${event}`) : one.event,
        state: answerWords(one, lang),
        failed: one.state === 'failed',
        tries: one.attempts,
        body: one.body,
      }
    })
    return { hook, history, deliveries }
  })
  const told = ctx.query('told')
  return ctx.page({
    title: props.hook.name,
    current: '/work',
    body: (
      <HookShow
        lang={lang}
        {...props}
        secret={secret}
        told={told === 'saved' || told === 'sent' ? told : null}
        nonce={newToken().slice(0, 16)}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function add(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const visitor = ctx.who()
  await ctx.inScope((tx) => openHooks(tx, visitor))
  const say = words(ctx.lang)
  const form = hookForm.safeParse(fields)
  if (!form.success) {
    const wrong = new Set(form.error.issues.map((one) => String(one.path[0])))
    const errors: FormError[] = []
    if (wrong.has('name')) errors.push({ field: 'name', message: say('badName'), hint: say('badNameHint') })
    if (wrong.has('url')) errors.push({ field: 'url', message: say('badUrl'), hint: say('badUrlHint') })
    if (wrong.has('events')) errors.push({ field: 'events[]', message: say('badEvents'), hint: say('badEventsHint') })
    return list(ctx, errors)
  }
  await attempt(ctx.services.db, `webhook:${visitor.account_id}`, newAddresses.most, newAddresses.seconds)
  try {
    await checkAddress(form.data.url, ctx.services.config.allowHosts)
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return list(ctx, [{ field: 'url', message: say('code.refused'), hint: say('urlHint') }])
  }
  const made = await ctx.inScope((tx) => addHook(tx, visitor, sealOf(ctx.services), form.data))
  if (!made) return list(ctx, [{ field: 'url', message: say('known'), hint: say('knownHint') }])
  // The key stands in the answer itself, once: so it is a page, not a redirect.
  return show(ctx, made.id, made.secret)
}

const versionOf = (fields: Readonly<Record<string, string>>): number => Number(fields.version) || 0

async function key(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const id = ctx.id('id')
  const secret = await ctx.inScope((tx) => renewSecret(tx, ctx.who(), sealOf(ctx.services), id, versionOf(fields)))
  return show(ctx, id, secret)
}

async function state(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const id = ctx.id('id')
  await ctx.inScope(async (tx) => {
    await switchHook(tx, ctx.who(), id, versionOf(fields), fields.state === 'off' ? 'off' : 'active')
    await ctx.services.queue.send(tx, webhookJob, {})
  })
  return ctx.redirect(`/work/webhooks/${id}?told=saved`)
}

async function ping(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const id = ctx.id('id')
  const nonce = /^[\w-]{8,40}$/.test(fields.nonce ?? '') ? (fields.nonce ?? '') : newToken()
  await ctx.inScope(async (tx) => {
    await pingHook(tx, ctx.who(), id, nonce)
    await ctx.services.queue.send(tx, webhookJob, {})
  })
  return ctx.redirect(`/work/webhooks/${id}?told=sent`)
}

async function again(ctx: Ctx): Promise<Response> {
  await ctx.form()
  const id = ctx.id('id')
  await ctx.inScope(async (tx) => {
    await resend(tx, ctx.who(), id, ctx.id('delivery'))
    await ctx.services.queue.send(tx, webhookJob, {})
  })
  return ctx.redirect(`/work/webhooks/${id}?told=sent`)
}

/** Webhooks. Stand before the pages of items, whose address takes a number. */
export const webhookRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/webhooks', access: 'signed-in', handle: (ctx) => list(ctx) },
  { method: 'POST', path: '/work/webhooks', access: 'signed-in', handle: add },
  { method: 'GET', path: '/work/webhooks/:id', access: 'signed-in', handle: (ctx) => show(ctx, ctx.id('id')) },
  { method: 'POST', path: '/work/webhooks/:id/key', access: 'signed-in', handle: key },
  { method: 'POST', path: '/work/webhooks/:id/state', access: 'signed-in', handle: state },
  { method: 'POST', path: '/work/webhooks/:id/ping', access: 'signed-in', handle: ping },
  { method: 'POST', path: '/work/webhooks/:id/deliveries/:delivery', access: 'signed-in', handle: again },
]
