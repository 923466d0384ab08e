import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import { type Anchor, cadences } from '../../plans/index.ts'
import { isDate } from '../rules.ts'

const textSchema = z.strictObject({
  en: z.string().trim().min(1).max(300),
  es: z.string().trim().min(1).max(300),
})
const day = z.iso.date()
const monthNumber = z.int().min(1).max(12)
const span = z.strictObject({ from: monthNumber, to: monthNumber })

/** Where in its period a duty falls: the anchors of a plan's timeframes, as data. */
const anchorSchema: z.ZodType<Anchor> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dayOfMonth'), day: z.int().min(1).max(31) }),
  z.strictObject({ kind: z.literal('weekOfMonth'), week: z.int().min(1).max(4) }),
  z.strictObject({ kind: z.literal('dayOfYear'), month: monthNumber, day: z.int().min(1).max(31) }),
  z.strictObject({ kind: z.literal('months'), spans: z.array(span).min(1).max(12) }),
  z.strictObject({ kind: z.literal('weeks'), weeks: z.int().min(1).max(26) }),
])

/** Which days count: days of school, or days on which offices work. */
export const dayKinds = ['school', 'office'] as const
export type DayKind = (typeof dayKinds)[number]
/** What happens when the day is off: the last day before, the first after, it stays, or there is none this time. */
export const offs = ['before', 'after', 'stays', 'skip'] as const
export type Off = (typeof offs)[number]

const onDays = { days: z.enum(dayKinds), off: z.enum(offs) }

/**
 * When a duty is due. `recurs`: a cadence, where in its period, and perhaps a weekday of it (`nth` of the period; without: the first one; -1: the last).
 * `words`: the words of a plan, read as its timeframes are; words that can be read in several ways wait for a person. `sla`: so many days after something
 * happened; null waits for a person.
 */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recurs'),
    every: z.enum(cadences),
    on: anchorSchema.optional(),
    pick: z
      .strictObject({
        weekday: z.int().min(1).max(5),
        nth: z.union([z.literal(-1), z.int().min(1).max(5)]).optional(),
      })
      .optional(),
    ...onDays,
  }),
  z.strictObject({ kind: z.literal('words'), words: z.string().trim().min(1).max(400), ...onDays }),
  z.strictObject({
    kind: z.literal('sla'),
    limit: z.int().min(0).max(400).nullable(),
    /** what has to happen first, in words */
    after: textSchema,
    ...onDays,
  }),
])
export type Rule = z.infer<typeof ruleSchema>

/** What a person settled of a rule that could not be read in one way. */
export const settledSchema = z.strictObject({
  reading: z.enum(cadences).optional(),
  limit: z.int().min(0).max(400).optional(),
})
export type Settled = z.infer<typeof settledSchema>

/** A duty as a district's list tells it. Codes are those of its organizations; a district's own code stands for the district. */
export const dutySchema = z.strictObject({
  /** unique within the district; letters, digits and dashes */
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** where it comes from, as the district cites it: a row of a plan, a policy, a statute */
  basis: z.string().trim().max(200).default(''),
  title: textSchema,
  rule: ruleSchema,
  owner: z.strictObject({ role: z.string().min(1), org: z.string().min(1) }),
  /** what there is to show when it is done; null: nothing is asked for */
  artefact: textSchema.nullable(),
  /** true: each time needs a file or a link, signed by somebody else; false: a note that says where it is will do */
  needs_artefact: z.boolean().default(false),
  from: day,
  to: day.nullable().default(null),
  /** calendar days after the due day on which it still counts as done in time */
  grace: z.int().min(0).max(60).default(0),
})
export type DutyTold = z.input<typeof dutySchema>

/** A rule that a duty had before, with the days between which it held. */
export type Earlier = { rule: Rule; settled: Settled; grace: number; from: string; to: string }

/** A row of `work.duty`. */
export type Duty = {
  duty_id: number
  district_id: number
  org_id: number
  slug: string
  basis: string
  title: Text
  artefact: Text | null
  needs_artefact: boolean
  rule: Rule
  settled: Settled
  owner_role: string | null
  owner_org: number | null
  owner_account: number | null
  from_date: string
  to_date: string | null
  grace_days: number
  /** rules of before, in order; the days after the last one are those of `rule` */
  earlier: readonly Earlier[]
  /** `page`: people keep it, and the district's list leaves it alone */
  kept: 'list' | 'page'
  listed: boolean
  version: number
}

/** How an occurrence stands. `off`: the rule gave none that day, or the calendar changed. */
export const marks = ['ahead', 'due', 'grace', 'missed', 'done', 'done_late', 'excused', 'off'] as const
export type Mark = (typeof marks)[number]

export const settleForm = z.object({
  version: z.coerce.number().int().positive(),
  reading: z.enum(cadences).optional(),
  limit: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().max(400))
    .optional(),
})
export const eventForm = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/),
  on: z.iso.date().refine(isDate),
})
export const ledgerQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  /** the organization that owns, or mine */
  office: z
    .union([z.literal('mine'), z.coerce.number().int().positive()])
    .optional()
    .catch(undefined),
})
