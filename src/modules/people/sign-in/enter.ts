import { machineTime, now } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/database.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import { log } from '../../../platform/log.ts'
import { placeOf } from '../../../platform/jobs/jobs.ts'
import { Trouble } from '../../../platform/errors.ts'
import { type Seal, sealOf } from '../../../platform/seal.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import { attempt } from '../../../platform/web/limits.ts'
import { makeOutgoing, type Outgoing } from '../../../platform/web/outgoing.ts'
import type { Services } from '../../../platform/web/route.ts'
import { backTo } from '../accounts/rules.ts'
import { type Arrival, openSession, ownScope } from '../accounts/sessions.ts'
import { accountById, updateAccount } from '../accounts/store.ts'
import { authorizeUrl, exchange, type Failure, failureOf, type Flow, flowOf, prepare } from './client.ts'
import { belongs, emailToMatch, type Refusal, tryLimits, tryMinutes } from './rules.ts'
import type { Claims, Provider } from './schema.ts'
import {
  accountOfDistrict,
  insertIdentity,
  insertTry,
  linkedAccount,
  providerById,
  secretOf,
  takeTry,
  useProvider,
} from './store.ts'

/** Why somebody is not signed in; `provider` names it on the page. */
export type NotIn = { refusal: Refusal | Failure; provider: string }
export type Means = { db: Db; seal: Seal; out: Outgoing }

export const meansOf = (services: Services): Means => ({
  db: services.db,
  seal: sealOf(services),
  out: makeOutgoing(services.config.allowHosts),
})

export const secretPurpose = (providerId: number): string => `provider:${providerId}`

/** An active provider with its secret; null when there is none of that number. */
async function opened(means: Means, id: number): Promise<{ provider: Provider; secret: string | null } | null> {
  const found = await inScope(means.db, noScope, async (tx) => {
    const provider = await providerById(tx, id)
    if (!provider || provider.state !== 'active') return null
    await useProvider(tx, id)
    return { provider, sealed: await secretOf(tx, id) }
  })
  if (!found) return null
  const { provider, sealed } = found
  return { provider, secret: sealed === null ? null : means.seal.open(sealed, secretPurpose(id)) }
}

/** Something that no page explains further is noted where operators look, by its kind and place only. */
function told(error: unknown, provider: Provider): NotIn {
  const failure = failureOf(error)
  if (failure !== 'denied' && failure !== 'over')
    log.warn({
      code: `people/oidc-${failure}`,
      provider: provider.provider_id,
      kind: (error as { code?: string })?.code ?? (error as Error)?.name,
      where: placeOf(error),
    })
  return { refusal: failure, provider: provider.name }
}

/**
 * Begins a sign-in at a provider. In: its number, where to go on afterwards, the address that it sends the browser back to, who asks (for limits).
 * Out: where the browser goes, and the flow whose token its cookie keeps; or why not. Null: no such provider.
 */
export async function begin(
  means: Means,
  asked: { provider: number; to: string | undefined; backUrl: string; address: string },
): Promise<{ url: string; flow: Flow } | NotIn | null> {
  await attempt(means.db, `oidc:at:${asked.address}`, tryLimits.perAddress, tryLimits.seconds)
  const found = await opened(means, asked.provider)
  if (!found) return null
  const { provider, secret } = found
  const flow = flowOf(newToken())
  let url: string
  try {
    url = await authorizeUrl(await prepare(provider, secret, means.out), provider, flow, asked.backUrl)
  } catch (error) {
    return told(error, provider)
  }
  await inScope(means.db, noScope, (tx) =>
    insertTry(tx, {
      token_hash: hashToken(flow.token),
      provider_id: provider.provider_id,
      back_to: backTo(asked.to),
      // Minutes of the machine's clock, as in the policy that lets go of old ones: a fixed date says nothing of them.
      expires_at: new Date(machineTime() + tryMinutes * 60_000),
    }),
  )
  return { url, flow }
}

/**
 * Ends a sign-in at a provider: the browser came back. In: the provider's number, the token of the cookie, the whole address, where from.
 * Out: a session and where to go on; or why not, which is a page. Nobody is made: an unknown person stays outside. Null: no such provider.
 */
