import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../../app/modules.ts'
import { fixToday, now } from '../../../platform/clock.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { Page } from '../../../platform/look/page.tsx'
import { freshServices } from '../../../platform/testing/database.ts'
import { makeApp } from '../../../platform/web/server.ts'
import { csv, enrollment, ids, november, type TestDistrict, testDistrict } from '../../feeds/testing/district.ts'
import { forget } from '../../feeds/index.ts'
import { computeYear } from '../../indicators/index.ts'
import { loadCast } from '../accounts/cast.ts'
import { identify, systemScope } from '../accounts/identify.ts'
import { orgsOfDistrict } from '../orgs/store.ts'
import { studentLists } from './lists.ts'
import { prepareRecord, sweepRecordFiles } from './record.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

const password = 'correct horse battery'
let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let app: Hono
const orgs = new Map<string, number>()

const header =
  'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability,residency,home_language,directory_opt_out'
const roster = (optOuts: Readonly<Record<string, string>>) =>
  csv(
    header,
    ...ids.map(
      (id, i) => `${id},2027,Canary${i},Nightingale,2015-04-12,F,black,Y,N,N,resident,es,${optOuts[id] ?? ''}`,
    ),
  )

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
  await district.send(csv('school_code,date,mode', ...november.map((day) => `101,${day},positive`)))
  const away = (id: string) => november.map((day) => `${id},101,${day},unexcused,`)
  await district.send(csv('student_id,school_code,date,status,portion', ...['S001', 'S002', 'S003'].flatMap(away)))
  await computeYear(services, district.districtId, 2027)
  // Two weeks of school are too few for a tier of the definition; the list of the school needs some.
  await inScope(services.db, district.scope, async (tx) => {
    const rows = await query(tx, 'delete from indicators.standing where absent > 0 returning *')
    await query(
      tx,
      `insert into indicators.standing select * from jsonb_populate_recordset(null::indicators.standing, $1::jsonb)`,
      [JSON.stringify(rows.map((row) => ({ ...row, flag: true, tier: 'severe' })))],
    )
  })
  await inScope(services.db, district.scope, async (tx) => {
    for (const org of await orgsOfDistrict(tx, district.districtId)) orgs.set(org.code, org.org_id)
    const who = (name: string, role: string, org_code: string) => ({
      name,
      email: `${name}@example.org`,
      lang: 'en' as const,
      roles: [{ role, org_code, from: '2024-07-01' }],
    })
    await loadCast(
      tx,
      district.scope,
      district.districtId,
      [
        who('steward', 'data_steward', '9990011'),
        who('head', 'superintendent', '9990011'),
        who('brook', 'principal', '101'),
        who('hill', 'principal', '102'),
        who('board', 'board_member', '9990011'),
        who('admin', 'administrator', '9990011'),
      ] as Parameters<typeof loadCast>[3],
      password,
    )
  })
  app = makeApp({
    services,
    routes: modules.flatMap((one) => one.routes ?? []),
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: () => null,
  } as Parameters<typeof makeApp>[0])
}, 120_000)
afterAll(async () => {
  fixToday(null)
  await services.end()
})

