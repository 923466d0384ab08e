import type { Element } from '../../file/format.ts'
import { codeKey } from '../codes.ts'
import type { CheckRule } from '../rule.ts'
import { ownWords } from '../wording.ts'
import { carriedOut } from './carried.ts'

/** A level of which less than this part is carried out is not carried out by tasks at all: that is how the plan is made. */
const leastPart = 0.25

/** An action that no task carries out, where tasks carry out others of its level. */
const actions: CheckRule = {
  id: 'uncovered-action',
  severity: 'note',
  run: (input, tell) => {
    const { plan, graph } = input
    const carried = carriedOut(input)
    if (!carried.any) return
    for (const { level } of graph.counts()) {
      if (level.role !== 'action') continue
      const all = plan.elements.flatMap((e, i) => (e.level === level.id ? [{ e, i }] : []))
      const covered = all.filter(({ e }) => carried.elements.has(e.id)).length
      if (covered < all.length * leastPart) continue
      for (const { e, i } of all)
        if (!carried.elements.has(e.id) && e.state !== 'unaligned')
          tell(['elements', i], {
            title: ownWords(e.title, plan),
            code: e.code ? `${e.code} ` : '',
            covered,
            all: all.length,
          })
    }
  },
}

/** A coded indicator that no plan with tasks names, where such plans name others. */
const indicators: CheckRule = {
  id: 'uncovered-indicator',
  severity: 'note',
  run: (input, tell) => {
    const { plan, graph } = input
    const carried = carriedOut(input)
    if (!carried.any) return
    const seen = new Set<string>()
    const all: { code: string; title: string; path: (string | number)[]; element: string | null; covered: boolean }[] =
      []
    const add = (
      code: string,
      title: string,
      path: (string | number)[],
      element: string | null,
      named: boolean,
    ): void => {
      if (seen.has(codeKey(code))) return
      seen.add(codeKey(code))
      all.push({ code, title, path, element, covered: named || carried.codes.has(codeKey(code)) })
    }
    plan.elements.forEach((e, i) => {
      if (e.code && graph.level(e)?.role === 'measure')
        add(e.code, ownWords(e.title, plan), ['elements', i], e.id, carried.elements.has(e.id))
    })
    plan.measures.forEach((m, i) => {
      if (m.code) add(m.code, ownWords(m.title, plan), ['measures', i], m.of[0] ?? null, false)
    })
    const covered = all.filter((one) => one.covered).length
    if (covered < all.length * leastPart) return
    for (const one of all)
      if (!one.covered)
        tell(one.path, { title: one.title, code: one.code, covered, all: all.length }, { element: one.element })
  },
}

/** An action that the plan sets above the others, and nothing carries it out. */
const major: CheckRule = {
  id: 'major-without-plan',
  severity: 'warning',
  run: (input, tell) => {
    const carried = carriedOut(input)
    if (!carried.any) return
    input.plan.elements.forEach((e, i) => {
      if (e.major && !carried.elements.has(e.id))
        tell(['elements', i], { title: ownWords(e.title, input.plan), code: e.code ? `${e.code} ` : '' })
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
