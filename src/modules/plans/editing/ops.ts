import { conflict } from '../../../platform/errors.ts'
import type { Element, Measure, Plan, Target } from '../file/format.ts'

/** Any value of a plan. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value | undefined }
/** What a field was when the operation was made, and what it becomes. */
export type Change<T = Value> = { before: T; after: T }

/** Where an entry stands: an element, a measure, or a target of the measure `of`. */
export type Spot =
  | { list: 'elements'; id: string }
  | { list: 'measures'; id: string }
  | { list: 'targets'; id: string; of: string }
export type Entry = Element | Measure | Target

/** Fields of the plan itself that an operation may set; never its id, language or grammar. */
export const planFields = [
  'title',
  'summary',
  'adoption',
  'approvals',
  'declares',
  'story',
  'statements',
  'offices',
  'roles',
  'voices',
  'needs',
  'funding',
  'links',
  'waivers',
  'glossary',
] as const
export type PlanField = (typeof planFields)[number]

/** Sets fields of one entry. An id is never set. */
export type SetOp = { kind: 'set'; at: Spot | { list: 'plan' }; fields: Readonly<Record<string, Change>> }
/** A new entry, after the one with the id `after` (null: first of its list). */
export type AddOp = { kind: 'add'; at: Spot; value: Entry; after: string | null }
/** Takes an entry out; holds it, so that it can come back. */
export type RemoveOp = { kind: 'remove'; at: Spot; value: Entry; after: string | null }
/** An element goes under other parents or to another place; `block`: how many entries move together, the element and what follows it. */
export type MoveOp = {
  kind: 'move'
  id: string
  block: number
  parents: Change<readonly string[]>
  /** the id of the entry right before it; null: it is the first */
  place: Change<string | null>
}
type Code = string | null
/** New codes; lost ones go to the old codes. Measures that carry the code of their element go along. */
export type RenumberOp = {
  kind: 'renumber'
  elements: readonly { id: string; code: Change<Code>; oldCodes: Change<readonly string[]> }[]
  measures: readonly { id: string; code: Change<Code> }[]
}
/** Several operations as one step, in their order. */
export type AllOp = { kind: 'all'; ops: readonly Op[] }
/** One step of a draft. Each holds the value that it found, so that it can be undone exactly. */
export type Op = SetOp | AddOp | RemoveOp | MoveOp | RenumberOp | AllOp

/** Equal as data: the order of keys does not matter, an absent key is not null. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((one, i) => same(one, b[i]))
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(x).filter((key) => x[key] !== undefined)
  if (keys.length !== Object.keys(y).filter((key) => y[key] !== undefined).length) return false
  return keys.every((key) => y[key] !== undefined && same(x[key], y[key]))
}

const other = (what: string) =>
  conflict(
    'plans/other-state',
    'This step does not fit the draft as it is now: {what}.',
    'Open the draft again and repeat the step.',
    [],
    { what },
  )

type Rec = Readonly<Record<string, unknown>>

function changed<T extends object>(entry: T, fields: Readonly<Record<string, Change<unknown>>>): T {
  const out: Record<string, unknown> = { ...(entry as Rec) }
  for (const [name, { before, after }] of Object.entries(fields)) {
    if (name === 'id' || !Object.hasOwn(entry, name) || !same((entry as Rec)[name], before)) throw other(name)
    out[name] = after
  }
  return out as T
}

const placeOf = (list: readonly { id: string }[], id: string): number => {
  const i = list.findIndex((one) => one.id === id)
  if (i < 0) throw other(`${id} is not there`)
  return i
}

/** The index right after an entry; 0 for null. */
const after = (list: readonly { id: string }[], id: string | null): number => (id === null ? 0 : placeOf(list, id) + 1)

