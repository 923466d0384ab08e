import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { isLang, type Lang } from '../../../platform/words.ts'
import { todayOf } from '../orgs/settings.ts'
import { peopleOf } from './directory.ts'
import { systemScope } from './identify.ts'
import { addresses } from './store-directory.ts'

/** Where somebody can be written to, and in which language. */
export type Reach = { account_id: number; email: string; lang: Lang }

/** Where the active ones of some accounts can be written to. In: a system actor's scope of their district. */
export async function reachOf(tx: Tx, accountIds: readonly number[]): Promise<Map<number, Reach>> {
  const rows = await addresses(tx, accountIds)
  return new Map(rows.map((row) => [row.account_id, { ...row, lang: isLang(row.lang) ? row.lang : 'en' }]))
}

/**
 * Somebody who is not signed in, but holds a sealed link that was sent to them for one thing. What it opens is less than signing in: the work of one district in
 * the person's name and roles of today, no numbers and no student. Whoever asks checks the link before, and keeps to what it names.
 * In: a pool, the district, the account. Out: null for somebody whose roles ended or whose account is closed.
 */
export async function visitorByLink(db: Db, districtId: number, accountId: number): Promise<Visitor | null> {
  const system = await systemScope(db, 'links', districtId)
  return inScope(db, system, async (tx) => {
    const found = (await peopleOf(tx, districtId, await todayOf(tx, districtId))).find(
      (one) => one.account_id === accountId,
    )
    if (!found) return null
    const reach = (await reachOf(tx, [accountId])).get(accountId)
    return {
      account_id: accountId,
      name: found.name,
      lang: reach?.lang ?? 'en',
      roles: found.roles.map((held) => ({ role: held.role, org_id: held.org_id, district_id: districtId })),
      scope: makeScope({
        actor: accountId,
        name: `account:${accountId} by link`,
        districts: [districtId],
        inside: [districtId],
        orgs: [],
        students: [],
      }),
      csrf: '',
    }
  })
}
