import { describe, expect, it } from 'vitest'
import { planText } from '../../../platform/testing/plan-site.tsx'
import { checkWhole } from '../checker/check.ts'
import { apply } from '../editing/ops.ts'
import { blankElement } from '../file/blank.ts'
import type { Element, Plan } from '../file/format.ts'
import { fitting, readPlan } from '../file/read.ts'
import { planGraph } from '../graph.ts'
import { nameOp } from './actions.ts'
import { alignmentOf, answeringOf, quarterOf, shareOf, slugOf, turnaround } from './rules.ts'
import type { CommentRow } from './schema.ts'
import { unitTemplate } from './template.ts'

const read = (id: string) => {
  const { plan } = readPlan(planText(id))
  if (!plan) throw new Error(id)
  return planGraph(plan)
}
const district = read('two-brooks-2026-29')
const mill = read('mill-river-2026-29')
const template = unitTemplate(district, { kind: 'school', code: 'A-1', name: 'Ash Elementary' }, 2027)

/** The same with every goal written. */
const written: Plan = {
  ...template,
  elements: template.elements.map((one) =>
    one.level === 'goal' ? { ...one, title: { en: `Ours: ${one.id}`, es: `Nuestra: ${one.id}`, source: 'en' } } : one,
  ),
}

const made = (id: string, level: string, parents: string[]): Element =>
  blankElement({ id, level, parents, title: { en: id, es: id, source: 'en' } })
const more = (plan: Plan, ...elements: Element[]): Plan => ({ ...plan, elements: [...plan.elements, ...elements] })

describe('the template', () => {
  it.each([
    ['two priorities', district, 'school'],
    ['four priorities and ten goals', mill, 'school'],
    ['an office', mill, 'office'],
  ] as const)('passes the checker and holds what a plan file holds: %s', (_what, graph, kind) => {
    const plan = unitTemplate(graph, { kind, code: '53011', name: 'Riverbank Middle' }, 2027)
    expect(fitting(plan).problems).toEqual([])
    expect(checkWhole(plan).filter((one) => one.severity === 'error')).toEqual([])
    expect(plan.adoption.state).toBe('draft')
    expect(plan.title).toMatchObject({ en: expect.stringContaining('2026-27'), es: expect.stringContaining('2026-27') })
  })

  it('takes over priorities and goals as they are, and waits with a goal under each priority', () => {
    expect(template.id).toBe('school-a-1-2027')
    expect(template.elements.map((one) => [one.id, one.level, one.code, ...one.parents])).toEqual([
      ['dp-p1', 'district-priority', '1'],
      ['dp-g1', 'district-part', 'G1', 'dp-p1'],
      ['our-goal-1', 'goal', 'SG1', 'dp-p1'],
      ['dp-p2', 'district-priority', '2'],
      ['dp-g2', 'district-part', 'G2', 'dp-p2'],
      ['our-goal-2', 'goal', 'SG2', 'dp-p2'],
    ])
    expect(unitTemplate(mill, { kind: 'school', code: '1', name: 'One' }, 2027).elements).toHaveLength(4 + 10 + 4)
  })
})

