import { query, type Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import type { Keeper } from '../keeping/row.ts'
import type { Sending, Submission } from './schema.ts'

const columns = 'submission_id, district_id, duty_id, code, recipient, ended, version'
const sent = 'item_id, district_id, what, sent_on, sent_by, receipt_id, version'

export const noSubmission = () =>
  missing(
    'work/no-such-submission',
    'There is no such submission.',
    'Go to the register of submissions and choose one there.',
  )

/** One submission of the register, locked when `lock`. Errors: Missing `work/no-such-submission` (also for one of another district). */
export async function submissionById(tx: Tx, id: number, lock = false): Promise<Submission> {
  const rows = await query<Submission>(
    tx,
    `select ${columns} from work.submission where submission_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  if (!rows[0]) throw noSubmission()
  return rows[0]
}

/** The submissions of some districts, by code. */
export const submissionsOf = (tx: Tx, districts: readonly number[]): Promise<Submission[]> =>
  query<Submission>(
    tx,
    `select ${columns} from work.submission where district_id = any ($1) order by district_id, code collate "C"`,
    [districts],
  )

/** Two who register a submission at the same moment wait for each other. Held until the transaction ends. */
export async function lockSubmissions(tx: Tx, districtId: number): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(91, $1)', [districtId])
}

export type NewSubmission = Pick<Submission, 'district_id' | 'duty_id' | 'code' | 'recipient'>

export async function insertSubmission(tx: Tx, row: NewSubmission): Promise<Submission> {
  const rows = await query<Submission>(
    tx,
    `insert into work.submission (district_id, duty_id, code, recipient) values ($1, $2, $3, $4) returning ${columns}`,
    [row.district_id, row.duty_id, row.code, row.recipient],
  )
  if (!rows[0]) throw noSubmission()
  return rows[0]
}

export const submissionKeeper: Keeper<Submission, Pick<Submission, 'code' | 'recipient' | 'ended'>> = {
  object: 'work.submission',
  idOf: (row) => row.submission_id,
  fieldsOf: ({ code, recipient, ended }) => ({ code, recipient, ended }),
  write: async (tx, row, fields) => {
    const names = Object.keys(fields) as (keyof typeof fields)[]
    const rows = await query<Submission>(
      tx,
      `update work.submission set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
       where submission_id = $1 returning ${columns}`,
      [row.submission_id, ...names.map((name) => fields[name])],
    )
    if (!rows[0]) throw noSubmission()
    return rows[0]
  },
}

/** What was recorded of the sending of some due items, by item. */
export async function sendingsOf(tx: Tx, items: readonly number[]): Promise<Map<number, Sending>> {
  const rows = await query<Sending>(tx, `select ${sent} from work.sending where item_id = any ($1)`, [items])
  return new Map(rows.map((row) => [row.item_id, row]))
}

/** Records a sending. Its item is locked, so nobody else does at the same moment. */
export async function insertSending(tx: Tx, row: Omit<Sending, 'version'>): Promise<Sending> {
  const rows = await query<Sending>(
    tx,
    `insert into work.sending (item_id, district_id, what, sent_on, sent_by, receipt_id) values ($1, $2, $3, $4, $5, $6) returning ${sent}`,
    [row.item_id, row.district_id, row.what, row.sent_on, row.sent_by, row.receipt_id],
  )
  if (!rows[0]) throw noSubmission()
  return rows[0]
}

export const sendingKeeper: Keeper<Sending, Pick<Sending, 'what' | 'sent_on' | 'receipt_id'>> = {
  object: 'work.sending',
  idOf: (row) => row.item_id,
  fieldsOf: ({ what, sent_on, receipt_id }) => ({ what, sent_on, receipt_id }),
  write: async (tx, row, fields) => {
    const names = Object.keys(fields) as (keyof typeof fields)[]
    const rows = await query<Sending>(
      tx,
      `update work.sending set ${[...names.map((name, i) => `${name} = $${i + 2}`), 'version = version + 1'].join(', ')}
       where item_id = $1 returning ${sent}`,
      [row.item_id, ...names.map((name) => fields[name])],
    )
    if (!rows[0]) throw noSubmission()
    return rows[0]
  },
}
