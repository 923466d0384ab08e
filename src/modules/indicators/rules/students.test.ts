import { describe, expect, it } from 'vitest'
import type { Share } from '../stats/interval.ts'
import { absentPart, dailyAverages, dataThrough, isChronic, memberDays, tier } from './attendance.ts'
import { algebraByNine, atLeast, type Course, onTrack, onTrackRules } from './courses.ts'
import { type Action, countAfter, discipline } from './discipline.ts'
import { type CohortStudent, type Exit, eventDropout, graduation, usual } from './graduation.ts'
import { bothBounds, coursework, examReady, postsecondary, successPlans } from './readiness.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}`, kind: 'Invalid' })
const rate = ({ k, n }: Share): string => `${k}/${n}`

describe('2.1 attendance', () => {
  it('2.1 the threshold is inclusive: 18 of 180 is chronic, 17.5 is not', () => {
    expect(isChronic(1800, 180)).toBe(true)
    expect(isChronic(1750, 180)).toBe(false)
    expect(isChronic(1799, 180)).toBe(false)
  })
  it('2.1 90.004% attendance is not chronic: the share is never rounded first', () =>
    expect(isChronic(24_990 * 100, 250_000, { perMille: 100, minMemberDays: 20 })).toBe(false))
  it('2.1 9 of 95 at one school, 10 of 85 at another: no, yes, and 19 of 180 in the district: yes', () =>
    expect([isChronic(900, 95), isChronic(1000, 85), isChronic(1900, 180)]).toEqual([false, true, true]))
  it('2.1 fewer than 20 days are not tested', () =>
    expect([isChronic(1000, 19), isChronic(1000, 20), isChronic(0, 0)]).toEqual([null, true, null]))
  it('2.1 half a day attended is present; the other policy keeps the portion', () => {
    expect([0, 50, 51, 100].map((missed) => absentPart(missed, 'half_day'))).toEqual([0, 0, 100, 100])
    expect(absentPart(51, 'proportional')).toBe(51)
    expect(() => absentPart(101, 'half_day')).toThrow(refusal('not-a-setting'))
  })
  it('2.1 tiers from 5, 10 and 20 percent', () => {
    expect([899, 900, 1799, 1800, 3599, 3600].map((absent) => tier(absent, 180))).toEqual([
      'satisfactory',
      'at_risk',
      'at_risk',
      'chronic',
      'chronic',
      'severe',
    ])
    expect(tier(0, 0)).toBeNull()
  })
  const days = ['2025-09-01', '2025-09-02', '2025-09-03', '2025-09-04', '2025-09-05', '2025-09-08']
  it('2.1 re-entry sums the spells, gap days never count, overlapping spells count once', () => {
    const spells = [
      { entry: '2025-09-01', exit: '2025-09-02' },
      { entry: '2025-09-05', exit: null },
    ]
    expect(memberDays(spells, days)).toBe(4)
    expect(memberDays([...spells, { entry: '2025-09-02', exit: '2025-09-04' }], days)).toBe(6)
    expect(memberDays(spells, days, '2025-09-05')).toBe(3)
  })
  it('2.1 a running year ends where the school stopped handing in', () => {
    expect(dataThrough('2025-12-01', '2025-11-14')).toBe('2025-11-14')
    expect(dataThrough('2025-12-01', '2025-12-05')).toBe('2025-12-01')
    expect(dataThrough('2025-12-01', null)).toBeNull()
  })
  it('2.1 the rate of a district is over all days, not the mean of its schools', () => {
    const [a, b] = [
      { member: 180, absent: 900 },
      { member: 20, absent: 1000 },
    ]
    const { adm, ada, rate: all } = dailyAverages([a, b], 180)
    expect(adm).toBeCloseTo(200 / 180, 12)
    expect(ada).toBeCloseTo(181 / 180, 12)
    expect(all).toEqual({ k: 18_100, n: 20_000 })
    expect(all.k / all.n).not.toBeCloseTo((171 / 180 + 10 / 20) / 2, 2)
    expect(dailyAverages([], 0)).toEqual({ adm: null, ada: null, rate: { k: 0, n: 0 } })
    expect(() => dailyAverages([{ member: 1, absent: 101 }], 1)).toThrow(refusal('not-a-cohort'))
  })
})

