import { z } from 'zod'
import { codeSchema, dateSchema, idSchema, placeSchema, quoteSchema, type TextSchema } from './text.ts'

export const cadences = [
  'daily',
  'weekly',
  'biweekly',
  'monthly',
  'quarterly',
  'marking_period',
  'three_times_a_year',
  'twice_a_year',
  'yearly',
] as const

/** When: the plan's words, and the days they resolve to. A missing end with `open` means ongoing. */
export const timeframeSchema = z
  .strictObject({
    words: z.string().trim().min(1).max(80).describe('Word for word as the plan says it.'),
    from: dateSchema.nullable().default(null),
    to: dateSchema.nullable().default(null),
    open: z.boolean().default(false).describe('True when it goes on without an end.'),
    every: z.enum(cadences).nullable().default(null),
  })
  .meta({ id: 'timeframe' })

/** One place of the source that states the element again: only what differs there. */
export const mentionSchema = z
  .strictObject({
    page: z.int().min(1).max(5000).nullable().default(null),
    place: z.string().trim().min(1).max(200),
    words: quoteSchema.nullable().default(null),
    number: z.number().nullable().default(null),
    unit: z.string().trim().min(1).max(40).nullable().default(null),
    grades: z.string().trim().min(1).max(20).nullable().default(null),
    date: z.string().trim().min(1).max(40).nullable().default(null),
    office: idSchema.nullable().default(null),
  })
  .meta({ id: 'mention' })

/** A code of another element or measure that this one names, with the words that the source puts beside it. */
export const citeSchema = z
  .strictObject({
    code: codeSchema,
    words: quoteSchema.nullable().default(null),
    source: placeSchema.nullable().default(null),
  })
  .meta({ id: 'cite' })

/** An element of a plan: a stable id, a code, a level, one or several parents, words, people, time and place in the source. */
export const elementSchema = (text: TextSchema) =>
  z
    .strictObject({
      id: idSchema,
      code: codeSchema.nullable().default(null),
      printed: z
        .string()
        .trim()
        .min(1)
        .max(24)
        .nullable()
        .default(null)
        .describe('The number as the source prints it, when it is not the code.'),
      oldCodes: z.array(codeSchema).default([]).describe('Codes it had before; they keep resolving.'),
      level: idSchema,
      parents: z.array(idSchema).default([]),
      title: text,
      text: text.nullable().default(null),
      owner: idSchema.nullable().default(null).describe('The office that answers for it.'),
      champion: idSchema.nullable().default(null).describe('The role in the leadership that speaks for it.'),
      timeframe: timeframeSchema.nullable().default(null),
      wave: z
        .string()
        .trim()
        .min(1)
        .max(40)
        .nullable()
        .default(null)
        .describe('The phase in which it begins, in the words of the plan: what has not begun is not late.'),
      major: z.boolean().default(false).describe('True for an action that the plan sets above the others of a year.'),
      youWillSee: z.array(text).default([]).describe('What students, families and staff will notice.'),
      source: placeSchema.nullable().default(null),
      mentions: z.array(mentionSchema).default([]),
      cites: z
        .array(citeSchema)
        .default([])
        .describe('Codes of others that it names, as the source prints them, also where they are wrong.'),
      state: z
        .enum(['stated', 'unaligned'])
        .default('stated')
        .describe('Unaligned: the source lost which row belongs to which.'),
      note: text.nullable().default(null),
    })
    .meta({ id: 'element' })

/** A line between two elements that is not parent and child. `read`: the plan does not draw it, a reader did. */
export const linkSchema = (text: TextSchema) =>
  z
    .strictObject({
      from: idSchema,
      to: idSchema,
      kind: z.enum(['supports', 'monitors', 'aligns', 'dependsOn', 'supersedes']),
      basis: z.enum(['stated', 'read']).default('stated'),
      note: text.nullable().default(null),
    })
    .meta({ id: 'link' })
