import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'

/** A policy of the board, a rule of the state or another body, a law. */
export const policyKinds = ['policy', 'rule', 'law'] as const
export type PolicyKind = (typeof policyKinds)[number]
/** Who keeps an obligation: the district once, or every school its own. */
export const levels = ['district', 'school'] as const
export type Level = (typeof levels)[number]

/** What a policy obliges to. `key`: stays for good (`o1`); an ended one is kept for its history. */
export type Obligation = { key: string; title: Text; each: Level; ended: boolean }

/** A row of `work.policy`. */
export type Policy = {
  policy_id: number
  district_id: number
  code: string
  kind: PolicyKind
  title: Text
  source: string
  adopted_on: string | null
  owner_role: string
  owner_org: number
  review_by: string | null
  obligations: Obligation[]
  ended: boolean
  version: number
}

/** A row of `work.compliance`: how an organization keeps an obligation. */
export type Compliance = {
  compliance_id: number
  policy_id: number
  key: string
  org_id: number
  district_id: number
  /** `duty:12`, `document:3`, `artefact:5` */
  shown_by: string | null
  /** the version of it that was looked at; empty for a duty */
  seen: string
  /** the words of the obligation as they were then; null: nobody kept them */
  words: Text | null
  note: string
  until: string | null
  assessed_by: number | null
  assessed_at: Date | null
  signed_by: number | null
  signed_at: Date | null
  version: number
}

/** Four different things: kept and signed by a second person; still time; the day is over; nobody has looked and signed. */
export const complianceStates = ['compliant', 'due', 'overdue', 'not_assessed'] as const
export type ComplianceState = (typeof complianceStates)[number]

/** How that stands by which an obligation is kept: it is there, there is still time, its day is over, there is none. */
export type Shown = { standing: 'met' | 'due' | 'overdue' | 'none'; seen: string }

const version = z.coerce.number().int().min(0).catch(0)
const line = z.string().trim().default('')
export const policyForm = z.object({
  version,
  code: line,
  kind: z.enum(policyKinds).catch('policy'),
  title: line,
  source: line,
  adopted_on: line,
  review_by: line,
  owner: line,
  ended: z.literal('yes').optional().catch(undefined),
})
export type PolicyTyped = z.infer<typeof policyForm>

export const obligationForm = z.object({
  version,
  /** the one that is changed; empty: a new one */
  key: z
    .string()
    .regex(/^(o\d{1,3})?$/)
    .catch(''),
  title: line,
  each: z.enum(levels).optional().catch(undefined),
  ended: z.literal('yes').optional().catch(undefined),
})
export type ObligationTyped = z.infer<typeof obligationForm>

export const assessForm = z.object({
  version,
  shown_by: z
    .string()
    .regex(/^(duty|document|artefact):\d{1,9}$/)
    .catch(''),
  until: line,
  note: line,
})
export type AssessTyped = z.infer<typeof assessForm>
