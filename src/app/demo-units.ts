import { type DemoGoal, type DemoUnit, demoUnits } from '../../demo/unit-plans.ts'
import { orgByCode, schoolDays } from '../modules/people/index.ts'
import {
  addComment,
  adoptDraft,
  answerComment,
  beginUnitPlan,
  changeDraft,
  draftPlan,
  type Element,
  namePart,
  type Op,
  openDraft,
  openRound,
  type Plan,
  type PlanRow,
  plansSeen,
  recordApproval,
  schoolYear,
  sendToReview,
  settleComment,
  usualCalendar,
  yearOfDay,
} from '../modules/plans/index.ts'
import { fixToday, today } from '../platform/clock.ts'
import { addDays } from '../platform/dates.ts'
import type { Tx } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

type Who = (key: string) => Promise<Visitor>
type Step = (plan: Plan) => Op | null

/** A new element at the end, like a goal of the template. */
const added =
  (has: Pick<Element, 'id' | 'code' | 'level' | 'parents' | 'title'> & Partial<Element>): Step =>
  (plan) => {
    const like = plan.elements.find((one) => one.level === 'goal')
    if (!like) return null
    const value: Element = { ...like, text: null, timeframe: null, ...has }
    return { kind: 'add', at: { list: 'elements', id: has.id }, value, after: plan.elements.at(-1)?.id ?? null }
  }

const titled =
  (id: string, title: Element['title']): Step =>
  (plan) => {
    const here = plan.elements.find((one) => one.id === id)
    return here
      ? { kind: 'set', at: { list: 'elements', id }, fields: { title: { before: here.title, after: title } } }
      : null
  }

/** Takes a goal of the template out that nobody wrote. */
const without =
  (id: string): Step =>
  (plan) => {
    const i = plan.elements.findIndex((one) => one.id === id)
    const value = plan.elements[i]
    return value
      ? { kind: 'remove', at: { list: 'elements', id }, value, after: plan.elements[i - 1]?.id ?? null }
      : null
  }

/** The id of a goal of the demo: that of the template where it stands under a priority. */
const idOf = (goal: DemoGoal, i: number): string =>
  goal.priority === null ? `own-goal-${i + 1}` : `our-goal-${goal.priority}`

/** The steps that write the goals of a unit, with actions and tasks below. */
function steps(told: DemoUnit): Step[] {
  const out: Step[] = []
  const source = 'en' as const
  for (const [i, goal] of told.goals.entries()) {
    const id = idOf(goal, i)
    const code = `SG${goal.priority ?? 5 + i}`
    const title = { ...goal.title, source }
    out.push(goal.priority === null ? added({ id, code, level: 'goal', parents: [], title }) : titled(id, title))
    for (const [j, action] of goal.actions.entries()) {
      const below = { id: `${id}-${j + 1}`, code: `${code}.${j + 1}` }
      out.push(added({ ...below, level: 'action', parents: [id], title: { ...action.title, source } }))
      for (const [k, task] of action.tasks.entries())
        out.push(
          added({
            id: `${below.id}-${k + 1}`,
            code: `${below.code}.${k + 1}`,
            level: 'task',
            parents: [below.id],
            title: { ...task.title, source },
            timeframe: { words: task.words, from: null, to: task.to, open: false, every: null },
          }),
        )
    }
  }
  const written = new Set(told.goals.map((goal) => goal.priority))
  if (told.stage === 'adopted' || told.stage === 'review')
    out.push(...[1, 2, 3, 4].filter((n) => !written.has(n)).map((n) => without(`our-goal-${n}`)))
  return out
}

async function rowOf(tx: Tx, slug: string): Promise<PlanRow> {
  const row = (await plansSeen(tx)).find((one) => one.slug === slug && one.unit_id !== null)
  if (!row) throw new Error(`The demo has no plan ${slug}.`)
  return row
}

async function write(services: Services, writer: Visitor, slug: string, told: DemoUnit): Promise<number | null> {
  if (told.goals.length === 0) return null
  return inScope(services.db, writer.scope, async (tx) => {
    const row = await rowOf(tx, slug)
    const draft = await openDraft(tx, writer.scope, row, 'The goals of this year')
    for (const step of steps(told)) await changeDraft(tx, writer.scope, draft, ({ plan }) => step(plan))
    for (const [i, goal] of told.goals.entries())
      for (const part of goal.serves)
        await namePart(tx, writer, row, { element: idOf(goal, i), part, take: 'add', why: '' })
    if (told.stage !== 'written') await sendToReview(services, tx, writer, row, draft)
    return draft
  })
}

