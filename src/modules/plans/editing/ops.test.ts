import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { canonical, fromCanonical } from '../file/canonical.ts'
import type { Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { planGraph } from '../graph.ts'
import {
  addElement,
  addMeasure,
  addTarget,
  levelAt,
  levelsBelow,
  moveBy,
  moveTo,
  removeElement,
  removeEntry,
  renumberOp,
  setOp,
  together,
} from './build.ts'
import { conflicts, mergeValue, rebase } from './merge.ts'
import { apply, invert, type Op } from './ops.ts'
import { undoable } from './undo.ts'
import { mustBeValid } from './valid.ts'

const load = (name: string): Plan => {
  const { plan } = readPlan(readFileSync(new URL(`../../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return plan
}
const mill = load('mill-river-2026-29')

/** Any step that the editor can make, drawn from five numbers; null where the draw has nothing to do. */
function draw(plan: Plan, [kind, a, b, c]: readonly [number, number, number, number]): Op | null {
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const one = pick(plan.elements, a)
  const other = pick(plan.elements, b)
  const measure = pick(plan.measures, b)
  if (!one || !other) return null
  try {
    if (kind === 0) {
      const next = { ...one, title: { ...one.title, en: `Title ${c}` }, wave: c % 2 ? `wave ${c % 5}` : null }
      return setOp({ list: 'elements', id: one.id }, one, next)
    }
    if (kind === 1) {
      const level = pick(levelsBelow(plan, one), b)
      return level ? addElement(plan, { parent: one.id, level: level.id, title: `New ${c}`, id: `new-${c}` }) : null
    }
    if (kind === 2) return removeElement(plan, one.id)
    if (kind === 3)
      return moveBy(plan, one.id, one.parents[c % Math.max(1, one.parents.length)] ?? null, c % 2 ? 'up' : 'down')
    if (kind === 4) return moveTo(plan, one.id, one.parents[0] ?? null, other.id)
    if (kind === 5) return renumberOp(plan, c % 2 ? undefined : new Set([one.level]))
    if (kind === 6) return addMeasure(plan, { of: one.id, title: 'How far', id: `m-${c}` })
    if (kind === 7 && measure) return addTarget(plan, { of: measure.id, id: `t-${c}` })
    const target = measure && pick(measure.targets, c)
    if (!measure || !target) return null
    const at = { list: 'targets', id: target.id, of: measure.id } as const
    if (kind === 8) return setOp(at, target, { ...target, amount: c, unit: 'percent' })
    return removeEntry(plan, at)
  } catch {
    // Refused by a rule of the plan (not empty, below itself): no step.
    return null
  }
}
const draws = fc.array(fc.tuple(fc.nat(9), fc.nat(999), fc.nat(999), fc.nat(999)), { minLength: 8, maxLength: 25 })

describe('operations', () => {
  test('any steps: each is valid, undone exactly one by one, and done again gives the same plan (property)', () => {
    let steps = 0
    const seen = new Set<string>()
    fc.assert(
      fc.property(draws, (all) => {
        let plan = mill
        const done: { op: Op; was: Plan }[] = []
        for (const one of all) {
          const op = draw(plan, one)
          if (!op) continue
          seen.add(op.kind)
          // What the database keeps is text.
          const kept = JSON.parse(JSON.stringify(op)) as Op
          done.push({ op: kept, was: plan })
          plan = apply(plan, kept)
          mustBeValid(plan, kept)
          steps += 1
        }
        const end = canonical(plan)
        expect(canonical(done.reduce((now, { op }) => apply(now, op), mill))).toBe(end)
        for (const { op, was } of done.toReversed()) {
          plan = apply(plan, invert(op))
          expect(canonical(plan)).toBe(canonical(was))
        }
        // Reading the text again gives the same plan: nothing unfit was let in.
        expect(canonical(fromCanonical(end))).toBe(end)
      }),
      { numRuns: amount(5, 600), seed: seed() },
    )
    expect(steps).toBeGreaterThan(10)
    expect(seen.size).toBeGreaterThan(2)
  })

  test('an operation that found other values is refused', () => {
    const [one] = mill.elements
    if (!one) throw new Error('empty')
    const op = setOp({ list: 'elements', id: one.id }, one, { ...one, wave: 'x' })
    const since = apply(mill, {
      kind: 'set',
      at: { list: 'elements', id: one.id },
      fields: { wave: { before: one.wave, after: 'y' } },
    })
    expect(() => apply(since, op as Op)).toThrow(expect.objectContaining({ code: 'plans/other-state' }))
    expect(conflicts(since, op as Op)).toEqual([{ path: 'wave', was: one.wave, theirs: 'y', mine: 'x' }])
    expect(conflicts(mill, op as Op)).toEqual([])
  })

  test('the id of an entry and the grammar are never set', () => {
    const [one] = mill.elements
    const at = { list: 'elements', id: one?.id ?? '' } as const
    expect(() => apply(mill, { kind: 'set', at, fields: { id: { before: at.id, after: 'x' } } })).toThrow()
    const grammar = { before: mill.grammar as never, after: null }
    expect(() => apply(mill, { kind: 'set', at: { list: 'plan' }, fields: { grammar } })).toThrow()
  })
})

describe('building', () => {
  const goal = mill.elements.find((one) => one.code === '2.1')
  const actions = mill.elements.filter((one) => one.parents.includes(goal?.id ?? ''))
  test('a new element gets the next code of its place and an id of its own', () => {
    const [level] = levelsBelow(mill, goal ?? null)
    const op = addElement(mill, { parent: goal?.id ?? null, level: level?.id ?? '', title: 'One more', id: 'd1-1' })
    if (op.kind !== 'add') throw new Error('no add')
    const plan = apply(mill, op)
    const made = planGraph(plan).byId(op.at.id)
    const codes = mill.elements.map((one) => one.code)
    expect(made?.code).toMatch(/^2\.1\./)
    expect(codes).not.toContain(made?.code)
    expect(
      planGraph(plan)
        .children(goal?.id ?? '')
        .at(-1)?.id,
    ).toBe(op.at.id)
  })
  test('down and up again is where it was; codes follow only when somebody renumbers', () => {
    const [first] = actions
    const down = moveBy(mill, first?.id ?? '', goal?.id ?? null, 'down')
    if (!down) throw new Error('no move')
    const plan = apply(mill, down)
    expect(planGraph(plan).children(goal?.id ?? '')[1]?.id).toBe(first?.id)
    const back = moveBy(plan, first?.id ?? '', goal?.id ?? null, 'up')
    expect(canonical(apply(plan, back as Op))).toBe(canonical(mill))
    // Who stands at the goal sees its actions in another order; who stands at the action is at its own level.
    const action = first?.level ?? ''
    expect([levelAt(plan, goal ?? null), levelAt(plan, first ?? null)]).toEqual([action, action])
    expect([levelAt(mill, goal ?? null), levelAt(mill, null)]).toEqual([goal?.level, mill.elements[0]?.level])
    const numbers = renumberOp(plan)
    const next = apply(plan, numbers as Op)
    const moved = planGraph(next).byId(first?.id ?? '')
    expect(moved?.code).not.toBe(first?.code)
    expect(moved?.oldCodes).toContain(first?.code)
    expect(
      planGraph(next)
        .byCode(moved?.code ?? '')
        .map((one) => one.id),
    ).toEqual([moved?.id])
  })
  test('nothing goes below itself, or where the grammar does not let it', () => {
    const [first] = actions
    expect(() => moveTo(mill, goal?.id ?? '', goal?.parents[0] ?? null, first?.id ?? '')).toThrow(
      expect.objectContaining({ code: 'plans/below-itself' }),
    )
    expect(() => moveTo(mill, first?.id ?? '', goal?.id ?? null, null)).toThrow(
      expect.objectContaining({ code: 'plans/no-such-level' }),
    )
    expect(() => removeElement(mill, goal?.id ?? '')).toThrow(expect.objectContaining({ code: 'plans/not-empty' }))
  })
  test('what is taken out takes its lines along, and comes back with them', () => {
    const leaf = mill.elements.find((one) => mill.links.some((link) => link.from === one.id || link.to === one.id))
    const bottom = leaf && planGraph(mill).down(leaf.id).toReversed()
    let plan = mill
    const done: Op[] = []
    for (const one of [...(bottom ?? []), ...(leaf ? [leaf] : [])]) {
      const op = removeElement(plan, one.id)
      if (!op) throw new Error(one.id)
      done.push(op)
      plan = apply(plan, op)
    }
    expect(plan.links.some((link) => link.from === leaf?.id || link.to === leaf?.id)).toBe(false)
    expect(canonical(done.toReversed().reduce((now, op) => apply(now, invert(op)), plan))).toBe(canonical(mill))
  })
})

describe('merging', () => {
  test('fields merge one by one, entries of lists too', () => {
    const was = { en: 'a', es: 'b', source: 'en' }
    expect(mergeValue(was, { ...was, en: 'A' }, { ...was, es: 'B' }, 'title')).toEqual({
      value: { en: 'A', es: 'B', source: 'en' },
      clashes: [],
    })
    expect(mergeValue(['x', 'y'], ['y', 'z'], ['x', 'y', 'w'], 'parents').value).toEqual(['y', 'w', 'z'])
    expect(mergeValue(was, { ...was, en: 'A' }, { ...was, en: 'Z' }, 'title')).toEqual({
      value: { en: 'A', es: 'b', source: 'en' },
      clashes: [{ path: 'title.en', was: 'a', theirs: 'A', mine: 'Z' }],
    })
    expect(mergeValue(1, 2, 3, 'n').clashes).toHaveLength(1)
  })
  test('undo of a step keeps what others did to other fields since', () => {
    const [one] = mill.elements
    if (!one) throw new Error('empty')
    const at = { list: 'elements', id: one.id } as const
    const mine = setOp(at, one, { ...one, title: { ...one.title, en: 'Mine' } }) as Op
    let plan = apply(mill, mine)
    const now = plan.elements[0]
    if (!now) throw new Error('empty')
    plan = apply(plan, setOp(at, now, { ...now, title: { ...now.title, es: 'Suyo' }, wave: 'w' }) as Op)
    const undo = rebase(plan, invert(mine))
    if (!undo.op) throw new Error('clash')
    const end = apply(plan, undo.op).elements[0]
    expect([end?.title.en, end?.title.es, end?.wave]).toEqual([one.title.en, 'Suyo', 'w'])
  })
  test('several operations in one step are fitted one after the other', () => {
    const [one] = mill.elements
    const step = together([
      setOp({ list: 'elements', id: one?.id ?? '' }, one as never, { ...one, wave: 'a' } as never),
      setOp({ list: 'elements', id: one?.id ?? '' }, { ...one, wave: 'a' } as never, { ...one, wave: 'b' } as never),
    ])
    expect(rebase(mill, step as Op).op).toEqual(step)
  })
})

describe('undo', () => {
  const step = (n: number, actor: number, of_n: number | null = null) => ({ n, actor, of_n })
  test('goes back over one’s own steps only, and forward until something new', () => {
    const steps = [step(1, 7), step(2, 8), step(3, 7)]
    expect(undoable(steps, 7)).toEqual({ undo: 3, redo: null })
    expect(undoable([...steps, step(4, 7, 3)], 7)).toEqual({ undo: 1, redo: 4 })
    expect(undoable([...steps, step(4, 7, 3), step(5, 7, 1)], 7)).toEqual({ undo: null, redo: 5 })
    expect(undoable([...steps, step(4, 7, 3), step(5, 7, 1), step(6, 7, 5)], 7)).toEqual({ undo: 6, redo: 4 })
    expect(undoable([...steps, step(4, 7, 3), step(5, 7)], 7)).toEqual({ undo: 5, redo: null })
    expect(undoable(steps, 9)).toEqual({ undo: null, redo: null })
    expect(undoable(steps, 8)).toEqual({ undo: 2, redo: null })
  })
})
