import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import type { ContentColumns } from '../artefacts/schema.ts'

export const documentKinds = ['guidance', 'procedure', 'model', 'form', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]
export const documentStates = ['draft', 'review', 'approved', 'disseminated', 'superseded'] as const
export type DocumentState = (typeof documentStates)[number]

/** A row of `work.document`. `state`: of its newest version; `in_force`: the version that its readers have. */
export type Document = {
  document_id: number
  district_id: number
  kind: DocumentKind
  title: Text
  owner_role: string
  owner_org: number
  state: DocumentState
  number: number
  in_force: number | null
  approved_by: number | null
  review_by: string | null
  acknowledge_by: string | null
  superseded_by: number | null
  version: number
}

/** A row of `work.document_version`. */
export type DocumentVersion = ContentColumns & {
  document_id: number
  number: number
  district_id: number
  note: string
  brought_by: number
  brought_at: Date
}

/** For whom a document is: a role (empty: everybody who takes part in the work) at an organization or below it. */
export type Audience = { role: string; org_id: number; must_acknowledge: boolean }

/** Somebody who was asked to read a version. */
export type Reader = {
  document_id: number
  number: number
  account_id: number
  district_id: number
  asked_on: string
  must_acknowledge: boolean
  opened_at: Date | null
  acknowledged_at: Date | null
  left_on: string | null
}

/** How many were asked, have opened it, must say so, have said so. Those who left are not counted. */
export type Reach = { asked: number; opened: number; must: number; acknowledged: number }

export const moves = ['submit', 'send_back', 'approve', 'supersede'] as const
export type Move = (typeof moves)[number]

const version = z.coerce.number().int().min(0).catch(0)
export const detailsForm = z.object({
  version,
  title: z.string().trim().default(''),
  kind: z.enum(documentKinds).catch('guidance'),
  review_by: z.string().trim().default(''),
})
export type DetailsTyped = z.infer<typeof detailsForm>

export const moveForm = z.object({
  version,
  move: z.enum(moves),
  reason: z.string().trim().default(''),
  by: z.coerce.number().int().positive().optional().catch(undefined),
})
export type MoveTyped = z.infer<typeof moveForm>

export const sendForm = z.object({
  version,
  /** one a line; `everybody` stands for all who take part in the work */
  roles: z.string().default(''),
  org: z.coerce.number().int().min(0).catch(0),
  must: z.literal('yes').optional().catch(undefined),
  acknowledge_by: z.string().trim().default(''),
})
export type SendTyped = z.infer<typeof sendForm>

export const listQuery = z.object({
  state: z.enum(documentStates).optional().catch(undefined),
  kind: z.enum(documentKinds).optional().catch(undefined),
})
export type ListQuery = z.infer<typeof listQuery>
