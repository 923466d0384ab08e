import type { Element } from '../../file/format.ts'
import { codeKey } from '../codes.ts'
import type { Path } from '../../file/problem.ts'
import type { CheckInput, CheckRule } from '../rule.ts'
import { ownWords, stemsOf } from '../wording.ts'
import { carriedOut } from './carried.ts'

/** A level of which less than this part is carried out is not carried out by tasks at all: that is how the plan is made. */
const leastPart = 0.25

/** So many are named in one finding; the others stand among its related places. */
const mostNamed = 15
const listed = (names: readonly string[]): string => names.slice(0, mostNamed).join(', ')

type Level = CheckInput['plan']['grammar']['levels'][number]
/** The actions of one level of a plan: all of them, and those that no task carries out. */
type LevelCoverage = { level: Level; at: number; all: readonly Element[]; idle: readonly Element[] }

/** The levels of actions, each with what tasks carry out. An action that the plan itself sets apart is not idle. */
function actionsOf(input: CheckInput): LevelCoverage[] {
  const { plan, graph } = input
  const carried = carriedOut(input)
  return plan.grammar.levels.flatMap((level, at) => {
    if (level.role !== 'action') return []
    const all = plan.elements.filter((e) => e.level === level.id && graph.byId(e.id) === e)
    return [{ level, at, all, idle: all.filter((e) => !carried.elements.has(e.id) && e.state !== 'unaligned') }]
  })
}

/** Actions that no task carries out, where tasks carry out others of their level: one finding for a level. */
const actions: CheckRule = {
  id: 'uncovered-action',
  severity: 'note',
  run: (input, tell) => {
    const { plan } = input
    const carried = carriedOut(input)
    if (!carried.any) return
    for (const { level, at, all, idle } of actionsOf(input)) {
      const covered = all.filter((e) => carried.elements.has(e.id)).length
      if (covered < all.length * leastPart) continue
      const [first] = idle
      if (!first) continue
      const name = (e: Element): string => e.code ?? `“${ownWords(e.title, plan)}”`
      const none = idle.filter((e) => !carried.misnamed.has(e.id)).map(name)
      const wrong = idle.filter((e) => carried.misnamed.has(e.id)).map(name)
      const joined = all.filter((e) => carried.joined.has(e.id)).map(name)
      const one = idle.length === 1
      const pathOf = (e: Element): Path => input.pathOf('elements', e.id) ?? ['elements']
      tell(
        one ? pathOf(first) : ['grammar', 'levels', at],
        {
          how: one ? 'one' : 'many',
          title: ownWords(first.title, plan),
          code: first.code ? `${first.code} ` : '',
          level: ownWords(level.plural, plan),
          count: idle.length,
          all: all.length,
          covered,
          list: listed(none),
          none: none.length,
          rest: Math.max(0, none.length - mostNamed),
          wrong: listed(wrong),
          misnamed: wrong.length,
          joined: listed(joined),
          linked: joined.length,
        },
        { element: one ? first.id : null, related: one ? [] : idle.map(pathOf) },
      )
    }
  },
}

/** How much of a plan its tasks carry out. `idle`: what nothing carries out, in the order of the plan. */
export type Coverage = {
  actions: readonly { level: Level; all: number; covered: number; idle: readonly Element[] }[]
  indicators: { all: number; covered: number; idle: readonly { code: string; title: string; element: string | null }[] }
}

/** How much of a plan its tasks carry out; null where the plan does not say what its tasks are for. In: `checkInput` of the plan. */
export function coverageOf(input: CheckInput): Coverage | null {
  const carried = carriedOut(input)
  if (!carried.any) return null
  const indicators = indicatorsOf(input)
  return {
    actions: actionsOf(input)
      .filter((one) => one.all.length > 0)
      .map(({ level, all, idle }) => ({
        level,
        all: all.length,
        covered: all.filter((e) => carried.elements.has(e.id)).length,
        idle,
      })),
    indicators: {
      all: indicators.length,
      covered: indicators.filter((one) => one.covered).length,
      idle: indicators.filter((one) => !one.covered).map(({ code, title, element }) => ({ code, title, element })),
    },
  }
}

type Indicator = {
  code: string
  title: string
  path: Path
  element: string | null
  of: readonly string[]
  covered: boolean
  words: string
}

/** Every coded indicator once, and whether a plan with tasks names it. */
function indicatorsOf(input: CheckInput): Indicator[] {
  const { plan, graph } = input
  const carried = carriedOut(input)
  const out = new Map<string, Indicator>()
  const add = (one: Indicator): void => {
    if (!out.has(codeKey(one.code))) out.set(codeKey(one.code), one)
  }
  const named = (code: string): boolean => carried.codes.has(codeKey(code))
  const said = (title: string, mentions: Element['mentions']): string =>
    [title, ...mentions.flatMap((m) => m.words ?? [])].join(' ')
  plan.elements.forEach((e, i) => {
    if (!e.code || graph.level(e)?.role !== 'measure') return
    const title = ownWords(e.title, plan)
    const covered = named(e.code) || carried.elements.has(e.id)
    add({
      code: e.code,
      title,
      path: ['elements', i],
      element: e.id,
      of: e.parents,
      covered,
      words: said(title, e.mentions),
    })
  })
  plan.measures.forEach((m, i) => {
    if (!m.code) return
    const title = ownWords(m.title, plan)
    const element = m.of[0] ?? null
    add({
      code: m.code,
      title,
      path: ['measures', i],
      element,
      of: m.of,
      covered: named(m.code),
      words: said(title, m.mentions),
    })
  })
  return [...out.values()]
}

