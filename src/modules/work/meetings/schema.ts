import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import type { Rule } from '../duties/schema.ts'

export const kinds = ['cabinet', 'steering', 'subcommittee', 'advisory', 'council', 'board', 'team'] as const
export type CommitteeKind = (typeof kinds)[number]
export const parts = ['chair', 'secretary', 'member'] as const
export type Part = (typeof parts)[number]

/** A row of `work.committee`. */
export type Committee = {
  committee_id: number
  district_id: number
  org_id: number
  slug: string
  kind: CommitteeKind
  name: Text
  purpose: Text
  reports_to: number | null
  quorum: number | null
  rule: Rule | null
  standing: readonly Text[]
  open_minutes: boolean
  from_date: string
  to_date: string | null
  version: number
}

/** A seat for a time: an office by role and organization, one person, or somebody without an account, by what they are (`seat`; never a name). */
export type Seat = {
  member_id: number
  committee_id: number
  district_id: number
  part: Part
  owner_role: string | null
  owner_org: number | null
  owner_account: number | null
  seat: string
  from_date: string
  to_date: string | null
}

/** A row of `work.meeting`. */
export type Meeting = {
  meeting_id: number
  district_id: number
  committee_id: number
  key: string
  planned_on: string
  held_on: string
  /** `16:30`, in the district's time; empty: not said */
  starts_at: string
  place: string
  state: 'planned' | 'called_off'
  minutes: 'none' | 'draft' | 'approved'
  present: readonly number[]
  guests: number
  /** how many had to be there, as it was when the minutes were written */
  quorum: number | null
  approved_on: string | null
  approved_by: number | null
  approved_in: number | null
  open_minutes: boolean
  version: number
}

/** Where a point of an agenda comes from, in the order of a fresh agenda. */
export const pointKinds = ['minutes', 'standing', 'action', 'measure', 'item', 'own'] as const
export type PointKind = (typeof pointKinds)[number]

/** A point as the program builds it. */
export type BuiltPoint = { kind: PointKind; key: string; title: Text; facts: Text; href: string | null }
/** A row of `work.meeting_point`. */
export type Point = BuiltPoint & {
  point_id: number
  meeting_id: number
  about: string
  by_account: number | null
  place: number
  listed: boolean
  settled: boolean
  minutes: string
}

export type Decision = {
  decision_id: number
  meeting_id: number
  point_id: number | null
  year: number
  number: number
  words: string
  votes_for: number | null
  votes_against: number | null
  abstained: number | null
  listed: boolean
}

/** What somebody has to do by a day; as a due item it is `meeting:<meeting>/action-<action>`. */
export type Action = {
  action_id: number
  meeting_id: number
  point_id: number | null
  words: string
  lang: 'en' | 'es'
  owner_role: string | null
  owner_org: number | null
  owner_account: number | null
  due_on: string
  listed: boolean
}

export type Correction = {
  correction_id: number
  meeting_id: number
  point_id: number | null
  decision_id: number | null
  words: string
  reason: string
  on_date: string
  by_account: number | null
}

/** A meeting with all that belongs to it. */
export type Whole = {
  meeting: Meeting
  points: readonly Point[]
  decisions: readonly Decision[]
  actions: readonly Action[]
  corrections: readonly Correction[]
}

/** What is versioned as one: `held_on`, `p12.minutes`, `d3.words`. Numbers after the letter are ids. */
export type Value = string | number | boolean | null
export type Sheet = Readonly<Record<string, Value>>

const version = z.coerce.number().int().positive()
const line = (most: number) => z.string().trim().max(most)
/** An empty field is nothing. */
const maybe = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), inner.nullable())
const count = maybe(z.coerce.number().int().min(0).max(500))
const id = maybe(z.coerce.number().int().positive().max(2_000_000_000))
/** A day that people live in: years that no calendar has are mistyped. */
const day = z.iso.date().refine((date) => date >= '2000-01-01' && date <= '2100-12-31')

/** The committee as a form sends it. Points of every agenda: one a line, `English | español`. */
export const committeeForm = z.object({
  version: version.optional(),
  district: id.optional(),
  name_en: line(200).min(1),
  name_es: line(200).min(1),
  purpose_en: line(1000).default(''),
  purpose_es: line(1000).default(''),
  kind: z.enum(kinds),
  org_id: z.coerce.number().int().positive(),
  reports_to: id,
  quorum: maybe(z.coerce.number().int().min(1).max(200)),
  every: z.enum(['', 'weekly', 'biweekly', 'monthly', 'quarterly']).default(''),
  weekday: z.coerce.number().int().min(1).max(5).catch(2),
  nth: z.coerce
    .number()
    .int()
    .refine((n) => n === -1 || (n >= 1 && n <= 5))
    .catch(1),
  days: z.enum(['school', 'office']).catch('office'),
  off: z.enum(['before', 'after', 'stays', 'skip']).catch('after'),
  standing: line(4000).default(''),
  open_minutes: z.literal('yes').optional(),
  from_date: day,
  to_date: maybe(day),
})
export type CommitteeTyped = z.infer<typeof committeeForm>

/* The forms of one page have field names of their own: each label belongs to one field. */
export const memberForm = z.object({
  m_part: z.enum(parts),
  m_holder: line(80).default(''),
  m_seat: line(80).default(''),
  m_from: day,
  m_to: maybe(day),
})
export const endForm = z.object({ to_date: day })
const time = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/)
  .default('')
export const singleForm = z.object({ held_on: day, starts_at: time, place: line(200).default('') })
export const whenForm = singleForm.extend({ version, called_off: z.literal('yes').optional() })
export const pointForm = z.object({ n_title: line(300).min(1), n_about: line(2000).default('') })
export const decisionForm = z.object({
  d_point: id,
  d_words: line(2000).min(1),
  d_for: count,
  d_against: count,
  d_abstained: count,
})
export const actionForm = z.object({
  a_point: id,
  a_words: line(300).min(1),
  a_owner: line(80).default(''),
  a_due: day,
})
export const approveForm = z.object({ version, approved_in: id })
export const correctionForm = z.object({
  c_of: z.string().regex(/^[pd]\d{1,9}$|^$/),
  c_words: line(2000).min(1),
  c_reason: line(500).min(1),
})
/** The part of the forms of minutes and agenda that has fixed names; texts and places come by point. */
export const minutesForm = z.object({
  version,
  guests: z.preprocess(
    (value) => (value === '' || value === undefined ? 0 : value),
    z.coerce.number().int().min(0).max(2000),
  ),
  present: z.string().default(''),
})
export const versionForm = z.object({ version })
