import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import type { EditionContent } from '../editions/content.ts'
import type { PacketResponse, Standing } from '../packet/schema.ts'

/**
 * An annual progress report about one goal: what was promised and reached in a school year, every number out of one published edition. It holds no times but the
 * day that the edition is as of, and the day of making, on which its work is counted.
 */
export type ReportContent = {
  format: 1
  school_year: number
  goal: { element: string; code: string; title: Text; text: Text | null }
  /** the part of the plan whose work is counted: the goal, or what it stands under where the work lies beside the goal */
  below: { code: string; title: Text }
  strategies: { code: string; title: Text; work: Standing }[]
  work: Standing
  /** the day on which the work stood so: that of making, as tasks are not kept day by day */
  work_on: string
  words: Text
  /** of a correction: the version that was signed before, and what was wrong with it and why */
  corrects?: { revision: number; signed_on: string; content_digest: string; words: Text }
  responses: PacketResponse[]
  /** the parts of the edition that the goal's promises need */
  numbers: Pick<
    EditionContent,
    'number' | 'as_of' | 'district' | 'years' | 'definitions' | 'promises' | 'cells' | 'untranslated'
  >
}

/**
 * A signed report as an edition gives it out to everybody: what was signed and nothing else. `file`: the name of its page and of its PDF, without an ending.
 */
export type ReleasedReport = {
  id: number
  file: string
  content: ReportContent
  content_digest: string
  signed_on: string
}

export const reportStates = ['draft', 'signed'] as const
/** A row of `publishing.progress_report`. */
export type ReportRow = {
  progress_report_id: number
  district_id: number
  school_year: number
  goal: string
  edition_id: number
  words: Text
  content: ReportContent
  content_digest: string
  state: (typeof reportStates)[number]
  signed_by: number | null
  signed_on: string | null
  version: number
  /** 1, then one more with each correction */
  revision: number
  /** the signed version that this one corrects */
  corrects: number | null
  /** what was wrong and why */
  correction: Text
}

const line = (most: number) => z.string().trim().max(most)
export const makeForm = z.object({
  goal: line(120).min(1),
  school_year: z.coerce.number().int().min(2000).max(2100).optional(),
})
export const wordsForm = z.object({
  version: z.coerce.number().int().positive(),
  words_en: line(6000).default(''),
  words_es: line(6000).default(''),
  correction_en: line(1000).min(10).optional(),
  correction_es: line(1000).min(10).optional(),
})
/** What was wrong and why, in both languages: families read it. */
export const correctForm = z.object({ correction_en: line(1000).min(10), correction_es: line(1000).min(10) })
export const signForm = z.object({
  version: z.coerce.number().int().positive(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})
