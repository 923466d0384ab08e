import { expect, test } from 'vitest'
import { say, type WordKey } from './say.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

test('Spanish is not English left standing, and every message takes the same values', () => {
  const alike = (Object.keys(en) as WordKey[]).filter((key) => en[key] === es[key])
  expect(alike.toSorted()).toEqual(['logLine', 'severity.stop', 'system'])
  const values = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((found) => found[1] ?? ''))].toSorted((a, b) =>
      a.localeCompare(b),
    )
  for (const key of Object.keys(en) as WordKey[]) expect([key, values(es[key])]).toEqual([key, values(en[key])])
  expect(say('es')('changes', { count: 1 })).toBe('1 cambio')
})
