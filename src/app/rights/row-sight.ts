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
/** The plan of a school: the school itself and those above it; the plan of the district: whoever passes the rest of the line. */
const ofUnit: Sees = (who, row) => row.unit_id == null || numbers(who, num(row.unit_id), num(row.district_id))
const approved = (row: Row): boolean => row.state === 'adopted' || row.state === 'archived'
const aPlan: Sees = (who, row, around) =>
  ofPlan(who, row, around) &&
  (row.unit_id == null || (inside(who, district(row)) && (approved(row) || ofUnit(who, row, around))))
const planOf = (row: Row, around: Around): Row => around.row('plans.plan', 'plan_id', row.plan_id) ?? {}
const ofPlanSeen: Sees = (who, row, around) => ofPlan(who, row, around) && aPlan(who, planOf(row, around), around)
/** Drafts and decisions: what is not the plan yet. */
export const ofPlanInside: Sees = (who, row, around) =>
  inside(who, district(row)) && ofUnit(who, planOf(row, around), around)
/** Who may write rows of a plan, as far as row security goes. */
export const ofPlanWritten: Sees = (who, row, around) =>
  seated(who, district(row)) && ofUnit(who, planOf(row, around), around)
export const unitWritten: Sees = (who, row, around) => seated(who, district(row)) && ofUnit(who, row, around)
const ofReview: Sees = (who, row) => inside(who, district(row)) && numbers(who, num(row.org_id), num(row.district_id))
/** The row of a plan that a change is about. */
const changedOf: Readonly<Record<string, readonly [table: string, key: string]>> = {
  'plans.plan': ['plans.plan', 'plan_id'],
  'plans.draft': ['plans.draft', 'draft_id'],
  'plans.approval': ['plans.approval', 'approval_id'],
  'plans.round': ['plans.review_round', 'round_id'],
  'plans.comment': ['plans.review_comment', 'comment_id'],
}
/** Minutes that a committee opened to families once they were approved; everything else of meetings is of those who take part in the work. */
const ofOpen =
  (open: (row: Row, around: Around) => boolean): Sees =>
  (who, row, around) =>
    inside(who, district(row)) || (seated(who, district(row)) && open(row, around))
const openMeeting = (row: Row, around: Around): boolean =>
  around.row('work.meeting', 'meeting_id', row.meeting_id)?.open_minutes === true
const oneStudent: Sees = (who, row, around) =>
  students(who, row.district_id, row.district_id) ||
  around.schoolsOf(num(row.student_key)).some((org) => students(who, org, row.district_id))
const role: Sees = (who, row) =>
  own(who, row.account_id) || (row.role !== 'family' && row.district_id !== null && inside(who, num(row.district_id)))
const item: Sees = (who, row) =>
  inside(who, district(row)) || (own(who, row.owner_account) && seated(who, district(row)))

/** Records of procedures, submissions and policies: for everybody who takes part in the work. */
const governed = ['procedure', 'autonomy', 'submission', 'sending', 'milestone', 'policy', 'compliance'].map(
  (name) => `work.${name}`,
)

