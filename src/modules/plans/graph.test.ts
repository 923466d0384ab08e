import { readFileSync } from 'node:fs'
import { array, assert, integer, property, record, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount } from '../../platform/testing/amount.ts'
import { checkPlan } from './check.ts'
import type { Plan } from './file/format.ts'
import { readPlan } from './file/read.ts'
import { planGraph } from './graph.ts'

type Node = { id: string; level?: string; parents?: string[]; code?: string; extra?: string }
/** A plan file of these elements (JSON is YAML), one element a line from line 3 on. */
function text(nodes: readonly Node[], more = ''): string {
  const head = `{"format":"throughline-plan/1","id":"t","language":"en","title":"T","org":{"name":"O"},"period":{"words":"3 years","from":"2026-07-01","to":"2029-06-30"},"adoption":{"state":"draft"},
"grammar":{"levels":[{"id":"goal","name":"G","plural":"G","role":"goal","numbering":{"style":"decimal","prefix":"G"}},{"id":"strategy","name":"S","plural":"S","role":"strategy","parents":["goal","strategy"]}]},"offices":[{"id":"oss","name":"Support"}],"elements":[`
  const rows = nodes.map(
    (n) =>
      `{"id":"${n.id}","title":{"en":"x","es":"x"},"level":"${n.level ?? 'strategy'}","parents":${JSON.stringify(n.parents ?? [])}${n.code ? `,"code":"${n.code}"` : ''}${n.extra ?? ''}}`,
  )
  return `${head}\n${rows.join(',\n')}]${more}}`
}
function read(nodes: readonly Node[], more = ''): { plan: Plan; found: string[] } {
  const { plan, places, problems } = readPlan(text(nodes, more))
  if (!plan) throw new Error(JSON.stringify(problems))
  return { plan, found: checkPlan(plan, places).map((p) => `${p.line}:${p.col} ${p.rule} ${p.element ?? ''}`.trim()) }
}
const ids = (list: readonly { id: string }[]) => list.map((e) => e.id)

describe('graph', () => {
  const { plan } = read([
    { id: 'g1', level: 'goal', code: 'G1' },
    { id: 'g2', level: 'goal', code: 'G2' },
    { id: 'a', parents: ['g1', 'g2'], code: '2.1' },
    { id: 'b', parents: ['a'], extra: ',"oldCodes":["2.9"]' },
    { id: 'c', parents: ['a', 'b'] },
  ])
  const graph = planGraph(plan)

  test('up, down, thread', () => {
    expect(ids(graph.up('c'))).toEqual(['a', 'b', 'g1', 'g2'])
    expect(ids(graph.down('g2'))).toEqual(['a', 'b', 'c'])
    const thread = graph.thread('c')
    expect([ids(thread?.up ?? []), ids(thread?.alsoUnder ?? []), ids(thread?.down ?? [])]).toEqual([
      ['g1', 'a'],
      ['b'],
      [],
    ])
    expect(graph.thread('nobody')).toBeUndefined()
    expect(ids(graph.roots())).toEqual(['g1', 'g2'])
  })
  test('codes: any case, old codes keep resolving', () => {
    expect(ids(graph.byCode('g2'))).toEqual(['g2'])
    expect(ids(graph.byCode('2.9'))).toEqual(['b'])
    expect(graph.byCode('9.9')).toEqual([])
  })
  test('counts per level, of all and of a part', () => {
    expect(graph.counts().map((c) => c.count)).toEqual([2, 3])
    expect(graph.counts('a').map((c) => c.count)).toEqual([0, 2])
  })
})

