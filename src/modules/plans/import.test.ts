import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateIn, fixToday, now } from '../../platform/clock.ts'
import { addDays } from '../../platform/dates.ts'
import { inScope, makeScope, noScope, type Scope } from '../../platform/db/scope.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { type Listener, listen } from '../../platform/events.ts'
import { historyOf } from '../../platform/history/history.ts'
import { freshServices } from '../../platform/testing/database.ts'
import type { Services } from '../../platform/web/route.ts'
import { references, targetsOf } from '../indicators/index.ts'
import { makeDistrict, systemScope } from '../people/index.ts'
import { importPlan, loadPlan, type PlanFile } from './actions.ts'
import { planLoaded } from './events.ts'
import { digest } from './file/canonical.ts'
import { currentPlan, elementsNamed, openPlan, planTasks } from './reading.ts'
import { endOfDay, termsOf } from './rules.ts'
import { findElements, planOf, plansSeen, versionsOf } from './store.ts'

const file = (name: string) => readFileSync(new URL(`../../../plans/${name}.plan.yaml`, import.meta.url), 'utf8')
const mill = file('mill-river-2026-29')
const hartford = file('hartford-2021-24')
const brooks = file('two-brooks-2026-29')
const edited = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`"${from}" is not in the file.`)
  return text.replace(from, to)
}

let all: Awaited<ReturnType<typeof freshServices>>
let services: Services
let told: { district_id: number; plan: string }[] = []
let millId: number
let brooksId: number
let stateId: number
let millScope: Scope
let brooksScope: Scope

const heard: Listener = listen(planLoaded, async (_services, _tx, _scope, payload) => {
  told.push(payload)
})
const founded = async (code: string, name: string) => {
  const founder = await systemScope(all.db, 'setup', null)
  return inScope(all.db, founder, (tx) =>
    makeDistrict(tx, founder, { state_code: 'CT', state_name: 'Connecticut', code, name, from_date: '2020-07-01' }),
  )
}
const inMill = <T>(work: (tx: Tx) => Promise<T>) => inScope(all.db, millScope, work)
const inBrooks = <T>(work: (tx: Tx) => Promise<T>) => inScope(all.db, brooksScope, work)
const load = (asked: PlanFile) => loadPlan(services, asked)
const own = (text: string, rest: Partial<PlanFile> = {}): PlanFile => ({
  districtId: millId,
  text,
  kind: 'own',
  ...rest,
})

beforeAll(async () => {
  fixToday('2026-11-20')
  all = await freshServices()
  services = { ...all, listeners: [heard] }
  millId = await founded('9990011', 'Mill River Public Schools')
  brooksId = await founded('9990022', 'Two Brooks School District')
  millScope = await systemScope(all.db, 'plans', millId)
  brooksScope = await systemScope(all.db, 'plans', brooksId)
  stateId =
    (await query<{ org_id: number }>(all.db, "select org_id from people.org where kind = 'state'"))[0]?.org_id ?? 0
})
afterAll(async () => {
  fixToday(null)
  await all.end()
})

