import { query, type Tx } from '../../../platform/db/database.ts'
import type { Entry, Value } from './schema.ts'

const columns = `e.entry_id, e.plan_id, e.district_id, e.org_id, e.measure, e.period, e.version, e.state, e.students, e.source, e.reason, e.via, e.actor, e.at, v.value`
const from = 'from plans.entry e left join plans.entry_value v on v.entry_id = e.entry_id'

/** Whoever enters values of a plan does so one after the other, until the transaction ends. */
export async function lockEntries(tx: Tx, planId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(7108441, $1)', [planId])
}

/** What holds now for each measure and period of a plan, or of some of its measures. */
export const entriesOf = (tx: Tx, planId: number, measures: readonly string[] | null = null): Promise<Entry[]> =>
  query<Entry>(
    tx,
    `select distinct on (e.measure, e.period) ${columns} ${from}
     where e.plan_id = $1 and ($2::text[] is null or e.measure = any ($2)) order by e.measure, e.period, e.version desc`,
    [planId, measures],
  )

/** Everything that was ever entered for a measure, newest first. */
export const allEntries = (tx: Tx, planId: number, measure: string): Promise<Entry[]> =>
  query<Entry>(tx, `select ${columns} ${from} where e.plan_id = $1 and e.measure = $2 order by e.entry_id desc`, [
    planId,
    measure,
  ])

/** Appends an entry; its figures go apart. In: `small`, whether few students stand behind them. Out: its number. */
export async function insertEntry(
  tx: Tx,
  row: Omit<Entry, 'entry_id' | 'value'>,
  figures: { value: Value; small: boolean } | null,
): Promise<number> {
  const rows = await query<{ entry_id: number }>(
    tx,
    `insert into plans.entry (plan_id, district_id, org_id, measure, period, version, state, students, source, reason, via, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning entry_id`,
    [
      row.plan_id,
      row.district_id,
      row.org_id,
      row.measure,
      row.period,
      row.version,
      row.state,
      row.students,
      row.source,
      row.reason,
      row.via,
      row.actor,
      row.at,
    ],
  )
  const id = rows[0]?.entry_id ?? 0
  if (figures)
    await query(
      tx,
      'insert into plans.entry_value (entry_id, district_id, org_id, small, value) values ($1, $2, $3, $4, $5)',
      [id, row.district_id, row.org_id, figures.small, JSON.stringify(figures.value)],
    )
  return id
}
