import { isIP } from 'node:net'
import { now } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/database.ts'
import { inScope, makeScope, type Scope } from '../../../platform/db/scope.ts'
import { log } from '../../../platform/log.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import { sessionIdle, sessionLife } from './rules.ts'
import {
  endSessions,
  insertSession,
  type NewSession,
  openSessions,
  type SessionListed,
  sweepSessions,
} from './store-session.ts'

/** What a person may do with the own account, whatever roles are left. */
export const ownScope = (accountId: number, home: number): Scope =>
  makeScope({ actor: accountId, name: `account:${accountId}`, districts: [home], orgs: [], students: [] })

/** Where somebody comes from: the address and the browser's name for itself. Only coarse forms of both are kept. */
export type Arrival = { address: string; agent?: string | undefined }

/** The network of an address, for a list that people read: `203.0.113.x`, `2001:db8:1:…`; nothing for anything else. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (isIP(plain) === 4) return plain.replace(/\.\d+$/, '.x')
  if (isIP(plain) !== 6) return ''
  const parts = plain.split('::')[0]?.split(':').filter(Boolean).slice(0, 3) ?? []
  return `${parts.join(':')}:…`
}

const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/CrOS/, 'ChromeOS'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Browser and system, as far as the browser says: `Firefox, Windows`. */
export function deviceOf(agent: string | undefined): string {
  const found = (list: readonly [RegExp, string][]) => list.find(([sign]) => sign.test(agent ?? ''))?.[1]
  return [found(browsers), found(systems)].filter(Boolean).join(', ')
}

/** Opens a session, in place of an old one of the same person. Out: its token, which is stored nowhere. */
export async function openSession(
  db: Db,
  session: Pick<NewSession, 'account_id' | 'came' | 'provider_id' | 'district_id' | 'owes'> & {
    home: number
    from: Arrival
    old?: string | undefined
  },
): Promise<{ token: string; maxAge: number }> {
  const token = newToken()
  const { account_id, came, provider_id, district_id, owes, from } = session
  await inScope(db, ownScope(account_id, session.home), async (tx) => {
    const at = now()
    if (session.old) await endSessions(tx, account_id, at, { only: hashToken(session.old) })
    await sweepSessions(tx, account_id, new Date(at.getTime() - 90 * 86_400_000))
    await insertSession(tx, {
      token_hash: hashToken(token),
      account_id,
      at,
      came,
      provider_id,
      district_id,
      owes,
      network: networkOf(from.address),
      device: deviceOf(from.agent),
    })
  })
  log.info({ code: 'people/signed-in', account: account_id, came, ...(owes ? { owes } : {}) })
  return { token, maxAge: sessionLife.days * 86_400 }
}

/** Open sessions of an account, for itself or for whoever looks after it. */
export function sessionsOf(tx: Parameters<typeof openSessions>[0], accountId: number): Promise<SessionListed[]> {
  const at = now().getTime()
  return openSessions(
    tx,
    accountId,
    new Date(at - sessionIdle.hours * 3_600_000),
    new Date(at - sessionLife.days * 86_400_000),
  )
}
