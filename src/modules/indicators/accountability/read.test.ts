import { describe, expect, it } from 'vitest'
import { readCell } from './cell.ts'
import { columnKey } from './columns.ts'
import { severities } from './finding.ts'
import { readPublished } from './read.ts'
import { recompute } from './recompute.ts'
import { sayFinding } from './say.ts'
import { headers, smallCells, smallFile } from './small-file.ts'
import { splitCsv } from './split.ts'

const row = (cells: Record<string, string> = {}) =>
  smallCells({ parts: { '4a': [0.1, 50], '4b': [0.2, 50], '11': [0.5, 50] }, cells })
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content)
const found = (content: Uint8Array) => recompute(readPublished(content)).findings

describe('cells', () => {
  it('keeps the ways of having no number apart', () => {
    const states = ['', '  ', '.', '*', '**', 'N/A', 'n/a', 'NA', '-', 'x', '="*"'].map((one) => readCell(one).state)
    expect(states).toEqual([
      'blank',
      'blank',
      'missing',
      'suppressed',
      'suppressed',
      'not-applicable',
      'not-applicable',
      'not-applicable',
      'unreadable',
      'unreadable',
      'suppressed',
    ])
  })
  it('reads numbers as they are printed', () => {
    const numbers = ['0', '-0.060000', '1,250', '1,285.588804', '="50"', '.5', '97.5%', '1E-05'].map(readCell)
    expect(numbers.map((one) => (one.state === 'number' ? one.value : one.state))).toEqual([
      0, -0.06, 1250, 1285.588804, 50, 0.5, 0.975, 0.00001,
    ])
    expect(readCell('0.605000')).toMatchObject({ decimals: 6, significant: 3 })
    for (const wrong of ['12,50', '1.2.3', '1 2', '0x1', '--1', '1,2345'])
      expect(readCell(wrong).state).toBe('unreadable')
  })
})

