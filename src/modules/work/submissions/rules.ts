import { addDays } from '../../../platform/dates.ts'
import { markOf } from '../duties/rules.ts'
import { isDate } from '../rules.ts'
import type { Item } from '../schema.ts'
import type { Sending, SendingTyped, SentState, SubmissionTyped } from './schema.ts'

type Standing = Pick<Item, 'state' | 'due_on' | 'planned_due' | 'starts_on' | 'done_on' | 'listed'>

/** The day on which an occurrence is due: the one that holds, else the one that was planned; null: it has none. One rule for every page, list and pack. */
export const dueDay = (item: Pick<Item, 'due_on' | 'planned_due'>): string | null => item.due_on ?? item.planned_due

/** How an occurrence stands on a day. In: its due item, what was recorded of the sending, the day, the duty's grace in calendar days. */
export function sentState(
  item: Standing,
  sending: Pick<Sending, 'sent_on'> | null,
  today: string,
  grace: number,
): SentState {
  const due = dueDay(item)
  // What was recorded counts while its due item is done: not after it was taken back, nor after its evidence was sent back.
  if (sending && item.state === 'done')
    return due !== null && sending.sent_on > addDays(due, grace) ? 'sent_late' : 'sent'
  switch (markOf(item, today, grace)) {
    case 'done':
    case 'done_late':
      return 'unrecorded'
    case 'missed':
      return 'overdue'
    case 'excused':
      return 'excused'
    case 'off':
      return 'off'
    default:
      return 'due'
  }
}

/** How many of the occurrences stand in each way. */
export function countStates(states: readonly SentState[]): Record<SentState, number> {
  const counts = { sent: 0, sent_late: 0, due: 0, overdue: 0, unrecorded: 0, excused: 0, off: 0 }
  for (const state of states) counts[state] += 1
  return counts
}

export type SubmissionProblem = {
  field: 'duty' | 'code' | 'recipient' | 'what' | 'sent_on' | 'receipt' | 'reason'
  code:
    | 'duty'
    | 'code'
    | 'taken'
    | 'recipient'
    | 'what'
    | 'long'
    | 'date'
    | 'future'
    | 'receipt'
    | 'artefact'
    | 'reason'
}

/** What is wrong with an entry of the register. In: what was typed, the codes that others have, the duties that may be chosen (null: it has its duty). */
export function submissionProblems(
  typed: SubmissionTyped,
  codes: ReadonlySet<string>,
  duties: ReadonlySet<number> | null,
): SubmissionProblem[] {
  const problems: SubmissionProblem[] = []
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,29}$/.test(typed.code)) problems.push({ field: 'code', code: 'code' })
  else if (codes.has(typed.code)) problems.push({ field: 'code', code: 'taken' })
  if (typed.recipient === '' || typed.recipient.length > 200) problems.push({ field: 'recipient', code: 'recipient' })
  if (duties !== null && !duties.has(typed.duty)) problems.push({ field: 'duty', code: 'duty' })
  return problems
}

/** What is wrong with the record of a sending. In: what was typed, the artefacts of the occurrence, the district's day. */
export function sendingProblems(
  typed: SendingTyped,
  artefacts: ReadonlySet<number>,
  today: string,
): SubmissionProblem[] {
  const problems: SubmissionProblem[] = []
  if (typed.what === '') problems.push({ field: 'what', code: 'what' })
  if (typed.what.length > 500) problems.push({ field: 'what', code: 'long' })
  if (!isDate(typed.sent_on)) problems.push({ field: 'sent_on', code: 'date' })
  else if (typed.sent_on > today) problems.push({ field: 'sent_on', code: 'future' })
  if (typed.receipt !== 0 && !artefacts.has(typed.receipt)) problems.push({ field: 'receipt', code: 'receipt' })
  return problems
}
