import type { Element, Measure, Plan } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import type { PlanGraph } from '../../graph.ts'
import { type Span, spansOf } from '../drift/spans.ts'
import type { CheckRule } from '../rule.ts'
import { lastDay, whenOf } from '../time/when.ts'
import { ownWords, wordsOf } from '../wording.ts'

const articles = new Set(['the', 'a', 'an', 'el', 'la', 'los', 'las', 'un', 'una'])
const joints = new Set(['to', 'into', 'becomes', 'become', 'as', 'a', 'en', 'como'])
const before = new Set(['from', 'of', 'de', 'del', 'role', 'position', 'post'])

/** What stands on both sides of "from X to X"; null when the sides differ. In: a title or sentence. */
export function sameOnBothSides(text: string): string | null {
  // What follows a dash, a comma or stands in brackets makes a name closer, and so another one.
  for (const clause of text.split(/[.;:!?]/)) {
    const words = wordsOf(clause)
    for (let i = words.length - 2; i > 0; i--) {
      if (!joints.has(words[i] ?? '')) continue
      const tail = words.slice(i + 1).filter((w, k) => k > 0 || !articles.has(w))
      const head = words.slice(0, i)
      if (tail.length === 0 || head.length < tail.length + 1) continue
      const same = tail.every((w, k) => head[head.length - tail.length + k] === w)
      const lead = head[head.length - tail.length - 1] ?? ''
      const led = before.has(lead) || (articles.has(lead) && before.has(head[head.length - tail.length - 2] ?? ''))
      // One word on both sides is an idiom (door to door, year to year), unless it is a number.
      if (same && led && (tail.length >= 2 || /^\d/.test(tail[0] ?? ''))) return tail.join(' ')
    }
  }
  return null
}

/** A step that changes something into itself. */
const noOp: CheckRule = {
  id: 'no-op',
  severity: 'warning',
  run: ({ plan, graph }, tell) => {
    plan.elements.forEach((e, i) => {
      const role = graph.level(e)?.role
      if (role !== 'task' && role !== 'action' && role !== 'strategy') return
      const texts: [Path, string][] = [[['elements', i, 'title'], ownWords(e.title, plan)]]
      if (e.text) texts.push([['elements', i, 'text'], ownWords(e.text, plan)])
      for (const [path, text] of texts) {
        const both = sameOnBothSides(text)
        if (both === null) continue
        tell(path, { title: ownWords(e.title, plan), both })
        return
      }
    })
  },
}

const told =
  /\b(?:investigations?|complaints?|referrals?|incidents?|allegations?|grievances?|program concerns|reports? of)\b|\b(?:quejas?|denuncias?|investigaciones|remisiones|incidentes)\b/i
const falls = /\b(?:decreas|reduc|fewer|less\b|lower|drop|cut|eliminat|dismin|menos|baj)/i

/** Why a measure falls when people stop telling: its words, when it counts what is told and is meant to fall; otherwise null. */
function silence(measure: Measure, plan: Plan): string | null {
  const title = ownWords(measure.title, plan)
  const quotes = [...measure.mentions.map((m) => m.words ?? ''), ...measure.targets.map((t) => t.words ?? '')].join(
    ' ; ',
  )
  const counted = told.exec(title) ?? told.exec(quotes)
  if (!counted) return null
  const down = measure.targets.some(
    (t) => t.operator === '<' || t.operator === '<=' || ((t.amount ?? 0) < 0 && t.kind !== 'level'),
  )
  return down || (measure.targets.length === 0 && falls.test(`${title} ; ${quotes}`)) ? counted[0] : null
}

/** A target that is also met when less is reported. */
const bySilence: CheckRule = {
  id: 'met-by-silence',
  severity: 'note',
  run: ({ plan }, tell) => {
    plan.measures.forEach((m, i) => {
      const counted = silence(m, plan)
      if (counted) tell(['measures', i], { title: ownWords(m.title, plan), counted: counted.toLowerCase() })
    })
  },
}

/** More measures than anybody looks at. Ten is this house's rule of thumb: the plans that were read have six or fewer for most goals. */
export const mostMeasures = 10

/** Measures of a goal that give numbers. A survey or a document is evidence beside them. */
export function withNumbers(e: Element, graph: PlanGraph): number {
  const below = graph.children(e.id).filter((c) => graph.level(c)?.role === 'measure').length
  return graph.measures(e.id).filter((m) => m.role !== 'qualitative' && !m.artefact).length + below
}

const tooMany: CheckRule = {
  id: 'too-many-measures',
  severity: 'note',
  run: ({ plan, graph, pathOf }, tell) => {
    for (const e of plan.elements) {
      if (graph.level(e)?.role !== 'goal') continue
      const count = withNumbers(e, graph)
      if (count > mostMeasures)
        tell(
          pathOf('elements', e.id) ?? [],
          { title: ownWords(e.title, plan), count, most: mostMeasures },
          { element: e.id },
        )
    }
  },
}

/** The tasks that are there to move a measure: those below the elements that it measures, or that support them. */
function tasksFor(m: Measure, input: Parameters<CheckRule['run']>[0]): Element[] {
  const { graph } = input
  const out = new Set<Element>()
  for (const id of m.of) {
    const here = [id, ...graph.links(id).flatMap((l) => (!l.outgoing && l.kind === 'supports' ? [l.element.id] : []))]
    for (const start of here) {
      const e = graph.byId(start)
      if (e && graph.level(e)?.role === 'task') out.add(e)
      for (const child of graph.children(start)) {
        if (graph.level(child)?.role === 'task') out.add(child)
        for (const deeper of graph.children(child.id)) if (graph.level(deeper)?.role === 'task') out.add(deeper)
      }
    }
  }
  return [...out]
}

/** The grades that a task names: its own words, then its mentions. */
function gradesOf(e: Element, plan: Plan): Span[] {
  const own = spansOf(ownWords(e.title, plan))
  return own.length > 0 ? own : e.mentions.flatMap((m) => (m.grades ? spansOf(m.grades) : []))
}

/** A measure whose tasks all begin after it is judged, or all are for other grades than it counts. */
const cannotMove: CheckRule = {
  id: 'cannot-move',
  severity: 'warning',
  run: (input, tell) => {
    const { plan } = input
    plan.measures.forEach((m, i) => {
      if (m.targets.length === 0) return
      const tasks = tasksFor(m, input)
      if (tasks.length === 0) return
      const title = ownWords(m.title, plan)
      const due = m.targets
        .flatMap((t) => lastDay(t) ?? [])
        .toSorted()
        .at(-1)
      const begins = tasks.map((t) => whenOf(t, plan).from)
      if (due && begins.every((day) => day !== null && day > due)) {
        const first = begins.flatMap((day) => day ?? []).toSorted()[0] ?? ''
        tell(['measures', i], { title, how: 'time', due, first, count: tasks.length, grades: '' })
        return
      }
      const counted = m.populations.flatMap((p) => (p.set === 'grade' ? spansOf(p.value) : []))
      if (counted.length === 0 || counted.length < m.populations.length) return
      const named = tasks.map((t) => gradesOf(t, plan))
      const touches = (a: Span, b: Span): boolean => Math.min(a[1], b[1]) >= Math.max(a[0], b[0])
      if (named.every((spans) => spans.length > 0 && !spans.some((s) => counted.some((c) => touches(s, c)))))
        tell(['measures', i], {
          title,
          how: 'grades',
          due: '',
          first: '',
          count: tasks.length,
          grades: m.populations.map((p) => p.value).join(', '),
        })
    })
  },
}

export const empty: readonly CheckRule[] = [noOp, bySilence, tooMany, cannotMove]
