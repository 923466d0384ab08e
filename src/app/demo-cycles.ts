import { type DemoAnswer, demoDays, demoSeries, firstAnswers, secondAnswers } from '../../demo/cycles.ts'
import { systemScope } from '../modules/people/index.ts'
import { cyclesOf, delegate, questionsOf, refreshCycles, saveAnswer, takeSeries } from '../modules/work/index.ts'
import { fixToday, today } from '../platform/clock.ts'
import { inScope } from '../platform/db/scope.ts'
import { addDays } from '../platform/dates.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

/**
 * The reporting cycles of the demo: one that is closed, with answers (two missing, one late), and one that is open; and a delegation that holds now.
 * On another day than those of this autumn only the series is set. Out: how many answers were entered.
 */
export async function demoCycles(
  services: Services,
  districtId: number,
  person: (key: string) => Promise<Visitor>,
): Promise<number> {
  const day = today()
  const people = new Map<string, Visitor>()
  const get = async (key: string) => {
    const found = people.get(key) ?? (await person(key))
    people.set(key, found)
    return found
  }
  const scope = await systemScope(services.db, 'cycles', districtId)
  const refresh = (on: string) => {
    fixToday(on)
    return inScope(services.db, scope, (tx) => refreshCycles(tx, scope, districtId, on))
  }
  const isAutumn = day >= demoDays.second && day <= '2026-11-30'
  const answers = [...firstAnswers, ...secondAnswers]
  // Everybody signs in on the demo's own day; only what they enter is of an earlier one.
  for (const one of answers) await get(one.by)
  let entered = 0
  const enter = async (some: readonly DemoAnswer[]) => {
    for (const { element, by, on, state, because = '', since = '', ahead = '', help = '' } of some) {
      const visitor = await get(by)
      fixToday(on)
      entered += await inScope(services.db, visitor.scope, async (tx) => {
        const [cycle] = await cyclesOf(tx, [districtId])
        const asked = cycle ? await questionsOf(tx, [cycle.cycle_id]) : []
        const question = asked.find((each) => each.element === element)
        if (!question) return 0
        const typed = { version: 0, state, because, since, ahead, help }
        return (await saveAnswer(tx, visitor, question.question_id, typed)).kind === 'saved' ? 1 : 0
      })
    }
  }
  try {
    if (isAutumn) fixToday(demoDays.first)
    await inScope(services.db, scope, (tx) => takeSeries(tx, scope, districtId, demoSeries))
    if (isAutumn) {
      await enter(firstAnswers)
      await refresh(demoDays.closed)
      await refresh(demoDays.second)
      await enter(secondAnswers.filter((one) => one.on <= day))
    }
  } finally {
    fixToday(day)
  }
  const [head, chief] = [await get('head.support'), await get('chief.schools')]
  await inScope(services.db, head.scope, (tx) =>
    delegate(tx, head, districtId, {
      what: { kind: 'all' },
      to: { account_id: chief.account_id },
      first_day: day,
      last_day: addDays(day, 5),
      reason: 'At a meeting of the region.',
    }),
  )
  return entered
}
