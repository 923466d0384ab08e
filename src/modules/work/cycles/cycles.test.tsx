import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { projectRoot } from '../../../platform/config.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { releaseAudit, saveAudit } from '../../indicators/index.ts'
import { identify, loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { importPlan } from '../../plans/index.ts'
import { updateItem } from '../actions.ts'
import { itemsFor } from '../reading.ts'
import { itemsFrom } from '../store.ts'
import { beginSeries, closeCycle, cycleObject, cyclePrefix, endSeries, refreshCycles, takeSeries } from './actions.ts'
import { answerObject, saveAnswer, undoAnswer } from './answering.ts'
import { readingAtClosing, readingNow } from './reading.ts'
import { differences } from './rules.ts'
import { cycleRoutes } from './routes.tsx'
import type { AnswerState, SeriesTold } from './schema.ts'
import { cycleById, cyclesOf, frozenText, questionsOf, seriesOf } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
const slug = 'mill-river-2026-29'

const told: SeriesTold = {
  slug: 'plan-report',
  title: { en: 'Report on the plan', es: 'Informe del plan' },
  plan: slug,
  // Three of the office of data, and one whose office the sample does not have.
  chosen: { elements: ['g6', 's2-4-iii', 's2-1-ii-3', 's2-1'] },
  rule: { kind: 'recurs', every: 'three_times_a_year', days: 'office', off: 'before' },
  opens_before: 14,
  closes_after: 10,
  from: '2026-07-01',
}

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
const enter = async (who: string) => {
  const email = `${who}@d1.example.org`
  tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
  const visitor = await identify(services.db, tokens[who] ?? '')
  if (visitor) people[who] = visitor
}
const refresh = (day: string, district = one) => {
  fixToday(day)
  return district.within((tx) => refreshCycles(tx, district.scope, district.id, day))
}
const newest = async () => {
  const [cycle] = await one.within((tx) => cyclesOf(tx, [one.id]))
  if (!cycle) throw new Error('no cycle')
  return cycle
}
const questionOn = async (element: string) => {
  const { cycle_id: id } = await newest()
  const found = (await one.within((tx) => questionsOf(tx, [id]))).find((each) => each.element === element)
  if (!found) throw new Error(`no question on ${element}`)
  return found
}
const blank = { because: '', since: '', ahead: '', help: '' }
const answer = async (who: string, element: string, version: number, state: AnswerState, more: object = {}) => {
  const { question_id: id } = await questionOn(element)
  return as(who, (tx, visitor) => saveAnswer(tx, visitor, id, { ...blank, version, state, ...more }))
}
const items = async () => {
  const { cycle_id: id } = await newest()
  return one.within((tx) => itemsFrom(tx, one.id, cyclePrefix(id)))
}

beforeAll(async () => {
  fixToday('2026-10-01')
  services = { ...(await freshServices()), listeners: [], answers: [] }
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  const head = {
    email: 'head@d1.example.org',
    name: 'The head of data',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  // The other district has a smaller plan of its own.
  for (const [district, name] of [
    [one, slug],
    [two, 'two-brooks-2026-29'],
  ] as const) {
    const text = readFileSync(join(projectRoot, 'plans', `${name}.plan.yaml`), 'utf8')
    await district.within((tx) =>
      importPlan(services, tx, district.scope, { districtId: district.id, text, kind: 'own', current: true }),
    )
  }
  for (const who of ['head', 'superintendent', 'principal.a', 'board', 'family']) await enter(who)
  app = signedSiteOf(services, cycleRoutes)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('a cycle', () => {
  it('is set by those who lead, once', async () => {
    const begin = (who: string, more: Partial<SeriesTold> = {}) =>
      as(who, (tx, visitor) => beginSeries(tx, visitor, one.id, { ...told, ...more }))
    await expect(begin('head')).rejects.toMatchObject({ code: 'work/cycle-leaders-only' })
    await expect(begin('superintendent', { chosen: { levels: ['chapter'] } })).rejects.toMatchObject({
      code: 'work/nothing-asked',
    })
    await expect(begin('superintendent', { plan: 'none' })).rejects.toMatchObject({ code: 'work/no-such-plan' })
    const series = await begin('superintendent')
    expect(await begin('superintendent')).toEqual(series)
    await expect(begin('superintendent', { opens_before: 20 })).rejects.toMatchObject({ code: 'work/series-exists' })
    expect(await one.within((tx) => cyclesOf(tx, [one.id]))).toEqual([])
  })
  it('opens on its day, and each question is a due item of its owner', async () => {
    expect(await refresh('2026-10-15')).toEqual({ opened: 0, closed: 0 })
    expect(await refresh('2026-10-16')).toEqual({ opened: 1, closed: 0 })
    expect(await refresh('2026-10-16')).toEqual({ opened: 0, closed: 0 })
    const all = await items()
    expect(all.map((item) => [item.kind, item.owner_org, item.due_on])).toEqual([
      // in the order of the plan
      ['cycle', null, '2026-10-30'],
      ['cycle', one.idOf('DATA'), '2026-10-30'],
      ['cycle', one.idOf('DATA'), '2026-10-30'],
      ['cycle', one.idOf('DATA'), '2026-10-30'],
    ])
    const mine = await as('head', (tx, who) => itemsFor(tx, who, { lang: 'en' }))
    expect(mine.totals.total).toBe(3)
    expect(mine.lines.map((line) => line.answered?.href)).toContain(
      `/work/cycles/${(await newest()).cycle_id}/answers/g6`,
    )
  })
  it('is answered by the owner, and by nobody else', async () => {
    fixToday('2026-10-30')
    await expect(answer('principal.a', 'g6', 0, 'done', { since: 'x' })).rejects.toMatchObject({
      code: 'work/not-yours',
    })
    await expect(answer('family', 'g6', 0, 'done', { since: 'x' })).rejects.toMatchObject({
      code: 'work/no-such-question',
    })
    const first = { since: 'Two schools were helped', help: 'a second reader' }
    expect(await answer('head', 'g6', 0, 'going_on', first)).toMatchObject({
      kind: 'saved',
      answer: { version: 1, first_on: '2026-10-30' },
    })
    // The same form again, and the item that is done by it.
    expect(await answer('head', 'g6', 0, 'going_on', first)).toMatchObject({ answer: { version: 1 } })
    const item = (await items()).find((each) => each.source.endsWith(':g6'))
    expect(item).toMatchObject({ state: 'done', done_on: '2026-10-30' })
  })
  it('is not done by a click on its item', async () => {
    const item = (await items()).find((each) => each.source.endsWith(':s2-4-iii'))
    const outcome = await as('head', (tx, who) =>
      updateItem(tx, who, item?.item_id ?? 0, { version: 1, state: 'done' }),
    )
    expect(outcome).toMatchObject({ kind: 'problems', problems: [{ field: 'state', code: 'answer' }] })
  })
  it('merges two people’s edits of different fields, and shows both where they touch the same', async () => {
    const seen = { since: 'Two schools were helped', help: 'a second reader' }
    expect(await answer('head', 'g6', 1, 'going_on', { ...seen, since: 'Three schools were helped' })).toMatchObject({
      answer: { version: 2 },
    })
    const other = await answer('superintendent', 'g6', 1, 'going_on', { ...seen, ahead: 'The rest by May' })
    expect(other).toMatchObject({
      kind: 'saved',
      answer: { version: 3, since: 'Three schools were helped', ahead: 'The rest by May' },
    })
    const { question_id: id } = await questionOn('g6')
    const [change] = await one.within((tx) => historyOf(tx, answerObject, id))
    expect(change?.reason).toBe(`on-behalf:office_head@${one.idOf('DATA')}`)
    expect(await answer('head', 'g6', 1, 'going_on', { ...seen, since: 'Five schools' })).toMatchObject({
      kind: 'conflict',
      mine: { since: 'Five schools' },
      answer: { since: 'Three schools were helped' },
    })
    expect(await as('head', (tx, who) => undoAnswer(tx, who, id, 3))).toMatchObject({ version: 4, ahead: '' })
    await expect(as('head', (tx, who) => undoAnswer(tx, who, id, 1))).rejects.toMatchObject({
      code: 'work/changed-since',
    })
  })
  it('takes a late answer as late, and closes on the day after its last', async () => {
    fixToday('2026-10-31')
    await answer('superintendent', 's2-1', 0, 'not_begun')
    const id = (await newest()).cycle_id
    await expect(as('head', (tx, who) => closeCycle(tx, who, id))).rejects.toMatchObject({
      code: 'work/cycle-leaders-only',
    })
    expect(await refresh('2026-11-09')).toEqual({ opened: 0, closed: 0 })
    expect(await refresh('2026-11-10')).toEqual({ opened: 0, closed: 1 })
    expect(await refresh('2026-11-10')).toEqual({ opened: 0, closed: 0 })
    await as('superintendent', (tx, who) => closeCycle(tx, who, id))
    const cycle = await newest()
    expect(cycle).toMatchObject({ closed_on: '2026-11-10', version: 2 })
    const frozen = (await one.within((tx) => frozenText(tx, id))) ?? ''
    expect(createHash('sha256').update(frozen).digest('hex')).toBe(cycle.digest)
    const kept = await one.within((tx) => readingAtClosing(tx, id))
    expect(kept?.counts).toEqual({ asked: 4, on_time: 1, late: 1, not_yet: 2 })
    expect(kept?.questions.find((each) => each.element === 'g6')?.answer?.since).toBe('Three schools were helped')
    // Nobody is reminded any more of what was not answered.
    expect((await items()).map((item) => [item.state, item.listed])).toEqual([
      ['done', true],
      ['dropped', false],
      ['dropped', false],
      ['done', true],
    ])
    expect(await one.within((tx) => historyOf(tx, cycleObject, id))).toHaveLength(2)
  })
})

describe('what was shown at the closing', () => {
  it('stays as it was, while answers and numbers go on', async () => {
    fixToday('2026-11-20')
    const id = (await newest()).cycle_id
    const before = await one.within((tx) => frozenText(tx, id))
    await answer('head', 's2-4-iii', 0, 'done', { since: 'All were asked' })
    const cell = { definition: 'chronic-absenteeism', school_year: 2026, period: 'year', through_date: '2026-06-30' }
    await one.within(async (tx) => {
      const cells = [
        {
          ...cell,
          district_id: one.id,
          org_id: one.id,
          group_set: 'all',
          group_value: 'all',
          state: 'measured' as const,
          shown: true,
          why: 'shown',
          n: 200,
          d: 1000,
        },
      ]
      await releaseAudit(tx, await saveAudit(tx, one.scope, { district_id: one.id, inputs: 'x', rule: 'x', cells }))
    })
    const found = await as('head', async (tx, who) => {
      const kept = await readingAtClosing(tx, id)
      const now = await readingNow(tx, who.scope, await cycleById(tx, id), '2026-11-20')
      return kept ? { list: differences(kept, now, 'en'), now } : null
    })
    const question = await questionOn('s2-4-iii')
    expect(
      found?.list
        .filter((each) => each.question === question.question_id)
        .map((each) => [each.field, each.was, each.now]),
    ).toEqual(
      expect.arrayContaining([
        ['standing', 'not_yet', 'late'],
        ['state', '', 'done'],
        ['since', '', 'All were asked'],
      ]),
    )
    // The element itself has no computed measure; the strategy above has.
    const task = found?.now.questions.find((each) => each.element === 's2-1-ii-3')
    expect(task?.measured.find((each) => each.measure === 'm-absence')).toMatchObject({ above: 's2-1' })
    expect(found?.list.some((each) => each.field === 'measure' && each.now.startsWith('20'))).toBe(true)
    expect(await one.within((tx) => frozenText(tx, id))).toBe(before)
    await expect(
      one.within((tx) => query(tx, `update work.cycle set frozen = '{}', digest = 'x' where cycle_id = $1`, [id])),
    ).rejects.toThrow()
  })
  it('stands beside the next time', async () => {
    expect(await refresh('2027-02-20')).toEqual({ opened: 1, closed: 0 })
    await enter('head')
    const { cycle_id: id, due_on } = await newest()
    expect(due_on).toBe('2027-02-26')
    const { html } = await page('head', `/work/cycles/${id}/answers/g6`)
    expect(html).toContain('Three schools were helped')
    expect(html).toContain('For Oct 30, 2026')
  })
})

describe('a series', () => {
  it('ends and goes on, and a page from before is told so', async () => {
    const series = async () => (await one.within((tx) => seriesOf(tx, [one.id])))[0]
    const { series_id: id = 0, version = 0 } = (await series()) ?? {}
    const set = (who: string, seen: number, ended: boolean) =>
      as(who, (tx, visitor) => endSeries(tx, visitor, id, { version: seen, ended }))
    await expect(set('board', version, true)).rejects.toMatchObject({ code: 'work/cycle-leaders-only' })
    expect(await set('superintendent', version, true)).toMatchObject({ ended: true })
    expect(await set('superintendent', version, true)).toMatchObject({ version: version + 1 })
    await expect(set('superintendent', version, false)).rejects.toMatchObject({ code: 'work/series-changed' })
    expect(await refresh('2027-06-20')).toEqual({ opened: 0, closed: 1 })
    expect(await set('superintendent', version + 1, false)).toMatchObject({ ended: false })
    expect((await newest()).due_on).toBe('2027-06-30')
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

describe('pages', () => {
  it('show who has answered, as of now and as closed', async () => {
    for (const who of ['head', 'superintendent', 'board', 'family']) await enter(who)
    expect((await page('family', '/work/cycles')).status).toBe(404)
    const list = await page('board', '/work/cycles')
    expect(list.html).toContain('Report on the plan')
    expect(list.html).not.toContain('Set a reporting cycle')
    // Three cycles have closed: 1 of 4 in time, then nobody answered the others.
    expect(list.html).toMatch(/In time over the closed cycles: 1 of \d+ \(\d+(\.\d)?%\)\./)
    expect((await page('superintendent', '/work/cycles?lang=es')).html).toContain('Crear un ciclo de informes')
    const first = (await one.within((tx) => cyclesOf(tx, [one.id]))).at(-1)
    const now = await page('board', `/work/cycles/${first?.cycle_id}`)
    expect(now.html).toContain('1 of 4 answered in time, 2 late, 1 missing.')
    expect(now.html).toContain('changed after the closing')
    expect(now.html).toContain('<small>1 of 4</small>')
    const closed = await page('board', `/work/cycles/${first?.cycle_id}?as=closed`)
    expect(closed.html).toContain('1 of 4 answered in time, 1 late, 2 missing.')
    expect(closed.html).toContain('It does not change any more')
    expect((await page('family', `/work/cycles/${first?.cycle_id}`)).status).toBe(404)
  })
  it('take an answer, and keep what was typed when it is refused', async () => {
    const { cycle_id: id } = await newest()
    const href = `/work/cycles/${id}/answers/g6`
    const bad = await post('head', href, { version: '0', state: 'stuck', since: 'Half of it' })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('Say what it is stuck on.')
    expect(bad.html).toContain('Half of it')
    const good = await post('head', href, { version: '0', state: 'stuck', because: 'no room', since: 'Half of it' })
    expect(good).toMatchObject({ status: 303, to: `${href}?saved=yes` })
    expect((await page('head', good.to ?? '')).html).toContain('Next question:')
    const late = await post('superintendent', href, { version: '0', state: 'done', since: 'Other words' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('Other words')
    expect((await post('board', href, { version: '1', state: 'done', since: 'x' })).status).toBe(403)
    expect((await page('head', `/work/cycles/${id}/answers/none`)).status).toBe(404)
  })
  it('set a cycle by a form', async () => {
    const form = {
      title_en: 'Goals',
      title_es: 'Metas',
      plan: slug,
      every: 'yearly',
      opens_before: '14',
      closes_after: '0',
    }
    expect((await page('head', '/work/cycles/new')).status).toBe(403)
    expect((await page('superintendent', '/work/cycles/new')).html).toContain('Levels of the plan')
    expect((await post('superintendent', '/work/cycles', form)).html).toContain('Something is missing')
    const set = () => post('superintendent', '/work/cycles', { ...form, levels: 'goal' })
    expect(await set()).toMatchObject({ status: 303, to: '/work/cycles?begun=yes' })
    expect((await set()).status).toBe(303)
    expect(await one.within((tx) => seriesOf(tx, [one.id]))).toHaveLength(2)
  })
})

it('keeps districts apart, and shows nobody anything without a scope', async () => {
  fixToday('2026-10-16')
  await two.within((tx) =>
    takeSeries(tx, two.scope, two.id, { ...told, plan: 'two-brooks-2026-29', chosen: { levels: ['goal'] } }),
  )
  const [theirs] = await two.within((tx) => cyclesOf(tx, [two.id]))
  expect(theirs).toBeDefined()
  await expect(one.within((tx) => cycleById(tx, theirs?.cycle_id ?? 0))).rejects.toMatchObject({
    code: 'work/no-such-cycle',
  })
  for (const table of ['cycle_series', 'cycle', 'cycle_question', 'cycle_answer'])
    expect(await query(services.db, `select from work.${table}`)).toEqual([])
  const family = people.family
  for (const table of ['cycle', 'cycle_question', 'cycle_answer'])
    expect(
      family && (await inScope(services.db, family.scope, (tx) => query(tx, `select from work.${table}`))),
    ).toEqual([])
})
