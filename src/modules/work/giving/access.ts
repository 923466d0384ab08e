import { forbidden } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds, type Role } from '../../people/index.ts'
import { leads, mustRead } from '../access.ts'
import type { Item } from '../schema.ts'

const heads: readonly Role[] = ['office_head', 'principal']

/** Who gives an item to a person: whoever heads the office or school that it belongs to, and those who lead the district. */
export const mayGive = (visitor: Visitor, item: Pick<Item, 'district_id' | 'org_id'>): boolean =>
  leads(visitor, item.district_id) || holds(visitor, heads, item.org_id)

/** Throws Missing for whoever may not read the item, Forbidden `work/heads-only` for whoever may not give it. */
export function mustGive(visitor: Visitor, item: Item): void {
  mustRead(visitor, item)
  if (!mayGive(visitor, item))
    throw forbidden(
      'work/heads-only',
      'Only the head of the office or school, the cabinet or an administrator may give this to somebody.',
      'Ask one of them to do it.',
    )
}