describe('alignment', () => {
  it('counts own elements that name a part, those below such a one, and the rest', () => {
    // By hand: 2 goals name a priority; one action stands below the first; a goal at the top and its action name nothing.
    const plan = more(
      written,
      made('act', 'action', ['our-goal-1']),
      made('loose', 'goal', []),
      made('loose-act', 'action', ['loose']),
    )
    const found = alignmentOf(planGraph(plan), district)
    expect(found).toMatchObject({ own: 5, named: 2, carried: 1, priorities: 2, priorities_served: 2 })
    expect(shareOf(found)).toBe(3 / 5)
    expect(found.rows.filter((one) => one.standing === 'none').map((one) => one.element.id)).toEqual([
      'loose',
      'loose-act',
    ])
  })

  it('says which priorities nothing serves, and counts none that the district gave up', () => {
    const plan = { ...written, elements: written.elements.filter((one) => one.id !== 'our-goal-1') }
    const found = alignmentOf(planGraph(plan), district)
    expect(found.served.filter((one) => one.by.length === 0).map((one) => one.priority.id)).toEqual(['p1'])
    const gone = planGraph({
      ...district.plan,
      elements: district.plan.elements
        .filter((one) => one.id !== 'p2')
        .map((one) => ({ ...one, parents: one.parents.filter((id) => id !== 'p2') })),
    })
    const after = alignmentOf(planGraph(written), gone)
    expect(after).toMatchObject({ own: 2, named: 1, carried: 0 })
    expect(after.lost.map((one) => one.id)).toEqual(['dp-p2'])
  })

  it('knows a part again whose id is as long as an id may be', () => {
    const long = 'g'.repeat(80)
    const far = planGraph({
      ...district.plan,
      elements: district.plan.elements.map((one) => ({
        ...one,
        id: one.id === 'p1' ? long : one.id,
        parents: one.parents.map((id) => (id === 'p1' ? long : id)),
      })),
    })
    const made = unitTemplate(far, { kind: 'school', code: 'A-1', name: 'Ash Elementary' }, 2027)
    const plan = more(
      made,
      blankElement({ id: 'act', level: 'action', parents: ['our-goal-1'], title: { en: 'Act', source: 'en' } }),
    )
    const found = alignmentOf(planGraph(plan), far)
    expect(found).toMatchObject({ own: 2, named: 1, carried: 1, lost: [] })
    expect(found.rows[0]?.serves).toEqual([long])
  })

  it('a goal of the template that nobody wrote is no part of the plan', () => {
    const empty = alignmentOf(planGraph(template), district)
    expect(empty).toMatchObject({ own: 0, named: 0, carried: 0, priorities: 2, priorities_served: 0 })
    expect(empty.unwritten.map((one) => one.id)).toEqual(['our-goal-1', 'our-goal-2'])
    expect(shareOf(empty)).toBeNull()
    // What stands below it makes it a part: the goal names the priority, the action stands below.
    const begun = alignmentOf(planGraph(more(template, made('act', 'action', ['our-goal-1']))), district)
    expect(begun).toMatchObject({ own: 2, named: 1, carried: 1, priorities_served: 1 })
    expect(begun.unwritten.map((one) => one.id)).toEqual(['our-goal-2'])
  })

  it('an element names several parts by lines, once each, and takes a line back', () => {
    const plan = more(template, made('loose', 'goal', []))
    const add = nameOp(plan, district, { element: 'loose', part: 's2-1', take: 'add' })
    if (!add) throw new Error('nothing to do')
    const named = apply(plan, add)
    expect(named.elements.at(-1)).toMatchObject({ id: 'dp-s2-1', level: 'district-part', parents: ['dp-p2'] })
    expect(fitting(named).problems).toEqual([])
    expect(checkWhole(named).filter((one) => one.severity === 'error')).toEqual([])
    expect(alignmentOf(planGraph(named), district).rows.find((one) => one.element.id === 'loose')).toMatchObject({
      standing: 'named',
      serves: ['s2-1'],
    })
    expect(nameOp(named, district, { element: 'loose', part: 's2-1', take: 'add' })).toBeNull()
    const away = nameOp(named, district, { element: 'loose', part: 's2-1', take: 'away' })
    expect(away && apply(named, away).links).toEqual([])
  })
})

describe('time to answer', () => {
  const day = (on: string, is_instructional = true) => ({ day: on, is_instructional, marking_period: '1' })
  // Friday, then a holiday on Monday, then school from Tuesday on.
  const days = [day('2026-10-08'), day('2026-10-09'), day('2026-10-12', false), day('2026-10-13'), day('2026-10-14')]

  it('counts days of school after the question, not weekends and holidays', () => {
    expect(turnaround('2026-10-09', '2026-10-13', days)).toBe(1)
    expect(turnaround('2026-10-09', '2026-10-14', days)).toBe(2)
    expect(turnaround('2026-10-09', '2026-10-12', days)).toBe(0)
    expect(turnaround('2026-10-08', '2026-10-09', days)).toBe(1)
    expect(turnaround('2026-10-14', '2026-10-14', days)).toBe(0)
    expect(turnaround('2026-10-14', '2026-11-02', days)).toBeNull()
  })

  it('gives counts, of which an average is derived', () => {
    const comment = (asked_on: string, answer_by: string | null, answered_on: string | null) =>
      ({ asked_on, answer_by, answered_on, state: answered_on ? 'answered' : 'open' }) as CommentRow
    expect(
      answeringOf(
        [
          comment('2026-10-09', '2026-10-13', '2026-10-13'),
          comment('2026-10-09', '2026-10-12', '2026-10-14'),
          comment('2026-10-09', '2026-10-13', null),
          comment('2026-10-09', null, null),
        ],
        days,
        '2026-10-14',
      ),
    ).toEqual({ asked: 3, answered: 2, inTime: 1, late: 1, counted: 2, days: 3 })
  })

  it('knows the quarter by marking periods, else by months', () => {
    expect(quarterOf('2026-10-14', [{ day: '2026-10-08', marking_period: '2' }])).toBe(2)
    expect(['2026-07-01', '2026-10-01', '2027-01-10', '2027-06-30'].map((one) => quarterOf(one, []))).toEqual([
      1, 2, 3, 4,
    ])
    expect(slugOf('office', 'P & M', 2027)).toBe('office-p-m-2027')
  })
})
