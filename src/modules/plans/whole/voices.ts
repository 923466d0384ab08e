import { count } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said, Step } from '../pages/props.ts'
import { said, saidOr } from '../say.ts'
import { type Frame, frameOf, stepsOf } from './frame.ts'
import { say } from './say.ts'
import { marker, termsOf } from './terms.ts'
import type { Mark } from './pages/marked.tsx'

export type VoiceView = {
  id: string
  who: Said | null
  count: string | null
  title: Said
  text: Said | null
  shows: readonly Step[]
  basis: string | null
}
export type NeedView = { id: string; title: Said; text: Said | null; leadsTo: readonly Step[] }
export type VoicesProps = {
  frame: Frame
  mark: Mark
  voices: readonly VoiceView[]
  /** how many people spoke, added up where the plan counts them; null when it counts nobody */
  heard: string | null
  needs: readonly NeedView[]
}

/** What people said and what is needed, each with the parts of the plan in which it shows up. */
export function voicesView(graph: PlanGraph, lang: Lang, hrefs: Hrefs): VoicesProps {
  const { plan } = graph
  const words = say(lang)
  const counted = plan.voices.filter((one) => one.count !== null)
  const shown = plan.voices.filter((one) => one.shows.length > 0).length
  return {
    frame: frameOf(graph, 'voices', lang, hrefs),
    mark: marker(termsOf(plan, lang)),
    heard:
      plan.voices.length === 0
        ? null
        : [
            words('voicesShown', { shown, all: plan.voices.length }),
            counted.length > 0
              ? words('voicesHeard', {
                  people: count(
                    counted.reduce((sum, one) => sum + (one.count ?? 0), 0),
                    lang,
                  ),
                })
              : null,
          ]
            .filter(Boolean)
            .join(' '),
    voices: plan.voices.map((one) => ({
      id: one.id,
      who: saidOr(one.who, lang),
      count: one.count === null ? null : words('people', { count: one.count }),
      title: said(one.title, lang),
      text: saidOr(one.text, lang),
      shows: stepsOf(graph, one.shows, lang, hrefs),
      basis: one.shows.length > 0 && one.basis === 'read' ? words('readByReader') : null,
    })),
    needs: plan.needs.map((one) => ({
      id: one.id,
      title: said(one.title, lang),
      text: saidOr(one.text, lang),
      leadsTo: stepsOf(graph, one.leadsTo, lang, hrefs),
    })),
  }
}
