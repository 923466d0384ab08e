import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { canonical } from '../file/canonical.ts'
import type { Element, Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { applyDiff } from './apply.ts'
import { diffPlans, isSame } from './plan-diff.ts'
import { wordDiff } from './word-diff.ts'

const read = (name: string): Plan => {
  const { plan } = readPlan(readFileSync(new URL(`../../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return plan
}
const scorecard = read('scorecard-example')
const okr = read('okr-example')
const hartford = read('hartford-2021-24')

/** One edit of a plan, made of three dice. Each keeps the plan readable, not necessarily right. */
type Edit = (plan: Plan, a: number, b: number, text: string) => Plan
const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const put = (plan: Plan, i: number, change: Partial<Element>): Plan => ({
  ...plan,
  elements: plan.elements.map((one, k) => (k === i % plan.elements.length ? { ...one, ...change } : one)),
})
const edits: readonly Edit[] = [
  (plan, a, _b, text) => put(plan, a, { title: { source: 'en', en: text, es: `${text} es` } }),
  (plan, a, b) => put(plan, a, { code: `X${b}` }),
  (plan, a, b) => put(plan, a, { parents: b % 2 ? [] : [at(plan.elements, b).id] }),
  (plan, a) => ({ ...plan, elements: plan.elements.filter((_, i) => i !== a % plan.elements.length) }),
  (plan, a, b) => {
    const elements = [...plan.elements]
    elements.splice(b % elements.length, 0, ...elements.splice(a % elements.length, 1))
    return { ...plan, elements }
  },
  (plan, a, b, text) => {
    const elements = [...plan.elements]
    elements.splice(b % (elements.length + 1), 0, {
      ...at(plan.elements, a),
      id: `new-${a}-${b}-${elements.length}`,
      title: { source: 'en', en: text },
    })
    return { ...plan, elements }
  },
  (plan, a, b) => ({
    ...plan,
    measures: plan.measures.map((one, i) =>
      i === a % plan.measures.length
        ? { ...one, targets: one.targets.map((target) => ({ ...target, amount: b })).toReversed() }
        : one,
    ),
  }),
  (plan, a) => ({ ...plan, measures: plan.measures.filter((_, i) => i !== a % plan.measures.length) }),
  (plan, _a, _b, text) => ({ ...plan, notes: [...plan.notes, { source: 'en', en: text }, { source: 'en', en: text }] }),
  (plan) => ({ ...plan, glossary: plan.glossary.toReversed(), offices: plan.offices.slice(1) }),
  (plan, _a, b) => ({
    ...plan,
    links: plan.links.slice(b % 3),
    period: { ...plan.period, to: `20${10 + (b % 89)}-06-30` },
  }),
]
const step = fc.tuple(fc.nat(edits.length - 1), fc.nat(500), fc.nat(500), fc.string({ minLength: 1, maxLength: 20 }))
const change = (plan: Plan, steps: readonly [number, number, number, string][]): Plan =>
  steps.reduce((now, [which, a, b, text]) => {
    if (now.elements.length === 0 || now.measures.length === 0) return now
    return at(edits, which)(now, a, b, `w${text.trim()}`)
  }, plan)
const runs = { numRuns: amount(60, 10_000), seed: seed() }

describe('the difference of two plans', () => {
  it('is nothing for one plan, also when it was written down and read again', () => {
    for (const plan of [scorecard, okr, hartford]) {
      expect(isSame(diffPlans(plan, plan))).toBe(true)
      expect(isSame(diffPlans(plan, readPlan(canonical(plan)).plan as Plan))).toBe(true)
    }
  })

  it('says the same as the two plans: applied to the first it gives the second, and it is empty when nothing changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(scorecard, okr), fc.array(step, { maxLength: 8 }), (plan, steps) => {
        const after = change(plan, steps)
        const diff = diffPlans(plan, after)
        expect(canonical(applyDiff(plan, diff))).toBe(canonical(after))
        expect(isSame(diff)).toBe(canonical(plan) === canonical(after))
        const back = diffPlans(after, plan)
        expect(canonical(applyDiff(after, back))).toBe(canonical(plan))
        expect(back.elements.added.length).toBe(diff.elements.removed.length)
      }),
      runs,
    )
  })

  it('leads from any plan to any other', () => {
    for (const [from, to] of [
      [scorecard, okr],
      [okr, hartford],
      [hartford, scorecard],
    ] as const)
      expect(canonical(applyDiff(from, diffPlans(from, to)))).toBe(canonical(to))
  })

  it('tells added, taken out, moved, renumbered, put in another order and changed apart', () => {
    const [first, second] = ['p1-1', 'p1-2']
    const after: Plan = {
      ...hartford,
      elements: hartford.elements
        .filter((one) => one.id !== 'p4-4-b')
        .map((one) =>
          one.id === 'p2-2'
            ? { ...one, parents: ['p4'] }
            : one.id === 'p3-1'
              ? { ...one, code: 'P3.9', owner: 'board' }
              : one,
        ),
    }
    const a = after.elements.findIndex((one) => one.id === first)
    const b = after.elements.findIndex((one) => one.id === second)
    ;[after.elements[a], after.elements[b]] = [after.elements[b] as Element, after.elements[a] as Element]
    const { elements } = diffPlans(hartford, after)
    expect(elements.removed.map((one) => one.key)).toEqual(['p4-4-b'])
    expect(elements.moved).toEqual([{ key: 'p2-2', from: ['p2'], to: ['p4'] }])
    expect(elements.renumbered).toEqual([{ key: 'p3-1', from: 'P3.1', to: 'P3.9' }])
    expect(elements.reordered.map((one) => one.key)).toHaveLength(1)
    expect([first, second]).toContain(elements.reordered[0]?.key)
    expect(elements.changed).toEqual([{ key: 'p3-1', fields: [{ field: 'owner', before: null, after: 'board' }] }])
    expect(elements.added).toEqual([])
  })

  it('tells a new amount of a target as a change of that target, not of the measure', () => {
    const after = structuredClone(hartford)
    const target = after.measures.find((one) => one.id === 'm-g4')?.targets[0]
    if (target) target.amount = 12
    expect(diffPlans(hartford, after).measures.changed).toMatchObject([
      {
        key: 'm-g4',
        fields: [],
        targets: { changed: [{ key: 'g4-2024', fields: [{ field: 'amount', before: 13, after: 12 }] }] },
      },
    ])
  })

  it('is found in time that grows with the plan, not with its square', () => {
    const big = (n: number): Plan => ({
      ...scorecard,
      elements: Array.from({ length: n }, (_, i) => ({
        ...at(scorecard.elements, i),
        id: `e${i}`,
        code: null,
        parents: i ? [`e${i >> 3}`] : [],
      })),
    })
    const time = (n: number) => {
      const plan = big(n)
      const after = {
        ...plan,
        elements: plan.elements.toReversed().map((one, i) => (i % 3 ? one : { ...one, code: `C${i}` })),
      }
      const began = performance.now()
      expect(diffPlans(plan, after).elements.renumbered.length).toBe(Math.ceil(n / 3))
      return performance.now() - began
    }
    time(2000)
    // The quickest of three: another process beside it is no matter of the plan's size.
    const least = (n: number) => Math.min(time(n), time(n), time(n))
    // Eight times the plan: a square would take 64 times as long.
    expect(least(16_000)).toBeLessThan(32 * Math.max(least(2000), 5))
  })
})

describe('the difference of two texts', () => {
  const joined = (pieces: ReturnType<typeof wordDiff>, without: 'added' | 'removed') =>
    pieces
      .filter((one) => one.kind !== without)
      .map((one) => one.text)
      .join('')

  it('keeps both texts whole, word by word', () => {
    const text = fc
      .array(fc.constantFrom('the', 'plan', 'of', 'a', 'school', 'día', '13%', 'K-5', ',', '.', ' ', ' ', '\n'), {
        maxLength: 60,
      })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (a, b) => {
        const pieces = wordDiff(a, b)
        expect(joined(pieces, 'added')).toBe(a)
        expect(joined(pieces, 'removed')).toBe(b)
        expect(pieces.every((one, i) => one.text !== '' && one.kind !== pieces[i - 1]?.kind)).toBe(true)
        if (a === b) expect(pieces.every((one) => one.kind === 'same')).toBe(true)
      }),
      { numRuns: amount(500, 100_000), seed: seed() },
    )
  })

  it('reads as a person would mark it', () => {
    expect(wordDiff('Chronic absenteeism at 13% or lower.', 'Chronic absenteeism at 12% or lower.')).toEqual([
      { kind: 'same', text: 'Chronic absenteeism at ' },
      { kind: 'removed', text: '13' },
      { kind: 'added', text: '12' },
      { kind: 'same', text: '% or lower.' },
    ])
    expect(
      wordDiff('Every school has a team.', 'Every school and every office has a team.').map((one) => one.kind),
    ).toEqual(['same', 'added', 'same'])
  })

  it('gives up on texts that have little in common, and shows them whole', () => {
    const a = Array.from({ length: 400 }, (_, i) => `a${i}`).join(' ')
    const b = Array.from({ length: 400 }, (_, i) => `b${i}`).join(' ')
    expect(wordDiff(a, b)).toEqual([
      { kind: 'removed', text: a },
      { kind: 'added', text: b },
    ])
  })
})
