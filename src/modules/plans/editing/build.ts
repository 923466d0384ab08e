import { invalid } from '../../../platform/errors.ts'
import { bearerAbove, elementsById, numberings } from '../codes/above.ts'
import { generateCodes } from '../codes/generate.ts'
import { renumber } from '../codes/renumber.ts'
import { blankElement, blankMeasure, blankTarget } from '../file/blank.ts'
import { codeOf, numberOf } from '../file/numbering.ts'
import type { Element, Level, Plan } from '../file/format.ts'
import { blockOf, entryAt } from './entry.ts'
import { type Change, type Entry, type Op, same, type Spot, type Value } from './ops.ts'

/** Sets the fields in which two states of an entry differ; null when there is no difference. The id stays. */
export function setOp(at: Spot, before: Entry, after: Entry): Op | null {
  const fields: Record<string, Change> = {}
  const [was, becomes] = [before, after] as unknown as Record<string, Value>[]
  for (const name of Object.keys(becomes ?? {}))
    if (name !== 'id' && !same(was?.[name], becomes?.[name]))
      fields[name] = { before: was?.[name] ?? null, after: becomes?.[name] ?? null }
  return Object.keys(fields).length === 0 ? null : { kind: 'set', at, fields }
}

/** One step out of several operations; null when there is none. */
export function together(ops: readonly (Op | null)[]): Op | null {
  const some = ops.filter((op) => op !== null)
  return some.length > 1 ? { kind: 'all', ops: some } : (some[0] ?? null)
}

const levelOf = (plan: Plan, id: string): Level | undefined => plan.grammar.levels.find((one) => one.id === id)

/** Levels that may stand below an element, or at the top (null), by the grammar of the plan. */
export function levelsBelow(plan: Plan, parent: Element | null): readonly Level[] {
  return plan.grammar.levels.filter((one) =>
    parent === null ? one.parents.length === 0 || one.top : one.parents.includes(parent.level),
  )
}

/** An id that no element, measure or target of the plan has: what it is, and the step that makes it, so that it stays readable. */
function freshId(plan: Plan, start: string): string {
  const taken = (id: string): boolean =>
    plan.elements.some((one) => one.id === id) ||
    plan.measures.some((one) => one.id === id || one.targets.some((target) => target.id === id))
  for (let n = 1; ; n++) {
    const id = `${start.slice(0, 60)}${n === 1 ? '' : `-${n}`}`
    if (!taken(id)) return id
  }
}

/**
 * The code that a new element gets by the grammar: the next one of its place. When that would shift the codes of others, it takes the number after the
 * highest one instead, until somebody renumbers. Null at a level without numbers.
 */
function nextCode(plan: Plan, made: Element): string | null {
  const numbering = numberings(plan).get(made.level)
  if (!numbering) return null
  const now = generateCodes(plan)
  const codes = new Map(plan.elements.map((one) => [one.id, one.code]))
  codes.delete(made.id)
  const code = now.get(made.id)
  const shifts = plan.elements.some(
    (one) => one.id !== made.id && one.level === made.level && now.get(one.id) !== one.code,
  )
  const taken = new Set(codes.values())
  if (code && !shifts && !taken.has(code)) return code.length <= 24 ? code : null
  const byId = elementsById(plan)
  const aboveOf = (one: Element): string =>
    (numbering.under ? bearerAbove(one, numbering.under, byId)?.code : null) ?? ''
  let highest = 0
  for (const one of plan.elements)
    if (one.level === made.level && one.code)
      highest = Math.max(highest, numberOf(numbering, one.code, aboveOf(one)) ?? 0)
  for (let n = highest + 1; n <= highest + 50; n++) {
    const next = codeOf(numbering, n, aboveOf(made))
    if (!taken.has(next)) return next.length <= 24 ? next : null
  }
  return null
}

/**
 * A new element at the end of what stands below its parent (null: at the top), with the next code. In: its level, title in the plan's language, and the
 * start of its id. Errors: Invalid `plans/no-such-level` when the grammar has no such level there.
 */
export function addElement(plan: Plan, asked: { parent: string | null; level: string; title: string; id: string }): Op {
  const parent = asked.parent === null ? null : (plan.elements.find((one) => one.id === asked.parent) ?? null)
  if ((asked.parent !== null && !parent) || !levelsBelow(plan, parent).some((one) => one.id === asked.level))
    throw invalid(
      'plans/no-such-level',
      'Nothing of this level may stand here.',
      'Choose one of the levels of the form.',
    )
  const id = freshId(plan, asked.id)
  const made = blankElement({
    id,
    level: asked.level,
    parents: parent ? [parent.id] : [],
    title: { source: plan.language, [plan.language]: asked.title },
  })
  const after = endOf(plan, asked.parent)
  const at = after === null ? 0 : plan.elements.findIndex((one) => one.id === after) + 1
  const code = nextCode({ ...plan, elements: plan.elements.toSpliced(at, 0, made) }, made)
  return { kind: 'add', at: { list: 'elements', id }, value: { ...made, code }, after }
}

