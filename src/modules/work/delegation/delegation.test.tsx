import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fixToday, jumpClock, machineTime } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { setSetting } from '../../people/orgs/settings.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { mayUpdate } from '../access.ts'
import { object, saveItems, undoItem, updateItem } from '../actions.ts'
import { handOver } from '../handover/actions.ts'
import { itemsFor } from '../reading.ts'
import { routes } from '../routes.tsx'
import type { NewItem } from '../schema.ts'
import { itemById, itemsFrom } from '../store.ts'
import { updateMany } from '../table/actions.ts'
import { delegate, delegationObject, endDelegation } from './actions.ts'
import { standingIn } from './reading.ts'
import { delegationRoutes } from './routes.tsx'
import { dateProblems, standingOf, stillTheirs } from './rules.ts'
import type { Given, What } from './schema.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
const prefix = 'plan:demo/'

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const idOf = async (element: string) =>
  (await one.within((tx) => itemsFrom(tx, one.id, `${prefix}${element}`)))[0]?.item_id ?? 0
const give = (who: string, what: What, to: string, more: Partial<Given> = {}) =>
  as(who, async (tx, visitor) => {
    const account = people[to]?.account_id ?? 0
    const outcome = await delegate(tx, visitor, one.id, {
      what,
      to: { account_id: account },
      first_day: '2026-11-23',
      last_day: '2026-11-27',
      reason: 'at a conference',
      ...more,
    })
    if (outcome.kind !== 'saved') throw new Error('problems')
    return outcome.delegation
  })
const end = (who: string, id: number) => as(who, (tx, visitor) => endDelegation(tx, visitor, id))
const mayOn = async (who: string, element: string) => {
  const id = await idOf(element)
  return as(who, async (tx, visitor) => mayUpdate(await standingIn(tx, visitor), await itemById(tx, id)))
}
const note = async (who: string, element: string, text: string) => {
  const id = await idOf(element)
  return as(who, async (tx, visitor) =>
    updateItem(tx, visitor, id, { version: (await itemById(tx, id)).version, note: text }),
  )
}
const head = (): What => ({ kind: 'role', role: 'office_head', org_id: one.idOf('DATA') })

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const cast = {
    email: 'head@d1.example.org',
    name: 'The head of data',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [cast], samplePassword))
  for (const who of ['head', 'superintendent', 'principal.a', 'principal.b', 'board', 'family']) {
    const email = `${who}@d1.example.org`
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  const task = (element: string, owner: NewItem['owner']): NewItem => ({
    source: `${prefix}${element}`,
    kind: 'task',
    org_id: one.idOf('DATA'),
    title: { en: `Task ${element}`, es: `Tarea ${element}` },
    owner,
    starts_on: '2026-09-01',
    due_on: '2026-11-25',
  })
  const office = { role: 'office_head', org_id: one.idOf('DATA') }
  await one.within((tx) =>
    saveItems(tx, one.scope, one.id, prefix, [
      task('a', office),
      task('b', office),
      task('own', { account_id: people.head?.account_id ?? 0 }),
      task('ash', { role: 'principal', org_id: one.idOf('A') }),
    ]),
  )
  app = signedSiteOf(services, [...delegationRoutes, ...routes])
})
afterEach(() => fixToday('2026-11-20'))
afterAll(async () => {
  jumpClock(0)
  fixToday(null)
  await services.end()
})

describe('rules', () => {
  const days = { first_day: '2026-11-23', last_day: '2026-11-27', ended_at: null }
  it('counts both days, and none after it was ended', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-27', '2026-11-28'].map((day) => standingOf(days, day))).toEqual([
      'ahead',
      'now',
      'now',
      'over',
    ])
    expect(standingOf({ ...days, ended_at: new Date(0) }, '2026-11-24')).toBe('ended')
  })
  it('refuses days that are over, turned round, or longer than a year', () => {
    const code = (first_day: string, last_day: string) => dateProblems({ first_day, last_day }, '2026-11-20')[0]?.code
    expect(code('2026-11-19', '2026-11-27')).toBe('past')
    expect(code('2026-11-27', '2026-11-26')).toBe('before')
    expect(code('2026-11-20', '2027-11-21')).toBe('long')
    expect(code('2026-11-20', '2027-11-20')).toBeUndefined()
    expect(code('2026-11-20', '2026-11-20')).toBeUndefined()
  })
  it('lends nothing that the giver has lost', () => {
    const part = { owner_account: null, owner_role: 'office_head', owner_org: 7, item_id: null }
    expect(stillTheirs(part, 1, [{ role: 'office_head', org_id: 7 }])).toBe(true)
    expect(stillTheirs(part, 1, [{ role: 'office_head', org_id: 8 }])).toBe(false)
    expect(stillTheirs({ ...part, owner_role: null, owner_org: null, owner_account: 1 }, 1, [])).toBe(false)
  })
})

