import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { undoItem, updateItem } from '../actions.ts'
import { calendarRoutes } from '../feed/routes.tsx'
import { routes } from '../routes.tsx'
import { itemsFrom } from '../store.ts'
import { fulfil, refreshDuties, saveDuties, settleDuty, startLimit, undoDuty } from './actions.ts'
import { ledgerOf } from './reading.ts'
import { dutyRoutes } from './routes.tsx'
import type { DutyTold } from './schema.ts'
import { dutiesOf } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
const today = '2026-11-20'

const duty = (slug: string, rule: DutyTold['rule'], more: Partial<DutyTold> = {}): DutyTold => ({
  slug,
  basis: 'TEST-01',
  title: { en: `Duty ${slug}`, es: `Obligación ${slug}` },
  rule,
  owner: { role: 'office_head', org: 'DATA' },
  artefact: { en: 'the notes', es: 'las notas' },
  from: '2026-10-01',
  ...more,
})
const office = { days: 'office', off: 'before' } as const
const list: DutyTold[] = [
  duty('weekly', { kind: 'recurs', every: 'weekly', pick: { weekday: 4 }, ...office }),
  duty('audit', { kind: 'recurs', every: 'monthly', on: { kind: 'dayOfMonth', day: 1 }, days: 'office', off: 'after' }),
  duty('visits', { kind: 'words', words: 'weekly/monthly', ...office }, { from: '2026-11-01' }),
  duty('offer', { kind: 'sla', limit: null, after: { en: 'a call', es: 'una llamada' }, ...office }),
]

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const save = (district: typeof one, some = list) =>
  district.within((tx) => saveDuties(tx, district.scope, district.id, some))
const refresh = (day = today) => one.within((tx) => refreshDuties(tx, one.scope, one.id, day))
const items = (slug: string) => one.within((tx) => itemsFrom(tx, one.id, `duty:${slug}/`))
const dutyNamed = async (slug: string) => {
  const found = (await one.within((tx) => dutiesOf(tx, [one.id], true))).find((each) => each.slug === slug)
  if (!found) throw new Error(`no ${slug}`)
  return found
}
const marksOf = async (slug: string) =>
  (await as('head', (tx, who) => ledgerOf(tx, who, { lang: 'en' }))).lines
    .find((line) => line.title.words === `Duty ${slug}`)
    ?.entries.map((entry) => `${entry.due} ${entry.mark}`)

