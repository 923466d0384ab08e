import type { Lang } from '../../../platform/words.ts'
import type { Element } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { quotedIn, said, say as sayPlan } from '../say.ts'
import { stepOf } from '../view.ts'
import { pageHref } from './frame.ts'
import { say } from './say.ts'
import { marker, termsOf } from './terms.ts'
import type { Mark } from './pages/marked.tsx'
import { standingOf, type WhenView, whenView } from './when.ts'

/** A line that leads to a part of another page of the plan: a voice, a need, money, a value. */
export type Beside = { title: Said; note: string | null; href: string; kind: string }
export type MentionRow = {
  id: string
  place: string
  words: string
  number: string
  grades: string
  date: string
  office: string
  /** the language of the words, where it is not the reader's */
  lang: Lang | null
  /** the same of the place, when no page of ours stands before it */
  placeLang: Lang | null
}
export type CiteView = { code: string; step: Step | null; words: Said | null }

/** What a plan says about an element beyond its own words: time, voices, needs, money, values, other places of the source. */
export type ElementMore = {
  mark: Mark
  /** terms that stand in the title only, where nothing can be tapped */
  titleTerms: readonly { term: string; means: string }[]
  facts: readonly { label?: string; value: string; lang?: Lang; href?: string }[]
  when: WhenView | null
  notLate: boolean
  beside: readonly { id: string; title: string; rows: readonly Beside[] }[]
  mentions: readonly MentionRow[]
  cites: readonly CiteView[]
}

const besideOf = (graph: PlanGraph, e: Element, lang: Lang, hrefs: Hrefs): ElementMore['beside'] => {
  const { plan } = graph
  const words = say(lang)
  const at = (page: 'about' | 'voices' | 'rollout', id: string): string =>
    `${pageHref(hrefs.plan(plan.id), page)}#${id}`
  const groups = [
    {
      id: 'carries',
      title: words('carries'),
      rows: plan.statements
        .filter((one) => one.shows.includes(e.id))
        .map(
          (one): Beside => ({
            title: said(one.title, lang),
            note: one.basis === 'stated' ? null : words('readByReader'),
            href: at('about', `s-${one.id}`),
            kind: sayPlan(lang)(one.kind),
          }),
        ),
    },
    {
      id: 'said',
      title: words('said'),
      rows: plan.voices
        .filter((one) => one.shows.includes(e.id))
        .map(
          (one): Beside => ({
            title: said(one.title, lang),
            note: one.basis === 'read' ? words('readByReader') : null,
            href: at('voices', `v-${one.id}`),
            kind: one.who ? said(one.who, lang).words : '',
          }),
        ),
    },
    {
      id: 'need',
      title: words('need'),
      rows: plan.needs
        .filter((one) => one.leadsTo.includes(e.id))
        .map(
          (one): Beside => ({ title: said(one.title, lang), note: null, href: at('voices', `n-${one.id}`), kind: '' }),
        ),
    },
    {
      id: 'money',
      title: words('money'),
      rows: plan.funding
        .filter((one) => one.pays.includes(e.id))
        .map(
          (one): Beside => ({
            title: said(one.title, lang),
            note: null,
            href: at('rollout', `f-${one.id}`),
            kind: one.words ?? '',
          }),
        ),
    },
  ]
  return groups.filter((group) => group.rows.length > 0)
}

/** Everything that the page of an element shows beside its thread and measures. In: the reader's day. */
export function elementMore(graph: PlanGraph, e: Element, today: string, lang: Lang, hrefs: Hrefs): ElementMore {
  const { plan } = graph
  const words = say(lang)
  const terms = termsOf(plan, lang)
  const marked = (text: string): string[] =>
    marker(terms)(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.term.toLowerCase()]))
  const inText = new Set(e.text ? marked(said(e.text, lang).words) : [])
  const inTitle = marker(terms)(said(e.title, lang).words).flatMap((piece) =>
    typeof piece === 'string' || inText.has(piece.term.toLowerCase()) ? [] : [piece],
  )
  const office = (id: string | null): string => {
    const found = plan.offices.find((one) => one.id === id)
    return found ? said(found.name, lang).words : ''
  }
  return {
    mark: marker(terms),
    titleTerms: inTitle.map(({ term, means }) => ({ term, means })),
    facts: [
      ...(e.major ? [{ value: words('majorFact') }] : []),
      ...(e.wave
        ? [{ label: words('phase'), value: e.wave, ...(plan.language === lang ? {} : { lang: plan.language }) }]
        : []),
      ...(e.oldCodes.length > 0 ? [{ label: words('oldCodes'), value: e.oldCodes.join(', ') }] : []),
    ],
    when: whenView(plan, e, today, lang),
    notLate: standingOf(e.timeframe, today) === 'notBegun',
    beside: besideOf(graph, e, lang, hrefs),
    mentions: e.mentions.map((one, i) => ({
      id: String(i),
      lang: plan.language === lang ? null : plan.language,
      placeLang: plan.language === lang || one.page ? null : plan.language,
      place: [one.page ? sayPlan(lang)('page', { page: String(one.page) }) : null, one.place]
        .filter(Boolean)
        .join(', '),
      words: one.words ? `“${one.words}”` : '',
      number: one.number === null ? '' : [one.number, one.unit].filter((x) => x !== null).join(' '),
      grades: one.grades ?? '',
      date: one.date ?? '',
      office: office(one.office),
    })),
    cites: e.cites.map((one) => {
      const [found, second] = graph.byCode(one.code)
      return {
        code: one.code,
        step: found && !second ? stepOf(graph, found, lang, hrefs) : null,
        words: one.words ? quotedIn(plan.language, one.words, lang) : null,
      }
    }),
  }
}