describe('2.2 graduation', () => {
  let next = 0
  const some = (
    count: number,
    rest: {
      in?: boolean
      exit?: [Exit, boolean, string?]
      diploma?: ['regular' | 'equivalency' | 'state_alternate' | 'certificate', string?]
    },
  ): CohortStudent[] =>
    Array.from({ length: count }, () => ({
      student: `s${next++}`,
      entered: rest.in ? 'in' : 'first',
      exit: rest.exit ? { kind: rest.exit[0], documented: rest.exit[1], on: rest.exit[2] ?? '2024-11-01' } : null,
      diploma: rest.diploma ? { kind: rest.diploma[0], on: rest.diploma[1] ?? '2026-06-12' } : null,
    }))
  const example = [
    ...some(83, { diploma: ['regular'] }),
    ...some(15, { in: true, diploma: ['regular'] }),
    ...some(9, { exit: ['transfer', true] }),
    ...some(1, { exit: ['died', true] }),
    ...some(2, { exit: ['emigrated', true] }),
    ...some(4, { exit: ['transfer', false] }),
    ...some(3, { diploma: ['equivalency'] }),
    ...some(12, { exit: ['dropout', false] }),
    ...some(6, {}),
  ]
  it('2.2 120 and 15 in, 12 documented out, 4 without papers, 98 regular diplomas: 98 of 123, 79.67%', () => {
    const found = graduation(example, 2022)
    expect(found).toEqual({
      rate: { k: 98, n: 123 },
      first: 120,
      in: 15,
      removed: { transfer: 9, home_school: 0, emigrated: 2, prison: 0, died: 1 },
      undocumented: 4,
      others: { equivalency: 3, certificate: 0, left: 16, enrolled: 6 },
    })
    expect(Math.round((found.rate.k / found.rate.n) * 10_000) / 100).toBe(79.67)
  })
  it.each(['equivalency', 'dropout', 'aged_out', 'expelled', 'certificate', 'moved', 'unknown'] as const)(
    '2.2 %s stays in the cohort, papers or not',
    (kind) => expect(rate(graduation(some(1, { exit: [kind, true] }), 2022).rate)).toBe('0/1'),
  )
  it.each(['transfer', 'home_school', 'emigrated', 'prison', 'died'] as const)(
    '2.2 %s leaves it with papers only',
    (kind) => {
      expect(rate(graduation(some(1, { exit: [kind, true] }), 2022).rate)).toBe('0/0')
      expect(rate(graduation(some(1, { exit: [kind, false] }), 2022).rate)).toBe('0/1')
    },
  )
  it('2.2 the state alternate diploma counts, a certificate does not', () => {
    expect(rate(graduation(some(1, { diploma: ['state_alternate'] }), 2022).rate)).toBe('1/1')
    expect(rate(graduation(some(1, { diploma: ['certificate'] }), 2022).rate)).toBe('0/1')
  })
  it('2.2 six years: the same cohort, two more years of diplomas and removals', () => {
    const late = [
      ...some(1, { diploma: ['regular', '2028-06-10'] }),
      ...some(1, { diploma: ['regular', '2028-09-01'] }),
      ...some(1, { exit: ['transfer', true, '2027-10-01'] }),
    ]
    expect(rate(graduation(late, 2022).rate)).toBe('0/3')
    expect(rate(graduation(late, 2022, { ...usual, years: 6 }).rate)).toBe('1/2')
  })
  it('2.2 summer graduates by the policy of the state', () => {
    const summer = some(1, { diploma: ['regular', '2026-08-14'] })
    expect(rate(graduation(summer, 2022).rate)).toBe('1/1')
    expect(rate(graduation(summer, 2022, { ...usual, summerUntil: null }).rate)).toBe('0/1')
  })
  it('2.2 a graduate who emigrates later stays a graduate; a student counts once', () => {
    const one = some(1, { diploma: ['regular', '2026-06-12'], exit: ['emigrated', true, '2026-07-01'] })
    expect(rate(graduation(one, 2022).rate)).toBe('1/1')
    expect(() => graduation([...one, ...one], 2022)).toThrow(refusal('not-a-cohort'))
  })
})

describe('2.3 event dropout', () => {
  it('2.3 left, not back by October, not excluded, in grades 9 to 12', () => {
    const row = (grade: number, left: boolean, returned = false, excluded = false) => ({
      grade,
      left,
      returned,
      excluded,
    })
    const rows = [row(9, true), row(10, true, true), row(11, true, false, true), row(12, false), row(8, true)]
    expect(eventDropout(rows.map((one, i) => ({ student: String(i), ...one })))).toEqual({ k: 1, n: 4 })
  })
})

