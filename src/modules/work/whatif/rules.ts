import { delaying } from './delaying.ts'
import { dropping } from './dropping.ts'
import { collector } from './finding.ts'
import { losing } from './losing.ts'
import type { Broken, Change, World } from './schema.ts'

/**
 * What breaks when a plan is changed so: each thing once, with the way from the change to it. Pure: the same world and change give the same answer, and nothing is written.
 * Several changes at once are answered one by one; of a thing that two of them touch, the stronger effect is told.
 */
export function whatIf(world: World, change: Change): Broken[] {
  const found = collector()
  dropping(world, change.drops, found)
  if (change.wave) delaying(world, change.wave, found)
  for (const role of change.roles) losing(world, role, found)
  return found.all()
}
