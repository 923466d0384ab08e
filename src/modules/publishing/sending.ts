import { z } from 'zod'

const payload = z.object({ edition_id: z.int().positive(), district_id: z.int().positive() })

/** The jobs as a sender needs them; what they do stands in jobs.ts. */
export const draftJob = { name: 'publishing.draft', payload }
export const publishJob = { name: 'publishing.publish', payload }
export const healJob = { name: 'publishing.heal', payload: z.object({}) }
