import { forbidden, missing } from '../../platform/errors.ts'
import type { Visitor } from '../../platform/web/route.ts'
import { holds, type Role, staff } from '../people/index.ts'
import type { Item } from './schema.ts'

/** Who may update everything of their district, for those who are away, and drop what the district no longer does. */
export const leaders: readonly Role[] = ['administrator', 'superintendent', 'cabinet']
/** Who reads the district's list: its staff, its board and partners, who have duties in the plan. Families and the state read editions. */
export const readers: readonly Role[] = [...staff, 'partner']

type Owned = Pick<Item, 'district_id' | 'owner_account' | 'owner_role' | 'owner_org'> & { item_id?: number }

/**
 * What somebody does for somebody else today: everything of an owner (an account, or a role at an organization), or one item of theirs.
 * `giver`, `name`: who delegated it; `until`: its last day.
 */
export type StandIn = Omit<Required<Owned>, 'item_id'> & {
  item_id: number | null
  giver: number
  name: string
  until: string
}
/** A visitor with what was delegated to them, as `standingIn` of `delegation/` reads it. */
export type Deputy = Visitor & { standsFor?: readonly StandIn[] }

/** True when the item is the visitor's own: by account, or by the very role at the very organization. */
export function owns(visitor: Visitor, item: Owned): boolean {
  if (item.owner_account !== null) return item.owner_account === visitor.account_id
  return visitor.roles.some((held) => held.role === item.owner_role && held.org_id === item.owner_org)
}

/** For whom the visitor may update an item today; null when it was not delegated to them. Only items are delegated, never a duty as a whole. */
export function standInFor(visitor: Deputy, item: Owned): StandIn | null {
  if (item.item_id === undefined || !owned(item)) return null
  const found = visitor.standsFor?.find(
    (part) =>
      part.district_id === item.district_id &&
      (part.item_id === null || part.item_id === item.item_id) &&
      part.owner_account === item.owner_account &&
      part.owner_role === item.owner_role &&
      part.owner_org === item.owner_org,
  )
  return found ?? null
}

/** True when somebody or some office answers for the item. */
export const owned = (item: Owned): boolean => item.owner_account !== null || item.owner_org !== null

export const leads = (visitor: Visitor, districtId: number): boolean => holds(visitor, leaders, districtId)
export const mayUpdate = (visitor: Deputy, item: Owned): boolean =>
  owns(visitor, item) || standInFor(visitor, item) !== null || leads(visitor, item.district_id)

/** Districts whose whole list the visitor reads. */
export const readable = (visitor: Visitor): number[] =>
  visitor.scope.districts.filter(
    (id) =>
      holds(visitor, readers, id) ||
      visitor.roles.some((held) => held.district_id === id && (readers as readonly string[]).includes(held.role)),
  )
export const mayRead = (visitor: Visitor, item: Owned): boolean =>
  owns(visitor, item) || readable(visitor).includes(item.district_id)

export function mustRead(visitor: Visitor, item: Owned): void {
  if (!mayRead(visitor, item))
    throw missing('work/no-such-item', 'There is no such item.', 'Go to your list of work and choose one there.')
}

export function mustUpdate(visitor: Deputy, item: Owned): void {
  mustRead(visitor, item)
  if (!mayUpdate(visitor, item))
    throw forbidden(
      'work/not-yours',
      'Only its owner, the cabinet or an administrator may change this.',
      'Ask the owner who is named on the page.',
    )
}
