import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { holds } from '../access.ts'
import { loadSample, samplePassword } from '../sample.ts'
import { chooseLang, changePassword, passwordLink, signIn, usePasswordLink } from './actions.ts'
import { addPerson, administer, giveRole, newPasswordLink, setAccountState, setRoleEnd } from './admin.ts'
import { peopleOf } from './directory.ts'
import { identify, systemScope } from './identify.ts'
import { foundInstallation, makeSetupLink, setupLinkWorks } from './setup-link.ts'
import { accountById, listPeople, rolesOf, trust } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let address = 0
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const enter = (who: string, password = samplePassword) =>
  signIn(services.db, { email: who, password, address: `test ${++address}` })
const visit = async (who: string): Promise<Visitor> => {
  const visitor = await identify(services.db, (await enter(who)).token)
  if (!visitor) throw new Error('not signed in')
  return visitor
}
const setByLink = (token: string | null, password: string) =>
  usePasswordLink(services.db, token ?? '', { password, repeated: password, address: 'link' })
const of =
  (visitor: Visitor) =>
  <T>(work: Parameters<typeof inScope<T>>[2]) =>
    inScope(services.db, visitor.scope, work)

describe('accounts', () => {
  it('keep a language and change their password, which ends all other sessions', async () => {
    const first = (await enter('principal.b@d1.example.org')).token
    const other = (await enter('principal.b@d1.example.org')).token
    const visitor = (await identify(services.db, first)) as Visitor
    await chooseLang(services.db, visitor, 'es')
    expect((await identify(services.db, first))?.lang).toBe('es')
    const change = (current: string, password: string, repeated = password) =>
      changePassword(services.db, visitor, { current, password, repeated })
    await expect(change('wrong', 'another long password')).rejects.toMatchObject({
      code: 'people/bad-password',
      details: [{ path: 'current' }],
    })
    await expect(change(samplePassword, 'short')).rejects.toMatchObject({
      details: [{ code: 'people/password-short' }],
    })
    await expect(change(samplePassword, 'another long password', 'other')).rejects.toMatchObject({
      details: [{ path: 'repeated' }],
    })
    const { token } = await change(samplePassword, 'another long password')
    expect(await identify(services.db, token)).not.toBeNull()
    expect([await identify(services.db, first), await identify(services.db, other)]).toEqual([null, null])
    await expect(enter('principal.b@d1.example.org')).rejects.toMatchObject({ code: 'people/wrong-sign-in' })
    await expect(enter('principal.b@d1.example.org', 'another long password')).resolves.toBeTruthy()
    const verbs = (await of(visitor)((tx) => historyOf(tx, 'people.account', visitor.account_id))).map(
      (row) => row.verb,
    )
    expect(verbs).toEqual(['password-changed', 'changed', 'added'])
  })

  it('change for somebody whose roles have all ended, too', async () => {
    const former = await visit('former@d2.example.org')
    await expect(
      changePassword(services.db, former, {
        current: samplePassword,
        password: 'another long password',
        repeated: 'another long password',
      }),
    ).resolves.toBeTruthy()
  })

  it('show colleagues of the own district only, never families, never a password', async () => {
    const principal = await visit('principal.a@d1.example.org')
    const names = (await of(principal)((tx) => peopleOf(tx, one.id, '2026-11-20'))).map((row) => row.name)
    expect(names).toContain('The superintendent')
    expect(names).not.toContain('A parent')
    expect(await of(principal)((tx) => peopleOf(tx, two.id, '2026-11-20'))).toEqual([])
    const seen = await of(principal)((tx) => query<{ email: string }>(tx, 'select email from people.account'))
    expect(seen.every((row) => row.email.endsWith('@d1.example.org'))).toBe(true)
    expect(seen.map((row) => row.email)).not.toContain('family@d1.example.org')
    expect(await of(principal)((tx) => query(tx, 'select 1 from people.password'))).toHaveLength(1)
    expect(
      await of(principal)((tx) =>
        query(tx, 'select 1 from people.session where account_id <> $1', [principal.account_id]),
      ),
    ).toHaveLength(0)
  })
})

