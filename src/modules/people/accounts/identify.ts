import { now, today } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/database.ts'
import { makeScope, type Scope } from '../../../platform/db/scope.ts'
import { csrfFor, hashToken } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { isLang } from '../../../platform/words.ts'
import { insiders, opens, type Role } from '../access.ts'
import { closureOfDistrict } from './store.ts'
import { sessionIdle, sessionLife } from './rules.ts'
import type { WideRole } from './schema.ts'
import { type Identified, whoHolds } from './store-session.ts'
import { actingName, mayActFor } from '../acting/rules.ts'
import { needsSecond } from '../second/rules.ts'

type Opened = { roles: WideRole[]; districts: number[]; inside: number[]; orgs: number[]; students: number[] }

/** The roles of some rows, and what they open. */
function openedBy(rows: readonly Identified[]): Opened {
  const roles: WideRole[] = []
  const districts = new Set<number>()
  const inside = new Set<number>()
  const orgs = new Set<number>()
  const students = new Set<number>()
  for (const row of rows) {
    if (row.role === null || row.org_id === null) continue
    const under = row.orgs ?? [row.org_id]
    roles.push({ role: row.role, org_id: row.org_id, district_id: row.district_id ?? row.org_id, orgs: under })
    // A role at a state covers its districts, and what is the state's own.
    for (const id of [row.district_id ?? row.org_id, ...(row.districts ?? [])]) {
      districts.add(id)
      if (insiders.includes(row.role as Role)) inside.add(id)
    }
    const open = opens[row.role as Role]
    if (open.orgs) for (const id of under) orgs.add(id)
    if (open.students) for (const id of under) students.add(id)
  }
  return { roles, districts: [...districts], inside: [...inside], orgs: [...orgs], students: [...students] }
}

/**
 * Who a session token belongs to, with the roles of today and what they open; null when the session is over or the account closed.
 * First and last days are compared with the date of the usual time zone (clock.ts), not of each role's district: the visitor is not known yet and may hold
 * roles in several zones. Elsewhere a role begins and ends some hours off its district's midnight.
 * Called for every request: one statement. Someone whose roles all ended is signed in and sees nothing; so does a session that owes a second factor.
 * With `second` required, a session of a password alone is over as soon as its owner is given a role that asks for a second factor: signing in asks for it.
 * An administrator who acts for somebody gets that person's roles, but single students only where the own roles open them too, and stays the actor of the scope.
 */
export async function identify(
  db: Db,
  token: string,
  second: 'required' | 'optional' = 'optional',
): Promise<Visitor | null> {
  const rows = await whoHolds(db, hashToken(token), now(), today(), sessionIdle.hours, sessionLife.days)
  const own = rows.filter((row) => row.acting_id === null)
  const first = own[0]
  if (!first) return null
  const opened = openedBy(own)
  if (second === 'required' && first.alone && needsSecond(opened.roles)) return null
  const actor = first.account_id
  const lang = isLang(first.lang) ? first.lang : 'en'
  const theirs = rows.filter((row) => row.acting_id !== null)
  const other = theirs[0]
  // Asked again with every request: a role given or ended meanwhile counts at once.
  if (other?.acting_id && other.acting_until) {
    const seen = openedBy(theirs)
    if (mayActFor(opened.roles, seen.roles)) {
      const allowed = new Set(opened.students)
      return {
        account_id: other.account_id,
        name: other.name,
        lang,
        roles: seen.roles,
        scope: makeScope({
          actor,
          name: actingName(actor, other.account_id),
          districts: seen.districts,
          inside: seen.inside,
          orgs: seen.orgs,
          students: seen.students.filter((id) => allowed.has(id)),
        }),
        csrf: csrfFor(`${token}:as:${other.acting_id}`),
        session: first.session_id,
        acting: {
          acting_id: other.acting_id,
          by: { account_id: actor, name: first.name },
          until: other.acting_until,
        },
      }
    }
  }
  return {
    account_id: actor,
    name: first.name,
    lang,
    roles: opened.roles,
    scope: makeScope({
      actor,
      name: `account:${actor}`,
      districts: opened.districts,
      inside: opened.inside,
      orgs: opened.orgs,
      students: opened.students,
    }),
    csrf: csrfFor(token),
    session: first.session_id,
    ...(first.owes ? { gate: '/second' } : {}),
  }
}

/**
 * The scope of a named system actor (`import`, `compute`) in one district: all its organizations, closed ones too, and their students.
 * Without a district it opens nothing; it may then only found one.
 */
export async function systemScope(db: Db, name: string, districtId: number | null): Promise<Scope> {
  if (!/^[a-z][a-z-]*$/.test(name)) throw new Error('The name of a system actor is a lower-case word.')
  const all = districtId === null ? [] : await closureOfDistrict(db, districtId)
  return makeScope({
    actor: null,
    name: `system:${name}`,
    districts: districtId === null ? [] : [districtId],
    inside: districtId === null ? [] : [districtId],
    orgs: all,
    students: all,
  })
}
