import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hono } from 'hono'
import { fixToday, now } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { coveredBy } from '../access.ts'
import { signIn } from '../accounts/actions.ts'
import { administer, giveRole } from '../accounts/admin.ts'
import { loadCast } from '../accounts/cast.ts'
import { identify } from '../accounts/identify.ts'
import { rolesOutside, trust } from '../accounts/store.ts'
import { routes } from '../routes.ts'
import { enrollmentCsv, loadSample, samplePassword, studentsCsv } from '../sample.ts'
import { browserOn, siteOf } from '../sample-site.tsx'
import { loadEnrollment, loadStudents } from '../students/load.ts'
import { readStudents } from '../students/read.ts'
import { startActing } from './actions.ts'
import { actedFor, actingName, mayActFor } from './rules.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let app: Hono
let address = 0
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  await one.within(async (tx) => {
    await loadStudents(tx, one.scope, one.id, studentsCsv([['100', 'Canary', 'Ana']]))
    await loadEnrollment(tx, one.scope, one.id, 2027, enrollmentCsv([['100', 'A', '2026-08-31']]))
    await loadCast(
      tx,
      one.scope,
      one.id,
      [
        {
          email: 'both@d1.example.org',
          name: 'Administrator and superintendent',
          lang: 'en',
          roles: [
            { role: 'administrator', org_code: 'D1', from: '2024-07-01' },
            { role: 'counselor', org_code: 'A', from: '2024-07-01' },
          ],
        },
        {
          email: 'soon@d1.example.org',
          name: 'Administrator to be',
          lang: 'en',
          roles: [
            { role: 'principal', org_code: 'B', from: '2024-07-01' },
            { role: 'administrator', org_code: 'B', from: '2027-07-01' },
          ],
        },
      ],
      samplePassword,
    )
  })
  app = siteOf(services)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const session = async (who: string) => {
  const { token, account_id } = await signIn(services.db, {
    email: who,
    password: samplePassword,
    address: `t ${++address}`,
  })
  return { token, account_id, visitor: async () => (await identify(services.db, token)) as Visitor }
}
const idOf = async (who: string) => (await session(who)).account_id
const start = (by: Visitor, as: number, reason = 'a question on the phone') =>
  inScope(services.db, by.scope, (tx) => startActing(tx, by.scope, by, as, reason))

