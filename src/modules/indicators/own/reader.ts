import type { Values } from '../../../platform/words.ts'
import type { Issue, Path, Wrong } from './issue.ts'
import { nearest } from './near.ts'

/** So many issues of one definition are told. */
const mostIssues = 50

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Something a person wrote, short enough to be quoted back. */
const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.replaceAll(/\p{C}/gu, ' ').slice(0, 40)
}

/** Takes values out of what somebody wrote and gathers what is wrong with them. */
export type Reader = {
  issues: Issue[]
  wrong: (path: Path, wrong: Wrong, values?: Values) => void
  short: (value: unknown) => string
  /** Names every key that is none of these, with the nearest one that is. */
  onlyKeys: (map: Record<string, unknown>, path: Path, known: readonly string[]) => void
  /** A text that must be there; empty when it is not. */
  text: (map: Record<string, unknown>, path: Path, key: string, most: number) => string
  oneOf: <W extends string>(map: Record<string, unknown>, path: Path, key: string, words: readonly W[]) => W | null
  /** Says that a word is none of a list, with the nearest one. */
  unknown: (path: Path, kind: 'field' | 'fact' | 'word', value: unknown, words: readonly string[]) => void
  /** Counts conditions and tests, so that a definition stays bounded. */
  spent: { conditions: number; tests: number }
}

export function reader(): Reader {
  const issues: Issue[] = []
  const wrong: Reader['wrong'] = (path, name, values = {}) => {
    if (issues.length < mostIssues) issues.push({ path, wrong: name, values })
  }
  const unknown: Reader['unknown'] = (path, kind, value, words) => {
    const near = typeof value === 'string' ? nearest(value, words) : null
    if (near === null) wrong(path, `unknown-${kind}`, { value: short(value), words: words.join(', ') })
    else wrong(path, `near-${kind}`, { value: short(value), near })
  }
  return {
    issues,
    wrong,
    short,
    unknown,
    spent: { conditions: 0, tests: 0 },
    onlyKeys(map, path, known) {
      for (const key of Object.keys(map)) {
        if (known.includes(key)) continue
        const near = nearest(key, known)
        if (near === null) wrong([...path, key], 'unknown-key', { value: short(key), words: known.join(', ') })
        else wrong([...path, key], 'near-key', { value: short(key), near })
      }
    },
    text(map, path, key, most) {
      const value = map[key]
      if (typeof value !== 'string' || value.trim() === '') {
        wrong([...path, key], 'missing-key', { key })
        return ''
      }
      if (value.length > most) wrong([...path, key], 'too-long', { most })
      if (/\p{Cc}/u.test(value)) wrong([...path, key], 'control-character')
      return value.trim()
    },
    oneOf(map, path, key, words) {
      const value = map[key]
      const found = words.find((one) => one === value)
      if (found !== undefined) return found
      if (value === undefined || value === null || value === '') wrong([...path, key], 'missing-key', { key })
      else unknown([...path, key], 'word', value, words)
      return null
    },
  }
}
