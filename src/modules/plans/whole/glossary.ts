import type { Lang } from '../../../platform/words.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Step } from '../pages/props.ts'
import { said } from '../say.ts'
import { stepOf } from '../view.ts'
import { type Frame, frameOf } from './frame.ts'
import { marker, type Term, termsOf } from './terms.ts'

/** How many uses of a term are listed; the others are counted. */
const mostUses = 5

export type TermView = Term & { uses: readonly Step[]; more: number }
export type GlossaryProps = {
  frame: Frame
  letters: readonly { letter: string; terms: readonly TermView[] }[]
  count: number
}

/** The words of a plan by letter, each with the parts of the plan that use it. */
export function glossaryView(graph: PlanGraph, lang: Lang, hrefs: Hrefs): GlossaryProps {
  const { plan } = graph
  const terms = termsOf(plan, lang).map((term): TermView => {
    const uses = plan.elements.filter((e) => {
      const mark = marker([term])
      return [e.title, e.text].some(
        (text) => text && mark(said(text, lang).words).some((piece) => typeof piece !== 'string'),
      )
    })
    return {
      ...term,
      uses: uses.slice(0, mostUses).map((e) => stepOf(graph, e, lang, hrefs)),
      more: Math.max(0, uses.length - mostUses),
    }
  })
  const letterOf = (term: string): string => {
    const first = term
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .charAt(0)
      .toUpperCase()
    return /\p{L}/u.test(first) ? first : '#'
  }
  const letters = [...new Set(terms.map((one) => letterOf(one.term)))].toSorted()
  return {
    frame: frameOf(graph, 'glossary', lang, hrefs),
    letters: letters.map((letter) => ({ letter, terms: terms.filter((one) => letterOf(one.term) === letter) })),
    count: terms.length,
  }
}
