import { count, decimal, schoolYear } from '../../platform/format.ts'
import type { Lang } from '../../platform/words.ts'
import type { Measure } from './file/format.ts'
import type { PlanGraph } from './graph.ts'
import type { Extras, Hrefs, MeasureView, PublishedView } from './pages/props.ts'
import { said, saidOr, say } from './say.ts'
import { amountWords, targetView } from './target-words.ts'

/** One measure for the page: role, targets in words, and the numbers that somebody handed over. `planLang`: the language of what the plan quotes. */
export function measureView(m: Measure, lang: Lang, hrefs: Hrefs, extras: Extras, planLang: Lang = lang): MeasureView {
  const words = say(lang)
  const who = { student: 'whoStudent', adult: 'whoAdult', family: 'whoFamily' } as const
  const how = m.definition ? hrefs.definition(m.definition) : null
  return {
    id: m.id,
    title: said(m.title, lang),
    role: words(m.role),
    who: m.who ? words(who[m.who]) : null,
    note: saidOr(m.note, lang),
    definition: m.definition,
    how,
    targets: m.targets.map((t) => targetView(t, lang, planLang)),
    numbers: extras.numbers?.get(m.id) ?? null,
  }
}

/** What others published for a measure, by year, with a sentence; empty when there is nothing. */
export function publishedView(graph: PlanGraph, m: Measure, lang: Lang): PublishedView[] {
  const rows = graph.published(m.id).toSorted((a, b) => a.schoolYear - b.schoolYear)
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return []
  const words = say(lang)
  const sources = new Map(graph.plan.sources.map((s) => [s.id, s]))
  const shown = (p: typeof first) =>
    p.unit === 'percent' ? `${decimal(p.value, lang)}%` : amountWords(p.value, p.unit, lang)
  return [
    {
      measure: said(m.title, lang),
      caption: words('publishedOf', { measure: said(m.title, lang).words }),
      sentence: words(first === last ? 'publishedOne' : 'publishedSentence', {
        measure: said(m.title, lang).words,
        first: shown(first),
        firstYear: schoolYear(first.schoolYear),
        last: shown(last),
        lastYear: schoolYear(last.schoolYear),
      }),
      rows: rows.map((p, i) => {
        const source = sources.get(p.source.id)
        const notes = [p.comparable ? null : words('notComparable'), p.note ? said(p.note, lang).words : null].filter(
          Boolean,
        )
        return {
          id: `${m.id}-${i}`,
          year: schoolYear(p.schoolYear).replace('-', '\u2060-\u2060'),
          value: shown(p),
          count:
            p.numerator !== null && p.denominator !== null
              ? words('countOfN', { n: count(p.numerator, lang), d: count(p.denominator, lang) })
              : words('notPrinted'),
          source: [source?.publisher, source?.title, source?.file, p.source.place].filter(Boolean).join(', '),
          sourceLang: graph.plan.language === lang ? null : graph.plan.language,
          note: notes.length ? notes.join('. ') : null,
        }
      }),
    },
  ]
}