describe('loading plans', () => {
  it('stores an own plan, makes it current, promises its targets and tells who listens', async () => {
    const done = await load(own(mill, { current: true }))
    expect(done).toMatchObject({
      slug: 'mill-river-2026-29',
      version: 1,
      changed: true,
      difference: { added: 200, changed: 0, removed: 0 },
    })
    expect(told).toEqual([{ district_id: millId, plan: 'mill-river-2026-29' }])
    const { row, graph } = (await inMill((tx) => currentPlan(tx, millId))) ?? {}
    expect(row).toMatchObject({
      kind: 'own',
      state: 'adopted',
      current: true,
      shared: false,
      title: { es: 'Cada día cuenta 2026-29' },
      digest: done.digest,
    })
    expect(graph && digest(graph.plan)).toBe(done.digest)
    const [target] = await inMill((tx) => targetsOf(tx, millId, 'chronic-absenteeism'))
    expect(target).toMatchObject({
      source: 'plan:mill-river-2026-29/g2/g2-2029',
      href: '/plans/mill-river-2026-29/g2',
      target: { amount: 13, baseline: { value: 29 } },
    })
    const tasks = await inMill((tx) => planTasks(tx, millId, 'mill-river-2026-29'))
    expect(tasks).toHaveLength(129)
    expect(tasks[0]).toMatchObject({ owner_code: expect.any(String), from_date: expect.any(String) })
    expect(tasks.find((t) => t.element === 's2-1-i-1')).toEqual({
      element: 's2-1-i-1',
      code: '2.1.i.1',
      title: {
        en: 'Name a leader and four members in each school',
        es: 'Nombrar en cada escuela a un líder y cuatro miembros',
        source: 'en',
      },
      owner: 'schools',
      owner_code: 'SCHOOLS',
      from_date: '2026-07-01',
      to_date: '2026-08-28',
      href: '/plans/mill-river-2026-29/s2-1-i-1',
    })
  })

  it('changes nothing when the same plan comes twice, also in another form', async () => {
    const rows = () =>
      inMill(async (tx) => [
        await query(tx, 'select * from plans.plan'),
        await query(tx, 'select plan_id, version, recorded_from, recorded_to from plans.plan_version'),
        await query(tx, 'select * from indicators.target'),
        await query(tx, "select * from platform.change where object like 'plans.%'"),
      ])
    const before = await rows()
    told = []
    expect(await load(own(mill, { current: true }))).toMatchObject({ version: 1, changed: false })
    const [stored] = await inMill((tx) => query<{ canonical: string }>(tx, 'select canonical from plans.plan_version'))
    expect(await load(own(`# a comment\n${mill}`))).toMatchObject({ changed: false })
    expect(await load(own(stored?.canonical ?? ''))).toMatchObject({ changed: false })
    expect(await rows()).toEqual(before)
    expect(told).toEqual([])
  })

  it('takes a changed plan as a new version and keeps the old one word for word', async () => {
    const text = edited(
      edited(mill, 'Train all leaders for one day', 'Train all leaders for two days'),
      'words: 13% or lower by June 2029',
      'words: 12% or lower by June 2029',
    ).replace('amount: 13\n', 'amount: 12\n')
    const done = await load(own(text, { reason: 'The Board amended it.' }))
    expect(done).toMatchObject({ version: 2, changed: true, difference: { added: 0, changed: 1, removed: 0 } })
    const row = await inMill((tx) => planOf(tx, millId, 'mill-river-2026-29'))
    expect(row).toMatchObject({ version: 2, current: true, digest: done.digest })
    const versions = await inMill((tx) => versionsOf(tx, row?.plan_id ?? 0))
    expect(versions.map((v) => [v.version, v.recorded_to === null])).toEqual([
      [2, true],
      [1, false],
    ])
    expect(versions[1]?.recorded_to).toEqual(versions[0]?.recorded_from)
    const history = await inMill((tx) => historyOf(tx, 'plans.plan', row?.plan_id ?? 0))
    expect(history.map((change) => change.verb)).toEqual(['amended', 'loaded'])
    expect(history[0]).toMatchObject({
      actor_name: 'system:plans',
      reason: 'The Board amended it.',
      was: { digest: versions[1]?.digest },
      became: { digest: done.digest, changed: 1 },
    })
    expect(await inMill((tx) => targetsOf(tx, millId, 'chronic-absenteeism'))).toMatchObject([
      { target: { amount: 12 } },
    ])
    expect(await load(own(mill))).toMatchObject({ version: 3, changed: true })
    expect(await inMill((tx) => targetsOf(tx, millId, 'chronic-absenteeism'))).toMatchObject([
      { target: { amount: 13 } },
    ])
  })

  it('freezes what was recorded, for the application and for the owner of the tables', async () => {
    const refused = (text: string) => expect(inMill((tx) => query(tx, text))).rejects
    await refused("update plans.plan_version set canonical = '{}' where version = 1").toThrow(/permission denied/)
    await refused('delete from plans.plan_version').toThrow(/permission denied/)
    await refused('update plans.plan_version set recorded_to = now() where version = 1').toThrow('does not change')
    const owner = new pg.Client({ connectionString: all.ownerUrl })
    await owner.connect()
    try {
      await owner.query(`select set_config('throughline.districts', '{${millId}}', false)`)
      for (const text of ["update plans.plan_version set state = 'draft'", 'truncate plans.plan_version cascade'])
        await expect(owner.query(text), text).rejects.toThrow('does not change')
      expect((await owner.query('delete from plans.plan_version')).rowCount).toBe(0)
    } finally {
      await owner.end()
    }
    await expect(
      inMill((tx) =>
        query(
          tx,
          `insert into plans.plan_version (plan_id, version, district_id, state, canonical, digest, recorded_from, saved_by) select plan_id, 9, district_id, state, '{"a":1}', digest, now(), 'x' from plans.plan_version where version = 1`,
        ),
      ),
    ).rejects.toThrow(/plan_version_check|digest/)
  })

  it('keeps the public plan of another district without its promises, but with its published figures', async () => {
    await load({ districtId: stateId, text: hartford, kind: 'reference' })
    const targets = await query<{ n: number }>(
      all.db,
      "select count(*) as n from indicators.target where source like 'plan:hartford%'",
    )
    expect(targets).toEqual([{ n: 0 }])
    for (const work of [inMill, inBrooks]) {
      const row = (await work((tx) => plansSeen(tx))).find((one) => one.slug === 'hartford-2021-24')
      expect(row).toMatchObject({ kind: 'reference', shared: true, current: false, district_id: stateId })
      expect(await work((tx) => targetsOf(tx, stateId, 'chronic-absenteeism'))).toEqual([])
    }
    const rows = await inMill((tx) => references(tx, 'chronic-absenteeism', ['0640011', 'CT']))
    expect(rows.map((row) => [row.school_year, row.value])).toEqual([
      [2012, 0.26],
      [2013, 0.249],
      [2014, 0.266],
      [2015, 0.257],
      [2016, 0.224],
      [2019, 0.253642],
    ])
    expect(rows[0]?.source).toContain('district row 0640011, % Chronically Absent')
    expect(await inMill((tx) => planTasks(tx, stateId, 'hartford-2021-24'))).toEqual([])
    // Read by everybody, written by nobody but who holds the state.
    expect(
      await inMill((tx) =>
        query(tx, "update plans.plan set org_name = 'x' where slug = 'hartford-2021-24' returning 1"),
      ),
    ).toEqual([])
    await expect(
      inMill((tx) => importPlan(services, tx, millScope, { districtId: stateId, text: hartford, kind: 'reference' })),
    ).rejects.toMatchObject({ code: 'plans/not-yours' })
  })

  it('takes no promises of drafts and of plans that ended', async () => {
    const draft = edited(brooks, 'state: adopted', 'state: draft')
    const asked = { districtId: brooksId, kind: 'own' } as const
    const targets = () => inBrooks((tx) => targetsOf(tx, brooksId, 'chronic-absenteeism'))
    await load({ ...asked, text: draft })
    expect(await targets()).toEqual([])
    expect(await inBrooks((tx) => planTasks(tx, brooksId, 'two-brooks-2026-29'))).toEqual([])
    await load({ ...asked, text: brooks, current: true })
    expect(await targets()).toHaveLength(1)
    expect(await inBrooks((tx) => planTasks(tx, brooksId, 'two-brooks-2026-29'))).not.toEqual([])
    await load({ ...asked, text: edited(brooks, 'state: adopted', 'state: archived') })
    expect(await targets()).toEqual([])
    expect(await load({ ...asked, text: brooks })).toMatchObject({ version: 4 })
  })

  it('has one current plan a district, with a history of which it was', async () => {
    const next = edited(mill, 'id: mill-river-2026-29', 'id: mill-river-2029-32')
    await load(own(next, { current: true }))
    const current = async () =>
      (await inMill((tx) => plansSeen(tx))).filter((row) => row.current).map((row) => row.slug)
    expect(await current()).toEqual(['mill-river-2029-32'])
    await load(own(mill, { current: true }))
    expect(await current()).toEqual(['mill-river-2026-29'])
    const history = await inMill((tx) => historyOf(tx, 'plans.current', millId))
    expect(history.map((change) => change.became)).toEqual([
      { plan: 'mill-river-2026-29' },
      { plan: 'mill-river-2029-32' },
      { plan: 'mill-river-2026-29' },
    ])
  })
})

