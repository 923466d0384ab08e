import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { recordJobs, recordSchedules } from './records/jobs.ts'
import { watchRecord } from './records/record.ts'
import { recordStep } from './records/say.ts'
import { menu, routes } from './routes.ts'
import { troubles } from './troubles.es.ts'

export {
  holds,
  holdsAny,
  opens,
  type Role,
  roles,
  scopeIncludes,
  staff,
} from './access.ts'
export { signIn } from './accounts/actions.ts'
export { actingBanner } from './acting/banner.ts'
export { resetByOperator } from './second/actions.ts'
export { identify, systemScope } from './accounts/identify.ts'
export { makeSetupLink } from './accounts/setup-link.ts'
export { loadCast } from './accounts/cast.ts'
export { accountName, peopleOf } from './accounts/directory.ts'
export { type Reach, reachOf, visitorByLink } from './accounts/reach.ts'
export { loadCalendar, loadOrganizations, makeDistrict } from './orgs/actions.ts'
export { checkCalendar } from './orgs/check-calendar.ts'
export { checkOrganizations } from './orgs/check-organizations.ts'
export type {
  CalendarRow,
  Org,
  OrganizationRow,
} from './orgs/schema.ts'
export {
  districtsSeen,
  everyDistrict,
  lineageOf,
  orgByCode,
  orgById,
  orgsUnder,
  pathOf,
} from './orgs/store.ts'
export { copyCalendar, schoolDays, yearOf, yearsOf } from './orgs/store-calendar.ts'
export { copyOrgs } from './orgs/copy-orgs.ts'
export { setSetting, settingHeld, settingOf, timeZoneOf, todayOf } from './orgs/settings.ts'
export { hiddenFromLists, readStudents } from './students/read.ts'
export { namesStudents, studentsNamedIn } from './students/named.ts'
export { disclose } from './records/disclosures.ts'
export { absencesAsked, standingsAsked, studentForgotten } from './records/events.ts'
export { basisOptions, partyOptions } from './records/options.ts'
export {
  allowBack,
  askToForget,
  beginForgetting,
  cameBack,
  closeRefused,
  decideForgetting,
  dropStudent,
  finishForgetting,
  forgetByCommand,
  takeForgottenList,
  isKnown,
  noForgetting,
  onlyForgetting,
  openForgettings,
  readForgottenList,
} from './records/forgetting.ts'
export { formErrors as disclosureErrors } from './records/say.ts'
export { sweepRecordFiles } from './records/record.ts'
export type { Forgetting, Subject } from './records/schema.ts'
export { dropOrphans, dropYear } from './records/store-dropping.ts'
export { forgettingById, forgettingsOf, unfinished } from './records/store-forgetting.ts'
export { copyEnrollment, copyStudentGroups, copyStudentKeys } from './students/copy-out.ts'
export { loadEnrollment, loadStudents } from './students/load.ts'
export { enrollmentColumns } from './students/schema.ts'
export { copyClasses, copyRoster } from './roster/copy-roster.ts'
export { loadRosterState } from './roster/load.ts'
export { restoreGroups } from './roster/groups.ts'
export { rosterCounts } from './roster/read.ts'
export {
  derivedColumns,
  keyColumns,
  type RosterColumn,
  rosterColumns,
  type RosterFile,
  rosterFiles,
} from './roster/schema.ts'
export { roleName } from './say.ts'
export { setupState } from './setup.ts'

/** Organizations, calendars, accounts, roles, scopes, and the identity and enrollment of students. */
export const module: Module = {
  name: 'people',
  troubles,
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  menu,
  jobs: recordJobs,
  schedules: recordSchedules,
  step: recordStep,
  watches: watchRecord,
  systems: { 'PLAT-04': '/people/reads', 'PLAT-07': '/account', 'PLAT-08': '/people' },
}
