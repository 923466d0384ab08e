import type { Tx } from '../../../platform/db/database.ts'
import type { Child } from '../../../platform/web/html.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { savedFrom } from '../reading.ts'
import { filtersIn, type ViewName } from './filter.ts'
import { BoardShow } from './pages/board-show.tsx'
import type { FrameProps } from './pages/frame.tsx'
import { ListShow } from './pages/list-show.tsx'
import { TimelineShow } from './pages/timeline-show.tsx'
import { type Around, aroundOf, boardOf, listOf, sizes, timelineOf } from './reading.ts'
import { words } from './say.ts'

/** One view: its filters, what fits, the page. */
const shown =
  <T,>(
    view: ViewName,
    load: (ctx: Ctx, tx: Tx, around: Around) => Promise<T>,
    body: (props: T & Omit<FrameProps, 'view' | 'children' | 'counts'> & { today: string }) => Child,
  ) =>
  async (ctx: Ctx): Promise<Response> => {
    const { lang } = ctx
    const visitor = ctx.who()
    const props = await ctx.inScope(async (tx) => {
      const around = await aroundOf(tx, visitor, view, filtersIn(ctx.url), lang)
      const { filter: _filter, deputy: _deputy, ...frame } = around
      return {
        ...frame,
        lang,
        csrf: ctx.csrf,
        saved: await savedFrom(tx, visitor, ctx.query('saved'), lang),
        ...(await load(ctx, tx, around)),
      }
    })
    return ctx.page({ title: words(lang)(view), current: '/work', width: 'wide', body: body(props) })
  }

const list = shown(
  'list',
  (ctx, tx, around) => listOf(tx, around, ctx.lang),
  (props) => <ListShow {...props} count={sizes.list} />,
)
const timeline = shown(
  'timeline',
  (ctx, tx, around) => timelineOf(tx, around, ctx.lang),
  (props) => <TimelineShow {...props} count={sizes.timeline} />,
)
const board = shown(
  'board',
  (ctx, tx, around) => boardOf(tx, around, ctx.lang),
  (props) => <BoardShow {...props} count={sizes.list} />,
)

/** List, timeline and board. Stand before the pages of items, whose address takes a number. */
export const viewRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/list', access: 'signed-in', handle: list },
  { method: 'GET', path: '/work/timeline', access: 'signed-in', handle: timeline },
  { method: 'GET', path: '/work/board', access: 'signed-in', handle: board },
]
