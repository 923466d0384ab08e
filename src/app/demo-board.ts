import { demoAnnualReport, demoBoardReports, demoPlanLines, demoResponses, demoScorecards } from '../../demo/board.ts'
import { definitions, targetsOf } from '../modules/indicators/index.ts'
import { orgByCode, yearOf } from '../modules/people/index.ts'
import {
  addBoardReport,
  addLine,
  addMeasure,
  makeReport,
  publishCalendar,
  saveResponse,
  signReport,
  sources,
  writeReport,
  writeValue,
} from '../modules/publishing/index.ts'
import { currentPlan } from '../modules/plans/index.ts'
import { occurrenceItems, updateItem } from '../modules/work/index.ts'
import { today } from '../platform/clock.ts'
import { addDays } from '../platform/dates.ts'
import type { Tx } from '../platform/db/database.ts'
import { inScope } from '../platform/db/scope.ts'
import type { Services, Visitor } from '../platform/web/route.ts'

/** The board's calendar with what came so far, responses to promises, and measures of offices. Runs before the first edition, whose packet holds them. Out: how many reports. */
export async function demoBoard(services: Services, leader: Visitor, districtId: number): Promise<number> {
  return inScope(services.db, leader.scope, async (tx) => {
    const office = async (code: string) => (await orgByCode(tx, districtId, code))?.org_id ?? districtId
    for (const one of demoBoardReports) {
      const row = await addBoardReport(tx, leader, districtId, {
        title: { ...one.title, source: 'en' },
        owner_role: 'office_head',
        owner_org: await office(one.office),
        due_on: one.due,
      })
      await came(tx, leader, districtId, `board:report-${row.board_report_id}`, one)
    }
    const promises: string[] = []
    for (const definition of Object.keys(definitions))
      promises.push(...(await targetsOf(tx, districtId, definition)).map((row) => row.source))
    for (const one of demoResponses)
      for (const promise of promises.filter((id) => id.includes(`/${one.goal}/`)))
        await saveResponse(tx, leader, districtId, promise, 0, {
          words: { ...one.words, source: 'en' },
          owner_role: 'office_head',
          owner_org: await office(one.office),
          by_on: one.by,
        })
    for (const card of demoScorecards) await fill(tx, leader, await office(card.office), card)
    await publishCalendar(tx, leader, districtId, await yearOf(tx, districtId, today()))
    return demoBoardReports.length
  })
}

/** What the plan asks of families, partners, staff and the community, and offers them. Runs before the first edition, with which the public plan comes. */
export async function demoPlanPage(services: Services, publisher: Visitor, districtId: number): Promise<void> {
  await inScope(services.db, publisher.scope, async (tx) => {
    const plan = await currentPlan(tx, districtId)
    for (const { words, ...line } of demoPlanLines.filter((one) => plan?.graph.byId(one.element)))
      await addLine(tx, publisher, districtId, { ...line, words: { ...words, source: 'en' }, listed: true })
  })
}

async function came(
  tx: Tx,
  leader: Visitor,
  districtId: number,
  source: string,
  told: { due: string; done: number | null },
): Promise<void> {
  const done_on = told.done === null ? null : addDays(told.due, told.done)
  if (done_on === null || done_on > today()) return
  const item = (await occurrenceItems(tx, districtId, [source])).find((one) => one.source === source)
  if (!item || item.state === 'done') return
  const note = 'The report is with the papers of the meeting.'
  await updateItem(tx, leader, item.item_id, { version: item.version, state: 'done', note, done_on })
}

async function fill(tx: Tx, leader: Visitor, officeId: number, card: (typeof demoScorecards)[number]): Promise<void> {
  for (const [id, one] of Object.entries(definitions))
    if (card.editions.includes(id))
      await addMeasure(tx, leader, officeId, {
        definition: id,
        title: { en: id, source: 'en' },
        unit: '',
        better: one.direction === 'lower' ? 'down' : 'up',
      })
  for (const own of card.own) {
    const row = await addMeasure(tx, leader, officeId, {
      definition: null,
      title: { ...own.title, source: 'en' },
      unit: own.unit,
      better: own.better,
    })
    for (const [on_date, value] of own.values)
      if (on_date <= today())
        await writeValue(tx, leader, officeId, { measure: row.office_measure_id, version: 0, on_date, value })
  }
}

/** The annual report about a goal for the last school year, written and signed. Runs after the first edition, which its numbers come from. */
export async function demoAnnual(services: Services, leader: Visitor, districtId: number): Promise<void> {
  const written = await inScope(services.db, leader.scope, async (tx) => {
    const made = await makeReport(tx, leader, districtId, demoAnnualReport.goal)
    return writeReport(tx, leader, made.progress_report_id, made.version, { ...demoAnnualReport.words, source: 'en' })
  })
  const { progress_report_id, content_digest } = written.row
  await signReport(services, sources, leader, progress_report_id, content_digest)
}
