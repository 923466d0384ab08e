import { describe, expect, it } from 'vitest'
import { recordOf, ruleSets, warn } from './early-warning.ts'
import { smarterLevel, support, textLevel } from './reading-levels.ts'

const refusal = (code: string): unknown => expect.objectContaining({ code: `indicators/${code}`, kind: 'Invalid' })

describe('2.15 early warning', () => {
  const student = (attendance: number | null, suspensions: number | null, f: number | null) => ({
    attendance_percent: attendance,
    suspensions,
    english_or_math_f: f,
  })
  it('2.15 the usual form: attendance below 90, a suspension, an F; below 80 in the middle-grade study', () => {
    expect(warn(ruleSets.abc, student(90, 0, 0))).toEqual({ flags: [], unknown: [], warned: false })
    expect(warn(ruleSets.abc, student(89.9, 1, 0)).flags).toEqual(['attendance', 'behavior'])
    expect(warn(ruleSets['abc-three-suspensions'], student(95, 2, 0)).warned).toBe(false)
    const middle = { attendance_percent: 80, math_f: 0, english_f: 0, unsatisfactory_behavior: 0 }
    expect(warn(ruleSets['middle-grades'], middle).warned).toBe(false)
    expect(warn(ruleSets['middle-grades'], { ...middle, attendance_percent: 79 }).flags).toEqual(['attendance'])
  })
  it('2.15 what was not measured is never "no flag"', () => {
    expect(warn(ruleSets.abc, student(95, null, 0))).toEqual({ flags: [], unknown: ['behavior'], warned: null })
    expect(warn(ruleSets.abc, student(80, null, 0)).warned).toBe(true)
    expect(warn({ ...ruleSets.abc, atLeast: 2 }, student(95, null, 0)).warned).toBe(false)
    expect(() => warn({ ...ruleSets.abc, atLeast: 4 }, {})).toThrow(refusal('not-a-setting'))
  })
  it('2.15 the record on a past cohort, in counts', () => {
    const past = (attendance: number | null, outcome: boolean | null) => ({
      measures: student(attendance, 0, 0),
      outcome,
    })
    const cohort = [
      past(70, true),
      past(70, true),
      past(70, false),
      past(95, true),
      past(95, false),
      past(95, false),
      past(95, false),
      past(null, true),
      past(70, null),
    ]
    expect(recordOf(ruleSets.abc, cohort)).toEqual({
      warned: { outcome: 2, none: 1 },
      notWarned: { outcome: 1, none: 3 },
      undecided: 2,
      precision: { k: 2, n: 3 },
      recall: { k: 2, n: 3 },
      specificity: { k: 3, n: 4 },
      base: { k: 3, n: 7 },
    })
  })
})

describe('2.16 reading levels', () => {
  it.each([
    [0, 'C', 'D', 'E'],
    [1, 'I', 'J', 'K'],
    [2, 'L', 'M', 'N'],
    [3, 'O', 'P', 'Q'],
    [4, 'R', 'S', 'T'],
    [5, 'U', 'V', 'W'],
  ])('2.16 text levels of grade %i: %s approaches, %s meets, %s exceeds', (grade, approaches, meets, exceeds) => {
    expect([approaches, meets, exceeds].map((letter) => textLevel(letter, grade))).toEqual([
      'approaches',
      'meets',
      'exceeds',
    ])
    expect(textLevel(String.fromCharCode(approaches.charCodeAt(0) - 1), grade)).toBe('intensive')
  })
  it('2.16 grade 6 meets at Y, 7 and 8 at Z', () =>
    expect([textLevel('Y', 6), textLevel('Z', 7), textLevel('Z', 8), textLevel('Y', 8)]).toEqual([
      'meets',
      'meets',
      'meets',
      'approaches',
    ]))
  it.each([
    [0, [26, 13, 122, 85, 119, 89]],
    [1, [113, 97, 130, 100, 155, 111]],
    [2, [141, 109, 190, 145, 238, 180]],
    [3, [220, 180, 285, 235, 330, 280]],
  ])('2.16 DIBELS Next, grade %i: goals and cuts %j', (grade, [a, b, c, d, e, f]) => {
    const at = (season: 'beginning' | 'middle' | 'end', score: number) => support('dibels-next', grade, season, score)
    expect([at('beginning', a!), at('middle', c!), at('end', e!)]).toEqual(['core', 'core', 'core'])
    expect([at('beginning', a! - 1), at('middle', c! - 1), at('end', f!)]).toEqual([
      'strategic',
      'strategic',
      'strategic',
    ])
    expect([at('beginning', b! - 1), at('middle', d! - 1), at('end', f! - 1)]).toEqual([
      'intensive',
      'intensive',
      'intensive',
    ])
  })
  it('2.16 another edition is not read by these numbers', () => {
    expect(support('dibels-8', 1, 'end', 155)).toBeNull()
    expect(() => textLevel('j', 1)).toThrow(refusal('not-a-setting'))
  })
  it('2.16 four levels of Smarter Balanced, proficient from 3', () =>
    expect([1, 2, 3, 4].map((level) => smarterLevel(level))).toEqual([
      { name: 'not_met', proficient: false },
      { name: 'approaching', proficient: false },
      { name: 'met', proficient: true },
      { name: 'exceeded', proficient: true },
    ]))
})
