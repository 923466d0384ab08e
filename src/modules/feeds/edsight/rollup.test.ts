import { expect, test } from 'vitest'
import type { Fact } from './facts.ts'
import { readEdsight } from './read.ts'
import { rollUp } from './rollup.ts'
import { sayRollUp } from './say.ts'
import { registerSchools, renamed, withSchoolCodes } from './schools.ts'

const read = (text: string, name = 'made.csv'): Fact[] => readEdsight(new TextEncoder().encode(text), name).facts

const cohorts = (rows: string[]): Fact[] =>
  read(
    `"Four-Year Graduation Rates, 2014-15"
"All Districts, All Schools, All Students"

"",,,,,"Graduates",
"District","District Code","School","School Code","Four-Year Cohort Count","Graduation Count","Graduation Rate"
${rows.join('\n')}
`,
  )
const north = '"Made Up","=""9990011""","North High","=""9996111""",200,150,75.0'
const south = '"Made Up","=""9990011""","South High","=""9996211""",100,81,81.0'

test('counts of schools add up, and a rate is the sum of its two counts, rounded as the state rounds', () => {
  const facts = cohorts([north, south])
  expect(rollUp(facts, 'graduates')).toEqual({
    ok: true,
    measure: 'graduates',
    n: 231,
    of: ['9996111', '9996211'],
    rate: null,
  })
  expect(rollUp(facts, 'graduatesRate')).toMatchObject({
    n: 0.77,
    rate: { numerator: 231, denominator: 300, percent: 77 },
  })
})

test('a roll-up that needs a hidden, absent, missing or not applicable child is refused, with the place', () => {
  const hidden = cohorts([north, '"Made Up","=""9990011""","South High","=""9996211""",100,"*","*"'])
  expect(rollUp(hidden, 'graduates')).toEqual({
    ok: false,
    why: 'child-suppressed',
    places: [{ code: '9996211', measure: 'graduates', file: 'made.csv', line: 7, column: 6 }],
  })
  expect(rollUp(hidden, 'graduatesRate')).toMatchObject({ ok: false, why: 'child-suppressed' })
  // The cohort is printed for both: that much may be added.
  expect(rollUp(hidden, 'cohort')).toMatchObject({ ok: true, n: 300 })
  // Both counts of South are printed and its rate is not: the sum needs no hidden cell.
  const rateHidden = cohorts([north, '"Made Up","=""9990011""","South High","=""9996211""",100,81,"*"'])
  expect(rollUp(rateHidden, 'graduatesRate')).toMatchObject({ ok: true, rate: { percent: 77 } })

  expect(rollUp(cohorts([north]), 'graduates', ['9996111', '9996211'])).toMatchObject({
    why: 'child-absent',
    places: [{ code: '9996211' }],
  })
  const one = (value: string): Fact[] =>
    cohorts([north, `"Made Up","=""9990011""","South High","=""9996211""",100,${value},`])
  expect(rollUp(one('N/A'), 'graduates')).toMatchObject({ ok: false, why: 'child-not-applicable' })
  expect(rollUp(one(''), 'graduates')).toMatchObject({ ok: false, why: 'child-missing' })
  const half = cohorts([north, south]).filter((fact) => fact.org.code !== '9996211' || fact.measure === 'cohort')
  expect(rollUp(half, 'graduatesRate')).toMatchObject({ ok: false, why: 'child-absent' })
})

test('what is not alike, stands twice, has no code or cannot be added is refused', () => {
  const facts = cohorts([north, south])
  const other = facts.map((fact) => ({ ...fact, schoolYear: 2016 }))
  expect(rollUp([...facts, ...other], 'graduates')).toMatchObject({ why: 'mixed' })
  expect(rollUp([...facts, ...facts], 'graduates')).toMatchObject({ why: 'child-twice' })
  const nameless = facts.map((fact) => ({ ...fact, org: { ...fact.org, code: null } }))
  expect(rollUp(nameless, 'graduates')).toMatchObject({ why: 'child-without-code' })
  expect(rollUp([], 'graduates')).toMatchObject({ why: 'nothing' })
  expect(rollUp(facts, 'suspended')).toMatchObject({ why: 'unknown-measure' })
  const suspended = read(
    '"District","District Code","Count","%"\n"Made Up","9990011",12,1.5\n',
    'suspension-rates__2014-15_.csv',
  )
  expect(suspended).toHaveLength(2)
  // A student suspended at two schools stands in both rows.
  expect(rollUp(suspended, 'suspended')).toMatchObject({ why: 'not-additive' })
  expect(sayRollUp('child-suppressed', 'es')).toMatch(/oculto/)
  const none = cohorts(['"Made Up","=""9990011""","North High","=""9996111""",0,0,'])
  expect(rollUp(none, 'graduatesRate')).toMatchObject({ why: 'denominator-zero' })
})

test('schools without codes are joined by district and name; a name of two codes stays without; a changed name breaks no series', () => {
  const college = read(
    `"College Entrance and Persistence, 2010-11"
"All Districts"

"District","District Code","School","Gender","Entrance(%)","Persistence(%)"
"Made Up","=""9990011""","North High","Female",70.1,80.0
"Made Up","=""9990011""","Twin School","Female",60.0,*
`,
  )
  expect(college.map((fact) => fact.org.code)).toEqual([null, null, null, null])
  const twins = [
    '"Made Up","=""9990011""","Twin School","=""9996311""",9,9,100.0',
    '"Made Up","=""9990011""","Twin  School","=""9996411""",9,9,100.0',
  ]
  const joined = withSchoolCodes(college, registerSchools(cohorts([north, ...twins])))
  expect(joined.facts.map((fact) => fact.org.code)).toEqual(['9996111', '9996111', null, null])
  expect(joined.without).toBe(2)

  const later = cohorts([north.replace('Made Up', 'Made Up Public Schools')]).map((fact) => ({
    ...fact,
    schoolYear: 2016,
  }))
  const series = [...cohorts([north]), ...later]
  expect(new Set(series.map((fact) => fact.org.district.code)).size).toBe(1)
  expect(renamed(series)).toEqual([
    {
      code: '9990011',
      names: [
        { name: 'Made Up', from: 2015, to: 2015 },
        { name: 'Made Up Public Schools', from: 2016, to: 2016 },
      ],
    },
  ])
})
