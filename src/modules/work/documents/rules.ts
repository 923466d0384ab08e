import { isDate } from '../rules.ts'
import type { Audience, DetailsTyped, Document, DocumentState, Move, Reach, Reader, SendTyped } from './schema.ts'

/** From which states a move leads where. A version that was never brought cannot be shown to anybody. */
const ways: Readonly<Record<Move, { from: readonly DocumentState[]; to: DocumentState }>> = {
  submit: { from: ['draft'], to: 'review' },
  send_back: { from: ['review'], to: 'draft' },
  approve: { from: ['review'], to: 'approved' },
  supersede: { from: ['draft', 'approved', 'disseminated'], to: 'superseded' },
}

/** The state to which a move leads; null when it cannot be made now. */
export function after(document: Pick<Document, 'state' | 'number'>, move: Move): DocumentState | null {
  const way = ways[move]
  return document.number > 0 && way.from.includes(document.state) ? way.to : null
}

/** The state to which a move leads, whatever the state is now: to see that a form was sent twice. */
export const leadsTo = (move: Move): DocumentState => ways[move].to

/** A version may go to its readers once it was approved; an approved one that is with them already may go to more. */
export const mayGoOut = (document: Pick<Document, 'state'>): boolean =>
  document.state === 'approved' || document.state === 'disseminated'

/** The state that readers see: theirs is the version in force, whatever is being written. */
export const stateForReaders = (document: Pick<Document, 'state'>): DocumentState =>
  document.state === 'superseded' ? 'superseded' : 'disseminated'

type Held = { role: string; org_id: number }

/** Do some roles of a person make them a reader? In: the roles, the audience, for each organization of it all that lie below (itself included). */
export function isFor(
  roles: readonly Held[],
  audience: readonly Audience[],
  below: ReadonlyMap<number, ReadonlySet<number>>,
): { must: boolean } | null {
  const fits = audience.filter((part) =>
    roles.some(
      (held) => (part.role === '' || held.role === part.role) && (below.get(part.org_id)?.has(held.org_id) ?? false),
    ),
  )
  return fits.length === 0 ? null : { must: fits.some((part) => part.must_acknowledge) }
}

/** How far a version has come among those who were asked and are still there. */
export function reachOf(readers: readonly Reader[], number: number | null): Reach {
  const asked = readers.filter((one) => one.number === number && one.left_on === null)
  const must = asked.filter((one) => one.must_acknowledge)
  return {
    asked: asked.length,
    opened: asked.filter((one) => one.opened_at !== null || one.acknowledged_at !== null).length,
    must: must.length,
    acknowledged: must.filter((one) => one.acknowledged_at !== null).length,
  }
}

export type DocumentProblem = {
  field: 'title' | 'review_by' | 'owner' | 'roles' | 'org' | 'acknowledge_by' | 'reason' | 'move' | 'note'
  code: 'title' | 'long' | 'date' | 'past' | 'owner' | 'roles' | 'org' | 'why' | 'whyLong' | 'until'
}

/** What is wrong with the details of a document. In: what was typed, the district's day. */
export function detailProblems(typed: Pick<DetailsTyped, 'title' | 'review_by'>, today: string): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  if (typed.title === '') problems.push({ field: 'title', code: 'title' })
  if (typed.title.length > 200) problems.push({ field: 'title', code: 'long' })
  return [...problems, ...reviewProblems(typed.review_by, today)]
}

/** A day until which somebody looks through a document again: a day to come, or none. */
export function reviewProblems(review_by: string, today: string): DocumentProblem[] {
  if (review_by === '') return []
  if (!isDate(review_by)) return [{ field: 'review_by', code: 'date' }]
  return review_by <= today ? [{ field: 'review_by', code: 'past' }] : []
}

/** What is wrong with where a document is to go. In: what was typed, the roles that there are, the district's day. */
export function sendProblems(typed: SendTyped, roles: readonly string[], today: string): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  if (rolesOf(typed.roles, roles).length === 0) problems.push({ field: 'roles', code: 'roles' })
  if (typed.org === 0) problems.push({ field: 'org', code: 'org' })
  if (typed.must === 'yes' && typed.acknowledge_by === '') problems.push({ field: 'acknowledge_by', code: 'until' })
  else if (typed.acknowledge_by !== '' && !isDate(typed.acknowledge_by))
    problems.push({ field: 'acknowledge_by', code: 'date' })
  else if (typed.acknowledge_by !== '' && typed.acknowledge_by < today)
    problems.push({ field: 'acknowledge_by', code: 'past' })
  return problems
}

/** The word of a form that stands for every role. */
export const everybody = 'everybody'

/** The roles that a form names, one a line; everybody is one empty role. */
export function rolesOf(text: string, known: readonly string[]): string[] {
  const lines = text.split('\n')
  return lines.includes(everybody) ? [''] : known.filter((role) => lines.includes(role))
}

type Change = { version: number; verb: string; was: Record<string, unknown> }

/** The newest change of a document, where it can be taken back: its details, a submission, an approval. Null otherwise. */
export function undoable(changes: readonly Change[], version: number): Change | null {
  const newest = changes.reduce<Change | null>((best, one) => (best && best.version > one.version ? best : one), null)
  return newest?.version === version && ['changed', 'submitted', 'approved', 'superseded'].includes(newest.verb)
    ? newest
    : null
}
