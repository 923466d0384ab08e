import type { Lang } from '../../platform/words.ts'
import { sayFidelity } from '../indicators/index.ts'
import type { Element } from './file/format.ts'
import type { Extras } from './pages/props.ts'

/** Whether what was due below an element is done, beside the trend of its outcome; null where either is not known to this reader. */
export function fidelityTold(tasks: readonly Element[], element: string, lang: Lang, extras: Extras): string | null {
  const trend = extras.calls?.get(element)?.trend
  if (!trend) return null
  const due = tasks
    .map((task) => extras.tasks?.get(task.id)?.standing)
    .filter((standing) => standing === 'done' || standing === 'late')
  return sayFidelity({ k: due.filter((standing) => standing === 'done').length, n: due.length }, trend, lang)
}
