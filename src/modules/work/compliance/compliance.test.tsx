import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { loadCast, signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { refreshDuties, saveDuties } from '../duties/actions.ts'
import { complianceRoutes } from './routes.tsx'
import { complianceOf, nextKey, shownByArtefact, shownByDocument, shownByDuty } from './rules.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
let id = 0
let duty = ''

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
const kept = (key: string, org: string) => `/work/compliance/${id}/${key}/${one.idOf(org)}`
/** The states on a page: compliant, due, overdue, not assessed. */
const counted = async (who: string, path = '/work/compliance') => {
  const { html } = await ask(who, path)
  return ['Compliant', 'Due', 'Overdue', 'Not assessed'].map((word) =>
    Number(new RegExp(`<dt>${word}</dt>\\s*<dd>(\\d+)`).exec(html)?.[1] ?? Number.NaN),
  )
}
const done = (state: string) =>
  one.within((tx) =>
    query(
      tx,
      `update work.item set state = $1, done_on = case when $1 = 'done' then due_on end where source like 'duty:council%'`,
      [state],
    ),
  )

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
  await one.within(async (tx) => {
    const told = {
      slug: 'council',
      title: { en: 'Meeting of the council', es: 'Reunión del consejo' },
      rule: {
        kind: 'recurs' as const,
        every: 'yearly' as const,
        on: { kind: 'dayOfYear' as const, month: 10, day: 1 },
        days: 'office' as const,
        off: 'stays' as const,
      },
      owner: { role: 'office_head', org: 'DATA' },
      artefact: null,
      from: '2026-07-01',
    }
    await saveDuties(tx, one.scope, one.id, [told])
    await refreshDuties(tx, one.scope, one.id, '2026-11-20')
    const rows = await query<{ duty_id: number }>(tx, `select duty_id from work.duty where slug = 'council'`)
    duty = `duty:${rows[0]?.duty_id}`
  })
  for (const [who, email] of [
    ['head', 'head@d1.example.org'],
    ['superintendent', 'superintendent@d1.example.org'],
    ['a', 'principal.a@d1.example.org'],
    ['b', 'principal.b@d1.example.org'],
    ['board', 'board@d1.example.org'],
    ['family', 'family@d1.example.org'],
    ['stranger', 'superintendent@d2.example.org'],
  ] as const)
    tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
  app = signedSiteOf(services, complianceRoutes)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('rules', () => {
  it('tell four things apart: compliant, due, overdue, not assessed', () => {
    const title = { en: 'A council', source: 'en' as const }
    const now = { title }
    const row = { shown_by: 'duty:1', seen: '', words: title, until: '2026-12-01', signed_by: 5 }
    const shown = (standing: 'met' | 'due' | 'overdue' | 'none', seen = '') => ({ standing, seen })
    expect(complianceOf(row, now, shown('met'), '2026-12-01')).toBe('compliant')
    expect(complianceOf(row, now, shown('met'), '2026-12-02')).toBe('not_assessed')
    expect(complianceOf({ ...row, signed_by: null }, now, shown('met'), '2026-11-20')).toBe('not_assessed')
    expect(complianceOf(row, now, shown('met', '2'), '2026-11-20')).toBe('not_assessed')
    expect(complianceOf(row, now, shown('due'), '2026-11-20')).toBe('due')
    expect(complianceOf(row, now, shown('overdue'), '2026-11-20')).toBe('overdue')
    expect(complianceOf(row, now, shown('none'), '2026-11-20')).toBe('not_assessed')
    expect(complianceOf(row, now, null, '2026-11-20')).toBe('not_assessed')
    expect(complianceOf(null, now, null, '2026-11-20')).toBe('not_assessed')
    // Other words than those that were looked at, and words that were not kept.
    const other = { title: { en: 'A council with minutes', source: 'en' as const } }
    expect(complianceOf(row, other, shown('met'), '2026-11-20')).toBe('not_assessed')
    expect(complianceOf({ ...row, words: null }, now, shown('met'), '2026-11-20')).toBe('not_assessed')
    expect(complianceOf(row, other, shown('overdue'), '2026-11-20')).toBe('overdue')
  })
  it('read what shows it', () => {
    expect(shownByDuty(['done', 'missed', 'due']).standing).toBe('overdue')
    expect(shownByDuty(['done_late', 'due']).standing).toBe('met')
    expect(shownByDuty(['grace']).standing).toBe('due')
    expect(shownByDuty(['off', 'excused']).standing).toBe('none')
    const document = { state: 'disseminated' as const, in_force: 2, review_by: '2026-11-20', acknowledge_by: null }
    const reach = { asked: 2, opened: 0, must: 2, acknowledged: 2 }
    expect(shownByDocument(document, reach, '2026-11-20')).toEqual({ standing: 'met', seen: '2' })
    expect(shownByDocument(document, reach, '2026-11-21').standing).toBe('overdue')
    expect(shownByDocument(document, { ...reach, acknowledged: 1 }, '2026-11-20').standing).toBe('due')
    expect(
      shownByDocument({ ...document, acknowledge_by: '2026-11-19' }, { ...reach, acknowledged: 1 }, '2026-11-20')
        .standing,
    ).toBe('overdue')
    expect(shownByDocument({ ...document, in_force: null }, reach, '2026-11-20').standing).toBe('due')
    expect(shownByArtefact({ removed: false, state: 'accepted', number: 3 })).toEqual({ standing: 'met', seen: '3' })
    expect(shownByArtefact({ removed: false, state: 'waiting', number: 1 }).standing).toBe('due')
    expect(shownByArtefact({ removed: true, state: 'accepted', number: 1 }).standing).toBe('none')
    const obligation = { title: {}, each: 'school' as const, ended: true }
    expect(
      nextKey([
        { key: 'o2', ...obligation },
        { key: 'o10', ...obligation },
      ]),
    ).toBe('o11')
  })
})

describe('the register of policies', () => {
  const form = () => ({
    version: '0',
    code: 'SGC',
    kind: 'policy',
    title: 'School governance councils',
    source: 'Policy book',
    adopted_on: '2015-01-20',
    review_by: '2027-06-30',
    owner: `office_head@${one.idOf('DATA')}`,
  })
  it('is entered by those who lead, once; its office adds what it obliges to', async () => {
    expect((await post('head', '/work/compliance', form())).status).toBe(403)
    expect((await post('family', '/work/compliance', form())).status).toBe(404)
    expect(
      (await post('superintendent', '/work/compliance', { ...form(), owner: 'king@1', adopted_on: '2027-01-01' }))
        .status,
    ).toBe(422)
    const made = await post('superintendent', '/work/compliance', form())
    id = Number(/\/work\/compliance\/(\d+)/.exec(made.to)?.[1])
    expect((await post('superintendent', '/work/compliance', form())).to).toContain(`${id}?saved=same`)
    // The same code with anything else in it is another entry.
    for (const other of [{ source: 'Statute' }, { adopted_on: '2016-01-20' }, { kind: 'law' }])
      expect((await post('superintendent', '/work/compliance', { ...form(), ...other })).status).toBe(422)
    const add = (who: string, version: string, obligation: string, each: string) =>
      post(who, `/work/compliance/${id}/obligation`, { version, key: '', obligation, each })
    expect((await add('a', '1', 'Each school has a council.', 'school')).status).toBe(403)
    expect((await add('head', '1', 'Each school has a council.', '')).status).toBe(422)
    expect((await add('head', '1', 'Each school has a council.', 'school')).status).toBe(303)
    expect((await add('head', '1', 'Each school has a council.', 'school')).to).toContain('saved=same')
    expect((await add('head', '2', 'The board gets a report a year.', 'district')).status).toBe(303)
    for (const who of ['family', 'stranger']) expect((await ask(who, `/work/compliance/${id}`)).status, who).toBe(404)
    expect(await counted('board')).toEqual([0, 0, 0, 4])
  })
  it('is merged, shows both where two meet, and is undone', async () => {
    const path = `/work/compliance/${id}`
    const edit = { ...form(), version: '3' }
    expect((await post('head', path, { ...edit, source: 'Policy book, 1110' })).status).toBe(303)
    expect((await post('superintendent', path, { ...edit, review_by: '2027-12-31' })).status).toBe(303)
    const both = await post('superintendent', path, { ...edit, source: 'Statute' })
    expect([both.status, both.html.includes('Now it is: Policy book, 1110')]).toEqual([409, true])
    expect((await post('head', `${path}/undo`, { version: '5' })).status).toBe(303)
    expect((await ask('a', path)).html).toContain('Jun 30, 2027')
  })
  it('keeps what others changed when a form comes back for a mistake in it', async () => {
    const path = `/work/compliance/${id}`
    const old = { ...form(), version: '6', source: 'Policy book, 1110' }
    expect((await post('superintendent', path, { ...old, review_by: '2027-09-30' })).status).toBe(303)
    const wrong = await post('head', path, { ...old, title: 'Councils of every school', adopted_on: 'soon' })
    expect([wrong.status, /name="version" value="6"/.test(wrong.html)]).toEqual([422, true])
    expect((await post('head', path, { ...old, title: 'Councils of every school' })).status).toBe(303)
    const { html } = await ask('a', path)
    expect([html.includes('Councils of every school'), html.includes('Sep 30, 2027')]).toEqual([true, true])
  })
  it('does not go back to a code that another entry has by now', async () => {
    const path = `/work/compliance/${id}`
    const { version } = /name="version" value="(?<version>\d+)"/.exec((await ask('head', path)).html)?.groups ?? {}
    const now = { ...form(), title: 'Councils of every school', source: 'Policy book, 1110', review_by: '2027-09-30' }
    expect((await post('head', path, { ...now, code: 'SGC-2', version: version ?? '' })).status).toBe(303)
    const made = await post('superintendent', '/work/compliance', { ...form(), title: 'Another that took the code' })
    const other = /\/work\/compliance\/(\d+)/.exec(made.to)?.[1] ?? ''
    const back = await post('head', `${path}/undo`, { version: String(Number(version) + 1) })
    expect([back.status, back.html.includes('was given to another entry meanwhile')]).toEqual([409, true])
    const free = { ...form(), title: 'Another that took the code', code: 'SGC-3', version: '1', ended: 'yes' }
    expect((await post('superintendent', `/work/compliance/${other}`, free)).status).toBe(303)
    // What ended stays to be found, apart from what holds.
    const list = (await ask('board', '/work/compliance')).html
    expect(list.slice(list.indexOf('id="ended"'))).toContain('SGC-3: Another that took the code')
    expect((await post('head', `${path}/undo`, { version: String(Number(version) + 1) })).status).toBe(303)
  })
  it('shows in a conflict whether it ended; a refused obligation keeps its tick and its version', async () => {
    const path = `/work/compliance/${id}`
    const page = (await ask('superintendent', path)).html
    const version = Number(/name="version" value="(\d+)"/.exec(page)?.[1])
    const now = { ...form(), title: 'Councils of every school', source: 'Policy book, 1110', review_by: '2027-09-30' }
    const to = (fields: Record<string, string>) =>
      post('superintendent', path, { ...now, version: String(version), ...fields })
    expect((await to({ ended: 'yes' })).status).toBe(303)
    expect((await post('superintendent', `${path}/undo`, { version: String(version + 1) })).status).toBe(303)
    const later = String(version + 2)
    expect((await post('head', path, { ...now, version: later, source: 'Policy book, 9' })).status).toBe(303)
    const both = await to({ version: later, source: 'Statute', ended: 'yes' })
    expect([both.status, both.html.includes('Now it is: Policy book, 9')]).toEqual([409, true])
    expect(both.html).toContain('Now it is: no')
    expect((await post('head', `${path}/undo`, { version: String(version + 3) })).status).toBe(303)
    const wrong = await post('superintendent', `${path}/obligation`, {
      version: String(version),
      key: 'o1',
      obligation: '',
      gone: 'yes',
    })
    expect(wrong.status).toBe(422)
    const part = wrong.html.slice(wrong.html.indexOf('id="obligation-form"'))
    expect(part).toMatch(new RegExp(`name="version" value="${version}"`))
    expect(part).toMatch(/name="gone"[^>]*checked/)
  })
  it('gives a key once for all, also after an obligation was taken back', async () => {
    const path = `/work/compliance/${id}`
    const keys = async () => {
      const rows = await one.within((tx) =>
        query<{ keys: string[] }>(
          tx,
          `select array(select o->>'key' from jsonb_array_elements(obligations) o) as keys from work.policy where policy_id = $1`,
          [id],
        ),
      )
      return rows[0]?.keys
    }
    const add = (version: string, obligation: string) =>
      post('head', `${path}/obligation`, { version, key: '', obligation, each: 'school' })
    const at = Number(/name="version" value="(\d+)"/.exec((await ask('head', path)).html)?.[1])
    expect((await add(String(at), 'Each school posts its minutes.')).status).toBe(303)
    expect(await keys()).toEqual(['o1', 'o2', 'o3'])
    expect((await post('head', `${path}/undo`, { version: String(at + 1) })).status).toBe(303)
    expect((await add(String(at + 2), 'Each school has a fire plan.')).status).toBe(303)
    expect(await keys()).toEqual(['o1', 'o2', 'o4'])
    expect((await post('head', `${path}/undo`, { version: String(at + 3) })).status).toBe(303)
  })
})

describe('an obligation', () => {
  const look = (version: string) => ({ version, shown_by: duty, until: '2027-06-30', note: 'The minutes.' })
  it('is looked at by who leads there, and compliant only once a second person signed', async () => {
    const path = kept('o1', 'A')
    expect((await post('b', path, look('0'))).status).toBe(403)
    expect((await post('board', path, look('0'))).status).toBe(403)
    expect((await post('family', path, look('0'))).status).toBe(404)
    expect((await post('a', path, { ...look('0'), shown_by: 'duty:99999' })).status).toBe(422)
    expect((await post('a', path, { ...look('0'), until: '2029-01-01' })).status).toBe(422)
    expect((await post('a', path, look('0'))).status).toBe(303)
    expect((await post('a', path, look('0'))).to).toContain('saved=same')
    expect(await counted('board')).toEqual([0, 0, 1, 3])
    await done('done')
    expect(await counted('board')).toEqual([0, 0, 0, 4])
    expect((await ask('a', path)).html).toContain('a second person has to sign it')
    expect((await post('a', `${path}/sign`, { version: '1' })).status).toBe(403)
    expect((await post('b', `${path}/sign`, { version: '1' })).status).toBe(403)
    expect((await post('superintendent', `${path}/sign`, { version: '7' })).status).toBe(409)
    expect((await post('superintendent', `${path}/sign`, { version: '1' })).status).toBe(303)
    expect((await post('superintendent', `${path}/sign`, { version: '1' })).status).toBe(303)
    expect(await counted('board')).toEqual([1, 0, 0, 3])
    expect(await counted('board', `/work/compliance?school=${one.idOf('A')}`)).toEqual([1, 0, 0, 0])
    expect(await counted('board', `/work/compliance?school=${one.idOf('B')}`)).toEqual([0, 0, 0, 1])
    await done('open')
    expect(await counted('board')).toEqual([0, 0, 1, 3])
    await done('done')
  })
  it('loses its signature when somebody looks again, or takes it back; each has its history', async () => {
    const path = kept('o1', 'A')
    const stale = await post('a', path, { ...look('1'), note: 'The list of members.' })
    expect([stale.status, stale.html.includes('value="The list of members."')]).toEqual([409, true])
    expect((await post('a', `${path}/undo`, { version: '2' })).status).toBe(403)
    expect((await post('superintendent', `${path}/undo`, { version: '2' })).status).toBe(303)
    expect(await counted('board')).toEqual([0, 0, 0, 4])
    expect((await post('superintendent', `${path}/sign`, { version: '3' })).status).toBe(303)
    expect((await post('a', path, { ...look('4'), note: 'The list of members.' })).status).toBe(303)
    expect(await counted('board')).toEqual([0, 0, 0, 4])
    const { html } = await ask('board', path)
    expect(html).toContain('from The minutes. to The list of members.')
    expect(html).toContain('Signed')
  })
  it('is looked at again when its words change; the old words are told, and nobody signs them', async () => {
    const [path, policy] = [kept('o1', 'A'), `/work/compliance/${id}`]
    expect((await post('superintendent', `${path}/sign`, { version: '5' })).status).toBe(303)
    expect(await counted('board')).toEqual([1, 0, 0, 3])
    const at = Number(/name="version" value="(\d+)"/.exec((await ask('head', policy)).html)?.[1])
    const reword = { version: String(at), key: 'o1', obligation: 'Each school has a council that meets monthly.' }
    expect((await post('head', `${policy}/obligation`, reword)).status).toBe(303)
    expect(await counted('board')).toEqual([0, 0, 0, 4])
    const { html } = await ask('board', path)
    expect([html.includes('Its words were changed'), html.includes('Each school has a council.')]).toEqual([true, true])
    // Looked at again with the same proof: that is a new look, not the same form once more.
    const again = { ...look('6'), note: 'The list of members.' }
    expect((await post('a', path, again)).status).toBe(303)
    expect((await post('head', `${policy}/undo`, { version: String(at + 1) })).status).toBe(303)
    const sign = await post('superintendent', `${path}/sign`, { version: '7' })
    expect([sign.status, sign.html.includes('changed after somebody looked')]).toEqual([409, true])
  })
  it('looked at before its words were kept, has those of the history of its policy', async () => {
    const [path, policy] = [kept('o1', 'A'), `/work/compliance/${id}`]
    // The look of version 7 was made with the words about a monthly council, which were taken back since.
    await one.within((tx) => query(tx, 'update work.compliance set words = null'))
    const { html } = await ask('board', path)
    expect([html.includes('Its words were changed'), html.includes('meets monthly')]).toEqual([true, true])
    expect((await post('superintendent', `${path}/sign`, { version: '7' })).status).toBe(409)
    const at = Number(/name="version" value="(\d+)"/.exec((await ask('head', policy)).html)?.[1])
    expect((await post('head', `${policy}/undo`, { version: String(at) })).status).toBe(409)
    expect((await post('a', path, { ...look('7'), note: 'Both lists.' })).status).toBe(303)
    await one.within((tx) => query(tx, 'update work.compliance set words = null'))
    expect((await ask('board', path)).html).not.toContain('Its words were changed')
    expect((await post('superintendent', `${path}/sign`, { version: '8' })).status).toBe(303)
    expect(await counted('board')).toEqual([1, 0, 0, 3])
  })
  it('is asked of the district or of its own schools, of nobody else', async () => {
    expect((await ask('superintendent', kept('o1', 'DATA'))).status).toBe(404)
    expect((await ask('superintendent', kept('o2', 'A'))).status).toBe(404)
    expect((await ask('superintendent', kept('o9', 'A'))).status).toBe(404)
    expect((await ask('board', `/work/compliance/${id}/o2/${one.id}`)).status).toBe(200)
    const signed = one.within((tx) =>
      query(tx, 'update work.compliance set signed_by = assessed_by, signed_at = assessed_at'),
    )
    await expect(signed).rejects.toThrow('second_person_signs_compliance')
  })
})
