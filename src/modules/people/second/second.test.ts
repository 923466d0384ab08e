import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { sealOf } from '../../../platform/seal.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { signIn } from '../accounts/actions.ts'
import { addPerson, administer, giveRole } from '../accounts/admin.ts'
import { identify } from '../accounts/identify.ts'
import { rolesOutside, trust } from '../accounts/store.ts'
import { coveredBy } from '../access.ts'
import { loadSample, samplePassword } from '../sample.ts'
import { browserOn, siteOf } from '../sample-site.tsx'
import {
  beginSecond,
  confirmSecond,
  giveCode,
  type Means,
  renewRecovery,
  resetByOperator,
  resetSecond,
  secondState,
  turnOffSecond,
} from './actions.ts'
import { newRecoveryCodes, newSecret, stepOf } from './codes.ts'
import { codeOf, inFours, needsSecond } from './rules.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let address = 0
// Phones share the real clock; the test turns it.
let clock = Date.parse('2026-11-20T15:00:10Z')
let means: Means
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices({ THROUGHLINE_SECOND_FACTOR: 'required' })
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  means = { db: services.db, seal: sealOf(services), policy: 'required', at: () => clock }
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})
beforeEach(() => {
  clock += 600_000
})

const enter = async (who: string): Promise<{ token: string; owes: string | null }> =>
  signIn(services.db, { email: who, password: samplePassword, address: `t ${++address}` }, 'required')
const whoHas = async (token: string): Promise<Visitor> => {
  const visitor = await identify(services.db, token)
  if (!visitor) throw new Error('not signed in')
  return visitor
}
const codeFor = (secret: string, at = clock) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
/** Signs in and sets up: out: a visitor whose session is open, the secret, the recovery codes. */
async function enroll(who: string) {
  const { token } = await enter(who)
  await beginSecond(means, await whoHas(token), null)
  const secret = (await secondState(means, await whoHas(token))).setup?.secret ?? ''
  const codes = await confirmSecond(means, await whoHas(token), codeFor(secret))
  return { token, secret, codes, visitor: await whoHas(token) }
}

describe('codes', () => {
  it('are those of RFC 6238, within a step of our clock', () => {
    // Appendix B of the RFC: the secret "12345678901234567890", SHA-1, eight digits; the last six are those of six digits.
    const secret = Secret.fromLatin1('12345678901234567890').base32
    for (const [seconds, eight] of [
      [59, '94287082'],
      [1111111109, '07081804'],
      [1234567890, '89005924'],
      [20000000000, '65353130'],
    ] as const)
      expect(stepOf(secret, eight.slice(2), seconds * 1000)).toBe(Math.floor(seconds / 30))
    const mine = newSecret()
    expect(mine).toHaveLength(32)
    const at = 1_790_000_000_000
    for (const apart of [-1, 0, 1])
      expect(stepOf(mine, codeFor(mine, at + apart * 30_000), at)).toBe(Math.floor(at / 30_000) + apart)
    expect(stepOf(mine, codeFor(mine, at + 90_000), at)).toBeNull()
    expect(stepOf(mine, codeFor(mine, at - 90_000), at)).toBeNull()
  })
  it('are read as people type them', () => {
    expect(codeOf(' 123 456 ')).toEqual({ kind: 'app', code: '123456' })
    expect(codeOf('ABCD-efgh-2345-67ab')).toEqual({ kind: 'recovery', code: 'abcdefgh234567ab' })
    const [fresh = ''] = newRecoveryCodes()
    expect(inFours(fresh)).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){5}$/)
    expect(codeOf(inFours(fresh).toUpperCase())).toEqual({ kind: 'recovery', code: fresh })
    expect(codeOf(`${fresh}a`)).toBeNull()
    for (const bad of ['', '12345', '1234567', 'abcd', 'abcd-efgh-2345-678b', "1' or 1=1"])
      expect(codeOf(bad)).toBeNull()
  })
  it('are asked of those who reach students or administer', () => {
    const asked = ['superintendent', 'executive_director', 'principal', 'counselor', 'data_steward', 'administrator']
    for (const role of asked) expect([role, needsSecond([{ role }])]).toEqual([role, true])
    for (const role of ['board_member', 'publisher', 'family', 'partner', 'cabinet'])
      expect([role, needsSecond([{ role }])]).toEqual([role, false])
  })
})

