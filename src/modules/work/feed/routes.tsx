import { dateIn } from '../../../platform/clock.ts'
import { Trouble } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { attempt } from '../../../platform/web/limits.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { timeZoneOf } from '../../people/index.ts'
import { districtAsked, districtChoice, homeDistrict } from '../reading.ts'
import { calendarOf, endLink, makeLink } from './actions.ts'
import { CalendarShow } from './pages/calendar-show.tsx'
import { calendarText } from './rules.ts'
import { words } from './say.ts'
import { openLink } from './store.ts'

/** So many wrong addresses from one place in ten minutes, and it has to wait. */
const wrongTokens = { most: 20, seconds: 600 }

const originOf = (ctx: Ctx): string => ctx.services.config.url ?? ctx.url.origin

async function show(ctx: Ctx, token: string | null = null, asked = ctx.query('district')): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const district = districtAsked(visitor, asked)
  const props = await ctx.inScope(async (tx) => {
    const link = await openLink(tx, visitor.account_id, district)
    return {
      since: link ? shortDate(dateIn(link.made_at, await timeZoneOf(tx, district)), lang) : null,
      districts: await districtChoice(tx, visitor),
    }
  })
  return ctx.page({
    title: words(lang)('title'),
    current: '/work',
    body: (
      <CalendarShow
        lang={lang}
        {...props}
        district={district}
        address={token === null ? null : `${originOf(ctx)}/work/calendar/${token}.ics`}
        ended={ctx.query('ended') === 'yes'}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function make(ctx: Ctx): Promise<Response> {
  const { district } = await ctx.form()
  const visitor = ctx.who()
  const token = await ctx.inScope((tx) => makeLink(tx, visitor, ctx.lang, districtAsked(visitor, district)))
  // Shown in the answer itself: an address that holds a token must not stand in a history of addresses.
  return show(ctx, token, district)
}

async function end(ctx: Ctx): Promise<Response> {
  const { district } = await ctx.form()
  const visitor = ctx.who()
  const which = districtAsked(visitor, district)
  await ctx.inScope((tx) => endLink(tx, visitor, which))
  return ctx.redirect(
    which === homeDistrict(visitor) ? '/work/calendar?ended=yes' : `/work/calendar?ended=yes&district=${which}`,
  )
}

/** The calendar file. Whoever holds the address reads it; nothing in it names a student. */
async function file(ctx: Ctx): Promise<Response> {
  const token = ctx.param('file').replace(/\.ics$/, '')
  try {
    const { lang, entries } = await calendarOf(ctx.services.db, token, originOf(ctx))
    return new Response(calendarText(words(lang)('name'), entries), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'private, max-age=900',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'Missing')
      await attempt(ctx.services.db, `calendar:${ctx.address}`, wrongTokens.most, wrongTokens.seconds)
    throw error
  }
}

/** Calendars. Stand before the pages of items, whose address takes a number. */
export const calendarRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/calendar', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/calendar', access: 'signed-in', handle: make },
  { method: 'POST', path: '/work/calendar/end', access: 'signed-in', handle: end },
  { method: 'GET', path: '/work/calendar/:file', access: 'token', handle: file },
]
