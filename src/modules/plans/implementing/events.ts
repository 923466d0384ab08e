import { z } from 'zod'
import type { Question } from '../../../platform/events.ts'
import { languages } from '../../../platform/words.ts'
import type { Standing } from './schema.ts'

/** Whether the document that is the evidence of a measure is there. `words`: which one, in the language that was asked for. */
export type Evidence = { standing: Standing; words: string; href?: string }

const asked = z.strictObject({
  district_id: z.int(),
  plan: z.string(),
  /** ids of measures */
  measures: z.array(z.string()),
  lang: z.enum(languages),
})

/** Asked of whoever keeps documents: is the evidence of these measures of a plan there? A measure of which nobody knows is left out. */
export const evidenceAsked: Question<typeof asked, Readonly<Record<string, Evidence>>> = {
  name: 'plans/evidence',
  payload: asked,
  none: {},
}
