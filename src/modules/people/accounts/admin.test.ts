import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday, now } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { coveredBy } from '../access.ts'
import { loadSample, samplePassword } from '../sample.ts'
import { signIn, usePasswordLink } from './actions.ts'
import { addPerson, administer, giveRole, newPasswordLink, setRoleEnd } from './admin.ts'
import { loadCast } from './cast.ts'
import { identify } from './identify.ts'
import { rolesOf, rolesOutside, trust } from './store.ts'

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

describe('an administrator', () => {
  const role = (name: string, org: number, from = '2026-11-20', to = '') => ({
    role: name,
    org_id: String(org),
    from_date: from,
    to_date: to,
  })
  const add = (by: Visitor, email: string, given: ReturnType<typeof role>) =>
    of(by)((tx) => addPerson(tx, by.scope, by, { email, name: 'Somebody', lang: 'en', ...given }))
  const renew = (by: Visitor, id: number) => of(by)((tx) => newPasswordLink(tx, by.scope, by, id))
  const endLast = (by: Visitor, id: number, to: string) =>
    of(by)(async (tx) => {
      await administer(tx, by)
      const last = (await rolesOf(tx, id))[0]
      await setRoleEnd(tx, by.scope, by, last?.role_id ?? 0, last?.version ?? 0, to)
    })
  const insertLink = (by: Visitor, id: number, orgs: number[], weighed: boolean) =>
    of(by)(async (tx) => {
      await trust(tx, coveredBy(by, ['administrator']))
      if (weighed) await rolesOutside(tx, id, [], '2026-11-20')
      await query(
        tx,
        `insert into people.one_time_link (token_hash, kind, account_id, orgs, made_at, expires_at)
         values (gen_random_uuid()::text, 'password', $1, $2, $3, $3)`,
        [id, orgs, now()],
      )
    })

  it('cannot take over an account with a role in another district, now or to come', async () => {
    const admin = await visit('admin@d1.example.org')
    const other = await visit('admin@d2.example.org')
    const covered = coveredBy(admin, ['administrator'])
    for (const [email, from] of [
      ['both@d1.example.org', '2026-11-01'],
      ['soon@d1.example.org', '2027-07-01'],
    ] as const) {
      const { account_id: id, token } = await add(admin, email, role('coach', one.idOf('B')))
      const open = await renew(admin, id)
      await insertLink(admin, id, covered, true)
      await add(other, email, role('principal', two.idOf('A'), from))
      await expect(renew(admin, id)).rejects.toMatchObject({ code: 'people/not-yours' })
      // Row security says the same when the check is forgotten, in part or whole.
      for (const [orgs, weighed] of [
        [covered, true],
        [covered, false],
        [[...covered, two.idOf('A')], true],
      ] as const)
        await expect(insertLink(admin, id, [...orgs], weighed)).rejects.toMatchObject({ code: '42501' })
      // Links made before the role was given have become void.
      for (const early of [token, open])
        await expect(setByLink(early, 'taken over by a link')).rejects.toMatchObject({ code: 'people/link-over' })
      // A day after its end the other role no longer stands in the way.
      if (from > '2026-11-20') continue
      await endLast(other, id, '2026-11-19')
      await expect(renew(admin, id)).rejects.toMatchObject({ code: 'people/not-yours' })
      fixToday('2026-11-21')
      await setByLink(await renew(admin, id), 'my own long password')
      fixToday('2026-11-20')
    }
  })

  it('cannot take over an account with a role at the state', async () => {
    const admin = await visit('admin@d1.example.org')
    const email = 'reviewer@d1.example.org'
    const { account_id: id } = await add(admin, email, role('coach', one.idOf('B')))
    await renew(admin, id)
    await one.within((tx) =>
      loadCast(
        tx,
        one.scope,
        one.id,
        [{ email, name: 'X', lang: 'en', roles: [{ role: 'state_reviewer', org_code: 'CT', from: '2026-07-01' }] }],
        samplePassword,
      ),
    )
    await expect(renew(admin, id)).rejects.toMatchObject({ code: 'people/not-yours' })
    await expect(insertLink(admin, id, coveredBy(admin, ['administrator']), true)).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('gives no role to the own account and makes none of the own last longer', async () => {
    await one.within((tx) =>
      loadCast(
        tx,
        one.scope,
        one.id,
        [
          {
            email: 'twice@d1.example.org',
            name: 'Administrator and steward',
            lang: 'en',
            roles: [
              { role: 'administrator', org_code: 'D1', from: '2024-07-01' },
              { role: 'data_steward', org_code: 'D1', from: '2025-07-01', to: '2026-11-30' },
            ],
          },
        ],
        samplePassword,
      ),
    )
    const admin = await visit('twice@d1.example.org')
    const refused = { code: 'people/role-to-oneself', kind: 'Conflict' }
    await expect(
      of(admin)((tx) => giveRole(tx, admin.scope, admin, admin.account_id, role('principal', one.idOf('A')))),
    ).rejects.toMatchObject(refused)
    await expect(add(admin, 'Twice@d1.example.org', role('principal', one.idOf('A')))).rejects.toMatchObject(refused)
    await expect(
      of(admin)(async (tx) => {
        await administer(tx, admin)
        await query(
          tx,
          "insert into people.role_held (account_id, role, org_id, district_id, from_date) values ($1, 'principal', $2, $3, '2026-11-20')",
          [admin.account_id, one.idOf('A'), one.id],
        )
      }),
    ).rejects.toMatchObject({ code: '42501' })
    const steward = await of(admin)(async (tx) =>
      (await rolesOf(tx, admin.account_id)).find((held) => held.role === 'data_steward'),
    )
    const end = (version: number, to: string | null) =>
      of(admin)((tx) => setRoleEnd(tx, admin.scope, admin, steward?.role_id ?? 0, version, to))
    await expect(end(1, null)).rejects.toMatchObject(refused)
    await expect(end(1, '2026-12-31')).rejects.toMatchObject(refused)
    await end(1, '2026-11-20')
    // Another administrator may.
    const other = await visit('admin@d1.example.org')
    await of(other)((tx) => setRoleEnd(tx, other.scope, other, steward?.role_id ?? 0, 2, null))
    await of(other)((tx) => giveRole(tx, other.scope, other, admin.account_id, role('principal', one.idOf('A'))))
  })
})
