import { z } from 'zod'

/** Told in the transaction in which a pointer moves: forward by a load, back by a rollback or a purge. `version` 0: nothing is left. */
export const datasetChanged = {
  name: 'feeds/dataset-changed',
  payload: z.object({
    district_id: z.number().int(),
    dataset: z.string(),
    school_year: z.number().int(),
    version: z.number().int(),
  }),
}
