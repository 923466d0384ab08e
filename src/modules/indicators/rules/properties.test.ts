import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import type { Share } from '../stats/interval.ts'
import { cohen, fleiss } from './agreement.ts'
import { isChronic } from './attendance.ts'
import { segments } from './breaks.ts'
import { budgetAccuracy, yearEnd } from './budget.ts'
import { cautionOf } from './caution.ts'
import { algebraByNine, type Course, onTrack, onTrackRules } from './courses.ts'
import { type ActionKind, actionKinds, discipline } from './discipline.ts'
import { overYears, riskRatios, weightedRatio } from './disproportion.ts'
import { type PastStudent, recordOf, ruleSets } from './early-warning.ts'
import { backTest, projectEnrollment } from './enrollment.ts'
import { type CohortStudent, diplomas, exits, graduation, usual } from './graduation.ts'
import { icc } from './icc.ts'
import { meaningsOf } from './meanings.ts'
import { retention } from './staff.ts'
import { surveyResult } from './survey.ts'
import { unitsToReach } from './units.ts'

/** Every number anywhere inside is finite, and every share has 0 <= k <= n. */
function sound(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`not finite: ${value}`)
  if (value === null || typeof value !== 'object') return
  const { k, n } = value as Partial<Share>
  if (k !== undefined && n !== undefined && !(k >= 0 && k <= n)) throw new Error(`no share: ${k} of ${n}`)
  for (const inner of Object.values(value)) sound(inner)
}
const runs = { numRuns: amount(20, 2000), seed: seed() }
const id = fc.integer({ min: 0, max: 40 }).map((i) => `s${i}`)
const share = fc.tuple(fc.nat(400), fc.nat(400)).map(([a, b]): Share => ({ k: Math.min(a, b), n: Math.max(a, b) }))
const date = fc.constantFrom('2023-01-10', '2025-06-20', '2026-06-12', '2026-08-14', '2027-05-01', '2028-06-30')
const mixed = <T>(items: readonly T[], by: number): T[] => items.map((_, i) => items[(i * 7 + by) % items.length]!)
/** The same rows in another order (7 and the length share no divisor). */
const shuffled = <T>(items: readonly T[], by: number): T[] =>
  items.length % 7 === 0 ? items.toReversed() : mixed(items, by)

