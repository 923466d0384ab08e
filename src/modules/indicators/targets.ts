import { z } from 'zod'
import { type Exact, exact, plus, times, toNumber } from './exact.ts'

/** A day, or a school year by its ending year (its last day counts, see `yearEnd`). */
const when = z.union([
  z.strictObject({ date: z.iso.date() }),
  z.strictObject({ schoolYear: z.int().min(1900).max(2200) }),
])
const milestone = z.strictObject({ by: when, amount: z.number() })
const counts = z
  .strictObject({ k: z.int().nonnegative(), n: z.int().positive() })
  .refine((share) => share.k <= share.n, { message: 'k must not be above n' })

/** What the values of a measure are. People write `percent`; the engine computes with fractions 0..1. */
export const units = ['percent', 'fraction', 'index', 'usd', 'days', 'count'] as const
const unit = z.enum(units)
const operator = z.enum(['>=', '>', '<=', '<', '='])

const path = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear') }),
  z.strictObject({ kind: z.literal('geometric') }),
  z.strictObject({ kind: z.literal('endOnly') }),
  z.strictObject({ kind: z.literal('step'), milestones: z.array(milestone).min(1) }),
])

const common = {
  /** The plan's own words, letter for letter. */
  statement: z.string().min(1),
  source: z.strictObject({ document: z.string().min(1), page: z.string().nullable() }),
  measure: z.strictObject({ id: z.string().min(1), version: z.string().min(1) }),
  /** Who is counted: a group such as `race=black`, or `all`. */
  population: z.string().min(1),
  unit,
  baseline: z
    .strictObject({
      value: z.number(),
      unit,
      asOf: when,
      source: z.string().min(1),
      counts: counts.nullable().default(null),
    })
    .nullable(),
  dueBy: when,
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('each'), of: z.string().min(1) }),
    z.strictObject({ kind: z.literal('share'), of: z.string().min(1), percent: z.number().min(0).max(100) }),
  ]),
  path: path.default({ kind: 'linear' }),
  /** When the words can be read in more than one way: every reading, with its value in `unit` and why one might think so. */
  interpretations: z
    .array(z.strictObject({ id: z.string().min(1), targetValue: z.number(), argument: z.string().min(1) }))
    .default([]),
  chosen: z.string().nullable().default(null),
  chosenBy: z.string().nullable().default(null),
  chosenOn: z.iso.date().nullable().default(null),
}
const numeric = { ...common, operator, amount: z.number() }

/**
 * A target as data, never as prose only (methods 3.9). Amounts are in `unit` as people write them; changes are signed (-5 = five
 * points less), and `changeRelative` is in percent of the baseline (-60 = sixty percent less).
 */
export const targetParser = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('level'), ...numeric }),
    z.strictObject({ kind: z.literal('changePoints'), ...numeric }),
    z.strictObject({ kind: z.literal('changeRelative'), ...numeric }),
    z.strictObject({ kind: z.literal('changeAbsolute'), ...numeric }),
    z.strictObject({ kind: z.literal('completion'), ...numeric }),
    z.strictObject({ kind: z.literal('milestoneSeries'), ...common, operator, milestones: z.array(milestone).min(1) }),
    z.strictObject({ kind: z.literal('band'), ...common, low: z.number(), high: z.number() }),
    z.strictObject({ kind: z.literal('direction'), ...common, good: z.enum(['up', 'down']) }),
    z.strictObject({ kind: z.literal('compound'), ...common }),
    z.strictObject({ kind: z.literal('qualitative'), ...common }),
  ])
  .superRefine((target, context) => {
    const say = (message: string, ...at: string[]): void => context.addIssue({ code: 'custom', path: at, message })
    if (target.chosen !== null && !target.interpretations.some((reading) => reading.id === target.chosen))
      say('The chosen reading is not among the interpretations.', 'chosen')
    if (target.baseline && target.baseline.unit !== target.unit)
      say('Give the baseline in the unit of the target.', 'baseline', 'unit')
    if (target.kind === 'band' && target.low > target.high) say('The low end is above the high end.', 'low')
    if (target.path.kind === 'geometric' && target.baseline && target.baseline.value <= 0)
      say('A geometric path needs a baseline above zero.', 'path')
  })

export type Target = z.output<typeof targetParser>
export type When = z.output<typeof when>
export type Operator = z.output<typeof operator>
export type Unit = (typeof units)[number]
export type Reading = { id: string; value: Exact; argument: string }

/** Last day of a school year by its ending year, as yyyy-mm-dd: June 30, the end of a fiscal and school year in Connecticut. */
export const yearEnd = (schoolYear: number): string => `${schoolYear}-06-30`
export const dayOf = (moment: When): string => ('date' in moment ? moment.date : yearEnd(moment.schoolYear))

/** An amount as people write it in a unit, exactly, in the engine's unit (13 percent becomes 13/100). */
export function inner(amount: number, of: Unit): Exact {
  const value = exact(amount)
  return of === 'percent' ? { num: value.num, den: value.den * 100n } : value
}

/**
 * Every reading of a target with its value in the engine's unit. More than one and none chosen: the target is ambiguous, all
 * are shown and no call is made. Empty: the words give no number (or a change without a baseline).
 */
export function readings(target: Target): Reading[] {
  if (target.interpretations.length > 0) {
    const all = target.interpretations.map(({ id, targetValue, argument }) => ({
      id,
      argument,
      value: inner(targetValue, target.unit),
    }))
    return target.chosen === null ? all : all.filter((reading) => reading.id === target.chosen)
  }
  const value = written(target)
  return value ? [{ id: 'as written', value, argument: target.statement }] : []
}

function written(target: Target): Exact | null {
  const base = target.baseline && inner(target.baseline.value, target.unit)
  switch (target.kind) {
    case 'level':
    case 'completion':
      return inner(target.amount, target.unit)
    case 'changePoints':
    case 'changeAbsolute':
      return base && plus(base, inner(target.amount, target.unit))
    case 'changeRelative':
      return base && times(base, plus(exact(1), inner(target.amount, 'percent')))
    case 'direction':
      return base
    case 'milestoneSeries': {
      const last = inOrder(target.milestones).at(-1)
      return last ? inner(last.amount, target.unit) : null
    }
    default:
      return null
  }
}

/** Which way is good: read from the operator, or from baseline to target when the target is an exact value. Null for a band. */
export function goodDirection(target: Target): 'up' | 'down' | null {
  if (target.kind === 'direction') return target.good
  if (!('operator' in target)) return null
  if (target.operator !== '=') return target.operator.startsWith('>') ? 'up' : 'down'
  const [reading] = readings(target)
  if (!reading || !target.baseline) return null
  return toNumber(reading.value) >= toNumber(inner(target.baseline.value, target.unit)) ? 'up' : 'down'
}

export type Milestone = z.output<typeof milestone>
/** Milestones by date. */
export const inOrder = (milestones: readonly Milestone[]): Milestone[] =>
  milestones.toSorted((a, b) => dayOf(a.by).localeCompare(dayOf(b.by)))
