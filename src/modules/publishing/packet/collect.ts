import type { Tx } from '../../../platform/db/database.ts'
import { languages, type Text } from '../../../platform/words.ts'
import { orgById, roleName, yearOf } from '../../people/index.ts'
import { currentPlan, type PlanGraph } from '../../plans/index.ts'
import { itemsOf, occurrenceItems } from '../../work/index.ts'
import type { EditionContent } from '../editions/content.ts'
import type { EditionRow } from '../schema.ts'
import type { PromiseCard } from '../sources.ts'
import { boardSource } from './calendar.ts'
import { cellOf, promiseAt, standingOf } from './rules.ts'
import type { CalendarLine, PacketGoal, PacketPart, PacketResponse, Since, Standing } from './schema.ts'
import { boardReports, lastBefore, responsesOf } from './store.ts'

const nothing: Standing = { done: 0, late: 0, stuck: 0, open: 0, dropped: 0 }

/** An office and role in words of every language: `Office of Data, head of office`. */
export async function ownerWords(tx: Tx, role: string, orgId: number): Promise<Text> {
  const name = (await orgById(tx, orgId))?.name ?? ''
  return {
    ...Object.fromEntries(languages.map((lang) => [lang, `${name}, ${roleName(role, lang)}`])),
    source: 'en',
  }
}

/** Goals of a plan with the promises below each, and how their work stands on a day. */
export async function goalsOf(
  tx: Tx,
  districtId: number,
  plan: { slug: string; graph: PlanGraph } | null,
  promises: readonly Pick<PromiseCard, 'id'>[],
  day: string,
): Promise<{ goals: (PacketGoal & { element: string })[]; work: Standing }> {
  if (!plan) return { goals: [], work: nothing }
  const { graph } = plan
  const { items } = await itemsOf(tx, { districtId, planSlug: plan.slug, today: day })
  const rootOf = (element: string): string | null =>
    graph.byId(element) ? (graph.thread(element)?.up[0]?.id ?? element) : null
  const goals = graph.roots().map((root) => ({
    element: root.id,
    code: root.code ?? '',
    title: root.title,
    promises: promises
      .filter((one) => {
        const at = promiseAt(one.id)
        return at !== null && rootOf(at.element) === root.id
      })
      .map((one) => one.id),
    work: standingOf(
      items.filter((item) => item.element !== null && rootOf(item.element) === root.id),
      day,
    ),
  }))
  return { goals, work: standingOf(items, day) }
}

/** What the board had last, as a packet needs it. */
function sinceOf(edition: EditionRow | null): Since | null {
  const content: EditionContent | null = edition?.content ?? null
  if (!edition || !content) return null
  return {
    number: content.number,
    as_of: content.as_of,
    meeting_on: content.packet?.meeting_on ?? null,
    promises: content.promises.map((one) => ({ id: one.id, call: one.judged.call, cell: cellOf(content, one) })),
    work: content.packet?.work ?? null,
  }
}

/** The reporting calendar of a school year, as it stands now. */
export async function calendarOf(tx: Tx, districtId: number, year: number): Promise<CalendarLine[]> {
  const rows = await boardReports(tx, districtId, year)
  const items = new Map(
    (await occurrenceItems(tx, districtId, [boardSource])).map((item) => [item.source, item] as const),
  )
  const lines: CalendarLine[] = []
  for (const row of rows) {
    const item = items.get(`${boardSource}${row.board_report_id}`)
    lines.push({
      title: row.title,
      owner: await ownerWords(tx, row.owner_role, row.owner_org),
      due_on: row.due_on,
      done_on: item?.state === 'done' ? item.done_on : null,
      dropped: item?.state === 'dropped',
    })
  }
  return lines
}

/**
 * Collects what a packet holds beside its numbers. In: a transaction under a scope that reads the district, the edition, the promises that it speaks of.
 * Out: nothing that depends on the clock: the edition's day decides what is late.
 */
export async function collectPacket(
  tx: Tx,
  edition: Pick<EditionRow, 'district_id' | 'number' | 'as_of' | 'meeting_on'>,
  promises: readonly PromiseCard[],
): Promise<PacketPart> {
  const { district_id: districtId, as_of: day } = edition
  const plan = await currentPlan(tx, districtId)
  const { goals, work } = await goalsOf(
    tx,
    districtId,
    plan && { slug: plan.row.slug, graph: plan.graph },
    promises,
    day,
  )
  const known = new Set(promises.map((one) => one.id))
  const responses: PacketResponse[] = []
  for (const row of await responsesOf(tx, districtId))
    if (known.has(row.promise))
      responses.push({
        promise: row.promise,
        words: row.words,
        who: await ownerWords(tx, row.owner_role, row.owner_org),
        by_on: row.by_on,
      })
  return {
    format: 1,
    meeting_on: edition.meeting_on ?? day,
    since: sinceOf(await lastBefore(tx, districtId, edition.number)),
    goals: goals.map(({ element: _, ...goal }) => goal),
    work,
    responses,
    calendar: await calendarOf(tx, districtId, await yearOf(tx, districtId, day)),
  }
}
