import { z } from 'zod'
import type { Text } from '../../platform/words.ts'
import type { EditionCertificate } from './certificate.ts'
import type { EditionContent, EditionKind } from './editions/content.ts'
import type { CellKey, Exposure, ResultState, Why } from './sources.ts'

export const states = ['draft', 'submitted', 'approved', 'published', 'withdrawn', 'superseded'] as const
export type State = (typeof states)[number]

/** Why a cell of an edition stands as it does: seen by those who approve, never by the public. */
export type Layer = CellKey & { shown: boolean; why: Why }

export type Value = { shown: boolean; n: number | null; d: number | null }
/** A cell that differs from the last edition; public values only. */
export type CellChange = CellKey & { was: Value | null; now: Value | null }
export type Changes = {
  previous: number | null
  same: number
  changed: number
  appeared: number
  hidden: number
  added: number
  removed: number
  list: CellChange[]
}

/** A row of `publishing.edition`. */
export type EditionRow = {
  edition_id: number
  district_id: number
  number: number
  /** a packet is an edition that is made for a meeting of the board */
  kind: EditionKind
  /** the meeting that a packet is for */
  meeting_on: string | null
  state: State
  version: number
  title: Text
  note: Text
  as_of: string
  corrects: number | null
  correction: Text
  content: EditionContent | null
  content_digest: string | null
  layers: Layer[] | null
  changes: Changes | null
  exposed: Exposure[] | null
  /** of the attack on hidden numbers; null until the worker has made it, and for editions from before it was asked for */
  certificate: EditionCertificate | null
  run_ids: number[]
  /** what others had published when it was attacked, as a digest; null for drafts from before it was asked */
  told: string | null
  audit_id: number | null
  digest: string | null
  authors: number[]
  drafted_by: number
  submitted_by: number | null
  approved_by: number | null
  drafted_at: Date
  published_at: Date | null
  failure: string | null
}

/** A row of `publishing.released`: only numbers that were shown. */
export type ReleasedRow = CellKey & {
  edition_id: number
  district_id: number
  state: ResultState
  shown: boolean
  why: string
  n: number | null
  d: number | null
  decimals: number
  through_date: string | null
  at: Date
}

const line = (most: number) => z.string().trim().max(most)

/** What a publisher types: a title (needed in English, wanted in Spanish) and "our response". */
export const draftForm = z.object({
  title_en: line(160).min(1),
  title_es: line(160).default(''),
  note_en: line(4000).default(''),
  note_es: line(4000).default(''),
})
/** A correction also says what was wrong and why, in both languages: families read it. */
export const correctionForm = draftForm.extend({ correction_en: line(1000).min(10), correction_es: line(1000).min(10) })

/** Two typed languages as one text; an empty one is left out and is reported as missing. */
export function textOf(en: string, es: string): Text {
  return { ...(en ? { en } : {}), ...(es ? { es } : {}), source: 'en' }
}
