import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { menu, routes } from './routes.ts'

export {
  coveredBy,
  holds,
  holdsAny,
  mustHold,
  mustHoldAny,
  opens,
  type Role,
  roles,
  scopeIncludes,
  staff,
} from './access.ts'
export { signIn } from './accounts/actions.ts'
export { identify, systemScope } from './accounts/identify.ts'
export { makeSetupLink } from './accounts/setup-link.ts'
export { loadCast } from './accounts/cast.ts'
export { accountName, peopleOf, type Colleague } from './accounts/directory.ts'
export type { Account, CastMember, RoleRow, WideRole } from './accounts/schema.ts'
export { loadCalendar, loadOrganizations, makeDistrict } from './orgs/actions.ts'
export { checkCalendar } from './orgs/check-calendar.ts'
export { checkOrganizations } from './orgs/check-organizations.ts'
export type {
  CalendarRow,
  DayType,
  Lineage,
  LineageKind,
  Loaded,
  Org,
  OrganizationRow,
  OrgKind,
  RowProblem,
  SchoolDay,
} from './orgs/schema.ts'
export { dayTypes, lineageKinds, orgKinds } from './orgs/schema.ts'
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
export { type SettingKey, setSetting, settingOf, timeZoneOf, todayOf } from './orgs/settings.ts'
export { readsOf, readStudents, seeFrom } from './students/read.ts'
export { copyEnrollment, copyStudentGroups, copyStudentKeys } from './students/copy-out.ts'
export { loadEnrollment, loadStudents } from './students/load.ts'
export {
  type BulkLoaded,
  enrollmentColumns,
  type ReadPurpose,
  type StudentName,
  type StudentRead,
  type StudentsAsked,
  studentColumns,
} from './students/schema.ts'
export { roleName } from './say.ts'
export { type SetupFact, setupState } from './setup.ts'

/** Organizations, calendars, accounts, roles, scopes, and the identity and enrollment of students. */
export const module: Module = {
  name: 'people',
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  menu,
  systems: { 'PLAT-04': '/people/reads', 'PLAT-07': '/account', 'PLAT-08': '/people' },
}
