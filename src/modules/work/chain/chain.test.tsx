import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { projectRoot } from '../../../platform/config.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { importPlan } from '../../plans/index.ts'
import { updateItem } from '../actions.ts'
import { answers, listeners } from '../plan-tasks.ts'
import { routes } from '../routes.tsx'
import { itemsFrom } from '../store.ts'
import { cursorIn, viewHref, viewQuery } from '../views/filter.ts'
import { viewRoutes } from '../views/routes.tsx'
import { boardPage, listPage, timelinePage, type ViewFilter } from '../views/store.ts'
import { whatIfRoutes } from '../whatif/routes.tsx'
import { addWait, moveWave } from './actions.ts'
import { chainListeners, takeChain } from './plan-chain.ts'
import { chainRoutes } from './routes.tsx'
import { standingOf } from './rules.ts'
import { dependenciesAt, standingsOfWaves, wavesOf } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const people: Record<string, Visitor> = {}
const slug = 'mill-river-2026-29'
const file = readFileSync(join(projectRoot, 'plans', `${slug}.plan.yaml`), 'utf8')
const today = '2026-11-20'

const load = (text: string) =>
  district.within((tx) =>
    importPlan(services, tx, district.scope, { districtId: district.id, text, kind: 'own', current: true }),
  )
const ids = new Map<string, number>()
const idOf = (element: string): number => ids.get(element) ?? 0
const act = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> =>
  inScope(services.db, people[who]?.scope as Visitor['scope'], (tx) => work(tx, people[who] as Visitor))
