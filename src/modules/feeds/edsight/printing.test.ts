import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { keyOf } from './dims.ts'
import type { Fact, Value } from './facts.ts'
import { readEdsight } from './read.ts'
import { type MeasureColumn, type Report, reports } from './reports.ts'

/** How a table is printed: as the state does, or as a spreadsheet saved it. */
type Look = {
  guard: 'quoted' | 'bare' | 'none'
  thousands: boolean
  sign: boolean
  mark: boolean
  end: string
  padding: number
}
type Cell = { text: string; value: Value }
type Row = { code: number; school: number; group: string; grade: string; subject: string; cells: Cell[] }
type Made = {
  report: Report
  columns: MeasureColumn[]
  school: boolean
  split: boolean
  graded: boolean
  look: Look
  rows: Row[]
}

const words = {
  gender: [
    ['Female', 'female'],
    ['Male', 'male'],
    ['F', 'female'],
    ['M', 'male'],
  ] as const,
}
const gradesAs = [
  ['Grade   9', '9'],
  ['09', '9'],
  ['Kindergarten', 'K'],
  ['PK', 'PK'],
  ['All Grades', 'all'],
  ['12', '12'],
] as const

function cellOf(kind: Value['kind'], look: Look): fc.Arbitrary<Cell> {
  const sign: fc.Arbitrary<Cell> = fc.constantFrom<Cell>(
    { text: '"*"', value: { kind, state: 'suppressed' } },
    { text: '*', value: { kind, state: 'suppressed' } },
    { text: '"N/A"', value: { kind, state: 'notApplicable' } },
    { text: '', value: { kind, state: 'missing' } },
  )
  if (kind === 'category')
    return fc.oneof(sign, fc.constant<Cell>({ text: '"High"', value: { kind, state: 'known', text: 'High' } }))
  if (kind === 'rate' || kind === 'share')
    return fc.oneof(
      sign,
      fc.integer({ min: 0, max: 1000 }).map((tenths): Cell => {
        const text = (tenths / 10).toFixed(1)
        return { text: look.sign ? `"${text}%"` : text, value: { kind, state: 'known', n: tenths / 1000, digits: 1 } }
      }),
    )
  const least = kind === 'change' ? -300 : 0
  return fc.oneof(
    sign,
    fc.integer({ min: least, max: 2_000_000 }).map((n): Cell => {
      const text = look.thousands ? `"${n.toLocaleString('en-US')}"` : String(n)
      return { text, value: { kind, state: 'known', n, digits: 0 } }
    }),
  )
}

const looks: fc.Arbitrary<Look> = fc.record({
  guard: fc.constantFrom('quoted', 'bare', 'none'),
  thousands: fc.boolean(),
  sign: fc.boolean(),
  mark: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n'),
  padding: fc.integer({ min: 0, max: 2 }),
})

/** Columns that may stand in one file: of student counts, those of one way to split. */
function columnsFor(report: Report): fc.Arbitrary<MeasureColumn[]> {
  const wide = report.columns.filter((one) => one.group || one.grade)
  const sets = [...new Set(wide.map((one) => one.group?.set ?? 'grade'))]
  const fitting =
    sets.length === 0
      ? fc.constant<MeasureColumn[]>([...report.columns])
      : fc
          .constantFrom(...sets)
          .map((chosen) =>
            report.columns.filter((one) => (one.group?.set ?? (one.grade ? 'grade' : chosen)) === chosen),
          )
  return fitting.chain((columns) => fc.shuffledSubarray(columns, { minLength: report.title ? 1 : columns.length }))
}

const made: fc.Arbitrary<Made> = fc
  .record({
    report: fc.constantFrom(...reports),
    look: looks,
    school: fc.boolean(),
    split: fc.boolean(),
    graded: fc.boolean(),
  })
  .chain((given) => columnsFor(given.report).map((columns) => ({ ...given, columns })))
  .chain((given) => {
    const wide = given.columns.some((one) => one.group || one.grade)
    const split = given.split && !wide
    const graded = given.graded && !wide
    const row = fc.record({
      code: fc.integer({ min: 1, max: 9_999_999 }),
      school: fc.integer({ min: 1, max: 9_999_999 }),
      group: fc.constantFrom(...words.gender.map(([label]) => label)),
      grade: fc.constantFrom(...gradesAs.map(([label]) => label)),
      subject: fc.constantFrom('ELA', 'Math'),
      cells: fc.tuple(...given.columns.map((one) => cellOf(one.kind, given.look))),
    })
    const key = (one: Row): string =>
      [
        one.code,
        given.school ? one.school : '',
        given.report.subject && one.subject,
        split && keyOf(one.group)[0],
        graded && gradesAs.find(([label]) => label === one.grade)?.[1],
      ].join()
    return fc.uniqueArray(row, { maxLength: 6, selector: key }).map((rows) => ({ ...given, split, graded, rows }))
  })

