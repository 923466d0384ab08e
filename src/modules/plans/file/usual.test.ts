import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import {
  array,
  assert,
  boolean,
  constantFrom,
  dictionary,
  double,
  integer,
  letrec,
  oneof,
  property,
  string,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { largePlan } from '../editing/large.ts'
import { canonical } from './canonical.ts'
import type { Path } from './problem.ts'
import { readPlan } from './read.ts'
import { readUsual } from './usual.ts'
import { readYaml } from './yaml.ts'

const folder = new URL('../../../../plans/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8').normalize('NFC')

function* pathsOf(value: unknown, at: Path = []): Generator<Path> {
  yield at
  if (value !== null && typeof value === 'object')
    for (const [key, one] of Object.entries(value))
      yield* pathsOf(one, [...at, Array.isArray(value) ? Number(key) : key])
}

/** What the quick reader gives must be what the library gives; null: it left the text to the library. */
function compare(text: string, every = 1): boolean {
  const usual = readUsual(text)
  if (!usual) return false
  const library = readYaml(text)
  if (!library.value) throw new Error(`The library refuses what was read: ${JSON.stringify(library.problems)}\n${text}`)
  if (!isDeepStrictEqual(usual.value, library.value))
    throw new Error(`Other values: ${JSON.stringify(usual.value)}, not ${JSON.stringify(library.value)}\n${text}`)
  let n = 0
  for (const path of pathsOf(library.value)) {
    if (n++ % every !== 0) continue
    for (const [asked, key] of [
      [path, false],
      [path, true],
      [[...path, 'none'], false],
    ] as const) {
      const [ours, theirs] = [usual.places(asked, key), library.places(asked, key)]
      if (!isDeepStrictEqual(ours, theirs))
        throw new Error(`Other place of ${asked.join('.')}: ${JSON.stringify([ours, theirs])}\n${text}`)
    }
  }
  return true
}

describe('the quick reader gives what the library gives', () => {
  test.each(files)('%s, value and places, also with Windows line ends', (name) => {
    const text = textOf(name)
    const every = amount(Math.ceil(text.length / 4000), 1)
    expect(compare(text, every)).toBe(true)
    if (text.length < 20_000) expect(compare(text.replaceAll('\n', '\r\n'), every)).toBe(true)
  })

  test.each([
    ['a word over lines', 'a: one\n  two\n\n  three # said\nb: 1\n'],
    ['texts', 'a: |\n  one\n   two\n\n  three\nb: >-\n  one\n  two\n\n  three\n\nc: >\n    x\n    y\n'],
    ['quotes', `a: 'it''s\n  so'\nb: "x\\ty \\u00e9 \\U0001f600\n  z"\n"c d": ''\n'e': "\\""\n`],
    ['a broken line in quotes', 'a: "one \\\n  two"\n'],
    ['brackets', 'a: {b: [1, 2, {c: d}], e: {}, f: []}\ng: [x,\n  y, # why\n  z]\n'],
    ['nothing', 'a:\nb:\n- \nc: ~\n'.replace('- \n', '  -\n  - x\n')],
    ['lists at the column of their name', 'a:\n- b: 1\n  c: 2\n-\n  d: 3\n- - x\n  - y\ne: f\n'],
    [
      'numbers and what looks like them',
      'a: [1, -2, +3, 0x1F, 0o17, 1e3, .5, 1., 1.2.3, 2026-07-01, .inf, 00, 1_0, -, --1]\n'.replace('-, ', ''),
    ],
    ['yes and no', 'a: [true, False, yes, null, Null, ~x, TRUE]\nnull: 1\n2: x\n'],
    ['colons and hashes in words', 'a: http://x#y\nb: 10:30\nc: {d: e:f, "g":1}\n'],
    ['JSON', '{"a": {"b": [1, "x\\ny\\/", true, null, 1.5e-3]}, "c" : {}}'],
    ['comments everywhere', '# one\na: # two\n  # three\n  b: c # four\n\n# five\nd:\n# six\n- e\n# seven\n'],
  ])('%s', (_, text) => expect(compare(text)).toBe(true))

  test.each([
    ['an anchor', 'a: &x b\n'],
    ['an alias', 'a: *x\n'],
    ['a tag', 'a: !x b\n'],
    ['a name twice', 'a: 1\n"a": 2\n'],
    ['a name twice in brackets', '{a: 1, a: 2}'],
    ['a prototype', '__proto__: {a: 1}\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a tab', 'a:\tb\n'],
    ['a complex name', '? a\n: b\n'],
    ['a name without a value in brackets', '{a, b: 1}'],
    ['a map in the line of a name', 'a: b: c\n'],
    ['a wrong column', 'a:\n    b: 1\n  c: 2\n'],
    ['brackets left open', 'a: [1, 2\nb: 3\n'],
    ['a list at the top', '- a\n'],
    ['nothing at all', '# only this\n'],
  ])('%s is left to the library', (_, text) => expect(readUsual(text)).toBeNull())

  const word = oneof(
    string({ unit: 'grapheme', maxLength: 30 }),
    string({ unit: constantFrom(...'ab :#-,[]{}\'"|>&*!?%@`~\\/\n 01.e+'), maxLength: 16 }),
    constantFrom(
      '',
      ' ',
      'true',
      'null',
      '1.10',
      '2026-07-01',
      'Two words, and: more # here',
      'x'.repeat(200),
      'a b '.repeat(40),
    ),
  )
  const { tree } = letrec((tie) => ({
    tree: oneof(
      { maxDepth: 4, withCrossShrink: true },
      word,
      double({ noNaN: true }),
      integer(),
      boolean(),
      constantFrom(null),
      array(tie('tree'), { maxLength: 4 }),
      dictionary(word, tie('tree'), { maxKeys: 4 }),
    ),
  }))

  test('any value as YAML or JSON writes it', () => {
    let read = 0
    let all = 0
    assert(
      property(
        dictionary(word, tree, { minKeys: 1, maxKeys: 5 }),
        constantFrom(20, 80, 140, 0),
        constantFrom(1, 2, 4),
        constantFrom('any', 'block', 'flow'),
        constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
        boolean(),
        (value, lineWidth, indent, collectionStyle, defaultStringType, indentSeq) => {
          const options = { lineWidth, indent, collectionStyle, defaultStringType, indentSeq } as const
          for (const text of [stringify(value, options), JSON.stringify(value), JSON.stringify(value, null, indent)]) {
            all++
            if (compare(text.normalize('NFC'))) read++
          }
        },
      ),
      { numRuns: amount(60, 20_000), seed: seed() },
    )
    // Names of more than a thousand letters, deep folds and the like are left to the library; most is not.
    expect(read / all).toBeGreaterThan(0.6)
  })

  test('any damage to a plan file: it is read as the library reads it, or left to it', () => {
    const text = textOf('two-brooks-2026-29.plan.yaml').slice(0, 1800)
    const lines = `${text}\nnote: >-\n  one\n  two\n\nmore: |\n  a\n   b\nlast: "x\n  y"\n`
    assert(
      property(
        array(array(integer({ min: 0, max: lines.length - 1 }), { minLength: 2, maxLength: 2 }), {
          minLength: 1,
          maxLength: 4,
        }),
        constantFrom(...' \n:-#\'",[]{}&*!|>?%a1\\', '\n  ', '\n ', ': ', ' #', '- ', '\r\n', ''),
        constantFrom(0, 1, 2),
        (places, sign, cut) => {
          let damaged = lines
          for (const [at = 0] of places) damaged = damaged.slice(0, at) + sign + damaged.slice(at + cut)
          compare(damaged, 7)
        },
      ),
      { numRuns: amount(100, 50_000), seed: seed() },
    )
  })

  test('any text at all is read or left, never thrown at', () => {
    assert(
      property(array(word, { maxLength: 6 }), (words) => void compare(words.join('\n').normalize('NFC'))),
      { numRuns: amount(200, 20_000), seed: seed() },
    )
  })
})

test('a large plan costs its size: neither YAML nor JSON needs the library', () => {
  const json = canonical(largePlan(100))
  expect(compare(json, 50)).toBe(true)
  expect(compare(stringify(JSON.parse(json), { lineWidth: 140 }), 50)).toBe(true)
  expect(compare(JSON.stringify(JSON.parse(json), null, 2), 50)).toBe(true)
})

test('a mistake in a plan that the quick reader reads stands at its line and column', () => {
  const text = textOf('two-brooks-2026-29.plan.yaml').replace('language: en', 'langauge: en')
  const { problems } = readPlan(text)
  const line = text.split('\n').findIndex((one) => one.startsWith('langauge')) + 1
  expect(problems.find((one) => one.rule === 'unknown-field')).toMatchObject({ line, col: 1 })
})
