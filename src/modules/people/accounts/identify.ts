import { now, today } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/database.ts'
import { makeScope, type Scope } from '../../../platform/db/scope.ts'
import { csrfFor, hashToken } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { isLang } from '../../../platform/words.ts'
import { opens, type Role } from '../access.ts'
import { closureOfDistrict } from './store.ts'
import { sessionIdle, sessionLife } from './rules.ts'
import type { WideRole } from './schema.ts'
import { whoHolds } from './store-session.ts'

/**
 * Who a session token belongs to, with the roles of today and what they open; null when the session is over or the account closed.
 * First and last days are compared with the date of the usual time zone (clock.ts), not of each role's district: the visitor is not known yet and may hold
 * roles in several zones. Elsewhere a role begins and ends some hours off its district's midnight.
 * Called for every request: one statement. Someone whose roles all ended is signed in and sees nothing.
 */
export async function identify(db: Db, token: string): Promise<Visitor | null> {
  const rows = await whoHolds(db, hashToken(token), now(), today(), sessionIdle.hours, sessionLife.days)
  const first = rows[0]
  if (!first) return null
  const roles: WideRole[] = []
  const districts = new Set<number>()
  const orgs = new Set<number>()
  const students = new Set<number>()
  for (const row of rows) {
    if (row.role === null || row.org_id === null) continue
    const under = row.orgs ?? [row.org_id]
    roles.push({ role: row.role, org_id: row.org_id, district_id: row.district_id ?? row.org_id, orgs: under })
    // A role at a state covers its districts, and what is the state's own.
    districts.add(row.district_id ?? row.org_id)
    for (const id of row.districts ?? []) districts.add(id)
    const open = opens[row.role as Role]
    if (open.orgs) for (const id of under) orgs.add(id)
    if (open.students) for (const id of under) students.add(id)
  }
  return {
    account_id: first.account_id,
    name: first.name,
    lang: isLang(first.lang) ? first.lang : 'en',
    roles,
    scope: makeScope({
      actor: first.account_id,
      name: `account:${first.account_id}`,
      districts: [...districts],
      orgs: [...orgs],
      students: [...students],
    }),
    csrf: csrfFor(token),
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
    orgs: all,
    students: all,
  })
}
