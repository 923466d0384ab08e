import type { Tx } from '../../platform/db/database.ts'
import { todayOf } from './orgs/settings.ts'
import { districtsSeen } from './orgs/store.ts'
import { yearOf } from './orgs/store-calendar.ts'
import { countFacts } from './store.ts'

/** One line of the check list of an empty installation. `count` says how many there are. */
export type SetupFact = {
  key: 'organizations' | 'calendar' | 'sign_in' | 'first_file'
  done: boolean
  count: number
  href: string
}

/** How far the setting up of the scope's (first) district is: read from what there is, never ticked by hand. */
export async function setupState(tx: Tx): Promise<SetupFact[]> {
  const district = (await districtsSeen(tx))[0]
  const facts = district
    ? await countFacts(tx, district.org_id, await yearOf(tx, district.org_id, await todayOf(tx, district.org_id)))
    : { schools: 0, days: 0, people: 0, enrolled: 0 }
  return [
    { key: 'organizations', done: facts.schools > 0, count: facts.schools, href: '/data' },
    { key: 'calendar', done: facts.days > 0, count: facts.days, href: '/data' },
    { key: 'sign_in', done: facts.people > 1, count: facts.people, href: '/people' },
    { key: 'first_file', done: facts.enrolled > 0, count: facts.enrolled, href: '/data' },
  ]
}
