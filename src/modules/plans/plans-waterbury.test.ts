import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Element, Plan } from './file/format.ts'
import { readPlan } from './file/read.ts'
import { planGraph } from './graph.ts'
import { problemLine } from './problems/say.ts'

const name = 'waterbury-2020-27.plan.yaml'
const read = readPlan(readFileSync(new URL(`../../../plans/${name}`, import.meta.url)))
if (!read.plan) throw new Error(read.problems.map((p) => problemLine(p, name)).join('\n'))
const plan: Plan = read.plan
const graph = planGraph(plan)
const goals = plan.elements.filter((e) => e.level === 'goal')
const under = (goal: Element, level: string) => graph.children(goal.id).filter((e) => e.level === level)
const measure = (id: string) => plan.measures.find((m) => m.id === id)
const total = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)

/* Counted by hand in the source: goal, strategies, timeframes beside them, lines in the list of measures. */
const counted: readonly [string, number, number, number][] = [
  ['A1.G1', 4, 4, 7],
  ['A1.G2', 11, 11, 3],
  ['A2.G1', 6, 6, 18],
  ['A2.G2', 8, 7, 8],
  ['A2.G3', 5, 5, 2],
  ['A2.G4', 9, 9, 8],
  ['A3.G1', 3, 3, 3],
  ['A3.G2', 4, 4, 4],
  ['A3.G3', 3, 3, 4],
  ['A4.G1A', 8, 6, 9],
  ['A4.G1B', 4, 4, 4],
  ['A4.G2', 7, 1, 11],
  ['A4.G3', 2, 2, 4],
  ['A5.G1', 3, 1, 2],
  ['A5.G2', 4, 1, 3],
]
/* Every wording of a timeframe, and how often it is printed. */
const wordings: Readonly<Record<string, number>> = {
  '2020-2021': 24,
  '2021-2022': 16,
  '2022-2023': 3,
  '2023-2024': 1,
  '2020-2022': 1,
  '2020-2023': 2,
  '2021-2023': 1,
  '2021-2025': 2,
  '2021-2027': 1,
  '2022-2024': 1,
  '2020-2021 - Ongoing': 3,
  '2020-ongoing': 1,
  '2021': 1,
  '2024-2025; Annually': 1,
  Ongoing: 2,
  'Ongoing - 2021': 1,
  'Ongoing - 2023': 1,
  'Sept. 2020-Dec. 2020': 1,
  'Sept. 2020-Ongoing': 1,
  'Summer 2020': 1,
  'Summer 2020 leading into 2020-21 Budget Cycle': 1,
  'Summer 2020 leading into 2020-21 Budget Cycle and ongoing': 1,
}
const timed = plan.elements.filter((e) => e.timeframe)

test('Waterbury is complete: areas, goals, strategies, timeframes and measures by goal', () => {
  expect(Object.fromEntries(graph.counts().map((c) => [c.level.id, c.count]))).toEqual({
    area: 5,
    goal: 15,
    strategy: 81,
    part: 2,
    loose: 17,
  })
  expect([1, 2, 3, 4, 5].map((n) => graph.children(`a${n}`).length)).toEqual([2, 4, 3, 4, 2])
  const found = goals.map((goal) => [
    goal.code,
    under(goal, 'strategy').length,
    graph.children(goal.id).filter((e) => e.timeframe).length,
    graph.measures(goal.id).filter((m) => m.source?.place?.endsWith('measures')).length,
  ])
  expect(found).toEqual(counted)
  expect([1, 2, 3].map((i) => total(counted.map((row) => Number(row[i]))))).toEqual([81, 67, 90])
  // One measure more than the lists have: the 100% that stands in the sentence of a goal.
  expect(plan.measures).toHaveLength(91)
  expect(measure('m-a3-g1-reach')?.targets[0]).toMatchObject({
    kind: 'level',
    operator: '>=',
    amount: 100,
    unit: 'percent',
    dueBy: null,
  })
})

test('every wording of a timeframe, word for word', () => {
  const found: Record<string, number> = {}
  for (const e of timed) if (e.timeframe) found[e.timeframe.words] = (found[e.timeframe.words] ?? 0) + 1
  expect(found).toEqual(wordings)
  expect(total(Object.values(wordings))).toBe(67)
})

test('days only where the words leave no doubt', () => {
  const open = ['Summer', 'Ongoing - ']
  for (const { id, timeframe } of timed) {
    if (!timeframe) continue
    const { words, from, to } = timeframe
    const years = /^(\d{4})-(\d{4})$/.exec(words)
    if (years) expect([from, to], id).toEqual([`${years[1]}-07-01`, `${years[2]}-06-30`])
    if (words === '2021' || open.some((start) => words.startsWith(start))) expect([from, to], id).toEqual([null, null])
  }
  const every = Object.fromEntries(timed.flatMap((e) => (e.timeframe?.every ? [[e.code, e.timeframe.every]] : [])))
  expect(every).toEqual({
    'A1.G2.k': 'yearly',
    'A3.G1.a': 'quarterly',
    'A3.G1.b': 'twice_a_year',
    'A3.G2.b': 'twice_a_year',
    'A3.G2.c': 'three_times_a_year',
    'A3.G3.b': 'twice_a_year',
    'A3.G3.c': 'three_times_a_year',
    'A4.G1A.a': 'yearly',
  })
})

