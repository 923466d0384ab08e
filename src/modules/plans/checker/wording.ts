import type { Plan } from '../file/format.ts'

/** Words that carry no meaning of their own when two texts are compared, in English and Spanish. */
const empty = new Set(
  (
    'a an and any are as at be by each every for from in into is it its of on or our that the their them these this those to up via was we were which who will with within ' +
    'al como con cada de del el en es esta este la las lo los para por que se sin su sus un una y o'
  ).split(' '),
)

const known = new Map<string, string>()
/** The stem of an English word, roughly: implementing, implemented and implements are one. Spanish plurals fall together too. */
export function stemOf(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const stem = cut(word)
  // A language has fewer words than this; what fills the table is something else.
  if (known.size > 50_000) known.clear()
  known.set(word, stem)
  return stem
}

function cut(word: string): string {
  let w = word
  if (w.length < 4 || /\d/.test(w)) return w
  if (w.endsWith('ies')) w = `${w.slice(0, -3)}y`
  else if (/(?:ss|x|ch|sh)es$/.test(w)) w = w.slice(0, -2)
  else if (w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1)
  if (w.length > 5 && w.endsWith('ing')) w = w.slice(0, -3)
  else if (w.length > 4 && w.endsWith('ed') && !w.endsWith('eed')) w = w.slice(0, -2)
  if (/([bdgklmnprt])\1$/.test(w)) w = w.slice(0, -1)
  return w.length > 4 && w.endsWith('e') ? w.slice(0, -1) : w
}

/** Only letters that need no taking apart. */
const plain = /^[ -~\s]*$/

/** The words of a text in small letters, without accents, in order; numbers keep their point, `%` and `#` and `$` are words. */
export function wordsOf(text: string): string[] {
  const small = text.toLowerCase().replaceAll("'", '').replaceAll('&', ' and ')
  if (plain.test(small)) return small.match(/\d+(?:[.,]\d+)*|[a-z]+|[%#$]/g) ?? []
  return (
    small
      .normalize('NFKD')
      .replaceAll(/[\u0300-\u036f’]/g, '')
      .match(/\d+(?:[.,]\d+)*|\p{L}+|[%#$]/gu) ?? []
  )
}

/** The stems of the words that mean something, each once, in the order of the text. */
export function stemsOf(text: string): ReadonlySet<string> {
  const out = new Set<string>()
  for (const word of wordsOf(text)) if (!empty.has(word)) out.add(stemOf(word))
  return out
}

export const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one))

/** How many stems both have. */
export const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let n = 0
  for (const one of a) if (b.has(one)) n += 1
  return n
}

type Words = { en?: string | undefined; es?: string | undefined; source?: string | undefined }
/** The words of a text in the plan's own language. */
export const ownWords = (text: Words, plan: Plan): string => text[plan.language] ?? text.en ?? text.es ?? ''
