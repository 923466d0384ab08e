import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'

/** The most measures that an office should have: a scorecard that measures everything steers nothing. More are saved, and warned of. */
export const mostMeasures = 12

/** A row of `publishing.office_measure`. `definition`: a measure of the editions; null: the office writes its values down. */
export type OfficeMeasure = {
  office_measure_id: number
  district_id: number
  org_id: number
  definition: string | null
  title: Text
  unit: string
  better: 'up' | 'down'
  ended_on: string | null
  version: number
}
/** A row of `publishing.office_value`. */
export type OfficeValue = {
  office_value_id: number
  office_measure_id: number
  on_date: string
  value: number
  version: number
}

const line = (most: number) => z.string().trim().max(most)
const number = z
  .string()
  .trim()
  .regex(/^[-\u2212]?\d{1,9}([.,]\d{1,4})?$/)
  .transform((text) => Number(text.replace('\u2212', '-').replace(',', '.')))

/** A measure of the editions needs its name alone; one of the office's own a title, and which way is better. */
export const measureForm = z
  .object({
    definition: line(80).default(''),
    title_en: line(160).default(''),
    title_es: line(160).default(''),
    unit: line(30).default(''),
    better: z.enum(['up', 'down']).default('up'),
  })
  .refine((form) => form.definition !== '' || form.title_en.length >= 3, { path: ['title_en'] })
export const valueForm = z.object({
  measure: z.coerce.number().int().positive().max(999_999_999),
  /** of the value of that day as the person saw it; 0: none */
  version: z.coerce.number().int().min(0).default(0),
  on_date: z.iso.date(),
  value: number,
})
export const endForm = z.object({
  measure: z.coerce.number().int().positive().max(999_999_999),
  version: z.coerce.number().int().positive(),
  ended: z.enum(['yes', 'no']).default('yes'),
})
