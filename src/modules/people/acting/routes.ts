import type { Route } from '../../../platform/web/route.ts'
import { stopActing } from './actions.ts'

/** The way out of looking as somebody: the only form that works meanwhile, beside signing out. */
export const actingRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/acting/stop',
    access: 'signed-in',
    whileActing: true,
    handle: async (ctx) => {
      await ctx.form()
      const person = await stopActing(ctx.services.db, ctx.who())
      return ctx.redirect(`/people/${person}`)
    },
  },
]
