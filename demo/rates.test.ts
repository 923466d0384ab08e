import { afterAll, beforeAll, expect, test } from 'vitest'
import { amount } from '../src/platform/testing/amount.ts'
import { loadDemo, type Loaded } from './testing/loaded.ts'

let demo: Loaded
beforeAll(async () => {
  demo = await loadDemo(amount(0.25, 1))
})
afterAll(() => demo.close())

const chronic = '100.0 * count(*) filter (where 10 * gone >= days) / count(*)'

/** Percent chronically absent of K-12 students with 20 days or more, by a column of students (or `true`), in 2025-26. */
const by = async (column: string, year = 2026): Promise<Record<string, number>> => {
  const rows = await demo.rows(`select ${column} as g, ${chronic} as rate
    from year_of y join stu s using (student_id, school_year) where days >= 20 and school_year = ${year} group by 1`)
  return Object.fromEntries(rows.map((row) => [String(row['g']), Number(row['rate'])]))
}

const share = (condition: string) =>
  demo.one(`select 100.0 * count(*) filter (where ${condition}) / count(*) from stu where school_year = 2026`)

const near = (value: number | undefined, wanted: number, margin: number) => {
  expect(value).toBeGreaterThan(wanted - margin)
  expect(value).toBeLessThan(wanted + margin)
}

test('the district falls from about 29 to 25.5 to 23.5 percent', async () => {
  for (const [year, wanted] of [
    [2024, 29],
    [2025, 25.5],
    [2026, 23.5],
  ] as const)
    near((await by('true', year))['true'], wanted, 1.8)
})

test('this year to date can be compared with the same days of last year', async () => {
  const early =
    await demo.rows(`select school_year, 100.0 * count(*) filter (where 10 * early_gone >= early_days) / count(*) as rate
    from year_of where early_days >= 20 and school_year >= 2026 group by 1 order by 1`)
  const [last, now] = early.map((row) => Number(row['rate']))
  near((last ?? 0) - (now ?? 0), 1.5, 2.5)
})

test('groups stand to each other as in published Connecticut figures', async () => {
  const race = await by('race_ethnicity')
  expect(race['hispanic']).toBeGreaterThan((race['black'] ?? 99) + 2)
  expect(race['black']).toBeGreaterThan((race['white'] ?? 99) + 5)
  expect(race['white']).toBeGreaterThan((race['asian'] ?? 99) - 3)
  const econ = await by('economically_disadvantaged')
  near((econ['Y'] ?? 0) / (econ['N'] ?? 1), 3.3, 1.2)
  const swd = await by('student_with_disability')
  near((swd['Y'] ?? 0) - (swd['N'] ?? 0), 16.5, 5)
  const el = await by('english_learner')
  near((el['Y'] ?? 0) - (el['N'] ?? 0), 8, 5)
})

test('kindergarten and high school miss more', async () => {
  const rows = await demo.rows(`select grade, ${chronic} as rate from year_of y
    join (select student_id, school_year, max(grade) as grade from enr where is_primary group by all) using (student_id, school_year)
    where days >= 20 and school_year <= 2026 group by 1`)
  const rate = Object.fromEntries(rows.map((row) => [String(row['grade']), Number(row['rate'])]))
  expect(rate['K']).toBeGreaterThan((rate['4'] ?? 99) + 5)
  expect(rate['12']).toBeGreaterThan((rate['7'] ?? 99) + 8)
  expect(rate['9']).toBeGreaterThan((rate['8'] ?? 99) + 3)
})

test('schools and zones differ', async () => {
  const schools =
    await demo.rows(`select school_code, ${chronic} as rate from year_of where days >= 20 and school_year = 2026
    group by 1 having count(*) >= 40 order by rate`)
  expect(Number(schools[0]?.['rate'])).toBeLessThan(12)
  near(Number(schools.at(-1)?.['rate']), 42, 10)
  const zones =
    await demo.rows(`select parent_code, ${chronic} as rate from year_of y join org o on o.org_code = y.school_code
    where days >= 20 and school_year = 2026 group by 1`)
  const rate = Object.fromEntries(zones.map((row) => [String(row['parent_code']), Number(row['rate'])]))
  expect(rate['HARBOR']).toBeGreaterThan((rate['HILL'] ?? 99) + 9)
})

test('who goes to school here', async () => {
  near(await share(`race_ethnicity = 'hispanic'`), 52, 4)
  near(await share(`race_ethnicity = 'black'`), 22, 4)
  near(await share(`race_ethnicity = 'white'`), 18, 4)
  near(await share(`economically_disadvantaged = 'Y'`), 69, 5)
  near(await share(`english_learner = 'Y'`), 20, 3)
  near(await share(`student_with_disability = 'Y'`), 17.5, 3)
  const [boys, girls] = [
    await share(`gender = 'male' and student_with_disability = 'Y'`),
    await share(`gender = 'female' and student_with_disability = 'Y'`),
  ]
  expect(boys).toBeGreaterThan(girls + 3)
  near(
    await demo.one(`select 100.0 * count(*) filter (where residency = 'nonresident') / count(*) from stu s
    join (select distinct student_id, school_year from enr where is_primary and school_code in ('71011', '72011')) m using (student_id, school_year)`),
    25,
    6,
  )
})