async function approve(services: Services, reviewer: Visitor, slug: string, draft: number, day: string): Promise<void> {
  await inScope(services.db, reviewer.scope, async (tx) => {
    const row = await rowOf(tx, slug)
    const { digest } = (await draftPlan(tx, draft)).row
    await recordApproval(services, tx, reviewer, {
      row,
      draftId: draft,
      digest: digest ?? '',
      decided: {
        body: { en: 'Executive Director', es: 'Dirección ejecutiva', source: 'en' },
        decided_on: day,
        outcome: 'approved',
        vote: null,
        present: null,
        quorum: null,
        document: 'Letter to the school',
      },
    })
    await adoptDraft(services, tx, reviewer, row, draft, 'The plan of this year')
  })
}

/** One review with its comments, each on its day. */
async function review(
  services: Services,
  who: { writer: Visitor; reviewer: Visitor },
  slug: string,
  told: DemoUnit,
  day: string,
): Promise<void> {
  const { writer, reviewer } = who
  const on = <T>(date: string, visitor: Visitor, work: (tx: Tx, row: PlanRow) => Promise<T>): Promise<T> => {
    fixToday(date)
    return inScope(services.db, visitor.scope, async (tx) => work(tx, await rowOf(tx, slug)))
  }
  const first = addDays(day, -Math.max(...told.comments.map((one) => one.asked)))
  const year = yearOfDay(usualCalendar, day)
  const round = await on(first, reviewer, async (tx, row) => {
    const days = await schoolDays(tx, row.unit_id ?? 0, year)
    const period = Number(days.findLast((one) => one.day <= first)?.marking_period ?? 1)
    const asked = { school_year: year, quarter: period >= 1 && period <= 4 ? period : 1, review_by: addDays(day, 10) }
    return (await openRound(services, tx, reviewer, row, asked)).done
  })
  if (!round) throw new Error('The demo could not open a review.')
  for (const one of told.comments.toSorted((a, b) => b.asked - a.asked)) {
    const goal = one.goal === null ? undefined : told.goals[one.goal - 1]
    const id = await on(addDays(day, -one.asked), reviewer, async (tx, row) => {
      // What stands in a draft only is commented on as the plan as a whole.
      const element = goal && told.stage === 'adopted' ? idOf(goal, (one.goal ?? 1) - 1) : ''
      const by = one.by === null ? '' : addDays(day, -one.by)
      const asked = { round: round.round_id, element, body: one.body, answer_by: by }
      return (await addComment(services, tx, reviewer, row, asked)).done
    })
    if (id === null) throw new Error('The demo could not write a comment.')
    const { answer } = one
    if (!answer) continue
    const answered = await on(addDays(day, -answer.on), writer, (tx, row) =>
      answerComment(services, tx, writer, row, id, { version: 1, kind: answer.kind, answer: answer.words }),
    )
    if (one.closed)
      await on(addDays(day, -answer.on), reviewer, (tx, row) =>
        settleComment(services, tx, reviewer, row, id, { version: answered.comment.version, to: 'closed' }),
      )
  }
}

/** The plans of two schools and two offices, each at another point of its life, with the reviews of two. Out: how many. */
export async function demoUnitPlans(services: Services, districtId: number, person: Who): Promise<number> {
  const day = today()
  const year = yearOfDay(usualCalendar, day)
  const begins = schoolYear(usualCalendar, year).from
  try {
    for (const told of demoUnits) {
      const [writer, reviewer] = [await person(told.writer), await person(told.reviewer)]
      // Written in autumn, but never before the school year; what waits to be decided on was sent in this week.
      const then = addDays(day, told.stage === 'review' ? -5 : -40)
      fixToday(then < begins ? day : then)
      const { slug } = await inScope(services.db, writer.scope, async (tx) => {
        const org = await orgByCode(tx, districtId, told.org)
        return beginUnitPlan(services, tx, writer, { unitId: org?.org_id ?? 0, year })
      })
      const draft = await write(services, writer, slug, told)
      if (told.stage === 'adopted' && draft !== null) await approve(services, reviewer, slug, draft, today())
      if (told.comments.length > 0) await review(services, { writer, reviewer }, slug, told, day)
      fixToday(day)
    }
  } finally {
    fixToday(day)
  }
  return demoUnits.length
}
