import { dateIn } from '../../platform/clock.ts'
import { invalid } from '../../platform/errors.ts'
import { shortDate } from '../../platform/format.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { districtsRun } from './access.ts'

/** The district that a page is about: the one asked for, else the first whose files the visitor runs. */
export function districtOf(ctx: Ctx, asked = ctx.query('district')): number {
  const visitor = ctx.who()
  const chosen = asked && /^\d{1,9}$/.test(asked) ? Number(asked) : (districtsRun(visitor)[0] ?? 0)
  return chosen
}

/** Says dates in the district's time zone and the reader's language. */
export const dayWords = (ctx: Ctx, timeZone: string) => (at: Date) => shortDate(dateIn(at, timeZone), ctx.lang)

/** Parses a form; what is missing is told once, without the data. */
export function parsed<T>(result: { success: true; data: T } | { success: false }): T {
  if (!result.success)
    throw invalid(
      'feeds/form',
      'Something in the form is missing or cannot be read.',
      'Fill the form again; a reason needs at least three letters.',
    )
  return result.data
}

export const signedIn = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
  method,
  path,
  access: 'signed-in',
  handle,
})