beforeAll(async () => {
  fixToday(today)
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  const head = {
    email: 'head@d1.example.org',
    name: 'The head of data',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  for (const who of ['head', 'superintendent', 'board', 'family']) {
    tokens[who] = (
      await signIn(services.db, { email: `${who}@d1.example.org`, password: samplePassword, address: who })
    ).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  app = signedSiteOf(services, [...dutyRoutes, ...calendarRoutes, ...routes])
  await save(one)
  await save(two)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('a list of duties', () => {
  it('is taken twice without a change, and what leaves it ends', async () => {
    expect(await save(one)).toEqual({ added: 0, changed: 0, dropped: 0, same: 4, kept: [] })
    expect(await save(one, list.slice(0, 3))).toMatchObject({ dropped: 1, same: 3 })
    expect((await dutyNamed('offer')).listed).toBe(false)
    expect(await save(one)).toMatchObject({ changed: 1, same: 3 })
  })
  it('says which place is wrong', async () => {
    await expect(save(one, [duty('Bad slug', list[0]?.rule as DutyTold['rule'])])).rejects.toMatchObject({
      code: 'work/bad-duty',
    })
    await expect(
      save(one, [duty('x', list[0]?.rule as DutyTold['rule'], { owner: { role: 'a', org: 'NO' } })]),
    ).rejects.toMatchObject({
      code: 'work/no-such-office',
    })
  })
})

describe('occurrences', () => {
  it('become due items of the owner two weeks ahead, and only once', async () => {
    await refresh()
    const weekly = await items('weekly')
    expect(weekly.map((item) => item.due_on?.slice(5)).join(' ')).toBe(
      '10-01 10-08 10-15 10-22 10-29 11-05 11-12 11-19 11-26 12-03',
    )
    expect(weekly[0]).toMatchObject({ kind: 'duty', owner_role: 'office_head', needs_evidence: true, state: 'open' })
    expect((await items('audit')).map((item) => item.due_on)).toEqual(['2026-10-01', '2026-11-02', '2026-12-01'])
    expect(await items('visits')).toEqual([])
    expect(await refresh()).toMatchObject({ added: 0, changed: 0, dropped: 0 })
  })

  it('are done with something to show, on the day that the person says', async () => {
    const [first, second] = await items('weekly')
    const done = (id: number, note: string, done_on?: string) =>
      as('head', (tx, who) =>
        updateItem(tx, who, id, { version: 1, state: 'done', note, ...(done_on ? { done_on } : {}) }),
      )
    expect(await done(first?.item_id ?? 0, '')).toMatchObject({ problems: [{ code: 'evidence' }] })
    expect(await done(first?.item_id ?? 0, 'notes', '2026-11-21')).toMatchObject({ problems: [{ code: 'future' }] })
    expect(await done(first?.item_id ?? 0, 'notes', '2026-10-01')).toMatchObject({ item: { done_on: '2026-10-01' } })
    expect(await done(second?.item_id ?? 0, 'notes')).toMatchObject({ item: { done_on: today } })
    expect((await marksOf('weekly'))?.slice(0, 3)).toEqual([
      '2026-10-01 done',
      '2026-10-08 done_late',
      '2026-10-15 missed',
    ])
    const undone = await as('head', (tx, who) => undoItem(tx, who, second?.item_id ?? 0, 2))
    expect(undone).toMatchObject({ state: 'open', done_on: null })
    expect(await as('head', (tx, who) => undoItem(tx, who, second?.item_id ?? 0, 3))).toMatchObject({ done_on: today })
  })

  it('are excused by a leader, with a reason', async () => {
    const third = (await items('weekly'))[2]
    const excuse = (who: string, note: string) =>
      as(who, (tx, visitor) => updateItem(tx, visitor, third?.item_id ?? 0, { version: 1, state: 'dropped', note }))
    expect(await excuse('head', 'a storm')).toMatchObject({ problems: [{ code: 'drop' }] })
    expect(await excuse('superintendent', '')).toMatchObject({ problems: [{ code: 'drop' }] })
    await excuse('superintendent', 'a storm')
    expect((await marksOf('weekly'))?.[2]).toBe('2026-10-15 excused')
  })

  it('stay in their school year when the next one begins', async () => {
    const before = (await items('weekly')).map((item) => [item.source, item.state])
    await refresh('2027-06-25')
    const after = new Map((await items('weekly')).map((item) => [item.source, item.state]))
    for (const [source, state] of before) expect(after.get(source ?? '')).toBe(state)
    expect([...after.keys()].some((source) => source.startsWith('duty:weekly/2028/'))).toBe(true)
  })

  it('fulfil several duties at once, each with its own history', async () => {
    const weekly = (await items('weekly')).find((item) => item.due_on === '2026-11-05')
    const audit = (await items('audit')).find((item) => item.due_on === '2026-11-02')
    if (!weekly || !audit) throw new Error('nothing to do')
    const also = () => as('head', (tx, who) => fulfil(tx, who, weekly.item_id, [{ id: audit.item_id, version: 1 }]))
    await expect(also()).rejects.toMatchObject({ code: 'work/not-done' })
    await as('head', (tx, who) =>
      updateItem(tx, who, weekly.item_id, { version: 1, state: 'done', note: 'minutes 7', done_on: '2026-11-02' }),
    )
    expect(await also()).toMatchObject([
      { kind: 'saved', item: { state: 'done', note: 'minutes 7', done_on: '2026-11-02' } },
    ])
    const [change] = await one.within((tx) => historyOf(tx, 'work.item', audit.item_id))
    expect(change).toMatchObject({
      verb: 'updated',
      reason: `work.item:${weekly.item_id}`,
      actor: people.head?.account_id,
    })
    expect(await marksOf('audit')).toContain('2026-11-02 done')
    expect((await page('head', `/work/${audit.item_id}`)).html).toContain('Done with: Duty weekly')
  })
})

describe('what the words leave open', () => {
  it('is settled by its owner, from the version that was seen, and undone', async () => {
    const { duty_id: id, version } = await dutyNamed('visits')
    const settle = (who: string, seen: number) =>
      as(who, (tx, visitor) => settleDuty(tx, visitor, id, { version: seen, settled: { reading: 'monthly' } }))
    await expect(settle('board', version)).rejects.toMatchObject({ code: 'work/not-your-duty' })
    await expect(settle('family', version)).rejects.toMatchObject({ code: 'work/no-such-duty' })
    await expect(settle('head', version + 1)).rejects.toMatchObject({ code: 'work/duty-changed' })
    await settle('head', version)
    expect((await items('visits')).map((item) => [item.due_on, item.state])).toEqual([
      ['2026-11-30', 'open'],
      ['2026-12-31', 'open'],
    ])
    expect(await settle('head', version)).toMatchObject({ settled: { reading: 'monthly' } })
    await as('head', (tx, who) => undoDuty(tx, who, id, version + 1))
    expect((await items('visits')).map((item) => item.state)).toContain('dropped')
    await expect(as('head', (tx, who) => undoDuty(tx, who, id, version + 1))).rejects.toMatchObject({
      code: 'work/changed-since',
    })
  })
  it('is a number of days for a limit; each event has its own item', async () => {
    const { duty_id: id, version } = await dutyNamed('offer')
    const start = (key: string) => as('head', (tx, who) => startLimit(tx, who, id, { key, on: '2026-11-19' }))
    await expect(start('A1')).rejects.toMatchObject({ code: 'work/no-limit' })
    await as('head', (tx, who) => settleDuty(tx, who, id, { version, settled: { limit: 2 } }))
    await start('A1')
    await start('A12')
    await start('A1')
    expect((await items('offer')).map((item) => [item.due_on, item.title.en, item.state])).toEqual([
      ['2026-11-20', 'Duty offer (A1)', 'open'],
      ['2026-11-20', 'Duty offer (A12)', 'open'],
    ])
  })
})

const page = async (who: string, path: string) => {
  const response = await app.request(`http://localhost${path}`, {
    headers: { cookie: `${sessionCookie}=${tokens[who]}` },
  })
  return { status: response.status, html: await response.text() }
}
const post = async (who: string, path: string, fields: Record<string, string>) => {
  const response = await app.request(`http://localhost${path}`, {
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

/** A small reader of calendar files: unfolds, splits, unescapes. Out: one record an event. */
const read = (text: string): Record<string, string>[] => {
  const lines = text.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
  return lines
    .join('\n')
    .split('BEGIN:VEVENT\n')
    .slice(1)
    .map((event) =>
      Object.fromEntries(
        event
          .slice(0, event.indexOf('END:VEVENT'))
          .trimEnd()
          .split('\n')
          .map((line) => [
            line.slice(0, line.search(/[:;]/)),
            line.slice(line.indexOf(':') + 1).replaceAll(/\\([\\;,])/g, '$1'),
          ]),
      ),
    )
}

describe('a calendar of one’s own', () => {
  const addressOf = (html: string) => /\/work\/calendar\/[A-Za-z0-9_-]{43}\.ics/.exec(html)?.[0] ?? ''
  const fetched = async (path: string) => {
    const response = await app.request(`http://localhost${path}`)
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }
  it('shows titles and dates to whoever has the address, until it is stopped', async () => {
    const made = await post('head', '/work/calendar', {})
    const address = addressOf(made.html)
    const first = await fetched(address)
    expect(first).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' })
    const events = read(first.text)
    expect(new Set(events.map((event) => event.UID)).size).toBe(events.length)
    const missed = events.find((event) => event.DTSTART === '20261022')
    expect(missed).toMatchObject({ SUMMARY: 'Duty weekly', DTEND: '20261023' })
    // Duties of the year that are no items yet stand there too, in the years that have a calendar.
    expect(events.some((event) => event.DTSTART === '20270503')).toBe(true)
    expect(events.some((event) => (event.DTSTART ?? '') > '20270701' && event.URL?.includes('/duties/'))).toBe(false)
    for (const secret of ['minutes 7', 'notes', 'a storm']) expect(first.text).not.toContain(secret)
    expect((await fetched(address)).text).toBe(first.text)
    // A day that moves keeps its name.
    const item = (await items('weekly')).find((each) => each.due_on === '2026-10-22')
    await as('head', (tx, who) => updateItem(tx, who, item?.item_id ?? 0, { version: 1, due_on: '2026-12-08' }))
    const after = read((await fetched(address)).text).find((event) => event.UID === missed?.UID)
    expect(after).toMatchObject({ DTSTART: '20261208', SEQUENCE: '1' })
    const second = addressOf((await post('head', '/work/calendar', {})).html)
    expect((await fetched(address)).status).toBe(404)
    expect((await fetched(second)).status).toBe(200)
    expect((await post('head', '/work/calendar/end', {})).to).toBe('/work/calendar?ended=yes')
    expect((await fetched(second)).status).toBe(404)
    expect((await fetched('/work/calendar/x.ics')).status).toBe(404)
    expect((await page('head', '/work/calendar?lang=es')).html).toContain('Todavía no tiene una dirección')
  })
})

describe('pages', () => {
  it('show the ledger in both languages, filtered by owner and year', async () => {
    const { status, html } = await page('board', '/work/duties')
    expect(status).toBe(200)
    expect(html).toContain('Oct 8: done late')
    expect(html).toContain('To be settled by a person')
    expect(html).toContain('every week, on Thursday, on days when offices work')
    expect(html).toContain('4 duties')
    expect((await page('board', '/work/duties?office=mine')).html).toContain('No duty fits')
    expect((await page('head', '/work/duties?office=mine&lang=es')).html).toContain('hecho tarde')
    expect((await page('board', '/work/duties?year=2029')).html).toContain('not known yet')
    expect((await page('board', '/work/duties?year=x&office=-1')).status).toBe(200)
  })
  it('keep it from families and other districts', async () => {
    const { duty_id: id } = await dutyNamed('weekly')
    expect((await page('family', '/work/duties')).html).not.toContain('Duty weekly')
    expect((await page('family', `/work/duties/${id}`)).status).toBe(404)
    const theirs = (await two.within((tx) => dutiesOf(tx, [two.id]))).map((each) => each.duty_id)
    expect(theirs).toHaveLength(4)
    expect((await page('head', `/work/duties/${theirs[0]}`)).status).toBe(404)
    expect(await one.within((tx) => query(tx, 'select from work.duty where duty_id = any ($1)', [theirs]))).toEqual([])
    expect(await query(services.db, 'select from work.duty')).toEqual([])
    expect(await query(services.db, 'select from work.fulfilment')).toEqual([])
  })
  it('take a choice, keep what was typed, and refuse others', async () => {
    const { duty_id: id, version } = await dutyNamed('visits')
    expect((await page('head', `/work/duties/${id}`)).html).toContain('How often?')
    expect((await page('board', `/work/duties/${id}`)).html).not.toContain('How often?')
    expect(await post('head', `/work/duties/${id}/settle`, { version: String(version) })).toMatchObject({ status: 422 })
    expect(
      (await post('board', `/work/duties/${id}/settle`, { version: String(version), reading: 'weekly' })).status,
    ).toBe(403)
    expect(
      await post('head', `/work/duties/${id}/settle`, { version: String(version), reading: 'weekly' }),
    ).toMatchObject({
      status: 303,
      to: `/work/duties/${id}?saved=yes`,
    })
    expect((await page('head', `/work/duties/${id}`)).html).toContain('Settled: every week')
    const offer = await dutyNamed('offer')
    const bad = await post('head', `/work/duties/${offer.duty_id}/event`, { key: 'not right', on: '2026-11-20' })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('value="not right"')
  })
})
