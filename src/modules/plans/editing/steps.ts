import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import type { Plan } from '../file/format.ts'
import { madeBefore, undoneBefore } from './again.ts'
import {
  addElement,
  addMeasure,
  addTarget,
  allLevels,
  moveBy,
  moveTo,
  removeElement,
  removeEntry,
  renumberOp,
} from './build.ts'
import { changeDraft, type Done, type Draft, draftPlan, undoStep } from './drafts.ts'
import { type Flat, meant } from './fields.ts'
import type { Op } from './ops.ts'

/** What a step did, and where to go on: an element, a measure, or the top of the plan. */
export type Stepped = {
  done: Done
  said: 'saved' | 'undone' | 'redone' | 'unchanged'
  at: string | null
  measure: string | null
}

const nobody = () =>
  invalid('plans/nobody', 'There is no such part of the plan, or several have this code.', 'Look it up and try again.')
const noTitle = () => invalid('plans/empty-title', 'There is no title.', 'Write a title.')

/** The start of a new id: it names the draft and the step, so that it is never given twice. */
const idOf = (draft: Draft, kind: string): string => `${kind.slice(0, 40)}-d${draft.row.draft_id}-${draft.row.ops + 1}`

const must = (plan: Plan, typed: string): string => {
  const found = meant(plan, typed)
  if (!found) throw nobody()
  return found.id
}
const title = (typed: string | undefined): string => {
  const words = (typed ?? '').trim()
  if (words === '') throw noTitle()
  return words
}

type Made = { op: Op | null; at: string | null; measure?: string | null }

function make(draft: Draft, form: Flat, here: string | null): Made {
  const { plan } = draft
  const id = form['id'] ?? ''
  switch (form['do']) {
    case 'add': {
      const level = form['level'] ?? ''
      const parent = form['parent'] || null
      const op = addElement(plan, { parent, level, title: title(form['title']), id: idOf(draft, level) })
      return { op, at: op.kind === 'add' ? op.at.id : here }
    }
    case 'up':
    case 'down':
      return { op: moveBy(plan, id, form['parent'] || null, form['do']), at: form['parent'] || null }
    case 'move': {
      const to = (form['to'] ?? '').trim()
      return { op: moveTo(plan, id, form['from'] || null, to === '' ? null : must(plan, to)), at: id }
    }
    case 'remove': {
      const parent = plan.elements.find((one) => one.id === id)?.parents[0] ?? null
      return { op: removeElement(plan, id), at: parent }
    }
    case 'renumber': {
      const level = form['level'] || allLevels
      if (form['n'] !== String(draft.row.ops))
        throw conflict(
          'plans/codes-changed',
          'The draft changed since this list was made.',
          'Look at the list as it is now.',
        )
      return { op: renumberOp(plan, level === allLevels ? undefined : new Set([level])), at: here }
    }
    case 'add-measure': {
      const of = must(plan, id)
      const op = addMeasure(plan, { of, title: title(form['measure_title']), id: idOf(draft, 'm') })
      return { op, at: of, measure: op.kind === 'add' ? op.at.id : null }
    }
    case 'remove-measure': {
      const measure = form['measure'] ?? ''
      const of = plan.measures.find((one) => one.id === measure)?.of[0] ?? here
      return { op: removeEntry(plan, { list: 'measures', id: measure }), at: of }
    }
    case 'add-target':
      return {
        op: addTarget(plan, { of: form['measure'] ?? '', id: idOf(draft, 't') }),
        at: here,
        measure: form['measure'] ?? null,
      }
    case 'remove-target':
      return {
        op: removeEntry(plan, { list: 'targets', id, of: form['measure'] ?? '' }),
        at: here,
        measure: form['measure'] ?? null,
      }
    default:
      throw invalid('plans/bad-step', 'The form came incomplete.', 'Open the draft again and send it from there.')
  }
}

/**
 * One step of a draft from a form (all but the fields of an element or a measure). In: the form with `do` and what it is about; `here`: where the person is; `n`: the
 * step at which the page was made: the same form sent twice is one step.
 * Errors: Invalid and Conflict of what it does, see `build.ts` and `drafts.ts`.
 */
export async function takeStep(tx: Tx, scope: Scope, draftId: number, form: Flat): Promise<Stepped> {
  const here = form['here'] || null
  const what = form['do']
  if (what === 'undo' || what === 'redo') {
    const done = (await undoneBefore(tx, scope, draftId, form, what))
      ? { draft: await draftPlan(tx, draftId), step: null }
      : await undoStep(tx, scope, draftId, what)
    const still = here !== null && done.draft.plan.elements.some((one) => one.id === here)
    return { done, said: what === 'undo' ? 'undone' : 'redone', at: still ? here : null, measure: null }
  }
  const made: { it: Made | null; before: boolean } = { it: null, before: false }
  const done = await changeDraft(tx, scope, draftId, async (draft) => {
    const before = await madeBefore(tx, scope, draft, form, (then) => make(then, form, here))
    made.before = before !== null
    made.it = before ?? make(draft, form, here)
    return made.before ? null : made.it.op
  })
  return {
    done,
    said: done.step || made.before ? 'saved' : 'unchanged',
    at: made.it?.at ?? null,
    measure: made.it?.measure ?? null,
  }
}
