import { codeOf, numberOf } from '../../file/numbering.ts'
import type { Plan } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import type { CheckInput, CheckRule } from '../rule.ts'
import { ownWords, shared } from '../wording.ts'

/** Every id of an element that something points to or from. */
function tied({ plan }: CheckInput): Set<string> {
  const out = new Set<string>()
  const ids = new Set(plan.elements.map((e) => e.id))
  for (const e of plan.elements)
    for (const p of e.parents)
      if (ids.has(p) && p !== e.id) {
        out.add(e.id)
        out.add(p)
      }
  for (const l of plan.links)
    if (l.from !== l.to && ids.has(l.from) && ids.has(l.to)) {
      out.add(l.from)
      out.add(l.to)
    }
  for (const m of plan.measures) for (const id of m.of) out.add(id)
  for (const v of plan.voices) for (const id of v.shows) out.add(id)
  for (const n of plan.needs) for (const id of n.leadsTo) out.add(id)
  for (const f of plan.funding) for (const id of f.pays) out.add(id)
  return out
}

/**
 * An element that stands alone: nothing above, below or beside it, nothing measures it. Told only of levels whose other elements are tied in, since a
 * level that stands apart as a whole (kinds of evidence, tiers) is how the plan is made.
 */
const orphan: CheckRule = {
  id: 'orphan',
  severity: 'warning',
  run: (input, tell) => {
    const ties = tied(input)
    const inUse = new Set(input.plan.elements.filter((e) => ties.has(e.id)).map((e) => e.level))
    // Where the source lost which row belongs to which, a level may have lost what stands below it.
    const lost = new Set(input.plan.elements.filter((e) => e.state === 'unaligned').map((e) => e.level))
    for (const level of input.plan.grammar.levels)
      if (lost.has(level.id)) for (const parent of [level.id, ...level.parents]) inUse.delete(parent)
    input.plan.elements.forEach((e, i) => {
      if (!ties.has(e.id) && inUse.has(e.level)) tell(['elements', i], { title: ownWords(e.title, input.plan) })
    })
  },
}

/** The stems of every text that says what is done or how the plan came about, one set a text. */
function tellings({ plan, stems }: CheckInput): ReadonlySet<string>[] {
  const texts = [...plan.story, ...plan.statements, ...plan.voices, ...plan.needs, ...plan.measures].map(
    (one) => one.title,
  )
  for (const e of plan.elements) texts.push(e.title, ...(e.text ? [e.text] : []), ...(e.note ? [e.note] : []))
  for (const a of plan.approvals) texts.push(a.body)
  if (plan.adoption.body) texts.push(plan.adoption.body)
  return texts.map((one) => stems(ownWords(one, plan)))
}

/** An office or a role that the plan lists and then gives nothing: no element, measure or step of the story has it or speaks of it. */
const idleName: CheckRule = {
  id: 'idle-name',
  severity: 'note',
  run: (input, tell) => {
    const { plan } = input
    const named = new Set<string | null>()
    for (const e of plan.elements) {
      named.add(e.owner)
      named.add(e.champion)
      for (const m of e.mentions) named.add(m.office)
    }
    for (const m of plan.measures) {
      named.add(m.office)
      for (const one of m.mentions) named.add(one.office)
    }
    for (const one of plan.mentions) named.add(one.office)
    for (const one of plan.story) named.add(one.office)
    let told: ReadonlySet<string>[] | null = null
    for (const list of ['offices', 'roles'] as const)
      for (const [i, one] of plan[list].entries()) {
        if (named.has(one.id)) continue
        told ??= tellings(input)
        const name = ownWords(one.name, plan)
        const stems = input.stems(name)
        if (told.some((text) => shared(stems, text) === stems.size)) continue
        tell([list, i], { name, kind: list === 'offices' ? 'office' : 'role' })
      }
  },
}

type Declared = Plan['declares'][number]
/** Levels without anything in them that one phrase at one place of the source promises, without a number. */
function togetherWith(one: Declared, plan: Plan, isMissing: (other: Declared) => boolean): Declared[] {
  if (one.words === null || one.count !== null) return [one]
  return plan.declares.filter(
    (other) =>
      other.words === one.words &&
      other.count === null &&
      other.source?.page === one.source?.page &&
      other.source?.place === one.source?.place &&
      isMissing(other),
  )
}