describe('a role’s work for some days', () => {
  it('may be updated from the first to the last day, and is then marked', async () => {
    const given = await give('head', head(), 'principal.a')
    expect((await give('head', head(), 'principal.a')).delegation_id).toBe(given.delegation_id)
    expect(await mayOn('principal.a', 'a')).toBe(false)
    await expect(note('principal.a', 'a', 'x')).rejects.toMatchObject({ code: 'work/not-yours' })
    fixToday('2026-11-23')
    await note('principal.a', 'a', 'first day')
    // The third person, who was given nothing.
    await expect(note('principal.b', 'a', 'x')).rejects.toMatchObject({ code: 'work/not-yours' })
    fixToday('2026-11-27')
    await note('principal.a', 'a', 'last day')
    expect(await mayOn('principal.a', 'own')).toBe(false)
    fixToday('2026-11-28')
    await expect(note('principal.a', 'a', 'x')).rejects.toMatchObject({ code: 'work/not-yours' })
    const [last] = await one.within(async (tx) => historyOf(tx, object, await idOf('a')))
    expect(last).toMatchObject({
      actor: people['principal.a']?.account_id,
      reason: `on-behalf:account:${people.head?.account_id}`,
    })
    await expect(end('head', given.delegation_id)).rejects.toMatchObject({ code: 'work/delegation-over' })
    // Sessions are of today.
    fixToday('2026-11-20')
    const shown = await page('board', `/work/${await idOf('a')}`)
    expect(shown.html).toContain('On behalf of The head of data')
  })
  it('begins and ends at midnight of the district, not of the server', async () => {
    const set = (value: string) =>
      one.within((tx) =>
        setSetting(tx, one.scope, { org_id: one.id, key: 'time_zone', value, from_date: '2026-07-01' }),
      )
    await set('America/Los_Angeles')
    await give('head', head(), 'principal.b', { last_day: '2026-11-24' })
    const at = async (iso: string) => {
      fixToday(null)
      jumpClock(0)
      jumpClock(Date.parse(iso) - machineTime())
      return mayOn('principal.b', 'a')
    }
    try {
      // In New York it is November 23 already; in Los Angeles not yet.
      expect(await at('2026-11-23T07:30:00Z')).toBe(false)
      expect(await at('2026-11-23T08:30:00Z')).toBe(true)
      expect(await at('2026-11-25T07:30:00Z')).toBe(true)
      expect(await at('2026-11-25T08:30:00Z')).toBe(false)
    } finally {
      jumpClock(0)
      fixToday('2026-11-20')
      await set('America/New_York')
    }
  })
  it('stands in the delegate’s list, with whose it is, and in the table', async () => {
    const given = await give('head', { kind: 'all' }, 'principal.a', {
      first_day: '2026-11-20',
      last_day: '2026-11-20',
    })
    const mine = await as('principal.a', (tx, who) => itemsFor(tx, who, { lang: 'en' }))
    expect(mine.totals.total).toBe(4)
    const lent = mine.lines.filter((line) => line.facts.some((fact) => fact.startsWith('for The head of data')))
    expect(lent.map((line) => line.title.words)).toEqual(['Task a', 'Task b', 'Task own'])
    expect(lent.every((line) => line.mayUpdate)).toBe(true)
    expect((await page('principal.a', '/work?lang=es')).html).toContain('por The head of data, hasta el')
    const id = await idOf('own')
    const version = (await one.within((tx) => itemById(tx, id))).version
    const [row] = await as('principal.a', (tx, who) =>
      updateMany(tx, who, [{ id, typed: { version, state: 'going_on' } }]),
    )
    expect(row).toMatchObject({ kind: 'saved' })
    const undone = await as('principal.a', (tx, who) => undoItem(tx, who, id, version + 1))
    expect(undone.state).toBe('open')
    // The owner still may, and the others never could.
    expect([await mayOn('head', 'own'), await mayOn('principal.b', 'own'), await mayOn('board', 'own')]).toEqual([
      true,
      false,
      false,
    ])
    await end('head', given.delegation_id)
  })
})

