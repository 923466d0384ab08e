import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import type { EdsightFile, Fact } from './facts.ts'
import { readEdsight } from './read.ts'
import { rollUp } from './rollup.ts'
import { registerSchools, renamed, type SchoolRegister, withSchoolCodes } from './schools.ts'

/** Exports as the state published them: not ours to pass on, so that they lie beside the project or not at all. */
const folder = join(import.meta.dirname, '../../../../../shared/data/edsight')
const there = existsSync(folder)
if (!there) console.log('The exports of the state are not beside the project: their tests are skipped.')

const names = there
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.csv'))
      .toSorted()
  : []
const read = (name: string): EdsightFile => readEdsight(readFileSync(join(folder, name)), name)

/** The quick sample: each report and shape at least once a draw, by a step through the sorted names. */
function drawn(): string[] {
  const step = Math.max(1, Math.round(names.length / amount(60, names.length)))
  return names.filter((_, at) => at % step === seed() % step)
}

/** What a second, much simpler reader counts: rows below the header, and stars. */
function counted(name: string): { rows: number; stars: number } {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n')
  const header = lines.findIndex((line) => /"(?:District|Organization) Code"/.test(line))
  const rows = lines.slice(header + 1).filter((line) => line !== '')
  return {
    rows: rows.length,
    stars: rows.reduce((sum, row) => sum + (row.match(/(?<=,)"?\*"?(?=,|$)/g)?.length ?? 0), 0),
  }
}

describe.skipIf(!there)('all exports of the state', () => {
  it('import with zero lost rows, every star stays a star, and every printed number follows from those beside it', () => {
    let recomputed = 0
    for (const name of drawn()) {
      const file = read(name)
      const simple = counted(name)
      const columns = file.facts.length / Math.max(1, file.rows.read)
      expect([name, file.rows]).toEqual([name, { in: simple.rows, read: simple.rows, refused: 0 }])
      expect([name, Number.isInteger(columns) && columns > 0]).toEqual([name, true])
      const hidden = file.facts.filter((one) => one.value.state === 'suppressed')
      expect([name, hidden.length]).toEqual([name, simple.stars])
      expect(hidden.some((one) => 'n' in one.value)).toBe(false)
      expect([name, file.checks.differences]).toEqual([name, []])
      expect([name, file.findings.filter((one) => one.severity === 'error')]).toEqual([name, []])
      recomputed += file.checks.recomputed
    }
    expect(recomputed).toBeGreaterThan(1000)
  })

  it('keep the known facts: schools do not sum to their district, a school code needs its name, names change under a code', () => {
    const elaOf = (facts: readonly Fact[]): Fact[] =>
      facts.filter((one) => one.org.district.code === '0640011' && one.subject === 'ELA')
    const file = 'smarter-balanced__2014-15_{}ela-and-math_all-students_all-grades-combined.csv'
    const district = elaOf(read(`smarter-balanced-district/${file.replace('{}', '')}`).facts)
    const schools = elaOf(read(`smarter-balanced-school/${file.replace('{}', 'all-schools_')}`).facts)
    expect(district.find((one) => one.measure === 'scored')?.value).toMatchObject({ n: 9716 })
    // Some schools hide their count: the roll-up of all is refused, and what may be added is not the district's number.
    const all = rollUp(schools, 'scored')
    const printed = schools.filter((one) => one.measure === 'scored' && one.value.state === 'known')
    if (printed.length < schools.filter((one) => one.measure === 'scored').length)
      expect(all).toMatchObject({ ok: false, why: 'child-suppressed' })
    else expect(all).toMatchObject({ ok: true, n: 9625 })
    expect(rollUp(printed, 'scored')).toMatchObject({ ok: true, n: 9625 })
    expect(rollUp(schools, 'level34Rate')).toMatchObject({ ok: false, why: 'child-suppressed' })

    const register: SchoolRegister = new Map()
    for (const year of ['2010-11', '2012-13', '2014-15'])
      registerSchools(read(`enrollment-school/enrollment__${year}_all-schools_all-students.csv`).facts, register)
    const college = read(
      'college-entrance-and-persistence-school/college-entrance-and-persistence__2010-11_all-schools_gender.csv',
    )
    expect(college.findings.map((one) => one.code)).toEqual(['no-school-code'])
    const joined = withSchoolCodes(college.facts, register)
    expect(joined.facts).toHaveLength(college.facts.length)
    expect(joined.without).toBeLessThan(college.facts.length / 3)

    const years = names.filter((name) => /^chronic-absenteeism-school\/.*_all-students/.test(name))
    const changed = renamed(years.flatMap((name) => read(name).facts)).find((one) => one.code === '0640711')
    expect(changed?.names).toEqual([
      { name: 'Asian Studies Academy', from: 2012, to: 2014 },
      { name: 'Asian Studies Academy at Bellizzi School', from: 2015, to: 2016 },
    ])
    const both = read('sanctions-school/sanctions__2011-12_all-schools.csv')
    expect(both.findings.map((one) => [one.code, one.line])).toEqual([['two-names', 48]])
  })
})
