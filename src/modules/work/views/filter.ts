import { z } from 'zod'
import { isDate } from '../rules.ts'
import { stateFilters, type State, states, unfinished } from '../schema.ts'

const day = z
  .string()
  .refine((text) => isDate(text))
  .optional()
  .catch(undefined)
const id = z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined)

/** The filters of list, timeline and board, as they stand in the address. What makes no sense counts as not said. */
export const viewQuery = z.object({
  plan: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
    .optional()
    .catch(undefined),
  /** the organization that owns it, or that it is about */
  office: id,
  /** mine; nobody's; an account */
  owner: z
    .union([z.literal('mine'), z.literal('nobody'), z.coerce.number().int().positive().max(999_999_999)])
    .optional()
    .catch(undefined),
  state: z.enum(stateFilters).catch('unfinished'),
  late: z.literal('yes').optional().catch(undefined),
  /** the first and the last day: of due days on list and board, of what the timeline draws */
  from: day,
  to: day,
  wave: id,
  /** an element of the plan: what belongs to it or to something below it */
  under: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)
    .optional()
    .catch(undefined),
  /** where the page before ended: the day and the number of its last item */
  after: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2}|infinity)\.\d{1,9}$/)
    .refine((text) => text.startsWith('infinity') || isDate(text.slice(0, 10)))
    .optional()
    .catch(undefined),
})
export type ViewQuery = z.infer<typeof viewQuery>
export const viewNames = ['list', 'timeline', 'board'] as const
export type ViewName = (typeof viewNames)[number]

/** Reads the filters of an address. */
export const filtersIn = (url: URL): ViewQuery => viewQuery.parse(Object.fromEntries(url.searchParams))

const order = ['plan', 'under', 'wave', 'office', 'owner', 'state', 'late', 'from', 'to', 'after'] as const

/** The address of a view with these filters: the same filters, the same address. */
export function viewHref(view: ViewName, asked: Partial<ViewQuery>): string {
  const url = new URLSearchParams()
  for (const name of order) {
    const value = asked[name]
    if (value === undefined || (name === 'state' && value === 'unfinished')) continue
    url.set(name, String(value))
  }
  const text = url.toString()
  return `/work/${view}${text ? `?${text}` : ''}`
}

/** Where a page ended, for the address of the next one. */
export const cursorOf = (day: string | null, item: number): string => `${day ?? 'infinity'}.${item}`

/** The day and number in a cursor; null for the first page. */
export function cursorIn(text: string | undefined): { day: string; item: number } | null {
  const at = text?.lastIndexOf('.') ?? -1
  return text === undefined || at < 0 ? null : { day: text.slice(0, at), item: Number(text.slice(at + 1)) }
}

/** The states that a filter means. */
export const statesOf = (state: ViewQuery['state']): readonly State[] =>
  state === 'unfinished' ? unfinished : state === 'any' ? states : [state]