describe('what is refused', () => {
  it('tells every problem with line, column and field, and takes nothing', async () => {
    const text = edited(
      edited(mill, "    code: '2.1.i.1'\n", "    code: '2.1.i.2'\n"),
      'parents: [s2-1-ii]',
      'parents: [s2-1-zz]',
    )
    const lines = text.split('\n')
    const line = lines.findIndex((l) => l.includes('parents: [s2-1-zz]')) + 1
    const error = await load(own(text)).catch((e: unknown) => e)
    expect(error).toMatchObject({ kind: 'Invalid', code: 'plans/bad-plan' })
    const details = (error as { details: { path: string; code: string; message: string; hint: string }[] }).details
    expect(details.map((d) => d.code)).toEqual(['plans/duplicate-code', 'plans/dangling-parent'])
    expect(details[1]?.path).toMatch(
      new RegExp(`^${line}:${(lines[line - 1]?.indexOf('s2-1-zz') ?? 0) + 1} elements\\[\\d+\\]\\.parents\\[0\\]$`),
    )
    expect(details[1]?.hint).not.toBe('')
    const broken = await load(own('format: throughline-plan/1\nid: [')).catch((e: unknown) => e)
    expect(broken).toMatchObject({
      code: 'plans/bad-plan',
      details: [{ path: expect.stringMatching(/^\d+:\d+/), code: 'plans/yaml' }],
    })
    const spanish = await load(own('a: 1', { lang: 'es' })).catch((e: unknown) => e)
    expect(spanish).toMatchObject({ details: [{ message: expect.stringMatching(/formato|archivo/i) }] })
    expect(await inMill((tx) => versionsOf(tx, 1))).toHaveLength(3)
  })

  it('says where a plan belongs', async () => {
    await expect(load(own(brooks))).rejects.toMatchObject({
      code: 'plans/other-district',
      message: expect.stringContaining('Two Brooks'),
    })
    await expect(load({ districtId: stateId, text: mill, kind: 'own' })).rejects.toMatchObject({
      code: 'plans/state-plan',
    })
    await expect(load(own(hartford, { kind: 'reference', current: true }))).rejects.toMatchObject({
      code: 'plans/reference-current',
    })
    await expect(load(own(mill, { kind: 'reference' }))).rejects.toMatchObject({
      kind: 'Conflict',
      code: 'plans/other-kind',
    })
    await expect(
      inMill((tx) => importPlan(services, tx, millScope, { districtId: brooksId, text: brooks, kind: 'own' })),
    ).rejects.toMatchObject({ kind: 'Forbidden' })
  })
})

