import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Item } from '../schema.ts'
import { itemColumns } from '../store.ts'
import type { Answer, AnswerFields, Cycle, Question, Series } from './schema.ts'

const seriesColumns =
  'series_id, district_id, slug, title, plan, chosen, rule, opens_before, closes_after, from_date, to_date, ended, version'
const cycleColumns =
  'cycle_id, district_id, series_id, key, opens_on, due_on, closes_on, closed_at, closed_on, digest, version'
const questionColumns = 'question_id, district_id, cycle_id, item_id, element, code, title, sort, office_id'
const answerColumns =
  'question_id, district_id, state, because, since, ahead, help, first_on, saved_on, saved_at, version'
const of = (alias: string, names: string) =>
  names
    .split(', ')
    .map((name) => `${alias}.${name}`)
    .join(', ')

const noCycle = () =>
  missing('work/no-such-cycle', 'There is no such cycle.', 'Go to the list of reporting cycles and choose one there.')

export type SeriesRow = Omit<Series, 'series_id' | 'district_id' | 'version'>
const asJson = new Set(['title', 'chosen', 'rule'])
const valueOf = (name: string, value: unknown): unknown => (asJson.has(name) ? JSON.stringify(value) : value)

export async function seriesOf(tx: Tx, districts: readonly number[]): Promise<Series[]> {
  return query<Series>(
    tx,
    `select ${seriesColumns} from work.cycle_series where district_id = any ($1) order by series_id`,
    [districts],
  )
}

/** A series by id, locked when `lock`. Errors: Missing `work/no-such-cycle` (also for one of another district). */
export async function seriesById(tx: Tx, id: number, lock = false): Promise<Series> {
  const rows = await query<Series>(
    tx,
    `select ${seriesColumns} from work.cycle_series where series_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noCycle()
  return rows[0]
}

export async function insertSeries(tx: Tx, districtId: number, row: SeriesRow): Promise<number> {
  const names = Object.keys(row) as (keyof SeriesRow)[]
  const rows = await query<{ series_id: number }>(
    tx,
    `insert into work.cycle_series (district_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}) returning series_id`,
    [districtId, ...names.map((name) => valueOf(name, row[name]))],
  )
  return rows[0]?.series_id ?? 0
}

/** Writes some columns of a series and raises its version. Names are keys of the row type, never input. Out: the row as it is now. */
export async function setSeries(tx: Tx, id: number, fields: Partial<SeriesRow>): Promise<Series> {
  const names = Object.keys(fields) as (keyof SeriesRow)[]
  const rows = await query<Series>(
    tx,
    `update work.cycle_series set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
     where series_id = $1 returning ${seriesColumns}`,
    [id, ...names.map((name) => valueOf(name, fields[name]))],
  )
  if (!rows[0]) throw noCycle()
  return rows[0]
}

/** A cycle by id, locked when `lock`. Errors: Missing `work/no-such-cycle` (also for one of another district). */
export async function cycleById(tx: Tx, id: number, lock = false): Promise<Cycle> {
  const rows = await query<Cycle>(
    tx,
    `select ${cycleColumns} from work.cycle where cycle_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noCycle()
  return rows[0]
}

/** Cycles of some districts, the newest first. */
export async function cyclesOf(tx: Tx, districts: readonly number[]): Promise<Cycle[]> {
  return query<Cycle>(
    tx,
    `select ${cycleColumns} from work.cycle where district_id = any ($1) order by due_on desc, cycle_id desc limit 500`,
    [districts],
  )
}

/** Makes the row of a time; null when it is there already. */
export async function insertCycle(
  tx: Tx,
  row: Pick<Cycle, 'district_id' | 'series_id' | 'key' | 'opens_on' | 'due_on' | 'closes_on'> & { opened_at: Date },
): Promise<number | null> {
  const rows = await query<{ cycle_id: number }>(
    tx,
    `insert into work.cycle (district_id, series_id, key, opens_on, due_on, closes_on, opened_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (series_id, key) do nothing returning cycle_id`,
    [row.district_id, row.series_id, row.key, row.opens_on, row.due_on, row.closes_on, row.opened_at],
  )
  return rows[0]?.cycle_id ?? null
}

/** Closes an open cycle with what was shown. Out: the row as it is now. */
export async function setClosed(
  tx: Tx,
  id: number,
  kept: { at: Date; on: string; frozen: string; digest: string },
): Promise<Cycle> {
  await query(
    tx,
    `update work.cycle set closed_at = $2, closed_on = $3, frozen = $4, digest = $5, version = version + 1 where cycle_id = $1 and closed_at is null`,
    [id, kept.at, kept.on, kept.frozen, kept.digest],
  )
  return cycleById(tx, id)
}

