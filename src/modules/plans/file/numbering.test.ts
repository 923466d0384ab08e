import { assert, constantFrom, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'
import { codeOf, numberOf, ordinal } from './numbering.ts'

test('ordinals as plans write them', () => {
  expect([1, 4, 9, 14].map((n) => ordinal('roman', n))).toEqual(['i', 'iv', 'ix', 'xiv'])
  expect([1, 26, 27, 702, 703].map((n) => ordinal('letters', n))).toEqual(['a', 'z', 'aa', 'zz', 'aaa'])
  expect(codeOf({ style: 'roman', prefix: '', under: 'strategy', separator: '.' }, 4, 'TL1')).toBe('TL1.iv')
  expect(numberOf({ style: 'roman', prefix: '', under: 'strategy', separator: '.' }, 'TL1.iiii', 'TL1')).toBeNull()
  expect(numberOf({ style: 'decimal', prefix: 'G', under: null, separator: '.' }, '2', '')).toBeNull()
})

test('a code gives back its number', () => {
  const style = constantFrom('decimal' as const, 'roman' as const, 'letters' as const, 'capitals' as const)
  assert(
    property(
      style,
      integer({ min: 1, max: 3000 }),
      constantFrom('', '2.1', 'TL1'),
      constantFrom('', 'G'),
      (s, n, above, prefix) => {
        const numbering = { style: s, prefix, under: null, separator: '.' }
        expect(numberOf(numbering, codeOf(numbering, n, above), above)).toBe(n)
      },
    ),
  )
})

test('the nearest known word, or none', () => {
  expect(nearest('ownr', ['owner', 'parents'])).toBe('owner')
  expect(nearest('zzz', ['owner', 'parents'])).toBe('')
})
