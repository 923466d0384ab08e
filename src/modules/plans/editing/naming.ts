import type { Ctx } from '../../../platform/web/route.ts'
import { fieldsNaming } from '../naming.ts'
import { confirmField } from '../pages/name-check.tsx'
import type { PlanRow } from '../schema.ts'
import type { Flat } from './fields.ts'
import { isBox } from './saving.ts'

const notTexts: ReadonlySet<string> = new Set(['csrf', 'n', 'boxes', confirmField])
const isField = (name: string): boolean => !notTexts.has(name) && !name.startsWith('pick.')
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/** A form as it was sent over what stands in the draft: every field, boxes that were left empty too, theirs where theirs was chosen. */
export const typedOver = (before: Flat, form: Flat): Flat => ({
  ...before,
  ...(form['boxes'] === 'yes'
    ? Object.fromEntries(
        Object.keys(before)
          .filter(isBox)
          .map((name) => [name, '']),
      )
    : {}),
  ...Object.fromEntries(Object.entries(form).filter(([name]) => isField(name) && form[`pick.${name}`] !== 'theirs')),
})

/**
 * Fields of a form on the draft of a school's or an office's plan in which the name of a student seems to stand; what stood there before is not asked about again.
 * In: the plan, the fields as they stand, the form. The district's own plan is written by those who lead it. Access is the caller's, who holds no transaction.
 */
export async function namingIn(ctx: Ctx, plan: PlanRow, before: Flat, form: Flat): Promise<string[]> {
  if (plan.unit_id === null) return []
  const texts = Object.entries(form).filter(
    ([name, text]) => isField(name) && plain(text) !== plain(before[name] ?? ''),
  )
  return fieldsNaming(ctx, plan.district_id, texts, form)
}
