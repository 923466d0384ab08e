import { allows, type Seat } from './table.ts'

/**
 * Which rows of each protected table somebody sees under the plain scope of a request (before a module opens more after an access check of its own), by hand.
 * The probes of `probe.ts` compare it with the database. A new table is one more line.
 */
export type Who = {
  /** null: nobody is signed in */
  account: number | null
  seats: readonly Seat[]
  /** how the scope names the person; asked only where something is written in somebody's name */
  name?: string
}
export type Row = Readonly<Record<string, unknown>>

/** What a line may ask about other rows of the world. */
export type Around = {
  /** the district of an organization; null of a state */
  districtOf: (org: number) => number | null
  /** organizations where a student has a spell of this year */
  schoolsOf: (student: number) => readonly number[]
  /** roles that an account holds or held */
  rolesOf: (account: number) => readonly Row[]
  row: (table: string, key: string, value: unknown) => Row | undefined
}
export type Sees = (who: Who, row: Row, around: Around) => boolean

const num = (value: unknown): number => Number(value)
const own = (who: Who, value: unknown): boolean => who.account !== null && value !== null && num(value) === who.account
const district = (row: Row): number => num(row.district_id ?? row.org_id)
const seated = (who: Who, id: number): boolean => allows('read plans', who.seats, { org: id, district: id })
/** Takes part in the district's work. */
const inside = (who: Who, id: number): boolean => allows('read who is who', who.seats, { org: id, district: id })
const numbers = (who: Who, org: number, id: number): boolean =>
  allows('read true numbers', who.seats, { org, district: id })
/** Holds the true numbers of the district itself. */
const whole = (who: Who, id: number): boolean => numbers(who, id, id)
const students = (who: Who, org: unknown, id: unknown): boolean =>
  allows('read students', who.seats, { org: num(org), district: num(id) })

const everybody: Sees = () => true
const nobody: Sees = () => false
const ofDistrict: Sees = (who, row) => seated(who, district(row))
const ofInside: Sees = (who, row) => inside(who, district(row))
const ofWhole: Sees = (who, row) => whole(who, district(row))
const ofSchool: Sees = (who, row) => numbers(who, num(row.org_id), num(row.district_id)) || whole(who, district(row))
const ofOwner: Sees = (who, row) => own(who, row.account_id)
const ofPlan: Sees = (who, row) => seated(who, district(row)) || (row.shared === true && who.seats.length > 0)
const oneStudent: Sees = (who, row, around) =>
  students(who, row.district_id, row.district_id) ||
  around.schoolsOf(num(row.student_key)).some((org) => students(who, org, row.district_id))
const role: Sees = (who, row) =>
  own(who, row.account_id) || (row.role !== 'family' && row.district_id !== null && inside(who, num(row.district_id)))
const item: Sees = (who, row) =>
  inside(who, district(row)) || (own(who, row.owner_account) && seated(who, district(row)))

/** History: one's own changes, one's own account, and the changes of what one sees. */
const change: Sees = (who, row, around) => {
  if (own(who, row.actor)) return true
  const object = String(row.object)
  if (object === 'people.account') return own(who, row.object_id)
  if (['people.org', 'people.setting', 'people.calendar'].includes(object)) {
    const id = around.districtOf(num(row.org_id))
    return id !== null && inside(who, id)
  }
  if (object.startsWith('plans.')) return inside(who, num(row.org_id))
  if (object === 'indicators.similar' || object === 'indicators.own') return inside(who, num(row.org_id))
  if (object === 'edition') return whole(who, num(row.org_id))
  if (object === 'work.duty') return inside(who, num(row.org_id))
  if (object !== 'work.item') return false
  const found = around.row('work.item', 'item_id', num(row.object_id))
  return found !== undefined && item(who, found, around)
}

