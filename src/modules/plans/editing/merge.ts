import type { Plan } from '../file/format.ts'
import { blockOf, entryAt } from './entry.ts'
import { apply, type Change, type Op, same, type SetOp, type Value } from './ops.ts'

/** A field that two people changed differently: what it was, what it is now, what the second one wants. */
export type Clash = { path: string; was: Value; theirs: Value; mine: Value }
/** An operation as it has to be to fit the plan of now; or why it cannot. */
export type Rebased = { op: Op; clashes: readonly [] } | { op: null; clashes: readonly Clash[] }

type Merged = { value: Value; clashes: readonly Clash[] }
type Fields = { readonly [key: string]: Value | undefined }
const isFields = (value: Value): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value)
const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** Entries taken out and put in on one side are kept where the other side did not touch the same ones. */
function mergeLists(
  was: readonly Value[],
  theirs: readonly Value[],
  mine: readonly Value[],
): readonly Value[] | undefined {
  const has = (list: readonly Value[], one: Value) => list.some((other) => same(other, one))
  const out = was.filter((one) => !has(mine, one))
  const put = mine.filter((one) => !has(was, one))
  if (out.length === 0 && put.length === 0) return undefined
  if (out.some((one) => !has(theirs, one)) || put.some((one) => has(theirs, one))) return undefined
  const result = theirs.filter((one) => !has(out, one))
  for (const one of put) {
    const i = mine.findIndex((other) => same(other, one))
    const before = mine.slice(0, i).findLast((other) => has(result, other))
    const at = before === undefined ? 0 : result.findIndex((other) => same(other, before)) + 1
    result.splice(at, 0, one)
  }
  return result
}

/**
 * Merges a change of a value into what the value is now. Fields of a record merge one by one, lists entry by entry. In: what it was, is now, and is to be.
 * Out: the merged value, and each place where both sides changed the same differently (there the value of now stays).
 */
export function mergeValue(was: Value, theirs: Value, mine: Value, path: string): Merged {
  if (same(mine, was) || same(mine, theirs)) return { value: theirs, clashes: [] }
  if (same(theirs, was)) return { value: mine, clashes: [] }
  if (isFields(was) && isFields(theirs) && isFields(mine)) {
    const out: Record<string, Value> = {}
    const clashes: Clash[] = []
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const [a, b, c] = [was[key], theirs[key], mine[key]]
      if (same(c, a) || same(c, b)) {
        if (b !== undefined) out[key] = b
      } else if (same(b, a)) {
        if (c !== undefined) out[key] = c
      } else {
        const merged = mergeValue(a ?? null, b ?? null, c ?? null, `${path}.${key}`)
        clashes.push(...merged.clashes)
        out[key] = merged.value
      }
    }
    return { value: out, clashes }
  }
  if (isList(was) && isList(theirs) && isList(mine)) {
    const value = mergeLists(was, theirs, mine)
    if (value) return { value, clashes: [] }
  }
  return { value: theirs, clashes: [{ path, was, theirs, mine }] }
}

const gone = (path: string, mine: Value = null): Rebased => ({
  op: null,
  clashes: [{ path, was: null, theirs: null, mine }],
})

function rebaseSet(plan: Plan, op: SetOp): Rebased {
  const entry = op.at.list === 'plan' ? plan : entryAt(plan, op.at)
  if (!entry) return gone(op.at.list === 'plan' ? 'plan' : op.at.id)
  const fields: Record<string, Change> = {}
  const clashes: Clash[] = []
  for (const [name, { before, after }] of Object.entries(op.fields)) {
    const now = (entry as unknown as Record<string, Value>)[name] ?? null
    const merged = mergeValue(before, now, after, name)
    clashes.push(...merged.clashes)
    if (!same(now, merged.value)) fields[name] = { before: now, after: merged.value }
  }
  return clashes.length > 0 ? { op: null, clashes } : { op: { ...op, fields }, clashes: [] }
}

/**
 * Fits an operation that was made from an older state to the plan of now: disjoint fields merge, entries find their new place.
 * Out: the operation with the values of now as `before`; or the fields that both sides changed. An operation that fits already comes back as it is.
 */
export function rebase(plan: Plan, op: Op): Rebased {
  if (op.kind === 'set') return rebaseSet(plan, op)
  if (op.kind === 'add') {
    if (entryAt(plan, op.at)) return gone(op.at.id)
    if (op.at.list === 'targets' && !entryAt(plan, { list: 'measures', id: op.at.of })) return gone(op.at.of)
    const neighbor = op.after === null ? null : { ...op.at, id: op.after }
    const after = neighbor && !entryAt(plan, neighbor) ? lastOf(plan, op) : op.after
    return { op: { ...op, after }, clashes: [] }
  }
  if (op.kind === 'remove') {
    const entry = entryAt(plan, op.at)
    if (!entry) return gone(op.at.id)
    if (!same(entry, op.value)) {
      const clash = { path: op.at.id, was: op.value as unknown as Value, theirs: entry as unknown as Value, mine: null }
      return { op: null, clashes: [clash] }
    }
    return { op: { ...op, after: beforeOf(plan, op) }, clashes: [] }
  }
  if (op.kind === 'move') return rebaseMove(plan, op)
  if (op.kind === 'renumber') {
    try {
      apply(plan, op)
      return { op, clashes: [] }
    } catch {
      return gone('code')
    }
  }
  const ops: Op[] = []
  let now = plan
  for (const one of op.ops) {
    const rebased = rebase(now, one)
    if (!rebased.op) return rebased
    now = apply(now, rebased.op)
    ops.push(rebased.op)
  }
  return { op: { kind: 'all', ops }, clashes: [] }
}

function rebaseMove(plan: Plan, op: Extract<Op, { kind: 'move' }>): Rebased {
  const i = plan.elements.findIndex((one) => one.id === op.id)
  const here = plan.elements[i]
  if (!here) return gone(op.id)
  const parents = mergeValue(op.parents.before, here.parents, op.parents.after, 'parents')
  if (parents.clashes.length > 0) return { op: null, clashes: parents.clashes }
  const before = plan.elements[i - 1]?.id ?? null
  const block = before === op.place.before && same(here.parents, op.parents.before) ? op.block : blockOf(plan, i)
  const moving = new Set(plan.elements.slice(i, i + block).map((one) => one.id))
  const wanted = op.place.after
  const stays = wanted === null || (!moving.has(wanted) && plan.elements.some((one) => one.id === wanted))
  return {
    op: {
      ...op,
      block,
      parents: { before: here.parents, after: parents.value as readonly string[] },
      place: { before, after: stays ? wanted : before },
    },
    clashes: [],
  }
}

type Placed = Extract<Op, { kind: 'add' | 'remove' }>
const listOf = (plan: Plan, op: Placed): readonly { id: string }[] => {
  const { at } = op
  if (at.list === 'targets') return plan.measures.find((one) => one.id === at.of)?.targets ?? []
  return plan[at.list]
}
const lastOf = (plan: Plan, op: Placed): string | null => listOf(plan, op).at(-1)?.id ?? null
function beforeOf(plan: Plan, op: Placed): string | null {
  const list = listOf(plan, op)
  return list[list.findIndex((one) => one.id === op.at.id) - 1]?.id ?? null
}

/** The fields in which an operation and the plan of now contradict each other; empty when it can be done. */
export const conflicts = (plan: Plan, op: Op): readonly Clash[] => rebase(plan, op).clashes
