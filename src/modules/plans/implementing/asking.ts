import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { missing } from '../../../platform/errors.ts'
import type { Ctx } from '../../../platform/web/route.ts'
import type { Measure } from '../file/format.ts'
import type { Hrefs } from '../pages/props.ts'
import { type Found, type OpenPlan, openPlan } from '../reading.ts'
import { askedOf, fieldsOf, hrefsOf, withFields } from '../opening.tsx'
import { mustReadValues } from './access.ts'
import { type Filling, fillingOf } from './actions.ts'

/** A plan whose values somebody asks for. `href`: the address of a page about its values, with what the plan's own address keeps. */
export type Open = {
  plan: OpenPlan
  filling: Filling
  hrefs: Hrefs
  href: (path: string, fields?: Record<string, string>) => string
}

/** Opens the plan of the address as it is now. Errors: Missing `plans/no-plan`, Forbidden `plans/values-inside`, Invalid `plans/reference-values`. */
export async function openValues(
  ctx: Ctx,
  tx: Tx,
  scope: Scope,
): Promise<{ open: Open; found: Found } | { open: null; found: Found }> {
  const found = await openPlan(tx, scope, { ...askedOf(ctx), asOf: undefined })
  const { plan } = found
  if (!plan) return { open: null, found }
  mustReadValues(ctx.who(), plan.row)
  const base = `/plans/${encodeURIComponent(plan.row.slug)}/values`
  return {
    found,
    open: {
      plan,
      filling: await fillingOf(tx, plan.row, plan.graph),
      hrefs: hrefsOf(plan, ctx.who()),
      href: (path, fields = {}) => withFields(`${base}${path}`, { ...fieldsOf(plan), ...fields }),
    },
  }
}

/** The measure that an address names. Errors: Missing `plans/no-measure`. */
export function measureAsked(open: Open, id: string): Measure {
  const m = open.plan.graph.plan.measures.find((one) => one.id === id)
  if (!m) throw missing('plans/no-measure', 'The plan has no such measure.', 'Choose one from the list of values.')
  return m
}

/** How many values were saved, as an address tells it: `3.1` for three saved and one that said what was there. */
export const savedOf = (text: string | undefined): { count: number; same: number } | null => {
  const [, count, same] = /^(\d{1,5})\.(\d{1,5})$/.exec(text ?? '') ?? []
  return count === undefined || same === undefined ? null : { count: Number(count), same: Number(same) }
}