describe('rules take any legal input: finite numbers, true shares, order does not matter', () => {
  const cohortStudent: fc.Arbitrary<CohortStudent> = fc.record({
    student: id,
    entered: fc.constantFrom('first', 'in'),
    exit: fc.option(fc.record({ kind: fc.constantFrom(...exits), documented: fc.boolean(), on: date })),
    diploma: fc.option(fc.record({ kind: fc.constantFrom(...diplomas), on: date })),
  })
  it('2.2 graduation: everybody is in the cohort or removed; papers never lower the rate; six years never have fewer graduates', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(cohortStudent, { selector: (one) => one.student, maxLength: 30 }),
        fc.nat(6),
        (rows, by) => {
          const found = graduation(rows, 2022)
          sound(found)
          expect(graduation(shuffled(rows, by), 2022)).toEqual(found)
          const removed = Object.values(found.removed).reduce((sum, one) => sum + one, 0)
          expect(found.rate.n + removed).toBe(rows.length)
          const others = Object.values(found.others).reduce((sum, one) => sum + one, 0)
          expect(found.rate.k + others).toBe(found.rate.n)
          const papers = rows.map((one) => ({ ...one, exit: one.exit && { ...one.exit, documented: true } }))
          const with_ = graduation(papers, 2022).rate
          expect(with_.k).toBe(found.rate.k)
          expect(with_.n).toBe(found.rate.n - found.undocumented)
          expect(graduation(rows, 2022, { ...usual, years: 6 }).rate.k).toBeGreaterThanOrEqual(found.rate.k)
        },
      ),
      runs,
    )
  })
  it('2.4 discipline: order, repeats of a row, and more kinds never lower a count', () => {
    const row = fc.record({
      action: fc.nat(60).map((i) => `a${i}`),
      student: id,
      incidents: fc.array(fc.nat(20).map(String), { maxLength: 3 }),
      kind: fc.constantFrom(...actionKinds),
      assigned: fc.nat(2000),
      actual: fc.option(fc.nat(2000)),
    })
    const rows = fc.uniqueArray(row, { selector: (one) => `${one.student} ${one.action}`, maxLength: 30 })
    fc.assert(
      fc.property(rows, fc.nat(6), fc.nat(50), (all, by, fall) => {
        const enrolled = new Set(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'])
        const found = discipline(all, enrolled, fall)
        sound(found)
        expect(discipline([...shuffled(all, by), ...all], enrolled, fall)).toEqual(found)
        const fewer: ActionKind[] = ['out_of_school']
        expect(discipline(all, enrolled, fall, fewer).actions).toBeLessThanOrEqual(found.actions)
        expect(found.students.k + found.outside).toBeLessThanOrEqual(found.actions)
      }),
      runs,
    )
  })
  it('2.5 risk ratios: finite, order-free, and two groups are each other turned over', () => {
    const groups = fc
      .array(share, { minLength: 1, maxLength: 6 })
      .map((all) => all.map((one, i) => ({ group: String(i), ...one })))
    fc.assert(
      fc.property(groups, groups, fc.nat(12), fc.nat(40), (district, state, minCell, minN) => {
        const found = riskRatios(district, state, { minCell, minN })
        sound(found)
        const turned = riskRatios(district.toReversed(), state.toReversed(), { minCell, minN }).toReversed()
        expect(turned.map((one) => one.kind)).toEqual(found.map((one) => one.kind))
        sound(district.map((one) => weightedRatio(district, { 0: 0.5, 1: 0.3, 2: 0.2 }, one.group)))
        const [a, b] = riskRatios(district.slice(0, 2), [], { minCell: 1, minN: 1 })
        if (a?.kind === 'ratio' && b?.kind === 'ratio') expect(a.ratio * b.ratio).toBeCloseTo(1, 9)
      }),
      runs,
    )
  })
  it('2.5 several years: a higher last ratio never makes the verdict milder', () => {
    const rank = { unknown: -1, clear: 0, watched: 1, excepted: 2, identified: 3 }
    const ratio = fc.double({ min: 0, max: 6, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.option(ratio), { maxLength: 4 }), ratio, ratio, (past, a, b) => {
        const at = (last: number) => rank[overYears([...past, last], { threshold: 3, years: 3, progress: 0.3 })]
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)))
      }),
      runs,
    )
  })
  it('2.1, 2.6, 2.7 one more absence, credit or better mark never turns the wrong way', () => {
    const mark = fc.constantFrom('F', 'D-', 'D', 'C-', 'C', 'B', 'A', 'P', null)
    const course: fc.Arbitrary<Course> = fc.record({
      student: id,
      grade: fc.constantFrom(8, 9, 10),
      subject: fc.constantFrom('english', 'math', 'science', 'social', 'other'),
      credits: fc.constantFrom(0, 50, 100),
      mark,
      semesters: fc.constantFrom(1, 2),
      summer: fc.boolean(),
      algebra: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(course, { maxLength: 40 }), fc.nat(6), fc.nat(180), (courses, by, member) => {
        const students = ['s1', 's2', 's3', 's4'].map((student, i) => ({ student, firstTime: i !== 3 }))
        const rules = [onTrackRules.chicago, onTrackRules.connecticut, { ...onTrackRules.chicago, minCredits: 50 }]
        for (const rule of rules) {
          const found = onTrack(students, courses, rule)
          sound(found)
          expect(onTrack(students.toReversed(), shuffled(courses, by), rule)).toEqual(found)
          const better = courses.map((one) => ({ ...one, mark: 'A' }))
          expect(onTrack(students, better, rule).k).toBeGreaterThanOrEqual(found.k)
          expect(algebraByNine(students, better).k).toBeGreaterThanOrEqual(algebraByNine(students, courses).k)
        }
        const chronic = Array.from({ length: member + 1 }, (_, absent) => Number(isChronic(absent * 100, member)))
        expect(chronic).toEqual(chronic.toSorted((a, b) => a - b))
      }),
      { ...runs, numRuns: amount(10, 1000) },
    )
  })
  it('2.10 retention: stayed, movers and leavers are everybody who counts', () => {
    const rows = fc.uniqueArray(fc.record({ staff: id, place: fc.constantFrom('a', 'b'), temporary: fc.boolean() }), {
      selector: (one) => one.staff + one.place,
      maxLength: 25,
    })
    const reasons = fc.dictionary(id, fc.constantFrom('retired', 'died', 'other'))
    fc.assert(
      fc.property(rows, rows, reasons, fc.nat(6), (before, after, why, by) => {
        const map = new Map(Object.entries(why))
        const found = retention(before, after, map)
        sound(found)
        expect(found.stayed.k + found.movers + found.leavers).toBe(found.stayed.n)
        expect(found.stayed.n + found.leftOut).toBe(before.length)
        expect(retention(shuffled(before, by), after.toReversed(), map)).toEqual(found)
      }),
      runs,
    )
  })
  it('2.11 surveys: the interval holds the share, silence holds what everybody would have said', () => {
    fc.assert(
      fc.property(share, fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (answers, silent, part) => {
        const invited = answers.n + silent
        const found = surveyResult(answers, invited)
        sound(found)
        if (found.interval) {
          expect(found.interval.low).toBeLessThanOrEqual(answers.k / answers.n)
          expect(found.interval.high).toBeGreaterThanOrEqual(answers.k / answers.n)
        }
        if (!found.silence) return
        const truth = (answers.k + Math.round(part * silent)) / invited
        expect(found.silence.low).toBeLessThanOrEqual(truth)
        expect(found.silence.high).toBeGreaterThanOrEqual(truth)
      }),
      runs,
    )
  })
  it('2.12 agreement: never above 1, the same when raters change places, finite correlations', () => {
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((k) => fc.array(fc.array(fc.nat(12), { minLength: k, maxLength: k }), { minLength: k, maxLength: k }))
    fc.assert(
      fc.property(table, fc.constantFrom('none', 'linear', 'quadratic'), (rows, weights) => {
        const found = cohen(rows, weights)
        sound(found)
        const turned = cohen(
          rows.map((_, i) => rows.map((row) => row[i]!)),
          weights,
        )
        if (found.kappa === null) expect(turned.kappa).toBeNull()
        else {
          expect(found.kappa).toBeLessThanOrEqual(1 + 1e-12)
          expect(turned.kappa).toBeCloseTo(found.kappa, 9)
        }
        sound(icc(rows))
        const raters = rows.map((row) => [...row, 60 - row.reduce((sum, one) => sum + one, 0)])
        sound(fleiss(raters))
      }),
      runs,
    )
  })
  it('2.13 budget: every line has one state, the band only grows', () => {
    const cents = fc.integer({ min: -1e9, max: 1e9 })
    const lines = fc.array(fc.record({ budget: fc.oneof(fc.constant(0), cents), actual: cents }), { maxLength: 20 })
    fc.assert(
      fc.property(lines, fc.nat(500), (all, band) => {
        const rows = all.map((one, i) => ({ line: String(i), ...one }))
        const found = budgetAccuracy(rows, band)
        sound(found)
        expect(budgetAccuracy(rows, band + 10).inBand.k).toBeGreaterThanOrEqual(found.inBand.k)
        expect(budgetAccuracy(rows.toReversed(), band).inBand).toEqual(found.inBand)
        sound(yearEnd({ spent: 5, encumbered: 7, budget: 11 }, [band, 1000 - band], 1))
      }),
      runs,
    )
  })
  it('2.14 enrollment: finite, inside its span, doubled enrollment doubles it', () => {
    const history = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 7 })).chain(([grades, years]) =>
      fc.array(fc.array(fc.nat(300), { minLength: grades, maxLength: grades }), {
        minLength: years,
        maxLength: years,
      }),
    )
    fc.assert(
      fc.property(history, fc.nat(400), (rows, born) => {
        const years = rows.map((grades, i) => ({ year: 2018 + i, grades }))
        const births = new Map(Array.from({ length: 14 }, (_, i) => [2012 + i, born]))
        const found = projectEnrollment(years, births, 3)
        sound(found)
        for (const { grades } of found)
          for (const one of grades) {
            if (!one) continue
            expect(one.low).toBeLessThanOrEqual(one.value * (1 + 1e-9))
            expect(one.high).toBeGreaterThanOrEqual(one.value * (1 - 1e-9))
          }
        const twice = projectEnrollment(
          years.map((one) => ({ ...one, grades: one.grades.map((x) => 2 * x) })),
          births,
          3,
        )
        for (const [i, one] of found.entries())
          for (const [grade, cell] of one.grades.entries())
            expect(twice[i]?.grades[grade]?.value ?? null).toEqual(cell && expect.closeTo(2 * cell.value, 2))
        sound(backTest(years, births, 3))
      }),
      runs,
    )
  })
  it('2.15 early warning: the four cells and the undecided are the cohort; order does not matter', () => {
    const value = (max: number) => fc.option(fc.nat(max))
    const past: fc.Arbitrary<PastStudent> = fc.record({
      measures: fc.record({ attendance_percent: value(100), suspensions: value(4), english_or_math_f: value(2) }),
      outcome: fc.option(fc.boolean()),
    })
    fc.assert(
      fc.property(fc.array(past, { maxLength: 40 }), (cohort) => {
        const found = recordOf(ruleSets.abc, cohort)
        sound(found)
        expect(found.base.n + found.undecided).toBe(cohort.length)
        expect(recordOf(ruleSets.abc, cohort.toReversed())).toEqual(found)
        const strict = recordOf({ ...ruleSets.abc, atLeast: 2 }, cohort)
        expect(strict.warned.outcome).toBeLessThanOrEqual(found.warned.outcome)
      }),
      runs,
    )
  })
  it('3.9 meanings, units, breaks and cautions stay finite; more units are needed for a higher share', () => {
    const percent = fc.integer({ min: 0, max: 1000 }).map((x) => x / 10)
    fc.assert(
      fc.property(percent, percent, fc.integer({ min: 1, max: 80 }), share, share, (a, b, of, now, before) => {
        const [low, high] = [unitsToReach(Math.min(a, b), of), unitsToReach(Math.max(a, b), of)]
        expect(low.needed).toBeLessThanOrEqual(high.needed)
        expect(Math.round((1000 * high.needed) / of) / 10).toBeGreaterThanOrEqual(Math.max(a, b))
        for (const unit of ['percent', 'count'] as const)
          for (const one of meaningsOf({ form: 'percentChange', amount: a - 50, unit, baseline: b })) sound(one.whole)
        sound(cautionOf({ now: now.k, before: before.k, companion: { now, before } }))
        const years = [now.k, before.k, now.n].map((value, i) => ({
          year: 2015 + 2 * i,
          value,
          definition: value % 2 ? 'a' : 'b',
          instrument: null,
          exception: null,
        }))
        const cut = segments(years)
        expect(cut.reduce((sum, one) => sum + one.points.length, 0)).toBe(3)
        expect(segments(years.toReversed())).toEqual(cut)
      }),
      runs,
    )
  })
})