export const sight: Readonly<Record<string, Sees>> = {
  'people.org': (who, row) => row.kind === 'state' || row.kind === 'district' || seated(who, num(row.district_id)),
  'people.org_place': ofDistrict,
  'people.org_lineage': ofDistrict,
  'people.org_closure': everybody,
  'people.calendar_entry': ofDistrict,
  'people.school_day': ofDistrict,
  'people.setting': everybody,
  'people.account': (who, row, around) =>
    own(who, row.account_id) || around.rolesOf(num(row.account_id)).some((one) => role(who, one, around)),
  'people.role_held': role,
  'people.password': ofOwner,
  'people.session': ofOwner,
  'people.one_time_link': nobody,
  'people.enrollment': (who, row) => students(who, row.org_id, row.district_id),
  'people.student': oneStudent,
  'people.student_year': oneStudent,
  'people.enrolled': ofInside,
  'people.student_read': (who, row) => own(who, row.actor),

  'people.provider': (_who, row) => row.state === 'active',
  'people.provider_secret': nobody,
  'people.identity': ofOwner,
  'people.sign_in_try': nobody,
  'people.second_factor': ofOwner,
  'people.recovery_code': ofOwner,
  'people.acting': (who, row) => own(who, row.by_account) || own(who, row.as_account),

  'people.roster_org': ofDistrict,
  'people.term': ofDistrict,
  'people.course': ofDistrict,
  'people.class': ofSchool,
  'people.staff': (who, row) => own(who, row.account_id) || whole(who, district(row)),
  'people.staff_role': ofSchool,
  'people.class_member': (who, row, around) =>
    row.student_key === null ? ofSchool(who, row, around) : students(who, row.org_id, row.district_id),
  'people.roster_student': nobody,
  'people.roster_demographic': nobody,
  'people.roster_role': nobody,
  'people.roster_membership': nobody,
  'people.roster_grant': nobody,

  'people.directory_opt_out': oneStudent,
  'people.record': (who, row) => own(who, row.opened_by) && students(who, row.org_id, row.district_id),
  'people.disclosure': (who, row) => students(who, row.org_id, row.district_id),
  'people.disclosure_student': oneStudent,
  'people.forgetting': nobody,
  'people.forgetting_subject': (who, row) => students(who, row.district_id, row.district_id),
  'people.forgotten': nobody,
  'people.forgotten_key': nobody,
  'feeds.roster_state': nobody,
  'feeds.rewritten': nobody,

  'feeds.import': nobody,
  'feeds.finding_count': nobody,
  'feeds.finding': nobody,
  'feeds.source_day': nobody,
  'feeds.feed_token': nobody,
  'feeds.mapping': nobody,
  'feeds.retention': nobody,
  'feeds.pointer': ofDistrict,
  'feeds.freshness': ofDistrict,
  'feeds.dataset_version': (who, row) =>
    seated(who, district(row)) &&
    (row.held !== true || (who.account !== null && (row.embargo_accounts as number[]).includes(who.account))),

  'indicators.run': ofDistrict,
  'indicators.pointer': ofDistrict,
  'indicators.target': ofDistrict,
  'indicators.audit': ofDistrict,
  'indicators.own_definition': ofInside,
  'indicators.own_trial': ofInside,
  'indicators.own_trial_value': (who, row) => numbers(who, num(row.org_id), num(row.district_id)),
  'indicators.value': (who, row) => numbers(who, num(row.org_id), num(row.district_id)),
  'indicators.standing': (who, row) => students(who, row.org_id, row.district_id),
  'indicators.audited_value': (who, row, around) =>
    whole(who, district(row)) ||
    (seated(who, district(row)) && around.row('indicators.audit', 'audit_id', row.audit_id)?.released_at != null),
  'indicators.published': ofDistrict,
  'indicators.accountability': ofDistrict,
  'indicators.similar_district': ofDistrict,
  'indicators.certified_cohort': ofWhole,
  'indicators.certified_difference': (who, row) => students(who, row.org_id, row.district_id),
  'indicators.small_read': (who, row) => own(who, row.actor) || ofWhole(who, row, {} as Around),

  'plans.plan': ofPlan,
  'plans.plan_version': ofPlan,
  'plans.element': ofPlan,
  'plans.draft': ofInside,
  'plans.draft_op': ofInside,
  'plans.approval': ofInside,
  'work.item': item,
  'work.duty': ofInside,
  'work.fulfilment': ofInside,
  'work.calendar_link': (who, row) => own(who, row.account_id) && seated(who, district(row)),
  'publishing.address': ofDistrict,
  'publishing.edition': ofWhole,
  'publishing.released': ofWhole,
  'publishing.basis': ofWhole,

  'platform.change': change,
  'platform.file': nobody,
}

/** Policies for reading that this world cannot show to be broken, each with its reason. */
export const unseen: Readonly<Record<string, string>> = {
  'people.org_closure closure_read': 'everybody passes it',
  'people.setting setting_read': 'everybody passes it',
}
