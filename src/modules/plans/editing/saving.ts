import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Element, Measure, Plan } from '../file/format.ts'
import { setOp, together } from './build.ts'
import { changeDraft, type Done, type Draft } from './drafts.ts'
import {
  changedFields,
  elementFields,
  type FieldProblem,
  type Flat,
  type FlatClash,
  flatElement,
  meant,
  mergeFlat,
  nameOf,
  takeElement,
} from './fields.ts'
import { flatMeasure, measureFields, takeMeasure } from './measure-fields.ts'
import { planBefore } from './memory.ts'
import { type Op, same, type Value } from './ops.ts'
import { flatPart, isNaming, type Part, partFormFields, partOf, takePart } from './part-fields.ts'
import type { StepRow } from './schema.ts'
import { stepsFrom } from './store.ts'

/**
 * What became of a form. `saved`: in the draft (`step` is null when it said what is there already). Otherwise nothing is saved, and `typed` holds every
 * field of the form with what the person typed: `problems` tell what cannot be taken, `clashes` which fields somebody else changed meanwhile (`since`: the
 * steps since the form was opened), `gone`: somebody took the entry out.
 */
export type Saved =
  | { kind: 'saved'; done: Done }
  | { kind: 'problems'; draft: Draft; problems: readonly FieldProblem[]; typed: Flat }
  | { kind: 'clash'; draft: Draft; clashes: readonly FlatClash[]; since: readonly StepRow[]; typed: Flat }
  | { kind: 'gone'; draft: Draft; since: readonly StepRow[]; typed: Flat }

/** Fields that a browser leaves out when they are empty. */
export const isBox = (name: string): boolean =>
  ['timeframe.open', 'major', 'artefact'].includes(name) || name.endsWith('.remove')

const idLines = (plan: Plan, text: string): string =>
  text
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => meant(plan, line)?.id ?? line)
    .join('\n')
const nameLines = (plan: Plan, text: string): string =>
  text
    .split('\n')
    .map((line) => (plan.elements.some((one) => one.id === line) ? nameOf(plan, line) : line))
    .join('\n')

const byIds = (plan: Plan, flat: Flat): Flat =>
  Object.fromEntries(Object.entries(flat).map(([name, text]) => [name, isNaming(name) ? idLines(plan, text) : text]))
const byNames = (plan: Plan, flat: Flat): Flat =>
  Object.fromEntries(Object.entries(flat).map(([name, text]) => [name, isNaming(name) ? nameLines(plan, text) : text]))

/** How an entry of one kind becomes a form and back. */
type Kind<T> = {
  find: (plan: Plan, id: string) => T | undefined
  fields: (entry: T) => readonly string[]
  flat: (plan: Plan, entry: T) => Flat
  take: (plan: Plan, entry: T, changed: Flat) => { value: T | null; problems: readonly FieldProblem[] }
  op: (before: T, after: T) => Op | null
}

async function save<T>(tx: Tx, scope: Scope, draftId: number, id: string, form: Flat, kind: Kind<T>): Promise<Saved> {
  const held: { refused: Exclude<Saved, { kind: 'saved' }> | null } = { refused: null }
  const done = await changeDraft(tx, scope, draftId, async (draft) => {
    const { plan, row } = draft
    const opened = /^\d{1,9}$/.test(form['n'] ?? '') ? Math.min(Number(form['n']), row.ops) : row.ops
    const since = opened < row.ops ? await stepsFrom(tx, draftId, opened + 1) : []
    const shownPlan = planBefore(plan, since)
    const now = kind.find(plan, id)
    const shown = kind.find(shownPlan, id) ?? now
    if (!now || !shown) {
      held.refused = { kind: 'gone', draft, since, typed: form }
      return null
    }
    const fields = kind.fields(shown)
    const shownFlat = kind.flat(shownPlan, shown)
    // A field that the form did not hold stays; so does one for which theirs was chosen.
    const given: Record<string, string> = {}
    for (const name of fields) {
      const typed = form[name] ?? (isBox(name) && form['boxes'] === 'yes' ? '' : undefined)
      if (typed !== undefined && form[`pick.${name}`] !== 'theirs') given[name] = typed
    }
    const mine = changedFields(Object.keys(given), shownFlat as Record<string, string>, given)
    const nowFlat = kind.flat(plan, now)
    const merged = mergeFlat(
      byIds(shownPlan, shownFlat) as Record<string, string>,
      byIds(plan, nowFlat) as Record<string, string>,
      byIds(shownPlan, mine as Flat) as Record<string, string>,
    )
    const named = (text: string, name: string): string => (isNaming(name) ? nameLines(plan, text) : text)
    const typed = { ...nowFlat, ...byNames(plan, merged.fields as Flat) }
    if (merged.clashes.length > 0) {
      const clashes = merged.clashes.map(({ field, was, theirs, mine: own }) => ({
        field,
        was: named(was, field),
        theirs: named(theirs, field),
        mine: named(own, field),
      }))
      for (const one of clashes) typed[one.field] = one.mine
      held.refused = { kind: 'clash', draft, clashes, since, typed }
      return null
    }
    const taken = kind.take(plan, now, merged.fields as Flat)
    if (taken.value === null) {
      held.refused = { kind: 'problems', draft, problems: taken.problems, typed }
      return null
    }
    return kind.op(now, taken.value)
  })
  return held.refused ?? { kind: 'saved', done }
}

const elementKind: Kind<Element> = {
  find: (plan, id) => plan.elements.find((one) => one.id === id),
  fields: () => elementFields,
  flat: flatElement,
  take: takeElement,
  op: (before, after) => setOp({ list: 'elements', id: before.id }, before, after),
}

const measureKind: Kind<Measure> = {
  find: (plan, id) => plan.measures.find((one) => one.id === id),
  fields: measureFields,
  flat: flatMeasure,
  take: takeMeasure,
  op: (before, after) =>
    together([
      setOp({ list: 'measures', id: before.id }, before, { ...after, targets: before.targets }),
      ...before.targets.map((was, i) => {
        const target = after.targets[i]
        return target ? setOp({ list: 'targets', id: was.id, of: before.id }, was, target) : null
      }),
    ]),
}

/**
 * Saves the form of an element. In: the draft, the element, and the form: `n`, the number of the last step when it was opened, and its fields.
 * What others did meanwhile to other fields stays; where both changed the same field nothing is saved and both versions come back.
 */
export const saveElement = (tx: Tx, scope: Scope, draftId: number, id: string, form: Flat): Promise<Saved> =>
  save(tx, scope, draftId, id, form, elementKind)

/** The same for a measure with its targets. */
export const saveMeasure = (tx: Tx, scope: Scope, draftId: number, id: string, form: Flat): Promise<Saved> =>
  save(tx, scope, draftId, id, form, measureKind)

const partKind: Kind<Part> = {
  find: partOf,
  fields: partFormFields,
  flat: flatPart,
  take: takePart,
  op: (before, after) =>
    same(before.items, after.items)
      ? null
      : {
          kind: 'set',
          at: { list: 'plan' },
          fields: {
            [before.name]: { before: before.items as unknown as Value, after: after.items as unknown as Value },
          },
        },
}

/** The same for a list of the plan itself, such as its offices. In: the name of the list. */
export const savePart = (tx: Tx, scope: Scope, draftId: number, part: string, form: Flat): Promise<Saved> =>
  save(tx, scope, draftId, part, form, partKind)
