import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkPlan } from './check.ts'
import { canonical } from './file/canonical.ts'
import type { Plan } from './file/format.ts'
import { readPlan } from './file/read.ts'
import { planGraph } from './graph.ts'
import { problemLine } from './problems/say.ts'

const folder = new URL('../../../plans/', import.meta.url)
const files = readdirSync(folder).filter((f) => f.endsWith('.plan.yaml'))
function load(name: string): Plan {
  const { plan, problems } = readPlan(readFileSync(new URL(name, folder)))
  if (!plan) throw new Error(problems.map((p) => problemLine(p, name)).join('\n'))
  return plan
}
/** What the source itself has wrong: kept as it stands there, and found. */
const asTheSourceHasIt = new Set(['hartford-2018-22 cho2-t2 date-outside', 'hartford-2018-22 cho2-t3 date-outside'])
const counts = (plan: Plan) =>
  Object.fromEntries(
    planGraph(plan)
      .counts()
      .map((c) => [c.level.id, c.count]),
  )

describe.each(files)('%s', (file) => {
  const source = readFileSync(new URL(file, folder), 'utf8')
  const { plan, places, problems } = readPlan(source)

  test('reads, and the check finds nothing but open readings', () => {
    expect(problems.map((p) => problemLine(p, file))).toEqual([])
    if (!plan) return
    expect(`${plan.id}.plan.yaml`).toBe(file)
    const found = checkPlan(plan, places).filter(
      (p) => p.rule !== 'open-reading' && !asTheSourceHasIt.has(`${plan.id} ${p.element} ${p.rule}`),
    )
    expect(found.map((p) => problemLine(p, file))).toEqual([])
  })

  test('the canonical form reads back as the same plan', () => {
    if (!plan) throw new Error('not read')
    const again = readPlan(canonical(plan))
    expect(again.plan).toEqual(plan)
    expect(again.plan && canonical(again.plan)).toBe(canonical(plan))
  })

  test('every text stands in English and in Spanish', () => {
    const missing: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (value === null || typeof value !== 'object') return
      if ('en' in value || 'es' in value) {
        if (!('en' in value && 'es' in value)) missing.push(path)
      } else for (const [key, v] of Object.entries(value)) walk(v, `${path}.${key}`)
    }
    walk(plan, '')
    expect(missing).toEqual([])
  })
})

test('Hartford 2021-24 is complete, counted against its text', () => {
  const plan = load('hartford-2021-24.plan.yaml')
  // The plan claims work streams, steps, fidelity indicators and annual measures, and lists none.
  const claimed = { stream: 0, step: 0, fidelity: 0, annual: 0 }
  expect(counts(plan)).toEqual({
    priority: 4,
    'major-goal': 4,
    'secondary-goal': 3,
    strategy: 11,
    action: 28,
    answer: 13,
    ...claimed,
  })
  expect(plan.declares.map((one) => one.level)).toEqual([...Array(4).fill('priority'), ...Object.keys(claimed)])
  // Themes of feedback: 2 of students, 3 of families, 5 of principals, 2 of the board, 2 of partners; then four voices of families.
  const themes = plan.voices.filter((one) => one.basis === 'stated')
  expect([themes.length, plan.voices.length]).toEqual([14, 18])
  expect(new Set(themes.flatMap((one) => one.shows)).size).toBe(13)
  expect([plan.story.length, plan.approvals.length, plan.funding.length, plan.needs.length]).toEqual([7, 2, 4, 3])
  expect(plan.funding.map((one) => one.amount)).toEqual([null, 144_000_000, null, null])
  const graph = planGraph(plan)
  expect(['p1', 'p2', 'p3', 'p4'].map((p) => graph.children(p).length)).toEqual([3, 2, 2, 4])
  expect(plan.elements.filter((e) => e.level === 'strategy').flatMap((e) => e.youWillSee)).toHaveLength(25)
  for (const p of ['p1', 'p2', 'p3', 'p4']) expect(graph.byId(p)?.text, 'a vision').not.toBeNull()
  const amounts = plan.measures.map((m) => m.targets.map((t) => [t.operator, t.amount, t.dueBy?.schoolYear]).flat())
  expect(amounts).toEqual([83, 48, 45, 13, 68.2, 67.8, 85.3].map((n) => [n === 13 ? '<=' : '>=', n, 2024]))
  // The figures of another document are kept beside the goals; they are no readings of them.
  const math = plan.measures.find((m) => m.id === 'm-g3')
  expect([math?.mentions.map((one) => one.number), math?.targets[0]?.interpretations]).toEqual([[45, 27.3], []])
  const open = plan.measures.flatMap((m) => m.targets.map((t) => t.interpretations.length))
  expect(open).toEqual([2, 0, 0, 0, 3, 0, 0])
})

