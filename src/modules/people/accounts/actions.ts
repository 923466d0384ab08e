import { now } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/database.ts'
import { inScope, noScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict, type Detail, forbidden, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { log } from '../../../platform/log.ts'
import { hashToken, newToken } from '../../../platform/web/cookies.ts'
import { attempt, checkFailures, countFailure, forgive } from '../../../platform/web/limits.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { checkPassword, hashPassword } from './password.ts'
import { hasRoleOutside } from './outside.ts'
import { limits, passwordProblem, sessionLife } from './rules.ts'
import type { Account } from './schema.ts'
import { owedAtSignIn, type SecondPolicy } from '../second/owed.ts'
import { type Arrival, openSession, ownScope } from './sessions.ts'
import { accountById, passwordOf, updateAccount, writePassword } from './store.ts'
import { endSessions, findLink, findSignIn, type Owes, reopenSession, useLink } from './store-session.ts'

const homeOf = (account: Pick<Account, 'home_org' | 'home_district'>) => account.home_district ?? account.home_org

const emailBucket = (email: string): string => `sign-in:as:${hashToken(email).slice(0, 32)}`
/** An e-mail from one address: who tries passwords elsewhere does not lock the person out here. */
const placeBucket = (email: string, address: string): string => `${emailBucket(email)}:${address}`
/** The present password, asked for again by somebody signed in. */
const changeBucket = (accountId: number): string => `password-change:${accountId}`

/**
 * Signs somebody in. In: what was typed, where from, the token of a session to replace, and whether this installation demands a second factor.
 * Out: a new token and its life in seconds, and what the session owes before it opens anything.
 * Errors: Invalid `people/wrong-sign-in`, the same after the same work for an unknown e-mail, a wrong password and a closed account; Unavailable `platform/too-many`.
 */
export async function signIn(
  db: Db,
  typed: { email: string; password: string; old?: string | undefined } & Arrival,
  policy: SecondPolicy = 'optional',
): Promise<{ token: string; maxAge: number; account_id: number; owes: Owes | null }> {
  const email = typed.email.trim().toLowerCase().slice(0, 254)
  const addressBucket = `sign-in:at:${typed.address}`
  await checkFailures(db, addressBucket, limits.perAddress, limits.seconds)
  await checkFailures(db, emailBucket(email), limits.perEmail, limits.seconds)
  // Counted before the password is looked at, so that many at once find no gap; a success gives it back.
  await attempt(db, placeBucket(email, typed.address), limits.perAccount, limits.seconds)
  const found = await inScope(db, noScope, (tx) => findSignIn(tx, email))
  const right = await checkPassword(typed.password.slice(0, 1000), found?.hash ?? null)
  if (!found || !right || found.state !== 'active') {
    await countFailure(db, addressBucket, limits.seconds)
    await countFailure(db, emailBucket(email), limits.seconds)
    log.warn({ code: 'people/wrong-sign-in', ...(found ? { account: found.account_id } : {}) })
    throw invalid(
      'people/wrong-sign-in',
      'E-mail and password do not fit together.',
      'Check both. If you cannot sign in, ask the administrator for a new link.',
    )
  }
  await forgive(db, placeBucket(email, typed.address))
  const owes = await owedAtSignIn(db, found.account_id, found.home_org, policy)
  const session = await openSession(db, {
    account_id: found.account_id,
    home: found.home_org,
    came: 'password',
    provider_id: null,
    district_id: null,
    owes,
    from: typed,
    old: typed.old,
  })
  return { ...session, account_id: found.account_id, owes }
}

/** Ends one session of the visitor (of who is really there, when somebody acts for another person). */
export async function signOut(db: Db, visitor: Visitor, token: string): Promise<void> {
  const account = visitor.acting?.by.account_id ?? visitor.account_id
  await inScope(db, ownScope(account, 0), (tx) => endSessions(tx, account, now(), { only: hashToken(token) }))
}

/** Ends one of the visitor's sessions by its number. Errors: Missing `people/no-session`. */
export async function endOwnSession(db: Db, visitor: Visitor, sessionId: number): Promise<void> {
  const ended = await inScope(db, ownScope(visitor.account_id, 0), (tx) =>
    endSessions(tx, visitor.account_id, now(), { id: sessionId }),
  )
  if (ended === 0) throw missing('people/no-session', 'This session is over already.', 'Open your account again.')
}

/** Ends all sessions of the visitor, this one included. */
export async function signOutEverywhere(db: Db, visitor: Visitor): Promise<void> {
  await inScope(db, ownScope(visitor.account_id, 0), (tx) => endSessions(tx, visitor.account_id, now(), {}))
}

const weak = (password: string, repeated: string, email: string): Detail[] => {
  const problem = passwordProblem(password, email)
  if (problem)
    return [{ path: 'password', code: `people/password-${problem}`, message: 'Please choose another password.' }]
  if (password !== repeated)
    return [{ path: 'repeated', code: 'people/password-differs', message: 'The two passwords differ.' }]
  return []
}
const badPassword = (details: readonly Detail[]) =>
  invalid('people/bad-password', 'The password was not changed.', 'Correct the fields below.', details)

async function ownAccount(db: Db, visitor: Visitor): Promise<Account> {
  const account = await inScope(db, ownScope(visitor.account_id, 0), (tx) => accountById(tx, visitor.account_id))
  if (!account) throw missing('people/no-account', 'This account is gone.', 'Ask the administrator.')
  return account
}

/** Changes the own password; every other session ends and this one gets a new token. Out: that token. Errors: Invalid `people/bad-password`, one detail a field. */
export async function changePassword(
  db: Db,
  visitor: Visitor,
  typed: { current: string; password: string; repeated: string },
): Promise<{ token: string; maxAge: number }> {
  const account = await ownAccount(db, visitor)
  await attempt(db, changeBucket(account.account_id), limits.perAccount, limits.seconds)
  const own = ownScope(account.account_id, homeOf(account))
  const hash = await inScope(db, own, (tx) => passwordOf(tx, account.account_id))
  if (!(await checkPassword(typed.current.slice(0, 1000), hash)))
    throw badPassword([
      { path: 'current', code: 'people/current-wrong', message: 'This is not your present password.' },
    ])
  const problems = weak(typed.password, typed.repeated, account.email)
  if (problems.length > 0) throw badPassword(problems)
  const token = newToken()
  await setPassword(db, own, account, typed.password, { session: visitor.session, token })
  await forgive(db, changeBucket(account.account_id))
  return { token, maxAge: sessionLife.days * 86_400 }
}

async function setPassword(
  db: Db,
  own: Scope,
  account: Account,
  password: string,
  by: { linkHash: string } | { session: number | undefined; token: string },
): Promise<void> {
  const hash = await hashPassword(password)
  await inScope(db, own, async (tx) => {
    if ('linkHash' in by) {
      await findLink(tx, by.linkHash)
      if (!(await useLink(tx, by.linkHash, now())))
        throw conflict('people/link-over', 'This link was used already.', 'Ask the administrator for a new one.')
    }
    await writePassword(tx, account.account_id, hash, now())
    await endSessions(tx, account.account_id, now(), {})
    // The session in which it was changed goes on as it was, under a new token.
    if ('token' in by && by.session !== undefined) await reopenSession(tx, by.session, hashToken(by.token), now())
    if (!(await updateAccount(tx, account.account_id, account.version, account)))
      throw conflict('people/changed-meanwhile', 'The account was changed at the same moment.', 'Open the page again.')
    await record(tx, own, {
      org_id: homeOf(account),
      object: 'people.account',
      object_id: account.account_id,
      version: account.version + 1,
      verb: 'password-changed',
    })
  })
}

/** Keeps the language of the visitor's pages with the account. */
export async function chooseLang(db: Db, visitor: Visitor, lang: Lang): Promise<void> {
  const account = await ownAccount(db, visitor)
  if (account.lang === lang) return
  const own = ownScope(account.account_id, homeOf(account))
  await inScope(db, own, async (tx) => {
    if (!(await updateAccount(tx, account.account_id, account.version, { ...account, lang })))
      throw conflict('people/changed-meanwhile', 'The account was changed at the same moment.', 'Try again.')
    await record(tx, own, {
      org_id: homeOf(account),
      object: 'people.account',
      object_id: account.account_id,
      version: account.version + 1,
      verb: 'changed',
      was: { lang: account.lang },
      became: { lang },
    })
  })
}

/** The account that a password link belongs to; null when it was used, is too old, never was, or the person got a role meanwhile that its maker does not administer. Opening the page does not use it. */
export async function passwordLink(db: Db, token: string): Promise<Account | null> {
  const link = await inScope(db, noScope, (tx) => findLink(tx, hashToken(token)))
  if (link?.kind !== 'password' || link.account_id === null || link.used_at !== null || link.expires_at <= now())
    return null
  const { account_id: id, orgs } = link
  return inScope(db, ownScope(id, 0), async (tx) => ((await hasRoleOutside(tx, id, orgs)) ? null : accountById(tx, id)))
}

/** Sets a password by a one-time link and ends all sessions of the account. Errors: Missing `people/link-over`; Invalid `people/bad-password`. */
export async function usePasswordLink(
  db: Db,
  token: string,
  typed: { password: string; repeated: string; address: string },
): Promise<void> {
  const account = await passwordLink(db, token)
  if (!account)
    throw missing(
      'people/link-over',
      'This link was used already or is too old.',
      'Ask the administrator for a new one.',
    )
  if (account.state !== 'active') throw forbidden('people/closed', 'This account is closed.', 'Ask the administrator.')
  const problems = weak(typed.password, typed.repeated, account.email)
  if (problems.length > 0) throw badPassword(problems)
  await setPassword(db, ownScope(account.account_id, homeOf(account)), account, typed.password, {
    linkHash: hashToken(token),
  })
  await forgive(db, emailBucket(account.email))
  await forgive(db, placeBucket(account.email, typed.address))
}
