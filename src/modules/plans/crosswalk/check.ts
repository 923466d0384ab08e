import type { LevelRole } from '../file/grammar.ts'
import { nearest } from '../file/nearest.ts'
import { nowhere, type Path, type Place, type Places } from '../file/problem.ts'
import type { PlanGraph } from '../graph.ts'
import type { Crosswalk, CrosswalkLine, LineKind } from './format.ts'

export const wrongs = [
  'unknown-plan',
  'plans-backwards',
  'unknown-part',
  'wrong-number',
  'twice',
  'forgotten-old',
  'forgotten-new',
] as const
export type Wrong = (typeof wrongs)[number]
/** One mistake in a crosswalk, with the place in its file (0:0 when it came from no file). */
export type CrosswalkProblem = Place & { wrong: Wrong; values: Record<string, string>; path: Path }

/** Roles of levels that no crosswalk may leave out. Actions and tasks may be named, and need not. */
export const covered: readonly LevelRole[] = ['theme', 'aim', 'goal', 'strategy']

/** How many parts a line has on each side. */
const sides: Readonly<Record<LineKind, { from: (n: number) => boolean; to: (n: number) => boolean }>> = {
  continued: { from: (n) => n === 1, to: (n) => n === 1 },
  renamed: { from: (n) => n === 1, to: (n) => n === 1 },
  merged: { from: (n) => n > 1, to: (n) => n === 1 },
  split: { from: (n) => n === 1, to: (n) => n > 1 },
  dropped: { from: (n) => n > 0, to: (n) => n === 0 },
  new: { from: (n) => n === 0, to: (n) => n > 0 },
}

const partsOf = ({ plan }: PlanGraph): string[] => [...plan.elements, ...plan.measures].map((one) => one.id)
const mustName = (graph: PlanGraph): string[] =>
  graph.plan.elements.filter((one) => covered.includes(graph.level(one)?.role ?? 'task')).map((one) => one.id)

/**
 * What is wrong with a crosswalk. In: it, the plans by id, the places of its file. Out: plans and parts that do not exist, lines with the wrong number of parts,
 * an old part with two fates, and every theme, aim, goal and strategy of a plan that no line of a step names. In the order of the file.
 */
export function checkCrosswalk(
  crosswalk: Crosswalk,
  planOf: (id: string) => PlanGraph | null,
  places: Places = nowhere,
): CrosswalkProblem[] {
  const found: CrosswalkProblem[] = []
  const tell = (wrong: Wrong, path: Path, values: Record<string, string> = {}) =>
    found.push({ wrong, values, path, ...places(path) })
  crosswalk.steps.forEach((step, s) => {
    const from = planOf(step.from)
    const to = planOf(step.to)
    for (const [side, graph] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (!graph) tell('unknown-plan', ['steps', s, side], { plan: step[side] })
    if (!from || !to) return
    if (from.plan.period.from >= to.plan.period.from)
      tell('plans-backwards', ['steps', s, 'to'], { from: step.from, to: step.to })
    const named = { from: new Map<string, number>(), to: new Map<string, number>() }
    const known = { from: new Set(partsOf(from)), to: new Set(partsOf(to)) }
    step.lines.forEach((line: CrosswalkLine, i) => {
      const here: Path = ['steps', s, 'lines', i]
      if (!sides[line.kind].from(line.from.length) || !sides[line.kind].to(line.to.length))
        tell('wrong-number', [...here, 'kind'], {
          kind: line.kind,
          from: String(line.from.length),
          to: String(line.to.length),
        })
      for (const side of ['from', 'to'] as const)
        line[side].forEach((id, n) => {
          const path = [...here, side, n]
          const plan = step[side]
          if (!known[side].has(id)) tell('unknown-part', path, { id, plan, nearest: nearest(id, known[side]) })
          if (side === 'from' && named.from.has(id))
            tell('twice', path, { id, line: String((named.from.get(id) ?? 0) + 1) })
          if (!named[side].has(id)) named[side].set(id, i)
        })
    })
    for (const [side, graph, wrong] of [
      ['from', from, 'forgotten-old'],
      ['to', to, 'forgotten-new'],
    ] as const)
      for (const id of mustName(graph))
        if (!named[side].has(id)) tell(wrong, ['steps', s, 'lines'], { id, plan: step[side] })
  })
  return found
}