describe('two districts with the same codes, and the same slug', () => {
  it('never mix', async () => {
    const title = async (work: typeof inMill, slug: string, code: string) => {
      const { plan } = await work((tx) => openPlan(tx, work === inMill ? millScope : brooksScope, { slug }))
      return plan ? elementsNamed(plan.graph, code)[0]?.title.en : null
    }
    expect(await title(inMill, 'mill-river-2026-29', 'G2')).toBe('Students in school, every day')
    expect(await title(inBrooks, 'two-brooks-2026-29', 'G2')).not.toBe('Students in school, every day')
    await expect(inBrooks((tx) => openPlan(tx, brooksScope, { slug: 'mill-river-2026-29' }))).rejects.toMatchObject({
      code: 'plans/no-plan',
    })
    const same = edited(brooks, 'id: two-brooks-2026-29', 'id: mill-river-2026-29')
    await load({ districtId: brooksId, text: same, kind: 'own' })
    expect(await title(inMill, 'mill-river-2026-29', 'G2')).toBe('Students in school, every day')
    expect(await title(inBrooks, 'mill-river-2026-29', 'G2')).toBe(await title(inBrooks, 'two-brooks-2026-29', 'G2'))
    expect(await inMill((tx) => targetsOf(tx, millId, 'chronic-absenteeism'))).toHaveLength(2)
    expect((await inBrooks((tx) => targetsOf(tx, brooksId, 'chronic-absenteeism'))).map((t) => t.source)).toHaveLength(
      2,
    )
    // Who sees both districts chooses one; the address then names it.
    const both = makeScope({ actor: 1, name: 'account:1', districts: [millId, brooksId], orgs: [], students: [] })
    const open = (district?: string) =>
      inScope(all.db, both, (tx) => openPlan(tx, both, { slug: 'mill-river-2026-29', district }))
    expect((await open()).choices).toHaveLength(2)
    expect((await open(String(brooksId))).plan).toMatchObject({ named: true, row: { district_id: brooksId } })
  })

  it('shows nothing of another district, and nothing at all without a scope', async () => {
    const count = (scope: Scope) =>
      inScope(all.db, scope, (tx) =>
        query<{ p: number; v: number; e: number }>(
          tx,
          'select (select count(*) from plans.plan) as p, (select count(*) from plans.plan_version) as v, (select count(*) from plans.element) as e',
        ),
      )
    expect(await count(noScope)).toEqual([{ p: 0, v: 0, e: 0 }])
    const [seen] = await count(brooksScope)
    expect(seen?.p).toBe(3)
    const foreign = await inBrooks((tx) =>
      query(tx, 'select 1 from plans.element where district_id <> all ($1::int[])', [[brooksId, stateId]]),
    )
    expect(foreign).toEqual([])
    expect(await inBrooks((tx) => query(tx, 'update plans.plan set current = false returning 1'))).toHaveLength(2)
    await expect(
      inBrooks((tx) =>
        query(
          tx,
          `insert into plans.plan (district_id, slug, kind, state, title, org_name, period_from, period_to, version, digest, saved_at) values (${millId}, 'x', 'own', 'draft', '{}', 'x', '2026-01-01', '2026-01-02', 1, 'x', now())`,
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('as of a day', () => {
  it('opens what the page said at the end of that day, in the time of the district', async () => {
    const id = 'two-brooks-2026-29'
    // The time of day keeps running, so the district's date of this moment is asked for, which may be the day before the one that was set.
    const days: string[] = []
    const day = (date: string, text: string) => {
      fixToday(date)
      days.push(dateIn(now(), 'America/New_York'))
      return load({ districtId: brooksId, text, kind: 'own' })
    }
    const first = (await inBrooks((tx) => openPlan(tx, brooksScope, { slug: id }))).plan
    const changed = edited(brooks, 'Small classes that know each child', 'Smaller classes that know each child')
    await day('2026-11-25', changed)
    await day('2026-11-27', brooks)
    fixToday('2026-11-30')
    const at = async (asOf: string) => {
      const { plan } = await inBrooks((tx) => openPlan(tx, brooksScope, { slug: id, asOf }))
      return [plan?.version.version, plan?.graph.byCode('1')[0]?.title.en]
    }
    const [one = '', two = ''] = days
    expect(await at(addDays(one, -1))).toEqual([first?.version.version, 'Small classes that know each child'])
    expect(await at(one)).toEqual([5, 'Smaller classes that know each child'])
    expect(await at(addDays(two, -1))).toEqual([5, 'Smaller classes that know each child'])
    expect(await at(two)).toEqual([6, 'Small classes that know each child'])
    expect(await at('2027-01-01')).toEqual([6, 'Small classes that know each child'])
    await expect(at('2026-11-01')).rejects.toMatchObject({ kind: 'Missing', code: 'plans/not-yet' })
    await expect(at('2026-02-30')).rejects.toMatchObject({ kind: 'Invalid', code: 'plans/bad-day' })
  })

  it('counts a day to its own midnight, also when clocks change', () => {
    expect(endOfDay('2026-11-20', 'America/New_York').toISOString()).toBe('2026-11-21T05:00:00.000Z')
    expect(endOfDay('2026-10-31', 'America/New_York').toISOString()).toBe('2026-11-01T04:00:00.000Z')
    expect(endOfDay('2026-11-01', 'America/New_York').toISOString()).toBe('2026-11-02T05:00:00.000Z')
  })
})

describe('search', () => {
  const search = (q: string) =>
    inMill(async (tx) => {
      const row = await planOf(tx, millId, 'mill-river-2026-29')
      const { rows, total } = await findElements(tx, row?.plan_id ?? 0, { code: q, terms: termsOf(q), limit: 5 })
      return { found: rows.map((one) => one.element), total }
    })

  it('finds by code first, by words in both languages, without accents', async () => {
    expect((await search('2.1.III')).found[0]).toBe('s2-1-iii')
    expect((await search('G2')).found[0]).toBe('g2')
    expect((await search('LEADER four members')).found).toEqual(['s2-1-i-1'])
    expect((await search('lider miembros')).found).toEqual(['s2-1-i-1'])
    expect((await search('nothing like this')).found).toEqual([])
    // A sign is a sign, not a pattern.
    expect((await search('%')).found).toEqual(['g2', 'g4', 'g5'])
    expect((await search('_')).found).toEqual([])
    expect((await search('')).total).toBe(0)
    const many = await search('2.1')
    expect(many.found[0]).toBe('s2-1')
    expect([many.found.length, many.total > 20]).toEqual([5, true])
  })
})