describe('a session that owes a second factor', () => {
  it('opens nothing: no role, no organization, no page but the gate', async () => {
    const { token, owes } = await enter('superintendent@d1.example.org')
    expect(owes).toBe('enroll')
    const visitor = await whoHas(token)
    expect(visitor).toMatchObject({ roles: [], gate: '/second', scope: { districts: [], orgs: [], students: [] } })
    // Row security says the same, whatever the pages do.
    const seen = await inScope(services.db, visitor.scope, (tx) => query(tx, 'select 1 from people.student'))
    expect(seen).toHaveLength(0)
    const { go, cookies } = browserOn(siteOf(services))
    cookies.set('tl_session', token)
    for (const path of ['/people', '/account', '/schools', '/people/reads', '/account/second'])
      expect([path, (await go(path)).to]).toEqual([path, `/second?to=${encodeURIComponent(path)}`])
    await go('/second')
    expect((await go('/account/password', { current: samplePassword, password: 'x', repeated: 'x' })).to).toMatch(
      /^\/second/,
    )
  })
  it('is not asked of those whose roles reach nobody, nor where it is optional', async () => {
    expect((await enter('board@d1.example.org')).owes).toBeNull()
    const free = await signIn(services.db, {
      email: 'principal.b@d1.example.org',
      password: samplePassword,
      address: 'free',
    })
    expect(free.owes).toBeNull()
  })
  it('a session of a password alone is over when its owner is given a role that asks for a second factor', async () => {
    const { token } = await enter('board@d2.example.org')
    const before = await identify(services.db, token, 'required')
    expect(before?.gate).toBeUndefined()
    const by = await signIn(services.db, {
      email: 'admin@d2.example.org',
      password: samplePassword,
      address: 'giver',
    }).then((session) => whoHas(session.token))
    const typed = { role: 'data_steward', org_id: String(two.id), from_date: '2026-11-20', to_date: '' }
    await inScope(services.db, by.scope, (tx) => giveRole(tx, by.scope, by, before?.account_id ?? 0, typed))
    expect(await identify(services.db, token, 'required')).toBeNull()
    expect((await identify(services.db, token, 'optional'))?.roles.map((one) => one.role)).toContain('data_steward')
    const again = await enroll('board@d2.example.org')
    expect((await identify(services.db, again.token, 'required'))?.roles.map((one) => one.role)).toContain(
      'data_steward',
    )
  })
  it('leads through setting up to the page that was asked for, without script', async () => {
    const { go, enter: type } = browserOn(siteOf(services))
    expect((await type('principal.b@d1.example.org', samplePassword)).to).toBe('/second?to=%2F')
    const first = await go('/second?to=/schools')
    expect(first.html).toContain('action="/second/begin"')
    expect((await go('/second/begin', { to: '/schools' })).to).toBe('/second?to=%2Fschools')
    const page = await go('/second?to=/schools')
    expect(page.html).toMatch(/<svg role="img"[^>]*aria-label/)
    const secret = /<code>([A-Z2-7-]+)<\/code>/.exec(page.html)?.[1]?.replaceAll('-', '') ?? ''
    expect(secret).toHaveLength(32)
    expect((await go('/second/confirm', { code: '000000', to: '/schools' })).status).toBe(422)
    const real = codeFor(secret, Date.now())
    const done = await go('/second/confirm', { code: real, to: '/schools' })
    const codes = [...done.html.matchAll(/<code>([a-z2-7-]{29})<\/code>/g)].map((found) => found[1] ?? '')
    expect(new Set(codes).size).toBe(10)
    expect((await go('/schools')).status).toBe(200)
    // Signing in again asks for a code; the one just used does not count again.
    await go('/account')
    await go('/sign-out', {})
    expect((await type('principal.b@d1.example.org', samplePassword)).to).toMatch(/^\/second/)
    await go('/second')
    expect((await go('/second', { code: real, to: '/schools' })).status).toBe(422)
    expect((await go('/schools')).to).toMatch(/^\/second/)
    expect((await go('/second', { code: codes[0] ?? '', to: '/schools' })).to).toBe('/schools')
    expect((await go('/schools')).status).toBe(200)
  })
})

