import { now } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import { todayOf } from '../orgs/settings.ts'
import { makeDistrict } from '../orgs/actions.ts'
import { checkFounding } from './founding.ts'
import { hashPassword } from './password.ts'
import { linkHours } from './rules.ts'
import type { Founding } from './schema.ts'
import { insertAccount, insertRole, writePassword } from './store.ts'
import { findLink, insertLink, isFounded, markFounded, useLink } from './store-session.ts'

const setup = makeScope({ actor: null, name: 'system:setup', districts: [], orgs: [], students: [] })

/** Makes the one-time link of an empty installation. Out: the token for `/setup/<token>` (24 hours); null once there is an administrator. */
export async function makeSetupLink(db: Db): Promise<string | null> {
  const token = newToken()
  return inScope(db, setup, async (tx) => {
    if (await isFounded(tx)) return null
    const at = now()
    await insertLink(tx, {
      token_hash: hashToken(token),
      kind: 'setup',
      account_id: null,
      orgs: [],
      made_by: null,
      made_at: at,
      expires_at: new Date(at.getTime() + linkHours.setup * 3_600_000),
    })
    return token
  })
}

/** True when the link still works. */
export async function setupLinkWorks(db: Db, token: string): Promise<boolean> {
  return inScope(db, setup, async (tx) => {
    const link = await findLink(tx, hashToken(token))
    return link?.kind === 'setup' && link.used_at === null && link.expires_at > now() && !(await isFounded(tx))
  })
}

/**
 * Uses the link: makes the state, the district, the first administrator at that district. All or nothing.
 * Out: the account. Errors: Missing `people/link-over`; Invalid `people/bad-setup` with a detail a field; Conflict.
 */
export async function foundInstallation(
  db: Db,
  token: string,
  typed: Founding,
): Promise<{ account_id: number; district_id: number }> {
  const { founding, problems } = checkFounding(typed)
  if (problems.length > 0)
    throw invalid('people/bad-setup', 'Some fields need another look.', 'Nothing was saved.', problems)
  const hash = await hashPassword(founding.password)
  return inScope(db, setup, async (tx) => {
    const link = await findLink(tx, hashToken(token))
    if (!link || link.kind !== 'setup' || link.used_at !== null || link.expires_at <= now())
      throw missing(
        'people/link-over',
        'This link was used already or is too old.',
        'Start Throughline again: the console shows a new link.',
      )
    if (await isFounded(tx))
      throw conflict(
        'people/has-administrator',
        'This installation has an administrator already.',
        'Sign in, or ask that person for an account.',
      )
    if (!(await useLink(tx, hashToken(token), now())))
      throw conflict('people/link-over', 'This link was used at the same moment.', 'Reload the page.')
    const districtId = await makeDistrict(tx, setup, {
      state_code: founding.state_code,
      state_name: founding.state_name,
      code: founding.district_code,
      name: founding.district_name,
      from_date: '2000-07-01',
    })
    const from = await todayOf(tx, districtId)
    const accountId = await insertAccount(tx, {
      email: founding.email,
      name: founding.name,
      lang: founding.lang,
      home_org: districtId,
      home_district: districtId,
      at: now(),
    })
    const roleId = await insertRole(tx, {
      account_id: accountId,
      role: 'administrator',
      org_id: districtId,
      district_id: districtId,
      from_date: from,
      to_date: null,
    })
    await writePassword(tx, accountId, hash, now())
    await markFounded(tx, now(), districtId)
    await record(tx, setup, {
      org_id: districtId,
      object: 'people.account',
      object_id: accountId,
      version: 1,
      verb: 'added',
      became: { email: founding.email, name: founding.name },
    })
    await record(tx, setup, {
      org_id: districtId,
      object: 'people.role',
      object_id: roleId,
      version: 1,
      verb: 'added',
      became: { account_id: accountId, role: 'administrator', org_id: districtId, from_date: from },
    })
    return { account_id: accountId, district_id: districtId }
  })
}
