import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { conflict } from '../../../platform/errors.ts'
import { historyOf, merge, record, type Recorded } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { type Deputy, mustUpdate } from '../access.ts'
import { behalfOf, write } from '../actions.ts'
import { standingIn } from '../delegation/reading.ts'
import type { Item } from '../schema.ts'
import { itemById } from '../store.ts'
import { mustReadCycle } from './access.ts'
import { type Draft, draftAt, draftOf, type Problem, undoOf, wanted } from './rules.ts'
import { type Answer, type AnswerFields, answerFieldNames, type Question, type Typed } from './schema.ts'
import { answerTo, putAnswer, questionById } from './store.ts'

export const answerObject = 'work.cycle_answer'

type Asked = { question: Question; item: Item; answer: Answer | null; deputy: Deputy }

/** A question with its answer, held until the transaction ends. Who may update its due item may answer. */
async function held(tx: Tx, visitor: Visitor, questionId: number): Promise<Asked> {
  const question = await questionById(tx, questionId)
  mustReadCycle(visitor, question.district_id)
  const item = await itemById(tx, question.item_id, true)
  const deputy = await standingIn(tx, visitor)
  mustUpdate(deputy, item)
  return { question, item, answer: await answerTo(tx, questionId), deputy }
}

async function save(tx: Tx, asked: Asked, fields: AnswerFields, verb: string): Promise<Answer> {
  const { question, item, answer, deputy } = asked
  const today = await todayOf(tx, question.district_id)
  const before = draftOf(answer)
  const row = await putAnswer(tx, question, fields, { on: today, at: now() })
  const reason = behalfOf(deputy, item)
  await record(tx, deputy.scope, {
    org_id: question.district_id,
    object: answerObject,
    object_id: question.question_id,
    version: row.version,
    verb,
    was: { ...before },
    became: { ...fields },
    reason,
  })
  if (item.state !== 'done') await write(tx, deputy.scope, item, { state: 'done', done_on: today }, 'updated', reason)
  return row
}

export type Outcome =
  | { kind: 'saved'; answer: Answer }
  | { kind: 'problems'; problems: Problem[] }
  /** Somebody changed the same fields after this person opened the form: nothing is saved, both stand on the page. */
  | { kind: 'conflict'; answer: Answer; mine: Draft; fields: (keyof Draft)[]; theirs: Recorded | null }

/**
 * Answers a question, or changes the answer: also after the closing, where it counts as late. In: who, the question, what they sent with the version that they
 * saw (0: none yet). An edit of an older version is merged where it touches other fields. The same form twice changes nothing.
 * Errors: Missing, Forbidden `work/not-yours`.
 */
export async function saveAnswer(tx: Tx, visitor: Visitor, questionId: number, typed: Typed): Promise<Outcome> {
  const asked = await held(tx, visitor, questionId)
  const { answer } = asked
  const want = wanted(typed)
  if (want.problems.length > 0) return { kind: 'problems', problems: want.problems }
  const current = draftOf(answer)
  const changes = await historyOf(tx, answerObject, questionId)
  const seen = typed.version >= (answer?.version ?? 0) ? current : draftAt(changes, typed.version)
  const merged = merge<Draft>(seen, current, want.fields)
  const result = merged.kind === 'merged' ? { ...current, ...merged.fields } : null
  // Two edits that are fine alone may not be so together: stuck by one, its reason emptied by the other.
  const torn =
    result !== null && wanted({ ...result, state: result.state || undefined, version: 0 }).problems.length > 0
  if (result === null || torn || result.state === '') {
    if (answer === null) return { kind: 'problems', problems: [{ field: 'state', code: 'choose' }] }
    const fields = answerFieldNames.filter((name) => want.fields[name] !== current[name])
    return {
      kind: 'conflict',
      answer,
      mine: want.fields,
      fields,
      theirs: changes.find((one) => one.version > typed.version) ?? null,
    }
  }
  const { state } = result
  if (answer !== null && answerFieldNames.every((name) => result[name] === answer[name]))
    return { kind: 'saved', answer }
  return {
    kind: 'saved',
    answer: await save(tx, asked, { ...result, state }, answer === null ? 'answered' : 'changed'),
  }
}

/**
 * Undoes one change of an answer as a new change. A first answer is changed, not undone.
 * Errors: Missing, Forbidden `work/not-yours`, Conflict `work/changed-since`.
 */
export async function undoAnswer(tx: Tx, visitor: Visitor, questionId: number, version: number): Promise<Answer> {
  const asked = await held(tx, visitor, questionId)
  const fields = undoOf(await historyOf(tx, answerObject, questionId), version)
  if (!fields || !asked.answer)
    throw conflict(
      'work/changed-since',
      'This change can no longer be undone, as the same thing was changed after it.',
      'Open the item to see its history, and change it to what it should be.',
    )
  const { state, because, since, ahead, help } = asked.answer
  return save(tx, asked, { state, because, since, ahead, help, ...fields }, 'undone')
}
