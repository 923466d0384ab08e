import { z } from 'zod'
import type { Lang } from '../../../platform/words.ts'
import type { Beside } from '../file/beside.ts'
import { populationSchema, units } from '../file/target.ts'
import { idSchema, textIn, yearSchema } from '../file/text.ts'

const formatName = 'throughline-ledger/1'
const line = z.string().trim().min(1).max(300)

function build(language: Lang) {
  const text = textIn(language)
  return z
    .strictObject({
      format: z.literal(formatName),
      id: idSchema,
      language: z.enum(['en', 'es']).describe('The language of every plain string in this file.'),
      title: text,
      measures: z
        .array(
          z.strictObject({
            id: idSchema.describe('The indicator definition that measures of plans name, such as chronic-absenteeism.'),
            title: text,
            note: text.nullable().default(null),
            unit: z.enum(units),
            better: z.enum(['higher', 'lower']),
            series: z
              .array(z.strictObject({ id: idSchema, name: text, note: text.nullable().default(null) }))
              .min(1)
              .describe('What was counted, each way of counting once. The first is the usual one.'),
            breaks: z
              .array(
                z.strictObject({
                  schoolYear: yearSchema.describe('The first year that is counted or published in the new way.'),
                  to: yearSchema.nullable().default(null).describe('With a gap: its last year.'),
                  kind: z
                    .enum(['definition', 'gap', 'source'])
                    .describe(
                      'definition: values before and after are not the same measure. gap: values of these years say little. source: another file, the same measure as far as is known.',
                    ),
                  title: text,
                  source: line,
                }),
              )
              .default([]),
            promises: z
              .array(
                z.strictObject({
                  plan: idSchema,
                  measure: idSchema,
                  series: idSchema,
                  note: text.nullable().default(null),
                }),
              )
              .default([])
              .describe('Promises of plans that are about another way of counting than the usual one.'),
            figures: z
              .array(
                z.strictObject({
                  entity: z.strictObject({ name: line, code: line }),
                  schoolYear: yearSchema,
                  population: populationSchema.default({ set: 'all', value: 'all' }),
                  value: z.number(),
                  unit: z.enum(units),
                  numerator: z.int().min(0).nullable().default(null),
                  denominator: z.int().min(0).nullable().default(null),
                  source: z.strictObject({ id: idSchema, place: line }),
                  series: idSchema.nullable().default(null).describe('Null: the usual one.'),
                  note: text.nullable().default(null),
                }),
              )
              .default([])
              .describe('Figures that somebody published, typed in as printed.'),
          }),
        )
        .default([]),
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
        .default([]),
    })
    .meta({
      title: 'Throughline ledger file',
      description:
        'What plans of several years promised about one measure: ways of counting, breaks, published figures.',
    })
}

const formats = { en: build('en'), es: build('es') }
/** Ledger files: `plans/*.ledger.yaml`. */
export const ledgerFile: Beside<ReturnType<typeof build>> = {
  format: formatName,
  schema: (language) => formats[language],
}

export type LedgerFile = z.output<ReturnType<typeof build>>
export type LedgerMeasure = LedgerFile['measures'][number]
export type Break = LedgerMeasure['breaks'][number]
