import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { orgById } from '../../people/index.ts'
import { measuredBeside, planNamed } from './measured.ts'
import { countsOf, standingOf } from './rules.ts'
import type { Answer, Cycle, Measured, ReadQuestion, Reading } from './schema.ts'
import { answersOf, frozenText, questionsOf, seriesById } from './store.ts'

const kept = ({ state, because, since, ahead, help, first_on, saved_on }: Answer) => ({
  state,
  because,
  since,
  ahead,
  help,
  first_on,
  saved_on,
})

/** Everything that a cycle shows now: its questions with answers, what was measured beside them, and who has answered. In: the cycle, the district's day. */
export async function readingNow(tx: Tx, scope: Scope, cycle: Cycle, today: string): Promise<Reading> {
  const series = await seriesById(tx, cycle.series_id)
  const questions = await questionsOf(tx, [cycle.cycle_id])
  const answers = new Map((await answersOf(tx, [cycle.cycle_id])).map((one) => [one.question_id, one]))
  const plan = await planNamed(tx, cycle.district_id, series.plan)
  const measured = plan
    ? await measuredBeside(
        tx,
        scope,
        plan,
        questions.map((one) => one.element),
      )
    : new Map<string, Measured[]>()
  const read = questions.map((one): ReadQuestion => {
    const answer = answers.get(one.question_id) ?? null
    return {
      question: one.question_id,
      element: one.element,
      code: one.code,
      title: one.title,
      office: one.office_id,
      standing: standingOf(answer, cycle.due_on),
      answer: answer ? kept(answer) : null,
      measured: measured.get(one.element) ?? [],
    }
  })
  const offices: Reading['offices'][number][] = []
  for (const office of new Set(read.map((one) => one.office)))
    offices.push({
      office,
      name: office === null ? '' : ((await orgById(tx, office))?.name ?? ''),
      ...countsOf(read.filter((one) => one.office === office).map((one) => one.standing)),
    })
  return {
    format: 'throughline-reading/1',
    on: today,
    cycle: {
      id: cycle.cycle_id,
      key: cycle.key,
      title: series.title,
      plan: series.plan,
      plan_version: plan?.row.version ?? null,
      due_on: cycle.due_on,
    },
    counts: countsOf(read.map((one) => one.standing)),
    offices: offices.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    questions: read,
  }
}

/** What was shown at the closing, as it was kept; null while the cycle is open. The table has checked its digest. */
export async function readingAtClosing(tx: Tx, cycleId: number): Promise<Reading | null> {
  const text = await frozenText(tx, cycleId)
  return text === null ? null : (JSON.parse(text) as Reading)
}
