import { addDays } from '../../../platform/dates.ts'
import { markOf as artefactMark } from '../artefacts/rules.ts'
import type { Artefact } from '../artefacts/schema.ts'
import { alike } from '../../../platform/json.ts'
import type { Document, Reach } from '../documents/schema.ts'
import type { Mark } from '../duties/schema.ts'
import { isDate } from '../rules.ts'
import type {
  AssessTyped,
  Compliance,
  ComplianceState,
  Obligation,
  ObligationTyped,
  PolicyTyped,
  Shown,
} from './schema.ts'

/** How long an assessment holds at most, in days: a school year and its summer. */
export const longest = 400

/** How a duty shows that an obligation is kept. In: the marks of its occurrences of this school year. A missed one is overdue until it is done or excused. */
export function shownByDuty(marks: readonly Mark[]): Shown {
  const standing = marks.includes('missed')
    ? 'overdue'
    : marks.includes('done') || marks.includes('done_late')
      ? 'met'
      : marks.some((mark) => mark !== 'off' && mark !== 'excused')
        ? 'due'
        : 'none'
  return { standing, seen: '' }
}

/** How a document shows it: in force, its review day not over, acknowledged by whoever has to. */
export function shownByDocument(
  document: Pick<Document, 'state' | 'in_force' | 'review_by' | 'acknowledge_by'>,
  reach: Reach,
  today: string,
): Shown {
  const seen = document.in_force === null ? '' : String(document.in_force)
  if (document.state === 'superseded') return { standing: 'none', seen }
  if (document.in_force === null) return { standing: 'due', seen }
  const asked = reach.acknowledged < reach.must
  const over = (day: string | null) => day !== null && day < today
  if (over(document.review_by) || (asked && over(document.acknowledge_by))) return { standing: 'overdue', seen }
  return { standing: asked ? 'due' : 'met', seen }
}

/** How an artefact shows it: accepted by a second person. */
export function shownByArtefact(artefact: Pick<Artefact, 'removed' | 'state' | 'number'>): Shown {
  const seen = String(artefact.number)
  if (artefact.removed) return { standing: 'none', seen }
  return { standing: artefactMark([artefact]) === 'there' ? 'met' : 'due', seen }
}

/** The obligation has the words that were looked at. */
export const sameWords = (row: Pick<Compliance, 'words'>, obligation: Pick<Obligation, 'title'>): boolean =>
  row.words !== null && alike(row.words, obligation.title)

/**
 * The state of an obligation at an organization on a day. What shows it decides between due and overdue; it is compliant only while somebody assessed it, a second
 * person signed, the day until which that holds is not over, what shows it is still the version that was looked at, and the obligation still has the words that were
 * looked at. All else is not assessed.
 */
export function complianceOf(
  row: Pick<Compliance, 'shown_by' | 'seen' | 'until' | 'signed_by' | 'words'> | null,
  obligation: Pick<Obligation, 'title'>,
  shown: Shown | null,
  today: string,
): ComplianceState {
  if (row === null || row.shown_by === null || shown === null || shown.standing === 'none') return 'not_assessed'
  if (shown.standing !== 'met') return shown.standing
  const inTime = row.until !== null && row.until >= today
  const asSeen = row.seen === shown.seen && sameWords(row, obligation)
  return row.signed_by !== null && inTime && asSeen ? 'compliant' : 'not_assessed'
}

/** How many stand in each of the four ways. */
export function countStates(states: readonly ComplianceState[]): Record<ComplianceState, number> {
  const counts = { compliant: 0, due: 0, overdue: 0, not_assessed: 0 }
  for (const state of states) counts[state] += 1
  return counts
}

export type PolicyProblem = {
  field: 'code' | 'title' | 'source' | 'adopted_on' | 'review_by' | 'owner' | 'each' | 'shown_by' | 'until' | 'note'
  code: 'code' | 'taken' | 'title' | 'long' | 'date' | 'future' | 'owner' | 'each' | 'many' | 'shown' | 'past' | 'far'
}

/** What is wrong with the entry of a policy. In: what was typed, the codes of the others, the offices that may own it, the district's day. */
export function policyProblems(
  typed: PolicyTyped,
  codes: ReadonlySet<string>,
  owners: ReadonlySet<string>,
  today: string,
): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (typed.code === '' || typed.code.length > 40) problems.push({ field: 'code', code: 'code' })
  else if (codes.has(typed.code)) problems.push({ field: 'code', code: 'taken' })
  if (typed.title === '') problems.push({ field: 'title', code: 'title' })
  if (typed.title.length > 200) problems.push({ field: 'title', code: 'long' })
  if (typed.source.length > 300) problems.push({ field: 'source', code: 'long' })
  if (typed.adopted_on !== '' && !isDate(typed.adopted_on)) problems.push({ field: 'adopted_on', code: 'date' })
  else if (typed.adopted_on > today) problems.push({ field: 'adopted_on', code: 'future' })
  if (typed.review_by !== '' && !isDate(typed.review_by)) problems.push({ field: 'review_by', code: 'date' })
  if (!owners.has(typed.owner)) problems.push({ field: 'owner', code: 'owner' })
  return problems
}

/** The most obligations of one policy. */
export const mostObligations = 60

/** What is wrong with an obligation. In: what was typed, those that the policy has. */
export function obligationProblems(typed: ObligationTyped, known: readonly Obligation[]): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (typed.title === '') problems.push({ field: 'title', code: 'title' })
  if (typed.title.length > 200) problems.push({ field: 'title', code: 'long' })
  if (typed.key === '' && typed.each === undefined) problems.push({ field: 'each', code: 'each' })
  if (typed.key === '' && known.length >= mostObligations) problems.push({ field: 'title', code: 'many' })
  return problems
}

/** The next free key of a policy. */
export const nextKey = (known: readonly Obligation[]): string =>
  `o${known.reduce((most, one) => Math.max(most, Number(one.key.slice(1))), 0) + 1}`

/** What is wrong with an assessment. In: what was typed, what may show it, the district's day. */
export function assessProblems(typed: AssessTyped, known: ReadonlySet<string>, today: string): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (!known.has(typed.shown_by)) problems.push({ field: 'shown_by', code: 'shown' })
  if (!isDate(typed.until)) problems.push({ field: 'until', code: 'date' })
  else if (typed.until < today) problems.push({ field: 'until', code: 'past' })
  else if (typed.until > addDays(today, longest)) problems.push({ field: 'until', code: 'far' })
  if (typed.note.length > 500) problems.push({ field: 'note', code: 'long' })
  return problems
}