function inList<T extends { id: string }>(list: readonly T[], id: string, op: SetOp | AddOp | RemoveOp): T[] {
  if (op.kind === 'set') {
    const i = placeOf(list, id)
    return list.with(i, changed(list[i] as T, op.fields))
  }
  if (op.kind === 'add') {
    if (op.value.id !== id || list.some((one) => one.id === id)) throw other(`${id} is there already`)
    return list.toSpliced(after(list, op.after), 0, op.value as unknown as T)
  }
  const i = placeOf(list, id)
  if ((list[i - 1]?.id ?? null) !== op.after || !same(list[i], op.value)) throw other(`${id} was changed`)
  return list.toSpliced(i, 1)
}

function atEntry(plan: Plan, op: SetOp | AddOp | RemoveOp): Plan {
  const { at } = op
  if (at.list === 'plan') {
    if (op.kind !== 'set' || Object.keys(op.fields).some((name) => !(planFields as readonly string[]).includes(name)))
      throw other('the plan itself')
    return changed(plan, op.fields)
  }
  if (at.list === 'elements') return { ...plan, elements: inList(plan.elements, at.id, op) }
  if (at.list === 'measures') return { ...plan, measures: inList(plan.measures, at.id, op) }
  const i = placeOf(plan.measures, at.of)
  const measure = plan.measures[i] as Measure
  return {
    ...plan,
    measures: plan.measures.with(i, { ...measure, targets: inList(measure.targets, at.id, op) }),
  }
}

function moved(plan: Plan, op: MoveOp): Plan {
  const from = placeOf(plan.elements, op.id)
  if ((plan.elements[from - 1]?.id ?? null) !== op.place.before) throw other(`${op.id} stands elsewhere`)
  const block = plan.elements.slice(from, from + op.block)
  const rest = plan.elements.toSpliced(from, op.block)
  if (block.length !== op.block) throw other(`${op.id} stands elsewhere`)
  const head = changed(block[0] as Element, { parents: op.parents })
  return { ...plan, elements: rest.toSpliced(after(rest, op.place.after), 0, head, ...block.slice(1)) }
}

function renumbered(plan: Plan, op: RenumberOp): Plan {
  const take = <T extends { id: string }>(list: T[], changes: readonly ({ id: string } & object)[]): T[] => {
    if (changes.length === 0) return list
    const wanted = new Map(changes.map(({ id, ...fields }) => [id, fields]))
    const out = list.map((one) => {
      const fields = wanted.get(one.id)
      wanted.delete(one.id)
      return fields ? changed(one, fields as Readonly<Record<string, Change<unknown>>>) : one
    })
    if (wanted.size > 0) throw other('something is not there')
    return out
  }
  return { ...plan, elements: take(plan.elements, op.elements), measures: take(plan.measures, op.measures) }
}

/**
 * The plan after an operation; the plan given stays as it was, and both share what did not change. The time it takes is that of copying a list of
 * references. Errors: Conflict `plans/other-state` when the plan does not have the values that the operation found.
 */
export function apply(plan: Plan, op: Op): Plan {
  switch (op.kind) {
    case 'move':
      return moved(plan, op)
    case 'renumber':
      return renumbered(plan, op)
    case 'all':
      return op.ops.reduce(apply, plan)
    default:
      return atEntry(plan, op)
  }
}

const turned = <T>({ before, after }: Change<T>): Change<T> => ({ before: after, after: before })

/** The operation that undoes another: `apply(apply(plan, op), invert(op))` is the plan again. */
export function invert(op: Op): Op {
  switch (op.kind) {
    case 'set':
      return { ...op, fields: Object.fromEntries(Object.entries(op.fields).map(([name, one]) => [name, turned(one)])) }
    case 'add':
      return { ...op, kind: 'remove' }
    case 'remove':
      return { ...op, kind: 'add' }
    case 'move':
      return { ...op, parents: turned(op.parents), place: turned(op.place) }
    case 'renumber':
      return {
        ...op,
        elements: op.elements.map(({ id, code, oldCodes }) => ({
          id,
          code: turned(code),
          oldCodes: turned(oldCodes),
        })),
        measures: op.measures.map(({ id, code }) => ({ id, code: turned(code) })),
      }
    case 'all':
      return { ...op, ops: op.ops.toReversed().map(invert) }
  }
}