/** The entry after which something new below a parent stands: the last one of the parent's part of the document. */
function endOf(plan: Plan, parent: string | null, except?: ReadonlySet<string>): string | null {
  const list = except ? plan.elements.filter((one) => !except.has(one.id)) : plan.elements
  if (parent === null) return list.at(-1)?.id ?? null
  const shorter = { ...plan, elements: [...list] }
  const last = list.findLastIndex((one) => one.parents.includes(parent))
  const i = last < 0 ? list.findIndex((one) => one.id === parent) : last
  return list[i + blockOf(shorter, i) - 1]?.id ?? null
}

/** Elements that have the same parent, in the order of the plan; of the top for null. */
export function siblings(plan: Plan, parent: string | null): Element[] {
  return plan.elements.filter((one) => (parent === null ? one.parents.length === 0 : one.parents.includes(parent)))
}

/** One place up or down among those with the same parent; null when it stands first or last already. */
export function moveBy(plan: Plan, id: string, parent: string | null, way: 'up' | 'down'): Op | null {
  const list = siblings(plan, parent)
  const i = list.findIndex((one) => one.id === id)
  const other = list[way === 'up' ? i - 1 : i + 1]
  const here = list[i]
  if (!here || !other) return null
  const from = plan.elements.indexOf(here)
  const block = blockOf(plan, from)
  const at = plan.elements.indexOf(other)
  const place =
    way === 'up' ? (plan.elements[at - 1]?.id ?? null) : (plan.elements[at + blockOf(plan, at) - 1]?.id ?? null)
  const parents = { before: here.parents, after: here.parents }
  return { kind: 'move', id, block, parents, place: { before: plan.elements[from - 1]?.id ?? null, after: place } }
}

/**
 * An element goes from one parent to another (null: the top), with everything below it; other parents stay. Errors: Invalid `plans/below-itself`,
 * `plans/no-such-level` when the grammar does not let it stand there.
 */
export function moveTo(plan: Plan, id: string, from: string | null, to: string | null): Op | null {
  const i = plan.elements.findIndex((one) => one.id === id)
  const here = plan.elements[i]
  const parent = to === null ? null : (plan.elements.find((one) => one.id === to) ?? null)
  if (!here || (to !== null && !parent)) return null
  if (parent && isBelow(plan, parent.id, id))
    throw invalid('plans/below-itself', 'Nothing can stand below itself.', 'Choose another place.')
  const level = levelOf(plan, here.level)
  const fits = parent === null ? !level?.parents.length || level.top : level?.parents.includes(parent.level)
  if (!fits)
    throw invalid(
      'plans/no-such-level',
      'The grammar of the plan does not let it stand there.',
      'Choose another place.',
    )
  const rest = here.parents.filter((one) => one !== from && one !== to)
  const at = from === null ? -1 : here.parents.indexOf(from)
  const parents = to === null ? rest : rest.toSpliced(Math.max(at, 0), 0, to)
  if (same(parents, here.parents)) return null
  const block = blockOf(plan, i)
  const moving = new Set(plan.elements.slice(i, i + block).map((one) => one.id))
  return {
    kind: 'move',
    id,
    block,
    parents: { before: here.parents, after: parents },
    place: { before: plan.elements[i - 1]?.id ?? null, after: endOf(plan, to, moving) },
  }
}

/** True when an element is another one or stands somewhere below it. */
export function isBelow(plan: Plan, id: string, above: string): boolean {
  const byId = elementsById(plan)
  const seen = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === above) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(byId.get(next)?.parents ?? []))
  }
  return false
}

/**
 * Takes an element out, with its measures and every line that leads to it. Errors: Invalid `plans/not-empty` while something stands below it: that has to
 * go elsewhere first.
 */
