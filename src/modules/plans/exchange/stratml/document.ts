import type { z } from 'zod'
import type {
  documentTypes,
  organizationSchema,
  relationshipSchema,
  resultSchema,
  stakeholderSchema,
  submitterSchema,
} from '../../file/carried.ts'

/**
 * A StratML document in memory: what ISO 17469-1 (strategic plans) and Part 2 (performance plans and reports) can say.
 * Texts are trimmed, and an empty element says the same as a missing one: null.
 */
export type Stakeholder = z.output<typeof stakeholderSchema>
export type Organization = z.output<typeof organizationSchema>
export type Result = z.output<typeof resultSchema>
export type Relationship = z.output<typeof relationshipSchema>
export type Submitter = z.output<typeof submitterSchema>
export type DocumentType = (typeof documentTypes)[number]
export type Part = 1 | 2

export const stages = ['Outcome', 'Output_Processing', 'Output', 'Input_Processing', 'Input'] as const
export type Stage = (typeof stages)[number]

export type Instance = { targets: Result[]; actuals: Result[] }
export type Indicator = {
  sequence: string | null
  dimension: string | null
  unit: string | null
  identifier: string | null
  relationships: Relationship[]
  instances: Instance[]
  other: string | null
  stage: Stage | null
  kind: 'Quantitative' | 'Qualitative' | null
  at: At
}
/** Line and column in the file that was read; 0 and 0 for a document that was made. */
export type At = { line: number; col: number }
export const nowhereAt: At = { line: 0, col: 0 }

export type Objective = {
  name: string | null
  description: string | null
  identifier: string | null
  sequence: string | null
  stakeholders: Stakeholder[]
  other: string | null
  indicators: Indicator[]
  at: At
}
export type Goal = Omit<Objective, 'indicators'> & { objectives: Objective[] }

export type StratDocument = {
  part: Part
  type: DocumentType | null
  name: string | null
  description: string | null
  other: string | null
  organizations: Organization[]
  vision: { description: string | null; identifier: string | null } | null
  mission: { description: string | null; identifier: string | null } | null
  values: { name: string | null; description: string | null }[]
  goals: Goal[]
  identifier: string | null
  start: string | null
  end: string | null
  publication: string | null
  source: string | null
  submitter: Submitter | null
}

/** Namespaces of the two parts, as their schemas have them. */
export const namespaces = {
  part1: 'urn:ISO:std:iso:17469:tech:xsd:stratml_core',
  part2: 'urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport',
} as const

/**
 * An identifier as the standard has it (xsd:ID: begins with a letter or underscore). In: any text.
 * Out: the same text when it is one already; otherwise with `_` before it, and `_` for every letter that an ID cannot hold.
 */
export function xmlId(text: string): string {
  const safe = text.replaceAll(/[^A-Za-z0-9._-]/g, '_')
  return /^[A-Za-z_]/.test(safe) ? safe : `_${safe}`
}

/** True for an address that every reader of XML schemas takes as one. */
export const isUri = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/.test(text) && URL.canParse(text)
