import { z } from 'zod'
import { missing } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { readable } from '../access.ts'
import { namesFor, workDistrict } from '../reading.ts'
import { OnTime, type OnTimeRow } from './pages/on-time.tsx'
import { onTimeRate, periods, punctualityOf, spanOf } from './rules.ts'
import { words } from './say.ts'
import { itemsDue } from './store.ts'

const kinds = ['any', 'task', 'duty', 'cycle', 'document'] as const
const asking = z.object({
  period: z.enum(periods).catch('year'),
  kind: z.enum(kinds).catch('any'),
})

async function show(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const asked = asking.parse(Object.fromEntries(ctx.url.searchParams))
  const district = workDistrict(visitor)
  if (!readable(visitor).includes(district))
    throw missing('work/no-such-page', 'There is no such page for you.', 'Go to your list of work.')
  const props = await ctx.inScope(async (tx) => {
    const today = await todayOf(tx, district)
    const span = spanOf(asked.period, today, `${yearOfDay(usualCalendar, today) - 1}-07-01`)
    const items = await itemsDue(tx, [district], span, asked.kind === 'any' ? null : asked.kind)
    const ids = [...new Set(items.map((item) => item.org_id))]
    const names = await namesFor(
      tx,
      ids.map((org_id) => ({ org_id, owner_org: null, owner_account: null })),
    )
    const rowOf = (name: string, some: typeof items): OnTimeRow => {
      const counts = punctualityOf(some, span, today)
      return { name, ...counts, rate: onTimeRate(counts) }
    }
    const rows = ids
      .map((id) =>
        rowOf(
          names.orgs.get(id) ?? '',
          items.filter((item) => item.org_id === id),
        ),
      )
      .filter((row) => row.due > 0 || row.moved_out > 0)
      .toSorted((a, b) => a.name.localeCompare(b.name, lang))
    return {
      span: { from: shortDate(span.from, lang), to: shortDate(span.to, lang) },
      rows: rows.length === 0 ? [] : [...rows, rowOf(say('whole'), items)],
    }
  })
  return ctx.page({
    title: say('title'),
    current: '/work',
    width: 'wide',
    body: <OnTime lang={lang} asked={asked} kinds={kinds} {...props} />,
  })
}

/** What was done on time. Stands before the pages of items, whose address takes a number. */
export const onTimeRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/on-time', access: 'signed-in', handle: show },
]
