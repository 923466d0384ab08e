import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, type Detail, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, isLang } from '../../../platform/words.ts'
import { coveredBy, mustHold, type Role, roles } from '../access.ts'
import { isDate } from '../orgs/rules.ts'
import { orgById } from '../orgs/store.ts'
import { hasRoleOutside } from './outside.ts'
import { emailOf, linkHours } from './rules.ts'
import type { Account } from './schema.ts'
import {
  accountByEmail,
  accountById,
  endRole,
  insertAccount,
  insertRole,
  roleById,
  rolesOf,
  trust,
  updateAccount,
} from './store.ts'
import { insertLink } from './store-session.ts'

const administrators: readonly Role[] = ['administrator']

/** Opens accounts at the organizations that the visitor administers, for this transaction. Out: those organizations. Errors: Forbidden. */
export async function administer(tx: Tx, visitor: Visitor): Promise<number[]> {
  const orgs = coveredBy(visitor, administrators)
  if (orgs.length === 0)
    throw forbidden('people/not-yours', 'Only an administrator may do this.', 'Ask the administrator of your district.')
  await trust(tx, orgs)
  return orgs
}

export type RoleTyped = { role: string; org_id: string; from_date: string; to_date: string }

async function checkRole(
  tx: Tx,
  visitor: Visitor,
  typed: RoleTyped,
): Promise<{ role: Role; org_id: number; district_id: number; from_date: string; to_date: string | null }> {
  const details: Detail[] = []
  const role = (roles as readonly string[]).includes(typed.role) ? (typed.role as Role) : null
  if (!role) details.push({ path: 'role', code: 'people/needed', message: 'Choose a role.' })
  const org = /^\d{1,9}$/.test(typed.org_id) ? await orgById(tx, Number(typed.org_id)) : null
  if (!org || org.district_id === null)
    details.push({ path: 'org_id', code: 'people/needed', message: 'Choose an organization.' })
  if (!isDate(typed.from_date))
    details.push({ path: 'from_date', code: 'people/bad-date', message: 'Give the first day.' })
  if (typed.to_date !== '' && (!isDate(typed.to_date) || typed.to_date < typed.from_date))
    details.push({ path: 'to_date', code: 'people/bad-end', message: 'The last day is not before the first.' })
  if (details.length > 0 || !role || !org || org.district_id === null)
    throw invalid('people/bad-role', 'Some fields need another look.', 'Nothing was saved.', details)
  mustHold(visitor, administrators, org.org_id)
  return {
    role,
    org_id: org.org_id,
    district_id: org.district_id,
    from_date: typed.from_date,
    to_date: typed.to_date || null,
  }
}

/**
 * Adds somebody with a first role; an e-mail that has an account already gets the role only. In: the typed fields, the visitor (administrator there).
 * Out: the account and, for a new one, the token of a link (72 hours) with which the person sets a password. Errors: Invalid `people/bad-person`.
 */
export async function addPerson(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  typed: RoleTyped & { email: string; name: string; lang: string },
): Promise<{ account_id: number; token: string | null }> {
  const covered = await administer(tx, visitor)
  const email = emailOf(typed.email)
  const name = typed.name.trim().replaceAll(/\s+/g, ' ')
  const details: Detail[] = []
  if (email === null)
    details.push({ path: 'email', code: 'people/bad-email', message: 'This is not an e-mail address.' })
  if (name === '' || name.length > 200)
    details.push({ path: 'name', code: 'people/needed', message: 'Please give a name.' })
  if (details.length > 0 || email === null)
    throw invalid('people/bad-person', 'Some fields need another look.', 'Nothing was saved.', details)
  const role = await checkRole(tx, visitor, typed)
  const known = await accountByEmail(tx, email)
  const lang: Lang = isLang(typed.lang) ? typed.lang : 'en'
  const id =
    known?.account_id ??
    (await insertAccount(tx, { email, name, lang, home_org: role.org_id, home_district: role.district_id, at: now() }))
  if (!known)
    await record(tx, scope, {
      org_id: role.district_id,
      object: 'people.account',
      object_id: id,
      version: 1,
      verb: 'added',
      became: { email, name, lang },
    })
  await giveChecked(tx, scope, id, role)
  return { account_id: id, token: known ? null : await link(tx, scope, id, covered) }
}

/** An administrator's role needs no record of a student (access.ts); another role for the own account would open them. */
const toOneself = () =>
  conflict(
    'people/role-to-oneself',
    'You cannot give yourself a role or make one of yours last longer.',
    'Ask another administrator.',
  )

async function giveChecked(
  tx: Tx,
  scope: Scope,
  accountId: number,
  role: Awaited<ReturnType<typeof checkRole>>,
): Promise<void> {
  if (accountId === scope.actor) throw toOneself()
  const twice = (await rolesOf(tx, accountId)).some(
    (one) => one.role === role.role && one.org_id === role.org_id && one.from_date === role.from_date,
  )
  if (twice)
    throw conflict(
      'people/role-twice',
      'The person has this role from that day on already.',
      'Choose another day or role.',
    )
  const id = await insertRole(tx, { account_id: accountId, ...role })
  await record(tx, scope, {
    org_id: role.district_id,
    object: 'people.role',
    object_id: id,
    version: 1,
    verb: 'added',
    became: { account_id: accountId, ...role },
  })
}

