import { describe, expect, test } from 'vitest'
import { callInputs, decide } from './calls.ts'
import { type Cell, callValue, valueOf } from './cells.ts'
import { definitions } from './definitions/catalog.ts'
import { carriedOn } from './enrollment-carried.ts'
import { EarlyWarning } from './pages/early-warning.tsx'
import { EnrollmentProjection } from './pages/enrollment-projection.tsx'
import { RiskRatios } from './pages/risk-ratios.tsx'
import { nameOf, ofText, rateText } from './say.ts'
import { targetParser } from './targets.ts'

const cell = (n: number | null, d: number | null, more: Partial<Cell> = {}): Cell => ({
  school_year: 2026,
  period: 'year',
  through_date: '2026-06-30',
  org_id: 1,
  group_set: 'all',
  group_value: 'all',
  state: 'measured',
  hidden: false,
  n,
  d,
  people: d,
  ...more,
})

describe('a value in the unit of its definition', () => {
  test.each([
    ['suspension-actions', cell(62, 500), 12.4, '12.4 to 100 students', '62 actions, 500 students'],
    ['days-lost', cell(15_050, 500), 30.1, '30.1 days to 100 students', '150.5 days, 500 students'],
    ['out-of-school-suspensions', cell(4835, 21_000), 4835, '4,835', 'among 21,000 students'],
    ['ela-performance-index', cell(650_000, 100), 65, '65.0', 'mean of 100 students'],
    ['ela-growth', cell(623_000, 100), 0.623, '62.3%', 'mean of 100 students'],
    ['schools-at-performance-index', cell(30, 44), 30 / 44, '68.2%', '30 of 44 schools'],
    ['english-learner-growth', cell(62, 100), 0.62, '62.0%', '62 of 100 students'],
  ] as const)('%s', (id, value, amount, text, of) => {
    const definition = definitions[id]
    expect(valueOf(value, definition)).toBeCloseTo(amount, 9)
    expect(rateText(value, 'en', definition)).toBe(text)
    expect(ofText(value, definition, 'en')).toBe(of)
    expect(rateText(value, 'es', definition)).not.toBe('')
  })

  test('hidden, empty and not measured have none', () => {
    const definition = definitions['suspension-actions']
    expect(valueOf(cell(null, null, { hidden: true }), definition)).toBeNull()
    expect(valueOf(cell(3, 0, { state: 'zero_population' }), definition)).toBeNull()
    expect(valueOf(undefined, definition)).toBeNull()
  })

  test('a count has no interval: it is called by the plain number (plan of 2015: 90 percent less than 4,835)', () => {
    const target = targetParser.parse({
      statement: '90% reduction in suspensions',
      source: { document: 'plan', page: null },
      measure: { id: 'out-of-school-suspensions', version: '1' },
      population: 'all',
      unit: 'count',
      baseline: { value: 4835, unit: 'count', asOf: { schoolYear: 2015 }, source: 'plan' },
      dueBy: { schoolYear: 2020 },
      scope: { kind: 'all' },
      kind: 'changeRelative',
      operator: '<=',
      amount: -90,
    })
    const of = (n: number) =>
      decide(callInputs('2020-06-30', callValue(cell(n, 20_000), definitions['out-of-school-suspensions']), target))
    expect(of(483)).toMatchObject({ call: 'met', interval: null })
    expect(of(484)).toMatchObject({ call: 'missed', interval: null })
  })

  test('every definition has a name and a sentence in both languages, without a hole in it', () => {
    for (const definition of Object.values(definitions))
      for (const lang of ['en', 'es'] as const) expect(nameOf(definition, lang)).not.toMatch(/[{}]|undefined/)
  })
})