describe('ending early', () => {
  it('holds at once, by the giver, the delegate or a leader, and by nobody else', async () => {
    const now = { first_day: '2026-11-20', last_day: '2026-11-30' }
    const given = await give('head', head(), 'principal.a', now)
    expect(await mayOn('principal.a', 'a')).toBe(true)
    await expect(end('principal.b', given.delegation_id)).rejects.toMatchObject({ code: 'work/not-your-delegation' })
    const ended = await end('head', given.delegation_id)
    expect(ended.ended_at).not.toBeNull()
    expect(await end('head', given.delegation_id)).toEqual(ended)
    expect(await mayOn('principal.a', 'a')).toBe(false)
    await expect(note('principal.a', 'a', 'x')).rejects.toMatchObject({ code: 'work/not-yours' })
    const changes = await one.within((tx) => historyOf(tx, delegationObject, given.delegation_id))
    expect(changes.map((change) => change.verb)).toEqual(['ended', 'given'])
    for (const who of ['principal.a', 'superintendent'])
      await end(who, (await give('head', head(), 'principal.a', now)).delegation_id)
    expect(await mayOn('principal.a', 'a')).toBe(false)
  })
})

describe('what cannot be delegated', () => {
  const now = { first_day: '2026-11-20', last_day: '2026-11-20' }
  it('is what is not one’s own, and what was delegated to one', async () => {
    const items = async (...elements: string[]): Promise<What> => ({
      kind: 'items',
      ids: await Promise.all(elements.map(idOf)),
    })
    await expect(give('principal.a', head(), 'principal.b', now)).rejects.toMatchObject({
      code: 'work/not-yours-to-lend',
    })
    await expect(give('principal.a', await items('a'), 'principal.b', now)).rejects.toMatchObject({
      code: 'work/not-yours-to-lend',
    })
    const given = await give('head', await items('a', 'own'), 'principal.a', now)
    expect([await mayOn('principal.a', 'a'), await mayOn('principal.a', 'b')]).toEqual([true, false])
    await expect(give('principal.a', await items('a'), 'principal.b', now)).rejects.toMatchObject({
      code: 'work/delegated-on',
    })
    // Everything of the delegate's own goes on without it.
    const second = await give('principal.a', { kind: 'all' }, 'principal.b', now)
    expect([await mayOn('principal.b', 'ash'), await mayOn('principal.b', 'a')]).toEqual([true, false])
    await end('principal.a', second.delegation_id)
    await expect(give('head', head(), 'head', now)).rejects.toMatchObject({ code: 'work/not-to-yourself' })
    await expect(give('head', head(), 'family', now)).rejects.toMatchObject({ code: 'work/no-such-colleague' })
    await expect(give('family', { kind: 'all' }, 'head', now)).rejects.toMatchObject({ code: 'work/not-inside' })
    await end('head', given.delegation_id)
  })
  it('stops with the item’s owner: what was handed over is no longer lent', async () => {
    const given = await give('head', { kind: 'items', ids: [await idOf('own')] }, 'principal.a', now)
    expect(await mayOn('principal.a', 'own')).toBe(true)
    await as('superintendent', (tx, who) =>
      handOver(tx, who, one.id, {
        from: { account_id: people.head?.account_id ?? 0 },
        to: people['principal.b']?.account_id ?? 0,
        reason: 'on leave',
      }),
    )
    expect(await mayOn('principal.a', 'own')).toBe(false)
    await end('head', given.delegation_id)
  })
  it('is kept by the rows themselves: nobody gives in another’s name, or adds to what another gave', async () => {
    const given = await give('head', head(), 'principal.a')
    const insert = `insert into work.delegation (district_id, given_by, to_account, first_day, last_day, reason, given_at)
      values ($1, $2, $3, '2026-11-20', '2026-11-30', 'x', now())`
    const [giver, taker] = [people.head?.account_id, people['principal.b']?.account_id]
    await expect(as('principal.b', (tx) => query(tx, insert, [one.id, giver, taker]))).rejects.toThrow('row-level')
    const part = `insert into work.delegated (delegation_id, district_id, owner_account) values ($1, $2, $3)`
    await expect(as('principal.b', (tx) => query(tx, part, [given.delegation_id, one.id, giver]))).rejects.toThrow(
      'row-level',
    )
    expect(await query(services.db, 'select from work.delegation')).toEqual([])
    expect(await as('family', (tx) => query(tx, 'select from work.delegation'))).toEqual([])
    await end('head', given.delegation_id)
  })
})