describe('2.4 discipline', () => {
  const action = (rest: Partial<Action>): Action => ({
    action: 'a',
    student: 's1',
    incidents: ['i1'],
    kind: 'out_of_school',
    assigned: 300,
    actual: null,
    ...rest,
  })
  const enrolled = new Set(['s1', 's2', 's3', 's4'])
  it('2.4 a 90% reduction of 4,835 actions: at most 483', () => {
    expect(countAfter(4835, 90)).toBe(483)
    expect([countAfter(10, 40), countAfter(7, 0), countAfter(7, 100)]).toEqual([6, 7, 0])
    expect(() => countAfter(10, 101)).toThrow(refusal('not-a-setting'))
  })
  it('2.4 actions, students, incidents and days are four different counts', () => {
    const rows = [
      action({ action: 'a', incidents: ['i1'] }),
      action({ action: 'a', incidents: ['i2'] }),
      action({ action: 'b', actual: 150 }),
      action({ action: 'b', student: 's2', kind: 'in_school', assigned: 50 }),
      action({ action: 'c', student: 's2', kind: 'bus' }),
      action({ action: 'd', student: 's3', assigned: 0 }),
      action({ action: 'e', student: 's9', incidents: ['i3'] }),
    ]
    expect(discipline(rows, enrolled, 50)).toEqual({
      incidents: 3,
      actions: 5,
      students: { k: 3, n: 4 },
      outside: 1,
      actionsPer100: 10,
      daysPer100: 16,
      daysLost: 800,
      assumed: 4,
    })
  })
  it('2.4 only out of school when only that is asked', () =>
    expect(
      discipline([action({}), action({ action: 'x', kind: 'in_school' })], enrolled, 0, ['out_of_school']),
    ).toMatchObject({
      actions: 1,
      actionsPer100: null,
      daysPer100: null,
    }))
  it('2.4 one action with two lengths is refused', () =>
    expect(() => discipline([action({}), action({ assigned: 100 })], enrolled, 9)).toThrow(refusal('not-a-cohort')))
})

const course = (rest: Partial<Course>): Course => ({
  student: 's1',
  grade: 9,
  subject: 'other',
  credits: 100,
  mark: 'B',
  semesters: 2,
  summer: false,
  algebra: false,
  ...rest,
})
const ninth = (...students: string[]) => students.map((student) => ({ student, firstTime: true }))

describe('2.6 freshmen on track', () => {
  const { chicago, connecticut } = onTrackRules
  const courses = (count: number, rest: Partial<Course> = {}): Course[] =>
    Array.from({ length: count }, () => course(rest))
  it('2.6 Chicago: five credits and at most one semester F in core', () => {
    const F = course({ subject: 'math', mark: 'F', credits: 50, semesters: 1 })
    expect(rate(onTrack(ninth('s1'), [...courses(5), F], chicago))).toBe('1/1')
    expect(rate(onTrack(ninth('s1'), [...courses(5), F, F], chicago))).toBe('0/1')
    expect(rate(onTrack(ninth('s1'), [...courses(5), { ...F, semesters: 2 }], chicago))).toBe('0/1')
    expect(rate(onTrack(ninth('s1'), [...courses(5), { ...F, subject: 'other' }, F], chicago))).toBe('1/1')
    expect(rate(onTrack(ninth('s1'), [...courses(4), course({ credits: 99 })], chicago))).toBe('0/1')
  })
  it('2.6 Chicago leaves summer out, Connecticut asks six credits and no more', () => {
    const six = [...courses(5), course({ summer: true })]
    expect(rate(onTrack(ninth('s1'), [...courses(4), course({ summer: true })], chicago))).toBe('0/1')
    expect(rate(onTrack(ninth('s1'), six, connecticut))).toBe('1/1')
    expect(rate(onTrack(ninth('s1'), courses(5), connecticut))).toBe('0/1')
    const fails = courses(3, { subject: 'english', mark: 'F' })
    expect(rate(onTrack(ninth('s1'), [...courses(6), ...fails], connecticut))).toBe('1/1')
  })
  it('2.6 repeaters are out of the first-time cohort; a student without courses stays in', () => {
    const students = [...ninth('s1', 's2'), { student: 's3', firstTime: false }]
    expect(rate(onTrack(students, courses(6), connecticut))).toBe('1/2')
    expect(rate(onTrack(students, courses(6), { ...connecticut, cohort: 'all' }))).toBe('1/3')
  })
  it('2.6 a failed course earns nothing, a pass does, other years do not', () => {
    expect(rate(onTrack(ninth('s1'), [...courses(5), course({ mark: 'F' })], connecticut))).toBe('0/1')
    expect(rate(onTrack(ninth('s1'), [...courses(5), course({ mark: 'P' })], connecticut))).toBe('1/1')
    expect(rate(onTrack(ninth('s1'), [...courses(5), course({ grade: 8 })], connecticut))).toBe('0/1')
    expect(rate(onTrack(ninth('s1'), [...courses(5), course({ mark: null })], connecticut))).toBe('0/1')
  })
})

