import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/db/database.ts'
import type { ApprovalRow } from './schema.ts'

const columns =
  'approval_id, plan_id, district_id, draft_id, version, body, decided_on, outcome, vote, present, quorum, document, digest, noted_by, noted_at'

/** Every decision about a plan, newest first. */
export const approvalsOfPlan = (tx: Tx, planId: number): Promise<ApprovalRow[]> =>
  query<ApprovalRow>(
    tx,
    `select ${columns} from plans.approval where plan_id = $1 order by decided_on desc, approval_id desc`,
    [planId],
  )

export async function insertApproval(tx: Tx, row: Omit<ApprovalRow, 'approval_id'>): Promise<number> {
  const rows = await query<{ approval_id: number }>(
    tx,
    `insert into plans.approval (plan_id, district_id, draft_id, version, body, decided_on, outcome, vote, present, quorum, document, digest, noted_by, noted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning approval_id`,
    [
      row.plan_id,
      row.district_id,
      row.draft_id,
      row.version,
      JSON.stringify(row.body),
      row.decided_on,
      row.outcome,
      row.vote,
      row.present,
      row.quorum,
      row.document,
      row.digest,
      row.noted_by,
      row.noted_at,
    ],
  )
  return rows[0]?.approval_id ?? 0
}