const page = async (who: string, path: string) => {
  const response = await app.request(`http://localhost${path}`, {
    headers: { cookie: `${sessionCookie}=${tokens[who]}` },
  })
  return { status: response.status, html: await response.text() }
}
const post = async (
  who: string,
  path: string,
  fields: Record<string, string>,
  chosen: readonly [string, string][] = [],
) => {
  const response = await app.request(`http://localhost${path}`, {
    method: 'POST',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
    },
    body: new URLSearchParams([['csrf', csrfFor(tokens[who] ?? '')], ...Object.entries(fields), ...chosen]).toString(),
  })
  return { status: response.status, to: response.headers.get('location'), html: await response.text() }
}

describe('the page', () => {
  it('gives, shows and ends, and keeps what was typed', async () => {
    expect((await page('family', '/work/delegation')).status).toBe(403)
    expect((await page('head', '/work/delegation?lang=es')).html).toContain('Delegar trabajo')
    const to = `office_head@${one.idOf('DATA')}`
    const form = { what: 'all', to, first_day: '2026-11-20', last_day: '2026-11-19', reason: 'away for a day' }
    const bad = await post('principal.b', '/work/delegation', form)
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('The last day lies before the first.')
    expect(bad.html).toContain('away for a day')
    expect((await post('principal.b', '/work/delegation', { ...form, to: '' })).status).toBe(422)
    expect((await post('principal.b', '/work/delegation', { ...form, what: 'items' })).html).toContain('at least one')
    const good = await post('principal.b', '/work/delegation', { ...form, last_day: '2026-11-20' })
    expect(good.status).toBe(303)
    const shown = await page('principal.b', good.to ?? '')
    expect(shown.html).toContain('away for a day')
    expect(shown.html).toContain('now, until Nov 20')
    // Handed over to this person above.
    expect(await mayOn('head', 'own')).toBe(true)
    const id = /given=(\d+)/.exec(good.to ?? '')?.[1]
    expect((await post('principal.a', `/work/delegation/${id}/end`, {})).status).toBe(403)
    expect((await post('head', `/work/delegation/${id}/end`, {})).to).toBe('/work/delegation?ended=yes')
    expect(await mayOn('head', 'own')).toBe(false)
  })
  it('delegates every item that was chosen, and keeps the form when it goes to nobody', async () => {
    expect((await page('head', '/work/delegation')).html).toContain('name="items[]"')
    const chosen = await Promise.all(
      ['a', 'b'].map(async (element): Promise<[string, string]> => ['items[]', String(await idOf(element))]),
    )
    const form = { what: 'items', first_day: '2026-11-20', last_day: '2026-11-20', reason: 'away for a day' }
    const gone = await post('head', '/work/delegation', { ...form, to: 'account:99999' }, chosen)
    expect(gone.status).toBe(422)
    for (const text of ['away for a day', 'no role in the district today', `value="${chosen[1]?.[1]}" checked`])
      expect(gone.html).toContain(text)
    const to = `account:${people['principal.b']?.account_id}`
    const given = await post('head', '/work/delegation', { ...form, to }, chosen)
    expect(given.status).toBe(303)
    expect([await mayOn('principal.b', 'a'), await mayOn('principal.b', 'b')]).toEqual([true, true])
    await post('head', `/work/delegation/${/given=(\d+)/.exec(given.to ?? '')?.[1]}/end`, {})
  })
})
