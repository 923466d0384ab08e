import { z } from 'zod'
import type { Lang } from '../../../platform/words.ts'
import type { Beside } from '../file/beside.ts'
import { idSchema, placeSchema, textIn } from '../file/text.ts'

const formatName = 'throughline-crosswalk/1'

/** What became of elements of one plan in the next: with how many on each side. */
export const lineKinds = ['continued', 'renamed', 'merged', 'split', 'dropped', 'new'] as const
export type LineKind = (typeof lineKinds)[number]

function build(language: Lang) {
  const text = textIn(language)
  return z
    .strictObject({
      format: z.literal(formatName),
      id: idSchema,
      language: z.enum(['en', 'es']).describe('The language of every plain string in this file.'),
      title: text,
      note: text.nullable().default(null),
      steps: z
        .array(
          z.strictObject({
            from: idSchema.describe('The id of the earlier plan.'),
            to: idSchema.describe('The id of the plan after it.'),
            note: text.nullable().default(null),
            lines: z.array(
              z
                .strictObject({
                  kind: z
                    .enum(lineKinds)
                    .describe(
                      'continued, renamed: one to one. merged: several become one. split: one becomes several. dropped: nothing comes after. new: nothing came before.',
                    ),
                  from: z.array(idSchema).default([]).describe('Elements or measures of the earlier plan.'),
                  to: z.array(idSchema).default([]).describe('Elements or measures of the later plan.'),
                  reason: text,
                  basis: z
                    .enum(['stated', 'read'])
                    .default('read')
                    .describe('Whether a plan says so itself or a reader draws the line.'),
                  source: placeSchema.nullable().default(null).describe('Where the later plan says so.'),
                })
                .meta({ id: 'line' }),
            ),
          }),
        )
        .min(1),
    })
    .meta({
      title: 'Throughline crosswalk file',
      description: 'What became of the parts of a plan in the plans after it.',
    })
}

const formats = { en: build('en'), es: build('es') }
/** Crosswalk files: `plans/*.crosswalk.yaml`. */
export const crosswalkFile: Beside<ReturnType<typeof build>> = {
  format: formatName,
  schema: (language) => formats[language],
}

export type Crosswalk = z.output<ReturnType<typeof build>>
export type CrosswalkStep = Crosswalk['steps'][number]
export type CrosswalkLine = CrosswalkStep['lines'][number]
