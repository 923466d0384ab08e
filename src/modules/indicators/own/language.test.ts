import { readFileSync as readText } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { outcomes } from '../definitions/outcomes.ts'
import { checkDefinition } from './check.ts'
import { compile } from './engine/compile.ts'
import { facts, spellings } from './facts.ts'
import { readFile } from './file.ts'
import { fromForm, toForm } from './form.ts'
import { pathText, sayIssue } from './issue.ts'
import { bearsName } from './names.ts'
import { readDefinition } from './read.ts'
import { dayOf, dayParts } from './values.ts'
import { someSource } from './random-definitions.ts'
import { dice } from './random-worlds.ts'

const file = (more: string, id = 'half-year') => `
id: ${id}
name: {en: Dual credit by grade 12, es: Doble crédito en 12.º}
sentence: {en: Share of seniors with a course that gives college credit., es: Parte de los estudiantes de 12.º con un curso que da crédito universitario.}
direction: higher
grades: {from: 12, to: 12}
${more}`
const good = file(`share:
  of: {fact: enrollment, where: [{field: last_school, is: yes}]}
  with:
    - {count: course, where: [{field: prepares, is: dual}, {field: earned, atLeast: 0.5}], atLeast: 1}`)

/** Everything that is wrong with a definition, as `path: what / what to do`. */
function wrongs(text: string): string[] {
  const { issues } = readDefinition(readFile(text).value)
  return (issues ?? []).map((one) => {
    const { message, hint } = sayIssue(one, 'en')
    return `${pathText(one.path)}: ${message} ${hint}`
  })
}
const share = (of: string, holds = '[{count: course, atLeast: 1}]') => file(`share:\n  of: ${of}\n  with: ${holds}`)

describe('a definition of a district’s own', () => {
  test('is read with its values in the lake’s units', () => {
    const { definition, issues } = readDefinition(readFile(good).value)
    expect(issues).toBeNull()
    expect(definition).toMatchObject({
      id: 'half-year',
      grades: [12, 12],
      of: { fact: 'enrollment', year: 'this' },
      counts: {
        kind: 'share',
        holds: {
          kind: 'all',
          of: [
            {
              kind: 'test',
              low: 1,
              high: null,
              rows: {
                fact: 'course',
                where: { of: [{ values: ['dual'] }, { kind: 'range', field: 'earned', low: 50 }] },
              },
            },
          ],
        },
      },
    })
  })

  test.each([
    ['a wrong field', share('{fact: course, where: [{field: marks, is: A}]}'), 'Did you mean mark?'],
    ['an unknown field', share('{fact: course, where: [{field: zzzzzzz, is: A}]}'), 'Use one of these: code, term'],
    ['a wrong fact', share('{fact: courses}'), 'Did you mean course?'],
    [
      'a word that is not in the list',
      share('{fact: course, where: [{field: mark, is: E}]}'),
      '“E” is none of the words',
    ],
    ['a number for yes or no', share('{fact: course, where: [{field: core, is: 3}]}'), 'Write yes or no.'],
    ['a text for a number', share('{fact: course, where: [{field: earned, atLeast: many}]}'), '“many” is no number'],
    ['a range of words', share('{fact: course, where: [{field: mark, atLeast: B}]}'), 'has no more and no less'],
    ['an empty list', share('{fact: course, where: [{field: mark, in: []}]}'), 'a list with something in it'],
    [
      'an empty range',
      share('{fact: course, where: [{field: earned, atLeast: 3, atMost: 1}]}'),
      'ends before it begins',
    ],
    [
      'two demands that exclude each other',
      share('{fact: course, where: [{field: mark, is: A}, {field: mark, is: B}]}'),
      'Nothing can meet everything',
    ],
    ['a year of the enrolled', share('{fact: enrollment, year: until}'), 'only be asked of the school year itself'],
    ['a day that not every year has', share('{fact: discipline, where: [{field: day, atLeast: 02-29}]}'), 'is no day'],
    [
      'SQL where a field belongs',
      share(`{fact: course, where: [{field: "1=1; drop table x", is: A}]}`),
      'There is no field',
    ],
    [
      'two comparisons at once',
      share('{fact: course, where: [{field: mark, is: A, in: [B]}]}'),
      'not clear what is asked',
    ],
    ['a test without a bound', share('{fact: course}', '[{count: course}]'), 'how many there must be'],
    ['a half row', share('{fact: course}', '[{count: course, atLeast: 1.5}]'), 'whole number for a count'],
    [
      'the sum of marks',
      share('{fact: course}', '[{sum: course.mark, atLeast: 1}]'),
      'course.attempted, course.earned',
    ],
    ['six tests', share('{fact: course}', `[${'{count: course, atLeast: 1},'.repeat(6)}]`), 'one to 5 entries'],
    [
      'more conditions than are allowed',
      share(
        `{fact: course, where: [{any: [${'{field: mark, is: A},'.repeat(20)}]}, {any: [${'{field: mark, is: B},'.repeat(20)}]}]}`,
      ),
      'too many conditions',
    ],
    [
      'levels inside each other',
      share('{fact: course, where: [{not: {not: {not: {not: {not: {field: mark, is: A}}}}}}]}'),
      'at most 4 levels',
    ],
    ['a key that has no place', `${good}\nwhere: x`, 'has no place here'],
    ['a key that is nearly one', `${good}\ndirecton: higher`, 'Did you mean direction?'],
    ['two measures', `${good}\ncount: {of: {fact: course}, rows: {fact: course}}`, 'exactly one of share:'],
    ['one language', good.replace(', es: Doble crédito en 12.º', ''), '“es” is missing'],
    ['letters of another alphabet', good.replace('Dual credit', 'Dual сredit'), 'letters of another alphabet'],
    ['an id with a quote', good.replace('half-year', `"half'year"`), 'small letters'],
  ])('refuses %s, and says what to do', (_, text, told) => {
    expect(wrongs(text).join('\n')).toContain(told)
  })

  test('a sum is of days, a count of rows', () => {
    const sum = file(
      'sum: {of: {fact: enrollment}, rows: {fact: discipline, field: served, where: [{field: action, is: oss}]}}',
    )
    expect(wrongs(sum)).toEqual([])
    expect(wrongs(sum.replace('served', 'action')).join()).toContain('assigned, served')
    expect(wrongs(file('count: {of: {fact: enrollment}, rows: {fact: discipline}}'))).toEqual([])
  })

  test('says the line and column of what is wrong', () => {
    const read = readFile(share('{fact: course, where: [{field: marks, is: A}]}'))
    const [issue] = readDefinition(read.value).issues ?? []
    expect(read.placeOf(issue?.path ?? [])).toEqual({ line: 8, col: 31 })
    expect(readFile('a: [').issues[0]?.wrong).toBe('not-yaml')
    expect(readFile('a: &x 1\nb: *x').issues[0]?.wrong).toBe('not-yaml')
    expect(readFile('x'.repeat(30_000)).issues[0]?.wrong).toBe('too-large')
  })

  test('days are of the school year, or of the one before or after', () => {
    expect([dayOf('10-01'), dayOf('next 08-31'), dayOf('02-29'), dayOf('13-01')]).toEqual([
      '10-01',
      'next 08-31',
      null,
      null,
    ])
    expect(dayParts('10-01')).toEqual({ years: -1, monthDay: '10-01' })
    expect(dayParts('03-01')).toEqual({ years: 0, monthDay: '03-01' })
    expect(dayParts('next 08-31')).toEqual({ years: 0, monthDay: '08-31' })
  })

  test('spells names as the feeds keep them', () => {
    expect([
      spellings.test('Smarter Balanced'),
      spellings.test('DIBELS 8'),
      spellings.program('Student Success Plan'),
    ]).toEqual(['sbac', 'dibels_8', 'success_plan'])
    // Words that every object of JavaScript knows are names like any other.
    expect([spellings.test('constructor'), spellings.program('toString')].map((one) => typeof one)).toEqual([
      'string',
      'string',
    ])
    expect(spellings.test('i-Ready Diagnostic')).toMatch(/^x[0-9a-f]{10}$/)
  })

  test('the SQL holds nothing that a person wrote', () => {
    const { definition } = readDefinition(readFile(good).value)
    const other = readDefinition(
      readFile(good.replace('dual', 'ap').replace('0.5', '2').replaceAll('12', '11').replace('half-year', 'other'))
        .value,
    ).definition
    if (!definition || !other) throw new Error('Both are definitions.')
    expect(compile(other).sql).toBe(compile(definition).sql)
    expect(Object.values(compile(definition).params)).toEqual([12, 12, true, 'dual', 50, 1])
  })
})