function browser() {
  const cookies = new Map<string, string>()
  let token = ''
  const go = async (path: string, form?: Record<string, string>) => {
    const response = await app.request(`http://local.test${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://local.test' } : {}),
      },
      ...(form ? { body: new URLSearchParams({ csrf: token, ...form }).toString() } : {}),
    })
    for (const one of response.headers.getSetCookie()) {
      const [pair = ''] = one.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    token = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: response.status, to: response.headers.get('location') ?? '', html, headers: response.headers }
  }
  return { go }
}
async function enter(who: string) {
  const tab = browser()
  await tab.go('/sign-in')
  expect((await tab.go('/sign-in', { email: `${who}@example.org`, password, to: '/' })).status).toBe(303)
  return tab
}
/** Opens a record as somebody and prepares it as the worker does. Out: its address and id. */
async function open(tab: Awaited<ReturnType<typeof enter>>, id: string, reason = 'the family asked to see it') {
  await tab.go('/students')
  const sent = await tab.go('/students', { student_id: id, reason })
  expect(sent.status).toBe(303)
  const record = Number(sent.to.split('/').at(-1))
  await prepareRecord(services, district.districtId, record)
  return { at: sent.to, record }
}
const asSystem = async <T,>(work: (tx: Tx) => Promise<T>) =>
  inScope(services.db, await systemScope(services.db, 'records', district.districtId), work)

describe('words', () => {
  it('are there in both languages', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort())
  })
})

describe('one student’s whole record', () => {
  it('is prepared with everything that is kept, and every look is written down with its reason', async () => {
    const tab = await enter('brook')
    await tab.go('/students')
    expect((await tab.go('/students', { student_id: 'S001', reason: 'x' })).status).toBe(422)
    const { at, record } = await open(tab, 'S001')
    const page = await tab.go(at)
    expect(page.status).toBe(200)
    for (const words of ['Canary0, Nightingale', 'S001', 'Brook, Elementary', 'Nov 20, 2026', 'unexcused', 'severe'])
      expect(page.html, words).toContain(words)
    expect(page.html).not.toContain('Canary1,')
    const json = await tab.go(`${at}/file`, { as: 'json' })
    const told = JSON.parse(json.html)
    expect(told).toMatchObject({
      taken: { by: 'brook', reason: 'the family asked to see it' },
      identity: { student_id: 'S001', last_name: 'Canary0', birth_date: '2015-04-12' },
      years: [{ school_year: 2027, el: false }],
      enrollment: [{ school: 'Brook, Elementary', grade: 5, entry_date: '2026-11-02' }],
    })
    expect(told.absences).toHaveLength(november.length)
    expect(told.absences[0]).toMatchObject({ school: 'Brook, Elementary', kind: 'unexcused', portion: 100 })
    expect(told.standings.some((one: { place: string; tier: string }) => one.tier === 'severe')).toBe(true)
    const html = await tab.go(`${at}/file`, { as: 'html' })
    expect(html.headers.get('content-disposition')).toContain('attachment')
    expect(html.headers.get('content-security-policy')).toContain('sandbox')
    expect(html.html).toContain('the family asked to see it')
    expect(html.html).not.toContain('<script')
    const reads = await asSystem((tx) =>
      query<{ purpose: string; reason: string }>(
        tx,
        'select purpose, reason from people.student_read order by read_id',
      ),
    )
    expect(reads.slice(-3)).toEqual([
      { purpose: 'student', reason: 'the family asked to see it' },
      { purpose: 'export', reason: 'the family asked to see it' },
      { purpose: 'export', reason: 'the family asked to see it' },
    ])
    // Prepared again, it says who has read it meanwhile.
    await prepareRecord(services, district.districtId, record)
    expect((await tab.go(at)).html).toContain('brook')
  })

  it('opens only for who may, only to who asked, and not for ever', async () => {
    for (const who of ['board', 'admin']) {
      const tab = await enter(who)
      expect((await tab.go('/students')).status, who).toBe(403)
      expect((await tab.go('/students', { student_id: 'S001', reason: 'curious about it' })).status, who).toBe(403)
    }
    const hill = await enter('hill')
    await hill.go('/students')
    const refused = await hill.go('/students', { student_id: 'S001', reason: 'not my school at all' })
    expect(refused.status).toBe(422)
    expect(refused.html).not.toContain('Canary0')
    const brook = await enter('brook')
    const { at, record } = await open(brook, 'S002')
    for (const who of ['hill', 'head', 'steward']) expect((await (await enter(who)).go(at)).status, who).toBe(404)
    const file = join(services.home, 'records', `d${district.districtId}`, `${record}.json`)
    expect(existsSync(file)).toBe(true)
    await asSystem((tx) =>
      query(tx, 'update people.record set expires_at = $2 where record_id = $1', [
        record,
        new Date(now().getTime() - 1),
      ]),
    )
    expect((await brook.go(at)).status).toBe(404)
    await sweepRecordFiles(services, district.districtId)
    expect(existsSync(file)).toBe(false)
    const rows = await asSystem((tx) =>
      query(tx, 'select state, student_key, reason from people.record where record_id = $1', [record]),
    )
    expect(rows).toEqual([{ state: 'over', student_key: null, reason: 'the family asked to see it' }])
    await prepareRecord(services, district.districtId, record)
    expect(readdirSync(join(file, '..'))).not.toContain(`${record}.json`)
  })
})

const entry = {
  on_date: '2026-11-19',
  party: 'Court of the county',
  party_kind: 'court',
  basis: 'court_order',
  interest: 'subpoena of November 12',
  what: 'attendance of this year',
  was_given: 'yes',
}

describe('the register of disclosures', () => {
  it('takes entries, corrects them with their history, and shows them to who may see one of the students', async () => {
    const steward = await enter('steward')
    await steward.go('/students/disclosures/new')
    for (const [change, word] of [
      [{ interest: '' }, en['people/disclosure-interest']],
      [{ on_date: '2026-11-21' }, en['people/disclosure-later']],
      [{ party: '' }, 'Fill in: Who asked'],
      [{ students: 'S001\nnobody' }, en['people/disclosure-unknown']],
      [{ students: '' }, en['people/disclosure-nobody']],
    ] as const) {
      const wrong = await steward.go('/students/disclosures', { ...entry, students: 'S001', ...change })
      expect(wrong.status).toBe(422)
      expect(wrong.html).toContain(word)
    }
    const made = await steward.go('/students/disclosures', { ...entry, students: 'S001\nS002' })
    expect(made.status).toBe(303)
    const at = made.to.split('?')[0] ?? ''
    await steward.go(at)
    expect((await steward.go(at, { ...entry, version: '1', what: 'attendance of two years', reason: '' })).status).toBe(
      422,
    )
    expect(
      (await steward.go(at, { ...entry, version: '1', what: 'attendance of two years', reason: 'wrong span' })).status,
    ).toBe(303)
    expect((await steward.go(at, { ...entry, version: '1', what: 'x y z', reason: 'too late' })).status).toBe(422)
    const shown = await steward.go(at)
    for (const words of ['attendance of two years', 'wrong span', 'S001, S002', '34 CFR 99.31(a)(9)'])
      expect(shown.html, words).toContain(words)
    const brook = await enter('brook')
    expect((await brook.go('/students/disclosures')).html).toContain('Court of the county')
    expect((await brook.go(at)).html).toContain('S001')
    // The district gave them out: the school sees it and does not correct it.
    expect((await brook.go(at, { ...entry, version: '2', reason: 'not mine' })).status).toBe(403)
    const hill = await enter('hill')
    expect((await hill.go('/students/disclosures')).html).not.toContain('Court of the county')
    expect((await hill.go(at)).status).toBe(404)
    expect((await (await enter('board')).go('/students/disclosures')).status).toBe(403)
  })

  it('is given out for one student, filtered by an opened record', async () => {
    const steward = await enter('steward')
    await steward.go('/students/disclosures/new')
    await steward.go('/students/disclosures', { ...entry, students: 'S030', party: '=cmd|x', what: 'name only' })
    const { record } = await open(steward, 'S001')
    const list = await steward.go(`/students/disclosures?record=${record}`)
    expect(list.html).toContain('Court of the county')
    expect(list.html).not.toContain('cmd|x')
    const file = await steward.go('/students/disclosures/file', { record: String(record) })
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.html).toContain('Court of the county,Court,')
    const other = await open(steward, 'S030')
    await steward.go(`/students/disclosures?record=${other.record}`)
    expect((await steward.go('/students/disclosures/file', { record: String(other.record) })).html).toContain(
      `"'=cmd|x"`,
    )
    const whole = JSON.parse((await steward.go(`${other.at}/file`, { as: 'json' })).html)
    expect(whole.disclosures).toMatchObject([{ party: '=cmd|x', basis: 'court_order' }])
  })

  it('is asked by the export of a list that leaves the house', async () => {
    const brook = await enter('brook')
    const at = `/schools/${orgs.get('101')}/students`
    await brook.go(at)
    const reason = 'home visits of this month'
    expect((await brook.go(`${at}/export`, { reason })).status).toBe(422)
    const wrong = await brook.go(`${at}/export`, { reason, stays: 'outside', party: 'The clinic' })
    expect(wrong.status).toBe(422)
    const count = () =>
      asSystem((tx) =>
        query<{ students: number; party: string }>(
          tx,
          "select students, party from people.disclosure where party = 'The clinic'",
        ),
      )
    expect(await count()).toHaveLength(0)
    expect((await brook.go(`${at}/export`, { reason, stays: 'inside' })).status).toBe(200)
    expect(await count()).toHaveLength(0)
    const sent = await brook.go(`${at}/export`, {
      reason,
      stays: 'outside',
      party: 'The clinic',
      party_kind: 'health_care',
      basis: 'emergency',
      interest: 'measles in two classes, seen on November 18',
      what: 'names',
    })
    expect(sent.status).toBe(200)
    expect(sent.html).toContain('Canary0')
    expect(await count()).toEqual([{ students: 3, party: 'The clinic' }])
  })
})

describe('a directory opt-out', () => {
  it('comes from the file or by hand, and a file does not end what a person set', async () => {
    const outs = () =>
      asSystem((tx) =>
        query<{ id: string; source: string }>(
          tx,
          'select s.external_id as id, d.source from people.directory_opt_out d join people.student s using (student_key) order by 1',
        ),
      )
    const sent = await district.send(roster({ S001: 'Y', S004: 'maybe' }))
    expect(sent.findings).toMatchObject([{ check_id: 'students/unknown-opt-out', rows: 1 }])
    expect(await outs()).toEqual([{ id: 'S001', source: 'file' }])
    const brook = await enter('brook')
    const { at } = await open(brook, 'S002')
    await brook.go(at)
    expect((await brook.go(`${at}/opt-out`, { on: 'yes', since: '2026-12-01' })).status).toBe(422)
    expect((await brook.go(`${at}/opt-out`, { on: 'yes', since: '2026-11-18' })).status).toBe(303)
    await district.send(roster({ S001: 'N', S002: 'N', S003: 'Y' }))
    expect(await outs()).toEqual([
      { id: 'S002', source: 'hand' },
      { id: 'S003', source: 'file' },
    ])
    expect((await brook.go(`${at}/opt-out`, { on: 'no', since: '' })).status).toBe(303)
    // An empty cell changes nothing.
    await district.send(roster({ S002: 'Y' }))
    expect(await outs()).toEqual([
      { id: 'S002', source: 'file' },
      { id: 'S003', source: 'file' },
    ])
    // Rows that an older release kept know no such column.
    await district.send(enrollment())
  })

  it('hides the person in every list and file, which say how many are hidden; the single record stays', async () => {
    const brook = await enter('brook')
    const real = (route: string) => route.replace(':org', String(orgs.get('101')))
    const hiding = studentLists.filter((one) => one.hides).flatMap((one) => one.routes)
    expect(hiding).toHaveLength(2)
    for (const route of hiding) {
      const [method, path = ''] = real(route).split(' ')
      await brook.go(real('/schools/:org/students'))
      const page = await brook.go(
        path,
        method === 'POST' ? { reason: 'calls of this week', stays: 'inside' } : undefined,
      )
      expect(page.status, route).toBe(200)
      expect(page.html, route).toContain('Canary0')
      for (const hidden of ['Canary1', 'Canary2', 'S002', 'S003']) expect(page.html, route).not.toContain(hidden)
      expect(page.html, route).toContain('2 students are not listed')
    }
    const { at } = await open(brook, 'S003')
    const page = await brook.go(at)
    expect(page.html).toContain('Canary2')
    expect(page.html).toContain('Nov 20, 2026')
  })
})

describe('forgetting by two persons', () => {
  const typed = { student_id: 'S040', again: 'S040', reason: 'request of the family' }
  const subjects = () => asSystem((tx) => query(tx, 'select external_id from people.forgetting_subject'))

  it('is asked with the id twice and a reason, and never agreed to by who asked', async () => {
    const steward = await enter('steward')
    await steward.go('/data/forget')
    for (const change of [{ again: 'S041' }, { reason: 'x' }, { student_id: '', again: '' }])
      expect((await steward.go('/data/forget', { ...typed, ...change })).status).toBe(422)
    const asked = await steward.go('/data/forget', typed)
    expect(asked.status).toBe(303)
    const twice = await steward.go('/data/forget', typed)
    expect(twice.status).toBe(422)
    expect(twice.html).toContain('This was asked already')
    const own = await steward.go(asked.to)
    expect(own.html).toContain('somebody else has to agree')
    expect(own.html).not.toContain('/agree')
    expect((await steward.go(`${asked.to}/agree`, { version: '1' })).status).toBe(409)
    for (const who of ['brook', 'board']) {
      const tab = await enter(who)
      expect((await tab.go('/data/forget')).status, who).toBe(403)
      expect((await tab.go(asked.to)).status, who).toBe(404)
      await tab.go('/account')
      expect((await tab.go(`${asked.to}/agree`, { version: '1' })).status, who).toBe(404)
    }
    // An administrator agrees or refuses, asks for nobody, and does not learn who it is.
    const admin = await enter('admin')
    const list = await admin.go('/data/forget')
    expect(list.html).toContain('request of the family')
    expect(list.html).not.toContain('name="student_id"')
    await admin.go('/account')
    expect((await admin.go('/data/forget', { ...typed, student_id: 'S039', again: 'S039' })).status).toBe(403)
    const page = await admin.go(asked.to)
    expect(page.html).toContain('/agree')
    for (const hidden of ['S040', 'Canary39']) expect(page.html).not.toContain(hidden)
    expect((await admin.go(`${asked.to}/refuse`, { version: '1' })).status).toBe(303)
    expect(await subjects()).toEqual([])
    expect((await admin.go(`${asked.to}/agree`, { version: '1' })).status).toBe(409)
  })

  it('runs when somebody else agrees, and the page keeps counts and digests', async () => {
    const steward = await enter('steward')
    await steward.go('/data/forget')
    const asked = await steward.go('/data/forget', typed)
    const head = await enter('head')
    await head.go(asked.to)
    expect((await head.go(`${asked.to}/agree`, { version: '1' })).status).toBe(303)
    expect((await head.go(asked.to)).html).toContain(`/progress/forget:`)
    const id = Number(asked.to.split('/').at(-1))
    expect((await forget(services, district.districtId, id))?.state).toBe('done')
    const done = await steward.go(asked.to)
    expect(done.html).toContain('Versions written anew')
    expect(done.html).toContain('student_group 2027')
    expect(done.html).not.toContain('S040')
    expect(await subjects()).toEqual([])
    await steward.go('/students')
    expect((await steward.go('/students', { student_id: 'S040', reason: 'is it really gone?' })).status).toBe(422)
  })
})

describe('days of each kind of file', () => {
  it('are set on one page by who runs the data', async () => {
    const steward = await enter('steward')
    const page = await steward.go('/data/retention')
    expect(page.status).toBe(200)
    const form = {
      district: String(district.districtId),
      'file_days.all': '400',
      'version_days.all': '500',
      'version.all': '0',
      'file_days.attendance': '90',
      'version_days.attendance': '',
      'version.attendance': '0',
    }
    const blank = Object.fromEntries(
      [...page.html.matchAll(/name="version\.([a-z]+)"/g)].map(([, kind]) => [`version.${kind}`, '0']),
    )
    expect((await steward.go('/data/retention', { ...blank, ...form, 'file_days.all': '' })).status).toBe(422)
    expect((await steward.go('/data/retention', { ...blank, ...form })).status).toBe(303)
    const after = await steward.go('/data/retention')
    expect(after.html).toContain('files 90 days, superseded versions 500 days')
    expect(after.html).toContain('files 400 days, superseded versions 500 days')
    expect((await steward.go('/data/retention', { ...blank, ...form, 'file_days.all': '1' })).status).toBe(409)
    expect((await (await enter('brook')).go('/data/retention')).status).toBe(403)
  })
})
