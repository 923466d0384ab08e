import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import type { Path } from '../file/problem.ts'
import { checkSource } from './check.ts'
import { sayFinding } from './say.ts'

const folder = new URL('../../../../plans/', import.meta.url)
const checked = readdirSync(folder)
  .filter((name) => name.endsWith('.plan.yaml'))
  .flatMap((name) => {
    const { plan, findings } = checkSource(readFileSync(new URL(name, folder)))
    if (!plan) throw new Error(`${name} cannot be read.`)
    return findings.map((finding) => ({ plan, finding }))
  })

/** Where a finding stands, by ids in place of numbers where there are ids: `measures/m-g1/targets/g1-2022`. */
function whereOf(plan: Plan, path: Path): string {
  let here: unknown = plan
  return path
    .map((step) => {
      here = (here as Record<string | number, unknown> | undefined)?.[step]
      const id = (here as { id?: unknown } | undefined)?.id
      return typeof step === 'number' && typeof id === 'string' ? id : String(step)
    })
    .join('/')
}

/* plans/expected.tsv: plan, rule, element, where, place in the source, why it is true. */
const rows = readFileSync(new URL('expected.tsv', folder), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))

test('every finding on the plans is expected, and none has vanished', () => {
  const found = checked.map(({ plan, finding }) =>
    [plan.id, finding.rule, finding.element ?? '-', whereOf(plan, finding.path)].join(' '),
  )
  expect(found.toSorted()).toEqual(rows.map((row) => row.slice(0, 4).join(' ')).toSorted())
})

test('every expected finding has a place in the source and a reason', () => {
  for (const row of rows)
    expect([row.length, (row[4] ?? '') !== '', (row[5] ?? '').length > 20], row.join(' ')).toEqual([6, true, true])
})

test('every finding can be said in both languages', () => {
  for (const { finding } of checked)
    for (const lang of languages)
      for (const words of Object.values(sayFinding(finding, lang)))
        expect(words, finding.rule).not.toMatch(/[{}]|undefined|null/)
})

/** The contradictions that were found by hand in the five sources (L1 to L18), and the findings that tell of each. */
const known: Record<string, readonly (readonly [plan: string, rule: string, element: string])[]> = {
  L1: [['hartford-2018-22', 'dangling-code', 'fin1']],
  L2: [['hartford-2018-22', 'scope-drift', 'tl1-iv']],
  L3: [['hartford-2018-22', 'unit-drift', 'fcp2']],
  L4: [['hartford-2018-22', 'wording-drift', 'tl1-iv']],
  L5: [['hartford-2018-22', 'wording-drift', 'oe5']],
  L6: [
    ['hartford-2018-22', 'percent-ambiguous', 'g1'],
    ['hartford-2018-22', 'interim-implausible', 'dg-aca-ela'],
    ['hartford-2018-22', 'percent-ambiguous', 'dg-cos-ela'],
    ['hartford-2018-22', 'target-conflict', 'dg-cos-ela'],
  ],
  L7: [
    ['hartford-2018-22', 'interim-implausible', 'dg-cos-absence'],
    ['hartford-2018-22', 'no-baseline', 'g5'],
    ['hartford-2018-22', 'no-baseline', 'dg-cos-absence'],
  ],
  L8: [
    ['hartford-2018-22', 'task-after-goal', 'fin2-t2'],
    ['hartford-2018-22', 'task-after-goal', 'fin2-t5'],
  ],
  L9: [['hartford-2018-22', 'goal-measure-date', 'cho1']],
  L10: [
    ['hartford-2018-22', 'phase-skips-level', 'cho1-t9'],
    ['hartford-2018-22', 'pilot-overlaps', 'cho1-t7'],
  ],
  L11: [['hartford-2018-22', 'no-op', 'osss4-t6']],
  L12: [
    ['hartford-2018-22', 'uncovered-action', '-'],
    ['hartford-2018-22', 'uncovered-indicator', '-'],
    ['hartford-2018-22', 'uncovered-indicator', 'oe5'],
    ['hartford-2018-22', 'uncovered-indicator', 'oe6'],
  ],
  L13: [['hartford-2018-22', 'tolerance-conflict', 'fin1']],
  L14: [['hartford-2015-20', 'arithmetic', 'e1']],
  L15: [['hartford-2015-20', 'arithmetic', 'e8']],
  L16: [
    ['waterbury-2020-27', 'repeated-work', 'a3-g3-a'],
    ['waterbury-2020-27', 'repeated-work', 'a3-g3-b'],
    ['waterbury-2020-27', 'repeated-work', 'a3-g3-c'],
    ['waterbury-2020-27', 'repeated-measure', 'a4-g2'],
  ],
  L17: [
    ['ctecs-2019-22', 'date-drift', '-'],
    ['ctecs-2019-22', 'declared-missing', '-'],
  ],
  L18: [
    ['hartford-2018-22', 'major-without-plan', 'oe5-iii'],
    ['hartford-2018-22', 'uncovered-action', '-'],
  ],
}

test.each(Object.entries(known))('%s of the list of contradictions is found', (_number, findings) => {
  const all = new Set(checked.map(({ plan, finding }) => `${plan.id} ${finding.rule} ${finding.element ?? '-'}`))
  expect(findings.map((one) => one.join(' ')).filter((one) => !all.has(one))).toEqual([])
})

test('L12 and L18 in whole: 13 of 28 actions and 12 of 29 indicators are named by no department plan', () => {
  const found = (rule: string) =>
    checked.flatMap(({ plan, finding }) =>
      plan.id === 'hartford-2018-22' && finding.rule === rule ? [finding.values] : [],
    )
  const codes = (list: unknown): string[] => String(list).split(', ').filter(Boolean)
  const [actions] = found('uncovered-action')
  const none = [...codes(actions?.['list']), ...codes(actions?.['joined'])]
  expect(none.toSorted()).toEqual(
    'FCP2.ii FCP2.iii FCP3.iii FCP3.iv OE4.ii OE4.iii OE5.ii OE5.iii OE6.i SCC7.ii TL1.i TL1.ii TL1.vi'.split(' '),
  )
  // Two more are named, beside the words of TL1.ii and TL1.vi.
  expect([codes(actions?.['wrong']), actions?.['all']]).toEqual([['TL1.iii', 'TL1.v'], 28])
  expect(
    found('uncovered-indicator')
      .flatMap((values) => codes(values['list']))
      .toSorted(),
  ).toEqual('FCP2.c FCP3.a FCP3.b FCP3.e FCP3.f OE5.a OE5.d OE6.a OE6.c TL1.a TL1.c TL1.e'.split(' '))
})