describe('2.7 Algebra 1 by the end of grade 9', () => {
  it('2.7 C counts, C- and P do not; grade 8 counts, grade 10 does not; who never took it stays in', () => {
    const algebra = (student: string, mark: string, grade = 9) => course({ student, mark, grade, algebra: true })
    const rows = [
      algebra('s1', 'C'),
      algebra('s2', 'C-'),
      algebra('s3', 'A', 8),
      algebra('s4', 'B', 10),
      algebra('s5', 'P'),
      algebra('s6', 'F'),
      algebra('s6', 'C+'),
    ]
    expect(rate(algebraByNine(ninth('s1', 's2', 's3', 's4', 's5', 's6', 's7'), rows))).toBe('3/7')
    expect(rate(algebraByNine([{ student: 's1', firstTime: false }], rows))).toBe('0/0')
  })
  it('2.7 the ladder of marks', () => {
    expect(['C+', 'C', 'C-', 'D', null].map((mark) => atLeast(mark, 'C'))).toEqual([true, true, false, false, false])
    expect(() => atLeast('E', 'C')).toThrow(refusal('not-a-setting'))
  })
})

describe('2.8 college and career readiness', () => {
  const enrolled = [10, 11, 11, 12, 12].map((grade, i) => ({ student: `s${i}`, grade }))
  it('2.8 two courses of one family in grades 11 and 12; the other reading counts grade 11 alone', () => {
    const rows = [
      ['s1', 'AP History', 'advanced'],
      ['s1', 'IB Math', 'advanced'],
      ['s2', 'AP History', 'advanced'],
      ['s2', 'Carpentry 1', 'construction'],
      ['s3', 'Carpentry 1', 'construction'],
      ['s3', 'Carpentry 2', 'construction'],
      ['s0', 'AP History', 'advanced'],
      ['s0', 'AP Biology', 'advanced'],
    ].map(([student, name, family]) => ({ student: student!, course: name!, family: family! }))
    expect(rate(coursework(enrolled, rows))).toBe('2/4')
    expect(rate(coursework(enrolled, rows, { grades: [11], least: 2 }))).toBe('1/2')
    expect(rate(coursework(enrolled, [...rows, rows[2]!]))).toBe('2/4')
  })
  it('2.8 one benchmark is enough; an exam without one helps nobody', () => {
    const results = [
      { student: 's1', exam: 'AP', score: 3 },
      { student: 's2', exam: 'AP', score: 2 },
      { student: 's3', exam: 'ACT', score: 36 },
      { student: 's4', exam: 'IB', score: 4 },
    ]
    expect(rate(examReady(enrolled, results, { AP: 3, IB: 4 }))).toBe('2/4')
  })
})

describe('1.8 postsecondary entrance', () => {
  it('1.8 within a year of the diploma, not before it, and each graduate once', () => {
    const graduates = ['a', 'b', 'c', 'd'].map((student) => ({ student, on: '2025-06-12' }))
    const from = (student: string, day: string) => ({ student, from: day })
    const rows = [
      from('a', '2025-09-01'),
      from('a', '2026-01-15'),
      from('b', '2026-06-12'),
      from('c', '2026-06-13'),
      from('d', '2025-01-20'),
      from('x', '2025-09-01'),
    ]
    expect(rate(postsecondary(graduates, rows))).toBe('2/4')
  })
})

describe('2.9 success plans', () => {
  it('2.9 the compound needs both: 72% and 80% can be 52% or 72% together', () => {
    const students = Array.from({ length: 25 }, (_, i) => ({
      student: String(i),
      grade: 6 + (i % 7),
      plan: i < 18,
      adult: i >= 5,
    }))
    const found = successPlans([...students, { student: 'x', grade: 5, plan: true, adult: true }])
    expect([rate(found.plan), rate(found.adult), rate(found.both)]).toEqual(['18/25', '20/25', '13/25'])
    expect(bothBounds(found.plan, found.adult)).toEqual({ fewest: 13, most: 18 })
    expect(() => bothBounds(found.plan, { k: 1, n: 9 })).toThrow(refusal('not-a-cohort'))
  })
})
