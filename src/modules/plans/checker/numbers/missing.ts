import type { Element, Measure, Plan, Target } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import { citesOf, codeKey } from '../codes.ts'
import { type CheckInput, type CheckRule, onceFor, type Tell } from '../rule.ts'
import { ownWords, stemsOf } from '../wording.ts'
import { isChange, seriesOf } from './series.ts'

const hasChange =
  /\b(?:increas|decreas|reduc|rais|lower|more\b|less\b|fewer\b|cut(?:s|ting)?\b|grow|improv|better|expand|mitigat|drop|fall|rise|aument|dismin|más\b|menos\b|baj|sub(?:ir|e|an|en|a)\b|mejor|ampli)/i
/** "From initiating to effective": the words themselves name both ends. */
const fromTo = /\bfrom\b.+\bto\b|\bde\b.+\ba\b.+\bnivel\b|\bdesde\b.+\bhasta\b/i

/** A direction that its own words do not call a change: a state to reach, or a way with both ends named. */
function isNoChange(t: Target, title: string): boolean {
  if (t.words === null) return false
  return fromTo.test(t.words) || !(hasChange.test(t.words) || hasChange.test(title))
}

/** Things that have no number of their own, unless a scale or an instrument is named. */
const without =
  /\b(?:alignment|impact|ability|reliance|consistency|access)\b|\b(?:alineación|impacto|capacidad|dependencia|coherencia|acceso)\b/i
