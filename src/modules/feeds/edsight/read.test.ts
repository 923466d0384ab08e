import { describe, expect, it, test } from 'vitest'
import { printed, records } from './cells.ts'
import { percentOf } from './checks.ts'
import { severities } from './facts.ts'
import { readEdsight } from './read.ts'
import { edsightLines, edsightTable, sayEdsight, summarize } from './say.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const codes = (text: string, name = 'made.csv', given = {}): string[] =>
  readEdsight(bytes(text), name, given).findings.map((one) => one.code)

const balanced = `"Smarter Balanced Assessments, 2015-16"
"All Districts, Math, All Grades Combined, Gender"

"",,,,,,,"Level 1Not Met",,"Level 2Approaching",,"Level 3Met",,"Level 4Exceeded",,"Level 3&4Met or Exceeded",
"District","District Code","Gender","Total Numberof Students","Total NumberTested","Smarter BalancedParticipationRate","Total Number with Scored Tests","Level 1 Not Met  Count","%","Level 2 Approaching  Count","%","Level 3 Met  Count","%","Level 4 Exceeded  Count","%","Level 3&4 Met or Exceeded Count","%"
"Made Up","=""9990011""","F","1,200",1180,98.3,1180,400,33.9,380,32.2,300,25.4,100,8.5,400,33.9
"Made Up","=""9990011""","M",8,8,"*",8,"*","*","*","*","*","*",0,0.0,"*","*"

`

describe('the table of cells', () => {
  it('keeps quotes, doubled quotes, breaks in quotes, guards, and every way a line may end', () => {
    const found = records('\uFEFFa,"b, ""c""",="007"\r\n"=""0640011""","x\ny",\r\r\n,,\nlast')
    expect(found.map((one) => [one.line, one.cells.map((cell) => cell.text)])).toEqual([
      [1, ['a', 'b, "c"', '007']],
      [2, ['0640011', 'x\ny', '']],
      [6, ['last']],
    ])
  })
  it('spoils one line only by a quote that never closes, and marks letters behind a quote', () => {
    const found = records('1,2\n"a,b\n3,4\n"x"y,5\n')
    expect(found.map((one) => one.broken)).toEqual([false, true, false, true])
  })
})

test.each([
  ['*', { state: 'suppressed' }],
  [' N/A ', { state: 'notApplicable' }],
  ['', { state: 'missing' }],
  ['1,234', { state: 'known', scaled: 1234, digits: 0, text: '1234' }],
  ['12.50%', { state: 'known', scaled: 1250, digits: 2, text: '12.50' }],
  ['-9', { state: 'known', scaled: -9, digits: 0, text: '-9' }],
  ['<5', { state: 'other' }],
  ['1,23', { state: 'other' }],
  ['5*', { state: 'other' }],
  ['1e3', { state: 'other' }],
  ['.', { state: 'other' }],
  ['99999999999999999', { state: 'other' }],
])('a value printed as %j', (text, expected) => expect(printed(text)).toEqual(expected))

test('a half goes up, exactly, where floating point would not know it', () => {
  expect(percentOf(1, 8, 1)).toBe(125)
  expect(percentOf(1, 16, 1)).toBe(63)
  expect(percentOf(23, 400, 1)).toBe(58)
  expect(percentOf(999_999_999, 1_000_000_000, 1)).toBe(1000)
  expect(percentOf(0, 7, 1)).toBe(0)
})

test('a report with spanning headers, guards, stars and thousands becomes facts with lineage; printed rates recompute', () => {
  const file = readEdsight(bytes(balanced), 'made.csv')
  expect(file).toMatchObject({ report: 'smarter-balanced', schoolYear: 2016, rows: { in: 2, read: 2, refused: 0 } })
  expect(file.findings.map((one) => [one.code, one.line, one.column])).toEqual([['hidden-derivable', 7, 6]])
  expect(file.facts).toHaveLength(28)
  expect(file.facts.find((one) => one.measure === 'students')).toEqual({
    report: 'smarter-balanced',
    org: { level: 'district', code: '9990011', name: 'Made Up', district: { code: '9990011', name: 'Made Up' } },
    schoolYear: 2016,
    group: { set: 'gender', value: 'female', label: 'F' },
    grade: 'all',
    subject: 'Math',
    measure: 'students',
    value: { kind: 'count', state: 'known', n: 1200, digits: 0 },
    at: { file: 'made.csv', line: 6, column: 4 },
  })
  expect(file.facts.find((one) => one.measure === 'level34Rate')?.value).toEqual({
    kind: 'rate',
    state: 'known',
    n: 0.339,
    digits: 1,
  })
  // The rate of the men is hidden although 8 of 8 stand beside it: it stays hidden, and nothing of it is a number.
  const men = file.facts.filter((one) => one.group.value === 'male' && one.value.state === 'suppressed')
  expect(men.map((one) => one.measure)).toContain('participationRate')
  expect(men.every((one) => !('n' in one.value))).toBe(true)
  expect(file.checks).toEqual({ recomputed: 9, equal: 9, derivable: 1, differences: [] })
})

