import { join } from 'node:path'
import type { Module } from '../../platform/module.ts'
import { menu, routes } from './routes.ts'

export {
  holds,
  holdsAny,
  type Role,
  scopeIncludes,
  staff,
} from './access.ts'
export { signIn } from './accounts/actions.ts'
export { identify, systemScope } from './accounts/identify.ts'
export { makeSetupLink } from './accounts/setup-link.ts'
export { loadCast } from './accounts/cast.ts'
export { accountName, peopleOf } from './accounts/directory.ts'
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
export { timeZoneOf, todayOf } from './orgs/settings.ts'
export { readStudents } from './students/read.ts'
export { copyEnrollment, copyStudentGroups, copyStudentKeys } from './students/copy-out.ts'
export { loadEnrollment, loadStudents } from './students/load.ts'
export { enrollmentColumns } from './students/schema.ts'
export { roleName } from './say.ts'
export { setupState } from './setup.ts'

/** Organizations, calendars, accounts, roles, scopes, and the identity and enrollment of students. */
export const module: Module = {
  name: 'people',
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  menu,
  systems: { 'PLAT-04': '/people/reads', 'PLAT-07': '/account', 'PLAT-08': '/people' },
}
