import { allows } from './table.ts'
import { ofPlanInside, ofPlanWritten, type Row, type Sees, sight, unitWritten } from './row-sight.ts'

/**
 * Which rows of each protected table somebody could write under the plain scope of a request, if the program asked for it, by hand: what row security alone
 * holds, below the checks of each action. Where nothing stands here, whoever sees a row may write it. Who has no grant for a verb is not asked.
 */
export type Verb = 'insert' | 'update' | 'delete'

const num = (value: unknown): number => Number(value)
const seated = (seats: Parameters<Sees>[0]['seats'], id: unknown): boolean =>
  id !== null && allows('read plans', seats, { org: num(id), district: num(id) })
const nobody: Sees = () => false
const own: Sees = (who, row) => who.account !== null && num(row.account_id) === who.account
const ofDistrict: Sees = (who, row) => seated(who.seats, row.district_id)
const asOneself = (who: Parameters<Sees>[0], row: Row): boolean =>
  (row.actor === null ? who.account === null : num(row.actor) === who.account) && row.actor_name === who.name
const ofInside: Sees = (who, row) =>
  allows('read who is who', who.seats, { org: num(row.district_id), district: num(row.district_id) })
const numbers = (who: Parameters<Sees>[0], org: unknown, id: unknown): boolean =>
  allows('read true numbers', who.seats, { org: num(org), district: num(id) })
const ofWhole: Sees = (who, row) => numbers(who, row.district_id, row.district_id)

const lines: Readonly<Record<string, Partial<Record<Verb, Sees>> | Sees>> = {
  'people.org': ofDistrict,
  'people.org_closure': ofDistrict,
  'people.setting': (who, row, around) => seated(who.seats, around.districtOf(num(row.org_id))),
  // Accounts and roles: only after an administrator's own check has opened the organizations that the person administers.
  'people.role_held': nobody,
  'people.account': { insert: nobody, update: own },
  'people.provider': nobody,
  'people.acting': { insert: nobody, update: (who, row) => num(row.by_account) === who.account },
  // Written by the system alone: rosters, counts, what a file brought.
  'people.enrolled': nobody,
  'people.roster_org': nobody,
  'people.term': nobody,
  'people.course': nobody,
  'people.class': nobody,
  'people.class_member': nobody,
  'people.staff': nobody,
  'people.staff_role': nobody,
  'feeds.pointer': nobody,
  'feeds.freshness': nobody,
  'feeds.dataset_version': nobody,
  // The log and the history: only in one's own name, about what one may see.
  'people.student_read': {
    insert: (who, row, around) =>
      asOneself(who, row) &&
      (numbers(who, row.org_id, around.districtOf(num(row.org_id))) ||
        allows('read students', who.seats, {
          org: num(row.org_id),
          district: num(around.districtOf(num(row.org_id))),
        })),
    update: nobody,
  },
  'platform.change': (who, row, around) => asOneself(who, row) && seated(who.seats, around.districtOf(num(row.org_id))),
  'indicators.small_read': (who, row, around) =>
    asOneself(who, row) && numbers(who, row.org_id, around.districtOf(num(row.org_id))),
  // A plan that others may read is written by its own district.
  'plans.plan': unitWritten,
  'plans.plan_version': ofPlanWritten,
  'plans.element': ofPlanWritten,
  'plans.alignment': ofPlanInside,
  // Whoever takes part in the work; who may enter is asked above, and may not always read it again. A figure of few students that is not marked as one, or is filed
  // under another organization than its entry, is stopped by a trigger (`plans.figure_fits`).
  'plans.entry_value': (who, row) =>
    allows('read who is who', who.seats, { org: num(row.district_id), district: num(row.district_id) }),
  // Families read opened minutes and write none.
  'work.committee': ofInside,
  'work.meeting': ofInside,
  'work.meeting_point': ofInside,
  'work.decision': ofInside,
  'work.minutes_correction': ofInside,
  'publishing.address': ofWhole,
  'publishing.published': ofWhole,
  // Handed out and taken back by those who approve editions.
  'publishing.packet': (who, row, around) => ofWhole(who, row, around) && ofInside(who, row, around),
  // Read by the person it went to, written by the system alone.
  'platform.mail': nobody,
  // Work is delegated in one's own name only.
  'work.delegation': { insert: (who, row) => who.account !== null && num(row.given_by) === who.account },
  'work.delegated': {
    insert: (who, row, around) =>
      who.account !== null &&
      num(around.row('work.delegation', 'delegation_id', row.delegation_id)?.given_by) === who.account,
  },
}

/** Rows that an administrator may change once the action's own check has opened the organizations that the person administers. */
export const openedWrites: Readonly<Record<string, (orgs: readonly number[]) => Sees>> = {
  'people.role_held': (orgs) => (_who, row) => orgs.includes(num(row.org_id)),
  'people.account': (orgs) => (who, row, around) => own(who, row, around) || orgs.includes(num(row.home_org)),
  'people.provider': (orgs) => (_who, row) => orgs.includes(num(row.district_id)),
  'people.provider_secret': (orgs) => (_who, row, around) =>
    orgs.includes(num(around.row('people.provider', 'provider_id', row.provider_id)?.district_id)),
}

/** May somebody write a row, as far as row security goes? A new table without a line: whoever sees a row of it. */
export function mayWrite(table: string, verb: Verb): Sees {
  const line = lines[table]
  return (typeof line === 'function' ? line : line?.[verb]) ?? sight[table] ?? nobody
}

/** Write policies that this world cannot show to be broken, each with its reason. `using` or `check`: the part that was opened. */
export const unseenWrites: Readonly<Record<string, string>> = {
  'people.acting acting_ended check': 'whoever began the acting of this world is not among those who are asked',
  'people.one_time_link link_used check': 'only who shows the token of a link reaches its row; this world shows none',
  'people.sign_in_try try_used check': 'only who shows the token of a sign-in reaches its row; this world shows none',
  'plans.draft_op op_added check':
    'a trigger that comes before it stops every operation that does not follow a draft that one sees',
}