describe('administration', () => {
  const role = (name: string, org: number, from = '2026-11-20', to = '') => ({
    role: name,
    org_id: String(org),
    from_date: from,
    to_date: to,
  })

  it('adds somebody with a role and a link that sets the password once', async () => {
    const admin = await visit('admin@d1.example.org')
    const made = await of(admin)((tx) =>
      addPerson(tx, admin.scope, admin, {
        email: 'New@D1.example.org',
        name: 'A new coach',
        lang: 'es',
        ...role('coach', one.idOf('B')),
      }),
    )
    expect(made.token).toBeTruthy()
    await expect(enter('new@d1.example.org', '')).rejects.toMatchObject({ code: 'people/wrong-sign-in' })
    expect(await passwordLink(services.db, made.token ?? '')).toMatchObject({ email: 'new@d1.example.org' })
    expect(await passwordLink(services.db, 'other')).toBeNull()
    await expect(setByLink(made.token, 'short')).rejects.toMatchObject({ code: 'people/bad-password' })
    await setByLink(made.token, 'a coach long since')
    await expect(setByLink(made.token, 'a coach long since')).rejects.toMatchObject({ code: 'people/link-over' })
    const coach = (await identify(
      services.db,
      (
        await enter('new@d1.example.org', 'a coach long since')
      ).token,
    )) as Visitor
    expect(coach.scope.orgs).toEqual([one.idOf('B')])
    expect(coach.scope.students).toEqual([])
    // The same e-mail again gets the role, and no link.
    const again = await of(admin)((tx) =>
      addPerson(tx, admin.scope, admin, {
        email: 'new@d1.example.org',
        name: 'X',
        lang: 'en',
        ...role('counselor', one.idOf('B')),
      }),
    )
    expect(again).toEqual({ account_id: made.account_id, token: null })
    await expect(
      of(admin)((tx) => giveRole(tx, admin.scope, admin, made.account_id, role('counselor', one.idOf('B')))),
    ).rejects.toMatchObject({ code: 'people/role-twice' })
  })

  it('ends roles, with history, and a role that ended opens nothing the next day', async () => {
    const admin = await visit('admin@d1.example.org')
    const { account_id, token } = await of(admin)((tx) =>
      addPerson(tx, admin.scope, admin, {
        email: 'brief@d1.example.org',
        name: 'Brief',
        lang: 'en',
        ...role('principal', one.idOf('C'), '2026-09-01'),
      }),
    )
    await setByLink(token, 'for a short while')
    const session = (await enter('brief@d1.example.org', 'for a short while')).token
    expect((await identify(services.db, session))?.scope.students).toEqual([one.idOf('C')])
    const held = await of(admin)(async (tx) => {
      await administer(tx, admin)
      return (await rolesOf(tx, account_id))[0]
    })
    await of(admin)((tx) => setRoleEnd(tx, admin.scope, admin, held?.role_id ?? 0, 1, '2026-11-19'))
    expect((await identify(services.db, session))?.scope.students).toEqual([])
    await expect(
      of(admin)((tx) => setRoleEnd(tx, admin.scope, admin, held?.role_id ?? 0, 1, null)),
    ).rejects.toMatchObject({ code: 'people/changed-meanwhile' })
    expect(
      (await of(admin)((tx) => historyOf(tx, 'people.role', held?.role_id ?? 0))).map((row) => [row.verb, row.became]),
    ).toEqual([
      ['changed', { to_date: '2026-11-19' }],
      ['added', expect.objectContaining({ role: 'principal' })],
    ])
    await of(admin)((tx) => setAccountState(tx, admin.scope, admin, account_id, 2, 'closed'))
    expect(await identify(services.db, session)).toBeNull()
    await expect(enter('brief@d1.example.org', 'for a short while')).rejects.toMatchObject({
      code: 'people/wrong-sign-in',
    })
  })

  it('stays inside the own organizations', async () => {
    const school = await visit('admin.a@d1.example.org')
    const person = { email: 'x@d1.example.org', name: 'X', lang: 'en' }
    await expect(
      of(school)((tx) => addPerson(tx, school.scope, school, { ...person, ...role('principal', one.idOf('B')) })),
    ).rejects.toMatchObject({ code: 'people/not-yours' })
    const principal = await visit('principal.a@d1.example.org')
    await expect(
      of(principal)((tx) =>
        addPerson(tx, principal.scope, principal, { ...person, ...role('principal', one.idOf('A')) }),
      ),
    ).rejects.toMatchObject({ code: 'people/not-yours' })
    const boss = await visit('superintendent@d1.example.org')
    await expect(of(school)((tx) => newPasswordLink(tx, school.scope, school, boss.account_id))).rejects.toMatchObject({
      code: 'people/no-person',
    })
    // Row security says the same when the check is forgotten.
    await expect(
      of(school)(async (tx) => {
        await trust(tx, [one.idOf('A')])
        await query(
          tx,
          "insert into people.one_time_link (token_hash, kind, account_id, made_at, expires_at) values ('x', 'password', $1, now(), now())",
          [boss.account_id],
        )
      }),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      of(principal)((tx) =>
        query(
          tx,
          "insert into people.role_held (account_id, role, org_id, district_id, from_date) values ($1, 'superintendent', $2, $2, '2020-01-01')",
          [principal.account_id, one.id],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    expect(
      await of(school)(async (tx) =>
        listPeople(tx, { orgs: await administer(tx, school), date: '2026-11-20', words: '', role: 'family' }),
      ),
    ).toHaveLength(1)
    expect(await of(boss)((tx) => accountById(tx, school.account_id))).not.toBeNull()
  })
})

describe('an empty installation', () => {
  it('makes its first administrator by a link that works once', async () => {
    const empty = await freshServices()
    try {
      const token = (await makeSetupLink(empty.db)) ?? ''
      const other = (await makeSetupLink(empty.db)) ?? ''
      expect([await setupLinkWorks(empty.db, token), await setupLinkWorks(empty.db, 'other')]).toEqual([true, false])
      const typed = {
        state_code: 'CT',
        state_name: 'Connecticut',
        district_code: '999',
        district_name: 'A district',
        name: 'First',
        email: 'first@example.org',
        password: 'a first long password',
        lang: 'en' as const,
      }
      await expect(foundInstallation(empty.db, token, { ...typed, email: 'x', password: 'y' })).rejects.toMatchObject({
        code: 'people/bad-setup',
        details: [{ path: 'email' }, { path: 'password' }],
      })
      await expect(foundInstallation(empty.db, 'other', typed)).rejects.toMatchObject({ code: 'people/link-over' })
      const made = await foundInstallation(empty.db, token, typed)
      const { token: session } = await signIn(empty.db, {
        email: 'first@example.org',
        password: typed.password,
        address: 'x',
      })
      const first = (await identify(empty.db, session)) as Visitor
      expect(holds(first, ['administrator'], made.district_id)).toBe(true)
      await expect(foundInstallation(empty.db, token, typed)).rejects.toMatchObject({ code: 'people/link-over' })
      await expect(foundInstallation(empty.db, other, typed)).rejects.toMatchObject({
        code: 'people/has-administrator',
      })
      expect([await setupLinkWorks(empty.db, other), await makeSetupLink(empty.db)]).toEqual([false, null])
      expect((await systemScope(empty.db, 'import', made.district_id)).orgs).toEqual([made.district_id])
    } finally {
      await empty.end()
    }
  })
})
