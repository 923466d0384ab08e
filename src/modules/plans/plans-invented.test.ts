import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cadences } from './file/element.ts'
import type { Plan } from './file/format.ts'
import { codeOf } from './file/numbering.ts'
import { readPlan } from './file/read.ts'
import { measureRoles, targetKinds } from './file/target.ts'
import { planGraph } from './graph.ts'
import { targetView } from './target-words.ts'

function load(name: string): Plan {
  const { plan } = readPlan(readFileSync(new URL(`../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return plan
}
const tally = (list: readonly (string | null)[]): Record<string, number> => {
  const out: Record<string, number> = {}
  for (const key of list) if (key !== null) out[key] = (out[key] ?? 0) + 1
  return out
}
const levels = (plan: Plan) => tally(plan.elements.map((e) => e.level))
const targets = (plan: Plan) => plan.measures.flatMap((m) => m.targets)

/** Elements whose code is not the next one that their level's numbering gives, level by level in the order of the file. */
function misnumbered(plan: Plan): string[] {
  const graph = planGraph(plan)
  return plan.grammar.levels.flatMap((level) => {
    const { numbering } = level
    if (!numbering || numbering.style === 'none') return []
    const last = new Map<string, number>()
    const wrong = plan.elements
      .filter((e) => e.level === level.id)
      .toSorted((a, b) =>
        numbering.under ? 0 : Number(a.code?.match(/\d+/)?.[0]) - Number(b.code?.match(/\d+/)?.[0]) || 0,
      )
      .filter((e) => {
        const above = numbering.under ? graph.up(e.id).filter((up) => up.level === numbering.under) : [null]
        return !above.some((up) => {
          const n = (last.get(up?.id ?? '') ?? 0) + 1
          if (codeOf(numbering, n, up?.code ?? '') !== e.code) return false
          last.set(up?.id ?? '', n)
          return true
        })
      })
    return wrong.map((e) => e.code ?? e.id)
  })
}

/** Children that begin before or end after their first parent. */
function outside(plan: Plan): string[] {
  const graph = planGraph(plan)
  return plan.elements.flatMap((e) => {
    const [mine, above] = [e.timeframe, graph.parents(e.id)[0]?.timeframe]
    if (!mine || !above) return []
    const before = mine.from && above.from && mine.from < above.from
    const after = mine.to && above.to && mine.to > above.to
    return before || after ? [e.id] : []
  })
}

describe('Mill River: a whole plan, so that everything later has something to work on', () => {
  const plan = load('mill-river-2026-29')
  const graph = planGraph(plan)
  const tasks = plan.elements.filter((e) => e.level === 'task')

  test('counts of elements and of everything beside them', () => {
    expect(levels(plan)).toEqual({ priority: 4, goal: 10, strategy: 14, action: 43, task: 129 })
    expect([plan.measures.length, targets(plan).length, plan.published.length]).toEqual([60, 66, 22])
    expect(tally(plan.statements.map((s) => s.kind))).toEqual({
      vision: 1,
      mission: 1,
      value: 5,
      belief: 2,
      theory: 4,
      portrait: 6,
    })
    expect(
      [plan.voices, plan.needs, plan.funding, plan.story, plan.approvals, plan.glossary].map((l) => l.length),
    ).toEqual([8, 8, 7, 7, 4, 17])
    expect(tally(plan.links.map((l) => l.kind))).toEqual({ supports: 10, monitors: 6, aligns: 2, dependsOn: 13 })
    expect(plan.voices.every((v) => (v.count ?? 0) > 0 && v.shows.length > 0)).toBe(true)
    expect(plan.elements.flatMap((e) => e.youWillSee)).toHaveLength(26)
  })

  test('every strategy has words for families, every action tasks, every goal a measure with a target', () => {
    for (const e of plan.elements) {
      if (e.level === 'strategy') expect(e.youWillSee.length, e.id).toBeGreaterThan(0)
      if (e.level === 'action') expect(graph.children(e.id).length, e.id).toBeGreaterThan(1)
      if (e.level === 'goal') expect(graph.measures(e.id).flatMap((m) => m.targets).length, e.id).toBeGreaterThan(0)
    }
  })

  test('every kind of measure, of target, of cadence', () => {
    const roles = tally(plan.measures.map((m) => m.role))
    for (const role of measureRoles) expect(roles[role], role).toBeGreaterThan(0)
    const kinds = tally(targets(plan).map((t) => t.kind))
    for (const kind of targetKinds) expect(kinds[kind], kind).toBeGreaterThan(0)
    const every = tally(plan.elements.map((e) => e.timeframe?.every ?? null))
    for (const cadence of cadences) expect(every[cadence], cadence).toBeGreaterThan(0)
    expect(tally(targets(plan).map((t) => t.scope))).toEqual({ all: 50, each: 13, share: 3 })
    expect(tally(plan.measures.map((m) => m.who))).toEqual({ student: 19, adult: 27, family: 11 })
    expect([plan.measures.filter((m) => m.pair).length, plan.measures.filter((m) => m.artefact).length]).toEqual([2, 6])
    const groups = targets(plan).flatMap((t) => (t.population.set === 'all' ? [] : t.population.set))
    expect(tally(groups)).toEqual({ grade: 5, el: 2, swd: 3 })
    expect(plan.elements.filter((e) => e.timeframe?.open)).toHaveLength(5)
    expect(Object.keys(tally(plan.elements.map((e) => e.wave)))).toHaveLength(3)
    expect(plan.elements.filter((e) => e.major).map((e) => e.code)).toEqual(['1.1.i', '2.1.iii', '4.4.ii'])
  })

  test('typed figures agree with their counts, and every baseline that changes are counted from is one of them', () => {
    for (const p of plan.published)
      if (p.numerator !== null && p.denominator !== null)
        expect(((100 * p.numerator) / p.denominator).toFixed(1), p.measure).toBe(p.value.toFixed(1))
    for (const m of plan.measures)
      for (const t of m.targets)
        if (t.kind.startsWith('change') && t.baseline)
          expect(
            graph
              .published(m.id)
              .filter((p) => p.population.set === t.population.set && p.schoolYear === t.baseline?.asOf.schoolYear)
              .map((p) => p.value),
            t.id,
          ).toEqual([t.baseline.value])
  })

  test('codes follow the grammar; dates lie within those above, but for three from before', () => {
    expect(misnumbered(plan)).toEqual([])
    expect(outside(plan)).toEqual(['s2-1-v-1', 's2-2-ii-1', 's4-2-ii-2'])
  })

  test('its offices are those of the demo district', () => {
    const text = readFileSync(new URL('../../../demo/mill-river.ts', import.meta.url), 'utf8')
    const known = text.slice(text.indexOf('offices: ['), text.indexOf('portfolios: ['))
    const codes = [...known.matchAll(/code: '(\w+)'/g)].map((match) => match[1])
    expect(new Set(plan.offices.map((o) => o.orgCode))).toEqual(new Set(codes))
    expect(Object.keys(tally(tasks.map((t) => t.owner))).length).toBe(codes.length)
  })

  test('on the demo’s day most work is still to come, and little was due', () => {
    const due = tasks.filter((t) => (t.timeframe?.to ?? '9999') < '2026-11-20')
    expect(due).toHaveLength(25)
    expect(tasks.filter((t) => (t.timeframe?.from ?? '') > '2026-11-20').length).toBeGreaterThan(40)
  })
})

test('changes are said as changes, shares of a starting value in percent, totals as totals', () => {
  const all = targets(load('mill-river-2026-29'))
  const asks = (id: string, lang: 'en' | 'es' = 'en') =>
    all.filter((t) => t.id === id).map((t) => targetView(t, lang).sentence)
  expect(asks('sent-home-2029')).toEqual(['a change of -40% of the starting value by Jun 30, 2029'])
  expect(asks('bus-cost-2028')).toEqual(['a change of -$400,000 by Jun 30, 2028'])
  expect(asks('work-places-2028', 'es')).toEqual(['un cambio de 200 para 30 jun 2028'])
  expect(asks('visits-2027')).toEqual(['a total of 600 by Jun 15, 2027'])
})

test('the subjects of the areas that later work hangs on are all in the plan', () => {
  const plan = load('mill-river-2026-29')
  const text = JSON.stringify(plan.elements.map((e) => e.title.en)).toLowerCase()
  const wanted =
    'improvement plan,data teams,visit each school,review progress,climate survey,success plan,volunteers,partners,drill,vacancies,grant,budget,buses,meals,registration,attendance,suspensions,reading,math,freshman,diploma,college,english learners,disabilities,families decide'
  for (const word of wanted.split(',')) expect(text).toContain(word)
})

describe('other grammars', () => {
  test('objectives and key results', () => {
    const plan = load('okr-example')
    expect(levels(plan)).toEqual({ objective: 4, 'key-result': 11, initiative: 13 })
    expect(misnumbered(plan)).toEqual([])
    expect(outside(plan)).toEqual([])
    const graph = planGraph(plan)
    // Each key result is measured once, under its own code, and something is done for it.
    for (const e of plan.elements.filter((one) => one.level === 'key-result')) {
      expect(e.code).toMatch(/^KR\d\.\d$/)
      expect(graph.measures(e.id).map((m) => [m.code, m.targets.length])).toEqual([[e.code, 1]])
      expect(graph.children(e.id).length, e.id).toBeGreaterThan(0)
      expect(graph.parents(e.id)[0]?.code).toBe(`O${e.code?.[2]}`)
    }
    expect(graph.parents('kr2-1-a').map((e) => e.code)).toEqual(['KR2.1', 'KR2.3'])
  })

  test('a balanced scorecard', () => {
    const plan = load('scorecard-example')
    expect(levels(plan)).toEqual({ perspective: 4, objective: 8, measure: 10, initiative: 7 })
    expect(misnumbered(plan)).toEqual([])
    const graph = planGraph(plan)
    for (const m of plan.measures) expect(m.of.map((id) => graph.byId(id)?.code)).toEqual([m.code])
    expect(plan.measures).toHaveLength(10)
    // The lines of the strategy map go up, from money and people to students.
    for (const { from, to } of plan.links) {
      const [low, high] = [from, to].map((id) => graph.byId(id)?.code?.[0] ?? '')
      expect((low ?? '') > (high ?? ''), `${from} ${to}`).toBe(true)
    }
    expect(plan.links).toHaveLength(8)
  })
})
