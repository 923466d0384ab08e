import type { Element } from '../file/format.ts'

type Mention = Element['mentions'][number]
const keys = ['page', 'place', 'words', 'number', 'unit', 'grades', 'date', 'office'] as const
const between = /\s*\|\s*(?=[a-z]+\s*:)/

/** Places of the source as lines of a form: `page: 3 | place: Strategy table | words: graduation rate 9% | number: 9 | unit: %`. */
export const mentionLines = (list: readonly Mention[]): string =>
  list
    .map((one) =>
      keys
        .flatMap((key) => (one[key] === null ? [] : [`${key}: ${String(one[key]).replaceAll(/\s*\n\s*/g, ' ')}`]))
        .join(' | '),
    )
    .join('\n')

/** One line; null when a part of it is not `key: value`, a number is none, or it names no place. */
function mentionOf(line: string): Mention | null {
  const out: Mention = {
    page: null,
    place: '',
    words: null,
    number: null,
    unit: null,
    grades: null,
    date: null,
    office: null,
  }
  for (const part of line.split(between)) {
    const [, name = '', value = ''] = /^([a-z]+)\s*:\s*(.+)$/.exec(part.trim()) ?? []
    const key = keys.find((one) => one === name)
    if (!key) return null
    if (key === 'page' || key === 'number') {
      const n = Number(value)
      if (!Number.isFinite(n)) return null
      out[key] = n
    } else out[key] = value
  }
  return out.place === '' ? null : out
}

/** The places of some lines; null when a line is not one. Whether they fit the format is checked with the element. */
export function mentionsOf(typed: string): Mention[] | null {
  const lines = typed.split('\n').map((line) => line.trim())
  const out = lines.filter(Boolean).map(mentionOf)
  return out.every((one) => one !== null) ? out : null
}

type Source = Element['source']
/** Page and place of a source from a form; null for neither. A page that is no number is left as NaN, which the format refuses. */
export const sourceOf = (page: string, place: string): Source =>
  page === '' && place === '' ? null : { page: page === '' ? null : Number(page), place: place === '' ? null : place }