test('a printed rate that its counts do not give, and a total that its parts do not, are named with what they give', () => {
  const file = readEdsight(bytes(balanced.replace('400,33.9,380', '401,33.9,380')), 'made.csv')
  expect(file.checks.differences).toEqual([
    { measure: 'level1Rate', line: 6, column: 9, printed: '33.9', recomputed: '34.0', from: '401 / 1180' },
    { measure: 'scored', line: 6, column: 7, printed: '1180', recomputed: '1181', from: '401 + 380 + 300 + 100' },
  ])
})

test('what a spreadsheet does to a file is taken back: zeros, guards, separators, padding, line ends', () => {
  const saved = `\uFEFF${balanced}`
    .replaceAll('"=""9990011"""', '990011')
    .split('\n')
    .map((line) => (line.startsWith('"Made') ? `${line},,` : line))
    .join('\r\n')
  const file = readEdsight(bytes(saved), 'made.csv')
  expect(file.rows).toEqual({ in: 2, read: 2, refused: 0 })
  expect(file.facts[0]?.org.code).toBe('0990011')
  expect(file.findings.map((one) => one.code)).toEqual(['code-padded', 'hidden-derivable', 'trailing-columns'])
})

const plain = (rows: string): string =>
  `"Chronic Absenteeism, 2014-15"\n", Gender"\n\n"District","District Code","Gender","% Chronically Absent"\n${rows}\n`

describe('nothing is lost: a row is read or refused with its reason', () => {
  it.each([
    ['"A","=""9990011""","Male"', 'wrong-width', 1],
    ['"A","=""9990011""","Male",9.1,"more"', 'wrong-width', 1],
    ['"A","=""99900AB""","Male",9.1', 'bad-code', 2],
    ['"A",,"Male",9.1', 'no-org', 2],
    ['"A","=""9990011""","Male",about 9', 'not-a-number', 4],
    ['"A","=""9990011""","Male,9.1', 'broken-quote', 1],
    ['"A","=""9990011""","Male"x,9.1', 'broken-quote', 1],
    ['"B","=""9990012""","Male",1.0\n"B","=""9990012""","Male",1.0', 'duplicate-row', 1],
  ])('%s', (row, code, column) => {
    const file = readEdsight(bytes(plain(`"C","=""9990013""","Male","*"\n${row}`)), 'made.csv')
    expect(file.rows.in).toBe(file.rows.read + file.rows.refused)
    expect([file.rows.refused, file.findings.map((one) => [one.code, one.column])]).toEqual([1, [[code, column]]])
    expect(file.facts).toHaveLength(file.rows.read)
  })
  it('counts every line that one quote holds, and reads the line behind a quote that never closes', () => {
    const held = readEdsight(bytes(plain('"A","=""9990011""","Ma\nle",9.1')), 'made.csv')
    expect(held.rows).toEqual({ in: 2, read: 0, refused: 2 })
    const open = readEdsight(bytes(plain('"A","=""9990011""","Male,9.1\n"B","=""9990012""","Male",1.0')), 'made.csv')
    expect(open.rows).toEqual({ in: 2, read: 1, refused: 1 })
  })
  it('keeps one code under two names twice, and says so', () => {
    const file = readEdsight(
      bytes(plain('"Old","=""9990011""","Male",1.0\n"New","=""9990011""","Male",2.0')),
      'made.csv',
    )
    expect([file.rows.read, file.findings[0]?.code]).toEqual([2, 'two-names'])
  })
  it('takes an impossible value as missing, and keeps a group or grade it does not know', () => {
    const file = readEdsight(
      bytes(plain('"A","=""9990011""","Male",-200.0\n"A","=""9990011""","Other",100.1')),
      'made.csv',
    )
    expect(file.facts.map((one) => [one.group.value, one.value.state])).toEqual([
      ['male', 'missing'],
      ['other', 'missing'],
    ])
    expect(file.findings.map((one) => one.code)).toEqual(['out-of-range', 'unknown-group', 'out-of-range'])
    expect(codes(plain('"A","=""9990011""","Male",1').replace('"Gender",', '"Grade",'))).toEqual(['unknown-grade'])
  })
  it('does not take a line of text for a row, nor a column it does not know for one it does', () => {
    expect(codes(plain('"A","=""9990011""","Male",1.0\n"Source: made up"'))).toEqual(['text-below'])
    const wider = plain('"A","=""9990011""","Male",1.0,7').replace('Absent"', 'Absent","Of what"')
    expect(codes(wider)).toEqual(['unknown-column'])
  })
})

