import type { Lang, Text } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import type { Path } from '../file/problem.ts'
import type { Said } from '../pages/props.ts'
import { quotedIn, said } from '../say.ts'
import { amountWords } from '../target-words.ts'

const longest = 120
type Bag = Readonly<Record<string, unknown>>
const isBag = (value: unknown): value is Bag => value !== null && typeof value === 'object' && !Array.isArray(value)
const isText = (value: Bag): boolean => typeof value['en'] === 'string' || typeof value['es'] === 'string'
const cut = (words: string): string => (words.length > longest ? `${words.slice(0, longest)}\u2026` : words)

function ofBag(value: Bag, plan: Plan, lang: Lang): Said | null {
  if (isText(value)) return said(value as Text, lang)
  const [words, amount, unit, number] = [value['words'], value['amount'], value['unit'], value['value']]
  if (typeof words === 'string') return quotedIn(plan.language, words, lang)
  const n = typeof amount === 'number' ? amount : number
  if (typeof n === 'number') return { words: amountWords(n, (unit ?? null) as Parameters<typeof amountWords>[1], lang) }
  const name =
    value['code'] ?? value['title'] ?? value['name'] ?? value['place'] ?? value['schoolYear'] ?? value['date']
  return name === undefined ? null : wordsOf(name, plan, lang)
}

function wordsOf(value: unknown, plan: Plan, lang: Lang): Said | null {
  if (typeof value === 'string') return value === '' ? null : quotedIn(plan.language, value, lang)
  if (typeof value === 'number' || typeof value === 'boolean') return { words: String(value) }
  if (Array.isArray(value)) {
    const all = value.flatMap((one) => wordsOf(one, plan, lang) ?? [])
    const [first] = all
    return first ? { ...first, words: all.map((one) => one.words).join(', ') } : null
  }
  return isBag(value) ? ofBag(value, plan, lang) : null
}

/** Codes, ids, days and other signs are no words of a language. */
function isSign(words: string): boolean {
  const pieces = words.split(/[\s,]+/)
  if (pieces.length > 1) return pieces.every((one) => /[\d-]/.test(one))
  return !/\p{L}{3}/u.test(words) || /^[a-z0-9-]+$/.test(words)
}

/**
 * What a plan says at the place of a finding, short and in words: the day, number, code or words that are wrong. Null where nothing stands there, and for an
 * element, a measure or the plan as a whole, whose name stands beside the finding anyway.
 */
export function valueAt(plan: Plan, path: Path, lang: Lang): Said | null {
  if (path.length < 3 && (path[0] === 'elements' || path[0] === 'measures')) return null
  let here: unknown = plan
  for (const step of path)
    here = isBag(here) || Array.isArray(here) ? (here as Record<string | number, unknown>)[step] : undefined
  const found = path.length === 0 ? null : wordsOf(here, plan, lang)
  if (!found) return null
  return isSign(found.words) ? { words: cut(found.words) } : { ...found, words: cut(found.words) }
}
