import { now } from '../clock.ts'
import type { Db } from './database.ts'
import { query } from './database.ts'

/** Where long work stands. `step` is a key of the module's words; `done`/`total` count whatever the step counts. */
export type Progress = {
  subject: string
  step: string
  done: number
  total: number
  state: 'running' | 'done' | 'failed'
  code: string | null
}

/** Writes where the work on a subject (`import:12`) stands; seen at once, outside the work's own transaction. */
export async function report(db: Db, progress: Partial<Progress> & Pick<Progress, 'subject' | 'step'>): Promise<void> {
  await query(
    db,
    `insert into platform.progress (subject, step, done, total, state, code, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (subject) do update set step = excluded.step, done = excluded.done, total = excluded.total, state = excluded.state, code = excluded.code, at = excluded.at`,
    [
      progress.subject,
      progress.step,
      progress.done ?? 0,
      progress.total ?? 0,
      progress.state ?? 'running',
      progress.code ?? null,
      now(),
    ],
  )
}

/** Reads where the work on a subject stands, or null when nothing was reported. */
export async function progressOf(db: Db, subject: string): Promise<Progress | null> {
  const rows = await query<Progress>(
    db,
    'select subject, step, done, total, state, code from platform.progress where subject = $1',
    [subject],
  )
  return rows[0] ?? null
}