const title = (report: Report): string =>
  report.title
    ? `"${report.title.source.replace(/^\^/, '').replaceAll(/\(\?:([^|)]*)[^)]*\)\??/g, '$1')}, 2015-16"`
    : ''

function print(table: Made): string {
  const { report, columns, look, school, split, graded } = table
  const code = (n: number): string => {
    const text = String(n).padStart(7, '0')
    return look.guard === 'quoted' ? `"=""${text}"""` : look.guard === 'bare' ? `="${text}"` : String(n)
  }
  const header = [
    'District',
    'District Code',
    ...(school ? ['School', 'School Code'] : []),
    ...(report.subject ? ['Subject'] : []),
    ...(split ? ['Gender'] : []),
    ...(graded ? ['Grade'] : []),
  ]
  const spans = [...header.map(() => ''), ...columns.map((one) => one.under ?? '')]
  // The header above is printed once over all columns that it spans; the others are bare, so that they go on under it.
  const over = spans.map((text, at) => (at > 0 && text === spans[at - 1] ? '' : `"${text}"`))
  const names = [...header, ...columns.map((one) => (one.year ? '2015-16' : (one.keys[0] ?? '')))]
  const pad = ','.repeat(look.padding)
  const lines = [
    ...(report.title ? [title(report), '"All Districts"', ''] : []),
    ...(columns.some((one) => one.under) ? [over.join(',')] : []),
    names.map((name) => `"${name}"`).join(','),
    ...table.rows.map(
      (row) =>
        [
          '"Made, of course"',
          code(row.code),
          ...(school ? ['"School ""A"""', code(row.school)] : []),
          ...(report.subject ? [`"${row.subject}"`] : []),
          ...(split ? [`"${row.group}"`] : []),
          ...(graded ? [`"${row.grade}"`] : []),
          ...row.cells.map((cell) => cell.text),
        ].join(',') + pad,
    ),
    '',
    '',
  ]
  return (look.mark ? '\uFEFF' : '') + lines.join(look.end)
}

function expected(
  table: Made,
): Pick<Fact, 'org' | 'group' | 'grade' | 'subject' | 'measure' | 'value' | 'schoolYear'>[] {
  const digits = (n: number): string => String(n).padStart(7, '0')
  const old = table.columns.some((one) => one.keys.includes('blacknotofhispanicorigin'))
  return table.rows.flatMap((row) =>
    table.columns.map((column, at) => {
      const name = 'Made, of course'
      const district = { code: digits(row.code), name }
      const set = column.group?.set === 'race' && old ? 'race-1977' : (column.group?.set ?? '')
      const whole = { set: 'all', value: 'all', label: '' }
      const gender = {
        set: 'gender',
        value: words.gender.find(([label]) => label === row.group)?.[1] ?? '',
        label: row.group,
      }
      const part = column.group ? { set, value: expect.any(String) as string, label: column.group.label } : whole
      return {
        org: table.school
          ? { level: 'school' as const, code: digits(row.school), name: 'School "A"', district }
          : { level: 'district' as const, code: digits(row.code), name, district },
        schoolYear: 2016,
        group: table.split ? gender : part,
        grade: column.grade ?? (table.graded ? (gradesAs.find(([label]) => label === row.grade)?.[1] ?? '') : 'all'),
        subject: table.report.subject ? row.subject : null,
        measure: column.measure,
        value: row.cells[at]?.value ?? { kind: column.kind, state: 'missing' },
      }
    }),
  )
}

test('tables drawn at random and printed as exports are read back the same, value by value', () => {
  let facts = 0
  const starred = { drawn: 0 }
  fc.assert(
    fc.property(made, (table) => {
      const text = print(table)
      const file = readEdsight(new TextEncoder().encode(text), 'made__2015-16_.csv')
      expect(file.report).toBe(table.report.id)
      expect(file.rows).toEqual({ in: table.rows.length, read: table.rows.length, refused: 0 })
      const back = file.facts.map(({ report: _report, at: _at, ...rest }) => rest)
      expect(back).toEqual(expected(table))
      facts += back.length
      starred.drawn += back.filter((one) => one.value.state === 'suppressed').length
    }),
    { numRuns: amount(120, 5000), seed: seed() },
  )
  expect([facts > 500, starred.drawn > 50]).toEqual([true, true])
})
