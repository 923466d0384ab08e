import { z } from 'zod'
import { type Detail, invalid } from '../../../platform/errors.ts'
import type { Lang } from '../../../platform/words.ts'
import { elementSchema } from '../file/element.ts'
import { type Element, type Measure, type Plan, planFormat } from '../file/format.ts'
import { measureSchema } from '../file/target.ts'
import { textIn } from '../file/text.ts'
import { entryAt } from './entry.ts'
import { type Op, same } from './ops.ts'

const made = (lang: Lang) => {
  const text = textIn(lang)
  return { element: elementSchema(text), measure: measureSchema(text) }
}
const schemas = { en: made('en'), es: made('es') }

/** An element as the plan format wants it. In: the language of the plan, and what is to be one. Out: the element, or what is wrong with which field. */
export const parseElement = (lang: Lang, value: unknown): z.ZodSafeParseResult<Element> =>
  schemas[lang].element.safeParse(value)
/** The same for a measure with its targets. */
export const parseMeasure = (lang: Lang, value: unknown): z.ZodSafeParseResult<Measure> =>
  schemas[lang].measure.safeParse(value)

const bad = (details: readonly Detail[]) =>
  invalid(
    'plans/bad-value',
    'A value does not fit the format of a plan.',
    'Repair what is named below and save again.',
    details,
  )

function mustFit(parsed: z.ZodSafeParseResult<unknown>, value: unknown, at: string): void {
  if (!parsed.success)
    throw bad(parsed.error.issues.map((one) => ({ path: [at, ...one.path].join('.'), message: one.message })))
  // What is kept must be what a reading of the file gives, or the digest of the plan would change by itself.
  if (!same(parsed.data, value)) throw bad([{ path: at, message: 'not in its plain form' }])
}

/**
 * Throws Invalid `plans/bad-value` when what an operation wrote does not fit the plan format. In: the plan after it. Only what the operation touched is
 * looked at; what elements mean to each other is the checker's.
 */
export function mustBeValid(plan: Plan, op: Op): void {
  if (op.kind === 'all') {
    for (const one of op.ops) mustBeValid(plan, one)
    return
  }
  const lang = plan.language
  const element = (id: string): void => {
    const found = plan.elements.find((one) => one.id === id)
    if (found) mustFit(parseElement(lang, found), found, id)
  }
  const measure = (id: string): void => {
    const found = plan.measures.find((one) => one.id === id)
    if (found) mustFit(parseMeasure(lang, found), found, id)
  }
  if (op.kind === 'move') return element(op.id)
  if (op.kind === 'renumber') {
    for (const one of op.elements)
      if (one.code.after !== null && one.code.after.length > 24) throw bad([{ path: one.id, message: 'code' }])
    return
  }
  const { at } = op
  if (at.list === 'plan') {
    if (op.kind !== 'set') return
    for (const name of Object.keys(op.fields)) {
      const field = planFormat(lang).shape[name as 'title']
      const value = (plan as unknown as Record<string, unknown>)[name]
      mustFit(field.safeParse(value), value, name)
    }
    return
  }
  if (at.list === 'elements') element(at.id)
  else measure(at.list === 'measures' ? at.id : at.of)
  if (op.kind === 'add' && !entryAt(plan, at)) throw bad([{ path: at.id, message: 'not added' }])
  if (plan.elements.length > 50_000) throw bad([{ path: 'elements', message: 'more than 50,000' }])
}
