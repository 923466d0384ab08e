import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { besideSchema } from '../file/beside.ts'
import { checkCrosswalk, covered, wrongs } from './check.ts'
import { crosswalksOfProgram, planOfProgram, readCrosswalk } from './files.ts'
import { type Crosswalk, crosswalkFile } from './format.ts'
import { sayWrong } from './say.ts'
import { crosswalkView } from './view.ts'
import { ledgerFile } from '../ledger/format.ts'

const path = new URL('../../../../plans/hartford.crosswalk.yaml', import.meta.url)
const text = readFileSync(path, 'utf8')
const hartford = crosswalksOfProgram().get('hartford') as Crosswalk
const wrongOf = (changed: string) => readCrosswalk(changed, 'x').wrong

describe('the crosswalk of Hartford', () => {
  it('names every theme, aim, goal and strategy of the three plans, and nothing that is not there', () => {
    expect(wrongOf(text)).toEqual([])
    expect(hartford.steps.map((step) => [step.from, step.to])).toEqual([
      ['hartford-2015-20', 'hartford-2018-22'],
      ['hartford-2018-22', 'hartford-2021-24'],
    ])
    // Counted by hand in the plan files: what the rule covers.
    const counted = ['hartford-2015-20', 'hartford-2018-22', 'hartford-2021-24'].map((id) => {
      const graph = planOfProgram(id)
      return graph?.plan.elements.filter((one) => covered.includes(graph.level(one)?.role ?? 'task')).length
    })
    expect(counted).toEqual([19, 42, 22])
  })

  it('is shown in both languages with the plans’ own words and a reason for each line', () => {
    for (const lang of ['en', 'es'] as const) {
      const view = crosswalkView(
        hartford,
        (id) => {
          const graph = planOfProgram(id)
          return graph ? { graph, hrefs: null } : null
        },
        lang,
      )
      const lines = view.steps.flatMap((step) => step.groups.flatMap((group) => group.lines))
      expect(lines).toHaveLength(hartford.steps.flatMap((step) => step.lines).length)
      expect(lines.every((line) => line.reason.words.length > 10 && line.reason.lang === undefined)).toBe(true)
      expect(JSON.stringify(view)).toContain(lang === 'en' ? 'Students are chronically absent'.slice(13, 30) : 'ausen')
    }
  })
})

describe('mistakes in a crosswalk', () => {
  const replaced = (from: string, to: string) => {
    expect(text).toContain(from)
    return text.replace(from, to)
  }
  it.each([
    [
      'an unknown part, with the nearest one',
      () => replaced('from: [e1]', 'from: [e11]'),
      /^x:\d+:\d+: error crosswalk\/unknown-part: .*e11\. Did you mean e1/,
    ],
    ['a forgotten old part', () => replaced('from: [e5, e6, e7]', 'from: [e5, e6]'), /forgotten-old: .*\be7\b/],
    ['a forgotten new part', () => replaced('to: [g3, g5, g7]', 'to: [g3, g7]'), /forgotten-new: .*\bg5\b/],
    [
      'two fates of one part',
      () => replaced('{kind: dropped, from: [e2]', '{kind: dropped, from: [e2, e3]'),
      /twice: .*\be3\b/,
    ],
    ['a merge of one', () => replaced('from: [tier-1, tier-2, tier-3]', 'from: [tier-1]'), /wrong-number/],
    [
      'a plan that is not there',
      () => replaced('from: hartford-2015-20', 'from: hartford-2010'),
      /unknown-plan: .*hartford-2010/,
    ],
    ['plans the wrong way round', () => replaced('to: hartford-2018-22', 'to: hartford-2015-20'), /plans-backwards/],
    [
      'a field that is not known',
      () => replaced('kind: split, from: [aim-students]', 'kind: split, form: [aim-students]'),
      /plans\/unknown-field/,
    ],
    [
      'a kind that is not known',
      () => replaced('kind: split, from: [aim-students]', 'kind: spilt, from: [aim-students]'),
      /not-one-of: .*spilt/,
    ],
  ])('tell %s', (_what, changed, told) => {
    const wrong = wrongOf(changed())
    expect(
      wrong.some((line) => told.test(line)),
      wrong.join('\n'),
    ).toBe(true)
    expect(wrong.every((line) => /^x:[1-9]\d*:[1-9]\d*: /.test(line))).toBe(true)
  })

  it('points at the line and column', () => {
    const changed = replaced('from: [e1]', 'from: [e11]')
    const line = changed.split('\n').findIndex((one) => one.includes('[e11]')) + 1
    const col = (changed.split('\n')[line - 1] ?? '').indexOf('e11') + 1
    expect(wrongOf(changed)[0]).toContain(`x:${line}:${col}:`)
  })

  it('have words in both languages', () => {
    const values = { plan: 'p', id: 'i', from: '1', to: '2', kind: 'split', line: '3', nearest: 'n' }
    for (const wrong of wrongs)
      for (const lang of ['en', 'es'] as const) {
        const { what, fix } = sayWrong({ wrong, values, path: [], line: 1, col: 1 }, lang)
        expect(`${what} ${fix}`).not.toMatch(/[{}]/)
        expect(what.length).toBeGreaterThan(10)
      }
  })

  it('need no file: a crosswalk from elsewhere is checked likewise', () => {
    const step = hartford.steps[0] as Crosswalk['steps'][number]
    const cut: Crosswalk = { ...hartford, steps: [{ ...step, lines: step.lines.slice(1) }] }
    expect(checkCrosswalk(cut, planOfProgram).map((one) => one.wrong)).toContain('forgotten-old')
  })
})

it('the JSON Schemas beside the files are those of the formats', () => {
  for (const [name, kind] of [
    ['crosswalk', crosswalkFile],
    ['ledger', ledgerFile],
  ] as const) {
    const there = readFileSync(new URL(`../../../../plans/${name}.schema.json`, import.meta.url), 'utf8')
    expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(besideSchema(kind as typeof crosswalkFile))))
  }
})
