import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { millRiver } from './mill-river.ts'
import { lastDay, loadDemo, type Loaded } from './testing/loaded.ts'

let demo: Loaded
beforeAll(async () => {
  demo = await loadDemo(0.25)
})
afterAll(() => demo.close())

/** Fails with the rows that should not be there. */
const none = async (sql: string) => expect(await demo.rows(`${sql} limit 5`)).toEqual([])

const lost = (type: string) => `count(*) filter (where day_type = '${type}')`
const number = (column: string) => `case ${column} when 'PK' then -1 when 'K' then 0 else ${column}::int end`

describe('what is in the files', () => {
  test('44 schools that are open, in four zones, and two that ended with a successor', async () => {
    const kinds = await demo.rows(
      'select kind, count(*)::integer as n, count(*) filter (where to_date is null)::integer as open from org group by 1 order by 1',
    )
    expect(Object.fromEntries(kinds.map((row) => [row['kind'], [row['n'], row['open']]]))).toEqual({
      district: [1, 1],
      office: [millRiver.offices.length, millRiver.offices.length],
      portfolio: [3, 3],
      school: [46, 44],
      state: [1, 1],
      zone: [4, 4],
    })
    expect(
      await demo.rows('select name, lineage, successor_code from org where to_date is not null order by name'),
    ).toEqual([
      { name: 'Canal Street Elementary', lineage: 'merged', successor_code: '08011' },
      { name: 'Cannery Elementary', lineage: 'renamed', successor_code: '22011' },
    ])
    await none('select org_code from org group by 1 having count(*) > 1')
    expect(await demo.one('select count(*)::integer from membership')).toBe(
      millRiver.portfolios.reduce((sum, one) => sum + one.schools.length, 0),
    )
    await none(
      'select org_code from org o where parent_code is not null and not exists (from org p where p.org_code = o.parent_code)',
    )
  })

  test('as many students and absences as the scale asks for', async () => {
    for (const year of [2024, 2025, 2026]) {
      expect(demo.made.counts[`students-${year}`]).toBeGreaterThan(4700)
      expect(demo.made.counts[`students-${year}`]).toBeLessThan(5400)
      expect(demo.made.counts[`attendance-${year}`]).toBeGreaterThan(75_000)
      expect(demo.made.counts[`attendance-${year}`]).toBeLessThan(130_000)
    }
  })

  test('everything that can happen to an enrollment happens', async () => {
    const found = await demo.rows('select distinct exit_code from enr where school_year = 2026 order by 1')
    expect(found.map((row) => row['exit_code'])).toEqual(
      'course_ended dropped_out graduated left_district left_state moved_school no_show promoted retained withdrawn'.split(
        ' ',
      ),
    )
    const share =
      await demo.one(`select count(distinct student_id) filter (where exit_code = 'moved_school') / count(distinct student_id)
      from enr where school_year = 2026`)
    expect(share).toBeGreaterThan(0.045)
    expect(share).toBeLessThan(0.08)
    expect(await demo.one('select count(*) from year_of where days < 20')).toBeGreaterThan(20)
    expect(
      await demo.one(`select count(*) from enr where is_primary and exit_code = 'withdrawn' and school_year = 2026`),
    ).toBeGreaterThan(20)
  })

  test('children keep their id and move on along the feeders', async () => {
    const kept = await demo.one(`
      select count(*) filter (where n.school_code = '53011') / count(*)
      from (select * from enr where school_year = 2025 and grade = '5' and exit_code = 'promoted' and school_code in ('08011', '10011', '11011', '14011')) o
      join (select * from enr where school_year = 2026 and is_primary) n using (student_id)
      where n.grade = '6'`)
    expect(kept).toBeGreaterThan(0.8)
    await none(
      `select a.student_id from stu a join stu b using (student_id) where a.birth_date <> b.birth_date or a.last_name <> b.last_name`,
    )
    await none(
      `select g.student_id from enr g join enr n using (student_id) where g.exit_code = 'graduated' and n.school_year > g.school_year`,
    )
  })

  test('180 to 182 school days, storms made up, two schools with days of their own', async () => {
    const years = await demo.rows(
      'select school_code, school_year, count(*)::integer as days from school_day group by all',
    )
    for (const year of years) expect([180, 181, 182], JSON.stringify(year)).toContain(year['days'])
    await none(
      `select school_year from cal where org_code is null group by 1 having ${lost('weather')} <> ${lost('make_up')}`,
    )
    expect(await demo.rows('select distinct org_code from cal where org_code is not null order by 1')).toEqual([
      { org_code: '81011' },
      { org_code: '82011' },
    ])
    await none(`select day from cal where isodow(day) > 5`)
    expect(
      await demo.one(
        `select count(*) from cal where org_code is null and school_year = 2026 and day_type = 'half_day'`,
      ),
    ).toBeGreaterThan(3)
  })
})

