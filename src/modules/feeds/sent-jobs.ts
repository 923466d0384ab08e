import { z } from 'zod'

const one = z.object({ district_id: z.number().int(), import_id: z.number().int() })

/** What actions send; `jobs.ts` says what each does. Apart, because the handlers call the actions that send them. */
export const examineJob = { name: 'feeds.examine', payload: one }
export const loadJob = { name: 'feeds.load', payload: one }
export const releaseJob = { name: 'feeds.release', payload: one }
export const reloadJob = {
  name: 'feeds.reload',
  payload: one.extend({ school_year: z.number().int(), dataset: z.string().optional() }),
}
export const rosterBackJob = { name: 'feeds.roster-back', payload: one.extend({ version: z.number().int() }) }
export const emptyRosterJob = {
  name: 'feeds.empty-roster',
  payload: z.object({ district_id: z.number().int(), school_year: z.number().int() }),
}
export const orphansJob = {
  name: 'feeds.drop-orphans',
  payload: z.object({ district_id: z.number().int(), tries: z.number().int().default(0) }),
}
export const forgetJob = {
  name: 'feeds.forget',
  payload: z.object({ district_id: z.number().int(), forgetting_id: z.number().int() }),
}
export const retentionJob = { name: 'feeds.retention', payload: z.object({}) }
