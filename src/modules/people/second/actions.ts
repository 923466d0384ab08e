import { machineTime, now } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import { conflict, forbidden, invalid, missing, Trouble } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import { log } from '../../../platform/log.ts'
import type { Seal } from '../../../platform/seal.ts'
import { attempt, forgive } from '../../../platform/web/limits.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { administer, person } from '../accounts/admin.ts'
import { hasRoleOutside } from '../accounts/outside.ts'
import { checkPassword } from '../accounts/password.ts'
import { limits } from '../accounts/rules.ts'
import type { Account } from '../accounts/schema.ts'
import { ownScope } from '../accounts/sessions.ts'
import { systemScope } from '../accounts/identify.ts'
import { accountByEmail, accountById, passwordOf, updateAccount } from '../accounts/store.ts'
import { endSessions, passSession } from '../accounts/store-session.ts'
import { hashRecovery, newRecoveryCodes, newSecret, stepOf, uriOf } from './codes.ts'
import { mustHaveSecond, type SecondPolicy } from './owed.ts'
import { codeLimits, codeOf } from './rules.ts'
import {
  confirmFactor,
  deleteFactor,
  factorOf,
  recoveryLeft,
  takeRecovery,
  takeStep,
  writeFactor,
  writeRecovery,
} from './store.ts'

/** What the second factor needs of the running process. `at`: milliseconds of the real clock, which phones share; not the product's date. */
export type Means = { db: Db; seal: Seal; policy: SecondPolicy; at?: (() => number) | undefined }

const purpose = (accountId: number): string => `second:${accountId}`
const bucket = (accountId: number): string => `second:${accountId}`
const dayBucket = (accountId: number): string => `second-day:${accountId}`