/** History: one's own changes, one's own account, and the changes of what one sees. */
const change: Sees = (who, row, around) => {
  if (own(who, row.actor)) return true
  const object = String(row.object)
  if (object === 'people.account') return own(who, row.object_id)
  if (['people.org', 'people.setting', 'people.calendar'].includes(object)) {
    const id = around.districtOf(num(row.org_id))
    return id !== null && inside(who, id)
  }
  const about = changedOf[object]
  if (about) {
    const found = around.row(about[0], about[1], num(row.object_id))
    return found !== undefined && inside(who, num(row.org_id)) && ofUnit(who, planOf(found, around), around)
  }
  if (object.startsWith('plans.')) return inside(who, num(row.org_id))
  if (object === 'indicators.similar' || object === 'indicators.own') return inside(who, num(row.org_id))
  if (object === 'edition') return whole(who, num(row.org_id))
  if (object.startsWith('publishing.')) return inside(who, num(row.org_id))
  if (['work.duty', 'work.reminder_rule', 'work.dependency', 'work.wave'].includes(object))
    return inside(who, num(row.org_id))
  if (object.startsWith('work.cycle') || object === 'work.delegation') return inside(who, num(row.org_id))
  if (object === 'work.artefact' || object === 'work.document') return inside(who, num(row.org_id))
  if (governed.includes(object)) return inside(who, num(row.org_id))
  if (object === 'work.committee' || object === 'work.meeting') return inside(who, num(row.org_id))
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

  'plans.plan': aPlan,
  'plans.plan_version': (who, row, around) =>
    ofPlanSeen(who, row, around) && (approved(row) || ofUnit(who, planOf(row, around), around)),
  'plans.element': ofPlanSeen,
  'plans.draft': ofPlanInside,
  'plans.draft_op': (who, row, around) =>
    ofPlanInside(who, around.row('plans.draft', 'draft_id', row.draft_id) ?? {}, around),
  'plans.approval': ofPlanInside,
  'plans.entry': ofInside,
  'plans.entry_value': (who, row) =>
    inside(who, district(row)) &&
    (row.small !== true || whole(who, district(row)) || numbers(who, num(row.org_id), num(row.district_id))),
  'plans.alignment': (who, row, around) => inside(who, district(row)) && aPlan(who, planOf(row, around), around),
  'plans.review_round': ofReview,
  'plans.review_comment': ofReview,
  'work.item': item,
  'work.duty': ofInside,
  'work.fulfilment': ofInside,
  'work.committee': ofOpen((row) => row.open_minutes === true),
  'work.committee_member': ofInside,
  'work.meeting': ofOpen((row) => row.open_minutes === true),
  'work.meeting_point': ofOpen((row, around) => row.listed === true && openMeeting(row, around)),
  'work.decision': ofOpen((row, around) => row.listed === true && openMeeting(row, around)),
  'work.meeting_action': ofInside,
  'work.minutes_correction': ofOpen(openMeeting),
  'work.cycle_series': ofInside,
  'work.cycle': ofInside,
  'work.cycle_question': ofInside,
  'work.cycle_answer': ofInside,
  'work.delegation': ofInside,
  'work.artefact': ofInside,
  'work.artefact_version': ofInside,
  'work.artefact_subject': ofInside,
  'work.document': ofInside,
  'work.document_version': ofInside,
  'work.document_audience': ofInside,
  'work.document_reader': ofInside,
  'work.procedure': ofInside,
  'work.autonomy': ofInside,
  'work.submission': ofInside,
  'work.sending': ofInside,
  'work.milestone': ofInside,
  'work.policy': ofInside,
  'work.compliance': ofInside,
  'work.delegated': ofInside,
  'work.dependency': ofInside,
  'work.wave': ofInside,
  'work.reminder_choice': (who, row) => own(who, row.account_id) && seated(who, district(row)),
  'work.reminder_rule': ofInside,
  'work.reminder_day': nobody,
  'work.link_used': (who, row) => own(who, row.account_id) && seated(who, district(row)),
  'work.webhook': nobody,
  'work.delivery': nobody,
  'work.calendar_link': (who, row) => own(who, row.account_id) && seated(who, district(row)),
  'publishing.address': ofDistrict,
  'publishing.edition': ofWhole,
  'publishing.released': ofWhole,
  'publishing.basis': ofWhole,
  'publishing.published': ofDistrict,
  'publishing.plan_line': ofInside,
  'publishing.calendar_published': ofInside,
  'publishing.packet': ofInside,
  'publishing.response': ofInside,
  'publishing.board_report': ofInside,
  'publishing.progress_report': ofInside,
  'publishing.office_measure': ofInside,
  'publishing.office_value': ofInside,

  'platform.change': change,
  'platform.file': nobody,
  'platform.mail': ofOwner,
}

/** Policies for reading that this world cannot show to be broken, each with its reason. */
export const unseen: Readonly<Record<string, string>> = {
  'people.org_closure closure_read': 'everybody passes it',
  'people.setting setting_read': 'everybody passes it',
}
