import { assert, constantFrom, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'
import { codeOf, numberIn, numberOf, ordinal } from './numbering.ts'

const plainly = { prefix: '', under: null, separator: '.', carry: null, variants: null } as const

test('ordinals as plans write them', () => {
  expect([1, 4, 9, 14].map((n) => ordinal('roman', n))).toEqual(['i', 'iv', 'ix', 'xiv'])
  expect([1, 26, 27, 702, 703].map((n) => ordinal('letters', n))).toEqual(['a', 'z', 'aa', 'zz', 'aaa'])
  expect(codeOf({ ...plainly, style: 'roman', under: 'strategy' }, 4, 'TL1')).toBe('TL1.iv')
  expect(numberOf({ ...plainly, style: 'roman', under: 'strategy' }, 'TL1.iiii', 'TL1')).toBeNull()
  expect(numberOf({ ...plainly, style: 'decimal', prefix: 'G' }, '2', '')).toBeNull()
})

test('a code gives back its number', () => {
  const style = constantFrom('decimal' as const, 'roman' as const, 'letters' as const, 'capitals' as const)
  assert(
    property(
      style,
      integer({ min: 1, max: 3000 }),
      constantFrom('', '2.1', 'TL1'),
      constantFrom('', 'G'),
      constantFrom(null, 'number' as const),
      integer({ min: 0, max: 26 }),
      (s, n, above, prefix, carry, letter) => {
        const numbering = { ...plainly, style: s, prefix, carry, variants: 'capitals' as const }
        const variant = s === 'decimal' ? letter : 0
        expect(numberIn(numbering, codeOf(numbering, n, above, variant), above)).toEqual({ n, variant })
      },
    ),
  )
})

test('letters beside a number, and codes that carry only the number above', () => {
  const goal = { ...plainly, style: 'decimal', prefix: 'G', under: 'area', variants: 'capitals' } as const
  expect([0, 1, 2, 26].map((variant) => codeOf(goal, 1, 'A4', variant))).toEqual([
    'A4.G1',
    'A4.G1A',
    'A4.G1B',
    'A4.G1Z',
  ])
  expect(['A4.G1', 'A4.G12C', 'A4.G1a', 'A4.GA', 'A5.G1'].map((code) => numberIn(goal, code, 'A4'))).toEqual([
    { n: 1, variant: 0 },
    { n: 12, variant: 3 },
    null,
    null,
    null,
  ])
  const result = { ...plainly, style: 'decimal', prefix: 'KR', under: 'objective', carry: 'number' } as const
  expect(['O1', 'KR1.2', '3', 'TL'].map((above) => codeOf(result, 2, above))).toEqual([
    'KR1.2',
    'KR1.2.2',
    'KR3.2',
    'KRTL.2',
  ])
  expect([numberOf(result, 'KR1.2', 'O1'), numberOf(result, 'KR1.2', 'O2'), numberOf(result, 'O1.KR2', 'O1')]).toEqual([
    2,
    null,
    null,
  ])
})

test('the nearest known word, or none', () => {
  expect(nearest('ownr', ['owner', 'parents'])).toBe('owner')
  expect(nearest('zzz', ['owner', 'parents'])).toBe('')
})
