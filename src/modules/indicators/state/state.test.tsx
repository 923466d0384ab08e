import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope, makeScope } from '../../../platform/db/scope.ts'
import { Page } from '../../../platform/look/page.tsx'
import { freshServices } from '../../../platform/testing/database.ts'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { finishPurge, purge } from '../../feeds/actions/purge.ts'
import { csv, type TestDistrict, testDistrict } from '../../feeds/testing/district.ts'
import { identify, loadCast, type Role, signIn } from '../../people/index.ts'
import { smallCells, smallFile } from '../accountability/small-file.ts'
import { definitionOf } from './view.ts'
import { references } from '../store.ts'
import { listId } from '../definitions/warnings.ts'
import { stateRoutes } from '../state-routes.tsx'
import { warningRoutes } from '../warning-routes.tsx'
import { certifiedJob, stateReportsJob } from './jobs.ts'
import { publishedMeasures } from './measures.ts'
import { published } from './store.ts'
import { certifiedCohorts, certifiedDifferences } from './store-certified.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const password = 'a long enough password'

const get = async (who: string, path: string) => {
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
  return { status: response.status, html: await response.text() }
}
const within = <T,>(work: Parameters<typeof inScope<T>>[2]) => inScope(services.db, district.scope, work)
const take = (year: number) => stateReportsJob.run(services, { district_id: district.districtId, school_year: year })

const report = (title: string, head: string, ...rows: string[]): string =>
  [`"${title}"`, '"All"', '', head, ...rows, ''].join('\n')
const absence = (year: string, name: string, rate: string): string =>
  report(
    `Chronic Absenteeism, ${year}`,
    '"District","District Code","% Chronically Absent"',
    '"State","=""0000000""",9.6',
    `"${name}","=""9990011""",${rate}`,
    '"Ash","=""9990044""",11.0',
  )

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await testDistrict(services)
  const member = (who: Role, org_code: string) => ({
    email: `${who}@example.org`,
    name: `The ${who}`,
    lang: 'en' as const,
    roles: [{ role: who, org_code, from: '2020-07-01' }],
  })
  await within((tx) =>
    loadCast(
      tx,
      district.scope,
      district.districtId,
      [member('data_steward', '9990011'), member('principal', '102'), member('board_member', '9990011')],
      password,
    ),
  )
  for (const who of ['data_steward', 'principal', 'board_member'])
    tokens[who] = (await signIn(services.db, { email: `${who}@example.org`, password, address: who })).token
  app = makeApp({
    services,
    routes: [...stateRoutes, ...warningRoutes],
    identify: (token) => identify(services.db, token),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.message}</p> }),
    files: () => null,
  })
  await district.send(absence('2014-15', 'Cedar Schools', '24.3'), { name: 'a_2014-15.csv' })
  await district.send(absence('2015-16', 'Cedar School District', '*'), { name: 'a_2015-16.csv' })
  await district.send(
    report(
      'Four-Year Graduation Rates, 2014-15',
      '"District","District Code","Four-Year Cohort Count","Graduation Count","Graduation Rate"',
      '"Cedar","=""9990011""",40,30,75.0',
      '"Ash","=""9990044""",40,"*","*"',
    ),
    { name: 'g_2014-15.csv' },
  )
  for (const year of [2015, 2016]) await take(year)
})
afterAll(() => services.end())