describe('a second factor', () => {
  it('takes each code once, also of two at the same moment, and none of another step', async () => {
    const { secret } = await enroll('steward@d1.example.org')
    clock += 120_000
    const tries = await Promise.all([enter('steward@d1.example.org'), enter('steward@d1.example.org')])
    const visitors = await Promise.all(tries.map((each) => whoHas(each.token)))
    const results = await Promise.allSettled(visitors.map((visitor) => giveCode(means, visitor, codeFor(secret))))
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const third = await whoHas((await enter('steward@d1.example.org')).token)
    await expect(giveCode(means, third, codeFor(secret))).rejects.toMatchObject({ code: 'people/wrong-code' })
    await expect(giveCode(means, third, codeFor(secret, clock - 30_000))).rejects.toMatchObject({
      code: 'people/wrong-code',
    })
    await expect(giveCode(means, third, codeFor(secret, clock + 120_000))).rejects.toMatchObject({
      code: 'people/wrong-code',
    })
    await giveCode(means, third, codeFor(secret, clock + 30_000))
  })

  it('keeps its secret sealed and its recovery codes hashed, each of which works once', async () => {
    const { secret, codes, visitor } = await enroll('principal.a@d1.example.org')
    const stored = await inScope(services.db, visitor.scope, async (tx) =>
      JSON.stringify([
        await query(tx, 'select * from people.second_factor'),
        await query(tx, 'select * from people.recovery_code'),
      ]),
    )
    expect(stored).not.toContain(secret)
    for (const code of codes) expect(stored).not.toContain(code)
    const back = async (code: string) =>
      giveCode(means, await whoHas((await enter('principal.a@d1.example.org')).token), code)
    await back((codes[3] ?? '').toUpperCase())
    await expect(back(codes[3] ?? '')).rejects.toMatchObject({ code: 'people/wrong-code' })
    // New ones put an end to all earlier ones, and cost a code themselves.
    clock += 60_000
    await expect(renewRecovery(means, visitor, '111111')).rejects.toMatchObject({ code: 'people/wrong-code' })
    const fresh = await renewRecovery(means, visitor, codeFor(secret))
    await expect(back(codes[4] ?? '')).rejects.toMatchObject({ code: 'people/wrong-code' })
    await back(fresh[0] ?? '')
  })

  it('stops guessing after ten codes in a quarter of an hour, also the right one', async () => {
    const { secret } = await enroll('superintendent@d2.example.org')
    const visitor = await whoHas((await enter('superintendent@d2.example.org')).token)
    const codes = await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        giveCode(means, visitor, String(100_000 + i)).catch((error: { code: string }) => error.code),
      ),
    )
    expect(codes.filter((code) => code === 'people/wrong-code')).toHaveLength(10)
    clock += 60_000
    await expect(giveCode(means, visitor, codeFor(secret))).rejects.toMatchObject({ code: 'platform/too-many' })
    // In a day forty at most, however they are spread.
    await query(services.db, "delete from platform.attempt where bucket like 'second:%'")
    await query(services.db, "update platform.attempt set count = 40 where bucket like 'second-day:%'")
    await expect(giveCode(means, visitor, codeFor(secret))).rejects.toMatchObject({ code: 'platform/too-many' })
    await query(services.db, "delete from platform.attempt where bucket like 'second%'")
    await giveCode(means, visitor, codeFor(secret))
  })

  it('ends every other session when it is set up, and cannot be set up over an existing one', async () => {
    const early = await signIn(services.db, {
      email: 'principal.b@d2.example.org',
      password: samplePassword,
      address: 'early',
    })
    const { visitor } = await enroll('principal.b@d2.example.org')
    expect(await identify(services.db, early.token)).toBeNull()
    await expect(beginSecond(means, visitor, samplePassword)).rejects.toMatchObject({ code: 'people/second-there' })
    await expect(beginSecond(means, visitor, 'wrong')).rejects.toMatchObject({ code: 'people/bad-password' })
  })

  it('is turned off only where the roles do not ask for it', async () => {
    const { secret, visitor } = await enroll('principal.a@d2.example.org')
    clock += 60_000
    await expect(turnOffSecond(means, visitor, codeFor(secret))).rejects.toMatchObject({ code: 'people/second-needed' })
    await turnOffSecond({ ...means, policy: 'optional' }, visitor, codeFor(secret))
    expect((await enter('principal.a@d2.example.org')).owes).toBe('enroll')
  })
})

