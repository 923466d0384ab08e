import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { updateItem } from '../actions.ts'
import { bring } from '../artefacts/actions.ts'
import { itemOfMilestone } from './reading.ts'
import { milestoneRoutes } from './routes.tsx'
import { milestoneById } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
let owner = ''
let path = ''

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  const cast = (['head', 'leader'] as const).map((key) => ({
    email: `${key}@d1.example.org`,
    name: `The ${key}`,
    lang: 'en' as const,
    roles: [
      key === 'head'
        ? { role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }
        : { role: 'cabinet' as const, org_code: 'D1', from: '2024-07-01' },
    ],
  }))
  await one.within((tx) => loadCast(tx, one.scope, one.id, cast, samplePassword))
  for (const who of ['head', 'leader', 'superintendent', 'principal.a', 'board', 'family']) {
    const email = `${who}@d1.example.org`
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  owner = `office_head@${people.head?.roles[0]?.org_id}`
  app = signedSiteOf(services, milestoneRoutes)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const page = async (who: string, at: string, lang = 'en') => {
  const response = await app.request(`http://localhost${at}${lang === 'en' ? '' : `?lang=${lang}`}`, {
    headers: { cookie: `${sessionCookie}=${tokens[who]}` },
  })
  return { status: response.status, html: await response.text() }
}
const post = async (who: string, at: string, fields: Record<string, string>) => {
  const response = await app.request(`http://localhost${at}`, {
    method: 'POST',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost',
    },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
  return { status: response.status, to: response.headers.get('location'), html: await response.text() }
}
const hired = {
  title: 'Reading specialists are hired',
  kind: 'hire',
  basis: 'TL1.ii',
  planned: '3',
  due_on: '2026-12-01',
}
const id = () => Number(path.split('/').at(-1))
const row = () => one.within((tx) => milestoneById(tx, id()))
const item = () => one.within(async (tx) => itemOfMilestone(tx, await milestoneById(tx, id())))
/** How it stands, as its page says. */
const standing = async () => /How it stands<\/dt><dd[^>]*>([^<]+)/.exec((await page('board', path)).html)?.[1]

describe('a milestone', () => {
  it('is entered by those who lead, is a due item of its owner at once, and the same form twice is one', async () => {
    for (const who of ['head', 'principal.a', 'board']) {
      expect((await page(who, '/work/milestones/new')).status).toBe(403)
      expect((await post(who, '/work/milestones', { ...hired, owner })).status).toBe(403)
    }
    const made = await post('superintendent', '/work/milestones', { ...hired, owner })
    expect([made.status, made.to]).toEqual([303, expect.stringMatching(/^\/work\/milestones\/\d+\?saved=yes$/)])
    path = made.to?.split('?')[0] ?? ''
    expect((await post('leader', '/work/milestones', { ...hired, owner })).to).toBe(`${path}?saved=same`)
    expect(await item()).toMatchObject({
      title: { en: hired.title },
      due_on: hired.due_on,
      owner_role: 'office_head',
      needs_artefact: true,
      href: path,
      state: 'open',
    })
    expect(await standing()).toBe('ahead')
    const { html } = await page('board', '/work/milestones')
    expect(html).toContain(hired.title)
    expect(html).toContain('0 of 3')
    expect(html).toContain('1 milestone: 0 reached, 0 late')
    expect((await page('board', '/work/milestones', 'es')).html).toContain('1 hito: 0 alcanzados, 0 atrasados')
  })

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const bad = { ...hired, title: '', owner: 'office_head@1', planned: '2.5', due_on: 'soon', basis: 'OE6' }
    const { status, html } = await post('superintendent', '/work/milestones', bad)
    expect(status).toBe(422)
    for (const words of [
      'Say what is to be reached.',
      'Choose an owner',
      'from 1 to 999',
      'Write a day as',
      'value="OE6"',
    ])
      expect(html).toContain(words)
    expect(html).toContain('value="2.5"')
    const changed = await post('leader', path, { ...hired, owner, version: '1', title: '' })
    expect([changed.status, changed.html.includes('Say what is to be reached.')]).toEqual([422, true])
  })

  it('is counted by its owner and by those who lead, step by step in its history', async () => {
    for (const who of ['principal.a', 'board'])
      expect((await post(who, `${path}/reached`, { version: '1', reached: '1' })).status).toBe(403)
    expect((await post('head', `${path}/reached`, { version: '1', reached: '-1' })).status).toBe(422)
    await post('head', `${path}/reached`, { version: '1', reached: '1' })
    await post('leader', `${path}/reached`, { version: '2', reached: '3' })
    expect(await standing()).toBe('as many as planned, nothing shown yet')
    // A page of before: somebody else counted meanwhile, and both numbers are shown.
    const clash = await post('head', `${path}/reached`, { version: '2', reached: '2' })
    expect([clash.status, /value="2"/.test(clash.html), clash.html.includes('It now stands: 3')]).toEqual([
      409,
      true,
      true,
    ])
    expect((await row()).reached).toBe(3)
    const { html } = await page('head', path)
    expect(html.match(/Counted/g)).toHaveLength(2)
    expect(html).not.toContain('id="edit"')
    expect((await post('head', `${path}/undo`, { version: '3' })).status).toBe(303)
    expect((await row()).reached).toBe(1)
    await post('head', `${path}/reached`, { version: '4', reached: '3' })
  })

  it('is changed: two people merge, the due item follows, an owner cannot change it', async () => {
    const { version } = await row()
    const typed = { ...hired, owner, version: String(version) }
    expect((await post('head', path, { ...typed, planned: '2' })).status).toBe(403)
    await post('superintendent', path, { ...typed, due_on: '2026-12-15' })
    await post('leader', path, { ...typed, planned: '4' })
    expect(await row()).toMatchObject({ due_on: '2026-12-15', planned: 4, reached: 3 })
    expect((await item())?.due_on).toBe('2026-12-15')
    const clash = await post('leader', path, { ...typed, due_on: '2026-12-20' })
    expect([clash.status, clash.html.includes('It now stands: Dec 15, 2026')]).toEqual([409, true])
    // The owner may take back a count, not a change of those who lead.
    expect((await post('head', `${path}/undo`, { version: String((await row()).version) })).status).toBe(409)
    await post('leader', `${path}/undo`, { version: String((await row()).version) })
    expect((await row()).planned).toBe(3)
  })

  it('is done with something to show, late when it came late, and stays as it was', async () => {
    const { item_id: at } = (await item()) ?? { item_id: 0 }
    const head = people.head as Visitor
    const done = async () => {
      const { version } = (await item()) ?? { version: 0 }
      return inScope(services.db, head.scope, (tx) =>
        updateItem(tx, head, at, { version, state: 'done', note: '', done_on: '2026-11-20' }),
      )
    }
    expect(await done()).toMatchObject({ kind: 'problems' })
    await inScope(services.db, head.scope, (tx) =>
      bring(
        tx,
        head,
        `item:${at}`,
        { title: 'Letters', made_on: '2026-11-19' },
        { kind: 'link', url: 'https://d1.example.org/l' },
      ),
    )
    expect(await done()).toMatchObject({ kind: 'saved' })
    expect(await standing()).toBe('reached')
    const { version } = await row()
    await post('leader', path, { ...hired, owner, version: String(version), due_on: '2026-11-19' })
    expect(await standing()).toBe('reached late')
    await post('leader', `${path}/reached`, { version: String(version + 1), reached: '2' })
    expect(await standing()).toBe('done, with fewer than planned')
  })

  it('is taken off the list with its due item, and comes back', async () => {
    const thing = { title: 'A center is open', kind: 'place', basis: '', planned: '', due_on: '2026-11-10' }
    path = (await post('leader', '/work/milestones', { ...thing, owner })).to?.split('?')[0] ?? ''
    expect(await standing()).toBe('late')
    expect((await page('head', path)).html).not.toContain(`${path}/reached`)
    expect((await post('head', `${path}/reached`, { version: '1', reached: '1' })).status).toBe(422)
    await post('leader', path, { ...thing, owner, version: '1', ended: 'yes' })
    expect((await item())?.state).toBe('dropped')
    expect((await page('board', '/work/milestones')).html).toContain('Taken off the list')
    await post('leader', `${path}/undo`, { version: '2' })
    expect((await item())?.state).toBe('open')
  })

  it('is nothing for families, nor for another district', async () => {
    expect((await page('family', path)).status).toBe(404)
    expect((await page('family', '/work/milestones')).html).not.toContain('A center is open')
    expect((await page('head', '/work/milestones/999999')).status).toBe(404)
    const other = await loadSample(services.db, 'D2')
    const { token } = await signIn(services.db, {
      email: 'superintendent@d2.example.org',
      password: samplePassword,
      address: 'd2',
    })
    expect(other.id).not.toBe(one.id)
    tokens['d2'] = token
    expect((await page('d2', path)).status).toBe(404)
    expect((await post('d2', `${path}/reached`, { version: '3', reached: '1' })).status).toBe(404)
  })
})
