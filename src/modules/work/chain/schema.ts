import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import type { Item, State } from '../schema.ts'

/** A row of `work.dependency`: `item_id` waits until `needs_item` is done. */
export type Dependency = {
  dependency_id: number
  district_id: number
  item_id: number
  needs_item: number
  days_between: number
  source: string
  settled: boolean
  ended: boolean
  version: number
}
/** One line of the net: who waits, for whom, and how many whole days lie between. */
export type Edge = Pick<Dependency, 'item_id' | 'needs_item' | 'days_between'>

/** An item as a knot of the net. */
export type Knot = Pick<Item, 'item_id' | 'state' | 'starts_on' | 'due_on' | 'done_on'> & {
  held_until?: string | null | undefined
}
/** A knot with what people read of it. */
export type NamedKnot = Knot & {
  title: Text
  code: string | null
  owner_role: string | null
  owner_org: number | null
  owner_account: number | null
  org_id: number
}

/** A row of `work.wave`. */
export type Wave = {
  wave_id: number
  district_id: number
  plan: string
  name: string
  sort: number
  planned_begin: string | null
  begins_on: string | null
  listed: boolean
  version: number
}

/** How the items of a wave, or of an action, stand: every item is counted once. */
export type Standing = {
  done: number
  late: number
  /** begun, not late */
  going: number
  /** its time has come, nobody has begun, not late */
  due: number
  /** its time has not come: never late */
  ahead: number
  dropped: number
}
export const standings = [
  'done',
  'late',
  'going',
  'due',
  'ahead',
  'dropped',
] as const satisfies readonly (keyof Standing)[]
/** An item of which this much is known belongs to one standing. */
export type Stood = {
  state: State
  starts_on: string | null
  due_on: string | null
  held_until?: string | null | undefined
}

const version = z.coerce.number().int().positive()
export const waitForm = z.object({
  needs: z.string().trim().max(200).default(''),
  days: z
    .string()
    .trim()
    .default('')
    .transform((text) => (text === '' ? '0' : text))
    .pipe(z.string().regex(/^\d{1,3}$/))
    .transform(Number)
    .pipe(z.int().max(400))
    .catch(-1),
})
export const endForm = z.object({ dependency: z.coerce.number().int().positive(), version })
export const waveForm = z.object({
  version,
  begins_on: z.string().trim().default(''),
  reason: z.string().trim().default(''),
})
export const undoForm = z.object({ version })
