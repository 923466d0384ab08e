/** A student as far as a text could name one. */
export type Nameable = { first_name: string; last_name: string; external_id: string }

/** Small words of names that say nothing alone. */
const particles = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'da',
  'dos',
  'van',
  'von',
  'di',
  'el',
  'al',
  'y',
  'st',
  'mc',
])
/** Between a first and a last name stand at most two other words: `Maria de la Cruz`. */
const mostApart = 3
/** The shortest number of a student that is looked for: shorter ones are counts and dates. */
const shortestId = 5

/** A word in small letters, without accents, apostrophes and an English possessive. */
export const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replaceAll(/['’]/gu, '')

type Word = { plain: string; capital: boolean; from: number; to: number }

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)].map((found) => ({
    plain: plain(found[0]),
    capital: /^\p{Lu}/u.test(found[0]),
    from: found.index,
    to: found.index + found[0].length,
  }))
}

const partsOf = (name: string): string[] => wordsOf(name).map((word) => word.plain)
const telling = (name: string): Set<string> => {
  const all = partsOf(name)
  const some = all.filter((part) => part.length > 1 && !particles.has(part))
  return new Set(some.length > 0 ? some : all)
}

/** Numbers of a text as they stand there, with and without their dashes: `S-77123`. */
const numbersOf = (text: string): { raw: string; plain: string }[] =>
  [...text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)]
    .filter((found) => /\p{N}/u.test(found[0]))
    .map((found) => ({ raw: found[0], plain: idOf(found[0]) }))

/** A student's number without dashes and the like, in small letters. */
const idOf = (id: string): string => plain(id).replaceAll(/[^\p{L}\p{N}]/gu, '')

/** The plain words of a text that could be a part of a name, or a number, each once; of words with an apostrophe their parts too. */
export function nameWords(text: string): string[] {
  const words = [...wordsOf(text), ...wordsOf(text.replaceAll(/['’]/gu, ' ')), ...numbersOf(text)]
  return [...new Set(words.map((word) => word.plain))].filter((word) => word.length > 1)
}

/** The text with the names of places blanked out, as long as it was. */
function withoutPlaces(text: string, places: readonly string[]): string {
  let left = text
  for (const place of places.toSorted((a, b) => b.length - a.length))
    if (place.length > 3) left = left.split(place).join(' . '.padEnd(place.length, ' '))
  return left
}

/**
 * Where a text names a student: a first and a last name at most three words apart, in either order, both with a capital letter or right beside each other; or
 * the student's number. In: the text, students who might be meant, names that are names of places. Out: the words of the text, from the one name to the other.
 */
export function namesIn(text: string, students: readonly Nameable[], places: readonly string[] = []): string[] {
  const clear = withoutPlaces(text, places)
  const words = wordsOf(clear)
  const found: string[] = []
  for (const student of students) {
    const [first, last] = [telling(student.first_name), telling(student.last_name)]
    const id = idOf(student.external_id)
    for (const number of id.length >= shortestId ? numbersOf(clear) : [])
      if (number.plain === id) found.push(number.raw)
    words.forEach((word, at) => {
      if (!first.has(word.plain)) return
      for (let other = Math.max(0, at - mostApart); other <= at + mostApart; other++) {
        const second = words[other]
        if (!second || other === at || !last.has(second.plain)) continue
        const beside = Math.abs(other - at) === 1
        if (!beside && !(word.capital && second.capital)) continue
        // A full stop between them parts two sentences, but for an initial.
        const [from, to] = [Math.min(word.from, second.from), Math.max(word.to, second.to)]
        const between = clear.slice(Math.min(word.to, second.to), Math.max(word.from, second.from))
        if (/[.;:!?\n]\s/.test(between) && !/^\s*\p{L}\.\s*$/u.test(between)) continue
        found.push(clear.slice(from, to))
      }
    })
  }
  return [...new Set(found)]
}
