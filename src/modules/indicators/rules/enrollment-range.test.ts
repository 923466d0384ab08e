import { describe, expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { projectEnrollment, type YearGrades } from './enrollment.ts'
import { totalRanges } from './enrollment-range.ts'

const births = new Map(Array.from({ length: 40 }, (_, i): [number, number] => [2000 + i, 1]))
const years = (grades: readonly (readonly number[])[]): YearGrades[] =>
  grades.map((one, i) => ({ year: 2020 + i, grades: one }))

describe('range of a projected total from the back-test (methods 2.14)', () => {
  test('where nothing ever changes the range is exact', () => {
    expect(
      totalRanges(
        years([
          [10, 10],
          [10, 10],
          [10, 10],
          [10, 10],
        ]),
        births,
        2,
      ),
    ).toEqual([
      { horizon: 1, low: 1, high: 1, compared: 2 },
      { horizon: 2, low: 1, high: 1, compared: 1 },
    ])
  })

  test('a year that came a tenth higher widens it upward', () => {
    // Known 2020 and 2021: kindergarten 10, grade one keeps all; 2022 came with 11 and 11.
    expect(
      totalRanges(
        years([
          [10, 10],
          [10, 10],
          [11, 11],
        ]),
        births,
        1,
      ),
    ).toEqual([{ horizon: 1, low: 1.1, high: 1.1, compared: 1 }])
  })

  test('two years are too few, and a horizon nobody compared is left out', () => {
    expect(
      totalRanges(
        years([
          [10, 10],
          [10, 10],
        ]),
        births,
        3,
      ),
    ).toEqual([])
    expect(
      totalRanges(
        years([
          [10, 10],
          [10, 10],
          [10, 10],
        ]),
        births,
        3,
      ).map((one) => one.horizon),
    ).toEqual([1])
  })

  test('every past total lies in the range of its own start and horizon', () => {
    let state = seed() * 7 + 1
    const dice = (sides: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor(state / 65_536) % sides
    }
    for (let i = 0; i < amount(20, 2000); i++) {
      const history = years(
        Array.from({ length: 3 + dice(4) }, () => Array.from({ length: 1 + 3 }, () => 5 + dice(30))),
      )
      for (const { horizon, low, high } of totalRanges(history, births, 3))
        for (let known = 2; known + horizon <= history.length; known++) {
          const said = projectEnrollment(history.slice(0, known), births, horizon).at(-1)?.grades ?? []
          const sum = said.reduce((all, one) => all + (one?.value ?? 0), 0)
          const came = (history[known + horizon - 1]?.grades ?? []).reduce((all, one) => all + one, 0)
          expect(came).toBeGreaterThanOrEqual(sum * low - 1e-9)
          expect(came).toBeLessThanOrEqual(sum * high + 1e-9)
        }
    }
  })
})
