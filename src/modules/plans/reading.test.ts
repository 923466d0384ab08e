import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateIn, fixToday, now } from '../../platform/clock.ts'
import { addDays } from '../../platform/dates.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import { inScope, makeScope, noScope, type Scope } from '../../platform/db/scope.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { founded, planText, stateOf } from '../../platform/testing/plan-site.tsx'
import { targetsOf } from '../indicators/index.ts'
import { systemScope } from '../people/index.ts'
import { loadPlan, type PlanFile } from './actions.ts'
import { blankMeasure } from './file/blank.ts'
import { planGraph } from './graph.ts'
import { elementsNamed, openPlan } from './reading.ts'
import { endOfDay, termsOf } from './rules.ts'
import { findElements, planOf } from './store.ts'

const mill = planText('mill-river-2026-29')
const brooks = planText('two-brooks-2026-29')
const edited = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`"${from}" is not in the file.`)
  return text.replace(from, to)
}

let all: Awaited<ReturnType<typeof freshServices>>
let millId: number
let brooksId: number
let stateId: number
let millScope: Scope
let brooksScope: Scope
const inMill = <T>(work: (tx: Tx) => Promise<T>) => inScope(all.db, millScope, work)
const inBrooks = <T>(work: (tx: Tx) => Promise<T>) => inScope(all.db, brooksScope, work)
const load = (asked: PlanFile) => loadPlan(all, asked)

beforeAll(async () => {
  fixToday('2026-11-20')
  all = await freshServices()
  millId = await founded(all, '9990011', 'Mill River Public Schools')
  brooksId = await founded(all, '9990022', 'Two Brooks School District')
  millScope = await systemScope(all.db, 'plans', millId)
  brooksScope = await systemScope(all.db, 'plans', brooksId)
  stateId = await stateOf(all)
  await load({ districtId: millId, text: mill, kind: 'own', current: true })
  await load({ districtId: stateId, text: planText('hartford-2021-24'), kind: 'reference' })
  await load({ districtId: brooksId, text: brooks, kind: 'own' })
})
afterAll(async () => {
  fixToday(null)
  await all.end()
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
    expect(await inMill((tx) => targetsOf(tx, millId, 'chronic-absenteeism'))).toHaveLength(1)
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
    expect(await at(one)).toEqual([2, 'Smaller classes that know each child'])
    expect(await at(addDays(two, -1))).toEqual([2, 'Smaller classes that know each child'])
    expect(await at(two)).toEqual([3, 'Small classes that know each child'])
    expect(await at('2027-01-01')).toEqual([3, 'Small classes that know each child'])
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

describe('a code in an address or a search', () => {
  it('leads to its element however it is typed; a code of a measure to what it measures; old codes go on', async () => {
    const { plan } = await inMill((tx) => openPlan(tx, millScope, { slug: 'mill-river-2026-29' }))
    if (!plan) throw new Error('no plan')
    const named = (text: string) => elementsNamed(plan.graph, text).map((one) => one.id)
    for (const text of ['s2-1-iii', '2.1.iii', '2.1.III', '2 1 iii', '2-1-iii', '2.1.3'])
      expect(named(text), text).toEqual(['s2-1-iii'])
    expect(named('no such')).toEqual([])
    const [first] = plan.graph.plan.elements
    if (!first) throw new Error('empty')
    const older = planGraph({
      ...plan.graph.plan,
      elements: [{ ...first, oldCodes: ['X-9'] }, ...plan.graph.plan.elements.slice(1)],
      measures: [blankMeasure({ id: 'coded', of: ['g2'], title: { en: 'Coded', source: 'en' }, code: 'M.77' })],
    })
    expect(elementsNamed(older, 'x-9').map((one) => one.id)).toEqual([first.id])
    expect(elementsNamed(older, 'X9').map((one) => one.id)).toEqual([first.id])
    expect(elementsNamed(older, 'm77').map((one) => one.id)).toEqual(['g2'])
  })
})
