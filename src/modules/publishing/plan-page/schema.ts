import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'

export const audiences = ['family', 'partner', 'staff', 'community'] as const
export type Audience = (typeof audiences)[number]
/** `asks`: what the plan asks of them, their responsibility. `offers`: what it offers them, their opportunities. */
export const lineKinds = ['asks', 'offers'] as const
export type LineKind = (typeof lineKinds)[number]

/** A row of `publishing.plan_line`. */
export type PlanLineRow = {
  plan_line_id: number
  district_id: number
  plan: string
  element: string
  audience: Audience
  kind: LineKind
  words: Text
  listed: boolean
  version: number
}

type Part = { id: string; code: string; title: Text }
/** What everybody reads of the plan that a district works by: its adopted text down to the strategies, and the lines for each audience. No task, no person. */
export type PublicPlan = {
  format: 1
  title: Text
  digest: string
  adopted: { on: string | null; body: Text | null }
  vision: Text | null
  goals: (Part & { text: Text | null; below: readonly string[]; seen: readonly Text[]; strategies: readonly Part[] })[]
  lines: { audience: Audience; kind: LineKind; words: Text; about: { code: string; title: Text } }[]
}

const line = (most: number) => z.string().trim().max(most)
export const lineForm = z.object({
  version: z.coerce.number().int().min(0).default(0),
  element: line(200).min(1),
  audience: z.enum(audiences),
  kind: z.enum(lineKinds),
  words_en: line(600).min(10),
  words_es: line(600).min(10),
  listed: z.enum(['yes', 'no']).default('yes'),
})