test('lost rows are unaligned, never paired', () => {
  const strategies = plan.elements.filter((e) => e.level === 'strategy')
  // Alone in its list, so that nothing could be lost.
  const stated = strategies.filter((e) => e.state === 'stated').map((e) => e.code)
  expect(stated).toEqual(['A2.G4.i', 'A3.G2.d', 'A4.G3.a', 'A4.G3.b'])
  expect(strategies.filter((e) => e.timeframe)).toHaveLength(50)
  const lists = goals.filter((goal) => under(goal, 'loose').length > 0)
  expect(lists.map((goal) => [goal.code, under(goal, 'loose').length])).toEqual([
    ['A2.G2', 7],
    ['A4.G1A', 3],
    ['A4.G1B', 4],
    ['A4.G2', 1],
    ['A5.G1', 1],
    ['A5.G2', 1],
  ])
  for (const e of plan.elements)
    if (e.level === 'loose') expect([e.state, e.timeframe === null]).toEqual(['unaligned', false])
  // Which strategy a measure tells of is lost everywhere.
  for (const m of plan.measures) expect(m.of.map((id) => graph.byId(id)?.level)).toEqual(['goal'])
})

test('the same work under two goals, with other dates, and people counted in two areas', () => {
  const twins = ['a', 'b', 'c'].map((l) => ['a3-g2', 'a3-g3'].map((goal) => graph.byId(`${goal}-${l}`)))
  for (const [one, other] of twins) {
    expect(one?.title).toEqual(other?.title)
    expect(one?.mentions[0]?.words).toBe(other?.mentions[0]?.words)
  }
  expect(twins.map((pair) => pair.map((e) => e?.mentions[0]?.date))).toEqual([
    ['Sept. 2020-Ongoing', 'Sept. 2020-Dec. 2020'],
    ['2021-2022', '2021-2022'],
    ['2021-2022', '2021-2022'],
  ])
  for (const n of [1, 2, 3]) {
    const [one, other] = [measure(`m-a3-g2-${n}`), measure(`m-a3-g3-${n}`)]
    expect(one?.title).toEqual(other?.title)
    expect(one?.mentions[0]?.words).toBe(other?.mentions[0]?.words)
  }
  const [teaching, talent] = [measure('m-a2-g4-8'), measure('m-a4-g2-5')]
  expect(teaching?.title).toEqual(talent?.title)
  expect([teaching?.mentions[0]?.unit, talent?.mentions[0]?.unit]).toEqual(['# of', 'Number of'])
})

test('the rest: evidence, values, traits, offices, the making, the approval', () => {
  expect(plan.measures.filter((m) => m.artefact)).toHaveLength(19)
  expect(plan.measures.filter((m) => m.pair).map((m) => m.id)).toEqual(['m-a4-g2-2'])
  const targets = plan.measures.flatMap((m) => m.targets.map((t) => t.kind)).toSorted()
  expect(targets).toEqual([...Array(6).fill('completion'), ...Array(3).fill('direction'), 'level'])
  const kinds = plan.statements.map((one) => one.kind)
  expect(['mission', 'vision', 'value', 'portrait'].map((k) => kinds.filter((one) => one === k).length)).toEqual([
    1, 1, 7, 8,
  ])
  expect(plan.offices.filter((o) => o.id.startsWith('sub-'))).toHaveLength(5)
  expect([plan.story.length, plan.voices.length, plan.needs.length, plan.approvals.length]).toEqual([11, 1, 1, 1])
  expect([plan.funding.length, plan.mentions.length, plan.declares.length]).toEqual([4, 3, 0])
  expect([plan.adoption.on, plan.approvals[0]?.on]).toEqual(['2021-04-01', '2021-04-01'])
})

/* The tests below need the source document, which is no part of the product. */
const seeds = new URL('../../../../shared/seeds/', import.meta.url)
const here = existsSync(seeds)
const text = () =>
  readdirSync(seeds)
    .map((f) => readFileSync(new URL(f, seeds), 'utf8'))
    .find((t) => t.includes('Strategic Plan 2020 - 2027')) ?? ''

test.skipIf(!here)('the source prints as many bullets and school years as the file holds', () => {
  const source = text()
  // Goal A2.G3 lists its two measures without bullets.
  expect(source.split('●').length - 1).toBe(90 - 2)
  for (const [words, count] of Object.entries(wordings))
    if (/^\d{4}-\d{4}$/.test(words))
      expect([words, [...source.matchAll(new RegExp(`^${words}(?: ●|$)`, 'gm'))].length]).toEqual([words, count])
  expect(source.match(/Strategic Area \d/g)).toHaveLength(5)
  expect(source.match(/Goal \d[AB]?:/g)).toHaveLength(15)
})

const words = (s: string) =>
  s
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}%.$-]+/gu, ' ')
    .replace(/[.-](?=\s|$)/g, '')
    .trim()
    .split(/\s+/)
const runs = (list: readonly string[]) => list.slice(6).map((_, i) => list.slice(i, i + 7).join(' '))

test.skipIf(!here)('seven words in a row are copied nowhere; quotes stand in the source', () => {
  const source = words(text())
  const copied = new Set(runs(source))
  expect(copied.has('the board of education worked alongside the')).toBe(true)
  const all = ` ${source.join(' ')} `
  const found: string[] = []
  const unknown: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      if (!path.endsWith('.words'))
        for (const run of runs(words(value))) if (copied.has(run)) found.push(`${path}: ${run}`)
      if (/(mentions|targets)\.\d+\.words$/.test(path) && !all.includes(` ${words(value).join(' ')} `))
        unknown.push(`${path}: ${value}`)
    } else if (value !== null && typeof value === 'object')
      for (const [key, v] of Object.entries(value)) walk(v, `${path}.${key}`)
  }
  walk(plan, '')
  expect(found).toEqual([])
  expect(unknown).toEqual([])
})
