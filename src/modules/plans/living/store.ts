import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { PlanRow } from '../schema.ts'
import type { AlignmentRow, CommentRow, RoundRow, UnitRow } from './schema.ts'

const planColumns =
  'plan_id, district_id, slug, kind, shared, state, current, title, org_name, period_from, period_to, version, digest, saved_at, unit_id, serves_id'
const roundColumns =
  'round_id, plan_id, district_id, org_id, school_year, quarter, opened_on, review_by, state, closed_on, version'
const commentColumns = `comment_id, round_id, plan_id, district_id, org_id, plan_version, element, body, asked_by, asked_on, answer_by, state,
  answer_kind, answer, answered_by, answered_on, version`

/** Plans of schools and offices that the scope sees. */
export const unitPlans = (tx: Tx): Promise<PlanRow[]> =>
  query<PlanRow>(tx, `select ${planColumns} from plans.plan where unit_id is not null order by district_id, plan_id`)

/** Plans of schools and offices that serve a plan, as far as the scope sees them. */
export const unitPlansServing = (tx: Tx, planId: number): Promise<PlanRow[]> =>
  query<PlanRow>(tx, `select ${planColumns} from plans.plan where serves_id = $1 order by plan_id`, [planId])

/** How the plans of the list stand. What the scope does not see counts as none. */
export const standingOfUnits = (tx: Tx): Promise<UnitRow[]> =>
  query<UnitRow>(
    tx,
    `select p.plan_id,
       (select count(*)::int from plans.review_comment c where c.plan_id = p.plan_id and c.state = 'open' and c.answer_by is not null) as open,
       (select min(r.review_by) from plans.review_round r where r.plan_id = p.plan_id and r.state = 'open') as next,
       exists (select from plans.draft d where d.plan_id = p.plan_id and d.state = 'review') as in_review,
       greatest(p.saved_at, (select max(o.at) from plans.draft d join plans.draft_op o on o.draft_id = d.draft_id where d.plan_id = p.plan_id)) as last
     from plans.plan p where p.unit_id is not null`,
  )

export const alignmentsSeen = (tx: Tx): Promise<AlignmentRow[]> =>
  query<AlignmentRow>(
    tx,
    'select plan_id, district_id, version, served_version, own, named, carried, priorities, priorities_served from plans.alignment order by plan_id',
  )

export async function saveAlignment(tx: Tx, row: AlignmentRow): Promise<void> {
  await query(
    tx,
    `insert into plans.alignment (plan_id, district_id, version, served_version, own, named, carried, priorities, priorities_served)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (plan_id) do update set version = excluded.version, served_version = excluded.served_version, own = excluded.own,
       named = excluded.named, carried = excluded.carried, priorities = excluded.priorities, priorities_served = excluded.priorities_served`,
    [
      row.plan_id,
      row.district_id,
      row.version,
      row.served_version,
      row.own,
      row.named,
      row.carried,
      row.priorities,
      row.priorities_served,
    ],
  )
}

/** Rounds of a plan, newest first. */
export const roundsOf = (tx: Tx, planId: number): Promise<RoundRow[]> =>
  query<RoundRow>(
    tx,
    `select ${roundColumns} from plans.review_round where plan_id = $1 order by school_year desc, quarter desc`,
    [planId],
  )

/** A round of a plan, locked until the transaction ends. */
export async function lockRound(tx: Tx, planId: number, roundId: number): Promise<RoundRow | null> {
  const rows = await query<RoundRow>(
    tx,
    `select ${roundColumns} from plans.review_round where plan_id = $1 and round_id = $2 for update`,
    [planId, roundId],
  )
  return rows[0] ?? null
}

/** Out: the new round, or null when the plan has one of this quarter. */
export async function insertRound(
  tx: Tx,
  row: Pick<RoundRow, 'plan_id' | 'district_id' | 'org_id' | 'school_year' | 'quarter' | 'opened_on' | 'review_by'>,
): Promise<RoundRow | null> {
  const rows = await query<RoundRow>(
    tx,
    `insert into plans.review_round (plan_id, district_id, org_id, school_year, quarter, opened_on, review_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (plan_id, school_year, quarter) do nothing returning ${roundColumns}`,
    [row.plan_id, row.district_id, row.org_id, row.school_year, row.quarter, row.opened_on, row.review_by],
  )
  return rows[0] ?? null
}

/** Closes a round on a day, or opens it again (null). */
export async function setRound(tx: Tx, roundId: number, closedOn: string | null): Promise<void> {
  await query(
    tx,
    `update plans.review_round set state = case when $2::date is null then 'open' else 'closed' end, closed_on = $2::date, version = version + 1
     where round_id = $1`,
    [roundId, closedOn],
  )
}

/** Comments on a plan, in the order in which they were written. */
export const commentsOf = (tx: Tx, planId: number): Promise<CommentRow[]> =>
  query<CommentRow>(tx, `select ${commentColumns} from plans.review_comment where plan_id = $1 order by comment_id`, [
    planId,
  ])

/** A comment on a plan, locked until the transaction ends. */
export async function lockComment(tx: Tx, planId: number, commentId: number): Promise<CommentRow | null> {
  const rows = await query<CommentRow>(
    tx,
    `select ${commentColumns} from plans.review_comment where plan_id = $1 and comment_id = $2 for update`,
    [planId, commentId],
  )
  return rows[0] ?? null
}

export async function insertComment(
  tx: Tx,
  row: Pick<
    CommentRow,
    | 'round_id'
    | 'plan_id'
    | 'district_id'
    | 'org_id'
    | 'plan_version'
    | 'element'
    | 'body'
    | 'asked_by'
    | 'asked_on'
    | 'answer_by'
  >,
): Promise<number> {
  const names = Object.keys(row) as (keyof typeof row)[]
  const rows = await query<{ comment_id: number }>(
    tx,
    `insert into plans.review_comment (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning comment_id`,
    names.map((name) => row[name]),
  )
  return rows[0]?.comment_id ?? 0
}

export type CommentFields = Pick<CommentRow, 'state' | 'answer_kind' | 'answer' | 'answered_by' | 'answered_on'>

/** Writes some columns and raises the version. Names are keys of the row type, never input. */
export async function setComment(tx: Tx, id: number, fields: Partial<CommentFields>): Promise<CommentRow | null> {
  const names = Object.keys(fields) as (keyof CommentFields)[]
  const rows = await query<CommentRow>(
    tx,
    `update plans.review_comment set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
     where comment_id = $1 returning ${commentColumns}`,
    [id, ...names.map((name) => fields[name])],
  )
  return rows[0] ?? null
}
