import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { documentRoutes } from '../documents/routes.tsx'
import { procedureRoutes } from './routes.tsx'
import { currencyOf, currencyShare, decides, stepProblems, touchPoints, withStep } from './rules.ts'
import type { ProcedureStep, StepTyped } from './schema.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
let id = 0

const ask = async (who: string, path: string, init: RequestInit = {}) => {
  const response = await app.request(`http://localhost${path}`, {
    ...init,
    headers: { cookie: `${sessionCookie}=${tokens[who]}; tl_lang=en`, origin: 'http://localhost', ...init.headers },
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}
const post = (who: string, path: string, fields: Record<string, string>) =>
  ask(who, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf: csrfFor(tokens[who] ?? ''), ...fields }).toString(),
  })
const office = () => `office_head@${one.idOf('DATA')}`
const principal = () => `principal@${one.id}`
const step = (who: string, version: number, more: Record<string, string> = {}) =>
  post(who, `/work/procedures/${id}/step`, {
    version: String(version),
    step: '',
    place: '200',
    text: 'Send the list of the day.',
    'responsible[]': office(),
    accountable: office(),
    'informed[]': principal(),
    ...more,
  })
const stored = async () =>
  (
    await one.within((tx) =>
      query<{ number: number; version: number; steps: ProcedureStep[] }>(
        tx,
        'select number, version, steps from work.procedure where document_id = $1 order by number',
        [id],
      ),
    )
  ).map((row) => [row.number, row.version, row.steps.map((it) => it.text.en)])

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, 'D1')
  await loadSample(services.db, 'D2')
  const head = {
    email: 'head@d1.example.org',
    name: 'Somebody head',
    lang: 'en' as const,
    roles: [{ role: 'office_head' as const, org_code: 'DATA', from: '2024-07-01' }],
  }
  await one.within((tx) => loadCast(tx, one.scope, one.id, [head], samplePassword))
  for (const [who, email] of [
    ['head', 'head@d1.example.org'],
    ['superintendent', 'superintendent@d1.example.org'],
    ['a', 'principal.a@d1.example.org'],
    ['board', 'board@d1.example.org'],
    ['family', 'family@d1.example.org'],
    ['stranger', 'superintendent@d2.example.org'],
  ] as const)
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
  app = signedSiteOf(services, [...procedureRoutes, ...documentRoutes])
  const made = await post('head', '/work/documents', {
    title: 'Daily attendance',
    kind: 'procedure',
    owner: office(),
    review_by: '2027-03-01',
  })
  id = Number(/\/work\/documents\/(\d+)/.exec(made.to)?.[1])
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('rules', () => {
  const typed = (more: Partial<StepTyped>): StepTyped => ({
    version: 0,
    step: '',
    place: 1,
    text: 'Do it.',
    responsible: ['office_head@1'],
    accountable: 'office_head@1',
    consulted: [],
    informed: [],
    remove: undefined,
    ...more,
  })
  const known = new Set(['office_head@1', 'office_head@2', 'principal@9'])
  it('ask for somebody who does it, exactly one who answers, and one part each', () => {
    expect(stepProblems(typed({}), known, 0)).toEqual([])
    const bad = typed({ text: '', responsible: [], accountable: '', consulted: ['king@1'] })
    expect(stepProblems(bad, known, 0).map((it) => `${it.field}.${it.code}`)).toEqual([
      'text.text',
      'responsible.responsible',
      'accountable.accountable',
      'consulted.unknown',
    ])
    const twice = typed({ consulted: ['office_head@1', 'principal@9'], informed: ['principal@9'] })
    expect(stepProblems(twice, known, 0).map((it) => it.field)).toEqual(['consulted', 'informed'])
    expect(stepProblems(typed({}), known, 40).map((it) => it.code)).toEqual(['many'])
  })
  it('find where offices and schools touch', () => {
    let named = 0
    const of = (responsible: string, informed: string[] = []): ProcedureStep => ({
      id: `s${(named += 1)}`,
      text: { en: responsible },
      responsible: [responsible],
      accountable: responsible,
      consulted: [],
      informed,
    })
    const steps = [of('office_head@1'), of('office_head@2'), of('principal@9'), of('principal@9', ['office_head@2'])]
    expect(touchPoints(steps)).toEqual({
      offices: ['office_head@1', 'office_head@2'],
      schools: ['principal@9'],
      meet: [3, 4],
    })
    expect(withStep(steps, '', of('principal@9'), 1).map((it) => it.accountable)[0]).toBe('principal@9')
    expect(withStep(steps, 's1', null, 1)).toHaveLength(3)
    expect(withStep(steps, 's1', steps[0] ?? null, 4).map((it) => it.accountable)[3]).toBe('office_head@1')
  })
  it('count what is current; none at all is not zero', () => {
    const at = (state: string, in_force: number | null, review_by: string | null) => ({ state, in_force, review_by })
    const counted = currencyOf(
      [
        at('disseminated', 1, '2026-11-20'),
        at('disseminated', 1, '2026-11-19'),
        at('draft', 1, null),
        at('approved', null, '2027-01-01'),
        at('superseded', 1, '2027-01-01'),
      ],
      '2026-11-20',
    )
    expect(counted).toEqual({ inForce: 3, current: 1, past: 1, undated: 1 })
    expect(currencyShare(counted)).toBeCloseTo(1 / 3)
    expect(currencyShare(currencyOf([], '2026-11-20'))).toBeNull()
  })
  it('let the narrowest line decide', () => {
    const groups = [
      { org_id: 10, schools: new Set([1, 2, 3]) },
      { org_id: 11, schools: new Set([1]) },
    ]
    const matrix = { who: 'district' as const, exceptions: { 10: 'shared' as const, 11: 'school' as const } }
    expect(decides(matrix, 1, groups)).toEqual({ who: 'school', by: 11 })
    expect(decides(matrix, 2, groups)).toEqual({ who: 'shared', by: 10 })
    expect(decides(matrix, 4, groups)).toEqual({ who: 'district', by: null })
    expect(decides({ ...matrix, exceptions: { 2: 'school' } }, 2, groups)).toEqual({ who: 'school', by: 2 })
  })
})

