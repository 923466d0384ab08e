import { readFileSync } from 'node:fs'
import { assert, constantFrom, integer, property, array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import type { Level, Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { planGraph } from '../graph.ts'
import { numberings } from './above.ts'
import { generateCodes } from './generate.ts'
import { codeIndex } from './look-up.ts'
import { codeParser, type ParsedCode } from './parse.ts'
import { renumber } from './renumber.ts'

const plan = (elements: string, measures = '', strategies = "style: decimal, under: priority, separator: ''"): Plan => {
  const { plan: read, problems } = readPlan(`
format: throughline-plan/1
id: codes
language: en
title: {en: Codes, es: Códigos}
org: {name: Invented}
period: {words: 2026-2029, from: 2026-07-01, to: 2029-06-30}
adoption: {state: draft}
grammar:
  levels:
    - {id: priority, name: Priority, plural: Priorities, role: theme, numbering: {style: none}}
    - {id: goal, name: Goal, plural: Goals, role: goal, parents: [priority], numbering: {style: decimal, prefix: G}}
    - {id: other, name: Other goal, plural: Other goals, role: goal, parents: [priority], numbering: {style: decimal, prefix: G}}
    - {id: strategy, name: Strategy, plural: Strategies, role: strategy, parents: [priority], numbering: {${strategies}}}
    - {id: action, name: Action, plural: Actions, role: action, parents: [strategy], numbering: {style: roman, under: strategy}}
    - {id: indicator, name: Indicator, plural: Indicators, role: measure, parents: [strategy], numbering: {style: letters, under: strategy}}
    - {id: task, name: Task, plural: Tasks, role: task, parents: [action]}
elements:
${elements}
${measures}`)
  if (!read) throw new Error(JSON.stringify(problems))
  return read
}
const one = (id: string, level: string, parents: string, code = '', more = ''): string =>
  `  - {id: ${id}, level: ${level}, parents: [${parents}], title: ${id}${code ? `, code: '${code}'` : ''}${more}}`
const hartfordLike = plan(
  [
    one('tl', 'priority', '', 'TL'),
    one('fc', 'priority', '', 'FCP'),
    one('g1', 'goal', 'tl', 'G1'),
    one('g2', 'goal', 'fc', 'G2'),
    one('g3', 'other', 'fc', 'G3'),
    one('s1', 'strategy', 'tl', 'TL1', ', printed: Strategy 1'),
    one('s2', 'strategy', 'fc', 'FCP2'),
    one('s3', 'strategy', 'fc', 'FCP3'),
    one('a1', 'action', 's1', 'TL1.i'),
    one('a2', 'action', 's1', 'TL1.ii'),
    one('a3', 'action', 's1', 'TL1.iii'),
    one('a4', 'action', 's1', 'TL1.iv', ", oldCodes: ['T-9']"),
    one('b1', 'action', 's2', 'FCP2.i'),
    one('i1', 'indicator', 's1', 'TL1.a'),
    one('i2', 'indicator', 's1', 'TL1.b'),
    one('i3', 'indicator', 's1', 'TL1.c'),
    one('t1', 'task', 'a1'),
  ].join('\n'),
  `measures:
  - {id: m1, of: [s2], title: Partners, role: outcome, code: FCP2.a}
  - {id: m2, of: [i1], title: Books, role: outcome, code: TL1.a}`,
)

describe('generation', () => {
  test('gives the codes that a plan has: numbers go on over priorities, levels numbered alike share them', () => {
    const codes = generateCodes(hartfordLike)
    expect(Object.fromEntries(codes)).toEqual(
      Object.fromEntries(hartfordLike.elements.filter((e) => e.code).map((e) => [e.id, e.code])),
    )
    expect(codes.has('t1')).toBe(false)
  })
  test('without codes numbers begin again under each element', () => {
    const bare: Plan = {
      ...hartfordLike,
      elements: hartfordLike.elements.map((e) => (e.level === 'priority' ? e : { ...e, code: null })),
    }
    const codes = generateCodes(bare)
    expect(['s1', 's2', 's3', 'b1', 'i3'].map((id) => codes.get(id))).toEqual([
      'TL1',
      'FCP1',
      'FCP2',
      'FCP1.i',
      'TL1.c',
    ])
  })
  test('the order of the file does not matter for what stands above', () => {
    const turned: Plan = { ...hartfordLike, elements: hartfordLike.elements.toReversed() }
    expect(generateCodes(turned).get('a4')).toBe('TL1.i')
  })
  test('ends on a cycle', () => {
    const circle = plan([one('a', 'strategy', 'b'), one('b', 'action', 'a'), one('c', 'action', 'c')].join('\n'))
    expect(generateCodes(circle).get('b')).toBe('1.i')
  })
  test.each(['hartford-2021-24', 'hartford-2015-20', 'ctecs-2019-22', 'mill-river-2026-29', 'two-brooks-2026-29'])(
    'makes the codes of %s (which plan a goal stands under may be out of order)',
    (file) => {
      const { plan: read } = readPlan(readFileSync(`plans/${file}.plan.yaml`))
      if (!read) throw new Error(file)
      const codes = generateCodes(read)
      const levels = numberings(read)
      const numbered = read.elements.filter((e) => e.code && levels.has(e.level))
      expect(new Set(numbered.map((e) => codes.get(e.id)))).toEqual(new Set(numbered.map((e) => e.code)))
    },
  )
})

describe('parsing', () => {
  const told = (p: ParsedCode | null | undefined): string =>
    p ? `${p.above ? `${told(p.above)} > ` : ''}${p.level} ${p.ordinal ?? p.code}${p.element ? '' : '?'}` : 'nothing'
  const parse = codeParser(hartfordLike)
  test.each([
    ['TL1.iv', 'priority TL > strategy 1 > action 4'],
    ['TL1.i', 'priority TL > strategy 1 > action 1'],
    ['TL1.c', 'priority TL > strategy 1 > indicator 3'],
    ['TL1.v', 'priority TL > strategy 1 > action 5?'],
    ['FCP2.a', 'priority FCP > strategy 2 > indicator 1?'],
    ['FCP7.b', 'priority FCP > strategy 7? > indicator 2?'],
    ['G3', 'other 3'],
    ['TL', 'priority TL'],
    ['OE5.iii', 'nothing'],
    ['TL1.iiii', 'nothing'],
    ['tl1.iv', 'nothing'],
  ])('%s', (code, expected) => expect(told(parse(code)[0])).toBe(expected))
  test('every way to read a code is given', () => {
    expect(parse('TL1.i').map((p) => `${p.level} ${p.ordinal}`)).toEqual(['action 1', 'indicator 9'])
  })
})

describe('renumbering', () => {
  const without: Plan = {
    ...hartfordLike,
    elements: hartfordLike.elements.filter((e) => e.id !== 'a2' && e.id !== 's2'),
  }
  const { plan: next, changes } = renumber(without)
  test('ids stay, lost codes become old ones and keep resolving', () => {
    expect(changes).toEqual([
      { id: 's3', from: 'FCP3', to: 'FCP2' },
      { id: 'a3', from: 'TL1.iii', to: 'TL1.ii' },
      { id: 'a4', from: 'TL1.iv', to: 'TL1.iii' },
      { id: 'b1', from: 'FCP2.i', to: 'i' },
    ])
    expect(next.elements.find((e) => e.id === 'a4')?.oldCodes).toEqual(['T-9', 'TL1.iv'])
    expect(
      planGraph(next)
        .byCode('TL1.iv')
        .map((e) => e.id),
    ).toEqual(['a4'])
    expect(without.elements.find((e) => e.id === 'a4')?.code).toBe('TL1.iv')
  })
  test('a code that comes back is no old one', () => {
    const back = renumber({
      ...next,
      elements: hartfordLike.elements.map((e) => next.elements.find((n) => n.id === e.id) ?? e),
    })
    const a4 = back.plan.elements.find((e) => e.id === 'a4')
    expect([a4?.code, a4?.oldCodes]).toEqual(['TL1.iv', ['T-9', 'TL1.iii']])
  })
  test('a measure that carries the code of its element goes along', () => {
    const moved = renumber({
      ...hartfordLike,
      elements: hartfordLike.elements
        .toSpliced(13, 1, hartfordLike.elements[14]!, hartfordLike.elements[13]!)
        .toSpliced(15, 1),
    })
    expect(moved.plan.measures.map((m) => m.code)).toEqual(['FCP2.a', 'TL1.b'])
  })
  test('chosen levels only, and twice is once', () => {
    expect(renumber(without, new Set(['action'])).changes.map((c) => c.id)).toEqual(['a3', 'a4', 'b1'])
    expect(renumber(next).changes).toEqual([])
  })
  test('a level stands under the codes that the levels above have today', () => {
    const moved = { ...hartfordLike, elements: hartfordLike.elements.filter((e) => e.id !== 's1' && e.id !== 'a1') }
    const under = moved.elements.map((e) => (e.parents[0] === 's1' ? { ...e, parents: ['s3'] } : e))
    // All levels make FCP3 the second one, FCP2; the level of actions alone leaves it FCP3.
    const code = (levels?: ReadonlySet<string>) =>
      renumber({ ...moved, elements: under }, levels).plan.elements.find((e) => e.id === 'a2')?.code
    expect([code(new Set(['action'])), code()]).toEqual(['FCP3.i', 'FCP2.i'])
  })
})

describe('numbers with letters, and codes that carry a number only', () => {
  const read = (file: string): Plan => {
    const { plan: found } = readPlan(readFileSync(`plans/${file}.plan.yaml`))
    if (!found) throw new Error(file)
    return found
  }
  /** The plan with other numbering at a level. */
  const numbered = (from: Plan, level: string, numbering: Partial<NonNullable<Level['numbering']>>): Plan => ({
    ...from,
    grammar: {
      levels: from.grammar.levels.map((one) =>
        one.id === level ? { ...one, numbering: { ...plainly, style: 'decimal', ...numbering } } : one,
      ),
    },
  })
  const plainly = { prefix: '', under: null, separator: '.', carry: null, variants: null } as const
  const coded = (of: Plan, level: string) =>
    Object.fromEntries(of.elements.filter((e) => e.level === level).map((e) => [e.id, e.code]))

  test('key results: KR1.2 under O1, generated and parsed', () => {
    const okr = numbered(read('okr-example'), 'key-result', { prefix: 'KR', under: 'objective', carry: 'number' })
    const codes = generateCodes(okr)
    for (const [id, code] of Object.entries(coded(okr, 'key-result'))) expect(codes.get(id)).toBe(code)
    const parse = codeParser(okr)
    for (const e of okr.elements) if (e.code) expect(parse(e.code)[0]?.element).toBe(e.id)
    expect(parse('KR2.9')[0]).toMatchObject({
      level: 'key-result',
      ordinal: 9,
      element: null,
      above: { code: 'O2', element: 'o2' },
    })
    const bare = { ...okr, elements: okr.elements.map((e) => ({ ...e, code: null })) }
    expect(new Set(generateCodes(bare).values())).toEqual(new Set(okr.elements.map((e) => e.code)))
  })

  test('1, 1A, 1B and 2 stand beside each other: as the plan prints them, also after renumbering', () => {
    const own = read('waterbury-2020-27')
    const level = own.elements.find((e) => e.code === 'A4.G1A')?.level ?? ''
    const area = own.elements.find((e) => e.code === 'A4')?.level ?? ''
    const goals = numbered(own, level, { prefix: 'G', under: area, variants: 'capitals' })
    const codes = generateCodes(goals)
    for (const [id, code] of Object.entries(coded(goals, level))) if (code) expect(codes.get(id)).toBe(code)
    const parse = codeParser(goals)
    expect(parse('A4.G1A')[0]).toMatchObject({ level, ordinal: 1, variant: 1, above: { code: 'A4' } })
    for (const e of goals.elements) if (e.level === level && e.code) expect(parse(e.code)[0]?.element).toBe(e.id)
    // A goal comes before them: the letters go along, and every old code still leads to its goal.
    const at = goals.elements.findIndex((e) => e.code === 'A4.G1A')
    const before = goals.elements[at]
    if (!before) throw new Error('A4.G1A')
    const made = { ...before, id: 'made', code: null, oldCodes: [] }
    const after = { ...before, id: 'after', code: null, oldCodes: [] }
    const { plan: next } = renumber(
      { ...goals, elements: [...goals.elements.toSpliced(at, 0, made), after] },
      new Set([level]),
    )
    const codeNow = (id: string) => next.elements.find((e) => e.id === id)?.code
    expect([codeNow('made'), codeNow(before.id), codeNow('after')]).toEqual(['A4.G1', 'A4.G1A', 'A4.G4'])
    const index = codeIndex(next)
    for (const e of goals.elements)
      if (e.level === level && e.code)
        expect([
          ...index.lookUp(e.code).hits.map((h) => h.id),
          ...planGraph(next)
            .byCode(e.code)
            .map((one) => one.id),
        ]).toContain(e.id)
  })
})

describe('look-up', () => {
  const index = codeIndex(hartfordLike)
  const told = (typed: string): string => {
    const r = index.lookUp(typed)
    return `${r.by} ${r.hits.map((h) => h.code).join(' ')}${r.nearest ? `? ${r.nearest}` : ''}`.trim()
  }
  test.each([
    ['TL1.iv', 'exact TL1.iv'],
    ['tl1.IV ', 'exact TL1.iv'],
    ['TL 1 iv', 'loose TL1.iv'],
    ['tl1iv', 'loose TL1.iv'],
    ['TL-1-IV', 'loose TL1.iv'],
    ['fcp2a', 'loose FCP2.a'],
    ['t9', 'old TL1.iv'],
    ['strategy 1', 'printed TL1'],
    ['TL1.4', 'number TL1.iv'],
    ['TL1.2', 'number TL1.ii TL1.b'],
    ['TL1.ix', 'none ? TL1.i'],
    ['', 'none'],
    ['zz', 'none'],
  ])('%j', (typed, expected) => expect(told(typed)).toBe(expected))
  test('completes what is typed', () => {
    expect(index.complete('tl 1.i').map((h) => h.code)).toEqual(['TL1.i', 'TL1.ii', 'TL1.iii', 'TL1.iv'])
    expect(index.complete('f', 2).map((h) => h.code)).toEqual(['FCP', 'FCP2'])
    expect(index.complete('')).toEqual([])
  })
})

test('any plan: codes are unique where numbers are, parse back to their element, and are found without separators', () => {
  const style = constantFrom('decimal', 'roman', 'letters')
  assert(
    property(array(integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 40 }), style, (parents, below) => {
      const lines = [
        one('p0', 'priority', '', 'AB'),
        one('p1', 'priority', '', 'XY'),
        ...parents.map((p, i) =>
          i < 4 ? one(`s${i}`, 'strategy', `p${p % 2}`) : one(`x${i}`, 'action', `s${p % Math.min(4, parents.length)}`),
        ),
      ].join('\n')
      const bare = plan(lines)
      bare.grammar.levels[4]!.numbering!.style = below
      const { plan: coded } = renumber(bare)
      const parse = codeParser(coded)
      const codes = coded.elements.map((e) => e.code ?? '')
      expect(new Set(codes).size).toBe(codes.length)
      for (const e of coded.elements) expect(parse(e.code ?? '')[0]?.element).toBe(e.id)
      const index = codeIndex(coded)
      for (const e of coded.elements)
        expect(index.lookUp((e.code ?? '').replace('.', ' ')).hits.map((h) => h.id)).toContain(e.id)
    }),
    { numRuns: amount(30, 1000), seed: seed() },
  )
})

test('any grammar and any renumbering: a code leads to its element, and so does every code that it had before', () => {
  const numbering = constantFrom(
    "style: decimal, under: priority, separator: ''",
    'style: decimal, prefix: KR, under: priority, carry: number',
    'style: decimal, prefix: G, under: priority, variants: capitals',
    'style: roman, prefix: S, under: priority',
  )
  assert(
    property(
      array(integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 16 }),
      array(integer({ min: 0, max: 15 }), { maxLength: 6 }),
      numbering,
      (letters, gone, how) => {
        const ids = letters.map((_, i) => `s${i}`)
        const text = [
          one('p1', 'priority', '', 'O1'),
          one('p2', 'priority', '', 'O2'),
          ...ids.map((id, i) => one(id, 'strategy', i < ids.length / 2 ? 'p1' : 'p2')),
        ].join('\n')
        const made = plan(text, '', how)
        const first = renumber(made).plan
        // Some carry a letter, where the grammar knows letters.
        const varied = how.includes('variants')
          ? {
              ...first,
              elements: first.elements.map((e, i) =>
                e.code && (letters[i - 2] ?? 0) > 5 ? { ...e, code: `${e.code}A`.slice(-24), oldCodes: [e.code] } : e,
              ),
            }
          : first
        const second = renumber(varied).plan
        const third = renumber({
          ...second,
          elements: second.elements.filter((e) => !gone.some((n) => e.id === `s${n}`)),
        }).plan
        expect(renumber(third).changes).toEqual([])
        const codes = third.elements.map((e) => e.code ?? '')
        expect(new Set(codes).size).toBe(codes.length)
        const parse = codeParser(third)
        const graph = planGraph(third)
        const index = codeIndex(third)
        for (const e of third.elements) {
          expect(parse(e.code ?? '')[0]?.element).toBe(e.id)
          expect(index.lookUp(e.code ?? '').hits.map((h) => h.id)).toEqual([e.id])
          for (const old of e.oldCodes)
            if (!codes.includes(old)) expect(graph.byCode(old).map((other) => other.id)).toContain(e.id)
        }
      },
    ),
    {
      numRuns: amount(40, 2000),
      seed: seed(),
      // Where 1A stands under another goal than 1, the numbers begin again there.
      examples: [[[0, 0, 6, 6, 0], [0], 'style: decimal, prefix: G, under: priority, variants: capitals']],
    },
  )
})
