import type { CallName } from '../../../platform/look/call.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Measure } from '../file/format.ts'
import type { PlanGraph } from '../graph.ts'
import type { Extras, Hrefs } from '../pages/props.ts'
import { stepOf, toldOf } from '../view.ts'
import { say, type WordKey } from './say.ts'

export type DidRow = {
  id: string
  code: string
  title: string
  href: string
  done: string
  call: CallName | null
  changed: string
  so: string
  /** nothing can be said yet */
  open: boolean
}
const good = new Set<CallName>(['met', 'on_pace'])
const bad = new Set<CallName>(['behind', 'missed'])

/** Did we do it, did it change: for each goal and strategy, how the work stands beside the call of what it is to change. */
export function didRows(graph: PlanGraph, lang: Lang, hrefs: Hrefs, extras: Extras): DidRow[] {
  const words = say(lang)
  const doing = new Set<Measure['role']>(['fidelity', 'implementation'])
  const changing = new Set<Measure['role']>(['outcome', 'leading'])
  return graph.plan.elements.flatMap((e) => {
    const role = graph.level(e)?.role
    if (role !== 'strategy' && role !== 'goal') return []
    const below = graph.down(e.id)
    const around = [e, ...below].flatMap((one) => graph.measures(one.id))
    const work = new Set(around.filter((m) => doing.has(m.role)).map((m) => m.id)).size
    const above = role === 'strategy' ? [e, ...graph.up(e.id)] : [e]
    const outcomes = new Set(above.flatMap((one) => graph.measures(one.id)).filter((m) => changing.has(m.role)))
    if (work === 0 && outcomes.size === 0) return []
    const tasks = below.filter((one) => graph.level(one)?.role === 'task')
    const told = toldOf(tasks, lang, extras)
    const isLate = tasks.some((one) => extras.tasks?.get(one.id)?.standing === 'late')
    const call = above.flatMap((one) => extras.calls?.get(one.id)?.call ?? [])[0] ?? null
    const step = stepOf(graph, e, lang, hrefs)
    const so =
      told === null || call === null || (!good.has(call) && !bad.has(call))
        ? 'so.open'
        : good.has(call)
          ? isLate
            ? 'so.changesLate'
            : 'so.changes'
          : isLate
            ? 'so.late'
            : 'so.doneOnly'
    return [
      {
        id: e.id,
        code: step.code ?? '',
        title: step.title.words,
        href: step.href,
        done: [words('doingMeasures', { count: work }), told].filter(Boolean).join('; '),
        call,
        changed: words('changingMeasures', { count: outcomes.size }),
        so: words(so as WordKey),
        open: so === 'so.open',
      },
    ]
  })
}
