import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoDuties } from '../../../../../demo/duties.ts'
import { addDays } from '../../../../platform/dates.ts'
import { fixToday } from '../../../../platform/clock.ts'
import type { Tx } from '../../../../platform/db/database.ts'
import { inScope } from '../../../../platform/db/scope.ts'
import { freshServices } from '../../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../../platform/web/cookies.ts'
import type { Visitor } from '../../../../platform/web/route.ts'
import { type makeApp, sessionCookie } from '../../../../platform/web/server.ts'
import { identify, loadCast, signIn } from '../../../people/index.ts'
import { loadSample, samplePassword } from '../../../people/sample.ts'
import { updateItem } from '../../actions.ts'
import { routes } from '../../routes.tsx'
import { dutyRoutes } from '../routes.tsx'
import { itemsFrom } from '../../store.ts'
import { saveDuties } from '../actions.ts'
import { dayBook } from '../days.ts'
import { goldenDays } from '../golden/calendar.ts'
import { ledgerOf } from '../reading.ts'
import { dutyYear, graceOn } from '../rules.ts'
import { type DutyTold, type Rule, ruleSchema } from '../schema.ts'
import { dutiesOf } from '../store.ts'
import { ruleForm, ruleOf, ruleShown } from './form.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
let office = ''
const people: Record<string, Visitor> = {}
const tokens: Record<string, string> = {}
const today = '2026-11-20'

