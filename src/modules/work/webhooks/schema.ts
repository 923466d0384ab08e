import { z } from 'zod'

/** What other systems can be told of. `ping` is sent by the button of the page alone. */
export const events = ['work.item.state', 'work.cycle.closed', 'publishing.edition.published'] as const
export type Event = (typeof events)[number]

export type Hook = {
  hook_id: number
  district_id: number
  name: string
  url: string
  events: Event[]
  state: 'active' | 'off'
  why: '' | 'person' | 'failures'
  failures: number
  made_at: Date
  /** until when the history was looked through for it, whether it was on or off; null: never yet */
  looked_at: Date | null
  version: number
}

export type Delivery = {
  delivery_id: number
  name: string
  hook_id: number
  district_id: number
  event: string
  key: string
  body: string
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  attempts: number
  made_at: Date
  next_at: Date
  ended_at: Date | null
  status: number | null
  code: string
}

export const hookForm = z.object({
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().min(1).max(500),
  /** of a list of boxes: one event a line */
  events: z
    .string()
    .default('')
    .transform((text) => events.filter((one) => text.split('\n').includes(one)))
    .refine((list) => list.length > 0),
})
