import { z } from 'zod'
import { languages, type Lang, type Text } from '../../../platform/words.ts'

/** How far a translation is: written by the district, reviewed by a second reader, or older than the original. */
export const translationStates = ['written', 'reviewed', 'stale'] as const
/** A text of a plan: words per language, the language it was first written in, and how far each translation is. */
export type PlanText = Text & { state?: Partial<Record<Lang, (typeof translationStates)[number]>> }

const words = z.string().trim().min(1).max(4000)

/**
 * The schema of a text in a plan file. In: the plan's language. A plain string in the file is the plan's language;
 * an object gives one string a language, and may name the source language and the state of each translation.
 */
export function textIn(language: Lang) {
  const form = z.strictObject({
    en: words.exactOptional(),
    es: words.exactOptional(),
    source: z.enum(languages).exactOptional(),
    state: z
      .strictObject({ en: z.enum(translationStates).exactOptional(), es: z.enum(translationStates).exactOptional() })
      .exactOptional(),
  })
  return z
    .union([words, form])
    .transform(
      (v): PlanText => (typeof v === 'string' ? { [language]: v, source: language } : { source: language, ...v }),
    )
    .refine((v) => Boolean(v.en ?? v.es), { error: 'empty-text' })
    .meta({
      id: 'text',
      description: 'Words in the language of the plan, or one string a language: {en: ..., es: ...}.',
    })
}
export type TextSchema = ReturnType<typeof textIn>

/** A stable id: small letters, digits and dashes. It never changes, also when codes are renumbered. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, { error: 'bad-id' })
  .meta({ id: 'id', description: 'Stable id: small letters, digits, dashes. Never changes; codes may.' })

/** A code as people say it, such as `2.1.iii` or `TL1.iv`. Written in quotes: 2.10 without quotes is the number 2.1. */
export const codeSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9. _-]{0,23}$/, { error: 'bad-code' })
  .meta({ id: 'code', description: "Code as people say it, in quotes: '2.1.iii'." })

/** A few words quoted from a source; more than six would be copying. */
export const quoteSchema = z
  .string()
  .trim()
  .min(1)
  .refine((v) => v.split(/\s+/).length <= 6, { error: 'long-quote' })
  .meta({ id: 'quote', description: 'One to six words quoted from the source.' })

export const dateSchema = z.iso.date().meta({ id: 'date', description: 'A day: yyyy-mm-dd.' })
/** A school year by its ending year: 2026 is 2025-26. */
export const yearSchema = z
  .int()
  .min(1990)
  .max(2100)
  .meta({ id: 'schoolYear', description: 'School year by its ending year: 2026 is 2025-26.' })

/** A place in a source document: page and what stands there. */
export const placeSchema = z
  .strictObject({
    page: z.int().min(1).max(5000).nullable().default(null),
    place: z.string().trim().min(1).max(200).nullable().default(null),
  })
  .meta({ id: 'place', description: 'Where the source document says it.' })
