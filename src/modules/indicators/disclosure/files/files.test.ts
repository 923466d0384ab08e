import { describe, expect, it } from 'vitest'
import { readJj, writeJj } from './jj.ts'
import { runAttack, runProtect } from './run.ts'

/** microdata1 of sdcTable, as its writer orders it: total first; the 2 is sensitive. */
const jj = `0
15
${[100, 55, 45, 20, 18, 2, 33, 14, 19, 22, 12, 10, 25, 11, 14]
  .map((value, i) => `${i} ${value} ${value} ${i === 5 ? 'u' : 's'} 0 150 ${i === 5 ? '1 4 5' : '0 0 0'}`)
  .join('\n')}
8
0.0 5 : 0 (-1) 3 (1) 6 (1) 9 (1) 12 (1)
0.0 5 : 1 (-1) 4 (1) 7 (1) 10 (1) 13 (1)
0.0 5 : 2 (-1) 5 (1) 8 (1) 11 (1) 14 (1)
0.0 3 : 0 (-1) 1 (1) 2 (1)
0.0 3 : 3 (-1) 4 (1) 5 (1)
0.0 3 : 6(-1) 7(1) 8(1)
0.0 3 : 9 (-1) 10 (1) 11 (1)
0.0 3 : 12 (-1) 13 (1) 14 (1)
`

describe('the JJ format', () => {
  it('is read and written without loss', () => {
    const read = readJj(jj)
    expect([read.cells.length, read.lines.length, read.cells[5]]).toEqual([
      15,
      8,
      { ind: 5, value: 2, weight: 2, status: 'u', low: 0, high: 150, lower: 1, upper: 4, sliding: 5 },
    ])
    expect(readJj(writeJj(read)).cells).toEqual(read.cells)
    expect(writeJj(readJj(writeJj(read)))).toBe(writeJj(read))
  })
  it.each([
    ['1', '1\n', 'line 1: The first line'],
    ['a count that is none', jj.replace('\n15\n', '\nfifteen\n'), 'line 2: Here the number of cells'],
    ['eight values', jj.replace('3 20 20 s 0 150 0 0 0', '3 20 20 s 0 150 0 0'), 'line 6: A cell has nine'],
    ['a status', jj.replace('3 20 20 s', '3 20 20 q'), 'line 6: The status is "q"'],
    ['a number', jj.replace('3 20 20 s', '3 2O 20 s'), 'line 6: The value is "2O"'],
    ['bounds', jj.replace('3 20 20 s 0 150', '3 20 20 s 30 150'), 'line 6: The value 20 is outside'],
    ['twice', jj.replace('3 20 20 s', '2 20 20 s'), 'line 6: The cell 2 is there twice'],
    ['a sum that is wrong', jj.replace('4 18 18 s', '4 19 18 s'), 'line 20: The cells add up to 1'],
    [
      'a cell that is not there',
      jj.replace('12 (-1) 13 (1) 14 (1)', '12 (-1) 13 (1) 99 (1)'),
      'line 26: The sum names the cell 99',
    ],
    ['too few cells in a sum', jj.replace('0.0 3 : 12', '0.0 4 : 12'), 'line 26: The sum says 4 cells and has 3'],
    ['the end', jj.split('\n').slice(0, 20).join('\n'), 'line 20: The file ends before sum 3 of 8'],
    ['more', `${jj}0 1 : 1 (1)\n`, 'line 27: After the last sum'],
  ])('says which line is wrong: %s', (_, text, message) => expect(() => readJj(text)).toThrow(message))
  it('attack: the bare star is found; protect: the known best pattern, held, written back', async () => {
    const before = await runAttack(jj)
    expect([before.held, before.text]).toEqual([false, expect.stringContaining('FOUND by subtraction and ranges')])
    const made = await runProtect(jj, 's')
    expect(made.held).toBe(true)
    expect(
      readJj(made.file!)
        .cells.map(({ status }) => status)
        .join(''),
    ).toBe('ssssxussssxxsss')
    const after = await runAttack(made.file!)
    expect([after.held, after.json]).toMatchObject([
      true,
      {
        findings: [
          { id: '4', low: 8, high: 20 },
          { id: '5', low: 0, high: 12 },
          { id: '10', low: 10, high: 22 },
          { id: '11', low: 0, high: 12 },
        ],
      },
    ])
  })
  it('a protection level that no pattern reaches is said, not passed over', async () => {
    const far = jj.replace('5 2 2 u 0 150 1 4 5', '5 2 2 u 0 6 1 4 5').replace('1 4 5', '1 9 5')
    expect((await runProtect(far, 's')).held).toBe(false)
  })
  it('amounts with decimals', async () => {
    const tenth = jj
      .replaceAll(
        /^(\d+) (\d+) (\d+) (\w)/gm,
        (_, ind, value, weight, status) => `${ind} ${Number(value) / 10} ${weight} ${status}`,
      )
      .replace('1 4 5', '0.1 0.4 0.5')
    const made = await runProtect(tenth, 's')
    expect([
      made.held,
      readJj(made.file!)
        .cells.map(({ status }) => status)
        .join(''),
    ]).toEqual([true, 'ssssxussssxxsss'])
  })
})

describe('JSON', () => {
  const table = {
    cells: [
      { id: 'a', n: 40, k: 3 },
      { id: 'b', n: 60, k: 20 },
      { id: 'c', n: 70, k: 25 },
      { id: 'all', n: 170, k: 48 },
    ],
    relations: [{ id: 'line', total: 'all', parts: ['a', 'b', 'c'] }],
  }
  const text = JSON.stringify(table, null, 1)
  it('protects, and attacks what it wrote', async () => {
    const made = await runProtect(text, 's')
    expect(made.held).toBe(true)
    expect(made.text).toContain('Verdict: held.')
    const again = await runAttack(made.file!)
    expect(JSON.parse(made.file!)).toMatchObject({ cells: [{ id: 'a', n: 40, k: null }, {}, {}, { id: 'all', k: 48 }] })
    expect(again.text).toMatch(/a +with outcome +0\.\.\d+/)
  })
  it('finds what subtraction gives', async () => {
    const published = {
      ...table,
      cells: table.cells.map((cell) => (cell.id === 'a' ? { ...cell, k: null, outcome: true } : cell)),
    }
    const ran = await runAttack(JSON.stringify(published))
    expect([ran.held, ran.json]).toMatchObject([
      false,
      { sensitive: [{ id: 'a', part: 'k', low: 3, high: 3, exact: true, width: 0 }] },
    ])
  })
  it.each([
    ['no JSON', text.replace('"n": 60,', '"n": 60'), 'line 11: This is not JSON'],
    ['a wrong value', text.replace('"n": 60', '"n": -6'), 'line 10: cells.1.n'],
    ['a cell that is not there', text.replace('"c"\n', '"x"\n'), 'line 25: The sum line names the cell x'],
    ['more with than there are', text.replace('"k": 20', '"k": 61'), 'line 8: The cell b has k 61 of n 60'],
    ['an unknown key', text.replace('"k": 20', '"kk": 20'), 'cells.1'],
  ])('says which line is wrong: %s', async (_, wrong, message) => {
    await expect(runProtect(wrong, 's')).rejects.toThrow(message)
  })
  it('a circle of sums is said', async () => {
    const circle = { ...table, relations: [...table.relations, { id: 'back', total: 'a', parts: ['all'] }] }
    await expect(runProtect(JSON.stringify(circle), 's')).rejects.toThrow('circle')
  })
})
