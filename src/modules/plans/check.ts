import type { Values } from '../../platform/words.ts'
import type { Element, Level, Plan } from './file/format.ts'
import { nearest } from './file/nearest.ts'
import { numberOf } from './file/numbering.ts'
import { nowhere, type Path, type Places, type Problem, type Rule, type Severity } from './file/problem.ts'
import { checkMeasures } from './check-measures.ts'
import { takenByPages, takenByPlanPages } from './rules.ts'

export type Report = (rule: Rule, severity: Severity, path: Path, values?: Values, element?: string | null) => void

/** Ids that occur twice in a list: the second place is reported. */
function uniqueIds(list: readonly { id: string }[], name: string, report: Report): void {
  const seen = new Set<string>()
  list.forEach(({ id }, i) => {
    if (seen.has(id)) report('duplicate-id', 'error', [name, i, 'id'], { id }, name === 'elements' ? id : null)
    seen.add(id)
  })
}

/** Takes away whatever has nothing left at one side, again and again. */
const peel = (ends: Map<string, Set<string>>, other: Map<string, Set<string>>): void => {
  const free = [...ends.keys()].filter((id) => ends.get(id)?.size === 0)
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const next of other.get(id) ?? []) {
      const left = ends.get(next)
      if (left?.delete(id) && left.size === 0) free.push(next)
    }
    ends.delete(id)
    other.delete(id)
  }
}

/** Elements on a cycle of parents, 20 at most. Linear: whatever has no parent left, or no child left, is taken away; only what remains is searched. */
function cyclic(elements: ReadonlyMap<string, Element>): string[] {
  const above = new Map<string, Set<string>>()
  const below = new Map<string, Set<string>>()
  for (const id of elements.keys()) {
    above.set(id, new Set())
    below.set(id, new Set())
  }
  for (const e of elements.values())
    for (const p of e.parents)
      if (elements.has(p)) {
        above.get(e.id)?.add(p)
        below.get(p)?.add(e.id)
      }
  peel(above, below)
  for (const set of below.values()) for (const id of set) if (!below.has(id)) set.delete(id)
  peel(below, above)
  const on: string[] = []
  for (const start of [...above.keys()].slice(0, 40)) {
    const seen = new Set<string>()
    const stack = [...(above.get(start) ?? [])]
    for (let id = stack.pop(); id !== undefined && on.length < 20; id = stack.pop()) {
      if (id === start) {
        on.push(start)
        break
      }
      if (seen.has(id)) continue
      seen.add(id)
      stack.push(...(above.get(id) ?? []))
    }
  }
  return on
}

function checkGrammar(plan: Plan, report: Report): Map<string, Level> {
  const levels = new Map(plan.grammar.levels.map((l) => [l.id, l]))
  uniqueIds(plan.grammar.levels, 'levels', (rule, severity, path, values) =>
    report(rule, severity, ['grammar', ...path], values),
  )
  plan.grammar.levels.forEach((level, i) => {
    level.parents.forEach((p, j) => {
      if (!levels.has(p))
        report('unknown-level-parent', 'error', ['grammar', 'levels', i, 'parents', j], {
          level: p,
          nearest: nearest(p, levels.keys()),
        })
    })
    const under = level.numbering?.under
    if (under && !levels.has(under))
      report('unknown-level-parent', 'error', ['grammar', 'levels', i, 'numbering', 'under'], {
        level: under,
        nearest: nearest(under, levels.keys()),
      })
  })
  return levels
}

function checkCode(e: Element, i: number, level: Level, elements: ReadonlyMap<string, Element>, report: Report): void {
  const { numbering } = level
  if (!e.code || !numbering || numbering.style === 'none') return
  const above: string[] = []
  if (numbering.under) {
    const seen = new Set<string>()
    const stack = [...e.parents]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      const p = elements.get(id)
      if (!p || seen.has(id)) continue
      seen.add(id)
      if (p.level === numbering.under) above.push(p.code ?? '')
      else stack.push(...p.parents)
    }
  } else above.push('')
  const code = e.code
  if (above.length && !above.some((a) => numberOf(numbering, code, a) !== null))
    report('code-shape', 'warning', ['elements', i, 'code'], { code }, e.id)
}

function checkTime(e: Element, i: number, plan: Plan, report: Report): void {
  const t = e.timeframe
  if (!t) return
  if (t.from && t.to && t.from > t.to)
    report('timeframe-backwards', 'error', ['elements', i, 'timeframe', 'to'], { from: t.from, to: t.to }, e.id)
  for (const key of ['from', 'to'] as const) {
    const day = t[key]
    if (day && (day < plan.period.from || day > plan.period.to))
      report(
        'date-outside',
        'warning',
        ['elements', i, 'timeframe', key],
        { date: day, from: plan.period.from, to: plan.period.to },
        e.id,
      )
  }
}

/**
 * The basic rules of a plan: ids, codes, levels, parents, offices, dates, measures, targets. Pure.
 * In: the plan; where its fields stand in a file (left out for a plan from the database); the ids of the known indicator definitions, when they are to be checked.
 * Out: problems in the order of the file. The compiler's rules about meaning are not here.
 */