/** Gives somebody else another role. Errors: Conflict `people/role-to-oneself`, `people/role-twice`. */
export async function giveRole(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  accountId: number,
  typed: RoleTyped,
): Promise<void> {
  await person(tx, await administer(tx, visitor), accountId)
  await giveChecked(tx, scope, accountId, await checkRole(tx, visitor, typed))
}

/** Sets the last day of a role (null: no end). Roles are never deleted: they were held. Errors: Conflict when it was changed meanwhile. */
export async function setRoleEnd(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  roleId: number,
  version: number,
  to: string | null,
): Promise<void> {
  await administer(tx, visitor)
  const role = await roleById(tx, roleId)
  if (!role || role.district_id === null) throw missing('people/no-role', 'There is no such role.', 'Reload the page.')
  mustHold(visitor, administrators, role.org_id)
  if (to !== null && (!isDate(to) || to < role.from_date))
    throw invalid('people/bad-role', 'The last day is not before the first.', 'Nothing was saved.', [
      { path: 'to_date', code: 'people/bad-end', message: 'The last day is not before the first.' },
    ])
  if (role.account_id === visitor.account_id && role.role === 'administrator')
    throw conflict(
      'people/own-role',
      'You cannot end your own role as administrator.',
      'Ask another administrator, so that the district never stays without one.',
    )
  if (role.account_id === visitor.account_id && role.to_date !== null && (to === null || to > role.to_date))
    throw toOneself()
  if (!(await endRole(tx, roleId, version, to)))
    throw conflict(
      'people/changed-meanwhile',
      'Somebody else changed this role.',
      'Reload the page and look at it again.',
    )
  await record(tx, scope, {
    org_id: role.district_id,
    object: 'people.role',
    object_id: roleId,
    version: version + 1,
    verb: 'changed',
    was: { to_date: role.to_date },
    became: { to_date: to },
  })
}

/** Makes a new link with which somebody sets a password. Out: its token, shown once. Errors: Forbidden when the person holds, or will hold, a role that the visitor does not administer. */
export async function newPasswordLink(tx: Tx, scope: Scope, visitor: Visitor, accountId: number): Promise<string> {
  const covered = await administer(tx, visitor)
  const account = await person(tx, covered, accountId)
  if (!covered.includes(account.home_org)) throw notWhole()
  return link(tx, scope, accountId, covered)
}

const notWhole = () =>
  forbidden(
    'people/not-yours',
    'This person has a role outside what you administer.',
    'Ask the administrator of the district. If the role is in another district, it has to end there first.',
  )

async function link(tx: Tx, scope: Scope, accountId: number, orgs: readonly number[]): Promise<string> {
  if (await hasRoleOutside(tx, accountId, orgs)) throw notWhole()
  const token = newToken()
  const at = now()
  await insertLink(tx, {
    token_hash: hashToken(token),
    kind: 'password',
    account_id: accountId,
    orgs,
    made_by: scope.actor,
    made_at: at,
    expires_at: new Date(at.getTime() + linkHours.password * 3_600_000),
  })
  return token
}

/** Closes or opens an account; a closed one cannot sign in and its sessions count no longer. */
export async function setAccountState(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  accountId: number,
  version: number,
  state: Account['state'],
): Promise<void> {
  const covered = new Set(await administer(tx, visitor))
  const account = await person(tx, [...covered], accountId)
  if (accountId === visitor.account_id)
    throw conflict('people/own-account', 'You cannot close your own account.', 'Ask another administrator.')
  if (!covered.has(account.home_org))
    throw forbidden('people/not-yours', 'This account belongs to another organization.', 'End the roles that you gave.')
  if (!(await updateAccount(tx, accountId, version, { ...account, state })))
    throw conflict(
      'people/changed-meanwhile',
      'Somebody else changed this account.',
      'Reload the page and look at it again.',
    )
  await record(tx, scope, {
    org_id: account.home_district ?? account.home_org,
    object: 'people.account',
    object_id: accountId,
    version: version + 1,
    verb: 'changed',
    was: { state: account.state },
    became: { state },
  })
}

/** An account that was made at one of the organizations or holds (or held) a role there; colleagues elsewhere are not the administrator's to look into. */
export async function person(tx: Tx, orgs: readonly number[], accountId: number): Promise<Account> {
  const account = await accountById(tx, accountId)
  const covered = new Set(orgs)
  const mine =
    account &&
    (covered.has(account.home_org) || (await rolesOf(tx, accountId)).some((role) => covered.has(role.org_id)))
  if (!account || !mine)
    throw missing('people/no-person', 'There is no such person, or not in your organizations.', 'Go back to the list.')
  return account
}
