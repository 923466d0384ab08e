import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { inScope, type Scope } from '../../platform/db/scope.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { type Listener, listen } from '../../platform/events.ts'
import { historyOf } from '../../platform/history/history.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { founded, planText, stateOf } from '../../platform/testing/plan-site.tsx'
import type { Services } from '../../platform/web/route.ts'
import { references, targetsOf } from '../indicators/index.ts'
import { systemScope } from '../people/index.ts'
import { importPlan, loadPlan, type PlanFile } from './actions.ts'
import { planLoaded } from './events.ts'
import { digest } from './file/canonical.ts'
import { readPlan } from './file/read.ts'
import { currentPlan, planTasks } from './reading.ts'
import { planOf, plansSeen, versionsOf } from './store.ts'

const mill = planText('mill-river-2026-29')
const hartford = planText('hartford-2021-24')
const brooks = planText('two-brooks-2026-29')
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
  millId = await founded(all, '9990011', 'Mill River Public Schools')
  brooksId = await founded(all, '9990022', 'Two Brooks School District')
  millScope = await systemScope(all.db, 'plans', millId)
  brooksScope = await systemScope(all.db, 'plans', brooksId)
  stateId = await stateOf(all)
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
    // A plan in memory is held to the format as a file is, and to the digest that was approved.
    const { plan } = readPlan(mill)
    if (!plan) throw new Error('mill')
    const inMemory: PlanFile = { districtId: millId, plan, kind: 'own' }
    expect(await load({ ...inMemory, digest: digest(plan) })).toMatchObject({ changed: false })
    await expect(load({ ...inMemory, digest: 'another' })).rejects.toMatchObject({ code: 'plans/other-digest' })
    const bad = { ...plan, title: { source: 'en' as const } }
    await expect(load({ ...inMemory, plan: bad })).rejects.toMatchObject({ code: 'plans/bad-plan' })
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
