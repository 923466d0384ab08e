import type { Ctx, Route } from '../../../platform/web/route.ts'
import { current } from '../opening.tsx'
import { mustReviewSomewhere } from './access.ts'
import { QuarterShow } from './pages/quarter-show.tsx'
import { quarterView } from './quarter-view.ts'
import { say } from './say.ts'

async function show(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  mustReviewSomewhere(visitor)
  const asked = /^[1-4]$/.test(ctx.query('quarter') ?? '') ? Number(ctx.query('quarter')) : null
  const props = await ctx.inScope((tx) => quarterView(tx, visitor, asked, ctx.lang))
  return ctx.page({
    title: say(ctx.lang)('quarterTitle'),
    current,
    width: 'wide',
    body: <QuarterShow lang={ctx.lang} {...props} />,
  })
}

/** The reviews of a quarter over all schools. Stands before `/plans/:plan/:element`. */
export const quarterRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/units/quarter', access: 'signed-in', handle: show },
]