/** What was shown at the closing, word for word; null while the cycle is open. */
export async function frozenText(tx: Tx, id: number): Promise<string | null> {
  const rows = await query<{ frozen: string | null }>(tx, 'select frozen from work.cycle where cycle_id = $1', [id])
  return rows[0]?.frozen ?? null
}

export async function insertQuestion(tx: Tx, row: Omit<Question, 'question_id'>): Promise<void> {
  await query(
    tx,
    `insert into work.cycle_question (district_id, cycle_id, item_id, element, code, title, sort, office_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.district_id,
      row.cycle_id,
      row.item_id,
      row.element,
      row.code,
      JSON.stringify(row.title),
      row.sort,
      row.office_id,
    ],
  )
}

/** The questions of some cycles in the order of the plan. */
export async function questionsOf(tx: Tx, cycles: readonly number[]): Promise<Question[]> {
  return query<Question>(
    tx,
    `select ${questionColumns} from work.cycle_question where cycle_id = any ($1) order by cycle_id, sort, question_id`,
    [cycles],
  )
}

/** The due items of some cycles' questions. */
export async function itemsOfCycles(tx: Tx, cycles: readonly number[]): Promise<Item[]> {
  return query<Item>(
    tx,
    `select ${itemColumns('i')} from work.cycle_question q join work.item i on i.item_id = q.item_id where q.cycle_id = any ($1) order by i.item_id`,
    [cycles],
  )
}

/** A question by id. Errors: Missing `work/no-such-question` (also for one of another district). */
export async function questionById(tx: Tx, id: number): Promise<Question> {
  const rows = await query<Question>(tx, `select ${questionColumns} from work.cycle_question where question_id = $1`, [
    id,
  ])
  if (!rows[0])
    throw missing('work/no-such-question', 'There is no such question.', 'Open the cycle and choose one there.')
  return rows[0]
}

/** The answers to the questions of some cycles. */
export async function answersOf(tx: Tx, cycles: readonly number[]): Promise<Answer[]> {
  return query<Answer>(
    tx,
    `select ${of('a', answerColumns)} from work.cycle_answer a join work.cycle_question q on q.question_id = a.question_id where q.cycle_id = any ($1) order by a.question_id`,
    [cycles],
  )
}

export async function answerTo(tx: Tx, questionId: number): Promise<Answer | null> {
  const rows = await query<Answer>(tx, `select ${answerColumns} from work.cycle_answer where question_id = $1`, [
    questionId,
  ])
  return rows[0] ?? null
}

/** What was last answered about an element in the same series before a day: the answer, and when that cycle was due. */
export async function answerBefore(
  tx: Tx,
  of_: { series_id: number; element: string; due_on: string },
): Promise<(Answer & { due_on: string }) | null> {
  const rows = await query<Answer & { due_on: string }>(
    tx,
    `select ${of('a', answerColumns)}, c.due_on from work.cycle c
     join work.cycle_question q on q.cycle_id = c.cycle_id join work.cycle_answer a on a.question_id = q.question_id
     where c.series_id = $1 and q.element = $2 and c.due_on < $3 order by c.due_on desc limit 1`,
    [of_.series_id, of_.element, of_.due_on],
  )
  return rows[0] ?? null
}

/** Writes an answer: the first one, or a change of it. Out: the row as it is now. */
export async function putAnswer(
  tx: Tx,
  question: Pick<Question, 'question_id' | 'district_id'>,
  fields: AnswerFields,
  saved: { on: string; at: Date },
): Promise<Answer> {
  const rows = await query<Answer>(
    tx,
    `insert into work.cycle_answer as a (question_id, district_id, state, because, since, ahead, help, first_on, saved_on, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
     on conflict (question_id) do update set state = excluded.state, because = excluded.because, since = excluded.since, ahead = excluded.ahead,
       help = excluded.help, saved_on = excluded.saved_on, saved_at = excluded.saved_at, version = a.version + 1
     returning ${of('a', answerColumns)}`,
    [
      question.question_id,
      question.district_id,
      fields.state,
      fields.because,
      fields.since,
      fields.ahead,
      fields.help,
      saved.on,
      saved.at,
    ],
  )
  if (!rows[0]) throw missing('work/no-such-question', 'There is no such question.')
  return rows[0]
}