test('Hartford 2015-20 is complete, counted against its text', () => {
  const plan = load('hartford-2015-20.plan.yaml')
  expect(counts(plan)).toEqual({
    aim: 2,
    strategy: 2,
    action: 6,
    point: 33,
    project: 3,
    indicator: 8,
    tier: 3,
    service: 12,
    commitment: 5,
    evidence: 4,
  })
  const graph = planGraph(plan)
  expect(['s1', 's2'].map((id) => graph.children(id).filter((e) => e.level === 'action').length)).toEqual([3, 3])
  const [of, from] = [
    plan.measures.map((m) => m.targets[0]?.amount),
    plan.measures.map((m) => m.targets[0]?.baseline?.value),
  ]
  expect(of).toEqual([10, 100, 90, -90, 80, 100, 100, 75])
  expect(from).toEqual([25.1, 72.5, 71.5, 4835, 55, 72, 75.92, 49])
  // A level and a cut that do not agree: 25.1 less 60 percent is 10.04, not below 10.
  const absence = plan.measures.find((m) => m.id === 'm-e1')?.targets
  expect(absence?.map((t) => [t.kind, t.operator, t.amount, t.baseline?.value])).toEqual([
    ['level', '<', 10, 25.1],
    ['changeRelative', '<=', -60, 25.1],
  ])
  // "Halfway" at 49 of 75, and an end of suspensions that is 90 percent fewer of them.
  expect(graph.byId('e8')?.mentions.at(-1)).toMatchObject({ words: 'We are halfway there', number: 50 })
  expect(plan.measures.find((m) => m.id === 'm-e4')?.targets.map((t) => t.amount)).toEqual([-90, 0])
  // Of the starting values only the graduation rate is one that the state printed.
  const printed = (id: string) => plan.published.filter((p) => p.measure === id).map((p) => p.value)
  expect(['m-e1', 'm-e3', 'm-e4', 'm-e8'].map((id, i) => printed(id).includes([25.1, 71.5, 4835, 49][i] ?? 0))).toEqual(
    [false, true, false, false],
  )
  const kinds = plan.statements.map((one) => one.kind)
  expect(['theory', 'value', 'belief'].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([5, 9, 7])
})

test('CTECS 2019-22 is complete, counted against the memo', () => {
  const plan = load('ctecs-2019-22.plan.yaml')
  expect(counts(plan)).toEqual({ theme: 5, area: 8, goal: 0, strategy: 0, measure: 0, duty: 1 })
  expect([plan.story.length, plan.voices.length, plan.approvals.length, plan.mentions.length]).toEqual([12, 2, 3, 7])
  // The subject line gives the plan other years than the text does.
  const years = plan.mentions.flatMap((one) => (one.date ? [[one.place, one.date]] : []))
  expect(years).toEqual([
    ['Subject line', '2019-2020'],
    ['Introduction', '2019-2022'],
    ['Introduction', 'three years'],
    ['Recommendation and justification', '2019-2022'],
  ])
  // The memo claims goals, strategies and measures and lists none.
  expect(plan.declares.map((one) => [one.level, one.count])).toEqual([
    ['theme', 5],
    ['goal', 5],
    ['strategy', null],
    ['measure', null],
    ['area', 8],
    ['area', 8],
    ['goal', 5],
    ['measure', null],
  ])
})

test('Mill River: the goal that the demo lives by', () => {
  const plan = load('mill-river-2026-29.plan.yaml')
  expect(counts(plan)).toEqual({ priority: 4, goal: 10, strategy: 14, action: 43, task: 129 })
  const graph = planGraph(plan)
  const goal = graph.byCode('G2')[0]
  expect(graph.measures(goal?.id ?? '').map((m) => m.definition)).toEqual([
    'chronic-absenteeism',
    'average-daily-attendance',
  ])
  expect(graph.measures('g2')[0]?.targets[0]).toMatchObject({
    kind: 'level',
    operator: '<=',
    amount: 13,
    path: 'linear',
    baseline: { value: 29, asOf: { schoolYear: 2024 } },
    dueBy: { schoolYear: 2029 },
  })
  expect(graph.parents('s4-3').map((e) => e.id)).toEqual(['g6', 'g2'])
  for (const e of plan.elements)
    if (e.level === 'task') expect([e.owner, e.timeframe?.from].every(Boolean), e.id).toBe(true)
})

test('two districts use the same codes and stay apart', () => {
  const [mill, brooks] = ['mill-river-2026-29.plan.yaml', 'two-brooks-2026-29.plan.yaml'].map((f) => planGraph(load(f)))
  for (const code of ['G1', 'G2', '2.1', '2.1.iii']) {
    expect(brooks?.byCode(code)).toHaveLength(1)
    expect(brooks?.byCode(code)[0]?.title).not.toEqual(mill?.byCode(code)[0]?.title)
  }
})

/* The tests below need the source documents, which are no part of the product. */
const shared = new URL('../../../../shared/', import.meta.url)
const here = existsSync(new URL('seeds/', shared))
if (!here) console.warn('plans: ../shared is absent; the own-words test and the test of typed figures are skipped.')

const words = (s: string) =>
  s
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}%.$-]+/gu, ' ')
    .replace(/[.-](?=\s|$)/g, '')
    .trim()
    .split(/\s+/)