describe('a name of a district’s own', () => {
  test.each([
    'Chronic absenteeism',
    'chronic  absenteeism!',
    'Chronic absenteism',
    'Absenteeism, chronic',
    'Our district’s chronic absenteeism rate',
    'Chronically absent students in our schools',
    'ACGR',
    'A.C.G.R. 2027 (ACGR)',
    'Four-year graduation rate',
    '4-year graduation',
    'Graduation rate of our best',
    'Performance Index',
    'Ausentismo crónico',
    'Tasa de graduación en 4 años',
    'suspension-rate',
    'Suspensión, tasa de',
    'SBAC ready',
    'Chronic-Absenteeism',
    'ChronicAbsenteeism of grade 3',
  ])('may not be “%s”', (name) => {
    expect(bearsName(name)).not.toBeNull()
  })

  test.each(['Arts club members', 'Reads at home', 'Ten absences or more', 'Dual credit by grade 12', 'Lee en casa'])(
    'may be “%s”',
    (name) => {
      expect(bearsName(name)).toBeNull()
    },
  )

  test('may not be the name of any definition of the product', () => {
    expect(outcomes.filter((one) => bearsName(one.id) === null).map((one) => one.id)).toEqual([])
  })
})

test('the example of the guide is a sound definition, and comes out as it says', () => {
  const guide = readText(new URL('../../../../docs/guide/own-definitions.md', import.meta.url), 'utf8')
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? []
  expect(checkDefinition(example, 'en').found).toEqual([])
  expect(checkDefinition(example.replace('A, 1, 3', 'A, 2, 3'), 'en').found).toMatchObject([{ line: 20 }])
  expect(checkDefinition(example.replace('field: prepares', 'field: prepare'), 'es').found).toMatchObject([
    { line: 11, hint: '¿Quiso decir prepares?' },
  ])
  for (const [fact, { fields }] of Object.entries(facts))
    for (const field of [`\`${fact}\``, ...Object.keys(fields)]) expect(guide).toContain(field)
})

test('the form and the file say the same, and what does not fit the form stays a file', () => {
  for (let at = 0; at < 200; at++) {
    const source = someSource(dice(at * 71 + 1), at)
    const fields = toForm(source)
    if (fields) expect(readDefinition(fromForm(fields).source)).toEqual(readDefinition(source))
  }
  const { source, fieldOf } = fromForm({
    of_fact: 'course',
    of_1_field: 'course.mark',
    of_1_op: 'is',
    of_1_value: 'E',
    t0_what: 'course',
  })
  const wrong = (readDefinition(source).issues ?? []).map((one) => fieldOf(one.path))
  expect(wrong).toContain('of_1_value')
  expect(wrong).toContain('name_en')
})