describe('a file that cannot be used is refused whole, every row counted', () => {
  it.each([
    ['"Weather, 2014-15"\n\n"District","District Code","Rain"\n"A","9990011",3\n', 'unknown-report'],
    ['"Chronic Absenteeism, 2014-15"\n"District","% Chronically Absent"\n"A",3\n', 'no-header'],
    ['"Chronic Absenteeism"\n"District","District Code","% Chronically Absent"\n"A","9990011",3\n', 'year-unknown'],
    [
      '"Smarter Balanced Growth Report, 2015-16"\n"District Code","District","Growth Rate"\n"9990011","A","3.0%"\n',
      'subject-unknown',
    ],
    ['"Chronic Absenteeism, 2014-15"\n"District","District Code","Rain"\n"A","9990011",3\n', 'missing-column'],
  ])('%s', (text, code) => {
    const file = readEdsight(bytes(text), 'made.csv')
    expect(file.findings.at(-1)?.code).toBe(code)
    expect([file.rows.read, file.facts.length]).toEqual([0, 0])
    expect(file.rows.refused).toBe(file.rows.in)
    expect(file.rows.in).toBe(code === 'no-header' ? 2 : 1)
  })
  it('takes year and subject from the name of the file or from a person, and the title before both', () => {
    const growth =
      '"Smarter Balanced Growth Report, 2015-16"\n"District Code","District","Growth Rate"\n"9990011","A","3.0%"\n'
    expect(readEdsight(bytes(growth), 'growth__2015-16_ela_gender.csv').facts[0]).toMatchObject({
      subject: 'ELA',
      value: { n: 0.03 },
    })
    expect(readEdsight(bytes(growth), 'x.csv', { subject: 'Math' }).facts[0]?.subject).toBe('Math')
    const suspended = '"District","Organization Code","Count","%"\n"State","=""0000000""",7,1.0\n'
    expect(readEdsight(bytes(suspended), 'suspension-rates__2009-10_.csv').facts[0]).toMatchObject({
      report: 'suspensions',
      schoolYear: 2010,
      org: { level: 'state', code: '0000000' },
    })
    expect(readEdsight(bytes(suspended), 'x.csv', { schoolYear: 2012 }).schoolYear).toBe(2012)
    expect(codes(growth, 'growth__2014-15_ela.csv')).toEqual(['year-differs'])
    expect(readEdsight(new Uint8Array([0xff, 0xfe, 0x41]), 'x.csv').findings[0]?.code).toBe('not-utf8')
  })
})

test('every finding has words in both languages, and the command prints weight, place, words and a table', () => {
  for (const code of Object.keys(severities) as (keyof typeof severities)[]) {
    const one = {
      code,
      severity: severities[code],
      line: 1,
      column: 1,
      values: { header: 'h', report: 'r', cells: 1, columns: 2, measure: 'm', label: 'l' },
    }
    for (const lang of ['en', 'es'] as const)
      for (const words of Object.values(sayEdsight(one, lang))) expect(words, code).toMatch(/\S.*\.$/s)
  }
  const file = readEdsight(bytes(balanced.replace('400,33.9,380', '401,33.9,380')), 'made.csv')
  expect(edsightLines(file, 'en')[0]).toBe(
    'made.csv:6:9: error edsight/differs: level1Rate is printed as 33.9, but 401 / 1180 gives 34.0.',
  )
  const table = edsightTable([summarize(file)], 'en').split('\n')
  expect(table[1]).toMatch(/^made\.csv +smarter-balanced +2 +28 +9 +0 +9 +2$/)
  expect(table.at(-1)).toBe('2 rows in 1 file: 2 read, 0 refused.')
})