const counted = /[%#$]|\b(?:numbers?|rates?|percent\w*|share|frequency|número|tasas?|porcentaje|frecuencia)\b/i
const isUnscaled = (m: Measure, t: Target): boolean =>
  t.words !== null && m.instrument === null && m.definition === null && without.test(t.words) && !counted.test(t.words)

const firstValue =
  /\bbaselines?\b|\b(?:previous|prior|earlier|past|last) years?\b|\bfirst values?\b|\bvalor(?:es)? (?:inicial|de partida)|\bdatos iniciales\b|\baños? anterior/i
const newTool =
  /\b(?:make|build|create|develop|write|design|choose|select)\b.*\b(?:tools?|surveys?|instruments?|rubrics?|evaluation|assessment)\b|\b(?:crear|elaborar|desarrollar|escribir|elegir)\b.*\b(?:instrumentos?|encuestas?|rúbricas?|evaluación)\b/i
const byTool = /evaluat|survey|rubric|evaluaci|encuesta|rúbrica/i
/** Stems that nearly every line of a plan has. */
const plain = stemsOf(
  'school schools student students district staff data more fewer escuela estudiante distrito personal datos',
)

/** What a table of work says about first values to come: titles of its tasks and measures that speak of them, by the element they stand below. */
const announcements = onceFor(({ plan, graph, stems }) => {
  type Said = { first: ReadonlySet<string>[]; tool: ReadonlySet<string>[] }
  const out = new Map<string, Said>()
  const add = (id: string, title: string, isTask: boolean): void => {
    const kind = firstValue.test(title) ? 'first' : isTask && newTool.test(title) ? 'tool' : null
    if (!kind) return
    const said = out.get(id) ?? { first: [], tool: [] }
    said[kind].push(stems(title))
    out.set(id, said)
  }
  for (const e of plan.elements)
    if (graph.level(e)?.role === 'task') for (const parent of e.parents) add(parent, ownWords(e.title, plan), true)
  for (const m of plan.measures) for (const id of m.of) add(id, ownWords(m.title, plan), false)
  const cited = new Map<string, string[]>()
  for (const cite of citesOf(plan)) {
    const list = cited.get(codeKey(cite.code))
    if (list) list.push(cite.by)
    else cited.set(codeKey(cite.code), [cite.by])
  }
  return { said: out, cited }
})

/** True when a task or measure of the same table speaks of a baseline, of earlier years, or of the tool that is still to come. */
function isAnnounced(m: Measure, t: Target, input: CheckInput): boolean {
  const { plan, graph, stems } = input
  const { said, cited } = announcements(input)
  if (said.size === 0) return false
  const text = `${ownWords(m.title, plan)} ${t.words ?? ''} ${m.instrument ?? ''}`
  const own = [...stems(text)].filter((one) => !plain.has(one))
  const kin = (other: ReadonlySet<string>): boolean => own.some((one) => other.has(one))
  const goals = m.of.filter((id) => graph.byId(id) && graph.level(graph.byId(id) as Element)?.role === 'goal')
  const tables = [
    ...goals.flatMap((id) => graph.children(id).map((e) => e.id)),
    ...(cited.get(codeKey(m.code ?? '')) ?? []),
  ]
  const tool = m.instrument !== null || byTool.test(text)
  return (
    m.of.some((id) => (said.get(id)?.first.length ?? 0) > 0) ||
    tables.some((id) => said.get(id)?.first.some(kin)) ||
    (tool && [...m.of, ...tables].some((id) => said.get(id)?.tool.some(kin)))
  )
}

type Gap = { measure: Measure; target: Target; path: Path; title: string }
const nameOf = ({ measure, title }: Gap, { graph }: CheckInput): string =>
  measure.code ?? [graph.byId(measure.of[0] ?? '')?.code, `“${title}”`].filter(Boolean).join(' ')
/** One printed line that the file splits (students and staff): the same code at the same place. */
const lineOf = ({ measure: m }: Gap): string =>
  m.code ? JSON.stringify([m.code, m.of[0], m.source?.page ?? null, m.source?.place ?? null]) : m.id
/** What stands in each printed line, in the order of the file. */
function lines(gaps: readonly Gap[]): [Gap, ...Gap[]][] {
  const out = new Map<string, [Gap, ...Gap[]]>()
  for (const one of gaps.toSorted((a, b) => Number(a.path[1]) - Number(b.path[1]))) {
    const list = out.get(lineOf(one))
    if (list) list.push(one)
    else out.set(lineOf(one), [one])
  }
  return [...out.values()]
}

/** From so many on, what most measures of a level lack is told once. */
const many = 3
/** So many are named; the others stand among the related places. */
const most = 12

function tellOne(gap: Gap, how: 'start' | 'scale', published: boolean, tell: Tell, related: readonly Path[]): void {
  const { measure, target: t, path, title } = gap
  tell(
    path,
    {
      how: how === 'scale' ? 'scale' : 'one',
      words: t.words ?? title,
      measure: [measure.code, title].filter(Boolean).join(' '),
      named: t.words === null ? 'no' : 'yes',
      published: published ? 'yes' : 'no',
      count: 1,
      all: 1,
      level: '',
      list: '',
      rest: 0,
      announced: 0,
    },
    t.kind === 'direction' ? { severity: 'note', related } : { related },
  )
}

function levelName(plan: Plan, id: string): string {
  const level = plan.grammar.levels.find((one) => one.id === id)
  return level ? ownWords(level.plural, plan) : id
}

/** Directions of one level: told once when most of them have no start, otherwise one by one. */
function tellLevel(level: string, input: CheckInput, gaps: Gaps, tell: Tell): void {
  const all = new Set(gaps.all.map(lineOf)).size
  const i = input.plan.grammar.levels.findIndex((one) => one.id === level)
  for (const how of ['start', 'scale'] as const) {
    const list = lines(gaps[how])
    const once = how === 'scale' ? list.length > 1 : list.length >= many && list.length * 2 > all
    if (!once || i < 0)
      for (const [one, ...same] of list) {
        const also = same.map((other) => other.path)
        tellOne(one, how, false, tell, also)
      }
    else
      tell(
        ['grammar', 'levels', i],
        {
          how: how === 'scale' ? 'scales' : 'many',
          words: '',
          measure: '',
          named: 'no',
          published: 'no',
          count: list.length,
          all,
          level: levelName(input.plan, level),
          list: list
            .slice(0, most)
            .map(([one]) => nameOf(one, input))
            .join(', '),
          rest: Math.max(0, list.length - most),
          announced: how === 'start' ? new Set(gaps.announced.map(lineOf)).size : 0,
        },
        { severity: 'note', element: null, related: gaps[how].map((one) => one.path) },
      )
  }
}
type Gaps = Record<'all' | 'start' | 'scale' | 'announced', Gap[]>

/** A change, and nobody says from where. Of directions only, it is a note: one for a level when most of them lack a start. */
const noBaseline: CheckRule = {
  id: 'no-baseline',
  severity: 'warning',
  run: (input, tell) => {
    const { plan, graph } = input
    const said = new Set<string>()
    for (const p of plan.published) if (p.comparable) said.add(p.measure)
    const levels = new Map<string, Gaps>()
    for (const series of seriesOf(input)) {
      const directions = series.entries.filter((one) => one.target.kind === 'direction')
      const isSoon = !series.base && directions.some((one) => isAnnounced(one.measure, one.target, input))
      for (const { measure, target: t, path } of series.entries) {
        const title = ownWords(measure.title, plan)
        const gap: Gap = { measure, target: t, path, title }
        if (t.kind !== 'direction') {
          // So many more of what is only counted begins at nothing: 600 visits.
          const fromNothing = t.kind === 'changeAbsolute' && (t.amount ?? 0) > 0 && !hasChange.test(t.words ?? '')
          // So many days earlier, and the day is printed: the day itself says whether it is reached.
          const byDay = t.unit === 'days' && Boolean(t.dueBy?.date)
          const lacks = isChange(t) && t.amount !== null && !series.base && !t.baseline && measure.pair !== 'pre_post'
          if (lacks && !fromNothing && !byDay) tellOne(gap, 'start', said.has(measure.id), tell, [])
          continue
        }
        if (isNoChange(t, title)) continue
        const level = graph.byId(measure.of[0] ?? '')?.level ?? ''
        const gaps = levels.get(level) ?? { all: [], start: [], scale: [], announced: [] }
        levels.set(level, gaps)
        gaps.all.push(gap)
        // A figure that somebody published is a baseline in waiting: enough to tell a direction by.
        if (series.base || t.baseline || measure.pair === 'pre_post' || said.has(measure.id)) continue
        const how = isSoon ? 'announced' : isUnscaled(measure, t) ? 'scale' : 'start'
        gaps[how].push(gap)
      }
    }
    for (const [level, gaps] of levels) tellLevel(level, input, gaps, tell)
  },
}

export const missing: readonly CheckRule[] = [noBaseline]
