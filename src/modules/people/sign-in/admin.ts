import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Seal } from '../../../platform/seal.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { administer, person } from '../accounts/admin.ts'
import { accountById, trust, updateAccount } from '../accounts/store.ts'
import { endProviderSessions, endSessions } from '../accounts/store-session.ts'
import { secretPurpose } from './enter.ts'
import { checkProvider } from './rules.ts'
import type { Provider, ProviderTyped } from './schema.ts'
import { deleteIdentity, insertProvider, providerById, secretOf, updateProvider, writeSecret } from './store.ts'

/** The districts whose sign-in the visitor manages: those that they administer as a whole. */
export const districtsManaged = (visitor: Visitor): number[] => [
  ...new Set(
    visitor.roles
      .filter((role) => role.role === 'administrator' && role.org_id === role.district_id)
      .map((role) => role.district_id),
  ),
]

/** Opens the providers of the visitor's districts for this transaction. Errors: Forbidden `people/not-yours`. */
export async function manageSignIn(tx: Tx, visitor: Visitor): Promise<number[]> {
  const districts = districtsManaged(visitor)
  if (districts.length === 0)
    throw forbidden(
      'people/not-yours',
      'Only an administrator of the whole district manages how people sign in.',
      'Ask the administrator of your district.',
    )
  await trust(tx, districts)
  return districts
}

/** A provider of one of the visitor's districts. Errors: Missing. */
export async function managed(tx: Tx, visitor: Visitor, id: number): Promise<Provider> {
  const districts = await manageSignIn(tx, visitor)
  const provider = await providerById(tx, id)
  if (!provider || !districts.includes(provider.district_id))
    throw missing(
      'people/no-provider',
      'There is no such sign-in provider, or not in your district.',
      'Go back to the list.',
    )
  return provider
}

// What history keeps of a provider: everything but the secret.
const shown = ({ provider_id: _id, version: _version, ...rest }: Provider): Record<string, unknown> => rest

/** Adds a provider to a district. Out: its number. Errors: Invalid `people/bad-provider` with a detail a field. */
export async function addProvider(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  seal: Seal,
  districtId: number,
  typed: ProviderTyped,
): Promise<number> {
  const districts = await manageSignIn(tx, visitor)
  if (!districts.includes(districtId))
    throw forbidden('people/not-yours', 'This is not your district.', 'Choose one that you administer.')
  const { fields, problems } = checkProvider(typed, false)
  if (problems.length > 0)
    throw invalid('people/bad-provider', 'Some fields need another look.', 'Nothing was saved.', problems)
  const id = await insertProvider(tx, districtId, fields)
  const secret = typed.secret.trim()
  if (secret !== '') await writeSecret(tx, id, seal.seal(secret, secretPurpose(id)))
  await record(tx, scope, {
    org_id: districtId,
    object: 'people.provider',
    object_id: id,
    version: 1,
    verb: 'added',
    became: { ...fields },
  })
  return id
}

/**
 * Changes a provider; without a typed secret the earlier one stays. Another issuer knows none of the people linked before. Sessions that came by it go on.
 * Errors: Invalid `people/bad-provider`; Conflict `people/changed-meanwhile`.
 */
export async function changeProvider(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  seal: Seal,
  id: number,
  version: number,
  typed: ProviderTyped,
): Promise<void> {
  const before = await managed(tx, visitor, id)
  const { fields, problems } = checkProvider(typed, (await secretOf(tx, id)) !== null)
  if (problems.length > 0)
    throw invalid('people/bad-provider', 'Some fields need another look.', 'Nothing was saved.', problems)
  if (!(await updateProvider(tx, id, version, { ...fields, state: before.state }))) throw meanwhile()
  const secret = typed.secret.trim()
  if (secret !== '') await writeSecret(tx, id, seal.seal(secret, secretPurpose(id)))
  await record(tx, scope, {
    org_id: before.district_id,
    object: 'people.provider',
    object_id: id,
    version: version + 1,
    verb: secret === '' ? 'changed' : 'changed-secret',
    was: shown(before),
    became: { ...fields },
  })
}

const meanwhile = () =>
  conflict('people/changed-meanwhile', 'Somebody else changed this provider.', 'Reload the page and look at it again.')

/** Closes a provider (its button goes, and all sessions that came by it end) or opens it again. */
export async function setProviderState(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  id: number,
  version: number,
  state: Provider['state'],
): Promise<void> {
  const before = await managed(tx, visitor, id)
  if (!(await updateProvider(tx, id, version, { ...before, state }))) throw meanwhile()
  if (state === 'closed') await endProviderSessions(tx, id, now())
  await record(tx, scope, {
    org_id: before.district_id,
    object: 'people.provider',
    object_id: id,
    version: version + 1,
    verb: 'changed',
    was: { state: before.state },
    became: { state },
  })
}

async function noted(tx: Tx, scope: Scope, accountId: number, verb: string): Promise<void> {
  const account = await accountById(tx, accountId)
  if (!account || !(await updateAccount(tx, accountId, account.version, account)))
    throw conflict('people/changed-meanwhile', 'Somebody else changed this account.', 'Reload the page.')
  await record(tx, scope, {
    org_id: account.home_district ?? account.home_org,
    object: 'people.account',
    object_id: accountId,
    version: account.version + 1,
    verb,
  })
}

/** An account that the visitor looks after whole. Errors: Missing; Forbidden. */
async function whole(tx: Tx, visitor: Visitor, accountId: number): Promise<void> {
  const covered = await administer(tx, visitor)
  const account = await person(tx, covered, accountId)
  if (!covered.includes(account.home_org))
    throw forbidden('people/not-yours', 'This account belongs to another organization.', 'Ask its administrator.')
}

/** Ends all sessions of somebody, at once and on all devices. */
export async function endSessionsOf(tx: Tx, scope: Scope, visitor: Visitor, accountId: number): Promise<void> {
  await whole(tx, visitor, accountId)
  await endSessions(tx, accountId, now(), {})
  await noted(tx, scope, accountId, 'sessions-ended')
}

/** Takes away the link of an account with a provider, so that the next sign-in links anew by e-mail; all sessions of the account end. */
export async function unlink(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  accountId: number,
  providerId: number,
): Promise<void> {
  await whole(tx, visitor, accountId)
  if (!(await deleteIdentity(tx, accountId, providerId)))
    throw missing('people/no-provider', 'This account is not linked with that provider.', 'Reload the page.')
  await endSessions(tx, accountId, now(), {})
  await noted(tx, scope, accountId, 'unlinked')
}
