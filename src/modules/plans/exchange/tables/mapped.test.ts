import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { type Book, bookLimits, type Cell, trimmed } from './book.ts'
import { layoutSchema, mappingSchema } from './mapping.ts'
import { planOfMapped } from './read-mapped.ts'
import { bookOfLayout } from './write-mapped.ts'
import { readXlsx, writeXlsx } from './xlsx.ts'

const mapping = mappingSchema.parse({
  format: 'throughline-mapping/1',
  plan: {
    id: 'cedar-2026',
    language: 'en',
    title: 'Cedar plan',
    org: { name: 'Cedar Schools' },
    period: { words: '2026-2029', from: '2026-07-01', to: '2029-06-30' },
  },
  levels: [
    { id: 'pillar', name: 'Pillar', plural: 'Pillars', role: 'theme' },
    { id: 'goal', name: 'Goal', plural: 'Goals', role: 'goal', parents: ['pillar'] },
    { id: 'step', name: 'Step', plural: 'Steps', role: 'task', parents: ['goal'] },
  ],
  tabs: [
    {
      sheet: 'Pillar 1',
      heads: 3,
      under: { id: 'pillar-1', level: 'pillar', code: '1', title: 'Learning' },
      columns: [
        { column: 'No.', holds: 'code', level: 'goal' },
        { column: 'Goal', holds: 'title', level: 'goal' },
        { column: 'What we do', holds: 'title', level: 'step' },
        { column: 'Who', holds: 'owner' },
        { column: 'Begin', holds: 'from' },
        { column: 'F', holds: 'to' },
        { column: 'How we know', holds: 'measure', level: 'goal' },
        { column: 'By', holds: 'targetDate' },
      ],
    },
  ],
})
const rows = (): Cell[][] => [
  ['Cedar Schools', null, null, null, null, null, null, null, 'draft 3'],
  [],
  ['No.', 'Goal', 'What we do', 'Who', 'Begin', 'End', 'How we know', 'By', 'Cost'],
  ['1.1', 'Reading', 'Buy books', 'Library', { date: '2026-09-01' }, '10/15/2026', 'Readers', '2028-06-30', 4000],
  [null, null, 'Read aloud', 'Schools', null, { date: '2027-06-01' }, 'Minutes read', null, null],
  ['1.2', 'Numbers', 'Count stairs', 'Schools', null, null, null, null, 'free'],
  [null, null, 'Weigh apples', null, null, null, null, null, true],
]
const book = (): Book => ({
  sheets: [
    { name: 'Notes', rows: [['anything', 5]] },
    { name: 'Pillar 1', rows: rows() },
  ],
})
const read = (of: Book) => {
  const came = planOfMapped(of, mapping, 'en')
  if (!came.plan || !came.layout) throw new Error(JSON.stringify(came.findings))
  return { plan: came.plan, layout: came.layout }
}

