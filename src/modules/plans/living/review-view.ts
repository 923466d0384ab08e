import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { decimal, schoolYear, shortDate } from '../../../platform/format.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { accountName, schoolDays, timeZoneOf, todayOf } from '../../people/index.ts'
import type { PlanText } from '../file/text.ts'
import type { OpenPlan } from '../reading.ts'
import { elementHref } from '../rules.ts'
import { said } from '../say.ts'
import { usualCalendar, yearOfDay } from '../timeframes/calendar.ts'
import { mayReviewUnit, mayWriteUnit } from './access.ts'
import { unitOf } from './actions.ts'
import type { ChangeLine, CommentView, ReviewsProps } from './pages/props.ts'
import { commentObject, roundObject } from './reviewing.ts'
import { answeringOf, isMirror, quarterOf, turnaround } from './rules.ts'
import { say } from './say.ts'
import { type CommentRow, answerKinds, commentStates, type RoundRow } from './schema.ts'
import { commentsOf, roundsOf } from './store.ts'

type View = Omit<ReviewsProps, 'csrf' | 'typed' | 'errors' | 'conflict' | 'done' | 'asks'>

const verbs = ['asked', 'answered', 'opened', 'closed', 'reopened', 'undone'] as const
const toldFields = ['state', 'answer_kind', 'answer'] as const

/** A change of a comment or a review in words, with what it was before. */
function changeLine(one: Recorded, who: string, zone: string, lang: Lang): ChangeLine {
  const words = say(lang)
  const shown = (value: unknown): string => {
    const text = typeof value === 'string' ? value : ''
    const state = commentStates.find((name) => name === text)
    const kind = answerKinds.find((name) => name === text)
    return state ? words(`comment.${state}`) : kind ? words(`kind.${kind}`) : text || words('nothing')
  }
  return {
    version: one.version,
    day: shortDate(dateIn(one.at, zone), lang),
    who,
    verb: words(`verb.${verbs.find((name) => name === one.verb) ?? 'asked'}`),
    changes: toldFields
      .filter((field) => field in one.was && one.version > 1)
      .map((field) =>
        words('fromTo', {
          field: words(`field.${field}`),
          was: shown(one.was[field]),
          became: shown(one.became[field]),
        }),
      ),
  }
}

async function names(tx: Tx, ids: readonly (number | null)[], lang: Lang): Promise<(id: number | null) => string> {
  const known = new Map<number, string | null>()
  for (const id of new Set(ids)) if (id !== null) known.set(id, await accountName(tx, id))
  return (id) => (id === null ? say(lang)('system') : (known.get(id) ?? say(lang)('somebody')))
}

/**
 * The page of the reviews of a unit's plan. In: the plan, the round that the address asks for (0: the open one, else the newest). School days are those of the
 * unit's own calendar; an office has the district's.
 */
