import type { Text } from '../../../platform/words.ts'
import type { Plan } from '../file/format.ts'
import { isDay } from '../rules.ts'
import type { State } from '../schema.ts'
import { type ApprovalForm, type ApprovalRow, outcomes } from './schema.ts'

/** Two names of one body: the same words in one language. */
export const sameBody = (a: Text, b: Text): boolean =>
  (a.en !== undefined && a.en === b.en) || (a.es !== undefined && a.es === b.es)

/** The bodies that a plan names, the one that adopts it first, each once. */
export function bodiesOf(plan: Pick<Plan, 'adoption' | 'approvals'>): Text[] {
  const all = [plan.adoption.body, ...plan.approvals.map((one) => one.body)].filter((one) => one !== null)
  return all.filter((body, i) => all.findIndex((other) => sameBody(body, other)) === i)
}

/**
 * The bodies that decide about a text before this one, as the plan tells it: those that it dates before this one. Where it tells no two days, every other body comes
 * before the one that adopts, and there is no order among the others.
 */
export function earlierBodies(plan: Pick<Plan, 'adoption' | 'approvals'>, body: Text): Text[] {
  const adopts = (one: Text): boolean => plan.adoption.body !== null && sameBody(plan.adoption.body, one)
  const dayOf = (one: Text): string | null =>
    (adopts(one) ? plan.adoption.on : null) ?? plan.approvals.findLast((each) => sameBody(each.body, one))?.on ?? null
  const day = dayOf(body)
  return bodiesOf(plan).filter((other) => {
    if (sameBody(other, body)) return false
    const its = dayOf(other)
    if (its !== null && day !== null && its !== day) return its < day
    return adopts(body)
  })
}

/** Of the bodies that come before another one, those whose decision does not count yet, or is of a later day than its own. */
export const missingBefore = (earlier: readonly Text[], { bodies }: Approvals, decidedOn: string): Text[] =>
  earlier.filter((body) => {
    const its = bodies.find((one) => sameBody(one.body, body))
    return !its?.counts || (its.decision?.decided_on ?? '') > decidedOn
  })

/**
 * How a body stands to a text. `outdated`: it decided about another text of this draft, so its decision does not count. `waiting`: nothing is written down.
 */
export type Standing = 'approved' | 'rejected' | 'noted' | 'outdated' | 'waiting'
export type BodyStanding = {
  body: Text
  adopts: boolean
  standing: Standing
  decision: ApprovalRow | null
  counts: boolean
}
export type Approvals = { bodies: readonly BodyStanding[]; ready: boolean }

const later = (a: ApprovalRow, b: ApprovalRow): number =>
  b.decided_on.localeCompare(a.decided_on) || b.approval_id - a.approval_id

/**
 * Who approved a text, and whether all did. In: the bodies that have a say (the adopting one first; they are those of the version that a draft begins from,
 * so that no draft can write itself free of one), every decision on the draft or version, and the digest of the text as it is now. The last decision of a body
 * counts, and only when it was about this very text. The adopting body must approve; others may also take note. Where a plan names no body, one approval by
 * any body is needed.
 */
export function approvalsOf(
  bodies: readonly Text[],
  decisions: readonly ApprovalRow[],
  digest: string | null,
): Approvals {
  const named =
    bodies.length > 0
      ? bodies
      : decisions.map((one) => one.body).filter((body, i, all) => all.findIndex((other) => sameBody(body, other)) === i)
  const rows = named.map((body, i): BodyStanding => {
    const own = decisions.filter((one) => sameBody(one.body, body)).toSorted(later)
    const now = own.find((one) => one.digest === digest)
    const adopts = bodies.length > 0 && i === 0
    const standing = now?.outcome ?? (own.length > 0 ? 'outdated' : 'waiting')
    return {
      body,
      adopts,
      standing,
      decision: now ?? own[0] ?? null,
      counts: standing === 'approved' || (standing === 'noted' && !adopts && bodies.length > 0),
    }
  })
  const blocked = rows.some((one) => one.standing === 'rejected')
  const ready =
    digest !== null &&
    !blocked &&
    (bodies.length > 0 ? rows.every((one) => one.counts) : rows.some((one) => one.standing === 'approved'))
  return { bodies: rows, ready }
}

