import { z } from 'zod'
import { cadences, mentionSchema } from './element.ts'
import { codeSchema, dateSchema, idSchema, placeSchema, quoteSchema, type TextSchema, yearSchema } from './text.ts'

/** How a target is meant (methods 3.9). */
export const targetKinds = [
  'level',
  'changePoints',
  'changeRelative',
  'changeAbsolute',
  'direction',
  'band',
  'milestoneSeries',
  'completion',
  'compound',
  'qualitative',
] as const
export const operators = ['>=', '>', '<=', '<', '=', 'within'] as const
/** `percent` is 0..100 as people write it; `fraction` is 0..1; `points` are percentage points. */
export const units = ['percent', 'fraction', 'points', 'index', 'usd', 'days', 'count'] as const
export const paths = ['linear', 'step', 'endOnly', 'geometric'] as const
/** The twelve group sets of every result, so that a plan names groups in the words of the numbers. */
export const groupSets = [
  'all',
  'race',
  'econ',
  'el',
  'swd',
  'gender',
  'grade',
  'residency',
  'high_needs',
  'race_grade',
  'high_needs_grade',
  'swd_grade',
] as const

export const populationSchema = z
  .strictObject({ set: z.enum(groupSets).default('all'), value: z.string().min(1).max(60).default('all') })
  .meta({ id: 'population', description: 'A group of students: set and value, such as grade and 3.' })

/** A moment of school life: a school year, a day, or both (the day the words resolve to). */
export const whenSchema = z
  .strictObject({
    words: z.string().trim().min(1).max(80).nullable().default(null),
    schoolYear: yearSchema.nullable().default(null),
    date: dateSchema.nullable().default(null),
  })
  .refine((v) => v.schoolYear !== null || v.date !== null, { error: 'empty-when' })
  .meta({ id: 'when', description: 'A school year, a day, or both.' })

const baselineSchema = z
  .strictObject({
    value: z.number(),
    unit: z.enum(units),
    asOf: whenSchema,
    source: z.string().trim().min(1).max(300).describe('Who says so, in a few words.'),
  })
  .meta({ id: 'baseline' })

const interpretationSchema = (text: TextSchema) =>
  z
    .strictObject({
      id: idSchema,
      value: z.number(),
      unit: z.enum(units),
      argument: text.describe('Why one could read it so.'),
    })
    .meta({
      id: 'interpretation',
      description: 'One possible reading of an unclear target and the value it would ask for.',
    })

/** A target as data (methods 3.9): what is asked, of whom, from what, by when, and every way to read it. */
export const targetSchema = (text: TextSchema) =>
  z
    .strictObject({
      id: idSchema,
      words: quoteSchema.nullable().default(null).describe('The words of the plan, six at most.'),
      source: placeSchema.nullable().default(null),
      population: populationSchema.default({ set: 'all', value: 'all' }),
      kind: z.enum(targetKinds),
      operator: z.enum(operators).nullable().default(null),
      amount: z.number().nullable().default(null),
      unit: z.enum(units).nullable().default(null),
      baseline: baselineSchema.nullable().default(null),
      dueBy: whenSchema.nullable().default(null),
      path: z.enum(paths).default('linear').describe('What is expected on the way; endOnly makes no interim call.'),
      milestones: z.array(z.strictObject({ dueBy: whenSchema, amount: z.number() })).default([]),
      scope: z
        .enum(['all', 'each', 'share'])
        .default('all')
        .describe('All units together, each unit, or a share of the units.'),
      unitRule: z
        .strictObject({
          units: z.enum(['school', 'zone', 'office', 'family', 'student']),
          operator: z.enum(operators).nullable().default(null),
          amount: z.number().nullable().default(null),
          unit: z.enum(units).nullable().default(null),
          note: text.nullable().default(null),
        })
        .nullable()
        .default(null)
        .describe('With scope each or share: what one unit must meet.'),
      interpretations: z
        .array(interpretationSchema(text))
        .default([])
        .describe('Empty when the target can be read in one way only.'),
      chosen: idSchema.nullable().default(null).describe('The reading a person chose. Until then no call is made.'),
      chosenBy: z.string().trim().min(1).max(120).nullable().default(null),
      chosenOn: dateSchema.nullable().default(null),
      note: text.nullable().default(null),
    })
    .meta({ id: 'target' })

/** What a district watches to see how a plan goes: one element alone tells half. Perceptions are those of students, families, staff and partners. */
export const monitoringElements = ['outcomes', 'leadership', 'perceptions', 'implementation'] as const

export const measureRoles = ['outcome', 'leading', 'implementation', 'fidelity', 'input', 'qualitative'] as const

/** A measure: which indicator tells, of which element, for whom, and what is asked. */
export const measureSchema = (text: TextSchema) =>
  z
    .strictObject({
      id: idSchema,
      of: z.array(idSchema).min(1).describe('The elements it measures.'),
      title: text,
      definition: idSchema
        .nullable()
        .default(null)
        .describe('Id of the indicator definition, such as chronic-absenteeism. Null: no indicator yet.'),
      role: z.enum(measureRoles),
      who: z.enum(['student', 'adult', 'family']).nullable().default(null),
      code: codeSchema.nullable().default(null).describe('The letter or code by which the plan calls it.'),
      pair: z.enum(['pre_post']).nullable().default(null).describe('Measured before and after.'),
      monitoring: z
        .enum(monitoringElements)
        .nullable()
        .default(null)
        .describe('Which of the four elements of monitoring it belongs to.'),
      instrument: z
        .string()
        .trim()
        .min(1)
        .max(120)
        .nullable()
        .default(null)
        .describe('Test, rubric or survey that gives it.'),
      artefact: z.boolean().default(false).describe('True when a document is the evidence.'),
      every: z.enum(cadences).nullable().default(null).describe('How often it is looked at.'),
      office: idSchema.nullable().default(null).describe('The office that reports it.'),
      source: placeSchema.nullable().default(null),
      mentions: z.array(mentionSchema).default([]),
      populations: z
        .array(populationSchema)
        .min(1)
        .default([{ set: 'all', value: 'all' }]),
      targets: z.array(targetSchema(text)).default([]),
      note: text.nullable().default(null),
    })
    .meta({ id: 'measure' })