/** Words that tell no line of a plan from another. */
const plain = stemsOf(
  'school student staff district teacher administrator more use well school-based increased decreased reduced number percent escuela estudiante personal distrito docente más',
)

/** Of one parent's many actions so many are compared with an indicator, so that the work stays in proportion. */
const mostSiblings = 50

/** The action beside an indicator that has tasks and speaks of the same: two telling words in common. */
function workFor(one: Indicator, input: CheckInput): Element | undefined {
  const { plan, graph } = input
  const carried = carriedOut(input)
  const own = [...input.stems(one.words)].filter((stem) => !plain.has(stem) && !/^[\d%#]/.test(stem))
  return one.of
    .flatMap((id) => graph.children(id).slice(0, mostSiblings))
    .find((e) => {
      if (graph.level(e)?.role !== 'action' || !carried.elements.has(e.id) || carried.joined.has(e.id) || !e.code)
        return false
      const theirs = input.stems([ownWords(e.title, plan), ...e.mentions.flatMap((m) => m.words ?? [])].join(' '))
      return own.filter((stem) => theirs.has(stem)).length >= 2
    })
}

/** Coded indicators that no plan with tasks names, where such plans name others: one finding, and one for each whose own action has tasks. */
const indicators: CheckRule = {
  id: 'uncovered-indicator',
  severity: 'note',
  run: (input, tell) => {
    if (!carriedOut(input).any) return
    const all = indicatorsOf(input)
    const covered = all.filter((one) => one.covered).length
    if (covered < all.length * leastPart) return
    const idle = all.filter((one) => !one.covered)
    const odd = new Map(
      idle.flatMap((one) => {
        const action = workFor(one, input)
        return action ? [[one, action] as const] : []
      }),
    )
    const say = (one: Indicator, how: 'one' | 'odd' | 'many', list: readonly Indicator[], action?: Element): void =>
      tell(
        one.path,
        {
          how,
          title: one.title,
          code: one.code,
          covered,
          all: all.length,
          count: list.length,
          list: listed(list.map((other) => other.code)),
          rest: Math.max(0, list.length - mostNamed),
          action: action?.code ?? '',
        },
        {
          element: how === 'many' ? null : one.element,
          related: how === 'many' ? list.slice(1).map((other) => other.path) : [],
        },
      )
    for (const [one, action] of odd) say(one, 'odd', [one], action)
    const others = idle.filter((one) => !odd.has(one))
    const [first] = others
    if (first) say(first, others.length === 1 ? 'one' : 'many', others)
  },
}

/** An action that the plan sets above the others, and no plan carries it out. */
const major: CheckRule = {
  id: 'major-without-plan',
  severity: 'warning',
  run: (input, tell) => {
    const carried = carriedOut(input)
    if (!carried.any) return
    input.plan.elements.forEach((e, i) => {
      if (!e.major || (carried.elements.has(e.id) && !carried.loose.has(e.id))) return
      tell(['elements', i], {
        title: ownWords(e.title, input.plan),
        code: e.code ? `${e.code} ` : '',
        by: carried.loose.has(e.id) ? 'task' : 'nothing',
      })
    })
  },
}

/** Somebody in the leadership speaks for it, and nothing carries it out, where work stands below what the others speak for. */
const champions: CheckRule = {
  id: 'champion-without-plan',
  severity: 'warning',
  run: (input, tell) => {
    const { plan, graph } = input
    const work = new Set<string>()
    const mark = (start: Element): void => {
      const stack = [start]
      for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
        if (work.has(e.id)) continue
        work.add(e.id)
        stack.push(...graph.parents(e.id))
      }
    }
    for (const e of plan.elements) {
      const role = graph.level(e)?.role
      if (role === 'task' || role === 'action') mark(e)
    }
    const named = plan.elements.filter((e) => e.champion)
    const roles = new Map(plan.roles.map((r) => [r.id, ownWords(r.name, plan)]))
    for (const level of new Set(named.map((e) => e.level))) {
      const peers = named.filter((e) => e.level === level)
      const role = plan.grammar.levels.find((l) => l.id === level)?.role
      const done = peers.filter((e) => work.has(e.id)).length
      if (role === 'task' || role === 'action' || done === 0 || done * 2 < peers.length) continue
      for (const e of peers)
        if (!work.has(e.id))
          tell(
            [...(input.pathOf('elements', e.id) ?? []), 'champion'],
            { title: ownWords(e.title, plan), role: roles.get(e.champion ?? '') ?? e.champion ?? '' },
            { element: e.id },
          )
    }
  },
}

export const coverage: readonly CheckRule[] = [actions, indicators, major, champions]
