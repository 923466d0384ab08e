import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { accountName } from '../../people/index.ts'
import { actionErrors } from '../meetings/form-errors.ts'
import { namesFor } from '../reading.ts'
import { itemById } from '../store.ts'
import { ownerWords } from '../view.ts'
import { mustGive } from './access.ts'
import { giveItem, type Given, takeItemBack } from './actions.ts'
import type { GiveBlockProps } from './pages/give-block.tsx'
import { words } from './say.ts'

/** How many letters a reason may have. */
const longest = 300

/** What the form of giving sent and why it was not saved, for the page of the item. */
export type GivingRefused = Pick<GiveBlockProps, 'typed' | 'errors' | 'conflict'>
/** The page of an item, with what was refused on it. */
export type ShowItem = (ctx: Ctx, refused: GivingRefused) => Promise<Response>

async function give(ctx: Ctx, show: ShowItem): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const id = ctx.id('id')
  const to = /^[1-9]\d{0,8}$/.test(form.to ?? '') ? Number(form.to) : null
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const reason = (form.reason ?? '').trim()
  const refuse = (errors: readonly FormError[]) => show(ctx, { typed: form, errors, conflict: null })
  await ctx.inScope(async (tx) => mustGive(visitor, await itemById(tx, id)))
  if (to === null) return refuse([{ field: 'to', message: say('missing'), hint: say('missingHint') }])
  if (reason.length > longest)
    return refuse([{ field: 'reason', message: say('long'), hint: say('longHint', { most: longest }) }])
  let given: Given
  try {
    given = await ctx.inScope((tx) => giveItem(tx, visitor, id, { version, to, reason }))
  } catch (error) {
    return refuse(actionErrors(error, lang, { 'work/no-such-colleague': 'to' }))
  }
  if (given.kind === 'conflict') {
    const { item } = given
    const conflict = await ctx.inScope(async (tx) => ({
      who: ownerWords(item, await namesFor(tx, [item]), lang),
      mine: (await accountName(tx, to)) ?? say('nobody'),
    }))
    return show(ctx, { typed: form, errors: [], conflict })
  }
  return ctx.redirect(`/work/${id}`)
}

async function takeBack(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope((tx) => takeItemBack(tx, ctx.who(), id, version))
  return ctx.redirect(`/work/${id}`)
}

/** Giving an item to one person, and back. In: the page of an item, which shows what was refused. */
export const givingRoutes = (show: ShowItem): readonly Route[] => [
  { method: 'POST', path: '/work/:id/give', access: 'signed-in', handle: (ctx) => give(ctx, show) },
  { method: 'POST', path: '/work/:id/give/undo', access: 'signed-in', handle: takeBack },
]
