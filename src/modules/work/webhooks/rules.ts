import type { Recorded } from '../../../platform/history/history.ts'
import type { Event } from './schema.ts'

/** Minutes until the next try, after the first, second, ... one. After the last of them it is given up. */
export const waits = [1, 5, 30, 120, 480, 1440] as const
/** After so many deliveries in a row that were given up, the webhook is switched off. */
export const givesUpAfter = 3

/** When a delivery is tried again after `attempts` tries; null when it is given up. */
export function nextTry(attempts: number, at: Date): Date | null {
  const wait = waits[attempts - 1]
  return wait === undefined ? null : new Date(at.getTime() + wait * 60_000)
}

export type Change = Pick<Recorded, 'change_id' | 'object' | 'object_id' | 'version' | 'verb' | 'at' | 'was' | 'became'>

/** The objects of the history that events are made of. */
export const objectOf: Readonly<Record<Event, string>> = {
  'work.item.state': 'work.item',
  'work.cycle.closed': 'work.cycle',
  'publishing.edition.published': 'edition',
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/**
 * What a change of the history is told as: an event and its own part of the body, ids and codes only; null when nobody outside is told of it.
 * A first row is no change of state: a plan that is loaded would tell of thousands.
 */
export function eventOf(change: Change): { event: Event; data: Record<string, string | number | null> } | null {
  const id = Number(change.object_id)
  if (!Number.isSafeInteger(id)) return null
  if (change.object === 'work.item' && change.verb !== 'added' && 'state' in change.became)
    return {
      event: 'work.item.state',
      data: { item: id, version: change.version, was: text(change.was.state), became: text(change.became.state) },
    }
  if (change.object === 'work.cycle' && change.verb === 'closed')
    return { event: 'work.cycle.closed', data: { cycle: id, version: change.version } }
  if (change.object === 'edition' && change.became.state === 'published')
    return { event: 'publishing.edition.published', data: { edition: id, version: change.version } }
  return null
}

/** The body of a delivery, which is what the signature is made over. In: the event, when it happened, the district's code, the event's own part. */
export const bodyOf = (
  event: string,
  at: Date,
  district: string,
  data: Readonly<Record<string, string | number | null>>,
): string => JSON.stringify({ event, at: at.toISOString(), district, data })