describe('the file', () => {
  it('names of columns differ from year to year', () => {
    const same = ['Ind7PointsPossible', 'ind7possiblepoints', 'Ind7_PossiblePoints']
    expect(new Set(same.map(columnKey))).toEqual(new Set(['ind7possiblepoints']))
    expect(['OutcomeRatePct', 'Accountability Index ', 'accountability_index'].map(columnKey)).toEqual([
      'index',
      'index',
      'index',
    ])
    expect([columnKey('Hurdle_Mean_Grad'), columnKey('Hurdle_Means_Grad')]).toEqual([
      'limitgraduation',
      'limitgraduation',
    ])
  })
  it('reads title lines, text guards, a byte order mark, CR LF and other names', () => {
    const plain = text(smallFile([row()]))
    const title = `\ufeffNext generation accountability\r\n"More, and
a second line"\r\n\r\n`
    const other = plain.replace('OutcomeRatePct', '"Accountability Index "').replaceAll('\n', '\r\n')
    const read = readPublished(bytes(title + other))
    expect(read.findings).toEqual([])
    expect(read.rows[0]).toMatchObject({ line: 6, districtCode: '9990011', schoolCode: '9990111', schoolYear: 2019 })
    expect(recompute(read).counts).toMatchObject({ recomputed: 1, differences: 0 })
  })
  it('records keep their line, also after quotes that hold line ends', () => {
    expect(splitCsv('a,b\n"x\ny",2\r\n\n3,"q""r"').records).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', '2'] },
      { line: 5, cells: ['3', 'q"r'] },
    ])
    expect(splitCsv('a\n"b').open).toBe(2)
  })
  const column = (header: string): number => headers.indexOf(header) + 1
  it.each([
    ['not-a-number', { Ind4Rate: 'abc' }, 'Ind4Rate'],
    ['out-of-range', { Ind4Rate: '11.3' }, 'Ind4Rate'],
    ['out-of-range', { Ind3PartRateFlag: '2' }, 'Ind3PartRateFlag'],
    ['suppressed', { Ind4HNRate: '*' }, 'Ind4HNRate'],
    ['rate-absent', { Ind4Rate: '' }, 'Ind4Rate'],
    ['points-alone', { Ind12Points: '12' }, 'Ind12Points'],
    ['share-absent', { Ind11ParticipationRate: '' }, 'Ind11ParticipationRate'],
    [
      'possible-other',
      { SchoolHighGrade: '3', Ind1ELA_All_Rate: '75', Ind1ELA_All_Points: '50', Ind1ELA_All_PossiblePoints: '50' },
      'Ind1ELA_All_PossiblePoints',
    ],
    ['limit-other', { Hurdle_Mean_ELA: '15' }, 'Hurdle_Mean_ELA'],
    ['no-code', { ReportingDistrictCode: 'Cedar' }, 'ReportingDistrictCode'],
    ['short-code', { SchoolCode: '60211' }, 'SchoolCode'],
    ['two-years', { schoolyear: '2017-18' }, 'FallOfYear'],
    ['no-year', { FallOfYear: '', schoolyear: '' }, 'FallOfYear'],
  ] as const)('%s is found where it stands', (code, cells, header) => {
    expect(found(smallFile([row(), row({ SchoolCode: '9990222', ...cells })]))).toMatchObject([
      { code, line: 3, column: column(header), header },
    ])
  })
  it('finds what is wrong with the whole file', () => {
    const plain = text(smallFile([row()]))
    const codes = (content: Uint8Array) => found(content).map((one) => [one.code, one.line])
    expect(codes(new Uint8Array([0xff, 0xfe, 0x41]))).toEqual([['not-text', 1]])
    expect(codes(bytes('a,b\n1,2\n'))).toEqual([['no-header', 1]])
    expect(codes(bytes(''))).toEqual([['no-header', 1]])
    expect(codes(smallFile([]))).toEqual([['no-rows', 1]])
    expect(codes(bytes(`${plain}"open`))).toEqual([['open-quote', 3]])
    expect(codes(bytes(`${plain}1,2\n`))).toEqual([['row-width', 3]])
    expect(codes(smallFile([row(), row()]))).toEqual([['row-twice', 3]])
    expect(
      codes(
        smallFile(
          [row()],
          headers.filter((one) => one !== 'TotalPoints'),
        ),
      ),
    ).toEqual([['column-absent', 1]])
    expect(codes(bytes(plain.replace('Ind5Rate', 'Ind4Rate')))).toContainEqual(['column-twice', 1])
  })
  it('a star never becomes a number: the sum stays open, the index is taken from the printed sums', () => {
    const hidden = recompute(readPublished(smallFile([row({ Ind4HNRate: '*', Ind4HNPoints: '*' })]))).rows[0]
    expect(hidden?.points).toMatchObject({ computed: null, verdict: 'unchecked' })
    expect(hidden?.possible).toMatchObject({ computed: 150, verdict: 'same' })
    expect(hidden?.index.verdict).toBe('same')
    const rate = recompute(readPublished(smallFile([row({ Ind4HNRate: '*' })]))).rows[0]
    expect([rate?.points.verdict, rate?.differences]).toEqual(['same', []])
  })
  it('every finding has its words in both languages', () => {
    for (const code of Object.keys(severities) as (keyof typeof severities)[]) {
      const values = {
        before: 1,
        name: 'x',
        cells: 2,
        columns: 3,
        first: 'a',
        second: 'b',
        year: 'c',
        text: 'd',
        low: 0,
        high: 1,
        code: 'e',
        printed: 1,
        own: 2,
      }
      const one = { code, severity: severities[code], line: 1, column: null, header: null, values }
      const said = [sayFinding(one, 'en'), sayFinding(one, 'es')]
      expect(said[0]).not.toBe(said[1])
      expect(said.join(' ')).not.toContain('{')
    }
  })
})
