import { addDays } from '../../../platform/dates.ts'
import type { Place } from './store-tree.ts'

/**
 * The places of an organization after a file was read. In: the known places and the told ones (one row each).
 * One told row that begins when the organization began says where it is now: the same parent keeps what is known (with the told last day),
 * another parent is a move as of today. Several told rows, or another first day, say the whole story and replace what is known.
 */
export function placesAfter(
  known: readonly Place[],
  told: readonly Place[],
  at: { today: string; isPortfolio: (orgId: number) => boolean },
): Place[] {
  const inOrder = (places: readonly Place[]) =>
    [...places].sort((a, b) =>
      a.from_date === b.from_date ? a.parent_id - b.parent_id : a.from_date < b.from_date ? -1 : 1,
    )
  const line = inOrder(known.filter((place) => !at.isPortfolio(place.parent_id)))
  const [now, ...more] = told
  const first = line[0]
  const last = line.at(-1)
  if (!now || more.length > 0 || !first || !last || first.from_date !== now.from_date) return inOrder(told)
  const beside = known.filter((place) => at.isPortfolio(place.parent_id))
  if (last.parent_id === now.parent_id)
    return inOrder([...line.slice(0, -1), { ...last, to_date: now.to_date }, ...beside])
  // Nothing to keep of a place that had not begun, and no move after the end.
  if (last.from_date >= at.today || (now.to_date !== null && now.to_date < at.today))
    return inOrder([...line.slice(0, -1), { ...last, parent_id: now.parent_id, to_date: now.to_date }, ...beside])
  const moved = { ...now, from_date: at.today }
  return inOrder([...line.slice(0, -1), { ...last, to_date: addDays(at.today, -1) }, moved, ...beside])
}
