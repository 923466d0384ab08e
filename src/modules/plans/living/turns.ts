import { Temporal } from 'temporal-polyfill'
import type { Text } from '../../../platform/words.ts'
import { approvalsOf } from '../life/rules.ts'
import type { ApprovalRow } from '../life/schema.ts'

/** Whose turn it is with a plan on its way to a decision: to decide on it, to change it and send it again, to adopt what was approved. */
export const turnKinds = ['review', 'back', 'adopt'] as const
export type TurnKind = (typeof turnKinds)[number]

/**
 * What happened to a text. `back`: somebody else opened it again than who had sent it; `taken`: whoever had sent it took it back; `dropped`: it was given up.
 */
export type Moment =
  | { what: 'sent'; at: Date; digest: string; by: number | null }
  | { what: 'back' | 'taken' | 'adopted' | 'dropped'; at: Date }

/** One turn. `n`: which sending it belongs to. `done`: null while it is open. */
export type Turn = { kind: TurnKind; n: number; from: Date; done: Date | null }

/** How long a turn may take, in working days. */
export type TurnDays = Readonly<Record<TurnKind, number>>

type Verdict = { standing: 'ready' | 'rejected' | 'waiting'; at: Date }

const later = (a: Date, b: Date): Date => (a > b ? a : b)

/**
 * What was decided about a text while it lay there. A rejection counts for the sending that it answers only: who sends the same text again asks again. An approval
 * holds for the very text, whenever it was given.
 */
function verdictOf(
  bodies: readonly Text[],
  decisions: readonly ApprovalRow[],
  digest: string,
  since: Date,
  until: Date | null,
): Verdict {
  const known = decisions.filter(
    (one) => (until === null || one.noted_at <= until) && (one.outcome !== 'rejected' || one.noted_at >= since),
  )
  const found = approvalsOf(bodies, known, digest)
  const rejected = found.bodies.find((one) => one.standing === 'rejected')?.decision
  if (rejected) return { standing: 'rejected', at: rejected.noted_at }
  if (!found.ready) return { standing: 'waiting', at: since }
  const counted = found.bodies.flatMap((one) => (one.counts && one.decision ? [one.decision.noted_at] : []))
  return { standing: 'ready', at: counted.reduce(later, new Date(0)) }
}

/**
 * All turns of a text, in order. In: what happened to it, from the first to the last; the bodies that have a say, and what they decided about it. A turn that
 * nobody has to take any more (the text was taken back, given up, or decided on before it was sent again) is left out.
 */
export function turnsOf(
  moments: readonly Moment[],
  bodies: readonly Text[],
  decisions: readonly ApprovalRow[],
): Turn[] {
  const out: Turn[] = []
  const starts = moments.flatMap((one, i) => (one.what === 'sent' ? [{ one, i }] : []))
  for (const [at, { one, i }] of starts.entries()) {
    const n = at + 1
    const next = starts[at + 1]
    const after = moments.slice(i + 1, next?.i)
    const end = after[0] ?? null
    const verdict = verdictOf(bodies, decisions, one.digest, one.at, end?.at ?? null)
    const from = later(verdict.at, one.at)
    const decided = verdict.standing !== 'waiting'
    if (decided ? verdict.at >= one.at : end === null || end.what === 'back' || end.what === 'adopted')
      out.push({ kind: 'review', n, from: one.at, done: decided ? verdict.at : (end?.at ?? null) })
    const came = verdict.standing === 'rejected' ? verdict.at : end?.what === 'back' ? end.at : null
    if (came !== null && !after.some((each) => each.what === 'dropped'))
      out.push({ kind: 'back', n, from: came, done: next?.one.at ?? null })
    if (verdict.standing === 'ready' && (end === null || end.what === 'adopted'))
      out.push({ kind: 'adopt', n, from, done: end?.at ?? null })
  }
  return out
}

/** Offices rest on these days of the calendar. */
const rest: ReadonlySet<string> = new Set(['holiday', 'weather', 'break'])

/**
 * The working day on which a time is up: the `count`th after a day, Monday to Friday, without holidays, storms and breaks of the calendar. Where the calendar does not
 * reach, every day from Monday to Friday counts. In: ISO days.
 */
export function workingDayAfter(
  day: string,
  count: number,
  days: readonly { day: string; day_type: string }[],
): string {
  const closed = new Set(days.filter((one) => rest.has(one.day_type)).map((one) => one.day))
  let date = Temporal.PlainDate.from(day)
  let left = Math.max(1, Math.min(count, mostDays))
  while (left > 0) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek <= 5 && !closed.has(date.toString())) left -= 1
  }
  return date.toString()
}

/** Working days from one day to another: those after the first, up to and with the last. In: ISO days; the calendar as of `workingDayAfter`. */
export function workingDaysBetween(
  from: string,
  to: string,
  days: readonly { day: string; day_type: string }[],
): number {
  const closed = new Set(days.filter((one) => rest.has(one.day_type)).map((one) => one.day))
  let count = 0
  for (let date = Temporal.PlainDate.from(from).add({ days: 1 }); date.toString() <= to; date = date.add({ days: 1 }))
    if (date.dayOfWeek <= 5 && !closed.has(date.toString())) count += 1
  return count
}

/** A year of working days; a setting above it is a mistake. */
const mostDays = 250
