import { z } from 'zod'

/** Told when an edition became public. */
export const published = {
  name: 'publishing/published',
  payload: z.object({ district_id: z.int(), edition_id: z.int() }),
}
