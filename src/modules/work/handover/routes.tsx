import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { accountName, orgById, peopleOf, roleName, todayOf } from '../../people/index.ts'
import { actionErrors } from '../meetings/form-errors.ts'
import { ledDistrict } from '../reading.ts'
import { type Holding, holdings } from '../store.ts'
import { handOver, mustLead } from './actions.ts'
import { HandOver } from './pages/hand-over.tsx'
import { words } from './say.ts'

/** How many letters a reason may have. */
const longest = 300

/** An owner as a form names it: `account:12`, `office_head@7`. */
const holdingOf = (text: string | undefined): Holding | null => {
  const account = /^account:(\d{1,9})$/.exec(text ?? '')
  if (account) return { account_id: Number(account[1]) }
  const office = /^([a-z_]{1,40})@(\d{1,9})$/.exec(text ?? '')
  return office ? { role: office[1] ?? '', org_id: Number(office[2]) } : null
}

async function show(ctx: Ctx, errors: readonly FormError[] = []): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const district = ledDistrict(visitor)
  mustLead(visitor, district)
  const props = await ctx.inScope(async (tx) => {
    const from: { value: string; label: string }[] = []
    for (const one of await holdings(tx, district)) {
      const who =
        one.account_id !== null
          ? ((await accountName(tx, one.account_id)) ?? say('somebody'))
          : say('roleAt', {
              role: roleName(one.role ?? '', lang),
              org: one.org_id === null ? '' : ((await orgById(tx, one.org_id))?.name ?? ''),
            })
      from.push({
        value: one.account_id !== null ? `account:${one.account_id}` : `${one.role}@${one.org_id}`,
        label: say('choice', { who, items: one.items }),
      })
    }
    const people = await peopleOf(tx, district, await todayOf(tx, district))
    return { from, to: people.map((one) => ({ value: String(one.account_id), label: one.name })) }
  })
  const done = ctx.query('done')
  return ctx.page({
    title: say('title'),
    current: '/work',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <HandOver
        lang={lang}
        {...props}
        typed={errors.length > 0 ? ctx.typed() : {}}
        errors={errors}
        done={done !== undefined && /^\d{1,6}$/.test(done) ? Number(done) : null}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function save(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = ledDistrict(visitor)
  mustLead(visitor, district)
  const from = holdingOf(form.from)
  const to = /^\d{1,9}$/.test(form.to ?? '') ? Number(form.to) : null
  const reason = (form.reason ?? '').trim()
  const say = words(ctx.lang)
  if (from === null || to === null || reason === '')
    return show(ctx, [{ field: 'from', message: say('missing'), hint: say('missingHint') }])
  if (reason.length > longest)
    return show(ctx, [{ field: 'reason', message: say('long'), hint: say('longHint', { most: longest }) }])
  let moved: number
  try {
    moved = await ctx.inScope((tx) => handOver(tx, visitor, district, { from, to, reason }))
  } catch (error) {
    // The colleague may have left while the page was open: what was typed stays on it.
    return show(ctx, actionErrors(error, ctx.lang, { 'work/no-such-colleague': 'to' }))
  }
  return ctx.redirect(`/work/hand-over?done=${moved}`)
}

/** Handing over. Stands before the pages of items, whose address takes a number. */
export const handOverRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/hand-over', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/hand-over', access: 'signed-in', handle: save },
]
