import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday, ticks } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { amount } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { saveItems, undoItem, updateItem } from '../actions.ts'
import { handOver } from '../handover/actions.ts'
import { handOverRoutes } from '../handover/routes.tsx'
import { routes } from '../routes.tsx'
import { itemsFrom } from '../store.ts'
import { tableRoutes } from './routes.tsx'

let services: Awaited<ReturnType<typeof freshServices>>
let district: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const people: Record<string, Visitor> = {}
const rowsWanted = 12

const items = (prefix = 't:') => district.within((tx) => itemsFrom(tx, district.id, prefix))
const item = (source: string, owner: 'DATA' | null = 'DATA') => ({
  source,
  kind: 'task' as const,
  org_id: district.idOf('DATA'),
  title: { en: `Task ${source}`, es: `Tarea ${source}` },
  owner: owner === null ? null : { role: 'office_head', org_id: district.idOf('DATA') },
  starts_on: '2026-09-01',
  due_on: '2026-11-02',
})
const send = async (who: string, path: string, fields: Record<string, string> | null) => {
  const response = await app.request(`http://localhost${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      origin: 'http://localhost',
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString() } : {}),
  })
  return { status: response.status, to: response.headers.get('location'), html: await response.text() }
}
const row = (id: number, version: number, state: string, note: string, due = '2026-11-02') => ({
  [`v-${id}`]: String(version),
  [`s-${id}`]: state,
  [`n-${id}`]: note,
  [`d-${id}`]: due,
})

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await loadSample(services.db, 'D1')
  const head = {
    email: 'head@d1.example.org',
    name: 'The head of data',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await district.within((tx) => loadCast(tx, district.scope, district.id, [head], samplePassword))
  await district.within((tx) =>
    saveItems(
      tx,
      district.scope,
      district.id,
      't:',
      Array.from({ length: rowsWanted }, (_, i) => item(`t:${String(i).padStart(2, '0')}`, i < 10 ? 'DATA' : null)),
    ),
  )
  for (const who of ['head', 'superintendent', 'board']) {
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  app = signedSiteOf(services, [...tableRoutes, ...handOverRoutes, ...routes])
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('many at once', () => {
  it('shows mine with labels for each control, and the district’s to leaders', async () => {
    const { status, html } = await send('head', '/work/table', null)
    expect(status).toBe(200)
    expect(html.match(/name="v-\d+"/g)).toHaveLength(10)
    expect(html).toContain('aria-label="Note: Task t:00"')
    expect((await send('superintendent', '/work/table?whose=all&lang=es', null)).html).toContain('Guardar todo')
    expect((await send('superintendent', '/work/table?whose=all', null)).html.match(/name="v-\d+"/g)).toHaveLength(12)
    // Whoever may only read has no row to change.
    expect((await send('board', '/work/table?whose=all', null)).html).not.toContain('name="v-')
  })

  it('saves what is fine, keeps what is not as it was typed, and undoes one or all', async () => {
    const [a, b, c, d, e] = (await items()).map((one) => one.item_id) as [number, number, number, number, number]
    await inScope(services.db, people.superintendent?.scope as Visitor['scope'], (tx) =>
      updateItem(tx, people.superintendent as Visitor, d, { version: 1, state: 'stuck', note: 'no room' }),
    )
    const none = (await items()).at(-1)?.item_id ?? 0
    const mixed = await send('head', '/work/table?whose=mine', {
      ...row(a, 1, 'done', ''),
      ...row(b, 1, 'stuck', ''),
      ...row(c, 1, 'going_on', 'half', '2026-12-01'),
      ...row(d, 1, 'going_on', 'my words'),
      ...row(e, 1, 'open', ''),
      ...row(none, 1, 'done', 'not mine'),
    })
    expect(mixed.status).toBe(409)
    for (const words of ['3 rows are not saved yet', '2 items saved', 'Say what it is stuck on.', 'no room'])
      expect(mixed.html).toContain(words)
    expect(mixed.html).toContain('Changed meanwhile by The superintendent')
    expect(mixed.html).toContain('value="my words"')
    expect(mixed.html).toContain('value="not mine"')
    const after = new Map((await items()).map((one) => [one.item_id, one]))
    expect([a, b, c, d, e, none].map((id) => [after.get(id)?.state, after.get(id)?.version])).toEqual([
      ['done', 2],
      ['open', 1],
      ['going_on', 2],
      ['stuck', 2],
      ['open', 1],
      ['open', 1],
    ])
    // The row now carries the version that is shown: sending it again keeps one's own words.
    expect(mixed.html).toContain(`name="v-${d}" value="2"`)
    const again = await send('head', '/work/table?whose=mine', row(d, 2, 'going_on', 'my words'))
    expect(again).toMatchObject({ status: 303, to: `/work/table?whose=mine&saved=${d}.3` })
    expect((await send('head', `/work/table?whose=mine&saved=${a}.2_${c}.2`, null)).html).toContain('Undo all of it')
    const undone = await send('head', '/work/table/undo', { which: `${a}.2_${c}.2_${none}.1`, whose: 'mine' })
    expect(undone.to).toBe('/work/table?whose=mine&undone=2.1')
    expect((await send('head', undone.to ?? '', null)).html).toContain('2 changes undone')
    const last = new Map((await items()).map((one) => [one.item_id, one]))
    expect([last.get(a)?.state, last.get(c)?.due_on]).toEqual(['open', '2026-11-02'])
  })

  it('refuses forms that are not its own', async () => {
    const [first] = await items()
    const id = first?.item_id ?? 0
    expect((await send('head', '/work/table', { ...row(id, 1, 'nonsense', '') })).status).toBe(422)
    expect((await send('head', '/work/table', { [`v-${id}`]: 'x' })).status).toBe(422)
    expect((await send('head', '/work/table', { ...row(id, 1, 'done', ''), csrf: 'x' })).status).toBe(403)
    expect((await send('board', '/work/table', row(id, 1, 'done', ''))).status).toBe(409)
  })
})

describe('handing over', () => {
  const act = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>) =>
    inScope(services.db, people[who]?.scope as Visitor['scope'], (tx) => work(tx, people[who] as Visitor))
  it('moves all of an office to one person, each with its own change, and each can go back', async () => {
    const asked = {
      from: { role: 'office_head', org_id: district.idOf('DATA') },
      to: people.board?.account_id ?? 0,
      reason: 'on leave until June',
    }
    await expect(act('head', (tx, who) => handOver(tx, who, district.id, asked))).rejects.toMatchObject({
      code: 'work/leaders-only',
    })
    await expect(
      act('superintendent', (tx, who) => handOver(tx, who, district.id, { ...asked, to: 999_999 })),
    ).rejects.toMatchObject({ code: 'work/no-such-colleague' })
    expect(await act('superintendent', (tx, who) => handOver(tx, who, district.id, asked))).toBe(10)
    expect((await send('head', '/work/table', null)).html).not.toContain('name="v-')
    const [first] = await items()
    const id = first?.item_id ?? 0
    const [change] = await district.within((tx) => historyOf(tx, 'work.item', id))
    expect(change).toMatchObject({ verb: 'handed', reason: asked.reason, became: { owner_account: asked.to } })
    // Its plan comes again: the person keeps it.
    const again = Array.from({ length: rowsWanted }, (_, i) =>
      item(`t:${String(i).padStart(2, '0')}`, i < 10 ? 'DATA' : null),
    )
    await district.within((tx) => saveItems(tx, district.scope, district.id, 't:', again))
    expect((await items())[0]).toMatchObject({ owner_account: asked.to, owner_org: null })
    const page = await send('superintendent', `/work/${id}`, null)
    for (const words of ['Handed over', 'on leave until June', 'on behalf of the owner'])
      expect(page.html).toContain(words)
    const back = await act('superintendent', (tx, who) => undoItem(tx, who, id, change?.version ?? 0))
    expect(back).toMatchObject({ owner_account: null, owner_role: 'office_head', handed: false })
    await act('superintendent', (tx, who) => updateItem(tx, who, id, { version: back.version, note: 'for her' }))
    const [told] = await district.within((tx) => historyOf(tx, 'work.item', id))
    expect(told).toMatchObject({ reason: expect.stringMatching(/^on-behalf:office_head@\d+$/) })
  })
  it('is a page for leaders only', async () => {
    expect((await send('head', '/work/hand-over', null)).status).toBe(403)
    const form = await send('superintendent', '/work/hand-over', null)
    expect(form.html).toContain('9 items')
    expect((await send('superintendent', '/work/hand-over', { from: 'x', to: '', reason: 'gone' })).html).toContain(
      'value="gone"',
    )
  })
})

describe('people at the same moment', () => {
  const many = amount(40, 200)
  it('lose no update: each is in the history, or told to its writer with both versions', async () => {
    await district.within((tx) =>
      saveItems(
        tx,
        district.scope,
        district.id,
        'p:',
        Array.from({ length: many / 4 }, (_, i) => item(`p:${String(i).padStart(3, '0')}`)),
      ),
    )
    const all = await items('p:')
    // Four writers an item, two people, all from version 1: two change the note, two the date.
    const answers = await Promise.all(
      Array.from({ length: many }, async (_, i) => {
        const who = i % 2 === 0 ? 'head' : 'superintendent'
        const id = all[Math.floor(i / 4)]?.item_id ?? 0
        const field = i % 4 < 2 ? 'note' : 'due_on'
        const value = field === 'note' ? `note ${i}.` : `2026-12-${String(10 + (i % 4)).padStart(2, '0')}`
        const began = ticks()
        const { status, html } = await send(who, `/work/${id}`, { version: '1', [field]: value })
        return { id, who, field, value, status, html, ms: ticks() - began }
      }),
    )
    const told = answers.filter((one) => one.status === 409)
    const saved = answers.filter((one) => one.status === 303)
    // Of each pair that wanted the same field exactly one was saved, the other was told.
    expect([saved.length, told.length]).toEqual([many / 2, many / 2])
    for (const { item_id: id, version } of await items('p:')) {
      const history = await district.within((tx) => historyOf(tx, 'work.item', id))
      expect([version, history.map((one) => one.version)]).toEqual([3, [3, 2, 1]])
      for (const one of saved.filter((each) => each.id === id)) {
        const actor = people[one.who]?.account_id
        const was = one.field === 'note' ? '' : '2026-11-02'
        expect(history.filter((each) => each.actor === actor && each.became[one.field] === one.value)).toMatchObject([
          { verb: 'updated', was: { [one.field]: was } },
        ])
      }
      const now = (await items('p:')).find((one) => one.item_id === id)
      for (const one of told.filter((each) => each.id === id)) {
        expect(history.filter((each) => each.became[one.field] === one.value)).toEqual([])
        const winner = one.field === 'note' ? (now?.note ?? '') : shortDate(now?.due_on ?? '', 'en')
        const mine = one.field === 'note' ? one.value : shortDate(one.value, 'en')
        expect(one.html).toContain(winner)
        expect(one.html).toContain(mine)
        expect(one.html).toContain('Save yours instead')
      }
    }
    const times = answers.map((one) => one.ms).toSorted((a, b) => a - b)
    figure(`updates sent at the same moment by ${many} forms`, many)
    for (const [name, part] of [
      ['median', 0.5],
      ['99th percentile', 0.99],
    ] as const)
      figure(
        `${name} of such an update, all waiting for each other`,
        Math.round(times[Math.floor(many * part)] ?? 0),
        'ms',
      )
  })
})
