import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { sayRule } from '../checker/say.ts'
import { wrongs } from '../crosswalk/check.ts'
import { planOfProgram } from '../crosswalk/files.ts'
import { ledgerWrongs } from '../ledger/check.ts'
import { checkBeside, kindOfFile } from './check.ts'

const textOf = (name: string): string => readFileSync(new URL(`../../../../plans/${name}`, import.meta.url), 'utf8')
const ledger = textOf('connecticut.ledger.yaml')
const crosswalk = textOf('hartford.crosswalk.yaml')
const promised = new Set(['chronic-absenteeism', 'four-year-graduation', 'grade-3-reading'])

/** The findings after one change of a file, each as rule and place; the change must be one. */
const after = (kind: 'crosswalk' | 'ledger', from: string, to: string): { told: string[]; at: string } => {
  const text = kind === 'ledger' ? ledger : crosswalk
  expect(text.split(from).length, `${from} stands in the file`).toBeGreaterThan(1)
  const changed = text.replace(from, to)
  const place = text.indexOf(from) + [...from].findIndex((c, i) => c !== to[i])
  const line = changed.slice(0, place).split('\n').length
  const told = checkBeside(changed, kind, planOfProgram, promised).map((one) => `${one.rule} ${one.line}`)
  return { told, at: String(line) }
}

test('the files of this repository have no mistakes', () => {
  expect(checkBeside(crosswalk, 'crosswalk', planOfProgram)).toEqual([])
  expect(checkBeside(ledger, 'ledger', planOfProgram).filter((one) => one.severity === 'error')).toEqual([])
})

test('the kind of a file stands in its name', () => {
  expect(
    ['a.plan.yaml', 'b.crosswalk.yml', 'plans/c.ledger.json', 'd.yaml', 'plan.schema.json'].map(kindOfFile),
  ).toEqual(['plan', 'crosswalk', 'ledger', null, null])
})

describe('a mistake in a ledger is told at its line', () => {
  const promise = /plan: (hartford-[\d-]+), measure: ([\w-]+), series: ([\w-]+)/.exec(ledger)
  const [whole = '', plan = '', measure = '', series = ''] = promise ?? []
  it.each([
    ['ledger-unknown-plan', whole, whole.replace(plan, 'hartford-1999')],
    ['ledger-unknown-part', whole, whole.replace(`measure: ${measure}`, `measure: ${measure}x`)],
    ['ledger-unknown-series', whole, whole.replace(`series: ${series}`, `series: ${series}x`)],
    ['ledger-no-promise', '- id: four-year-graduation', '- id: four-year-graduations'],
  ])('%s', (rule, from, to) => {
    const { told, at } = after('ledger', from, to)
    expect(told).toContain(`${rule} ${at}`)
  })
  it('sources, series, ids that stand twice, gaps that end before they begin, promises of another measure', () => {
    const text = `format: throughline-ledger/1
id: small
language: en
title: Small
measures:
  - id: four-year-graduation
    title: Graduation
    unit: percent
    better: higher
    series: [{id: usual, name: Usual}, {id: usual, name: Again}]
    breaks:
      - {schoolYear: 2021, to: 2020, kind: gap, title: A gap, source: nobody}
    promises:
      - {plan: hartford-2015-20, measure: e1, series: usual}
    figures:
      - {entity: {name: H, code: '1'}, schoolYear: 2019, value: 1, unit: percent, source: {id: none, place: x}, series: usuals}
sources: [{id: one, title: One, publisher: P}]
`
    const measure = planOfProgram('hartford-2015-20')?.plan.measures.find(
      (one) => one.definition === 'chronic-absenteeism',
    )
    const found = checkBeside(text.replace('measure: e1', `measure: ${measure?.id}`), 'ledger', planOfProgram)
    expect(found.map((one) => `${one.line}:${one.col} ${one.rule}`)).toEqual([
      '10:45 ledger-twice',
      '12:32 ledger-gap-backwards',
      '14:43 ledger-other-measure',
      '16:96 ledger-unknown-source',
      '16:121 ledger-unknown-series',
    ])
  })
})

test('a mistake in a crosswalk is told at its line, and a file that cannot be read as the reader says it', () => {
  const { told, at } = after('crosswalk', 'from: hartford-2015-20', 'from: hartford-2010-20')
  expect(told).toContain(`crosswalk-unknown-plan ${at}`)
  expect(checkBeside('format: other\n', 'crosswalk', planOfProgram).map((one) => one.rule)).toEqual(['other-format'])
  expect(checkBeside('a: [', 'ledger', planOfProgram).map((one) => one.rule)).toContain('yaml')
})

test('every rule has its words in both languages', () => {
  const values = {
    plan: 'p',
    id: 'i',
    from: '1',
    to: '2',
    kind: 'split',
    line: '3',
    nearest: 'n',
    measure: 'm',
    other: 'o',
  }
  const rules = [...wrongs.map((one) => `crosswalk-${one}`), ...ledgerWrongs.map((one) => `ledger-${one}`)]
  for (const rule of rules)
    for (const lang of ['en', 'es'] as const) {
      const { what, why, fix } = sayRule(rule, values, lang)
      for (const words of [what, why, fix]) {
        expect(words, rule).not.toMatch(/[{}]/)
        expect(words.length, rule).toBeGreaterThan(10)
      }
    }
})
