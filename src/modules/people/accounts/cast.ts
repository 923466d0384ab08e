import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'

import { orgByCode, stateOf } from '../orgs/store.ts'
import { hashPassword } from './password.ts'
import { emailOf } from './rules.ts'
import type { CastMember } from './schema.ts'
import { accountByEmail, insertAccount, insertRole, rolesOf, writePassword } from './store.ts'

/**
 * Makes the accounts and roles of a cast (demo, tests) in a district, all with one password. A system actor's scope is needed.
 * A code that is no organization of the district is its state's. Known accounts get missing roles and the password again. Out: ids by e-mail.
 */
export async function loadCast(
  tx: Tx,
  scope: Scope,
  districtId: number,
  cast: readonly CastMember[],
  password: string,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  const hashes = await Promise.all(cast.map(() => hashPassword(password)))
  const state = await stateOf(tx, districtId)
  for (const [index, member] of cast.entries()) {
    const email = emailOf(member.email)
    if (email === null)
      throw invalid('people/bad-email', `${member.email} is not an e-mail address.`, 'Correct the cast.')
    const known = await accountByEmail(tx, email)
    const id =
      known?.account_id ??
      (await insertAccount(tx, {
        email,
        name: member.name,
        lang: member.lang,
        home_org: districtId,
        home_district: districtId,
        at: now(),
      }))
    if (!known)
      await record(tx, scope, {
        org_id: districtId,
        object: 'people.account',
        object_id: id,
        version: 1,
        verb: 'added',
        became: { email, name: member.name, lang: member.lang },
      })
    await writePassword(tx, id, hashes[index] as string, now())
    ids.set(email, id)
    const held = await rolesOf(tx, id)
    for (const role of member.roles) {
      const org = (await orgByCode(tx, districtId, role.org_code)) ?? (state?.code === role.org_code ? state : null)
      if (!org)
        throw invalid('people/no-organization', `There is no organization ${role.org_code}.`, 'Correct the cast.')
      if (held.some((one) => one.role === role.role && one.org_id === org.org_id && one.from_date === role.from))
        continue
      const row = {
        account_id: id,
        role: role.role,
        org_id: org.org_id,
        district_id: org.district_id,
        from_date: role.from,
        to_date: role.to ?? null,
      }
      const roleId = await insertRole(tx, row)
      await record(tx, scope, {
        org_id: districtId,
        object: 'people.role',
        object_id: roleId,
        version: 1,
        verb: 'added',
        became: row,
      })
    }
  }
  return ids
}
