import type { Ctx, Route } from '../../platform/web/route.ts'
import { missing } from '../../platform/errors.ts'
import { timeZoneOf } from '../people/index.ts'
import { runFiles } from './access.ts'
import { makeToken, revokeToken } from './actions/tokens.ts'
import { dayWords, districtOf, parsed, signedIn } from './asking.ts'
import { TokenListPage } from './pages/token-list.tsx'
import { words } from './say.ts'
import { tokenForm } from './schema.ts'
import { tokenById, tokensOf } from './store-token.ts'

async function list(ctx: Ctx, districtId = districtOf(ctx), made: { name: string; token: string } | null = null) {
  const found = await ctx.inScope(async (tx) => {
    await runFiles(tx, ctx.who(), districtId)
    return {
      tokens: await tokensOf(tx, districtId),
      zone: await timeZoneOf(tx, districtId),
    }
  })
  const address = '/api/feeds/attendance'
  return ctx.page({
    title: words(ctx.lang)('tokens'),
    current: '/data',
    body: TokenListPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      districtId,
      made,
      address,
      day: dayWords(ctx, found.zone),
      ...found,
    }),
  })
}

/** The answer shows the token itself, once: so it is a page, not a redirect. Reloading it makes no second one without asking. */
async function make(ctx: Ctx) {
  const fields = await ctx.form()
  const districtId = districtOf(ctx, fields.district)
  const form = parsed(tokenForm.safeParse(fields))
  const token = await ctx.inScope(async (tx, scope) => {
    await runFiles(tx, ctx.who(), districtId)
    return makeToken(tx, scope, districtId, ctx.who().name, {
      name: form.name,
      kinds: form.kinds.split('\n'),
      days: form.days,
      autoAccept: form.auto_accept !== undefined,
    })
  })
  return list(ctx, districtId, { name: form.name, token })
}

async function revoke(ctx: Ctx) {
  const fields = await ctx.form()
  const districtId = districtOf(ctx, fields.district)
  await ctx.inScope(async (tx, scope) => {
    await runFiles(tx, ctx.who(), districtId)
    const row = await tokenById(tx, ctx.id('id'))
    if (!row) throw missing('feeds/no-such-token', 'There is no such token.', 'Choose one from the list.')
    await revokeToken(tx, scope, row.token_id)
  })
  return ctx.redirect(`/data/tokens?district=${districtId}`)
}

export const tokenRoutes: readonly Route[] = [
  signedIn('GET', '/data/tokens', (ctx) => list(ctx)),
  signedIn('POST', '/data/tokens', make),
  signedIn('POST', '/data/tokens/:id/revoke', revoke),
]
