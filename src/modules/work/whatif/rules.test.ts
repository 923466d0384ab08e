import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../platform/config.ts'
import { definitions } from '../../indicators/index.ts'
import { planGraph, readPlan } from '../../plans/index.ts'
import { waitsIn, wavesIn } from '../chain/plan-chain.ts'
import { wavesOfParts } from '../chain/rules.ts'
import { promisesIn } from './reading.ts'
import { whatIf } from './rules.ts'
import type { Broken, Change, World } from './schema.ts'

const { plan } = readPlan(readFileSync(join(projectRoot, 'plans', 'mill-river-2026-29.plan.yaml')))
if (!plan) throw new Error('no plan')
const graph = planGraph(plan)
const waves = wavesOfParts(plan.elements, graph.up)
const begins = new Map(wavesIn(graph).map((wave) => [wave.name, wave.begin]))
const tasks = plan.elements.filter((one) => one.level === 'task')
const numbers = new Map(tasks.map((task, at) => [task.id, at + 1]))

/** The demo plan on its day, nothing begun. */
const world: World = {
  graph,
  items: tasks.map((task) => ({
    item_id: numbers.get(task.id) ?? 0,
    element: task.id,
    code: task.code,
    title: task.title,
    office: task.owner,
    state: 'open',
    starts_on: task.timeframe?.from ?? null,
    due_on: task.timeframe?.to ?? null,
    done_on: null,
    held_until: begins.get(waves.get(task.id) ?? '') ?? null,
  })),
  edges: waitsIn(graph).map(({ task, needs }) => ({
    item_id: numbers.get(task) ?? 0,
    needs_item: numbers.get(needs) ?? 0,
    days_between: 0,
  })),
  duties: [
    { id: 1, title: { en: 'Report on registration' }, basis: 'Plan, 3.1.iv', office: 'fcp' },
    { id: 2, title: { en: 'Count of tests' }, basis: 'Policy 7', office: 'lang' },
  ],
  promises: promisesIn(graph, (definition) => Object.hasOwn(definitions, definition)),
  waves,
  today: '2026-11-20',
}
const none: Change = { drops: [], wave: null, roles: [] }

const nameOf = (kind: string, id: string): string => (kind === 'item' ? (tasks[Number(id) - 1]?.id ?? id) : id)
const rowOf = (one: Broken): string =>
  [
    one.effect,
    one.kind,
    nameOf(one.kind, one.id),
    one.how,
    one.values.days ?? '',
    one.path.map((step) => `${step.by}:${step.kind}/${nameOf(step.kind, step.id)}`).join(' > '),
  ].join('\t')
const golden = (name: string): string[] =>
  readFileSync(join(import.meta.dirname, 'golden', `${name}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .toSorted()
const answer = (change: Partial<Change>, of: World = world): string[] =>
  whatIf(of, { ...none, ...change })
    .map(rowOf)
    .toSorted()

describe('what if, on the demo plan; each case was worked out from the plan by hand', () => {
  it('an action is dropped', () => {
    expect(answer({ drops: ['s3-1-iv'] })).toEqual(golden('drop-registration'))
  })
  it('a wave begins 400 days later', () => {
    expect(answer({ wave: { name: 'Second wave, 2027-28', days: 400 } })).toEqual(golden('delay-second-wave'))
  })
  it('an office has no head', () => {
    expect(answer({ roles: ['office:lang'] })).toEqual(golden('lose-language-office'))
  })
})

describe('what if', () => {
  const finds = (change: Partial<Change>, kind: string, id: string, of: World = world): Broken | undefined =>
    whatIf(of, { ...none, ...change }).find((one) => one.kind === kind && one.id === id)

  it('empties what loses everything below it, up to the goal and what is promised of it', () => {
    const drops = ['s1-4-i', 's1-4-ii', 's1-4-iii']
    expect(finds({ drops }, 'element', 's1-4')).toMatchObject({ effect: 'breaks', how: 'empty' })
    expect(finds({ drops }, 'element', 'g7')).toMatchObject({ effect: 'breaks', how: 'empty' })
    // The other goal keeps its other strategy.
    expect(finds({ drops }, 'element', 'g3')).toMatchObject({ effect: 'weaker', values: { left: 1, of: 2 } })
    expect(finds({ drops }, 'promise', 'm-graduation/g7-2029')).toMatchObject({ effect: 'breaks' })
    expect(finds({ drops }, 'promise', 'm-track/g3-2029')).toMatchObject({ effect: 'weaker' })
  })
  it('follows what waits for a dropped task as far as it goes, but not what is done', () => {
    const number = (id: string) => String(numbers.get(id))
    const drops = ['s2-4-iii-1']
    expect(finds({ drops }, 'item', number('s2-4-iii-4'))).toMatchObject({ effect: 'breaks', how: 'waits' })
    expect(finds({ drops }, 'item', number('s2-4-iii-4'))?.path.map((step) => nameOf(step.kind, step.id))).toEqual([
      's2-4-iii-1',
      's2-4-iii-1',
      's2-4-iii-2',
      's2-4-iii-3',
      's2-4-iii-4',
    ])
    const done: World = {
      ...world,
      items: world.items.map((item) => (item.element === 's2-4-iii-3' ? { ...item, state: 'done' } : item)),
    }
    expect(finds({ drops }, 'item', number('s2-4-iii-4'), done)).toBeUndefined()
  })
  it('leaves what has begun where it is when its wave is delayed', () => {
    const begun: World = {
      ...world,
      items: world.items.map((item) => (item.element === 's3-1-iv-2' ? { ...item, state: 'going_on' } : item)),
    }
    const change = { wave: { name: 'Second wave, 2027-28', days: 400 } }
    expect(finds(change, 'item', String(numbers.get('s3-1-iv-4')), begun)).toBeUndefined()
  })
  it('tells of a role of the plan which goals it speaks for, and changes nothing of the world', () => {
    const before = JSON.stringify(world.items)
    expect(finds({ roles: ['role:cfe'] }, 'element', 'g4')).toMatchObject({ effect: 'weaker', how: 'noChampion' })
    expect(whatIf(world, none)).toEqual([])
    expect(JSON.stringify(world.items)).toBe(before)
  })
})
