import { describe, expect, it } from 'vitest'
import { recomputationJson } from './json.ts'
import { explainText, recomputationText } from './print.ts'
import { readPublished } from './read.ts'
import { recompute } from './recompute.ts'
import { headers, smallCells, smallFile, type SmallRow } from './small-file.ts'

const middle: SmallRow['parts'] = {
  '1a': [61.25, 50],
  '1b': [52.125, 50],
  '1c': [58.5, 50],
  '1d': [49.75, 50],
  '1e': [60.5, 50],
  '1f': [51.5, 50],
  '2a': [0.61, 100],
  '2b': [0.52, 100],
  '2c': [0.66, 100],
  '2d': [0.57, 100],
  '4a': [0.113, 50],
  '4b': [0.161, 50],
  '7': [0.93, 50],
  '11': [0.62, 50],
}
const of = (...rows: SmallRow[]) => recompute(readPublished(smallFile(rows.map((row) => smallCells(row)))))
const broken = (row: SmallRow) => {
  const { differences, findings } = of(row)
  return { columns: differences.map((one) => one.header), codes: findings.map((one) => one.code) }
}

describe('recomputing rows', () => {
  it('agrees with schools of every kind', () => {
    const high: SmallRow['parts'] = {
      '1a': [61.25, 150],
      '1b': [52.125, 150],
      '1c': [58.5, 150],
      '1d': [49.75, 150],
      '1e': [80, 100],
      '1f': [51.5, 100],
      '4a': [0.04, 50],
      '4b': [0.33, 50],
      '5': [0.8, 50],
      '6': [0.4, 50],
      '7': [0.93, 50],
      '8': [0.95, 100],
      '9': [0.85, 100],
      '10': [0.6, 100],
      '11': [0.62, 50],
      '12': [0.5, 50],
      '2e': [0.5, 50],
      '2f': [0.4, 50],
    }
    const result = of(
      { parts: middle },
      { code: '9990211', highGrade: '12', parts: high, tested: 0.83 },
      { code: '9990311', highGrade: '12', parts: high, tested: 0.61 },
      { code: '9990411', highGrade: '3', parts: { '1a': [61, 100], '1c': [60, 100], '4a': [0.1, 50] } },
      { code: '9990511', highGrade: '2', parts: { '4a': [0.1, 50], '4b': [0.2, 50] } },
      { kind: 'DistrictTot', highGrade: 'District', parts: middle },
    )
    expect(result.differences).toEqual([])
    expect(result.findings).toEqual([])
    expect(result.rows.map((one) => one.possible.computed)).toEqual([900, 1550, 1550, 250, 100, 900])
    expect(result.counts).toMatchObject({ rows: 6, recomputed: 6, unchecked: 0, errors: 0, differences: 0 })
  })
  it('1.2 possible points without a rate count, and earn nothing', () => {
    const result = of({ highGrade: '12', parts: { '4a': [0.1, 50], '6': [null, 50] } })
    expect(result.differences).toEqual([])
    expect(result.rows[0]?.points.computed).toBeCloseTo(40, 6)
    expect(result.rows[0]?.possible.computed).toBe(100)
    expect(result.rows[0]?.parts.find((part) => part.indicator.id === '6')?.status).toBe('nothing-measured')
  })
  it('1.2 a rate without possible points drops out; possible points of zero too', () => {
    const cells = { Ind1Sci_All_Rate: '66.100000', Ind1Sci_HN_PossiblePoints: '0', Ind9Rate: '.' }
    const without = { ...middle }
    delete without['1e']
    delete without['1f']
    const left = of({ parts: without, cells })
    expect([left.differences, left.rows[0]?.possible.computed]).toEqual([[], 800])
  })
  it.each([
    ['Ind1ELA_All_Points', '41.000000'],
    ['Ind4HNPoints', '27.700000'],
    ['Ind7points', '49.4'],
    ['TotalPoints', '600'],
    ['TotalPossiblePoints', '950'],
    ['OutcomeRatePct', '66.1'],
    ['Ind1Math_HN_PossiblePoints', '60'],
  ])('names the column that is wrong: %s', (header, text) => {
    expect(broken({ parts: middle, cells: { [header]: text } })).toEqual({ columns: [header], codes: [] })
  })
  it('a wrong rate shows in its points and in both sums', () => {
    expect(broken({ parts: middle, cells: { Ind2ELA_HN_Rate: '0.53' } }).columns).toEqual([
      'TotalPoints',
      'OutcomeRatePct',
      'Ind2ELA_HN_Points',
    ])
  })
  it('blank points with a rate are a difference', () => {
    expect(broken({ parts: middle, cells: { Ind7points: '' } }).columns).toEqual(['Ind7points'])
  })
  it('points that no weights of the year give are a difference', () => {
    const result = of({ fall: 2017, parts: { '4a': [0.1, 50], '2e': [0.5, 50] } })
    expect(result.differences.map((one) => one.header)).toContain('Ind2LEP_LTCY_PossiblePoints')
  })
  it('a rate printed with three decimals allows what its rounding allows, and no more', () => {
    const row = (cells: Record<string, string>): SmallRow => ({
      kind: 'DistrictTot',
      highGrade: 'District',
      parts: { '4a': [0.1, 50], '10': [0.6048, 100] },
      cells,
    })
    const fine = of(row({ Ind10Rate: '0.605000' }))
    expect([fine.differences, fine.counts.withinRounding]).toEqual([[], 1])
    expect(fine.rows[0]?.parts.find((part) => part.indicator.id === '10')?.points).toMatchObject({
      verdict: 'within-rounding',
      computed: 80.64,
    })
    expect(broken(row({ Ind10Rate: '0.606000' })).columns).toContain('Ind10Points')
    // Points a little off inside the rounding: the sum tells, and says where else to look.
    const sum = of(row({ Ind10Rate: '0.605000', Ind10Points: '80.660000' }))
    expect(sum.differences).toMatchObject([{ header: 'TotalPoints', also: ['Ind10Points'] }])
    // From 2022-23 the points come from the rate as printed.
    expect(broken({ ...row({ Ind10Rate: '0.605000' }), fall: 2023 }).columns).toContain('Ind10Points')
  })
  it('1.3 the flag of participation: below 95 % of everybody or of high needs; the others do not count', () => {
    const flag = (cells: Record<string, string>) => broken({ parts: middle, cells }).columns
    expect(flag({ Ind3PartRateFlag: '0', Ind3ELA_All_Rate: '0.95', Ind3ELA_NHN_Rate: '0.9' })).toEqual([])
    expect(flag({ Ind3PartRateFlag: '1', Ind3ELA_All_Rate: '0.99', Ind3Sci_HN_Rate: '0.949' })).toEqual([])
    expect(flag({ Ind3PartRateFlag: '0', Ind3ELA_All_Rate: '0.99', Ind3Sci_HN_Rate: '0.949' })).toEqual([
      'Ind3PartRateFlag',
    ])
    expect(flag({ Ind3PartRateFlag: '1', Ind3ELA_All_Rate: '0.95' })).toEqual(['Ind3PartRateFlag'])
    // No points hang on it: total and index stay as they are.
    expect(of({ parts: middle, cells: { Ind3ELA_All_Rate: '0.4' } }).rows[0]?.points.verdict).toBe('same')
  })
  it('1.3 gaps and their flags', () => {
    const gap = (cells: Record<string, string>, kind: SmallRow['kind'] = 'SchoolTot') =>
      broken({ kind: kind ?? 'SchoolTot', parts: middle, cells: { Ind1ELA_NHN_Rate: '67.990000', ...cells } }).columns
    // 67.99 − 52.125 = 15.865, printed 15.86; over the threshold of schools 2018-19 (15.3141) and of districts (15.3895).
    expect(gap({ Ind1ELAGap: '15.860000', AchievementGapFlag: '1' })).toEqual([])
    expect(gap({ Ind1ELAGap: '15.870000', AchievementGapFlag: '1' })).toEqual(['Ind1ELAGap'])
    expect(gap({ AchievementGapFlag: '0' })).toEqual(['AchievementGapFlag'])
    expect(gap({ AchievementGapFlag: '0', Hurdle_Mean_ELA: '16.5' })).toEqual([])
    expect(gap({ Ind1ELA_NHN_Rate: '67.48', AchievementGapFlag: '1' })).toEqual([])
    expect(gap({ Ind1ELA_NHN_Rate: '67.48', AchievementGapFlag: '1' }, 'DistrictTot')).toEqual(['AchievementGapFlag'])
    // Without one of the groups there is no gap, and no flag.
    expect(gap({ Ind1ELA_NHN_Rate: '', AchievementGapFlag: '0' })).toEqual([])
    expect(gap({ Ind1ELA_NHN_Rate: '', AchievementGapFlag: '1' })).toEqual(['AchievementGapFlag'])
  })
  it('1.3 known answers of the flags', () => {
    const flags = (fall: number, kind: 'SchoolTot' | 'DistrictTot', cells: Record<string, string>) =>
      of({ fall, kind, highGrade: '12', parts: { '4a': [0.1, 50] }, cells }).rows[0]?.flags.map(
        (one) => one.checked.computed,
      )
    const gap = (subject: string, n: number) => ({
      [`Ind1${subject}_NHN_Rate`]: '80',
      [`Ind1${subject}_HN_Rate`]: String(75 - n),
    })
    expect(flags(2024, 'SchoolTot', gap('Sci', 20.96))?.[1]).toBe(1)
    expect(flags(2024, 'SchoolTot', { ...gap('ELA', 7.54), ...gap('Math', 7.13), ...gap('Sci', 9.79) })?.[1]).toBe(0)
    const graduation = (points: number) => ({ Grad6YrRateNHN: '0.97', Grad6YrRateHN: (0.94 - points / 100).toFixed(6) })
    expect(flags(2018, 'DistrictTot', graduation(15.93))?.[2]).toBe(1)
    expect(flags(2024, 'SchoolTot', graduation(3.09))?.[2]).toBe(0)
    expect(flags(2018, 'SchoolTot', { Ind3ELA_All_Rate: '1', Ind3ELA_NHN_Rate: '0.95' })?.[0]).toBe(0)
    expect(flags(2018, 'SchoolTot', { Ind3ELA_All_Rate: '1', Ind3Sci_All_Rate: '0.9298' })?.[0]).toBe(1)
  })
  it('1.3 the graduation gap keeps its sign to 2021-22 and is zero later', () => {
    const row = (fall: number, shown: string): SmallRow => ({
      fall,
      highGrade: '12',
      parts: { '4a': [0.1, 50], '9': [0.96, 100] },
      cells: { Grad6YrRateHN: '0.960000', Grad6YrRateNHN: '0.940000', Grad6YrHNNHNDiff: shown, GradGapFlag: '0' },
    })
    expect(broken(row(2021, '-0.020000')).columns).toEqual([])
    expect(broken(row(2022, '-0.020000')).columns).toEqual(['Grad6YrHNNHNDiff'])
    expect(broken(row(2022, '0')).columns).toEqual([])
    const wide = {
      ...row(2018, '0.090000'),
      cells: { ...row(2018, '0.09').cells, Grad6YrRateHN: '0.85', GradGapFlag: '0' },
    }
    expect(broken(wide).columns).toEqual(['GradGapFlag'])
  })
  it('1.3 category and support are taken over, never computed', () => {
    const [row] = of({ parts: middle, cells: { FinalCategory: '4.000000', Support: 'High Needs ELA Growth' } }).rows
    expect(row?.row.imported).toMatchObject({ category: '4', supportType: 'High Needs ELA Growth' })
    expect(of({ parts: middle, cells: { FinalCategory: '.' } }).rows[0]?.row.imported.category).toBeNull()
  })
  it('2019-20 stays empty, and an unknown year is not guessed', () => {
    const result = of({ fall: 2019, parts: middle }, { fall: 2031, parts: middle })
    expect(result.findings.map((one) => one.code)).toEqual(['year-suspended', 'year-unknown'])
    expect(result.rows.map((one) => one.points.computed)).toEqual([null, null])
    expect(result.counts.recomputed).toBe(0)
  })
  it('says in words and in JSON what it found', () => {
    const result = of({ parts: middle, cells: { Ind7points: '49.4', Ind4Rate: '*' } })
    const text = recomputationText(result, 'a.csv', 'en', true)
    expect(text).toContain('a.csv:2:')
    expect(text).toContain('difference in Ind7points: printed 49.4, computed 49.468085')
    expect(text).toContain('note accountability/suppressed: Ind4Rate: ')
    expect(recomputationText(result, 'a.csv', 'es')).toContain('diferencia en Ind7points: impreso 49.4, calculado')
    const [first] = result.rows
    if (!first) throw new Error('no row')
    const explained = explainText(first, 'en')
    expect(explained).toContain('min(61.25 / 75, 1) × 50')
    expect(explained).toContain('min(0.62 / 0.75, 1) × 50 × 1 (1)')
    expect(explained).toContain('clamp((0.3 − 0.161) / 0.25) × 50')
    expect(explained).toMatch(/index = 100 × points \/ possible = \d/)
    const json = JSON.parse(recomputationJson(result, 'a.csv', 'es')) as {
      tolerance: number
      differences: { header: string; line: number; column: number; code: string }[]
      rows: { points: { verdict: string }; indicators: { id: string; how: string }[] }[]
    }
    expect(json.tolerance).toBe(1e-4)
    expect(json.differences).toMatchObject([
      { header: 'Ind7points', line: 2, code: '9990111', column: headers.indexOf('Ind7points') + 1 },
    ])
    expect(json.rows[0]?.indicators.map((one) => one.id)).toContain('2f')
  })
})