describe('a reset by an administrator', () => {
  const admin = (who: string) =>
    signIn(services.db, { email: who, password: samplePassword, address: `a ${++address}` }).then((session) =>
      whoHas(session.token),
    )
  const reset = (by: Visitor, id: number, reason = 'lost the phone on a trip') =>
    inScope(services.db, by.scope, (tx) => resetSecond(tx, by.scope, by, id, reason))

  it('needs a reason, is in the history, ends all sessions, and the next sign-in sets up a new one', async () => {
    const { visitor, token } = await enroll('steward@d2.example.org')
    const by = await admin('admin@d2.example.org')
    await expect(reset(by, visitor.account_id, 'short')).rejects.toMatchObject({ code: 'people/no-reason' })
    await expect(reset(by, by.account_id)).rejects.toMatchObject({ code: 'people/own-second' })
    await reset(by, visitor.account_id)
    expect(await identify(services.db, token)).toBeNull()
    expect((await enter('steward@d2.example.org')).owes).toBe('enroll')
    const history = await inScope(services.db, by.scope, async (tx) => {
      await administer(tx, by)
      return historyOf(tx, 'people.account', visitor.account_id)
    })
    expect(history[0]).toMatchObject({ verb: 'second-reset', reason: 'lost the phone on a trip', actor: by.account_id })
    await expect(reset(by, visitor.account_id)).rejects.toMatchObject({ code: 'people/no-second' })
  })

  it('is done by the operator at the console when no administrator is left who could', async () => {
    const { visitor, token } = await enroll('admin@d2.example.org')
    const why = 'the only administrator lost the phone'
    const again = (email: string, reason: string, district = two.id) =>
      resetByOperator(services.db, district, email, reason)
    await expect(again('admin@d2.example.org', 'short')).rejects.toMatchObject({ code: 'people/no-reason' })
    await expect(again('admin@d2.example.org', why, one.id)).rejects.toMatchObject({ code: 'people/no-person' })
    await again('Admin@d2.example.org', why)
    expect(await identify(services.db, token)).toBeNull()
    expect((await enter('admin@d2.example.org')).owes).toBe('enroll')
    const by = await admin('admin@d2.example.org')
    const history = await inScope(services.db, by.scope, async (tx) => {
      await administer(tx, by)
      return historyOf(tx, 'people.account', visitor.account_id)
    })
    expect(history[0]).toMatchObject({ verb: 'second-reset', actor: null, actor_name: 'system:operator', reason: why })
  })

  it('is refused to the administrator of a school or another district, and by row security too', async () => {
    const { visitor } = await enroll('steward@d2.example.org')
    const stranger = await admin('admin@d1.example.org')
    await expect(reset(stranger, visitor.account_id)).rejects.toMatchObject({ code: 'people/no-person' })
    const small = await admin('admin.a@d2.example.org')
    await expect(reset(small, visitor.account_id)).rejects.toMatchObject({ kind: 'Missing' })
    // A role in another district: nobody of one district may open the account.
    const home = await admin('admin@d2.example.org')
    await inScope(services.db, stranger.scope, (tx) =>
      addPerson(tx, stranger.scope, stranger, {
        email: 'steward@d2.example.org',
        name: 'X',
        lang: 'en',
        role: 'coach',
        org_id: String(one.idOf('B')),
        from_date: '2026-11-20',
        to_date: '',
      }),
    )
    await expect(reset(home, visitor.account_id)).rejects.toMatchObject({ code: 'people/not-yours' })
    const deleted = (weighed: boolean) =>
      inScope(services.db, home.scope, async (tx) => {
        await trust(tx, coveredBy(home, ['administrator']))
        if (weighed) await rolesOutside(tx, visitor.account_id, [], '2026-11-20')
        return query(tx, 'delete from people.second_factor where account_id = $1 returning 1', [visitor.account_id])
      })
    expect([await deleted(true), await deleted(false)]).toEqual([[], []])
    // Held elsewhere, a role asks for a second factor all the same.
    await inScope(services.db, home.scope, (tx) =>
      addPerson(tx, home.scope, home, {
        email: 'board@d1.example.org',
        name: 'X',
        lang: 'en',
        role: 'counselor',
        org_id: String(two.idOf('A')),
        from_date: '2026-11-20',
        to_date: '',
      }),
    )
    expect((await enter('board@d1.example.org')).owes).toBe('enroll')
  })
})

it('shows nobody the secrets of others', async () => {
  const open = await signIn(services.db, { email: 'board@d1.example.org', password: samplePassword, address: 'last' })
  const board = await whoHas(open.token)
  expect(board.roles.length).toBeGreaterThan(0)
  for (const scope of [board.scope, noScope]) {
    const seen = await inScope(services.db, scope, async (tx) => [
      ...(await query(tx, 'select 1 from people.second_factor')),
      ...(await query(tx, 'select 1 from people.recovery_code')),
    ])
    expect(seen).toEqual([])
  }
})