describe('what belongs together', () => {
  test('every enrollment has its student, a school that is open, a grade of that school, and days inside the year', async () => {
    await none(
      'select * from enr e where not exists (from stu s where s.student_id = e.student_id and s.school_year = e.school_year)',
    )
    await none(`select e.* from enr e left join org o on o.org_code = e.school_code and o.kind = 'school'
      where o.org_code is null or e.entry_date < o.from_date or e.until > o.to_date`)
    await none(`select e.* from enr e join org o on o.org_code = e.school_code
      where ${number('e.grade')} not between ${number('o.low_grade')} and ${number('o.high_grade')}`)
    await none(`select * from enr e where entry_date > until or until > date '${lastDay}'
      or not exists (from school_day d where d.school_code = e.school_code and d.school_year = e.school_year and d.day = e.entry_date)
      or (exit_date is not null and not exists (from school_day d where d.school_code = e.school_code and d.school_year = e.school_year and d.day = e.exit_date))`)
    await none('select student_id, school_year from stu group by all having count(*) > 1')
  })

  test('nobody is at two primary schools on one day', async () => {
    await none(`select a.* from enr a join enr b using (student_id, school_year)
      where a.is_primary and b.is_primary and a.entry_date < b.entry_date and a.until >= b.entry_date`)
  })

  test('attendance lies on submitted school days inside an enrollment, but for the few rows the README tells of', async () => {
    await none('select student_id, school_code, day from att group by all having count(*) > 1')
    await none(`select * from att where day > date '${lastDay}'`)
    const outside = await demo.rows(`select e.year, count(*)::integer as n from (
        select year(day) + if(month(day) >= 7, 1, 0) as year, * from att) e
      where not exists (from enr x where x.student_id = e.student_id and x.school_code = e.school_code and e.day between x.entry_date and x.until)
      group by 1 order by 1`)
    for (const row of outside) expect(row['n'], String(row['year'])).toBeLessThanOrEqual(12)
    expect(outside.length).toBe(4)
    const unsubmitted = 'from att a where not exists (from sub s where s.school_code = a.school_code and s.day = a.day)'
    expect(await demo.one(`select count(*) ${unsubmitted}`)).toBeLessThanOrEqual(20)
    await none(`select a.day ${unsubmitted} and a.day not in (select day from cal where day_type = 'holiday')`)
    await none(
      'select * from sub s where not exists (from school_day d where d.school_code = s.school_code and d.day = s.day)',
    )
  })

  test('two schools stop handing in, a few days are forgotten, three schools write everybody down', async () => {
    expect(await demo.one(`select count(*) from sub where school_code = '16011' and day > date '2026-10-09'`)).toBe(0)
    expect(await demo.one(`select count(*) from sub where school_code = '16011' and day = date '2026-10-09'`)).toBe(1)
    expect(
      await demo.one(
        `select count(*) from sub where school_code = '23011' and day between date '2026-02-07' and date '2026-06-30'`,
      ),
    ).toBe(0)
    expect(
      await demo.one(`select count(*) from sub where school_code = '23011' and day > date '2026-08-01'`),
    ).toBeGreaterThan(50)
    const forgotten = await demo.one(`select count(*) from school_day d join org o on o.org_code = d.school_code
      where d.day between o.from_date and coalesce(o.to_date, date '${lastDay}') and d.school_code not in ('16011', '23011')
      and not exists (from sub s where s.school_code = d.school_code and s.day = d.day)`)
    expect(forgotten).toBeGreaterThan(5)
    expect(forgotten).toBeLessThan(80)
    expect(await demo.rows(`select distinct school_code from sub where mode = 'positive' order by 1`)).toEqual([
      { school_code: '25011' },
      { school_code: '81011' },
      { school_code: '82011' },
    ])
    await none(`select * from att where status = 'present' and school_code not in ('25011', '81011', '82011')`)
  })
})
