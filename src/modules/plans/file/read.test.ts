import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sayProblem } from '../problems/say.ts'
import { canonical, digest, fromCanonical } from './canonical.ts'
import { planJsonSchemaText } from './json-schema.ts'
import { maxBytes, readPlan } from './read.ts'

const plan = `format: throughline-plan/1
id: tiny
language: en
title: Tiny plan
org: {name: Somewhere}
period: {words: 2026-27, from: 2026-07-01, to: 2027-06-30}
adoption: {state: draft}
grammar:
  levels:
    - {id: goal, name: Goal, plural: Goals, role: goal}
elements:
  - id: g2
    code: 'G2'
    level: goal
    title: {en: Be there, es: Estar}
`
/** The plan with one line changed: its number (from 1) and what stands there instead. */
const broken = (line: number, ...instead: string[]) =>
  plan
    .split('\n')
    .toSpliced(line - 1, 1, ...instead)
    .join('\n')
const found = (text: string | Uint8Array) => readPlan(text).problems.map((p) => `${p.line}:${p.col} ${p.rule}`)

describe('reading a plan file', () => {
  test('reads the plan; plain strings are in its language', () => {
    const { plan: read, problems } = readPlan(plan)
    expect(problems).toEqual([])
    expect(read?.title).toEqual({ en: 'Tiny plan', source: 'en' })
    expect(read?.elements[0]).toMatchObject({ id: 'g2', code: 'G2', parents: [], timeframe: null })
    expect(readPlan(broken(3, 'language: es')).plan?.title).toEqual({ es: 'Tiny plan', source: 'es' })
  })

  test.each<[string, string, string[]]>([
    ['missing field', broken(4), ['1:1 missing-field']],
    ['code without quotes', broken(13, '    code: 2.10'), ['13:11 wrong-type']],
    ['unknown field', broken(15, '    title: X', '    ownr: oss'), ['16:5 unknown-field']],
    ['bad role', broken(10, '    - {id: goal, name: Goal, plural: Goals, role: gaol}'), ['10:51 not-one-of']],
    ['bad day', broken(6, 'period: {words: 2026-27, from: 2026-07-01, to: 2027-06-31}'), ['6:48 bad-date']],
    ['bad id', broken(12, '  - id: G 2'), ['12:9 bad-id']],
    ['empty text', broken(15, "    title: ''"), ['15:12 empty-text']],
    ['text of the wrong kind', broken(15, '    title: [a]'), ['15:12 wrong-type']],
    ['text without a language', broken(15, '    title: {fr: la}'), ['15:13 unknown-field', '15:12 empty-text']],
    ['comma in curly brackets', broken(15, '    title: {en: Be there, es: Estar, siempre}'), ['15:38 unknown-field']],
    ['same field twice', broken(13, '    id: g3'), ['13:5 duplicate-key']],
    ['not YAML', broken(5, 'org: {name: Somewhere'), ['6:1 yaml']],
    ['alias', broken(15, '    title: &a Be', '    text: *a'), ['15:15 alias', '16:11 alias']],
    ['tag', broken(15, '    title: !secret Be'), ['15:20 tag']],
    ['another format', broken(1, 'format: throughline-plan/9'), ['1:9 other-format']],
    ['a list', '- a\n- b\n', ['1:1 not-a-map']],
    ['nothing', '', ['1:1 not-a-map']],
    [
      'seven quoted words',
      broken(15, '    title: X', '    mentions: [{place: here, words: one two three four five six seven}]'),
      ['16:37 long-quote'],
    ],
    ['brackets without end', `format: ${'['.repeat(100_000)}`, ['1:1 too-deep']],
    ['dashes without end', `x: 1\n${'- '.repeat(100_000)}`, ['2:1 too-deep']],
  ])('%s: says where', (_, text, where) => {
    expect(found(text)).toEqual(where)
  })

  test('a bomb of aliases is refused before it is expanded', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (let i = 1; i < 12; i++)
      lines.push(
        `${'abcdefghijkl'[i]}: &${'abcdefghijkl'[i]} [${Array(9)
          .fill(`*${'abcdefghijkl'[i - 1]}`)
          .join(',')}]`,
      )
    const start = performance.now()
    expect(readPlan(lines.join('\n')).problems[0]?.rule).toBe('alias')
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('too large, and not UTF-8, are refused', () => {
    expect(found(new Uint8Array(maxBytes + 1))).toEqual(['1:1 file-too-large'])
    expect(found(Buffer.from('id: a\nx: \xe9t\xe9', 'latin1'))).toEqual(['2:4 not-utf8'])
  })

  test('every problem says what is wrong and what to do, in both languages', () => {
    const problem = readPlan(broken(15, '    title: X', '    ownr: oss')).problems[0]
    if (!problem) throw new Error('no problem')
    expect(sayProblem(problem, 'en')).toEqual({
      what: 'There is no field “ownr” here. Did you mean “owner”?',
      fix: 'Correct the name or take it away. A text with a comma needs quotes inside curly brackets.',
    })
    expect(sayProblem(problem, 'es').what).toBe('Aquí no existe el campo «ownr». ¿Quiso decir «owner»?')
    expect(problem.element).toBe('g2')
  })
})

describe('canonical form', () => {
  test('does not depend on layout, order of keys or comments, and reads back as itself', () => {
    const read = readPlan(plan).plan
    const other = readPlan(
      `# a comment\n${plan.replace('id: tiny\nlanguage: en', 'language: en\nid: "tiny"').replace('title: Tiny plan', 'title: {source: en, en: Tiny plan}')}`,
    ).plan
    if (!read || !other) throw new Error('not read')
    expect(canonical(other)).toBe(canonical(read))
    expect(digest(other)).toBe(digest(read))
    expect(digest(read)).toMatch(/^[0-9a-f]{64}$/)
    const again = readPlan(canonical(read)).plan
    expect(again).toEqual(read)
    expect(fromCanonical(canonical(read))).toEqual(read)
  })

  test('changes when a word changes', () => {
    const [a, b] = [plan, plan.replace('Be there', 'Be here')].map((t) => readPlan(t).plan)
    if (!a || !b) throw new Error('not read')
    expect(digest(a)).not.toBe(digest(b))
  })
})

test('plans/plan.schema.json is the schema of the code (write it with file/write-json-schema.ts)', () => {
  expect(readFileSync(new URL('../../../../plans/plan.schema.json', import.meta.url), 'utf8')).toBe(
    planJsonSchemaText(),
  )
})