describe('what the state published', () => {
  const of = (measure: string) => within((tx) => published(tx, { districtId: district.districtId, measure }))

  it('is joined by code whatever the name, hidden stays hidden, counts stand beside a printed rate alone', async () => {
    const own = (await of('chronic-absenteeism')).filter((one) => one.code === '9990011')
    expect(own.map((one) => [one.name, one.school_year, one.state, one.value])).toEqual([
      ['Cedar Schools', 2015, 'known', 0.243],
      ['Cedar School District', 2016, 'suppressed', null],
    ])
    const rates = await of('four-year-graduation')
    expect(rates.map((one) => [one.code, one.state, one.value, one.n, one.d])).toEqual([
      ['9990011', 'known', 0.75, 30, 40],
      ['9990044', 'suppressed', null, null, null],
    ])
    // Whoever looks for hidden numbers has the printed cohort all the same.
    const told = await within((tx) =>
      query(
        tx,
        `select told_n, told_d from indicators.published where district_id = $1 and measure = 'four-year-graduation' and code = '9990044'`,
        [district.districtId],
      ),
    )
    expect(told).toEqual([{ told_n: null, told_d: 40 }])
  })

  it('is the line of the state on pages that draw one', async () => {
    const lines = await within((tx) => references(tx, 'chronic-absenteeism', ['CT']))
    expect(lines.map((one) => [one.place, one.school_year, one.value])).toEqual([
      ['CT', 2015, 0.096],
      ['CT', 2016, 0.096],
    ])
  })

  it('has the unit of our own definition, so that no page prints index points as a percent', () => {
    const both = publishedMeasures.flatMap((one) => {
      const unit = definitionOf(one)?.unit
      return unit === undefined ? [] : [{ id: one.id, same: (unit === 'mean' ? 'fraction' : unit) === one.unit }]
    })
    expect(both.length).toBeGreaterThan(10)
    expect(both.filter((one) => !one.same)).toEqual([])
  })

  it('shows beside ours, names similar districts by code, and refuses a code that no file has', async () => {
    const list = await get('data_steward', '/indicators/published')
    expect(list.status).toBe(200)
    expect(list.html).toContain('hidden by the state')
    expect(list.html).toContain('75.0%')
    const refused = await post('data_steward', '/indicators/similar', {
      district: String(district.districtId),
      codes: '1234567',
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('1234567')
    const made = await post('data_steward', '/indicators/similar', {
      district: String(district.districtId),
      codes: '9990044',
    })
    expect(made.status).toBe(303)
    expect((await get('board_member', '/indicators/published/chronic-absenteeism')).html).toContain('Ash')
    expect(
      (await post('principal', '/indicators/similar', { district: String(district.districtId), codes: '' })).status,
    ).toBe(403)
  })

  it('goes when its file goes', async () => {
    const done = await district.send(absence('2012-13', 'Cedar', '20.0'), { name: 'b_2012-13.csv' })
    await take(2013)
    expect(await of('chronic-absenteeism')).toEqual(
      expect.arrayContaining([expect.objectContaining({ school_year: 2013 })]),
    )
    await finishPurge(
      services,
      await within((tx) => purge(services, tx, district.scope, done.import.import_id, 'x', 'wrong')),
    )
    await take(2013)
    expect((await of('chronic-absenteeism')).filter((one) => one.school_year === 2013)).toEqual([])
  })
})

describe('the accountability file', () => {
  it('is imported, computed again, and each difference is listed; the category is only passed on', async () => {
    const bytes = smallFile([
      smallCells({
        kind: 'DistrictTot',
        code: '9990011',
        highGrade: 'District',
        parts: { '4a': [0.2, 50], '8': [0.8, 100] },
      }),
      smallCells({ code: '0000101', parts: { '1a': [60, 50], '4a': [0.1, 50] }, cells: { FinalCategory: '2' } }),
      smallCells({ code: '0000102', parts: { '4a': [0.1, 50] }, cells: { TotalPoints: '33.000000' } }),
    ])
    const done = await district.send(Buffer.from(bytes), { name: 'accountability.csv' })
    expect([done.import.kind, done.import.state, done.import.school_years]).toEqual(['state-reports', 'loaded', [2019]])
    expect(done.import.counts).toMatchObject({ rows: 3, usable: 3 })
    expect(done.findings.map((one) => one.check_id)).toContain('state-reports/differs')
    await take(2019)
    const page = await get('board_member', '/indicators/accountability')
    expect(page.status).toBe(200)
    expect(page.html).toContain('totalpoints')
    expect(page.html).toContain('33.0')
    const graduation = await within((tx) =>
      published(tx, { districtId: district.districtId, measure: 'four-year-graduation' }),
    )
    // The file of 2018-19 speaks of the class of 2018.
    expect(graduation.find((one) => one.school_year === 2018)?.value).toBe(0.8)
    const school = await get('principal', `/indicators/accountability?org=${await orgId('101')}&lang=es`)
    expect(school.html).toContain('Categoría')
  })
})

const orgId = async (code: string): Promise<number> =>
  (await within((tx) => query<{ org_id: number }>(tx, 'select org_id from people.org where code = $1', [code])))[0]
    ?.org_id ?? 0

describe('two lists of one cohort', () => {
  it('differ by named reasons, each student once; who may see them is asked, and every look is logged', async () => {
    const header = 'student_id,cohort_year,school_code,outcome,outcome_date,removal_reason,documented'
    const ours = [
      'S021,2026,102,diploma,2026-06-12,,',
      'S022,2026,102,enrolled,,,',
      'S023,2026,102,dropped,,,',
      'S024,2026,102,removed,2024-01-15,transfer,Y',
      'S025,2026,102,diploma,2026-06-12,,',
    ]
    expect((await district.send(csv(header, ...ours), { kind: 'cohorts' })).import.state).toBe('loaded')
    const theirs = ['S021,2026,Y,Y,', 'S022,2026,N,N,T1', 'S024,2026,Y,N,', 'S025,2026,Y,N,', 'S026,2026,Y,Y,']
    const sent = await district.send(csv('student_id,cohort_year,in_cohort,graduated,removal_code', ...theirs), {
      name: 'list.csv',
    })
    expect([sent.import.kind, sent.import.state, sent.findings]).toEqual(['certified-cohorts', 'loaded', []])
    await certifiedJob.run(services, { district_id: district.districtId, school_year: 2026 })
    const wide = makeScope({
      actor: null,
      name: 'system:test',
      districts: [district.districtId],
      orgs: [district.districtId],
      students: [district.districtId, await orgId('102')],
    })
    const key = { districtId: district.districtId, definition: 'four-year-graduation', schoolYear: 2026 }
    const [cohort] = await inScope(services.db, wide, (tx) => certifiedCohorts(tx, district.districtId))
    expect(cohort).toMatchObject({ ours_n: 2, ours_d: 4, state_n: 2, state_d: 4, same: 1 })
    const found = await inScope(services.db, wide, (tx) =>
      certifiedDifferences(tx, { ...key, without: [], reason: null }),
    )
    expect(found.map((one) => [one.reason, one.detail] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ['not_listed', 'dropped'],
      ['not_ours', ''],
      ['our_diploma', 'diploma'],
      ['state_removed', 'T1'],
      ['we_removed', 'removed'],
    ])
    const nobody = makeScope({
      actor: null,
      name: 'system:test',
      districts: [district.districtId],
      orgs: [],
      students: [],
    })
    expect(
      await inScope(services.db, nobody, (tx) => certifiedDifferences(tx, { ...key, without: [], reason: null })),
    ).toEqual([])

    const address = '/indicators/published/four-year-graduation/students?year=2026'
    const steward = await get('data_steward', address)
    expect(steward.status).toBe(200)
    expect(steward.html).toContain('Canary21')
    expect(steward.html).toContain('In our cohort; the state took the student out')
    expect((await get('board_member', address)).status).toBe(403)
    const log = await inScope(services.db, wide, (tx) =>
      query<{ students: number; purpose: string }>(tx, `select students, purpose from people.student_read`),
    )
    expect(log).toEqual([{ students: 5, purpose: 'list' }])

    const brook = await orgId('102')
    // Whose family opted out of directory information is in neither this list nor that of a rule, and both say how many.
    await inScope(services.db, wide, (tx) =>
      query(
        tx,
        `insert into people.directory_opt_out (student_key, district_id, since, source, set_by)
         select student_key, $1, '2026-09-01', 'hand', 'test' from people.student where external_id = 'S022'`,
        [district.districtId],
      ),
    )
    await inScope(services.db, wide, (tx) =>
      query(
        tx,
        `insert into indicators.standing (student_key, org_id, district_id, definition, school_year, absent, member_days, flag, tier, through_date, run_id)
         select student_key, $2, $1, $3, 2027, 900, 5000, true, 'away', null, 1 from people.student where external_id in ('S022', 'S023')`,
        [district.districtId, brook, listId('abc')],
      ),
    )
    await inScope(services.db, wide, (tx) =>
      query(
        tx,
        `insert into indicators.standing (student_key, org_id, district_id, definition, school_year, absent, member_days, flag, tier, through_date, run_id)
         select student_key, org_id, district_id, 'freshmen-on-track', 2026, absent, member_days, flag, 'not_yet', through_date, run_id
         from indicators.standing where definition = $1 and org_id = $2`,
        [listId('abc'), brook],
      ),
    )
    const behind = `/schools/${brook}/not-yet/freshmen-on-track`
    expect((await get('board_member', behind)).status).toBe(403)
    expect((await get('principal', `/schools/${brook}/not-yet/arts-access`)).status).toBe(404)
    const lists = [
      await get('data_steward', address),
      await get('principal', `/schools/${brook}/warnings`),
      await get('principal', behind),
    ]
    expect(lists[2]?.html).toContain('2025-26')
    for (const list of lists) {
      expect(list.status).toBe(200)
      expect(list.html).toContain('Canary22')
      expect(list.html).not.toContain('Canary21')
      expect(list.html).toMatch(/1 student is not (listed|named here)/)
    }
  })
})
