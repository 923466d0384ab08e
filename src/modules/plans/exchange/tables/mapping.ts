import { z } from 'zod'
import { languages } from '../../../../platform/words.ts'
import { levelSchema } from '../../file/grammar.ts'
import { dateSchema, idSchema, textIn } from '../../file/text.ts'
import { sheetSchema } from './book.ts'

/** What a column of somebody's workbook may hold. */
export const holds = [
  'code',
  'title',
  'text',
  'note',
  'owner',
  'champion',
  'when',
  'from',
  'to',
  'wave',
  'measure',
  'measureCode',
  'target',
  'targetDate',
] as const
export type Holds = (typeof holds)[number]

const text = textIn('en')
const line = z.string().trim().min(1).max(300)

const columnSchema = z.strictObject({
  column: line.describe('The head of the column as it stands in the sheet, or its letter: `B`.'),
  holds: z.enum(holds),
  level: idSchema
    .nullable()
    .default(null)
    .describe('Of which level it speaks; left out: of the lowest one that the row names.'),
  lang: z.enum(languages).nullable().default(null).describe('Language of its words, when it is not that of the plan.'),
})

const tabSchema = z.strictObject({
  sheet: line,
  heads: z.int().min(1).max(1000).default(1).describe('The row in which the heads of the columns stand, from 1.'),
  last: z.int().min(1).nullable().default(null).describe('The last row that is read; left out: all.'),
  under: z
    .strictObject({ id: idSchema, level: idSchema, code: line.nullable().default(null), title: text })
    .nullable()
    .default(null)
    .describe('What the sheet as a whole stands for: everything in it stands under this element.'),
  columns: z.array(columnSchema).min(1).max(100),
})

/** How a workbook that is not our template is read: written once by a person, kept, and used for every later version of the workbook. */
export const mappingSchema = z.strictObject({
  format: z.literal('throughline-mapping/1'),
  plan: z.strictObject({
    id: idSchema,
    language: z.enum(languages),
    title: text,
    org: z.strictObject({ name: line, code: line.nullable().default(null), synthetic: z.boolean().default(false) }),
    period: z.strictObject({ words: line, from: dateSchema, to: dateSchema }),
    adoption: z
      .strictObject({ state: z.enum(['draft', 'review', 'adopted', 'archived']).default('draft') })
      .default({ state: 'draft' }),
  }),
  levels: z.array(levelSchema(text)).min(1).max(20),
  tabs: z.array(tabSchema).min(1).max(100),
})
export type TableMapping = z.output<typeof mappingSchema>
export type Tab = TableMapping['tabs'][number]

/** Which row of a sheet says something about which elements and measures. Rows count from 0. */
const rowSchema = z.strictObject({
  row: z.int().min(0),
  elements: z.array(idSchema),
  measure: idSchema.nullable().default(null),
})

/** A mapping with the workbook that was read by it, so that the same workbook comes back out: its cells, and which row is which element. */
export const layoutSchema = z.strictObject({
  format: z.literal('throughline-layout/1'),
  mapping: mappingSchema,
  sheets: z.array(sheetSchema),
  rows: z.array(z.strictObject({ sheet: line, rows: z.array(rowSchema) })),
})
export type TableLayout = z.output<typeof layoutSchema>
export type LayoutRow = z.output<typeof rowSchema>