const runs = (list: readonly string[]) => list.slice(6).map((_, i) => list.slice(i, i + 7).join(' '))

describe.skipIf(!here)('against the source documents', () => {
  test('no run of seven words is copied', () => {
    const copied = new Set<string>()
    for (const f of readdirSync(new URL('seeds/', shared)))
      for (const run of runs(words(readFileSync(new URL(`seeds/${f}`, shared), 'utf8')))) copied.add(run)
    expect(copied.has('these goals will take time and consistent')).toBe(true)
    const found: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'string') {
        if (!path.endsWith('.words'))
          for (const run of runs(words(value))) if (copied.has(run)) found.push(`${path}: ${run}`)
      } else if (value !== null && typeof value === 'object')
        for (const [key, v] of Object.entries(value)) walk(v, `${path}.${key}`)
    }
    for (const file of files) walk(load(file), file)
    expect(found).toEqual([])
  })

  test.each([
    ['hartford-2021-24', 17],
    ['hartford-2015-20', 20],
    ['waterbury-2020-27', 6],
  ])('every published figure of %s stands in its file as typed', (name, count) => {
    const plan = load(`${name}.plan.yaml`)
    expect(plan.published).toHaveLength(count)
    const all = globSync('data/{edsight,accountability}/**/*.csv', { cwd: shared })
    for (const p of plan.published) {
      const source = plan.sources.find((s) => s.id === p.source.id)
      const path = all.find((f) => basename(f) === source?.file && !f.includes('-school/'))
      if (!path) throw new Error(`no file ${source?.file}`)
      const grade = /grade (\d\d)/.exec(p.source.place)?.[1]
      const subject = /grade \d\d, (\w+)/.exec(p.source.place)?.[1]
      const rows = readFileSync(new URL(path, shared), 'utf8')
        .split('\n')
        .filter((l) => l.includes(p.entity.code) && (!grade || l.includes(`,${grade},"${subject}"`)))
      expect(rows, `${path} ${p.source.place}`).toHaveLength(1)
      const cells = rows[0]?.split(',').map((c) => c.replace(/["=]/g, '').trim()) ?? []
      const plain = p.unit === 'count' ? String(p.value) : p.value.toFixed(1)
      const value = path.includes('nga-') ? (p.value / 100).toFixed(6) : plain
      expect(cells, `${path} ${value}`).toContain(value)
      if (p.numerator !== null)
        expect(cells).toEqual(expect.arrayContaining([String(p.numerator), String(p.denominator)]))
      if (p.numerator !== null && p.denominator)
        expect(((100 * p.numerator) / p.denominator).toFixed(1)).toBe(p.value.toFixed(1))
    }
  })
})
