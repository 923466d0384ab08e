import { schoolYear } from '../../../platform/format.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { languages, type Text } from '../../../platform/words.ts'
import { type Org, orgById, pathOf } from '../../people/index.ts'
import { planOf } from '../store.ts'
import { say, type WordKey } from './say.ts'
import { commentsOf, roundsOf } from './store.ts'
import { turnsOfPlan } from './turning.ts'

/** Something that a review of a unit's plan asks of an office, as the module of work takes it over. Its words say nothing of what was commented. */
export type PlanAnswer = {
  /** unique within the plan: `comment-12`, `round-3`, `turn-d4-review-1` */
  key: string
  org_id: number
  title: Text
  owner: { role: string; org_id: number }
  starts_on: string
  due_on: string
  /** the day on which it was done; null: it is still to do */
  done_on: string | null
  href: string
}

const both = (key: WordKey, values: Record<string, string>): Text => ({
  source: 'en',
  ...Object.fromEntries(languages.map((lang) => [lang, say(lang)(key, values)])),
})

/** Whoever supervises a unit: the executive director of the zone or portfolio above a school; for an office the cabinet. */
export async function supervisor(tx: Tx, unit: Org, districtId: number): Promise<PlanAnswer['owner']> {
  const above = (await pathOf(tx, unit.org_id)).findLast(
    (one) => one.org_id !== unit.org_id && (one.kind === 'zone' || one.kind === 'portfolio'),
  )
  return unit.kind === 'school' && above
    ? { role: 'executive_director', org_id: above.org_id }
    : { role: 'cabinet', org_id: districtId }
}

/** The address of the reviews of a plan. */
export const reviewsHref = (slug: string): string => `/plans/${encodeURIComponent(slug)}/reviews`

/** The address where what is decided about a plan is written down: of a draft, or of the plan as a whole (null). */
const approvalsHref = (slug: string, draft: number | null): string =>
  `/plans/${encodeURIComponent(slug)}/approvals?${draft === null ? 'whole=yes' : `draft=${draft}`}`

/**
 * What the reviews of a unit's plan ask of whom, in order: each round of its reviewer, each comment with a day of whoever heads the unit; and the turns on the way to
 * a decision: of the reviewer to decide on what was sent in, of whoever heads the unit to change what came back and to adopt what was approved. What was closed
 * without an answer, or taken back, is left out. None for another plan. In: a transaction whose scope reads the reviews and drafts.
 */
export async function planAnswers(tx: Tx, districtId: number, slug: string): Promise<PlanAnswer[]> {
  const row = await planOf(tx, districtId, slug)
  const unit = row?.unit_id ? await orgById(tx, row.unit_id) : null
  if (!row || !unit) return []
  const reviewer = await supervisor(tx, unit, districtId)
  const head = { role: unit.kind === 'school' ? 'principal' : 'office_head', org_id: unit.org_id }
  const base = { org_id: unit.org_id }
  const rounds = (await roundsOf(tx, row.plan_id)).map(
    (one): PlanAnswer => ({
      ...base,
      key: `round-${one.round_id}`,
      title: both('due.round', { unit: unit.name, quarter: String(one.quarter), year: schoolYear(one.school_year) }),
      owner: reviewer,
      starts_on: one.opened_on,
      due_on: one.review_by,
      done_on: one.closed_on,
      href: `${reviewsHref(slug)}?round=${one.round_id}`,
    }),
  )
  const comments = (await commentsOf(tx, row.plan_id)).flatMap((one): PlanAnswer[] =>
    one.answer_by === null || (one.state === 'closed' && one.answered_on === null)
      ? []
      : [
          {
            ...base,
            key: `comment-${one.comment_id}`,
            title: both('due.comment', { unit: unit.name }),
            owner: head,
            starts_on: one.asked_on,
            due_on: one.answer_by,
            done_on: one.state === 'open' ? null : one.answered_on,
            href: `${reviewsHref(slug)}#comment-${one.comment_id}`,
          },
        ],
  )
  const turns = (await turnsOfPlan(tx, row)).map(
    (one): PlanAnswer => ({
      ...base,
      key: one.key,
      title: both(`due.${one.kind}`, { unit: unit.name }),
      owner: one.kind === 'review' ? reviewer : head,
      starts_on: one.starts_on,
      due_on: one.due_on,
      done_on: one.done_on,
      href: approvalsHref(slug, one.draft),
    }),
  )
  return [...rounds, ...comments, ...turns]
}
