import { type Answer, answer } from '../../../platform/events.ts'
import { type Evidence, evidenceAsked } from '../../plans/index.ts'
import { markOf } from './rules.ts'
import { artefactsOn } from './store.ts'

/** What the pages of plans ask: is the document there that a measure wants? Measures for which nothing was brought are left out. */
export const evidenceAnswers: readonly Answer[] = [
  answer(evidenceAsked, async (_services, tx, _scope, asked) => {
    const subjectOf = (measure: string) => `measure:${asked.plan}/${measure}`
    const all = await artefactsOn(tx, asked.district_id, asked.measures.map(subjectOf))
    const found: Record<string, Evidence> = {}
    for (const measure of asked.measures) {
      const some = all.filter((one) => one.subject === subjectOf(measure) && !one.removed)
      const mark = markOf(some)
      // What counts is named; where nothing does, what came last.
      const [named = some[0]] = some.filter(
        (one) => one.state === (mark === 'there' ? 'accepted' : mark === 'waiting' ? 'waiting' : one.state),
      )
      if (named)
        found[measure] = {
          standing: mark === 'none' ? 'not_there' : mark,
          words: named.title,
          href: `/work/artefacts/${named.artefact_id}`,
        }
    }
    return found
  }),
]