/** What the source says that it has, against what was counted. Nothing at all where something is said is `declared-missing`. */
const counted = (rule: 'declared-count' | 'declared-missing'): CheckRule => ({
  id: rule,
  severity: 'warning',
  run: ({ plan, graph }, tell) => {
    const counts = new Map(graph.counts().map((one) => [one.level.id, one]))
    const countOf = (one: Declared): number | null => {
      const here = counts.get(one.level)
      return here ? (here.count === 0 && here.level.role === 'measure' ? plan.measures.length : here.count) : null
    }
    const isMissing = (one: Declared): boolean => countOf(one) === 0 && one.count !== 0
    plan.declares.forEach((one, i) => {
      const here = counts.get(one.level)
      const count = countOf(one)
      if (!here || count === null) return
      const missing = isMissing(one)
      if (rule === 'declared-missing' ? !missing : missing || one.count === null || one.count === count) return
      // Said in several places and listed nowhere is one thing that is missing.
      if (missing && plan.declares.findIndex((other) => other.level === one.level && other.count !== 0) < i) return
      // So are two levels that one phrase promises: "work streams and action steps".
      const promised = missing ? togetherWith(one, plan, isMissing) : []
      if (promised.length > 1 && promised[0] !== one) return
      const names = promised.flatMap((other) => counts.get(other.level)?.level ?? [])
      tell(['declares', i], {
        level:
          names.length > 1 ? names.map((l) => ownWords(l.plural, plan)).join(', ') : ownWords(here.level.plural, plan),
        said: one.count ?? 0,
        counted: count,
        how: one.count === null ? 'some' : 'number',
        place: one.source?.place ?? '',
      })
    })
  },
})

/** Codes of one level under one parent that leave a number out. Numbers before the first are not missed: some plans number across parents. */
const codeGap: CheckRule = {
  id: 'code-gap',
  severity: 'note',
  run: ({ plan, graph }, tell) => {
    const levels = new Map(plan.grammar.levels.map((l) => [l.id, l]))
    type Numbered = { n: number; code: string; above: string; path: Path }
    const groups = new Map<string, Numbered[]>()
    plan.elements.forEach((e, i) => {
      const numbering = levels.get(e.level)?.numbering
      if (!e.code || !numbering || numbering.style === 'none') return
      const aboves = numbering.under
        ? graph.up(e.id).flatMap((p) => (p.level === numbering.under ? [p.code ?? ''] : []))
        : ['']
      for (const above of aboves) {
        const n = numberOf(numbering, e.code, above)
        if (n === null) continue
        const key = `${e.level}\n${above}`
        const list = groups.get(key)
        const one = { n, code: e.code, above, path: ['elements', i, 'code'] }
        if (list) list.push(one)
        else groups.set(key, [one])
        break
      }
    })
    for (const [key, list] of groups) {
      const sorted = list.toSorted((a, b) => a.n - b.n)
      const numbering = levels.get(key.split('\n')[0] ?? '')?.numbering
      sorted.forEach((one, k) => {
        const before = sorted[k - 1]
        if (!before || one.n - before.n < 2 || !numbering) return
        tell(one.path, {
          code: one.code,
          before: before.code,
          missing: codeOf(numbering, before.n + 1, one.above),
          count: one.n - before.n - 1,
        })
      })
    }
  },
}

/** A line that says nothing: an element linked to itself, or the same line, parent or measured element twice. */
const idleLink: CheckRule = {
  id: 'idle-link',
  severity: 'warning',
  run: ({ plan }, tell) => {
    const seen = new Set<string>()
    plan.links.forEach((l, i) => {
      const key = `${l.from}\n${l.to}\n${l.kind}`
      if (l.from === l.to) tell(['links', i], { id: l.from, kind: 'self' }, { element: l.from })
      else if (seen.has(key)) tell(['links', i], { id: l.to, kind: 'twice' }, { element: l.from })
      seen.add(key)
    })
    const twice = (ids: readonly string[], path: Path): void =>
      ids.forEach((id, j) => {
        if (ids.indexOf(id) < j) tell([...path, j], { id, kind: 'twice' })
      })
    plan.elements.forEach((e, i) => {
      twice(e.parents, ['elements', i, 'parents'])
    })
    plan.measures.forEach((m, i) => {
      twice(m.of, ['measures', i, 'of'])
    })
  },
}

/** A term that the glossary explains twice. */
const termTwice: CheckRule = {
  id: 'term-twice',
  severity: 'warning',
  run: ({ plan }, tell) => {
    const seen = new Map<string, number>()
    plan.glossary.forEach((one, i) => {
      const key = one.term.toLowerCase()
      const first = seen.get(key)
      if (first === undefined) seen.set(key, i)
      else tell(['glossary', i, 'term'], { term: one.term }, { related: [['glossary', first, 'term']] })
    })
  },
}

export const loose: readonly CheckRule[] = [
  orphan,
  idleName,
  counted('declared-count'),
  counted('declared-missing'),
  codeGap,
  idleLink,
  termTwice,
]