/** To which states a plan may go from a state, by hand. An amendment of an adopted plan goes by a draft. */
const ways: Readonly<Record<State, readonly State[]>> = {
  draft: ['review'],
  review: ['draft', 'adopted'],
  adopted: ['archived'],
  archived: [],
}
export const nextStates = (state: State): readonly State[] => ways[state]

/** The plan in another state. For `adopted`: by which body, on which day, in which document. */
export function inState(plan: Plan, to: State, by: ApprovalRow | null): Plan {
  return {
    ...plan,
    adoption: {
      ...plan.adoption,
      state: to,
      ...(to === 'adopted' && by
        ? { body: by.body, on: by.decided_on, document: by.document ?? plan.adoption.document }
        : {}),
    },
  }
}

export type FormMistake = {
  field: 'body' | 'body_en' | 'decided_on' | 'outcome' | 'document' | 'present' | 'quorum'
  why: 'noBody' | 'noDay' | 'future' | 'noOutcome' | 'noDocument' | 'noCount' | 'bothCounts' | 'noQuorum'
}
export type Decided = Pick<ApprovalRow, 'body' | 'decided_on' | 'outcome' | 'vote' | 'present' | 'quorum' | 'document'>

/** How many were there and how many had to be, or what is wrong with it. Both or neither; with fewer than it takes, a body approves nothing. */
function countsOf(form: Pick<ApprovalForm, 'present' | 'quorum' | 'outcome'>): {
  present: number | null
  quorum: number | null
  mistakes: FormMistake[]
} {
  const mistakes: FormMistake[] = []
  const count = (field: 'present' | 'quorum', least: number): number | null => {
    if (form[field] === '') return null
    const read = /^\d{1,4}$/.test(form[field]) ? Number(form[field]) : -1
    if (read >= least && read <= 1000) return read
    mistakes.push({ field, why: 'noCount' })
    return null
  }
  const [present, quorum] = [count('present', 0), count('quorum', 1)]
  if (mistakes.length === 0 && (present === null) !== (quorum === null))
    mistakes.push({ field: present === null ? 'present' : 'quorum', why: 'bothCounts' })
  if (present !== null && quorum !== null && present < quorum && form.outcome === 'approved')
    mistakes.push({ field: 'present', why: 'noQuorum' })
  return { present, quorum, mistakes }
}

/** What a form says, or what is wrong with it. In: the form, the bodies it chose among, today's date in the district. */
export function decidedOf(
  form: ApprovalForm,
  bodies: readonly Text[],
  today: string,
): { decided: Decided; mistakes: readonly [] } | { decided: null; mistakes: readonly FormMistake[] } {
  const mistakes: FormMistake[] = []
  const chosen = /^\d{1,3}$/.test(form.body) ? bodies[Number(form.body)] : undefined
  const written: Text = {
    ...(form.body_en ? { en: form.body_en } : {}),
    ...(form.body_es ? { es: form.body_es } : {}),
  }
  const body = bodies.length > 0 ? chosen : written.en || written.es ? written : undefined
  if (!body) mistakes.push({ field: bodies.length > 0 ? 'body' : 'body_en', why: 'noBody' })
  const outcome = outcomes.find((one) => one === form.outcome)
  if (!outcome) mistakes.push({ field: 'outcome', why: 'noOutcome' })
  if (!isDay(form.decided_on)) mistakes.push({ field: 'decided_on', why: 'noDay' })
  else if (form.decided_on > today) mistakes.push({ field: 'decided_on', why: 'future' })
  if (!form.document) mistakes.push({ field: 'document', why: 'noDocument' })
  const { present, quorum, mistakes: miscounted } = countsOf(form)
  mistakes.push(...miscounted)
  if (!body || !outcome || mistakes.length > 0) return { decided: null, mistakes }
  const [vote, document] = [form.vote || null, form.document || null]
  return { decided: { body, decided_on: form.decided_on, outcome, vote, present, quorum, document }, mistakes: [] }
}