describe('a procedure', () => {
  it('gets its steps from its office, and nobody else sees the draft', async () => {
    expect((await step('head', 0)).to).toContain('saved=yes')
    expect((await step('head', 0)).to).toContain('saved=same')
    expect(
      (await step('head', 1, { text: 'Call the families.', 'responsible[]': principal(), 'informed[]': '' })).status,
    ).toBe(303)
    expect(await stored()).toEqual([[0, 2, ['Send the list of the day.', 'Call the families.']]])
    expect((await step('head', 2, { text: '', accountable: '' })).status).toBe(422)
    for (const who of ['a', 'board', 'family', 'stranger']) {
      expect((await ask(who, `/work/procedures/${id}`)).status, who).toBe(404)
      expect((await step(who, 2)).status, who).toBe(404)
    }
  })
  it('keeps what was typed when somebody else changed the steps, and undoes the newest change', async () => {
    const stale = await step('superintendent', 1, { text: 'Print it.' })
    expect([stale.status, stale.html.includes('value="Print it."')]).toEqual([409, true])
    expect((await step('superintendent', 2, { step: 's1', place: '2', text: 'Send the list by nine.' })).status).toBe(
      303,
    )
    expect((await stored())[0]?.[2]).toEqual(['Call the families.', 'Send the list by nine.'])
    expect((await post('head', `/work/procedures/${id}/undo`, { version: '3' })).status).toBe(303)
    expect((await stored())[0]?.[2]).toEqual(['Send the list of the day.', 'Call the families.'])
    const { html } = await ask('head', `/work/procedures/${id}`)
    expect(html).toContain('steps 1, 2')
    expect(html).toContain('Undid a change')
  })
  it('knows a step by its name: two people change two steps, and one that is gone is not written over another', async () => {
    // The head and the superintendent both stand on version 4.
    expect((await step('head', 4, { step: 's2', place: '1', text: 'Call the families.' })).status).toBe(303)
    expect((await step('superintendent', 4, { step: 's1', place: '1', text: 'Send the list at nine.' })).status).toBe(
      303,
    )
    expect((await stored())[0]?.slice(1)).toEqual([6, ['Call the families.', 'Send the list at nine.']])
    expect((await step('superintendent', 4, { step: 's1', place: '1', text: 'Send the list at nine.' })).to).toContain(
      'same',
    )
    const both = await step('head', 4, { step: 's1', place: '1', text: 'Send the list at ten.' })
    expect([both.status, both.html.includes('value="Send the list at ten."')]).toEqual([409, true])
    expect((await step('head', 6, { step: 's1', place: '2', remove: 'yes', text: '' })).status).toBe(303)
    const gone = await step('superintendent', 6, { step: 's1', place: '2', text: 'Send it by mail.', remove: '' })
    expect([gone.status, gone.html.includes('took this step out')]).toEqual([409, true])
    expect(gone.html).toContain('value="Send it by mail."')
    expect((await stored())[0]?.[2]).toEqual(['Call the families.'])
    expect((await ask('head', `/work/procedures/${id}/step?step=s1`)).status).toBe(404)
    const wrong = await step('head', 7, { step: 's2', place: '1', text: 'Call.', remove: 'yes', accountable: 'king@1' })
    expect(wrong.status).toBe(303)
    expect((await post('head', `/work/procedures/${id}/undo`, { version: '8' })).status).toBe(303)
    // A name is given once: a new step after one that was taken out has a name of its own.
    expect((await step('head', 9, { text: 'Write a letter.' })).status).toBe(303)
    const [row] = await one.within((tx) =>
      query<{ steps: ProcedureStep[] }>(tx, 'select steps from work.procedure where document_id = $1', [id]),
    )
    expect(row?.steps.map((it) => it.id)).toEqual(['s2', 's3'])
  })
  it('stays as approved until a new version is brought; readers keep theirs', async () => {
    const link = (who: string, version: number, url: string) =>
      post(who, `/work/documents/${id}/link`, { version: String(version), note: '', url })
    expect((await link('head', 1, 'https://www.example.org/1')).status).toBe(303)
    expect(
      (await post('head', `/work/documents/${id}/move`, { version: '2', move: 'submit', reason: '' })).status,
    ).toBe(303)
    expect((await step('head', 4)).status).toBe(409)
    await post('superintendent', `/work/documents/${id}/move`, { version: '3', move: 'approve', reason: '' })
    const audience = { version: '4', 'roles[]': 'principal', org: String(one.id), acknowledge_by: '' }
    expect((await post('head', `/work/documents/${id}/send`, audience)).status).toBe(303)
    expect((await ask('a', `/work/procedures/${id}`)).html).toContain('Call the families.')
    expect((await link('head', 5, 'https://www.example.org/2')).status).toBe(303)
    expect((await step('head', 10, { step: 's2', place: '1', text: 'Write to the families.' })).status).toBe(303)
    expect(await stored()).toEqual([
      [0, 10, ['Call the families.', 'Write a letter.']],
      [2, 11, ['Write to the families.', 'Write a letter.']],
    ])
    const read = await ask('a', `/work/procedures/${id}`)
    expect([read.html.includes('Call the families.'), read.html.includes('Write to the families.')]).toEqual([
      true,
      false,
    ])
    expect((await ask('board', `/work/procedures/${id}`)).status).toBe(404)
  })
  it('stands in the library with the currency, by the offices that it joins', async () => {
    const { html } = await ask('a', '/work/procedures')
    expect(html).toContain('1 procedure is in force: 1 with a review day to come (100.0%)')
    expect((await ask('head', `/work/procedures?office=${one.idOf('DATA')}`)).html).toContain('Daily attendance')
    expect((await ask('head', '/work/procedures?office=999')).html).not.toContain('Daily attendance')
    expect((await ask('family', '/work/procedures')).html).toContain(
      'None of the procedures that you may read is in force',
    )
  })
})

