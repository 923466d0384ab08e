import { demoMilestones } from '../../demo/milestones.ts'
import { orgByCode } from '../modules/people/index.ts'
import { bring, countReached, enterMilestone, itemOfMilestone, updateItem } from '../modules/work/index.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services } from '../platform/web/route.ts'
import type { Person } from './demo-evidence.ts'

/** The milestones of the demo, entered, counted, shown and done, each by its own person. Out: how many. */
export async function demoMilestonesOf(services: Services, districtId: number, person: Person): Promise<number> {
  const leader = await person('superintendent')
  for (const told of demoMilestones) {
    const { title, kind, basis, planned, shown } = told
    const row = await inScope(services.db, leader.scope, async (tx) => {
      const [role, code] = told.owner
      const org = code === '*' ? districtId : (await orgByCode(tx, districtId, code))?.org_id
      const typed = { version: 0, title, kind, basis, owner: `${role}@${org}`, planned: String(planned ?? '') }
      const made = await enterMilestone(tx, leader, districtId, { ...typed, due_on: told.dueOn }, 'en')
      if (made.kind !== 'saved') throw new Error(`The demo cannot enter the milestone "${title}".`)
      return made.row
    })
    const by = await person(told.by)
    await inScope(services.db, by.scope, async (tx) => {
      for (const [at, count] of told.counts.entries()) {
        const typed = { version: row.version + at, reached: String(count) }
        const made = await countReached(tx, by, row.milestone_id, typed)
        if (made.kind !== 'saved') throw new Error(`The demo cannot count "${title}".`)
      }
      const item = await itemOfMilestone(tx, row)
      if (!shown || !item) return
      const { title: name, url, madeOn: made_on, doneOn: done_on } = shown
      await bring(tx, by, `item:${item.item_id}`, { title: name, made_on }, { kind: 'link', url })
      await updateItem(tx, by, item.item_id, { version: item.version, state: 'done', note: '', done_on })
    })
  }
  return demoMilestones.length
}
