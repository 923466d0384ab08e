import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'

/** The four parts that somebody can have in a step, in the order of the letters. */
export const parts = ['responsible', 'accountable', 'consulted', 'informed'] as const
export type Part = (typeof parts)[number]

/** A party of a step, as text: a role at an organization; at the district, everybody who has the role there or below: `office_head@12`. */
export type Party = string

/** One step: what is done, who does it, the one who answers for it, who is asked before, who is told after. */
export type ProcedureStep = {
  /** stays with the step wherever it moves: `s3` */
  id: string
  text: Text
  responsible: Party[]
  accountable: Party
  consulted: Party[]
  informed: Party[]
}

/** A step that has no name of its own yet. */
export type NewStep = Omit<ProcedureStep, 'id'>

/** The steps of a document at a version. `number`: the version of the document that they were written for; `version`: 0 while there are none. */
export type Procedure = {
  document_id: number
  number: number
  district_id: number
  steps: ProcedureStep[]
  version: number
}

/** Of the procedures in force, how many have a review day that has not passed, one that has, and none. */
export type Currency = { inForce: number; current: number; past: number; undated: number }

const version = z.coerce.number().int().min(0).catch(0)
const list = z
  .string()
  .default('')
  .transform((text) => [...new Set(text.split('\n').filter(Boolean))])

export const stepForm = z.object({
  version,
  /** the step that is changed; empty: a new one */
  step: z
    .string()
    .regex(/^(s\d{1,6})?$/)
    .catch(''),
  /** where it stands afterwards, from 1 */
  place: z.coerce.number().int().min(1).max(200).catch(200),
  text: z.string().trim().default(''),
  responsible: list,
  accountable: z.string().default(''),
  consulted: list,
  informed: list,
  remove: z.literal('yes').optional().catch(undefined),
})
export type StepTyped = z.infer<typeof stepForm>

/** Who decides. */
export const deciders = ['school', 'shared', 'district'] as const
export type Decider = (typeof deciders)[number]

/** A row of `work.autonomy`. `exceptions`: the number of a zone, a portfolio or a school, and who decides there. */
export type Autonomy = {
  autonomy_id: number
  district_id: number
  title: Text
  basis: string
  who: Decider
  exceptions: Record<string, Decider>
  ended: boolean
  version: number
}

export const autonomyForm = z.object({
  version,
  title: z.string().trim().default(''),
  basis: z.string().trim().default(''),
  who: z.enum(deciders).optional().catch(undefined),
  /** one exception at a time: where, and who decides there; `same`: as the district */
  where: z.coerce.number().int().min(0).catch(0),
  there: z
    .enum([...deciders, 'same'])
    .optional()
    .catch(undefined),
  ended: z.literal('yes').optional().catch(undefined),
})
export type AutonomyTyped = z.infer<typeof autonomyForm>
