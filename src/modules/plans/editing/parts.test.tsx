import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { draftPlan } from './drafts.ts'
import { flatMeasure, takeMeasure } from './measure-fields.ts'
import { same } from './ops.ts'
import { flatPart, partFormFields, partNames, partOf, takePart } from './part-fields.ts'
import { ask, begin, closeWorld, openWorld, within } from './world.test.tsx'

const load = (name: string): Plan => {
  const { plan } = readPlan(readFileSync(new URL(`../../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return plan
}
const mill = load('mill-river-2026-29')
const h18 = load('hartford-2018-22')

describe('lists of a plan', () => {
  test.each(partNames)('%s go through their form and come back as they were', (name) => {
    for (const plan of [mill, h18, load('waterbury-2020-27')]) {
      const part = partOf(plan, name)
      if (!part) throw new Error(name)
      const flat = flatPart(plan, part)
      expect(Object.keys(flat).toSorted()).toEqual(partFormFields(part).toSorted())
      const { value, problems } = takePart(plan, part, flat)
      expect([problems, same(value?.items, part.items)]).toEqual([[], true])
    }
  })
  test('an entry is added with an id of its words, changed, and taken out unless something names it', () => {
    const part = partOf(mill, 'offices')
    if (!part) throw new Error('offices')
    const added = takePart(mill, part, { 'new.name.en': 'Office of Arts', 'new.name.es': 'Oficina de Artes' })
    expect(added.value?.items.at(-1)).toEqual({
      id: 'office-of-arts',
      name: { en: 'Office of Arts', es: 'Oficina de Artes', source: 'en' },
      orgCode: null,
    })
    expect(takePart(mill, part, { 'new.orgCode': 'ART' }).problems).toEqual([{ field: 'new.name.en', rule: 'empty' }])
    expect(takePart(mill, part, { 'oss.name.en': ' ' }).problems).toEqual([{ field: 'oss.name.en', rule: 'empty' }])
    expect(takePart(mill, part, { 'oss.remove': 'yes' }).problems).toEqual([{ field: 'oss.remove', rule: 'used' }])
    const words = partOf(mill, 'glossary')
    const first = mill.glossary[0]?.term ?? ''
    if (words) expect(takePart(mill, words, { [`${first}.remove`]: 'yes' }).value?.items).toHaveLength(16)
    const money = partOf(mill, 'funding')
    if (!money) throw new Error('funding')
    expect(takePart(mill, money, { 'fund-meals.from': '2026-02-30' }).problems).toEqual([
      { field: 'fund-meals.from', rule: 'date' },
    ])
    expect(takePart(mill, money, { 'fund-meals.pays': '9.9' }).problems).toEqual([
      { field: 'fund-meals.pays', rule: 'nobody' },
    ])
    expect(
      takePart(mill, money, { 'fund-meals.amount': '1,250,000' }).value?.items.find(
        (one) => one['id'] === 'fund-meals',
      ),
    ).toMatchObject({ amount: 1250000 })
  })
})

describe('steps, groups and readings of a target', () => {
  const of = (plan: Plan, has: (t: Plan['measures'][number]['targets'][number]) => boolean) => {
    const measure = plan.measures.find((m) => m.targets.some(has))
    const target = measure?.targets.find(has)
    if (!measure || !target) throw new Error('no such target')
    const field = (name: string) => `t.${target.id}.${name}`
    const take = (changed: Record<string, string>) => {
      const { value, problems } = takeMeasure(
        plan,
        measure,
        Object.fromEntries(Object.entries(changed).map(([name, typed]) => [field(name), typed])),
      )
      return { target: value?.targets.find((one) => one.id === target.id), problems, field }
    }
    return { measure, target, take, flat: flatMeasure(plan, measure), field }
  }
  test('steps as lines', () => {
    const { take } = of(mill, (t) => t.kind === 'milestoneSeries')
    expect(
      take({ milestones: '2027-06-30: 24.5\n\n2028 (Year 2): 20\n2029-06-30 2029: -3' }).target?.milestones,
    ).toEqual([
      { dueBy: { words: null, schoolYear: null, date: '2027-06-30' }, amount: 24.5 },
      { dueBy: { words: 'Year 2', schoolYear: 2028, date: null }, amount: 20 },
      { dueBy: { words: null, schoolYear: 2029, date: '2029-06-30' }, amount: -3 },
    ])
    for (const typed of ['soon: 3', '2027: many', '2027 24'])
      expect(take({ milestones: typed }).problems.map((one) => one.rule)).toEqual(['steps'])
  })
  test('a group, and one that nobody knows', () => {
    const { take } = of(mill, () => true)
    expect(take({ population: 'grade: 3' }).target?.population).toEqual({ set: 'grade', value: '3' })
    expect(take({ population: '' }).target?.population).toEqual({ set: 'all', value: 'all' })
    expect(take({ population: 'shoe: 42' }).problems.map((one) => one.rule)).toEqual(['group'])
  })
  test('a reading is chosen by a role on a day, or not at all', () => {
    const { take, target } = of(h18, (t) => t.interpretations.length > 1)
    const [one] = target.interpretations
    const chosen = { chosen: one?.id ?? '', chosenBy: 'Chief of Schools', chosenOn: '2026-11-20' }
    expect(take(chosen).target).toMatchObject(chosen)
    expect(take({ chosen: one?.id ?? '' }).problems.map((p) => p.rule)).toEqual(['empty', 'empty'])
    expect(take({ ...chosen, chosen: 'nothing' }).problems.map((p) => p.rule)).toEqual(['nobody'])
    expect(take({ ...chosen, chosenOn: 'today' }).problems.map((p) => p.rule)).toEqual(['date'])
    expect(take({ chosen: '', chosenBy: 'Somebody' }).target).toMatchObject({ chosen: null, chosenBy: null })
  })
})

describe('two people and a list', () => {
  beforeAll(openWorld)
  afterAll(closeWorld)
  it('change different offices: both stay; the same one: the second sees both', async () => {
    const { id, path } = await begin()
    const offices = async () => (await within('chief', (tx) => draftPlan(tx, id))).plan.offices
    const send = (who: string, n: number, fields: Record<string, string>) =>
      ask(who, `${path}/parts/offices`, { n: String(n), boxes: 'yes', ...fields })
    expect((await ask('chief', `${path}?part=offices`)).text).toContain('Office of Student Support')
    expect((await ask('chief', path)).html).toContain(`${path}?part=offices`)
    expect((await send('chief', 0, { 'oss.name.en': 'Office of Care' })).status).toBe(303)
    expect(
      (await send('cabinet', 0, { 'acad.name.es': 'Oficina de Estudios', 'new.name.en': 'Office of Arts' })).status,
    ).toBe(303)
    const now = await offices()
    expect(now.find((one) => one.id === 'oss')?.name.en).toBe('Office of Care')
    expect(now.find((one) => one.id === 'acad')?.name.es).toBe('Oficina de Estudios')
    expect(now.at(-1)?.id).toBe('office-of-arts')
    const clash = await send('cabinet', 0, { 'oss.name.en': 'Office of Help', 'fin.name.en': 'Office of Money' })
    expect(clash.status).toBe(409)
    expect(clash.html).toContain('Office of Help')
    expect(clash.html).toContain('Office of Care')
    expect((await send('cabinet', 2, { 'oss.remove': 'yes' })).status).toBe(422)
    expect((await send('teacher', 2, { 'oss.name.en': 'X' })).status).toBe(403)
    expect((await ask('chief', `${path}/parts/elements`, { n: '0' })).status).toBe(404)
    expect((await ask('teacher', `${path}?part=offices`)).text).toContain('Office of Care')
    expect((await ask('chief', `${path}?part=offices&lang=es`)).text).not.toMatch(/\b(Name|Add one|Take this)\b/)
  })
})
