import { expect, test } from 'vitest'
import { languages } from '../../platform/words.ts'
import { fileRules, planRules } from './file/problem.ts'
import { sayProblem } from './problems/say.ts'
import { say } from './say.ts'
import { en } from './words.en.ts'

test('every rule has words in both languages, with its values filled in', () => {
  const values = {
    field: 'F',
    found: 'text',
    expected: 'list',
    nearest: 'N',
    limit: 3,
    side: 'most',
    mb: 1,
    max: 2,
    what: 'w',
    format: 'f',
    options: 'a, b',
    id: 'i',
    code: 'c',
    other: 'o',
    level: 'l',
    parent: 'p',
    office: 'o',
    role: 'r',
    source: 's',
    definition: 'd',
    from: '2026-07-01',
    to: '2026-06-30',
    date: '2026-01-01',
    reading: 'x',
    readings: 'x, y',
    count: 2,
    lang: 'es',
    tag: '!t',
  }
  for (const rule of [...fileRules, ...planRules])
    for (const lang of languages) {
      const { what, fix } = sayProblem(
        { rule, severity: 'error', values, path: [], element: null, line: 1, col: 1 },
        lang,
      )
      expect(what.length, rule).toBeGreaterThan(10)
      expect(fix.length, rule).toBeGreaterThan(10)
      expect(`${what}${fix}`, rule).not.toMatch(/[{}]/)
    }
})

test('Spanish is not English left standing', () => {
  const same = Object.keys(en).filter(
    (k) =>
      !en[k as keyof typeof en].includes('{') &&
      say('es')(k as keyof typeof en) === en[k as keyof typeof en] &&
      k !== 'error' &&
      k !== 'menu',
  )
  expect(same).toEqual([])
})
