import type { Ctx, Route } from '../../../platform/web/route.ts'
import { districtAsked, districtChoice } from '../reading.ts'
import { openMinutesOf } from './open-minutes.ts'
import { OpenMinutesList } from './pages/open-minutes-list.tsx'
import { words } from './say.ts'
import { openMeetingCount } from './store-minutes.ts'

/** So many meetings stand on a page. */
const perPage = 10

/** Approved minutes that committees open: for everybody of the district, families and partners among them. */
async function list(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const district = districtAsked(visitor, ctx.query('district'))
  const props = await ctx.inScope(async (tx) => {
    const total = await openMeetingCount(tx, district)
    const pages = Math.max(1, Math.ceil(total / perPage))
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(ctx.query('page') ?? 1)) || 1))
    const meetings = await openMinutesOf(tx, district, perPage, (page - 1) * perPage)
    return { total, pages, page, meetings, districts: await districtChoice(tx, visitor) }
  })
  return ctx.page({
    title: words(lang)('openTitle'),
    current: '/work',
    width: 'text',
    body: <OpenMinutesList lang={lang} district={district} {...props} />,
  })
}

/** Stands before the pages of items, whose address takes a number. */
export const openMinutesRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/minutes', access: 'signed-in', handle: list },
]
