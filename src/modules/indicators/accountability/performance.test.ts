import { describe, expect, it } from 'vitest'
import { cutsOf, levelOf } from './cut-scores.ts'
import { groupGrowth, reachedOf } from './growth.ts'
import { groupIndex, indexOfScore, proficiencyRates, readConversion } from './performance.ts'

describe('methods 1.5', () => {
  const table = {
    assessment: 'invented',
    subject: 'ela',
    grade: '3',
    schoolYear: 2026,
    points: [
      { scaleScore: 2100, index: 10 },
      { scaleScore: 2400, index: 70 },
      { scaleScore: 2500, index: 110 },
    ],
  }
  it('1.5 a table of a district: straight between its points, cut at its ends', () => {
    const read = readConversion(table)
    expect([2000, 2100, 2250, 2400, 2450, 2500, 2900].map((score) => indexOfScore(read, score))).toEqual([
      10, 10, 40, 70, 90, 110, 110,
    ])
    expect(groupIndex([40, 90, 110])).toEqual({ index: 80, students: 3 })
    expect(groupIndex([])).toBeNull()
  })
  it('1.5 a table that does not rise, or leaves 0 to 110, is refused with its place', () => {
    const points = [table.points[1], table.points[0]]
    expect(() => readConversion({ ...table, points })).toThrow(
      expect.objectContaining({ code: 'indicators/conversion' }),
    )
    const high = { ...table, points: [table.points[0], { scaleScore: 2200, index: 111 }] }
    expect(() => readConversion(high)).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ path: 'points.1.index' })] }),
    )
  })
  it('1.5 cut scores of Smarter Balanced by grade', () => {
    const all = (subject: 'ela' | 'math') =>
      ['3', '4', '5', '6', '7', '8'].map((grade) => cutsOf(subject, grade, 2019)?.levels.join('/'))
    expect(all('ela')).toEqual([
      '2367/2432/2490',
      '2416/2473/2533',
      '2442/2502/2582',
      '2457/2531/2618',
      '2479/2552/2649',
      '2487/2567/2668',
    ])
    expect(all('math')).toEqual([
      '2381/2436/2501',
      '2411/2485/2549',
      '2455/2528/2579',
      '2473/2552/2610',
      '2484/2567/2635',
      '2504/2586/2653',
    ])
    expect([2366, 2367, 2431, 2432, 2489, 2490].map((score) => levelOf('ela', '3', 2019, score))).toEqual([
      1, 2, 2, 3, 3, 4,
    ])
    expect(levelOf('math', '8', 2019, 2586)).toBe(3)
    expect(levelOf('ela', '11', 2019, 2500)).toBeNull()
  })
  it('1.5 ends of the scale changed in 2020-21', () => {
    expect(cutsOf('ela', '3', 2020)?.bounds).toEqual([2114, 2623])
    expect(cutsOf('ela', '3', 2021)?.bounds).toEqual([2115, 2650])
    expect(cutsOf('math', '3', 2020)?.bounds).toEqual([2189, 2621])
    expect(cutsOf('math', '8', 2021)?.bounds).toEqual([2265, 2860])
    expect([levelOf('ela', '3', 2020, 2640), levelOf('ela', '3', 2021, 2640)]).toEqual([null, 4])
  })
  it('1.5 three denominators of proficiency stay apart', () => {
    const rates = proficiencyRates({ proficient: 60, valid: 80, shouldHaveTested: 100, enrolled: 110 })
    expect(rates.ofValid).toBe(0.75)
    expect(rates.ofEnrolled).toBeCloseTo(60 / 110, 12)
    expect(rates.ofFederal).toBeCloseTo(60 / 95, 12)
    expect(rates.participation).toBe(0.8)
    expect(proficiencyRates({ proficient: 0, valid: 0, shouldHaveTested: 0, enrolled: 0 }).ofValid).toBeNull()
  })
})

describe('methods 1.6', () => {
  it('1.6 one student: cut at nothing and at 110 %', () => {
    expect(reachedOf({ before: 2400, after: 2430, target: 60 })).toBe(0.5)
    expect(reachedOf({ before: 2400, after: 2500, target: 60 })).toBe(1.1)
    expect(reachedOf({ before: 2400, after: 2380, target: 60 })).toBe(0)
  })
  it('1.6 a group: the mean of at least 20 matched students; who met the target is another number', () => {
    const half = { before: 2400, after: 2430, target: 60 }
    const over = { before: 2400, after: 2500, target: 60 }
    const group = [...Array.from({ length: 10 }, () => half), ...Array.from({ length: 10 }, () => over)]
    expect(groupGrowth(group)).toMatchObject({ met: 0.5, students: 20 })
    expect(groupGrowth(group)?.average).toBeCloseTo(0.8, 12)
    expect(groupGrowth(group.slice(1))).toBeNull()
  })
})
