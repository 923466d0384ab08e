import type { Plan } from '../file/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Said } from '../pages/props.ts'
import { said, saidOr } from '../say.ts'

/** A term of the plan's glossary for a reader. */
export type Term = { term: string; means: Said; says: Said | null; anchor: string }
/** A text in pieces: words as they stand, and terms that can be opened. `id` is unique on the page. */
export type Piece = string | { term: string; means: string; id: string }

/** The anchor of a term on the page of the glossary. */
export const anchorOf = (term: string): string =>
  `w-${
    term
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'term'
  }`

/** The glossary of a plan, by letter. */
export const termsOf = (plan: Plan, lang: Lang): Term[] =>
  plan.glossary
    .map((g) => ({ term: g.term, means: said(g.means, lang), says: saidOr(g.says, lang), anchor: anchorOf(g.term) }))
    .toSorted((a, b) => a.term.localeCompare(b.term, lang))

const quoted = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
/** Finds a term as words of its own. Abbreviations keep their capitals; others are found in any case. */
const patternOf = (term: string): string =>
  /\p{Lu}.*\p{Lu}/u.test(term) && !/\s/.test(term) ? quoted(term) : `(?i:${quoted(term)})`

/**
 * Marks terms of a glossary in the texts of one page: each term once, where it stands first. In: the terms. Out: a function from a text to its pieces;
 * call it in the order of the page.
 */
export function marker(terms: readonly Pick<Term, 'term' | 'means' | 'says'>[]): (text: string) => Piece[] {
  // Longer terms first, so that a term within another one is not torn out of it.
  const known = terms.toSorted((a, b) => b.term.length - a.term.length)
  const seen = new Set<string>()
  if (known.length === 0) return (text) => [text]
  const any = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${known.map((one) => patternOf(one.term)).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  )
  return (text) => {
    const out: Piece[] = []
    let from = 0
    for (const found of text.matchAll(any)) {
      const words = found[0]
      const key = words.replace(/\s+/g, ' ').toLowerCase()
      const term = known.find((one) => one.term.toLowerCase() === key)
      if (!term || seen.has(term.term)) continue
      seen.add(term.term)
      if (found.index > from) out.push(text.slice(from, found.index))
      const means = [term.means.words, term.says?.words].filter(Boolean).join('. ')
      out.push({ term: words, means, id: `t-${anchorOf(term.term)}-${seen.size}` })
      from = found.index + words.length
    }
    if (from < text.length || out.length === 0) out.push(text.slice(from))
    return out
  }
}