export async function finish(
  means: Means,
  asked: { provider: number; token: string | undefined; cameBack: URL; from: Arrival; old: string | undefined },
): Promise<{ token: string; maxAge: number; account_id: number; to: string } | NotIn | null> {
  const found = await opened(means, asked.provider)
  if (!found) return null
  const { provider, secret } = found
  const over: NotIn = { refusal: 'over', provider: provider.name }
  if (!asked.token) return over
  const flow = flowOf(asked.token)
  // The state of another browser, or of a sign-in that somebody else began, ends here without using ours up.
  if (asked.cameBack.searchParams.get('state') !== flow.state) return over
  const taken = await inScope(means.db, noScope, (tx) =>
    takeTry(tx, hashToken(flow.token), provider.provider_id, new Date(machineTime())),
  )
  if (!taken) return over
  let claims: Claims
  try {
    claims = await exchange(await prepare(provider, secret, means.out), provider, flow, asked.cameBack)
  } catch (error) {
    return told(error, provider)
  }
  const account = await whoIs(means.db, provider, claims)
  if ('refusal' in account) return { refusal: account.refusal, provider: provider.name }
  const session = await openSession(means.db, {
    account_id: account.account_id,
    home: account.home,
    came: 'provider',
    provider_id: provider.provider_id,
    district_id: provider.district_id,
    // The provider's own second factor is trusted (docs/run/sign-in.md).
    owes: null,
    from: asked.from,
    old: asked.old,
  })
  return { ...session, account_id: account.account_id, to: taken.back_to }
}

/**
 * Which account somebody is: the one linked with this person of the provider, whatever the e-mail is by now; else, once, the one of the provider's own
 * district with the verified e-mail, which is then linked. An account of another district is never found, though its e-mail be the same.
 */
export async function whoIs(
  db: Db,
  provider: Provider,
  claims: Claims,
): Promise<{ account_id: number; home: number } | { refusal: Refusal }> {
  if (!belongs(provider, claims)) return { refusal: 'not-this-district' }
  const linked = await inScope(db, noScope, async (tx) => {
    await useProvider(tx, provider.provider_id, claims.sub)
    return linkedAccount(tx, provider, claims.sub)
  })
  if (linked !== null) {
    const account = await inScope(db, ownScope(linked, 0), (tx) => accountById(tx, linked))
    if (!account || account.state !== 'active' || account.home_district !== provider.district_id)
      return { refusal: 'closed' }
    return { account_id: linked, home: account.home_district }
  }
  const match = emailToMatch(provider, claims)
  if ('refusal' in match) return match
  return inScope(db, noScope, async (tx) => {
    await useProvider(tx, provider.provider_id, claims.sub)
    const account = await accountOfDistrict(tx, match.email, provider.district_id)
    if (!account) return { refusal: 'unknown' as const }
    if (account.state !== 'active') return { refusal: 'closed' as const }
    if (!(await insertIdentity(tx, { provider, subject: claims.sub, account_id: account.account_id, at: now() })))
      return { refusal: 'linked-otherwise' as const }
    return { account_id: account.account_id, home: provider.district_id }
  }).then(async (done) => {
    if ('account_id' in done) await noteLink(db, provider, done.account_id)
    return done
  })
}

async function noteLink(db: Db, provider: Provider, accountId: number): Promise<void> {
  const own = ownScope(accountId, provider.district_id)
  await inScope(db, own, async (tx) => {
    const account = await accountById(tx, accountId)
    if (!account || !(await updateAccount(tx, accountId, account.version, account))) return
    await record(tx, own, {
      org_id: provider.district_id,
      object: 'people.account',
      object_id: accountId,
      version: account.version + 1,
      verb: 'linked',
      became: { provider: provider.name },
    })
  })
}

/** Whether a provider can be reached and describes itself. Out: null when all is well, else what failed. */
export async function tryProvider(means: Means, provider: Provider, sealed: string | null): Promise<Failure | null> {
  try {
    const secret = sealed === null ? null : means.seal.open(sealed, secretPurpose(provider.provider_id))
    const config = await prepare({ ...provider, version: -Math.trunc(now().getTime()) }, secret, means.out)
    const answer = await means.out(config.serverMetadata().jwks_uri ?? '')
    const keys = (await answer.json()) as { keys?: unknown }
    return Array.isArray(keys.keys) && keys.keys.length > 0 ? null : 'misconfigured'
  } catch (error) {
    if (error instanceof Trouble && error.code.startsWith('platform/seal')) throw error
    return failureOf(error)
  }
}
