import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPublished } from './read.ts'
import { recompute } from './recompute.ts'

/** Two rows that the state published lie beside the project and are not ours to hand on. */
const path = join(import.meta.dirname, '../../../../../shared/data/accountability/nga-2018-19-two-districts.csv')
const there = existsSync(path)
if (!there) console.log('The published accountability file is not beside the project: its rows are not recomputed.')

const text = there ? readFileSync(path, 'utf8') : ''
const of = (content: string) => recompute(readPublished(new TextEncoder().encode(content)))

describe.skipIf(!there)('the published rows of 2018-19', () => {
  it('1.1 and 1.2 every points column, both totals and both indexes agree to 1e-4', () => {
    const result = of(text)
    expect(result.findings).toEqual([])
    expect(result.differences).toEqual([])
    expect(result.counts).toMatchObject({ rows: 2, recomputed: 2, unchecked: 0, errors: 0 })
    const [hartford, suffield] = result.rows
    expect(hartford?.points.computed).toBeCloseTo(868.8209225, 4)
    expect(hartford?.index.computed).toBeCloseTo(59.91868431, 4)
    expect(suffield?.points.computed).toBeCloseTo(1112.946239, 4)
    expect([hartford?.possible.computed, suffield?.possible.computed]).toEqual([1450, 1400])
    // One rate is printed with three decimals only: what entered college.
    expect(
      result.rows.flatMap((one) =>
        one.parts.filter((part) => part.points.verdict === 'within-rounding').map((part) => part.indicator.id),
      ),
    ).toEqual(['10'])
  })
  it('1.3 flags, gaps and imported columns', () => {
    const flags = of(text).rows.map((one) => one.flags.map((flag) => [flag.checked.computed, flag.checked.verdict]))
    expect(flags).toEqual([
      [
        [0, 'same'],
        [1, 'same'],
        [1, 'same'],
      ],
      [
        [1, 'same'],
        [0, 'same'],
        [0, 'same'],
      ],
    ])
    const gaps = of(text).rows.flatMap((one) => one.gaps.map((gap) => gap.checked.verdict))
    expect(gaps).toEqual(Array.from({ length: 8 }, () => 'same'))
    expect(of(text).rows.map((one) => one.row.imported.category)).toEqual([null, null])
  })
  it('every printed value that is changed is noticed', () => {
    const [head = '', ...rows] = text.split(/\r?\n/).filter((line) => line !== '')
    const names = head.split(',')
    const watched = names.flatMap((name, i) =>
      /points|possible|OutcomeRatePct|gap$|Diff$|Flag$/i.test(name) && name !== 'CategoryDropFlag' ? [i] : [],
    )
    let changed = 0
    for (const [n, line] of rows.entries())
      for (const i of watched) {
        const cells = line.split(',')
        const was = cells[i] ?? ''
        if (!/\d/.test(was)) continue
        const flag = /Flag$/.test(names[i] ?? '')
        cells[i] = flag ? String(1 - Number(was)) : (Number(was) + (Number(was) > 1 ? -0.25 : 0.25)).toFixed(6)
        const result = of([head, ...rows.map((one, at) => (at === n ? cells.join(',') : one))].join('\n'))
        expect(result.differences.map((one) => [one.line, one.header])).toContainEqual([n + 2, names[i]])
        changed += 1
      }
    expect(changed).toBeGreaterThan(90)
  })
})
