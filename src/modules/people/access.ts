import type { Scope } from '../../platform/db/scope.ts'
import { forbidden } from '../../platform/errors.ts'
import type { HeldRole, Visitor } from '../../platform/web/route.ts'

export const roles = [
  'superintendent',
  'cabinet',
  'office_head',
  'executive_director',
  'principal',
  'coach',
  'teacher',
  'counselor',
  'data_steward',
  'publisher',
  'board_member',
  'partner',
  'family',
  'state_reviewer',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * What each role opens at its organization and everything below it, while it lasts.
 * - `students`: single students by name. Only those who act on one student's attendance, or answer for the records.
 * - `orgs`: true aggregates, small groups included. Staff who act on numbers of their schools.
 * - neither: the district's plans, work and editions, with aggregates of the checked release only.
 */
export const opens: Readonly<Record<Role, { students: boolean; orgs: boolean; why: string }>> = {
  superintendent: { students: true, orgs: true, why: 'answers for every student of the district' },
  executive_director: { students: true, orgs: true, why: 'supervises principals and reviews their lists with them' },
  principal: { students: true, orgs: true, why: 'answers for the students of the school' },
  counselor: { students: true, orgs: true, why: 'calls families and leads the attendance team' },
  data_steward: { students: true, orgs: true, why: 'repairs the records, so has to see them' },
  cabinet: { students: false, orgs: true, why: 'decides on programs, not on single students' },
  office_head: { students: false, orgs: true, why: 'runs a program; needs its true numbers' },
  coach: { students: false, orgs: true, why: 'works with teachers on the numbers of a school' },
  teacher: { students: false, orgs: true, why: 'sees the school; single students once rosters say which are taught' },
  publisher: { students: false, orgs: true, why: 'compares the true value with what an edition will show' },
  board_member: { students: false, orgs: false, why: 'oversees; reads what was checked for release' },
  partner: { students: false, orgs: false, why: 'outside the district; has duties in the plan' },
  family: { students: false, orgs: false, why: 'reads what is published, may answer surveys' },
  state_reviewer: { students: false, orgs: false, why: 'reads the editions of the district' },
  administrator: { students: false, orgs: false, why: 'manages accounts; that needs no record of a student' },
}

/** Staff of a district: everybody but families, partners and the state. */
export const staff: readonly Role[] = roles.filter((role) => !['family', 'partner', 'state_reviewer'].includes(role))

/**
 * Who takes part in a district's work: sees its work, who is who and how things came about. Families and the state's reviewers read what is public,
 * the plan, and their own.
 */
export const insiders: readonly Role[] = [...staff, 'partner']

const covers = (role: HeldRole, orgId: number): boolean =>
  role.org_id === orgId || ((role as { orgs?: readonly number[] }).orgs?.includes(orgId) ?? false)

/** True when the visitor holds one of the roles today at the organization or above it. No I/O: the tree came with the visitor. */
export function holds(visitor: Visitor, wanted: readonly Role[], orgId: number): boolean {
  return visitor.roles.some((role) => (wanted as readonly string[]).includes(role.role) && covers(role, orgId))
}

/** True when the visitor holds one of the roles anywhere. */
export function holdsAny(visitor: Visitor, wanted: readonly Role[]): boolean {
  return visitor.roles.some((role) => (wanted as readonly string[]).includes(role.role))
}

/** Throws `people/not-yours` unless the visitor holds one of the roles at the organization or above it. */
export function mustHold(visitor: Visitor, wanted: readonly Role[], orgId: number): void {
  if (!holds(visitor, wanted, orgId)) throw notYours()
}

/** Throws `people/not-yours` unless the visitor holds one of the roles anywhere. */
export function mustHoldAny(visitor: Visitor, wanted: readonly Role[]): void {
  if (!holdsAny(visitor, wanted)) throw notYours()
}

const notYours = () =>
  forbidden(
    'people/not-yours',
    'Your roles do not cover this.',
    'Ask the administrator of your district if you need it for your work.',
  )

/** True when true aggregates of the organization may be read under the scope. */
export function scopeIncludes(scope: Scope, orgId: number): boolean {
  return scope.orgs.includes(orgId)
}

/** All organizations that the visitor covers with one of the roles: where they hold it and below. */
export function coveredBy(visitor: Visitor, wanted: readonly Role[]): number[] {
  const found = new Set<number>()
  for (const role of visitor.roles) {
    if (!(wanted as readonly string[]).includes(role.role)) continue
    found.add(role.org_id)
    for (const org of (role as { orgs?: readonly number[] }).orgs ?? []) found.add(org)
  }
  return [...found]
}
