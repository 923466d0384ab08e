import { z } from 'zod'

/** A row of `work.submission`: a recurring duty that something is sent for. Its title, days and owner are those of the duty. */
export type Submission = {
  submission_id: number
  district_id: number
  duty_id: number
  /** letters, digits and dashes; unique in the district: `SDE-WEEKLY` */
  code: string
  recipient: string
  ended: boolean
  version: number
}

/** A row of `work.sending`: one occurrence that was sent. */
export type Sending = {
  item_id: number
  district_id: number
  what: string
  sent_on: string
  sent_by: number
  /** the artefact that is the receipt */
  receipt_id: number | null
  version: number
}

/** How an occurrence stands. `unrecorded`: done, but nobody said what was sent. */
export const sentStates = ['sent', 'sent_late', 'due', 'overdue', 'unrecorded', 'excused', 'off'] as const
export type SentState = (typeof sentStates)[number]

const version = z.coerce.number().int().min(0).catch(0)
export const submissionForm = z.object({
  version,
  duty: z.coerce.number().int().min(0).catch(0),
  code: z.string().trim().default(''),
  recipient: z.string().trim().default(''),
  ended: z.literal('yes').optional().catch(undefined),
})
export type SubmissionTyped = z.infer<typeof submissionForm>

export const sendingForm = z.object({
  version,
  what: z.string().trim().default(''),
  sent_on: z.string().trim().default(''),
  /** the artefact that is the receipt; 0: none yet */
  receipt: z.coerce.number().int().min(0).catch(0),
})
export type SendingTyped = z.infer<typeof sendingForm>

export const backForm = z.object({ version, reason: z.string().trim().default('') })
export type BackTyped = z.infer<typeof backForm>

export const yearQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined) })