describe('looking as somebody', () => {
  it('gives the roles of the person but single students only where the own roles open them too', async () => {
    const principal = await idOf('principal.a@d1.example.org')
    const plain = await session('admin@d1.example.org')
    const before = await plain.visitor()
    await start(before, principal)
    const seen = await plain.visitor()
    expect(seen).toMatchObject({
      account_id: principal,
      name: 'The principal of Ash',
      roles: [{ role: 'principal', org_id: one.idOf('A') }],
      scope: { actor: before.account_id, districts: [one.id], orgs: [one.idOf('A')], students: [] },
      acting: { by: { account_id: before.account_id, name: 'The administrator' } },
    })
    expect(seen.scope.name).toBe(actingName(before.account_id, principal))
    await expect(
      inScope(services.db, seen.scope, (tx) =>
        readStudents(tx, seen.scope, { org_id: one.idOf('A'), keys: [1], purpose: 'list' }),
      ),
    ).rejects.toMatchObject({ code: 'people/no-students' })
    // The administrator's own rows stay the only own ones: no password or session of the person is opened.
    const opened = await inScope(services.db, seen.scope, (tx) =>
      query<{ account_id: number }>(
        tx,
        'select account_id from people.password union select account_id from people.session',
      ),
    )
    expect(opened.map((row) => row.account_id)).toEqual([before.account_id])
    // Another session of the same administrator is not touched.
    expect((await (await session('admin@d1.example.org')).visitor()).acting).toBeUndefined()
  })

  it('writes the reads of students in the administrator’s name, and whom it was for', async () => {
    const counselor = await session('both@d1.example.org')
    const by = await counselor.visitor()
    const superintendent = await idOf('superintendent@d1.example.org')
    await start(by, superintendent)
    const seen = await counselor.visitor()
    expect(seen.scope.orgs).toContain(one.idOf('C'))
    // The superintendent sees every student; the administrator's own role as counselor only those of Ash.
    expect(seen.scope.students).toEqual([one.idOf('A')])
    const keys = await one.within((tx) => query<{ student_key: number }>(tx, 'select student_key from people.student'))
    const found = await inScope(services.db, seen.scope, (tx) =>
      readStudents(tx, seen.scope, {
        org_id: one.idOf('A'),
        keys: keys.map((row) => row.student_key),
        purpose: 'list',
      }),
    )
    expect(found).toHaveLength(1)
    const log = await inScope(services.db, by.scope, (tx) =>
      query<{ actor: number; actor_name: string }>(tx, 'select actor, actor_name from people.student_read'),
    )
    expect(log).toEqual([{ actor: by.account_id, actor_name: actingName(by.account_id, superintendent) }])
    expect(actedFor(log[0]?.actor_name ?? '')).toBe(superintendent)
    const watching = browserOn(app)
    await watching.enter('steward@d1.example.org', samplePassword)
    expect((await watching.go('/people/reads')).html).toContain(
      'Administrator and superintendent, looking as The superintendent',
    )
    expect(actedFor('account:3')).toBeNull()
  })

  it('ends after half an hour, with the role of the administrator, and with the account of the person', async () => {
    const principal = await idOf('principal.b@d1.example.org')
    const admin = await session('admin@d1.example.org')
    const by = await admin.visitor()
    await start(by, principal)
    const age = (minutes: number) =>
      inScope(services.db, by.scope, (tx) =>
        query(
          tx,
          "update people.acting set started_at = $2::timestamptz - make_interval(mins => $3), until = $2::timestamptz - make_interval(mins => $3) + interval '30 minutes' where acting_id = (select max(acting_id) from people.acting where by_account = $1)",
          [by.account_id, now(), minutes],
        ),
      )
    await age(29)
    expect((await admin.visitor()).account_id).toBe(principal)
    await age(31)
    expect(await admin.visitor()).toMatchObject({ account_id: by.account_id, csrf: by.csrf })
    expect((await admin.visitor()).acting).toBeUndefined()
    // A person who gets a role as administrator meanwhile is nobody to look as any more.
    await age(1)
    expect((await admin.visitor()).account_id).toBe(principal)
    await inScope(services.db, by.scope, (tx) =>
      giveRole(tx, by.scope, by, principal, {
        role: 'administrator',
        org_id: String(one.idOf('B')),
        from_date: '2026-11-20',
        to_date: '',
      }),
    )
    expect((await admin.visitor()).account_id).toBe(by.account_id)
  })

  it('is refused for administrators, strangers, those with more reach, without a reason, and to everybody else', async () => {
    const admin = await (await session('admin@d1.example.org')).visitor()
    const refused = { code: 'people/not-as' }
    for (const who of ['admin.a@d1.example.org', 'soon@d1.example.org', 'former@d1.example.org'])
      await expect([who, start(admin, await idOf(who))][1]).rejects.toMatchObject(refused)
    await expect(start(admin, admin.account_id)).rejects.toMatchObject(refused)
    await expect(start(admin, await idOf('principal.a@d2.example.org'))).rejects.toMatchObject({ kind: 'Missing' })
    await expect(start(admin, await idOf('principal.a@d1.example.org'), 'short')).rejects.toMatchObject({
      code: 'people/no-reason',
    })
    // The administrator of a school is not the administrator of the district.
    const small = await (await session('admin.a@d1.example.org')).visitor()
    await expect(start(small, await idOf('principal.a@d1.example.org'))).rejects.toMatchObject(refused)
    for (const who of ['superintendent@d1.example.org', 'steward@d1.example.org', 'principal.a@d1.example.org'])
      await expect(
        start(await (await session(who)).visitor(), await idOf('board@d1.example.org')),
      ).rejects.toMatchObject({ code: 'people/not-yours' })
    // A role at another district or the state is more reach than the administrator has.
    const board = await idOf('board@d1.example.org')
    await one.within((tx) =>
      loadCast(
        tx,
        one.scope,
        one.id,
        [
          {
            email: 'board@d1.example.org',
            name: 'X',
            lang: 'en',
            roles: [{ role: 'state_reviewer', org_code: 'CT', from: '2026-07-01' }],
          },
        ],
        samplePassword,
      ),
    )
    await expect(start(admin, board)).rejects.toMatchObject(refused)
    // Row security says the same when the check is forgotten.
    const insert = (as: number, weighed = true) =>
      inScope(services.db, admin.scope, async (tx) => {
        await trust(tx, coveredBy(admin, ['administrator']))
        if (weighed) await rolesOutside(tx, as, [], '2026-11-20')
        await query(
          tx,
          `insert into people.acting (district_id, by_account, as_account, reason, started_at, until) values ($1, $2, $3, 'no reason at all', $4::timestamptz, $4::timestamptz + interval '10 minutes')`,
          [one.id, admin.account_id, as, now()],
        )
      })
    const other = await idOf('principal.a@d2.example.org')
    for (const as of [board, other, await idOf('soon@d1.example.org')])
      await expect(insert(as)).rejects.toMatchObject({ code: '42501' })
    await expect(insert(await idOf('superintendent@d1.example.org'), false)).rejects.toMatchObject({ code: '42501' })
    expect(two.id).not.toBe(one.id)
  })

  it('follows rules that can be read', () => {
    const at = (role: string, org_id: number, district_id = 1, orgs: number[] = [org_id]) => ({
      role,
      org_id,
      district_id,
      orgs,
    })
    const admin = [at('administrator', 1, 1, [1, 2, 3])]
    expect(mayActFor(admin, [at('principal', 2)])).toBe(true)
    expect(mayActFor(admin, [])).toBe(false)
    expect(mayActFor(admin, [at('principal', 2), at('administrator', 3)])).toBe(false)
    expect(mayActFor(admin, [at('principal', 2), at('coach', 9, 8)])).toBe(false)
    expect(mayActFor([at('administrator', 2, 1, [2])], [at('principal', 2)])).toBe(false)
    expect(mayActFor([at('superintendent', 1, 1, [1, 2, 3])], [at('principal', 2)])).toBe(false)
  })
})