export function removeElement(plan: Plan, id: string): Op | null {
  const i = plan.elements.findIndex((one) => one.id === id)
  const here = plan.elements[i]
  if (!here) return null
  if (plan.elements.some((one) => one.parents.includes(id)))
    throw invalid('plans/not-empty', 'Something still stands below it.', 'Move that elsewhere or take it out first.')
  const ops: Op[] = []
  let now = plan.measures
  for (const one of plan.measures) {
    if (!one.of.includes(id)) continue
    const at = { list: 'measures', id: one.id } as const
    const of = one.of.filter((other) => other !== id)
    if (of.length > 0) {
      ops.push({ kind: 'set', at, fields: { of: { before: one.of, after: of } } })
      continue
    }
    const place = now.findIndex((other) => other.id === one.id)
    ops.push({ kind: 'remove', at, value: one, after: now[place - 1]?.id ?? null })
    now = now.toSpliced(place, 1)
  }
  const fields: Record<string, Change> = {}
  const links = plan.links.filter((one) => one.from !== id && one.to !== id)
  if (links.length < plan.links.length) fields['links'] = { before: plan.links, after: links }
  const without = (name: 'voices' | 'needs' | 'funding' | 'statements', key: string): void => {
    const list = plan[name] as readonly Readonly<Record<string, Value>>[]
    const next = list.map((one) => {
      const ids = one[key]
      return Array.isArray(ids) && ids.includes(id) ? { ...one, [key]: ids.filter((other) => other !== id) } : one
    })
    if (!same(next, list)) fields[name] = { before: list, after: next }
  }
  without('statements', 'shows')
  without('voices', 'shows')
  without('needs', 'leadsTo')
  without('funding', 'pays')
  const waivers = plan.waivers.filter((one) => one.element !== id)
  if (waivers.length < plan.waivers.length) fields['waivers'] = { before: plan.waivers, after: waivers }
  if (Object.keys(fields).length > 0) ops.push({ kind: 'set', at: { list: 'plan' }, fields })
  ops.push({ kind: 'remove', at: { list: 'elements', id }, value: here, after: plan.elements[i - 1]?.id ?? null })
  return together(ops)
}

/** Stands for every level where one is chosen; no id of a level can be this. */
export const allLevels = '*'

/**
 * The level with codes that somebody at an element (null: at the top) most likely means to renumber: the first with codes to change among its own level and
 * those right below it, else the first of them. Null when none of them carries numbers.
 */
export function levelAt(plan: Plan, here: Element | null): string | null {
  const numbered = numberings(plan)
  const below = siblings(plan, here?.id ?? null).map((one) => one.level)
  const near = [...new Set([...(here ? [here.level] : []), ...below])].filter((level) => numbered.has(level))
  return near.find((level) => renumber(plan, new Set([level])).changes.length > 0) ?? near[0] ?? null
}

/** New codes by the grammar, for the whole plan or some levels; null when every element has the code of its place. */
export function renumberOp(plan: Plan, levels?: ReadonlySet<string>): Op | null {
  const { plan: next, changes } = renumber(plan, levels)
  if (changes.length === 0) return null
  const elements = plan.elements.flatMap((one, i) => {
    const made = next.elements[i]
    if (!made || made === one) return []
    const oldCodes = { before: one.oldCodes, after: made.oldCodes }
    return [{ id: one.id, code: { before: one.code, after: made.code }, oldCodes }]
  })
  const measures = plan.measures.flatMap((one, i) => {
    const made = next.measures[i]
    return !made || made.code === one.code ? [] : [{ id: one.id, code: { before: one.code, after: made.code } }]
  })
  return { kind: 'renumber', elements, measures }
}

/** A new measure of an element, at the end. */
export function addMeasure(plan: Plan, asked: { of: string; title: string; id: string }): Op {
  const id = freshId(plan, asked.id)
  const value = blankMeasure({
    id,
    of: [asked.of],
    title: { source: plan.language, [plan.language]: asked.title },
  })
  return { kind: 'add', at: { list: 'measures', id }, value, after: plan.measures.at(-1)?.id ?? null }
}

/** A new target of a measure, at the end: a level to be reached, still without amount. */
export function addTarget(plan: Plan, asked: { of: string; id: string }): Op | null {
  const measure = plan.measures.find((one) => one.id === asked.of)
  if (!measure) return null
  const id = freshId(plan, asked.id)
  const value = blankTarget({ id, kind: 'level', operator: '>=' })
  return { kind: 'add', at: { list: 'targets', id, of: asked.of }, value, after: measure.targets.at(-1)?.id ?? null }
}

/** Takes a measure or a target out. */
export function removeEntry(plan: Plan, at: Exclude<Spot, { list: 'elements' }>): Op | null {
  const value = entryAt(plan, at)
  if (!value) return null
  const list = at.list === 'measures' ? plan.measures : (plan.measures.find((one) => one.id === at.of)?.targets ?? [])
  const place = list.findIndex((one) => one.id === at.id)
  return { kind: 'remove', at, value, after: list[place - 1]?.id ?? null }
}