beforeAll(async () => {
  fixToday(today)
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
  for (const who of ['head', 'leader', 'superintendent', 'board', 'family']) {
    const email = `${who}@d1.example.org`
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
    const visitor = await identify(services.db, tokens[who] ?? '')
    if (visitor) people[who] = visitor
  }
  office = `office_head@${people.head?.roles[0]?.org_id}`
  app = signedSiteOf(services, [...dutyRoutes, ...routes])
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const as = <T,>(who: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> => {
  const visitor = people[who]
  if (!visitor) throw new Error(`no ${who}`)
  return inScope(services.db, visitor.scope, (tx) => work(tx, visitor))
}
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
const dutyNamed = async (slug: string) => {
  const found = (await one.within((tx) => dutiesOf(tx, [one.id], true))).find((each) => each.slug === slug)
  if (!found) throw new Error(`no ${slug}`)
  return found
}
const items = async (slug: string) =>
  (await one.within((tx) => itemsFrom(tx, one.id, `duty:${slug}/`)))
    .toSorted((a, b) => ((a.planned_due ?? '') < (b.planned_due ?? '') ? -1 : 1))
    .map((item) => ({ ...item, line: `${item.planned_due?.slice(5)} ${item.state}` }))
const lines = async (slug: string) => (await items(slug)).map((item) => item.line).join(', ')
const marksOf = async (title: string) =>
  (await as('head', (tx, who) => ledgerOf(tx, who, { lang: 'en' }))).lines
    .find((line) => line.title.words === title)
    ?.entries.map((entry) => `${entry.due.slice(5)} ${entry.mark}`)

const weekly = {
  kind: 'recurs',
  every: 'weekly',
  weekday: '3',
  nth: '',
  day: '',
  month: '',
  days: 'office',
  off: 'before',
  limit: '',
  after_en: '',
  after_es: '',
  grace: '0',
  from: '2026-11-02',
}
const report = {
  title_en: 'Enrollment count',
  title_es: '',
  basis: 'P-5',
  artefact_en: 'the count',
  artefact_es: '',
  owner: '',
  ...weekly,
}

describe('entering a duty', () => {
  it('shows the next days first, then stands in the list of work; the same form twice is one duty', async () => {
    const form = { ...report, owner: office }
    const look = await post('superintendent', '/work/duties', { ...form, look: 'yes' })
    expect(look.status).toBe(200)
    expect([...look.html.matchAll(/<li>(\w+, \w+ \d+, \d+)<\/li>/g)].map((found) => found[1])).toEqual([
      'Wednesday, November 4, 2026',
      'Wednesday, November 11, 2026',
      'Wednesday, November 18, 2026',
      'Wednesday, November 25, 2026',
      'Wednesday, December 2, 2026',
      'Wednesday, December 9, 2026',
    ])
    expect(look.html).toContain('value="Enrollment count"')
    const made = await post('superintendent', '/work/duties', form)
    const duty = await dutyNamed('enrollment-count')
    expect(made).toMatchObject({ status: 303, to: `/work/duties/${duty.duty_id}?saved=yes` })
    expect((await post('superintendent', '/work/duties', form)).to).toBe(made.to)
    expect(await lines('enrollment-count')).toBe('11-04 open, 11-11 open, 11-18 open, 11-25 open, 12-02 open')
    expect(duty).toMatchObject({ kept: 'page', title: { en: 'Enrollment count' }, owner_role: 'office_head' })
    // Another one of the same title gets a name of its own.
    await post('superintendent', '/work/duties', { ...form, weekday: '5' })
    expect((await dutyNamed('enrollment-count-2')).rule).toMatchObject({ pick: { weekday: 5 } })
  })

  it('is for those who lead; an owner cannot let go of a duty', async () => {
    const { duty_id: id } = await dutyNamed('enrollment-count')
    expect((await page('superintendent', '/work/duties')).html).toContain('href="/work/duties/new"')
    expect((await page('head', '/work/duties')).html).not.toContain('href="/work/duties/new"')
    for (const who of ['head', 'board']) {
      expect((await page(who, '/work/duties/new')).status).toBe(403)
      expect((await page(who, `/work/duties/${id}/edit`)).status).toBe(403)
      for (const path of ['', `/${id}`, `/${id}/rule`, `/${id}/end`])
        expect([path, (await post(who, `/work/duties${path}`, { ...report, owner: office })).status]).toEqual([
          path,
          403,
        ])
    }
    expect((await page('family', `/work/duties/${id}/edit`)).status).toBe(404)
    expect((await page('head', `/work/duties/${id}`)).html).not.toContain(`/work/duties/${id}/edit`)
  })

  it('says beside each field what is wrong, in both languages, and keeps what was typed', async () => {
    const bad = { ...report, title_en: '', owner: 'office_head@1', every: 'yearly', day: '31', month: '2', grace: 'x' }
    const refused = await post('superintendent', '/work/duties', bad)
    expect(refused.status).toBe(422)
    for (const words of ['Write a title in English', 'Choose an owner', 'no such day', 'from 0 to 60'])
      expect(refused.html).toContain(words)
    expect(refused.html).toContain('value="the count"')
    const spanish = await post('superintendent', '/work/duties?lang=es', {
      ...report,
      owner: office,
      from: '2026-06-01',
    })
    expect(spanish.html).toContain('Este año escolar empezó el')
  })
})

describe('changing a duty', () => {
  it('changes words and owner at once, merges two people, shows both when they change the same, and is undone', async () => {
    const { duty_id: id, version } = await dutyNamed('enrollment-count')
    const words = { ...report, owner: office, version: String(version) }
    await post('superintendent', `/work/duties/${id}`, { ...words, title_en: 'Count of students' })
    expect((await items('enrollment-count'))[4]?.title).toEqual({ en: 'Count of students' })
    // Somebody else with the page of before: another field merges, the same one does not.
    expect((await post('leader', `/work/duties/${id}`, { ...words, basis: 'P-6' })).status).toBe(303)
    expect(await dutyNamed('enrollment-count')).toMatchObject({ basis: 'P-6', title: { en: 'Count of students' } })
    const clash = await post('leader', `/work/duties/${id}`, { ...words, title_en: 'Tally' })
    expect(clash.status).toBe(409)
    expect(clash.html).toContain('It now stands: Count of students')
    expect(clash.html).toContain('value="Tally"')
    const { version: now } = await dutyNamed('enrollment-count')
    expect((await page('leader', `/work/duties/${id}`)).html).toContain('P-5')
    expect((await post('leader', `/work/duties/${id}/undo`, { version: String(now) })).status).toBe(303)
    expect(await dutyNamed('enrollment-count')).toMatchObject({ basis: 'P-5' })
    expect((await post('head', `/work/duties/${id}/undo`, { version: String(now + 1) })).status).toBe(409)
  })

  it('lets another rule hold from a day on: what was due before stays, with its days of grace', async () => {
    const { duty_id: id, version } = await dutyNamed('enrollment-count')
    const [first] = await items('enrollment-count')
    await as('head', (tx, who) =>
      updateItem(tx, who, first?.item_id ?? 0, {
        version: first?.version ?? 0,
        state: 'done',
        note: 'n',
        done_on: '2026-11-04',
      }),
    )
    const monthly = { ...weekly, every: 'monthly', weekday: '', day: '27', grace: '5', version: String(version) }
    // From a Thursday: the Wednesday of that week is still due by the rule of before.
    expect((await post('leader', `/work/duties/${id}/rule`, { ...monthly, from: '2026-11-19' })).status).toBe(303)
    expect(await lines('enrollment-count')).toBe(
      '11-04 done, 11-11 open, 11-18 open, 11-25 dropped, 11-27 open, 12-02 dropped',
    )
    expect((await marksOf('Count of students'))?.slice(0, 5)).toEqual([
      '11-04 done',
      '11-11 missed',
      '11-18 missed',
      '11-25 off',
      '11-27 ahead',
    ])
    const duty = await dutyNamed('enrollment-count')
    expect([graceOn(duty, '2026-11-18'), graceOn(duty, '2026-11-27')]).toEqual([0, 5])
    const { html } = await page('board', `/work/duties/${id}`)
    expect(html).toContain('When, until Nov 18, 2026')
    expect(html).toContain('every week, on Wednesday')
    expect(html).toContain('Another rule')
    await post('leader', `/work/duties/${id}/undo`, { version: String(duty.version) })
    expect(await lines('enrollment-count')).toBe(
      '11-04 done, 11-11 open, 11-18 open, 11-25 open, 11-27 dropped, 12-02 open',
    )
    expect((await dutyNamed('enrollment-count')).earlier).toEqual([])
  })

  it('never changes what is done, nor an earlier year, nor what was before the rule', async () => {
    const { duty_id: id, version } = await dutyNamed('enrollment-count')
    const said = async (path: string, fields: Record<string, string>) => {
      const { status, html } = await post('leader', `/work/duties/${id}/${path}`, {
        version: String(version),
        ...fields,
      })
      return [status, /<li><a href="#f-[a-z]+">([^<]+)/.exec(html)?.[1]]
    }
    const daily = { ...weekly, every: 'daily', weekday: '' }
    expect(await said('rule', { ...daily, from: '2026-11-03' })).toEqual([
      422,
      'What was due on Nov 4, 2026 is done already.',
    ])
    expect(await said('rule', { ...daily, from: '2026-10-01' })).toEqual([
      422,
      'The rule of today began on Nov 2, 2026; the day cannot lie before it.',
    ])
    expect(await said('end', { to: '2026-11-03', reason: 'over' })).toEqual([
      422,
      'What was due on Nov 4, 2026 is done already.',
    ])
    expect(await said('end', { to: '2026-11-30', reason: '' })).toEqual([422, 'Say why.'])
    expect((await dutyNamed('enrollment-count')).version).toBe(version)
  })

  it('ends with a day and a reason, and goes on again', async () => {
    const { duty_id: id, version } = await dutyNamed('enrollment-count')
    const end = { version: String(version), to: '2026-11-19', reason: 'The state no longer asks for it.' }
    await post('leader', `/work/duties/${id}/end`, end)
    // On a Thursday: the Wednesday before it was due.
    expect(await lines('enrollment-count')).toBe(
      '11-04 done, 11-11 open, 11-18 open, 11-25 dropped, 11-27 dropped, 12-02 dropped',
    )
    const { html } = await page('head', `/work/duties/${id}`)
    expect(html).toContain('This duty ended on Nov 19, 2026')
    expect(html).toContain('The state no longer asks for it.')
    const late = { ...weekly, version: String(version + 1), every: 'daily', weekday: '', from: '2026-11-20' }
    expect((await post('leader', `/work/duties/${id}/rule`, late)).html).toContain('This duty ends on Nov 19, 2026.')
    await post('leader', `/work/duties/${id}/end`, {
      version: String(version + 1),
      to: '',
      reason: 'It does after all.',
    })
    expect(await lines('enrollment-count')).toBe(
      '11-04 done, 11-11 open, 11-18 open, 11-25 open, 11-27 dropped, 12-02 open',
    )
  })

  it('is left alone by the list from then on', async () => {
    const told = (slug: string): DutyTold => ({
      slug,
      title: { en: `Duty ${slug}`, es: `Obligación ${slug}` },
      rule: { kind: 'words', words: 'weekly/monthly', days: 'office', off: 'before' },
      owner: { role: 'office_head', org: 'DATA' },
      artefact: null,
      from: '2026-11-01',
    })
    const load = (list: DutyTold[]) => one.within((tx) => saveDuties(tx, one.scope, one.id, list))
    expect(await load([told('a'), told('b')])).toMatchObject({ added: 2, dropped: 0, kept: [] })
    const { duty_id: id, version } = await dutyNamed('a')
    // Words of a plan cannot be shown in the fields: a new rule is chosen.
    expect((await page('leader', `/work/duties/${id}/edit`)).html).toContain('Choose a new one here')
    await post('leader', `/work/duties/${id}/rule`, { ...weekly, from: '2026-11-01', version: String(version) })
    expect(await dutyNamed('a')).toMatchObject({ kept: 'page', earlier: [], rule: { every: 'weekly' } })
    expect(await load([told('a'), told('b')])).toMatchObject({ changed: 0, same: 1, kept: ['a'] })
    // Nobody holds the role of its owner today: the page offers it all the same, and words can be changed without another owner.
    const nobodys = { ...told('c'), owner: { role: 'executive_director' as const, org: 'N' } }
    expect(await load([told('a'), told('b'), nobodys])).toMatchObject({ added: 1 })
    const third = await dutyNamed('c')
    const owner = `executive_director@${third.owner_org}`
    expect((await page('leader', `/work/duties/${third.duty_id}/edit`)).html).toContain(
      `<option value="${owner}" selected="">Executive director, North</option>`,
    )
    const words = { ...report, title_en: 'Walks', owner, version: String(third.version) }
    expect((await post('leader', `/work/duties/${third.duty_id}`, words)).status).toBe(303)
    expect(await dutyNamed('c')).toMatchObject({ title: { en: 'Walks' }, owner_role: 'executive_director' })
    expect(await load([])).toMatchObject({ dropped: 1, kept: [] })
    expect(await dutyNamed('a')).toMatchObject({ listed: true, rule: { every: 'weekly' } })
  })
})

describe('a rule', () => {
  const book = dayBook(goldenDays())
  const plain = { settled: {}, grace_days: 0, from_date: '2026-07-01', to_date: null, earlier: [] }
  const back = (rule: Rule): Rule | null => {
    const shown = ruleShown(rule)
    const read = shown === null ? null : ruleOf(ruleForm.parse({ ...shown, grace: '3', from: today }))
    if (Array.isArray(read)) throw new Error(JSON.stringify(read))
    return read?.rule ?? null
  }

  it('that the form can show comes back as it was, of every duty of the demo', () => {
    const all = demoDuties.map((duty) => ruleSchema.parse(duty.rule))
    const shown = all.filter((rule) => ruleShown(rule) !== null)
    expect(shown.length).toBeGreaterThan(all.length / 2)
    for (const rule of shown) {
      // A weekday without a number is the first one.
      const whole =
        rule.kind === 'recurs' && rule.pick && rule.every !== 'weekly' && rule.every !== 'biweekly'
          ? { ...rule, pick: { nth: 1, ...rule.pick } }
          : rule
      expect(back(rule)).toEqual(whole)
    }
  })

  it('that is replaced by itself on any day gives the same days', () => {
    const rules = demoDuties
      .map((duty) => ruleSchema.parse(duty.rule))
      .filter((rule) => rule.kind === 'recurs' && rule.every !== 'biweekly')
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.integer({ min: 1, max: 364 }), (rule, at) => {
        const split = addDays('2026-07-01', at)
        const days = (duty: Parameters<typeof dutyYear>[0]) =>
          dutyYear(duty, 2027, book)
            .due.map((each) => each.due)
            .toSorted()
        const earlier = [{ rule, settled: {}, grace: 0, from: '2026-07-01', to: addDays(split, -1) }]
        expect(days({ ...plain, rule, earlier })).toEqual(days({ ...plain, rule }))
      }),
    )
  })

  it('keeps the keys of two rules apart', () => {
    const monthly = (day: number): Rule => ({
      kind: 'recurs',
      every: 'monthly',
      on: { kind: 'dayOfMonth', day },
      days: 'office',
      off: 'stays',
    })
    const earlier = [{ rule: monthly(5), settled: {}, grace: 0, from: '2026-07-01', to: '2026-11-19' }]
    const { due } = dutyYear({ ...plain, rule: monthly(25), earlier }, 2027, book)
    expect(due.filter((each) => each.due.startsWith('2026-11')).map((each) => each.key)).toEqual([
      '2026-11',
      '2026-11.2',
    ])
    expect(new Set(due.map((each) => each.key)).size).toBe(due.length)
  })
})
