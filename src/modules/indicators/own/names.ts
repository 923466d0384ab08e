import { definitions } from '../definitions/catalog.ts'
import { nameOf } from '../say.ts'
import type { Both } from './language.ts'
import { edits } from './near.ts'

/** Names that belong to the state, the law or a test, beside those of the product's own definitions: no other name may hold one of them. */
const stateTerms = [
  'chronic absenteeism',
  'chronic absence',
  'chronically absent',
  'average daily attendance',
  'adjusted cohort graduation',
  'acgr',
  'four year graduation',
  'six year graduation',
  'graduation rate',
  'performance index',
  'accountability index',
  'next generation accountability',
  'district performance index',
  'school performance index',
  'smarter balanced',
  'sbac',
  'ngss',
  'state rule',
  'state indicator',
  'certified',
  'ausentismo crónico',
  'inasistencia crónica',
  'asistencia diaria promedio',
  'tasa de graduación',
  'cohorte ajustada',
  'índice de rendimiento',
  'índice de desempeño',
  'regla estatal',
  'indicador estatal',
  'certificado por el estado',
]
/** Words that do not make a name another one. */
const fillers = new Set(
  'the a an of our local own district districts county town city rate share percent percentage students student for in by at and el la los las de del un una nuestro nuestra propio propia distrito tasa parte porcentaje estudiantes por en y'.split(
    ' ',
  ),
)
const numbers = new Map(
  Object.entries({
    one: '1',
    two: '2',
    three: '3',
    four: '4',
    five: '5',
    six: '6',
    eight: '8',
    nine: '9',
    uno: '1',
    dos: '2',
    tres: '3',
    cuatro: '4',
    cinco: '5',
    seis: '6',
    ocho: '8',
    nueve: '9',
  }),
)

/** A name as it is compared: without accents, signs, case and words that say nothing; numbers as digits. */
export function plainWords(name: string): string[] {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => numbers.get(word) ?? word)
}
const bare = (words: readonly string[]): string => words.filter((word) => !fillers.has(word)).join('')
/** The same without regard to order: "absenteeism, chronic" is the same name. */
const sorted = (words: readonly string[]): string =>
  words
    .filter((word) => !fillers.has(word))
    .toSorted()
    .join(' ')

type Taken = { name: string; bare: string; sorted: string }
let taken: readonly Taken[] | null = null

/** Every name of the product's definitions in both languages, and their ids. */
function takenNames(): readonly Taken[] {
  taken ??= Object.values(definitions)
    .flatMap((card) => [nameOf(card, 'en'), nameOf(card, 'es'), card.id])
    .map((name) => ({ name, bare: bare(plainWords(name)), sorted: sorted(plainWords(name)) }))
  return taken
}

/**
 * The name that belongs to the state or to a definition of the product and that this one bears, or null. The same name in other order, spelling, number
 * words or with one letter changed is the same; a term of the state may not stand inside a longer name.
 */
export function bearsName(name: string): string | null {
  const said = plainWords(name)
  const [own, order] = [bare(said), sorted(said)]
  if (own === '') return null
  for (const one of takenNames()) {
    if (one.bare === '') continue
    if (one.bare === own || one.sorted === order) return one.name
    if (own.length >= 8 && edits(own, one.bare) <= 1) return one.name
  }
  const run = ` ${said.join(' ')} `
  const glued = said.join('')
  for (const term of stateTerms) {
    const wanted = plainWords(term)
    if (run.includes(` ${wanted.join(' ')} `)) return term
    // Without spaces too, where the term is long enough not to stand in another word by chance.
    if (term.length >= 12 && glued.includes(wanted.join(''))) return term
  }
  return null
}

/** A name in letters that only look like ours would pass every comparison: names are written in the Latin alphabet. */
export const isLatin = (text: string): boolean =>
  /^[\p{Script=Latin}\p{N}\p{P}\p{Zs}+%=<>]*$/u.test(text.normalize('NFC'))

/** The first of the names of a definition that is not its own, with whose it is. */
export function takenName(names: Both): { lang: 'en' | 'es'; name: string } | null {
  for (const lang of ['en', 'es'] as const) {
    const name = bearsName(names[lang])
    if (name !== null) return { lang, name }
  }
  return null
}
