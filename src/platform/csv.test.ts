import { expect, it } from 'vitest'
import { csvCell, csvLines } from './csv.ts'

it('writes cells that a spreadsheet reads as what they are, and never runs', () => {
  expect(csvCell('=1+1')).toBe(`"'=1+1"`)
  expect(csvCell('\tx')).toBe(`"'\tx"`)
  expect(csvCell('Árbol "Sur", K-5')).toBe('"Árbol ""Sur"", K-5"')
  expect(csvCell('*')).toBe('*')
  expect(csvCell(-5)).toBe('-5')
  expect(csvCell('-5')).toBe(`"'-5"`)
  expect(csvCell(null)).toBe('')
  expect(
    csvLines([
      ['a', 1],
      ['two\nlines', null],
    ]),
  ).toBe('a,1\r\n"two\nlines",\r\n')
})