const own = (visitor: Visitor): Scope => ownScope(visitor.account_id, 0)
const within = <T>(means: Means, visitor: Visitor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inScope(means.db, own(visitor), work)

async function note(tx: Tx, by: Scope, account: Account, verb: string, reason = ''): Promise<void> {
  if (!(await updateAccount(tx, account.account_id, account.version, account)))
    throw conflict('people/changed-meanwhile', 'The account was changed at the same moment.', 'Open the page again.')
  await record(tx, by, {
    org_id: account.home_district ?? account.home_org,
    object: 'people.account',
    object_id: account.account_id,
    version: account.version + 1,
    verb,
    reason,
  })
}

type Own = { account: Account; scope: Scope }

/** The scope in which an account writes its own history. */
async function ownAccount(means: Means, visitor: Visitor): Promise<Own> {
  const account = await within(means, visitor, (tx) => accountById(tx, visitor.account_id))
  if (!account) throw missing('people/no-account', 'This account is gone.', 'Ask the administrator.')
  return { account, scope: ownScope(account.account_id, account.home_district ?? account.home_org) }
}

const wrongCode = () =>
  invalid('people/wrong-code', 'This code is not right.', 'Nothing was changed.', [
    {
      path: 'code',
      code: 'people/wrong-code',
      message: 'This code is not right. Wait for the next one and try again.',
    },
  ])

/** How the visitor's second factor stands. `setup`: secret and address for the app, while it is being set up. */
export async function secondState(
  means: Means,
  visitor: Visitor,
): Promise<{ on: Date | null; needed: boolean; left: number; setup: { secret: string; uri: string } | null }> {
  return within(means, visitor, async (tx) => {
    const factor = await factorOf(tx, visitor.account_id)
    const account = await accountById(tx, visitor.account_id)
    const secret = factor && !factor.confirmed_at ? means.seal.open(factor.sealed, purpose(visitor.account_id)) : null
    return {
      on: factor?.confirmed_at ?? null,
      needed: await mustHaveSecond(tx, visitor.account_id, means.policy),
      left: await recoveryLeft(tx, visitor.account_id),
      setup: secret === null ? null : { secret, uri: uriOf(secret, account?.email ?? '') },
    }
  })
}

/**
 * Begins to set up a second factor with a fresh secret. In: the present password, unless the session is at the gate (it was given a moment ago).
 * Errors: Conflict when there is one already; Invalid `people/bad-password`.
 */
export async function beginSecond(means: Means, visitor: Visitor, password: string | null): Promise<void> {
  if (!visitor.gate) {
    await attempt(means.db, `password-change:${visitor.account_id}`, limits.perAccount, limits.seconds)
    const hash = await within(means, visitor, (tx) => passwordOf(tx, visitor.account_id))
    if (!(await checkPassword((password ?? '').slice(0, 1000), hash)))
      throw invalid('people/bad-password', 'This is not your present password.', 'Nothing was changed.', [
        { path: 'current', code: 'people/current-wrong', message: 'This is not your present password.' },
      ])
    await forgive(means.db, `password-change:${visitor.account_id}`)
  }
  const sealed = means.seal.seal(newSecret(), purpose(visitor.account_id))
  if (!(await within(means, visitor, (tx) => writeFactor(tx, visitor.account_id, sealed, now()))))
    throw conflict('people/second-there', 'You have a second factor already.', 'Turn it off first to set up another.')
}

/** Checks a code and takes it for used, in one transaction with what it is for. Limits stand outside of it, so that a refused try stays counted. */
async function withCode<T>(
  means: Means,
  me: Own,
  typed: string,
  state: 'confirmed' | 'setting-up',
  work: (tx: Tx, used: 'app' | 'recovery') => Promise<T>,
): Promise<T> {
  const id = me.account.account_id
  await attempt(means.db, dayBucket(id), codeLimits.perDay, 86_400)
  await attempt(means.db, bucket(id), codeLimits.most, codeLimits.seconds)
  const checked = inScope(means.db, me.scope, async (tx) => {
    const factor = await factorOf(tx, id)
    const code = codeOf(typed)
    if (!factor || !code || (factor.confirmed_at === null) !== (state === 'setting-up')) throw wrongCode()
    if (code.kind === 'recovery') {
      if (state === 'setting-up' || !(await takeRecovery(tx, id, hashRecovery(id, code.code), now()))) throw wrongCode()
    } else {
      const step = stepOf(means.seal.open(factor.sealed, purpose(id)), code.code, (means.at ?? machineTime)())
      if (step === null || !(await takeStep(tx, id, step))) throw wrongCode()
    }
    return work(tx, code.kind)
  })
  const done = await checked.catch((error: unknown) => {
    if (error instanceof Trouble) log.warn({ code: error.code, account: id })
    throw error
  })
  log.info({ code: 'people/second-given', account: id })
  await forgive(means.db, bucket(id))
  await forgive(means.db, dayBucket(id))
  return done
}

/** Gives a code at the gate: the session opens what its roles open. Errors: Invalid `people/wrong-code`; Unavailable `platform/too-many`. */
export async function giveCode(means: Means, visitor: Visitor, typed: string): Promise<void> {
  const session = visitor.session
  if (session === undefined) throw wrongCode()
  const me = await ownAccount(means, visitor)
  await withCode(means, me, typed, 'confirmed', async (tx, kind) => {
    await passSession(tx, session, now())
    if (kind === 'recovery') await note(tx, me.scope, me.account, 'second-recovered')
  })
}

/**
 * Ends the setting up with a first code: from now on signing in with the password asks for one. Every other session ends, this one opens.
 * Out: the recovery codes, which are shown once and kept as hashes only.
 */
export async function confirmSecond(means: Means, visitor: Visitor, typed: string): Promise<string[]> {
  const me = await ownAccount(means, visitor)
  const codes = newRecoveryCodes()
  const id = visitor.account_id
  await withCode(means, me, typed, 'setting-up', async (tx) => {
    if (!(await confirmFactor(tx, id, now()))) throw wrongCode()
    await writeRecovery(
      tx,
      id,
      codes.map((code) => hashRecovery(id, code)),
      now(),
    )
    await endSessions(tx, id, now(), visitor.session === undefined ? {} : { but: visitor.session })
    if (visitor.session !== undefined) await passSession(tx, visitor.session, now())
    await note(tx, me.scope, me.account, 'second-on')
  })
  return codes
}

/** New recovery codes in place of all earlier ones, for a code. */
export async function renewRecovery(means: Means, visitor: Visitor, typed: string): Promise<string[]> {
  const me = await ownAccount(means, visitor)
  const codes = newRecoveryCodes()
  const id = visitor.account_id
  await withCode(means, me, typed, 'confirmed', async (tx) => {
    await writeRecovery(
      tx,
      id,
      codes.map((code) => hashRecovery(id, code)),
      now(),
    )
    await note(tx, me.scope, me.account, 'second-codes')
  })
  return codes
}

/** Turns the own second factor off, for a code. Errors: Conflict `people/second-needed` where the roles of today ask for one. */
export async function turnOffSecond(means: Means, visitor: Visitor, typed: string): Promise<void> {
  const me = await ownAccount(means, visitor)
  if (await within(means, visitor, (tx) => mustHaveSecond(tx, visitor.account_id, means.policy)))
    throw conflict(
      'people/second-needed',
      'Your roles ask for a second factor.',
      'To change the phone, ask an administrator to reset it: the next sign-in sets up a new one.',
    )
  await withCode(means, me, typed, 'confirmed', async (tx) => {
    await deleteFactor(tx, visitor.account_id)
    await note(tx, me.scope, me.account, 'second-off')
  })
}

/**
 * The operator's reset at the console, for a district whose only administrator lost phone and codes. In: a district, an e-mail, a reason.
 * Ends all sessions; the history names the operator. Errors: Missing; Invalid `people/no-reason`.
 */
export async function resetByOperator(db: Db, districtId: number, email: string, reason: string): Promise<void> {
  if (reason.trim().length < 8 || reason.length > 500)
    throw invalid('people/no-reason', 'A reset needs a reason of 8 to 500 characters.', 'Give it with --reason "...".')
  const scope = await systemScope(db, 'operator', districtId)
  await inScope(db, scope, async (tx) => {
    const account = await accountByEmail(tx, email.trim().toLowerCase())
    if (!account || account.home_district !== districtId)
      throw missing(
        'people/no-person',
        'Nobody of this district has this e-mail.',
        'Check the e-mail and the district.',
      )
    if (!(await deleteFactor(tx, account.account_id)))
      throw missing('people/no-second', 'This person has no second factor.', 'The password alone is enough to sign in.')
    await endSessions(tx, account.account_id, now(), {})
    await note(tx, scope, account, 'second-reset', reason.trim())
  })
}

/**
 * Takes the second factor away from somebody who lost it, and ends all sessions. In: the administrator's transaction.
 * Errors: Forbidden when the person has a role that the visitor does not administer (the rule of password links); Conflict for the own account.
 */
export async function resetSecond(
  tx: Tx,
  scope: Scope,
  visitor: Visitor,
  accountId: number,
  reason: string,
): Promise<void> {
  const covered = await administer(tx, visitor)
  const account = await person(tx, covered, accountId)
  if (accountId === visitor.account_id)
    throw conflict('people/own-second', 'You cannot reset your own second factor.', 'Ask another administrator.')
  if (reason.trim().length < 8 || reason.length > 500)
    throw invalid('people/no-reason', 'A reset needs a reason.', 'Nothing was changed.', [
      { path: 'reset_reason', code: 'people/reason-needed', message: 'Say in a few words why.' },
    ])
  const there = await factorOf(tx, accountId)
  if (!covered.includes(account.home_org) || (await hasRoleOutside(tx, accountId, covered)))
    throw forbidden(
      'people/not-yours',
      'This person has a role outside what you administer.',
      'Ask the administrator of the district.',
    )
  if (!there || !(await deleteFactor(tx, accountId)))
    throw missing('people/no-second', 'This person has no second factor.', 'Reload the page.')
  await endSessions(tx, accountId, now(), {})
  await note(tx, scope, account, 'second-reset', reason.trim())
}