const send = async (who: string, path: string, fields: Record<string, string> | null = null) => {
  const response = await app.request(`http://localhost${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      origin: 'http://localhost',
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString() } : {}),
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}

beforeAll(async () => {
  fixToday(today)
  services = { ...(await freshServices()), listeners: [...listeners, ...chainListeners], answers }
  district = await loadSample(services.db, 'D1')
  await load(file)
  for (const item of await district.within((tx) => itemsFrom(tx, district.id, `plan:${slug}/`)))
    ids.set(item.element ?? '', item.item_id)
  for (const who of ['superintendent', 'board', 'family']) {
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  app = signedSiteOf(services, [...chainRoutes, ...viewRoutes, ...whatIfRoutes, ...routes])
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('what waits for what', () => {
  it('comes with the plan, and the same plan again changes nothing', async () => {
    const lines = await district.within((tx) => dependenciesAt(tx, idOf('s1-4-i-2')))
    expect(lines.map((one) => [one.item_id, one.needs_item])).toEqual([
      [idOf('s1-4-i-2'), idOf('s1-4-i-1')],
      [idOf('s1-4-i-4'), idOf('s1-4-i-2')],
    ])
    const again = await district.within((tx) => takeChain(tx, district.scope, district.id, slug))
    expect(again).toEqual({ waves: 0, lines: 0, rings: 0 })
  })

  it('says so on the page of the item and in lists, and that it is late as well when its own day has passed', async () => {
    // 1.4.i.1 is open and late; 1.4.i.2 waits for it.
    const page = await send('superintendent', `/work/${idOf('s1-4-i-2')}`)
    expect(page.html).toContain('It waits for 1.4.i.1')
    const list = await send('superintendent', `/work/list?plan=${slug}&under=s1-4-i&state=any`)
    expect(list.html).toContain('waits for 1.4.i.1')
    await act('superintendent', (tx, who) =>
      updateItem(tx, who, idOf('s1-4-i-2'), { version: 1, due_on: '2026-11-12' }),
    )
    const late = await send('superintendent', `/work/${idOf('s1-4-i-2')}/chain`)
    expect(late.html).toContain('its own day has passed, so it is late as well')
    // No date was moved by that.
    const [item] = await district.within((tx) => itemsFrom(tx, district.id, `plan:${slug}/s1-4-i-4`))
    expect(item?.due_on).toBe(item?.planned_due)
  })

  it('refuses a ring and spells it out, keeps what was typed, and takes a line that closes none', async () => {
    const before = `/work/${idOf('s1-4-i-1')}/chain`
    const ring = await send('superintendent', before, { needs: '1.4.i.4', days: '3' })
    expect(ring.status).toBe(422)
    expect(ring.html).toContain('1.4.i.1 waits for 1.4.i.4, 1.4.i.4 waits for 1.4.i.2, 1.4.i.2 waits for 1.4.i.1')
    expect(ring.html).toContain('value="1.4.i.4"')
    for (const [needs, days, words] of [
      ['1.4.i.1', '', 'cannot wait for itself'],
      ['9.9', '', 'No item fits that'],
      ['1.4.iii.1', 'many', 'not a number'],
    ] as const)
      expect((await send('superintendent', before, { needs, days })).html).toContain(words)
    const saved = await send('superintendent', before, { needs: `/work/${idOf('s1-4-iii-1')}`, days: '5' })
    expect(saved.status).toBe(303)
    // The same form twice is one line.
    expect((await send('superintendent', before, { needs: '1.4.iii.1', days: '5' })).to).toBe(saved.to)
    expect((await send('superintendent', saved.to)).html).toContain('5 days between')
    expect((await send('board', before, { needs: '1.4.iii.1', days: '5' })).status).toBe(403)
  })

  it('lets one of two people close a ring from both sides, never both', async () => {
    const [a, b] = [idOf('s2-1-i-1'), idOf('s2-2-i-1')]
    const both = await Promise.all([
      act('superintendent', (tx, who) => addWait(tx, who, a, { needs: String(b), days: 0 })),
      act('superintendent', (tx, who) => addWait(tx, who, b, { needs: String(a), days: 0 })),
    ])
    expect(both.map((one) => one.kind).toSorted()).toEqual(['problems', 'saved'])
  })

  it('ends a line, keeps it ended when the plan comes again, and undoes that as a new change', async () => {
    const item = idOf('s2-4-iii-2')
    const [line] = await district.within((tx) => dependenciesAt(tx, item))
    const end = { dependency: String(line?.dependency_id), version: String(line?.version) }
    const ended = await send('superintendent', `/work/${item}/chain/end`, end)
    expect(ended.status).toBe(303)
    expect((await send('superintendent', `/work/${item}/chain/end`, end)).to).toBe(ended.to)
    await load(file.replace('title: {en: Every Day Counts 2026-29', 'title: {en: Every Day Counts 2026 to 2029'))
    const now = async () => (await district.within((tx) => dependenciesAt(tx, item)))[0]
    expect(await now()).toMatchObject({ ended: true, settled: true, version: 2 })
    expect((await send('superintendent', `/work/${item}/chain`)).html).toContain('Lines that were ended')
    expect((await send('superintendent', `/work/${item}/chain/undo`, { ...end, version: '1' })).status).toBe(409)
    expect((await send('superintendent', `/work/${item}/chain/undo`, { ...end, version: '2' })).status).toBe(303)
    expect(await now()).toMatchObject({ ended: false, version: 3 })
  })
})

describe('waves', () => {
  const waves = () => district.within((tx) => wavesOf(tx, district.id, slug))
  it('come with the plan, each with its first day', async () => {
    expect((await waves()).map((wave) => [wave.name, wave.begins_on])).toEqual([
      ['First wave, 2026-27', '2026-07-01'],
      ['Second wave, 2027-28', '2027-07-01'],
      ['Third wave, 2028-29', '2028-07-03'],
    ])
    const page = await send('board', `/work/waves?plan=${slug}&lang=es`)
    expect(page.html).toContain('Sin empezar, por eso no atrasada')
  })

  it('are moved by leaders only; what has not begun in them is not late, and the move can be undone', async () => {
    const [first] = await waves()
    const id = first?.wave_id ?? 0
    const counts = async () => {
      const rows = await district.within((tx) => standingsOfWaves(tx, district.id, slug, today))
      return rows.find((row) => row.wave_id === id)
    }
    const before = await counts()
    expect(before?.late).toBeGreaterThan(0)
    const form = { version: '1', begins_on: '2027-01-04', reason: 'The money came late.' }
    expect((await send('board', `/work/waves/${id}`, form)).status).toBe(403)
    expect((await send('superintendent', `/work/waves/${id}`, { ...form, reason: '' })).html).toContain(
      'Say why it moves',
    )
    const saved = await send('superintendent', `/work/waves/${id}`, form)
    expect(saved.status).toBe(303)
    // Only what somebody had begun can be late now.
    const after = await counts()
    expect(after?.late).toBe(0)
    expect((after?.ahead ?? 0) + (after?.late ?? 0)).toBeGreaterThanOrEqual(before?.late ?? 0)
    expect((await send('superintendent', `/work/list?plan=${slug}&wave=${id}&late=yes`)).html).toContain('Nothing fits')
    const again = await send('superintendent', `/work/waves/${id}`, { ...form, begins_on: '2027-02-01' })
    expect(again.status).toBe(409)
    expect(again.html).toContain('value="2027-02-01"')
    // The plan comes again: the day that a person chose stays.
    await load(file)
    expect((await waves())[0]).toMatchObject({ begins_on: '2027-01-04', planned_begin: '2026-07-01' })
    expect((await send('board', `/work/waves/${id}`)).html).toContain('The money came late.')
    await send('superintendent', `/work/waves/${id}/undo`, { version: '2' })
    expect(await counts()).toEqual(before)
    await act('superintendent', (tx, who) =>
      moveWave(tx, who, id, { version: 3, begins_on: '2026-07-01', reason: 'x' }),
    ).then((outcome) => expect(outcome).toMatchObject({ kind: 'saved', changed: false }))
  })

  it('are counted in the database as the rules count them', async () => {
    const rows = await district.within((tx) => standingsOfWaves(tx, district.id, slug, today))
    const items = await district.within((tx) => itemsFrom(tx, district.id, `plan:${slug}/`))
    const sums: Record<string, number> = {}
    for (const item of items) sums[standingOf(item, today)] = (sums[standingOf(item, today)] ?? 0) + 1
    const told: Record<string, number> = {}
    for (const row of rows)
      for (const key of ['done', 'late', 'going', 'due', 'ahead', 'dropped'] as const)
        if (row[key] > 0) told[key] = (told[key] ?? 0) + row[key]
    expect(told).toEqual(sums)
  })

  it('and major actions are pages for whoever reads the work, empty for others', async () => {
    const majors = await send('board', `/work/majors?plan=${slug}`)
    for (const words of ['1.1.i One reading program', 'Everybody', '0 of ']) expect(majors.html).toContain(words)
    expect((await send('family', '/work/majors')).html).toContain('No hay un plan que mostrar')
  })
})

describe('list, timeline and board', () => {
  const filter = (more: Partial<ViewFilter> = {}): ViewFilter => ({
    districtId: district.id,
    plan: slug,
    states: ['open', 'going_on', 'stuck'],
    today,
    ...more,
  })
  type Got = { items: { item_id: number; due_on: string | null; starts_on: string | null }[]; more: boolean }
  const walk = async (page: (after: { day: string; item: number } | null) => Promise<Got>, by: 'due' | 'begin') => {
    const found: number[] = []
    let after: { day: string; item: number } | null = null
    for (let pages = 0; pages < 60; pages++) {
      const got: Got = await page(after)
      found.push(...got.items.map((item) => item.item_id))
      const last = got.items.at(-1)
      if (!got.more || !last) return found
      const day = by === 'due' ? last.due_on : (last.starts_on ?? last.due_on)
      after = { day: day ?? 'infinity', item: last.item_id }
    }
    return found
  }

  it('show every item once, page by page, in one order', async () => {
    const all = await district.within((tx) => itemsFrom(tx, district.id, `plan:${slug}/`))
    const byDue = all.toSorted((a, b) => (a.due_on ?? 'z').localeCompare(b.due_on ?? 'z') || a.item_id - b.item_id)
    const got = await district.within((tx) => walk((after) => listPage(tx, filter(), { after, limit: 7 }), 'due'))
    expect(got).toEqual(byDue.map((item) => item.item_id))
    const window = { from: '2026-07-01', to: '2029-06-30' }
    const drawn = await district.within((tx) =>
      walk((after) => timelinePage(tx, { ...filter(), ...window }, { after, limit: 11 }), 'begin'),
    )
    expect(drawn.toSorted((a, b) => a - b)).toEqual(all.map((item) => item.item_id).toSorted((a, b) => a - b))
    const [open] = await district.within((tx) => boardPage(tx, filter(), { after: null, limit: 5 }))
    expect(open).toMatchObject({ state: 'open', more: true })
    expect(open?.items.map((item) => item.item_id)).toEqual(
      byDue
        .filter((item) => item.state === 'open')
        .slice(0, 5)
        .map((item) => item.item_id),
    )
    const data = await district.within((tx) =>
      listPage(tx, filter({ office: district.idOf('DATA'), from: '2026-09-01', to: '2027-01-31' }), {
        after: null,
        limit: 200,
      }),
    )
    expect(data.items.length).toBe(data.counts.total)
    expect(data.items.length).toBeGreaterThan(0)
    const outside = data.items.filter(
      (item) => (item.due_on ?? '') < '2026-09-01' || (item.due_on ?? 'z') > '2027-01-31',
    )
    expect(outside).toEqual([])
    expect(new Set(data.items.map((item) => item.owner_org))).toEqual(new Set([district.idOf('DATA')]))
  })

  it('read the same filters from one address, and nothing that makes no sense', () => {
    const asked = viewQuery.parse({
      plan: slug,
      state: 'stuck',
      late: 'yes',
      office: 'x',
      from: '2026-02-30',
      after: '2026-11-20.7',
    })
    expect(asked).toMatchObject({ plan: slug, state: 'stuck', late: 'yes', after: '2026-11-20.7' })
    expect([asked.office, asked.from]).toEqual([undefined, undefined])
    expect(viewHref('board', asked)).toBe(`/work/board?plan=${slug}&state=stuck&late=yes&after=2026-11-20.7`)
    expect(cursorIn('infinity.12')).toEqual({ day: 'infinity', item: 12 })
    expect(viewQuery.parse({ after: '2026-13-01.7' }).after).toBeUndefined()
  })

  it('draw bars with a table behind them, in four widths, without any style of its own', async () => {
    const { html, status } = await send('board', `/work/timeline?plan=${slug}&under=s1-4-i&state=any`)
    expect(status).toBe(200)
    for (const width of [256, 340, 480, 720]) expect(html).toContain(`chart draw-${width}`)
    expect(html).toContain('tl-late')
    expect(html).toContain('tl-wait')
    expect(html).toContain(`<a href="/work/${idOf('s1-4-i-1')}">`)
    expect(html).not.toContain(' style="')
  })

  it('move a card by a form, say what is missing, and come back', async () => {
    const id = idOf('s2-4-iii-1')
    const back = `/work/board?plan=${slug}`
    const board = await send('superintendent', `${back}&under=s2-4-iii&state=any`)
    expect(board.html).toContain('name="state" value="going_on"')
    const moved = await send('superintendent', `/work/${id}`, { version: '1', state: 'going_on', back })
    expect(moved.to).toBe(`${back}&saved=${id}.2`)
    expect((await send('superintendent', moved.to)).html).toContain('Saved')
    expect((await send('superintendent', `/work/${id}`, { version: '2', state: 'stuck', note: '', back })).status).toBe(
      422,
    )
    expect((await send('board', back)).html).not.toContain('name="state" value="going_on"')
    // Whoever does not read the district's work sees the own only: nothing here.
    expect((await send('family', back)).html).not.toContain('board-card')
  })
})

describe('what if', () => {
  it('is a page whose address holds the question, changes nothing, and says what it did not understand', async () => {
    const [, second] = await district.within((tx) => wavesOf(tx, district.id, slug))
    const asked = `/work/what-if?plan=${slug}&drop=3.1.iv&wave=${second?.wave_id}&days=400&role=office:lang`
    const page = await send('board', asked)
    expect(page.status).toBe(200)
    for (const words of [
      'Public promises',
      'has nothing left to measure',
      'has nobody who answers for it',
      '62 days after',
    ])
      expect(page.html).toContain(words)
    expect((await send('board', `${asked}&lang=es`)).html).toContain('ya no tiene qué medir')
    const wrong = await send('board', `/work/what-if?plan=${slug}&drop=7.7&role=office:none`)
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('No part of the plan has the code 7.7.')
    expect((await send('family', asked)).html).toContain('No hay un plan que mirar')
  })
})
