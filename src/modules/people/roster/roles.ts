import { now } from '../../../platform/clock.ts'
import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { opens, type Role } from '../access.ts'
import { emailOf } from '../accounts/rules.ts'
import { accountByEmail, insertAccount } from '../accounts/store.ts'
import { todayOf } from '../orgs/settings.ts'
import { roleSteps, sameName, usualGrant, type Wanted } from './rules.ts'
import {
  accountsAmong,
  earlierHolder,
  endRosterRole,
  type Grant,
  grantsOf,
  insertRosterRole,
  linkStaff,
  lockRoster,
  rolesIn,
  staffPlaces,
  takeBackRole,
} from './store-access.ts'
import { type RosterStaffRole, rosterStaffRoles } from './schema.ts'

/** Why somebody of the staff was given no account or role. */
export type Hindrance =
  | 'no-email'
  | 'bad-email'
  | 'elsewhere'
  | 'twice'
  | 'known-account'
  | 'disabled'
  | 'closed'
  | 'administrator'
export type AccessGiven = {
  accounts_made: number
  roles_given: number
  roles_ended: number
  hindered: { staff_id: number; why: Hindrance }[]
}

/** What each role of the roster gives in a district: as chosen, else the usual. */
export function chosen(grants: readonly Grant[]): Map<RosterStaffRole, Role | null> {
  const known = new Map(grants.map((one) => [one.roster_role, one.role]))
  return new Map(rosterStaffRoles.map((role) => [role, known.has(role) ? (known.get(role) ?? null) : usualGrant(role)]))
}

/**
 * Makes accounts and roles follow the roster: an account without a password for everybody of the staff whose place of work gives a role and who has an e-mail, and the
 * roles themselves with the roster's dates, marked as the roster's. An account is found by e-mail in this district only; one of another district is left alone,
 * and so is one that the roster gave to somebody of another name before.
 * A role that opens single students is never given to somebody who administers accounts: that person chose what roles the roster gives.
 * In: a system actor's scope in the district. Out: counts, and who was given nothing and why. `dry`: nothing is written.
 */
export async function followRoster(tx: Tx, scope: Scope, districtId: number, dry = false): Promise<AccessGiven> {
  if (!dry) await lockRoster(tx, districtId)
  const today = await todayOf(tx, districtId)
  const yesterday = addDays(today, -1)
  const grants = chosen(await grantsOf(tx, districtId))
  const staff = await staffPlaces(tx, districtId)
  const held = await rolesIn(tx, districtId)
  const holds = (account: number, role: Role) =>
    held.some(
      (row) => row.account_id === account && row.role === role && (row.to_date === null || row.to_date >= today),
    )
  const states = new Map(
    (
      await accountsAmong(
        tx,
        staff.flatMap((one) => (one.account_id === null ? [] : [one.account_id])),
      )
    ).map((one) => [one.account_id, one.state]),
  )
  const taken = new Set(staff.flatMap((one) => (one.account_id === null ? [] : [one.account_id])))
  const given: AccessGiven = { accounts_made: 0, roles_given: 0, roles_ended: 0, hindered: [] }
  const wanted: Wanted[] = []
  for (const one of staff) {
    const roles = one.places.flatMap((place) => {
      const role = grants.get(place.role) ?? null
      return role === null ? [] : [{ ...place, role }]
    })
    if (roles.length === 0) continue
    const hinder = (why: Hindrance) => given.hindered.push({ staff_id: one.staff_id, why })
    if (!one.enabled) {
      hinder('disabled')
      continue
    }
    let account = one.account_id
    if (account === null) {
      const found = await accountFor(tx, scope, districtId, one, taken, dry)
      if (found.why) {
        hinder(found.why)
        continue
      }
      if (found.account_id === null) {
        given.accounts_made += 1
        continue
      }
      account = found.account_id
      taken.add(account)
      states.set(account, found.state)
      if (found.made) given.accounts_made += 1
    }
    if (states.get(account) !== 'active') {
      hinder('closed')
      continue
    }
    for (const { role, org_id, from_date, to_date } of roles) {
      if (opens[role].students && holds(account, 'administrator')) hinder('administrator')
      else wanted.push({ account_id: account, role, org_id, from: from_date, to: to_date })
    }
  }
  for (const step of roleSteps(wanted, held, today, yesterday)) {
    if (step.do === 'give') given.roles_given += 1
    else if (step.do === 'take-back' || (step.to !== null && step.to < today)) given.roles_ended += 1
    if (!dry) await take(tx, scope, districtId, step, held)
  }
  return given
}

async function accountFor(
  tx: Tx,
  scope: Scope,
  districtId: number,
  one: { staff_id: number; email: string | null; given_name: string | null; family_name: string | null },
  taken: ReadonlySet<number>,
  dry: boolean,
): Promise<{ account_id: number | null; state: string; made: boolean; why?: Hindrance }> {
  const none = { account_id: null, state: '', made: false }
  if (one.email === null) return { ...none, why: 'no-email' }
  const email = emailOf(one.email)
  if (email === null) return { ...none, why: 'bad-email' }
  const name = [one.given_name, one.family_name].filter(Boolean).join(' ').slice(0, 200) || email
  const known = await accountByEmail(tx, email)
  if (known) {
    if (known.home_district !== districtId) return { ...none, why: 'elsewhere' }
    if (taken.has(known.account_id)) return { ...none, why: 'twice' }
    const earlier = await earlierHolder(tx, districtId, one.staff_id, known.account_id)
    if (earlier && !sameName(earlier.name ?? known.name, name)) return { ...none, why: 'known-account' }
    if (!dry) await linkStaff(tx, one.staff_id, known.account_id)
    return { account_id: known.account_id, state: known.state, made: false }
  }
  if (dry) return none
  const id = await insertAccount(tx, {
    email,
    name,
    lang: 'en',
    home_org: districtId,
    home_district: districtId,
    at: now(),
  })
  await record(tx, scope, {
    org_id: districtId,
    object: 'people.account',
    object_id: id,
    version: 1,
    verb: 'added',
    reason: 'roster',
    became: { email, name, lang: 'en' },
  })
  await linkStaff(tx, one.staff_id, id)
  return { account_id: id, state: 'active', made: true }
}

async function take(
  tx: Tx,
  scope: Scope,
  districtId: number,
  step: ReturnType<typeof roleSteps>[number],
  held: readonly { role_id: number; version: number }[],
): Promise<void> {
  if (step.do === 'give') {
    const row = {
      account_id: step.wanted.account_id,
      role: step.wanted.role,
      org_id: step.wanted.org_id,
      district_id: districtId,
      from_date: step.from,
      to_date: step.to,
    }
    const id = await insertRosterRole(tx, row)
    if (id === null) return
    await record(tx, scope, {
      org_id: districtId,
      object: 'people.role',
      object_id: id,
      version: 1,
      verb: 'added',
      reason: 'roster',
      became: { ...row, source: 'roster' },
    })
    return
  }
  const { role_id: id, to_date } = step.held
  const version = (held.find((row) => row.role_id === id)?.version ?? 1) + 1
  if (step.do === 'take-back') await takeBackRole(tx, id)
  else await endRosterRole(tx, id, step.to)
  await record(tx, scope, {
    org_id: districtId,
    object: 'people.role',
    object_id: id,
    version,
    verb: step.do === 'take-back' ? 'taken-back' : 'changed',
    reason: 'roster',
    was: { to_date },
    became: step.do === 'take-back' ? { taken_back: true } : { to_date: step.to },
  })
}