describe('check', () => {
  test('voices, needs and money name elements that exist; a measure names an office that exists', () => {
    const more = (id: string, office: string) =>
      `,"voices":[{"id":"v","title":"x","shows":["${id}"]}],"needs":[{"id":"n","title":"x","leadsTo":["${id}"]}],"funding":[{"id":"f","title":"x","pays":["${id}"]}],"measures":[{"id":"m","of":["g1"],"title":"x","role":"outcome","office":"${office}"}]`
    const found = (id: string, office: string) =>
      read([{ id: 'g1', level: 'goal', code: 'G1' }], more(id, office)).found.map((one) => one.replace(/^\S+ /, ''))
    expect(found('g1', 'oss')).toEqual([])
    expect(found('g9', 'os')).toEqual(['dangling-link', 'dangling-link', 'dangling-link', 'unknown-office'])
  })
  test('a sound plan has no problems', () => {
    expect(
      read([
        { id: 'g1', level: 'goal', code: 'G1' },
        { id: 'a', parents: ['g1'], extra: ',"owner":"oss"' },
      ]).found,
    ).toEqual([])
  })
  test.each<[string, Node[], string[]]>([
    ['dangling parent', [{ id: 'a', parents: ['gg'] }], ['3:69 dangling-parent a']],
    ['unknown level', [{ id: 'a', level: 'golf' }], ['3:47 unknown-level a']],
    [
      'wrong parent',
      [
        { id: 'a', level: 'goal' },
        { id: 'b', level: 'goal', parents: ['a'] },
      ],
      ['4:65 wrong-parent b'],
    ],
    ['no parent', [{ id: 'a' }], ['3:1 no-parent a']],
    [
      'duplicate id',
      [
        { id: 'g', level: 'goal' },
        { id: 'g', level: 'goal' },
      ],
      ['4:7 duplicate-id g'],
    ],
    [
      'duplicate code, letters of another case',
      [
        { id: 'g', level: 'goal', code: 'G1' },
        { id: 'h', level: 'goal', code: 'g1' },
      ],
      ['4:74 code-shape h', '4:74 duplicate-code h'],
    ],
    ['code out of shape', [{ id: 'g', level: 'goal', code: 'X1' }], ['3:74 code-shape g']],
    ['unknown office', [{ id: 'g', level: 'goal', extra: ',"owner":"osss"' }], ['3:75 unknown-office g']],
    [
      'date outside',
      [{ id: 'g', level: 'goal', extra: ',"timeframe":{"words":"x","from":"2026-06-30"}' }],
      ['3:99 date-outside g'],
    ],
    [
      'backwards',
      [{ id: 'g', level: 'goal', extra: ',"timeframe":{"words":"x","from":"2027-06-30","to":"2027-01-01"}' }],
      ['3:117 timeframe-backwards g'],
    ],
    [
      'cycle',
      [
        { id: 'a', parents: ['c'] },
        { id: 'b', parents: ['a'] },
        { id: 'c', parents: ['b'] },
        { id: 'd', parents: ['c'] },
      ],
      ['3:68 cycle a', '4:68 cycle b', '5:68 cycle c'],
    ],
  ])('%s', (_, nodes, expected) => {
    expect(read(nodes).found.toSorted()).toEqual(expected)
  })
  test('measures and targets', () => {
    const measures = `,"measures":[
{"id":"m","of":["nobody"],"title":"M","role":"outcome","targets":[
{"id":"t","kind":"level","operator":"<=","unit":"percent"},
{"id":"u","kind":"level","operator":"<=","amount":13,"unit":"percent","dueBy":{"date":"2030-01-01"},"interpretations":[{"id":"x","value":1,"unit":"percent","argument":"a"}],"chosen":"y"},
{"id":"v","kind":"level","operator":"<=","amount":13,"unit":"percent","interpretations":[{"id":"x","value":1,"unit":"percent","argument":"a"},{"id":"y","value":2,"unit":"percent","argument":"a"}]}]}],
"published":[{"measure":"m","entity":{"name":"H","code":"1"},"schoolYear":2016,"value":22.4,"unit":"percent","source":{"id":"s","place":"row"}}]`
    expect(
      read([{ id: 'g', level: 'goal' }], measures).found.map((f) =>
        f.split(' ').slice(0, 2).join(' ').replace(/:\d+/, ''),
      ),
    ).toEqual([
      '4 dangling-measure',
      '5 target-incomplete',
      '6 target-after-plan',
      '6 unknown-reading',
      '6 chosen-by-nobody',
      '7 open-reading',
      '8 unknown-source',
    ])
  })
})

test('property: up and down are each other’s reverse, also with several parents, dangling parents and cycles', () => {
  const node = record({
    id: integer({ min: 0, max: 24 }),
    parents: array(integer({ min: 0, max: 27 }), { maxLength: 3 }),
  })
  assert(
    property(uniqueArray(node, { selector: (n) => n.id, maxLength: 25 }), (nodes) => {
      const { plan, found } = read(
        nodes.map((n) => ({ id: `e${n.id}`, parents: [...new Set(n.parents)].map((p) => `e${p}`) })),
      )
      const graph = planGraph(plan)
      const known = new Set(ids(plan.elements))
      let cyclic = false
      for (const e of plan.elements) {
        const up = ids(graph.up(e.id))
        expect(new Set(up).size).toBe(up.length)
        for (const a of up) if (a !== e.id) expect(ids(graph.down(a))).toContain(e.id)
        for (const d of ids(graph.down(e.id))) expect(ids(graph.up(d))).toContain(e.id)
        for (const p of e.parents) {
          if (!known.has(p)) expect(found.some((f) => f.endsWith(`dangling-parent ${e.id}`))).toBe(true)
          if (p === e.id || ids(graph.up(p)).includes(e.id)) cyclic = true
        }
        expect(graph.thread(e.id)?.here.id).toBe(e.id)
      }
      expect(found.some((f) => f.includes(' cycle '))).toBe(cyclic)
      expect(graph.counts().reduce((n, c) => n + c.count, 0)).toBe(plan.elements.length)
    }),
    { numRuns: amount(200, 5000) },
  )
})

test('a plan of 20,000 elements is read, linked and checked; checking costs less than reading', () => {
  const nodes: Node[] = [{ id: 'g', level: 'goal', code: 'G1' }]
  for (let i = 0; i < 20_000; i++) nodes.push({ id: `e${i}`, parents: [i < 200 ? 'g' : `e${Math.floor(i / 100)}`] })
  const source = text(nodes)
  const start = performance.now()
  const { plan, places } = readPlan(source)
  if (!plan) throw new Error('not read')
  const parsed = performance.now()
  expect(checkPlan(plan, places)).toEqual([])
  expect(planGraph(plan).down('g')).toHaveLength(20_000)
  const checked = performance.now()
  console.log(
    `20,000 elements: read in ${Math.round(parsed - start)} ms, checked and linked in ${Math.round(checked - parsed)} ms`,
  )
  expect(checked - parsed).toBeLessThan(parsed - start)
})

test('two targets with one id are told, whichever measures they stand at', () => {
  const { plan } = readPlan(readFileSync(new URL('../../../plans/mill-river-2026-29.plan.yaml', import.meta.url)))
  if (!plan) throw new Error('not read')
  const [first, second] = plan.measures.flatMap((one, i) => (one.targets.length > 0 ? [i] : []))
  const id = plan.measures[first ?? 0]?.targets[0]?.id ?? ''
  const measures = plan.measures.map((one, i) =>
    i === second ? { ...one, targets: one.targets.map((target, j) => (j === 0 ? { ...target, id } : target)) } : one,
  )
  const found = (of: Plan) => checkPlan(of).filter((one) => one.rule === 'duplicate-id')
  expect(found(plan)).toEqual([])
  expect(found({ ...plan, measures }).map((one) => [one.path, one.values])).toEqual([
    [['measures', second, 'targets', 0, 'id'], { id }],
  ])
})