describe('who decides what', () => {
  let decision = 0
  it('is kept by those who lead, read by all who take part', async () => {
    const form = { version: '0', title: 'The daily schedule', basis: 'Plan', who: 'shared' }
    expect((await post('head', '/work/autonomy', form)).status).toBe(403)
    expect((await post('superintendent', '/work/autonomy', { ...form, who: '' })).status).toBe(422)
    const made = await post('superintendent', '/work/autonomy', form)
    decision = Number(/\/work\/autonomy\/(\d+)/.exec(made.to)?.[1])
    expect((await post('superintendent', '/work/autonomy', form)).to).toContain(`${decision}?saved=same`)
    const other = await post('superintendent', '/work/autonomy', { ...form, who: 'school' })
    expect([other.status, other.html.includes('says something else')]).toEqual([422, true])
    for (const who of ['family', 'stranger'])
      expect((await ask(who, `/work/autonomy/${decision}`)).status, who).toBe(404)
    expect((await ask('board', '/work/autonomy')).html).toContain('school 0, together 3, district 0')
  })
  it('has exceptions by group and school, each a version that can be undone', async () => {
    const form = { title: 'The daily schedule', basis: 'Plan', who: 'shared' }
    const path = `/work/autonomy/${decision}`
    const zone = { ...form, where: String(one.idOf('N')), there: 'district' }
    expect((await post('superintendent', path, { version: '1', ...zone })).status).toBe(303)
    expect((await post('superintendent', path, { version: '1', ...zone })).status).toBe(303)
    const school = { ...form, where: String(one.idOf('A')), there: 'school' }
    expect((await post('superintendent', path, { version: '2', ...school })).status).toBe(303)
    expect((await ask('a', '/work/autonomy')).html).toContain('school 1, together 1, district 1')
    expect((await ask('a', `/work/autonomy?school=${one.idOf('B')}`)).html).toContain('At this school')
    expect((await post('superintendent', path, { version: '3', ...form, where: '', there: 'school' })).status).toBe(422)
    expect((await post('superintendent', `${path}/undo`, { version: '3' })).status).toBe(303)
    expect((await ask('a', '/work/autonomy')).html).toContain('school 0, together 1, district 2')
    const stale = await post('superintendent', path, {
      version: '1',
      ...form,
      where: String(one.idOf('C')),
      there: 'school',
    })
    expect([stale.status, stale.html.includes('North: the district')]).toEqual([409, true])
  })
})
