import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { withQuery } from './address.ts'

it('keeps the address and sets one value', () => {
  expect(withQuery('/plan?view=all&lang=en#x', 'lang', 'es')).toBe('/plan?view=all&lang=es')
  expect(withQuery('/plan?names=hidden', 'names', null)).toBe('/plan')
})
it('never leaves the site and never throws', () => {
  for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '', 'javascript:x'])
    expect(withQuery(path, 'a', '1')).toBe('/?a=1')
  fc.assert(
    fc.property(fc.string(), (path) => {
      expect(withQuery(path, 'a', 'b')).toMatch(/^\/(?![/\\])/)
    }),
  )
})
