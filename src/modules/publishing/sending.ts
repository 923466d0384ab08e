import { z } from 'zod'

const payload = z.object({ edition_id: z.int().positive(), district_id: z.int().positive() })

/** The jobs as a sender needs them; what they do stands in jobs.ts. */
export const draftJob = { name: 'publishing.draft', payload }
/** An order to publish names the text that was approved when it was given; orders from before that name none, and are refused. */
export const publishJob = {
  name: 'publishing.publish',
  payload: payload.extend({ content_digest: z.string().max(64).optional() }),
}
export const healJob = { name: 'publishing.heal', payload: z.object({}) }
