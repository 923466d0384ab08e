import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount } from '../testing/amount.ts'
import { count, decimal, percent } from '../format.ts'
import { languages } from '../words.ts'
import { hidden, isHidden, writers } from './cells.ts'

describe('the fast path of numbers', () => {
  it('writes a percent exactly as format.ts does', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.2, max: 12, noNaN: true }).filter((n) => !Object.is(n, -0)),
        fc.constantFrom(...languages),
        (fraction, lang) => {
          expect(writers.percent(fraction, lang)).toBe(percent(fraction, lang))
        },
      ),
      { numRuns: amount(3000, 100_000) },
    )
  })
  it('writes every x of n as format.ts does, for all groups up to 60', () => {
    for (let n = 1; n <= 60; n++)
      for (let x = 0; x <= n; x++) expect(writers.percent(x / n, 'en')).toBe(percent(x / n, 'en'))
  })
  it('writes a count exactly as format.ts does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5_000_000 }), fc.constantFrom(...languages), (n, lang) => {
        expect(writers.number(n, lang)).toBe(count(n, lang))
      }),
    )
  })
  it('uses format.ts for decimals', () => expect(writers.decimal(1234.56, 'es')).toBe(decimal(1234.56, 'es')))
})

describe('hidden', () => {
  it('is told apart from nothing, zero and other objects', () => {
    expect([hidden, null, undefined, 0, '', {}, { hidden: false }].map(isHidden)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})
