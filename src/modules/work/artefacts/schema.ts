import { z } from 'zod'

/** What somebody brings: bytes under their digest, or an address that the server never calls. */
export type Content =
  | { kind: 'file'; sha256: string; size: number; name: string; type: string }
  | { kind: 'link'; url: string }

/** The columns of a content, as they stand in rows. */
export type ContentColumns = {
  kind: 'file' | 'link'
  sha256: string | null
  size: number | null
  name: string | null
  type: string | null
  url: string | null
}

export const versionStates = ['waiting', 'accepted', 'sent_back'] as const
export type VersionState = (typeof versionStates)[number]
/** How an artefact stands: as its newest version, unless it was removed. */
export type ArtefactState = VersionState | 'removed'

/** A row of `work.artefact_version`. */
export type ArtefactVersion = ContentColumns & {
  artefact_id: number
  number: number
  district_id: number
  title: string
  made_on: string
  brought_by: number
  brought_at: Date
  state: VersionState
  signed_by: number | null
  signed_at: Date | null
  reason: string
  erased_at: Date | null
}

/** An artefact with its newest version. `removal`: why it was removed. */
export type Artefact = ArtefactVersion & { org_id: number; removed: boolean; removal: string; version: number }

/** How a qualitative measure or a task stands: evidence there, waiting for a signature, or not there. */
export type Mark = 'there' | 'waiting' | 'none'

/** The fields of a form that brings something. */
export const bringForm = z.object({
  title: z.string().trim().default(''),
  made_on: z.string().trim().default(''),
  url: z.string().trim().default(''),
  version: z.coerce.number().int().min(0).catch(0),
})
export type BringTyped = z.infer<typeof bringForm>

export const signForm = z.object({
  version: z.coerce.number().int().positive(),
  verdict: z.enum(['accepted', 'sent_back']),
  reason: z.string().trim().default(''),
})
export type SignTyped = z.infer<typeof signForm>

export const removeForm = z.object({
  version: z.coerce.number().int().positive(),
  reason: z.string().trim().default(''),
  erase: z.literal('yes').optional(),
})
export type RemoveTyped = z.infer<typeof removeForm>
