import type { Element, Plan } from '../../file/format.ts'
import { codeOf, numberOf } from '../../file/numbering.ts'
import { planGraph } from '../../graph.ts'
import type { Dice, Mutator } from '../mutator.ts'
import { ownWords, shared, stemsOf } from '../wording.ts'

const coded = (plan: Plan): Element[] => plan.elements.filter((e) => e.code)
const indexOf = (plan: Plan, e: Element): number => plan.elements.indexOf(e)
const source = { page: null, place: 'Page 3' }

const danglingCode: Mutator = {
  rule: 'dangling-code',
  inject: (plan, dice) => {
    const [by, like] = [dice.pick(plan.elements), dice.pick(coded(plan))]
    if (!by || !like?.code) return null
    const code = `${like.code.slice(0, 18)}.${dice.whole(900) + 99}`
    by.cites.push({ code, words: null, source })
    return { path: ['elements', indexOf(plan, by), 'cites', by.cites.length - 1] }
  },
}

const ambiguousCode: Mutator = {
  rule: 'ambiguous-code',
  inject: (plan, dice) => {
    const measure = dice.pick(plan.measures)
    const other = dice.pick(coded(plan).filter((e) => !measure?.of.includes(e.id)))
    if (!measure || !other) return null
    measure.code = other.code
    return { path: ['measures', plan.measures.indexOf(measure), 'code'] }
  },
}

const reusedCode: Mutator = {
  rule: 'reused-code',
  inject: (plan, dice) => {
    const [a, b] = dice.shuffle(coded(plan))
    if (!a || !b?.code) return null
    a.oldCodes.push(b.code)
    return { path: ['elements', indexOf(plan, a), 'oldCodes', a.oldCodes.length - 1] }
  },
}

/** Cites one element with the first six words of another one's title, when only that one is known by them. */
const otherWords: Mutator = {
  rule: 'other-words',
  inject: (plan, dice) => {
    const known = coded(plan)
    const texts = (e: Element): ReadonlySet<string>[] =>
      [ownWords(e.title, plan), e.text ? ownWords(e.text, plan) : '', ...e.mentions.flatMap((m) => m.words ?? [])].map(
        (one) => stemsOf(one),
      )
    for (const other of dice.shuffle(known)) {
      const words = ownWords(other.title, plan).split(/\s+/).slice(0, 6).join(' ')
      const stems = stemsOf(words)
      const holds = (e: Element, part: number): boolean =>
        texts(e).some((one) => shared(stems, one) >= stems.size * part)
      if (stems.size < 3 || known.some((e) => e !== other && holds(e, 1))) continue
      const cited = dice.pick(known.filter((e) => e !== other && !holds(e, 0.4)))
      const by = dice.pick(plan.elements)
      if (!cited?.code || !by) return null
      by.cites.push({ code: cited.code, words, source })
      return { path: ['elements', indexOf(plan, by), 'cites', by.cites.length - 1] }
    }
    return null
  },
}

/** Takes the parents from an element that nothing else ties in. */
const orphan: Mutator = {
  rule: 'orphan',
  inject: (plan, dice) => {
    const lost = new Set(plan.elements.filter((e) => e.state === 'unaligned').map((e) => e.level))
    const near = new Set(plan.grammar.levels.flatMap((l) => (lost.has(l.id) ? [l.id, ...l.parents] : [])))
    const tied = new Set([
      ...plan.elements.flatMap((e) => e.parents),
      ...plan.links.flatMap((l) => [l.from, l.to]),
      ...plan.measures.flatMap((m) => m.of),
      ...plan.voices.flatMap((v) => v.shows),
      ...plan.needs.flatMap((n) => n.leadsTo),
      ...plan.funding.flatMap((f) => f.pays),
    ])
    const twins = (e: Element): boolean =>
      plan.elements.some((o) => o !== e && o.level === e.level && o.parents.length > 0)
    const e = dice.pick(
      plan.elements.filter((one) => one.parents.length > 0 && !tied.has(one.id) && !near.has(one.level) && twins(one)),
    )
    if (!e) return null
    e.parents = []
    return { element: e.id }
  },
}

const idleName: Mutator = {
  rule: 'idle-name',
  inject: (plan, dice) => {
    const list = dice.pick(['offices', 'roles'] as const) ?? 'roles'
    const title = `Bureau of umbrella ${dice.whole(1000)} lending`
    const name = { en: title, es: title, source: plan.language }
    const id = `umbrella-${dice.whole(1000)}`
    if (list === 'offices') plan.offices.push({ id, name, orgCode: null })
    else plan.roles.push({ id, name })
    return { path: [list, plan[list].length - 1] }
  },
}

const declaredCount: Mutator = {
  rule: 'declared-count',
  inject: (plan, dice) => {
    const e = dice.pick(plan.elements)
    if (!e) return null
    const count = plan.elements.filter((one) => one.level === e.level).length
    plan.declares.push({ level: e.level, count: count + 1 + dice.whole(3), words: null, source })
    return { path: ['declares', plan.declares.length - 1] }
  },
}

const declaredMissing: Mutator = {
  rule: 'declared-missing',
  inject: (plan, dice) => {
    const level = plan.grammar.levels[0]
    if (!level || plan.grammar.levels.length >= 20) return null
    plan.grammar.levels.push({ ...level, id: 'promised-only', role: 'task', parents: [], numbering: null })
    plan.declares.push({ level: 'promised-only', count: dice.pick([null, 3, 12]) ?? null, words: null, source })
    return { path: ['declares', plan.declares.length - 1] }
  },
}

/** Gives the last of some numbered siblings the number after the next. */
const codeGap: Mutator = {
  rule: 'code-gap',
  inject: (plan, dice) => {
    const graph = planGraph(plan)
    const codes = new Set(plan.elements.map((e) => e.code?.toLowerCase()))
    for (const e of dice.shuffle(coded(plan))) {
      const numbering = graph.level(e)?.numbering
      if (!numbering || !e.code) continue
      const parent = graph.up(e.id).find((p) => p.level === numbering.under)
      const above = numbering.under ? parent?.code : ''
      if (above === undefined || above === null) continue
      const n = numberOf(numbering, e.code, above)
      if (n === null || n < 2 || !codes.has(codeOf(numbering, n - 1, above).toLowerCase())) continue
      if (codes.has(codeOf(numbering, n + 1, above).toLowerCase())) continue
      e.code = codeOf(numbering, n + 1 + dice.whole(2), above)
      return { element: e.id }
    }
    return null
  },
}

const idleLink: Mutator = {
  rule: 'idle-link',
  inject: (plan, dice: Dice) => {
    const e = dice.pick(plan.elements)
    if (!e) return null
    const [first] = e.parents
    if (first && dice.whole(2) === 0) {
      e.parents.push(first)
      return { path: ['elements', indexOf(plan, e), 'parents', e.parents.length - 1] }
    }
    plan.links.push({ from: e.id, to: e.id, kind: 'supports', basis: 'stated', note: null })
    return { path: ['links', plan.links.length - 1] }
  },
}

const termTwice: Mutator = {
  rule: 'term-twice',
  inject: (plan, dice) => {
    const entry = dice.pick(plan.glossary)
    if (!entry) return null
    plan.glossary.push({ ...entry, term: entry.term.toUpperCase() })
    return { path: ['glossary', plan.glossary.length - 1] }
  },
}

export const mutators: readonly Mutator[] = [
  danglingCode,
  ambiguousCode,
  reusedCode,
  otherWords,
  orphan,
  idleName,
  declaredCount,
  declaredMissing,
  codeGap,
  idleLink,
  termTwice,
]
