import { z } from 'zod'
import { idSchema, type TextSchema } from './text.ts'

/** What a level is to Throughline, whatever the plan calls it. The same word sits at different levels in different plans. */
export const levelRoles = ['theme', 'aim', 'goal', 'strategy', 'action', 'task', 'measure'] as const
export type LevelRole = (typeof levelRoles)[number]

export const numberStyles = ['decimal', 'roman', 'letters', 'capitals', 'none'] as const

export const numberingSchema = z
  .strictObject({
    style: z.enum(numberStyles).describe('1 2 3, i ii iii, a b c, A B C, or no codes at this level.'),
    prefix: z.string().max(12).default('').describe('Stands before the number: G gives G1, G2.'),
    under: idSchema
      .nullable()
      .default(null)
      .describe('The level whose code comes first: under priority 2, strategy 1 is 2.1.'),
    separator: z.string().max(3).default('.').describe('Stands between that code and the number.'),
    carry: z
      .enum(['number'])
      .nullable()
      .default(null)
      .describe(
        'Null: the whole code above comes first, then the prefix. number: the prefix comes first, then the code above from its first digit on: under O1, key result 2 is KR1.2.',
      ),
    variants: z
      .enum(['capitals', 'letters'])
      .nullable()
      .default(null)
      .describe('With style decimal: a number may carry a letter, so that 1, 1A, 1B and 2 stand beside each other.'),
  })
  .meta({ id: 'numbering' })

/** A level of a plan's grammar: its own name, its role, which levels may be its parents, how it is numbered. */
export const levelSchema = (text: TextSchema) =>
  z
    .strictObject({
      id: idSchema,
      name: text.describe("The plan's own word for one element of this level."),
      plural: text,
      role: z.enum(levelRoles),
      parents: z.array(idSchema).default([]).describe('Levels that may stand above it. Empty: it stands at the top.'),
      top: z.boolean().default(false).describe('True when an element of this level may also stand at the top.'),
      numbering: numberingSchema.nullable().default(null),
    })
    .meta({ id: 'level' })

export const grammarSchema = (text: TextSchema) =>
  z.strictObject({ levels: z.array(levelSchema(text)).min(1).max(20) }).meta({ id: 'grammar' })