describe('a workbook that is not our template', () => {
  it('is read by its mapping', () => {
    const { plan } = read(book())
    expect(plan.elements.map((one) => [one.level, one.code, one.title.en, one.parents[0] ?? null])).toEqual([
      ['pillar', '1', 'Learning', null],
      ['goal', '1.1', 'Reading', 'pillar-1'],
      ['step', null, 'Buy books', '1-1'],
      ['step', null, 'Read aloud', '1-1'],
      ['goal', '1.2', 'Numbers', 'pillar-1'],
      ['step', null, 'Count stairs', '1-2'],
      ['step', null, 'Weigh apples', '1-2'],
    ])
    expect(plan.elements[2]?.timeframe).toMatchObject({ from: '2026-09-01', to: '2026-10-15' })
    expect(plan.offices.map((one) => one.name.en)).toEqual(['Library', 'Schools'])
    expect(plan.measures.map((one) => [one.of[0], one.title.en, one.targets[0]?.dueBy?.date ?? null])).toEqual([
      ['1-1', 'Readers', '2028-06-30'],
      ['1-1', 'Minutes read', null],
    ])
  })
  it('comes back out as it was, also through a file, with its layout kept as JSON', async () => {
    const opened = (await readXlsx(await writeXlsx(book(), 0))).book
    if (!opened) throw new Error('refused')
    const { plan, layout } = read(opened)
    const kept = layoutSchema.parse(JSON.parse(JSON.stringify(layout)))
    expect(bookOfLayout(plan, kept)).toEqual(opened)
    expect(opened.sheets[1]?.rows).toEqual(trimmed(rows()))
  })
  it('comes back with what changed, in its own layout', () => {
    const { plan, layout } = read(book())
    const elements = plan.elements.flatMap((one) => {
      if (one.id === 'buy-books') return []
      if (one.id === 'read-aloud') return [{ ...one, title: { ...one.title, en: 'Read aloud daily' } }]
      if (one.id !== 'weigh-apples') return [one]
      return [one, { ...one, id: 'new', title: { en: 'Cut pies', source: 'en' as const }, owner: 'library' }]
    })
    const out = bookOfLayout({ ...plan, elements }, layout).sheets[1]?.rows
    expect(out?.slice(3)).toEqual([
      ['1.1', 'Reading', 'Read aloud daily', 'Schools', null, { date: '2027-06-01' }, 'Minutes read', null, null],
      ['1.2', 'Numbers', 'Count stairs', 'Schools', null, null, null, null, 'free'],
      [null, null, 'Weigh apples', null, null, null, null, null, true],
      [null, null, 'Cut pies', 'Library'],
    ])
  })
  const broken = (change: (cells: Cell[][]) => void): string[] => {
    const cells = rows()
    change(cells)
    const came = planOfMapped({ sheets: [{ name: 'Pillar 1', rows: cells }] }, mapping, 'en')
    expect([came.plan, came.layout]).toEqual([null, null])
    return came.findings.map((one) => `${one.where} ${one.rule}`)
  }
  const put = (cells: Cell[][], row: number, column: number, value: Cell) => {
    const line = cells[row]
    if (line) line[column] = value
  }
  it('when it is broken, is told by cell, and nothing is taken', () => {
    expect(broken((cells) => put(cells, 3, 4, 'soon'))).toEqual(['Pillar 1!E4 table-bad-date'])
    expect(broken((cells) => put(cells, 5, 1, null))).toEqual(['Pillar 1!B6 table-no-value'])
    expect(broken((cells) => put(cells, 2, 1, 'Gaol'))[0]).toBe('Pillar 1!A3 table-no-column')
    expect(broken((cells) => put(cells, 5, 0, '1.1'))).toEqual(['Pillar 1!A6 duplicate-code'])
    expect(broken((cells) => put(cells, 6, 7, '2028-01-01'))).toEqual(['Pillar 1!H7 table-no-above'])
    expect(broken((cells) => put(cells, 3, 2, 'x'.repeat(5000)))).toEqual(['Pillar 1!C4 out-of-range'])
    expect(planOfMapped({ sheets: [] }, mapping, 'en').findings.map((one) => one.rule)).toEqual(['table-no-sheet'])
  })
})

describe('workbooks that are refused before they are parsed', () => {
  const packed = async (fill: (zip: ZipFile) => void): Promise<Buffer> => {
    const zip = new ZipFile()
    fill(zip)
    zip.end()
    const parts: Buffer[] = []
    for await (const part of zip.outputStream) parts.push(part as Buffer)
    return Buffer.concat(parts)
  }
  const sheet = (inside: string) => Buffer.from(`<worksheet><sheetData>${inside}</sheetData></worksheet>`)
  const withSheet = (inside: string) =>
    packed((zip) => {
      zip.addBuffer(Buffer.from('<workbook/>'), 'xl/workbook.xml')
      zip.addBuffer(sheet(inside), 'xl/worksheets/sheet1.xml')
    })
  const refused = async (bytes: Uint8Array) => (await readXlsx(bytes)).refused
  it('by size, entries, ratio, rows, columns, cells, document type', async () => {
    expect(await refused(new Uint8Array(bookLimits.bytes + 1))).toBe('large')
    expect(await refused(Buffer.from('PK no archive'))).toBe('broken')
    expect(await refused(await packed((zip) => zip.addBuffer(Buffer.from('x'), 'a.txt')))).toBe('broken')
    expect(
      await refused(
        await packed((zip) => {
          for (let i = 0; i <= bookLimits.entries; i++) zip.addBuffer(Buffer.from('x'), `${i}.xml`)
        }),
      ),
    ).toBe('entries')
    expect(await refused(await withSheet(' '.repeat(8 * 2 ** 20)))).toBe('ratio')
    expect(await refused(await withSheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))).toBe('rows')
    expect(await refused(await withSheet("<row r = '1'><c r = 'XFD1'><v>1</v></c></row>"))).toBe('rows')
    expect(await refused(await withSheet('<x:row r="&#49;048576"/>'))).toBe('broken')
    expect(
      await refused(await packed((zip) => zip.addBuffer(Buffer.from('<!DOCTYPE x><workbook/>'), 'xl/workbook.xml'))),
    ).toBe('doctype')
  })
})
