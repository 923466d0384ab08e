import { count, decimal, percent } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import { type FactName, factOf } from './facts.ts'
import { ownWords } from './issue.ts'
import type { Definition } from './language.ts'
import type { en } from './words.en.ts'

type Key = keyof typeof en & string

/** The name of a kind of records. */
export const factName = (fact: FactName, lang: Lang): string => ownWords(lang)(`fact.${fact}` as Key)
/** The name of a field, with what can stand in it where that is a closed list. */
export const fieldName = (fact: FactName, field: string, lang: Lang): string =>
  `${factName(fact, lang)}: ${ownWords(lang)(`field.${field}` as Key)}`

/** The words that a field can hold, for the guide and hints; null where any text or number can stand. */
export const wordsOfField = (fact: FactName, field: string): readonly string[] | null => {
  const type = factOf(fact).fields[field]?.type
  return type?.kind === 'word' ? type.words : null
}

/** What n of d is in the unit of a definition, as text. */
export function valueText(definition: Definition, n: number, d: number, lang: Lang): string {
  if (d === 0) return ''
  if (definition.counts.kind === 'share') return percent(n / d, lang)
  return definition.counts.kind === 'count' ? decimal((n / d) * 100, lang) : decimal(n / d, lang)
}

/** n as people read it: students or records as they are, hundredths of days as days. */
export const amountText = (definition: Definition, n: number, lang: Lang): string =>
  definition.counts.kind === 'sum' ? decimal(n / 100, lang) : count(n, lang)