export function checkPlan(plan: Plan, places: Places = nowhere, definitions?: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  const report: Report = (rule, severity, path, values = {}, element = null) =>
    problems.push({ rule, severity, values, path, element, ...places(path) })
  const levels = checkGrammar(plan, report)
  const offices = new Set(plan.offices.map((o) => o.id))
  const roles = new Set(plan.roles.map((r) => r.id))
  if (plan.period.from > plan.period.to) report('period-backwards', 'error', ['period', 'to'], plan.period)
  if (takenByPages.has(plan.id)) report('taken-address', 'error', ['id'], { id: plan.id })
  for (const name of [
    'statements',
    'offices',
    'roles',
    'story',
    'approvals',
    'voices',
    'needs',
    'funding',
    'elements',
    'measures',
    'sources',
  ] as const)
    uniqueIds(plan[name], name, report)
  // What is promised is known by the id of its target: two with one id would be judged by one of them.
  const targets = new Set<string>()
  plan.measures.forEach((measure, i) =>
    measure.targets.forEach(({ id }, j) => {
      if (targets.has(id)) report('duplicate-id', 'error', ['measures', i, 'targets', j, 'id'], { id })
      targets.add(id)
    }),
  )

  const elements = new Map<string, Element>()
  for (const e of plan.elements) if (!elements.has(e.id)) elements.set(e.id, e)
  const codes = new Map<string, string>()
  plan.elements.forEach((e, i) => {
    const say = (rule: Rule, severity: Severity, path: Path, values: Values) =>
      report(rule, severity, ['elements', i, ...path], values, e.id)
    for (const key of ['id', 'code'] as const)
      if (takenByPlanPages.has(e[key]?.toLowerCase() ?? '')) say('taken-address', 'error', [key], { id: e[key] ?? '' })
    const code = e.code?.toLowerCase()
    const other = code ? codes.get(code) : undefined
    if (code && other !== undefined && other !== e.id)
      say('duplicate-code', 'error', ['code'], { code: e.code ?? '', other })
    else if (code) codes.set(code, e.id)
    const level = levels.get(e.level)
    if (!level) say('unknown-level', 'error', ['level'], { level: e.level, nearest: nearest(e.level, levels.keys()) })
    e.parents.forEach((p, j) => {
      const parent = elements.get(p)
      if (!parent)
        say('dangling-parent', 'error', ['parents', j], {
          parent: p,
          nearest: plan.elements.length < 2000 ? nearest(p, elements.keys()) : '',
        })
      else if (level && levels.has(parent.level) && !level.parents.includes(parent.level))
        say('wrong-parent', 'error', ['parents', j], { level: e.level, parent: parent.level })
    })
    if (level && level.parents.length > 0 && !level.top && e.parents.length === 0)
      say('no-parent', 'warning', [], { level: e.level })
    if (level) checkCode(e, i, level, elements, report)
    if (e.owner && !offices.has(e.owner))
      say('unknown-office', 'error', ['owner'], { office: e.owner, nearest: nearest(e.owner, offices) })
    if (e.champion && !roles.has(e.champion))
      say('unknown-role', 'error', ['champion'], { role: e.champion, nearest: nearest(e.champion, roles) })
    checkTime(e, i, plan, report)
    for (const lang of ['en', 'es'] as const)
      if (!e.title[lang]) say('missing-translation', 'note', ['title'], { lang })
  })
  for (const id of cyclic(elements))
    report('cycle', 'error', ['elements', plan.elements.findIndex((e) => e.id === id), 'parents'], { id }, id)
  plan.links.forEach((l, i) => {
    for (const key of ['from', 'to'] as const)
      if (!elements.has(l[key])) report('dangling-link', 'error', ['links', i, key], { id: l[key] })
  })
  const named = (list: readonly (readonly string[])[], name: string, key: string): void =>
    list.forEach((ids, i) => {
      ids.forEach((id, j) => {
        if (!elements.has(id)) report('dangling-link', 'error', [name, i, key, j], { id })
      })
    })
  named(
    plan.statements.map((one) => one.shows),
    'statements',
    'shows',
  )
  named(
    plan.voices.map((one) => one.shows),
    'voices',
    'shows',
  )
  named(
    plan.needs.map((one) => one.leadsTo),
    'needs',
    'leadsTo',
  )
  named(
    plan.funding.map((one) => one.pays),
    'funding',
    'pays',
  )
  plan.story.forEach((one, i) => {
    if (one.office && !offices.has(one.office))
      report('unknown-office', 'error', ['story', i, 'office'], {
        office: one.office,
        nearest: nearest(one.office, offices),
      })
  })
  plan.declares.forEach((one, i) => {
    if (!levels.has(one.level))
      report('unknown-level', 'error', ['declares', i, 'level'], {
        level: one.level,
        nearest: nearest(one.level, levels.keys()),
      })
  })
  plan.measures.forEach((measure, i) => {
    if (measure.office && !offices.has(measure.office))
      report('unknown-office', 'error', ['measures', i, 'office'], {
        office: measure.office,
        nearest: nearest(measure.office, offices),
      })
  })
  checkMeasures(plan, elements, report, definitions)
  return problems.toSorted((a, b) => a.line - b.line || a.col - b.col)
}
