import { languages, read, type Text } from '../../../platform/words.ts'
import type { Element } from '../file/format.ts'
import type { PlanText } from '../file/text.ts'
import type { PlanGraph } from '../graph.ts'
import { say } from './say.ts'

/** The words of a goal that waits in the template to be written, below a priority of the district. */
export const waitingTitle = (priority: PlanText): Text =>
  Object.fromEntries(languages.map((lang) => [lang, say(lang)('template.goal', { title: read(priority, lang).words })]))

/**
 * True for a goal of the template that nobody has written: it still has the template's words, and nothing stands below it. It is no part of the unit's plan yet, so it
 * serves nothing.
 */
export function isUnwritten(unit: PlanGraph, element: Element): boolean {
  if (unit.children(element.id).length > 0) return false
  return element.parents.some((id) => {
    const above = unit.byId(id)
    if (!above) return false
    const waits = waitingTitle(above.title)
    return element.title.en === waits.en && element.title.es === waits.es
  })
}
