import type { Visitor } from '../../../platform/web/route.ts'
import { leads } from '../access.ts'
import { workDistrict } from '../reading.ts'

/** The district in which a visitor enters what only those who lead may enter: the one whose work they take part in, else the first that they lead. */
export function leadingDistrict(visitor: Visitor): number {
  const home = workDistrict(visitor)
  return [home, ...visitor.scope.districts].find((id) => leads(visitor, id)) ?? home
}