export async function reviewsView(
  tx: Tx,
  visitor: Visitor,
  plan: OpenPlan,
  asked: number,
  lang: Lang,
): Promise<{ title: PlanText; view: View }> {
  const { row, graph } = plan
  const { unit } = unitOf(row)
  const words = say(lang)
  const today = await todayOf(tx, row.district_id)
  const zone = await timeZoneOf(tx, row.district_id)
  const year = yearOfDay(usualCalendar, today)
  const rounds = await roundsOf(tx, row.plan_id)
  const comments = await commentsOf(tx, row.plan_id)
  const years = [...new Set([...rounds.map((one) => one.school_year), year])].toSorted((a, b) => a - b)
  const days: Awaited<ReturnType<typeof schoolDays>> = []
  for (const one of years) {
    const own = await schoolDays(tx, unit, one)
    days.push(...(own.length > 0 ? own : await schoolDays(tx, row.district_id, one)))
  }
  const round: RoundRow | undefined =
    rounds.find((one) => one.round_id === asked) ?? rounds.find((one) => one.state === 'open') ?? rounds[0]
  const shown = comments.filter((one) => one.round_id === round?.round_id)
  const ofRound = round ? await historyOf(tx, roundObject, round.round_id) : []
  const histories = new Map<number, Awaited<ReturnType<typeof historyOf>>>()
  for (const one of shown) histories.set(one.comment_id, await historyOf(tx, commentObject, one.comment_id))
  const nameOf = await names(
    tx,
    [
      ...shown.flatMap((one) => [one.asked_by, one.answered_by]),
      ...[...histories.values(), ofRound].flat().map((one) => one.actor),
    ],
    lang,
  )
  const answering = answeringOf(comments, days, today)
  const reviews = mayReviewUnit(visitor, unit)
  const title = (id: string): string => {
    const element = graph.byId(id)
    return element ? [element.code, said(element.title, lang).words].filter(Boolean).join(' ') : id
  }
  const viewOf = (one: CommentRow): CommentView => {
    const history = histories.get(one.comment_id) ?? []
    const took = one.answered_on === null ? null : turnaround(one.asked_on, one.answered_on, days)
    return {
      id: one.comment_id,
      version: one.version,
      state: one.state,
      stateWords: words(`comment.${one.state}`),
      about: one.element === null ? words('wholePlan') : title(one.element),
      aboutHref: one.element === null ? `/plans/${encodeURIComponent(row.slug)}` : elementHref(row.slug, one.element),
      body: one.body,
      who: nameOf(one.asked_by),
      asked: shortDate(one.asked_on, lang),
      answerBy: one.answer_by === null ? null : words('answerUntil', { date: shortDate(one.answer_by, lang) }),
      late: one.state === 'open' && one.answer_by !== null && one.answer_by < today,
      answer:
        one.answer_kind === null
          ? null
          : {
              kind: one.answer_kind,
              kindWords: words(`kind.${one.answer_kind}`),
              text: one.answer,
              who: nameOf(one.answered_by),
              on: one.answered_on === null ? '' : shortDate(one.answered_on, lang),
              took: took === null ? null : words('took', { days: took }),
            },
      undoable: reviews && (history[0]?.verb === 'closed' || history[0]?.verb === 'reopened'),
      history: history.map((change) => changeLine(change, nameOf(change.actor), zone, lang)),
    }
  }
  return {
    title: row.title,
    view: {
      lang,
      slug: row.slug,
      plan: { title: said(row.title, lang), href: `/plans/${encodeURIComponent(row.slug)}` },
      facts: [
        { label: words('askedCount'), value: String(answering.asked) },
        { label: words('answeredCount'), value: String(answering.answered) },
        { label: words('inTimeCount'), value: words('ofAll', { some: answering.inTime, all: answering.answered }) },
        { label: words('lateCount'), value: String(answering.late) },
        {
          label: words('turnaround'),
          value:
            answering.counted === 0
              ? words('turnaroundNone')
              : words('turnaroundIs', {
                  mean: decimal(answering.days / answering.counted, lang),
                  days: answering.days,
                  answers: answering.counted,
                }),
        },
      ],
      rounds: rounds.map((one) => ({
        id: one.round_id,
        label: words('roundName', { quarter: String(one.quarter), year: schoolYear(one.school_year) }),
        href: `/plans/${encodeURIComponent(row.slug)}/reviews?round=${one.round_id}`,
        current: one.round_id === round?.round_id,
        // A comment that asks for no answer waits for nobody.
        count: comments.filter(
          (comment) => comment.round_id === one.round_id && comment.state === 'open' && comment.answer_by !== null,
        ).length,
      })),
      round: round
        ? {
            id: round.round_id,
            version: round.version,
            open: round.state === 'open',
            facts: [
              words(`round.${round.state}`),
              words('openedOn', { date: shortDate(round.opened_on, lang) }),
              words('reviewUntil', { date: shortDate(round.review_by, lang) }),
            ],
            history: ofRound.map((change) => changeLine(change, nameOf(change.actor), zone, lang)),
          }
        : null,
      comments: shown.map(viewOf),
      newRound: reviews ? { years: [year, year + 1], year, quarter: quarterOf(today, days) } : null,
      commentOn:
        reviews && round?.state === 'open'
          ? graph.plan.elements.filter((one) => !isMirror(one)).map((one) => ({ value: one.id, label: title(one.id) }))
          : null,
      reviews,
      writes: mayWriteUnit(visitor, unit),
    },
  }
}
