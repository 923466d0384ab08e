import { readFile, rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amount } from '../src/platform/testing/amount.ts'
import { cast, castOn } from './cast.ts'
import { demoSettings, millRiver } from './mill-river.ts'
import { makeNextDay, type NextDay } from './next-day.ts'
import { generateSecondDistrict, twoBrooks } from './second-district.ts'
import { lastDay, loadDemo, temporaryFolder, type Loaded } from './testing/loaded.ts'

let demo: Loaded
beforeAll(async () => {
  demo = await loadDemo(amount(0.05, 0.5))
})
afterAll(() => demo.close())

describe('the cast', () => {
  test('plays every role, at organizations that exist', async () => {
    const roles = new Set(cast.flatMap((person) => person.roles.map((held) => held.role)))
    expect(roles.size).toBe(15)
    const codes = new Set((await demo.rows('select org_code from org')).map((row) => row['org_code']))
    for (const person of cast) for (const held of person.roles) expect(codes, person.key).toContain(held.org_code)
    expect(new Set(cast.map((person) => person.email)).size).toBe(cast.length)
    expect(cast.every((person) => person.email.endsWith('@millriver.example'))).toBe(true)
  })

  test('has two publishers, two principals of sibling schools, one whose role ended yesterday, one who reads Spanish', () => {
    const held = cast.flatMap((person) => person.roles.map((role) => ({ ...role, lang: person.lang })))
    expect(held.filter((one) => one.role === 'publisher')).toHaveLength(2)
    expect(held.filter((one) => one.role === 'principal' && !one.to)).toHaveLength(2)
    expect(held.filter((one) => one.to).map((one) => one.to)).toEqual([lastDay])
    expect(held.filter((one) => one.lang === 'es').map((one) => one.role)).toEqual(['family'])
    expect(
      castOn('2027-03-01')
        .flatMap((person) => person.roles)
        .find((one) => one.to)?.to,
    ).toBe('2027-02-28')
  })
})

test('the second district uses codes and ids of the first for other things', async () => {
  const second = await loadDemo(1, generateSecondDistrict)
  try {
    expect(second.made.counts['students-2026']).toBeGreaterThan(250)
    expect(second.made.counts['students-2026']).toBeLessThan(360)
    expect(twoBrooks.code).not.toBe(millRiver.code)
    const schools = await second.rows(`select org_code, name from org where kind = 'school' order by 1`)
    expect(schools).toHaveLength(3)
    const names = new Map(
      (await demo.rows('select org_code, name from org')).map((row) => [row['org_code'], row['name']]),
    )
    for (const school of schools) {
      expect(names.has(school['org_code'] ?? ''), String(school['org_code'])).toBe(true)
      expect(names.get(school['org_code'] ?? '')).not.toBe(school['name'])
    }
    const ids = new Set((await demo.rows('select distinct student_id from stu')).map((row) => row['student_id']))
    const clashing = (await second.rows('select distinct student_id from stu')).filter((row) =>
      ids.has(row['student_id'] ?? ''),
    )
    expect(clashing.length).toBeGreaterThan(100)
  } finally {
    await second.close()
  }
})

const read = async (path: string) => (await readFile(path, 'utf8')).trimEnd().split('\n')

describe('the file in hand', () => {
  let out: string
  let next: NextDay
  beforeAll(async () => {
    out = await temporaryFolder()
    next = await makeNextDay({ from: demo.dir, out, ...demoSettings })
  })
  afterAll(() => rm(out, { recursive: true }))

  test('holds one day of every school that still hands in, with a handful of problems', async () => {
    const rows = (await read(next.attendance.path)).slice(1).map((line) => line.split(','))
    expect(next.problems).toEqual({
      contradiction: 2,
      duplicate: 2,
      future_day: 1,
      not_a_school_day: 2,
      outside_enrollment: 2,
      unknown_status: 1,
      unknown_student: 3,
    })
    const onDay = rows.filter((row) => row[2] === demoSettings.today)
    expect(rows.length - onDay.length).toBe(4)
    expect(rows.filter((row) => row[2] === '2026-11-11')).toHaveLength(2)
    expect(rows.filter((row) => row[2] === '2026-11-23')).toHaveLength(1)
    expect(rows.filter((row) => row[3] === 'absnt')).toHaveLength(1)
    const known = new Set((await demo.rows('select distinct student_id from stu')).map((row) => row['student_id']))
    expect(rows.filter((row) => !known.has(row[0] ?? ''))).toHaveLength(3)
    const days = onDay.map((row) => row.slice(0, 3).join())
    expect(days.length - new Set(days).size).toBe(4)
    const submitted = await read(next.submissions.path)
    expect(submitted).toHaveLength(44)
    expect(submitted.some((line) => line.startsWith('16011'))).toBe(false)
  })

  test('comes with a misspelt header and as a re-send of the month', async () => {
    expect((await read(next.misspelt.path))[0]).toBe('student_id,school_code,date,statuss,portion')
    const month = (await read(next.month.path)).slice(1)
    const loaded = await demo.one(`select count(*) from att where day >= date '2026-11-01'`)
    const added = next.attendance.rows - Object.values(next.problems).reduce((sum, count) => sum + count, 0)
    expect(month).toHaveLength(loaded + added)
  })

  test('is the same twice, and refused for a day without school or one already there', async () => {
    const before = await readFile(next.attendance.path, 'utf8')
    await makeNextDay({ from: demo.dir, out, ...demoSettings })
    expect(await readFile(next.attendance.path, 'utf8')).toBe(before)
    await expect(makeNextDay({ from: demo.dir, out, seed: 1, today: '2026-11-21' })).rejects.toThrow('not a school day')
    await expect(makeNextDay({ from: demo.dir, out, seed: 1, today: lastDay })).rejects.toThrow('already holds')
  })
})
