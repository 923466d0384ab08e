import { z } from 'zod'
import { type Lang, languages } from '../../../platform/words.ts'
import { carriedSchema } from './carried.ts'
import { elementSchema, linkSchema, mentionSchema } from './element.ts'
import { grammarSchema } from './grammar.ts'
import { measureSchema, populationSchema, units } from './target.ts'
import { dateSchema, idSchema, placeSchema, quoteSchema, textIn, yearSchema } from './text.ts'

export const formatName = 'throughline-plan/1'
const line = z.string().trim().min(1).max(300)

function build(language: Lang) {
  const text = textIn(language)
  return z
    .strictObject({
      format: z.literal(formatName),
      id: idSchema,
      language: z.enum(languages).describe('The language of every plain string in this file.'),
      title: text,
      summary: text.nullable().default(null),
      org: z
        .strictObject({
          name: line,
          code: line.nullable().default(null).describe('Code within the state or the installation.'),
          synthetic: z.boolean().default(false),
        })
        .meta({ id: 'org' }),
      period: z.strictObject({ words: line, from: dateSchema, to: dateSchema }).meta({ id: 'period' }),
      source: z
        .strictObject({
          title: line,
          published: line.nullable().default(null),
          pages: z.int().min(1).nullable().default(null),
          note: text.nullable().default(null),
        })
        .nullable()
        .default(null)
        .describe('The document this file restates.'),
      mentions: z
        .array(mentionSchema)
        .default([])
        .describe('Places of the source that state the title, the period or a count of the plan itself.'),
      declares: z
        .array(
          z.strictObject({
            level: idSchema,
            count: z.int().min(0).nullable().default(null),
            words: quoteSchema.nullable().default(null),
            source: placeSchema.nullable().default(null),
          }),
        )
        .default([])
        .describe('How many elements of a level the source says it has.'),
      adoption: z
        .strictObject({
          state: z.enum(['draft', 'review', 'adopted', 'archived']),
          body: text.nullable().default(null),
          on: dateSchema.nullable().default(null),
          document: line.nullable().default(null),
          note: text.nullable().default(null),
        })
        .meta({ id: 'adoption' }),
      story: z
        .array(
          z.strictObject({
            id: idSchema,
            words: line.describe('When, as the source writes it.'),
            from: dateSchema.nullable().default(null),
            to: dateSchema.nullable().default(null),
            office: idSchema.nullable().default(null),
            title: text,
            source: placeSchema.nullable().default(null),
          }),
        )
        .default([])
        .describe('How the plan came about, step by step: outside its window, so nothing that anybody still owes.'),
      approvals: z
        .array(
          z.strictObject({
            id: idSchema,
            body: text,
            on: dateSchema.nullable().default(null),
            words: line.nullable().default(null).describe('The date as the source writes it.'),
            what: text.nullable().default(null).describe('What was approved.'),
            vote: text.nullable().default(null),
            document: line.nullable().default(null),
            source: placeSchema.nullable().default(null),
          }),
        )
        .default([])
        .describe('Who approved what, and when.'),
      grammar: grammarSchema(text),
      statements: z
        .array(
          z.strictObject({
            id: idSchema,
            kind: z.enum(['vision', 'mission', 'value', 'belief', 'theory', 'portrait']),
            title: text,
            text: text.nullable().default(null),
            shows: z.array(idSchema).default([]).describe('Elements that carry it out or teach it.'),
            basis: z
              .enum(['stated', 'read'])
              .nullable()
              .default(null)
              .describe('Whether the plan draws these lines or a reader did; null where there are none.'),
            source: placeSchema.nullable().default(null),
          }),
        )
        .default([]),
      offices: z
        .array(z.strictObject({ id: idSchema, name: text, orgCode: line.nullable().default(null) }))
        .default([]),
      roles: z.array(z.strictObject({ id: idSchema, name: text })).default([]),
      voices: z
        .array(
          z.strictObject({
            id: idSchema,
            who: text.nullable().default(null).describe('Who was asked, in the words of the plan.'),
            count: z.int().min(0).nullable().default(null).describe('How many took part, when the plan says so.'),
            title: text,
            text: text.nullable().default(null),
            shows: z.array(idSchema).default([]).describe('Elements in which it shows up.'),
            basis: z
              .enum(['stated', 'read'])
              .default('read')
              .describe('Whether the plan draws these lines or a reader did.'),
            source: placeSchema.nullable().default(null),
          }),
        )
        .default([])
        .describe('What people said while the plan was made: themes of their feedback.'),
      needs: z
        .array(
          z.strictObject({
            id: idSchema,
            title: text,
            text: text.nullable().default(null),
            leadsTo: z.array(idSchema).default([]).describe('Elements that answer it.'),
            source: placeSchema.nullable().default(null),
          }),
        )
        .default([]),
      funding: z
        .array(
          z.strictObject({
            id: idSchema,
            title: text,
            amount: z.number().nullable().default(null).describe('In US dollars.'),
            words: line.nullable().default(null).describe('The amount as the source writes it.'),
            from: dateSchema.nullable().default(null),
            to: dateSchema.nullable().default(null),
            pays: z.array(idSchema).default([]).describe('Elements that it pays for.'),
            source: placeSchema.nullable().default(null),
            note: text.nullable().default(null),
          }),
        )
        .default([]),
      glossary: z.array(z.strictObject({ term: line, means: text, says: text.nullable().default(null) })).default([]),
      elements: z.array(elementSchema(text)).max(50_000).default([]),
      links: z.array(linkSchema(text)).default([]),
      measures: z.array(measureSchema(text)).default([]),
      sources: z
        .array(
          z.strictObject({
            id: idSchema,
            title: line,
            file: line.nullable().default(null),
            publisher: line,
            license: line.nullable().default(null),
          }),
        )
        .default([])
        .describe('Files and documents from which figures were typed in.'),
      published: z
        .array(
          z.strictObject({
            measure: idSchema,
            entity: z.strictObject({ name: line, code: line }),
            schoolYear: yearSchema,
            population: populationSchema.default({ set: 'all', value: 'all' }),
            value: z.number(),
            unit: z.enum(units),
            numerator: z
              .int()
              .min(0)
              .nullable()
              .default(null)
              .describe('As printed; null when the source prints none.'),
            denominator: z.int().min(0).nullable().default(null),
            source: z.strictObject({ id: idSchema, place: line }),
            comparable: z
              .boolean()
              .default(true)
              .describe('False when it is not the same measure; then note says why.'),
            note: text.nullable().default(null),
          }),
        )
        .default([])
        .describe('Figures that somebody else published, typed in with their place.'),
      waivers: z
        .array(
          z.strictObject({
            rule: z.string().trim().min(1).max(60).describe('The rule as the checker prints it, without plans/.'),
            element: idSchema.nullable().default(null).describe('Null: findings about the plan as a whole.'),
            reason: text,
            by: line.describe('Who lets it stand: a role or an office.'),
            on: dateSchema,
          }),
        )
        .default([])
        .describe('Findings of the checker that somebody looked at and lets stand.'),
      notes: z.array(text).default([]),
      carried: carriedSchema.nullable().default(null),
    })
    .meta({
      title: 'Throughline plan file',
      description: 'A strategic plan as data: its grammar, elements, measures, targets and published figures.',
    })
}

const formats = { en: build('en'), es: build('es') }
/** The schema of a plan file whose plain strings are in `language`. */
export const planFormat = (language: Lang): ReturnType<typeof build> => formats[language]

/** A plan as read: every text by language, every missing field null or empty. */
export type Plan = z.output<ReturnType<typeof build>>
export type Level = Plan['grammar']['levels'][number]
export type Element = Plan['elements'][number]
export type Measure = Plan['measures'][number]
export type Target = Measure['targets'][number]
export type Published = Plan['published'][number]
export type Timeframe = NonNullable<Element['timeframe']>
