import { z } from 'zod'
import type { Happening, Question } from '../../platform/events.ts'
import { languages } from '../../platform/words.ts'

/** A plan was loaded for the first time, or a new version of it. Told in the transaction; `plan` is its slug within the district. */
export const planLoaded = {
  name: 'plans/loaded',
  payload: z.strictObject({ district_id: z.int(), plan: z.string() }),
} as const satisfies Happening

/** How a task stands. `state`: in the words of the language that was asked for (`Going on, 3 days late`). `href`: where it is updated. */
export type TaskStanding = { state: string; standing: 'done' | 'late' | 'open' | 'dropped'; href?: string }
/** By the id of the task in its plan; a task that nobody knows is left out. */
export type TaskStates = Readonly<Record<string, TaskStanding>>

const asked = z.strictObject({
  district_id: z.int(),
  plan: z.string(),
  /** ids of tasks; null: all of the plan */
  tasks: z.array(z.string()).nullable(),
  lang: z.enum(languages),
})

/** Asked of whoever keeps the work: how do these tasks of a plan stand today? */
export const taskStates: Question<typeof asked, TaskStates> = { name: 'plans/task-states', payload: asked, none: {} }

/** Reviews of a unit's plan changed: what has to be read or answered, and by when. Told in the transaction; `plan` is its slug within the district. */
export const answersDue = {
  name: 'plans/answers-due',
  payload: z.strictObject({ district_id: z.int(), plan: z.string() }),
} as const satisfies Happening
