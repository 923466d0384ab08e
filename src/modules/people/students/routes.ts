import { now } from '../../../platform/clock.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { coveredBy, mustHoldAny, type Role } from '../access.ts'
import { administers } from '../accounts/admin-routes.ts'
import { trust } from '../accounts/store.ts'
import { moment } from '../moments.ts'
import { isDate } from '../orgs/rules.ts'
import { timeZoneOf } from '../orgs/settings.ts'
import { words } from '../say.ts'
import { ReadsPage } from './pages/reads.tsx'
import { readPurposes } from './schema.ts'
import { listReads, sumReads } from './store.ts'

/** Who watches over the reads of records. */
export const watchers: readonly Role[] = ['administrator', 'data_steward']
const perPage = 50

async function showReads(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, watchers)
  const say = words(ctx.lang)
  const orgs = coveredBy(visitor, watchers)
  const purpose = readPurposes.find((one) => one === ctx.query('purpose')) ?? ''
  const since = isDate(ctx.query('since') ?? '') ? (ctx.query('since') ?? '') : ''
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(ctx.query('page') ?? 1)) || 1))
  const found = await ctx.inScope(async (tx) => {
    await trust(tx, orgs)
    return {
      sums: await sumReads(tx, orgs, new Date(now().getTime() - 30 * 86_400_000)),
      reads: await listReads(tx, { orgs, purpose, since, limit: perPage, offset: (page - 1) * perPage }),
      zone: await timeZoneOf(tx, orgs[0] ?? 0),
    }
  })
  const what = (code: string) => say(`purpose_${readPurposes.find((one) => one === code) ?? 'list'}`)
  const who = (row: { actor: number | null; person: string | null; actor_name: string }) =>
    row.person ?? (row.actor === null ? say('system') : row.actor_name)
  const total = found.reads[0]?.total ?? 0
  return ctx.page({
    title: say('reads'),
    current: '/people',
    width: 'wide',
    body: ReadsPage({
      lang: ctx.lang,
      admin: administers(visitor),
      purpose,
      since,
      page,
      pages: Math.ceil(total / perPage),
      total,
      sums: found.sums.map((row) => ({
        who: who(row),
        purpose: what(row.purpose),
        reads: row.reads,
        students: row.students,
      })),
      reads: found.reads.map((row) => ({
        when: moment(row.at, found.zone, ctx.lang),
        who: row.acting_for === null ? who(row) : say('actingFor', { by: who(row), name: row.acting_for }),
        org: row.org,
        purpose: what(row.purpose),
        students: row.students,
        reason: row.reason,
      })),
    }),
  })
}

/** The log of reads of records. */
export const studentRoutes: readonly Route[] = [
  { method: 'GET', path: '/people/reads', access: 'signed-in', handle: showReads },
]
