import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { accountName, orgById, roleName } from '../../people/index.ts'
import { actionErrors } from '../meetings/form-errors.ts'
import { workDistrict } from '../reading.ts'
import { delegate, endDelegation, mustTakePart, type Outcome } from './actions.ts'
import { DelegationShow } from './pages/delegation-show.tsx'
import { words } from './say.ts'
import { type Delegation, delegationForm } from './schema.ts'
import { delegationById } from './store.ts'
import { delegationView } from './view.ts'

async function show(ctx: Ctx, errors: readonly FormError[] = []): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const district = workDistrict(visitor)
  mustTakePart(visitor, district)
  const given = /^\d{1,9}$/.exec(ctx.query('given') ?? '')
  const props = await ctx.inScope(async (tx) => {
    const toWhom = async (one: Delegation) =>
      one.to_account !== null
        ? ((await accountName(tx, one.to_account)) ?? say('somebody'))
        : say('roleAt', {
            role: roleName(one.to_role ?? '', lang),
            org: one.to_org === null ? '' : ((await orgById(tx, one.to_org))?.name ?? ''),
          })
    const one = given && errors.length === 0 ? await delegationById(tx, Number(given[0])) : null
    return {
      ...(await delegationView(tx, visitor, district, lang)),
      done:
        one && one.given_by === visitor.account_id && one.ended_at === null
          ? say('saved', {
              first: shortDate(one.first_day, lang),
              last: shortDate(one.last_day, lang),
              who: await toWhom(one),
            })
          : null,
    }
  })
  return ctx.page({
    title: say('title'),
    current: '/work',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <DelegationShow
        lang={lang}
        {...props}
        done={ctx.query('ended') === 'yes' ? say('ended') : props.done}
        typed={errors.length > 0 ? ctx.typed() : {}}
        errors={errors}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function give(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = workDistrict(visitor)
  mustTakePart(visitor, district)
  const say = words(ctx.lang)
  const typed = delegationForm.safeParse(form)
  if (!typed.success) {
    const fields = new Set(typed.error.issues.map((issue) => String(issue.path[0])))
    const [field = 'what'] = ['what', 'to', 'first_day', 'last_day', 'reason'].filter((name) => fields.has(name))
    return show(ctx, [{ field, message: say('missing'), hint: say('missingHint') }])
  }
  const { what, items, ...rest } = typed.data
  if (what.kind === 'items' && items.length === 0)
    return show(ctx, [{ field: 'items[]', message: say('chooseItems'), hint: say('chooseItemsHint') }])
  let outcome: Outcome
  try {
    outcome = await ctx.inScope((tx) =>
      delegate(tx, visitor, district, { ...rest, what: what.kind === 'items' ? { ...what, ids: items } : what }),
    )
  } catch (error) {
    return show(ctx, actionErrors(error, ctx.lang, { 'work/no-such-colleague': 'to', 'work/not-to-yourself': 'to' }))
  }
  if (outcome.kind === 'problems')
    return show(
      ctx,
      outcome.problems.map(({ field, code }) => ({ field, message: say(code), hint: say(`${code}Hint`) })),
    )
  return ctx.redirect(`/work/delegation?given=${outcome.delegation.delegation_id}`)
}

async function end(ctx: Ctx): Promise<Response> {
  await ctx.form()
  const id = ctx.id('id')
  await ctx.inScope((tx) => endDelegation(tx, ctx.who(), id))
  return ctx.redirect('/work/delegation?ended=yes')
}

/** Delegating. Stands before the pages of items, whose address takes a number. */
export const delegationRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/delegation', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/delegation', access: 'signed-in', handle: give },
  { method: 'POST', path: '/work/delegation/:id/end', access: 'signed-in', handle: end },
]