describe('enrollment carried on (methods 2.14)', () => {
  const grades = (year: number, counts: readonly number[]): Cell[] =>
    counts.map((n, i) => cell(n, n, { school_year: year, group_set: 'grade', group_value: i === 0 ? 'K' : String(i) }))
  const cells = [
    ...grades(2022, [100, 98, 101]),
    ...grades(2023, [104, 99, 97]),
    ...grades(2024, [110, 101, 96]),
    ...grades(2025, [95, 112, 99]),
  ]

  test('the vector: grade 1 94.35, grade 2 109.75; kindergarten the mean of three years', () => {
    const carried = carriedOn(cells, 2025)
    expect(carried?.ahead[0]?.grades.map((one) => Math.round((one?.value ?? 0) * 100) / 100)).toEqual([
      103, 94.35, 109.75,
    ])
    expect(carried?.history.map((one) => one.total)).toEqual([299, 300, 307, 306])
    // Two starts had a year after them: 2023 and 2024.
    expect(carried?.test[0]?.compared).toBe(6)
    const next = carried?.ahead[0]
    expect(next?.low).not.toBeNull()
    expect(next?.low ?? Infinity).toBeLessThanOrEqual(next?.total ?? 0)
    expect(next?.high ?? 0).toBeGreaterThanOrEqual(next?.total ?? Infinity)
  })

  test('prekindergarten is left out, a gap ends the row of years, a hidden year is no year', () => {
    const pre = [2022, 2023, 2024, 2025].map((year) =>
      cell(40, 40, { school_year: year, group_set: 'grade', group_value: 'PK' }),
    )
    expect(carriedOn([...cells, ...pre], 2025)?.lowest).toBe(0)
    expect(
      carriedOn(
        cells.filter((one) => one.school_year !== 2023),
        2025,
      ),
    ).toBeNull()
    expect(carriedOn(cells, 2026)).toBeNull()
  })

  test('the page says it in both languages', () => {
    for (const lang of ['en', 'es'] as const) {
      const html = String(
        <EnrollmentProjection
          lang={lang}
          org={{ id: 1, name: 'Mill' }}
          reader="scope"
          carried={carriedOn(cells, 2025)}
          schools={[]}
        />,
      )
      expect(html).toContain('306')
      expect(html).not.toContain('NaN')
    }
  })
})

test('risk ratios: 18 of 120 against 30 of 400 is 2.00, 1.16 to 3.46; a small group has none and says why', () => {
  const groups = [
    { group: 'black', k: 18, n: 120 },
    { group: 'white', k: 30, n: 400 },
  ]
  const years = [
    { schoolYear: 2026, groups },
    { schoolYear: 2025, groups: [...groups, { group: 'asian', k: 9, n: 500 }] },
    { schoolYear: 2024, groups: null },
  ]
  const page = (lang: 'en' | 'es') =>
    String(
      <RiskRatios
        lang={lang}
        org={{ id: 1, name: 'Mill' }}
        definition={definitions['swd-removals']}
        choices={[definitions['swd-removals']]}
        reader="scope"
        years={years}
      />,
    )
  expect(page('en')).toContain('2.00')
  expect(page('en')).toContain('1.16 to 3.46')
  expect(page('es')).toContain('de 1.16 a 3.46')
  const small = String(
    <RiskRatios
      lang="en"
      org={{ id: 1, name: 'Mill' }}
      definition={definitions['swd-removals']}
      choices={[]}
      reader="scope"
      years={years.slice(1)}
    />,
  )
  expect(small).toContain('too few in the group')
})

test('the record of a rule shows counts, intervals and how much more often it was right than chance', () => {
  const html = String(
    <EarlyWarning
      lang="en"
      org={{ id: 1, name: 'Mill' }}
      reader="scope"
      lists={[]}
      records={[
        {
          rule: 'abc',
          schoolYear: 2026,
          precision: { k: 30, n: 60 },
          recall: { k: 30, n: 40 },
          base: { k: 40, n: 200 },
          undecided: { k: 7, n: 207 },
        },
      ]}
    />,
  )
  for (const text of ['50.0%', '30 of 60', '20.0%', '2.5', '75.0%', '7 of 207']) expect(html).toContain(text)
  expect(html).toContain('No class is over yet')
  expect(html).not.toContain('cannot compare')
})

test('a record in which everybody judged was warned has no "times as often", and says why', () => {
  const records = [
    {
      rule: 'abc' as const,
      schoolYear: 2026,
      precision: { k: 8, n: 12 },
      recall: { k: 8, n: 8 },
      base: { k: 8, n: 12 },
      undecided: { k: 64, n: 76 },
    },
  ]
  const html = String(
    <EarlyWarning lang="en" org={{ id: 1, name: 'Mill' }} reader="scope" lists={[]} records={records} />,
  )
  expect(html).toContain('cannot compare')
  expect(html).not.toMatch(/>1\.0</)
})