describe('pages while looking as somebody', () => {
  it('carry a banner, refuse every change, and know the way out; the person sees it', async () => {
    const { go, enter } = browserOn(app)
    await enter('admin@d1.example.org', samplePassword)
    const superintendent = await idOf('superintendent@d1.example.org')
    expect((await go(`/people/${superintendent}`)).html).toContain(`action="/people/${superintendent}/act-as"`)
    const short = await go(`/people/${superintendent}/act-as`, { acting_reason: 'why' })
    expect([short.status, short.html.includes('value="why"')]).toEqual([422, true])
    expect((await go(`/people/${superintendent}/act-as`, { acting_reason: 'sees no schools' })).to).toBe('/')
    const schools = await go('/schools')
    expect(schools.html).toContain('You look as The superintendent')
    expect(schools.html).toContain('action="/acting/stop"')
    expect((await go('/people')).status).toBe(403)
    expect((await go('/account')).status).toBe(403)
    await go('/schools')
    const count = () => one.within((tx) => query<{ n: number }>(tx, 'select count(*) as n from platform.change'))
    const before = await count()
    for (const route of routes.filter((each) => each.method === 'POST' && !each.whileActing)) {
      const path = route.path.replaceAll(/:[a-z]+/g, '1')
      const answer = await go(path, { lang: 'es', email: 'x@y.org' })
      expect([path, answer.status, answer.html.includes('platform/only-looking')]).toEqual([path, 403, true])
    }
    expect(await count()).toEqual(before)
    await go('/schools')
    expect((await go('/acting/stop', {})).to).toBe(`/people/${superintendent}`)
    const person = await go(`/people/${superintendent}`)
    expect(person.html).toContain('looked as this person (sees no schools)')
    expect(person.html).not.toContain('action="/acting/stop"')

    const theirs = browserOn(app)
    await theirs.enter('superintendent@d1.example.org', samplePassword)
    const account = await theirs.go('/account')
    expect(account.html).toContain('sees no schools')
    expect(account.html).toContain('The administrator')
  })

  it('do not let a form of the one pass as a form of the other', async () => {
    const { go, enter } = browserOn(app)
    await enter('admin@d1.example.org', samplePassword)
    const person = await idOf('superintendent@d1.example.org')
    await go(`/people/${person}`)
    await go(`/people/${person}/act-as`, { acting_reason: 'a question on the phone' })
    const form = /name="csrf" value="([^"]+)"/.exec((await go('/schools')).html)?.[1] ?? ''
    await go('/acting/stop', {})
    expect((await go('/account/language', { csrf: form, lang: 'es' })).status).toBe(403)
  })

  it('leave by signing out too, and tell the history who and why', async () => {
    const admin = await session('admin@d1.example.org')
    const by = await admin.visitor()
    const id = await start(by, await idOf('superintendent@d1.example.org'), 'cannot find the plan')
    const { go, cookies } = browserOn(app)
    cookies.set('tl_session', admin.token)
    await go('/schools')
    expect((await go('/sign-out', {})).to).toBe('/sign-in?done=out')
    expect(await identify(services.db, admin.token)).toBeNull()
    const history = await inScope(services.db, by.scope, async (tx) => {
      await administer(tx, by)
      return historyOf(tx, 'people.acting', id)
    })
    expect(history).toMatchObject([{ verb: 'started', reason: 'cannot find the plan', actor: by.account_id }])
  })
})
