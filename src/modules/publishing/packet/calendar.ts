import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Text } from '../../../platform/words.ts'
import { orgById, yearOf } from '../../people/index.ts'
import { saveItems } from '../../work/index.ts'
import { mustKeepBoard } from './access.ts'
import type { BoardReportRow } from './schema.ts'
import {
  boardReportById,
  boardReports,
  insertBoardReport,
  lockCalendar,
  type ReportFields,
  setBoardReport,
} from './store.ts'

export const boardReportObject = 'publishing.board_report'
/** The due item of a report in work begins with this; its number follows. */
export const boardSource = 'board:report-'

/** Hands all reports of a district to the list of work: the whole calendar, every year. Twice changes nothing. */
async function toWork(tx: Tx, scope: Scope, districtId: number): Promise<void> {
  await saveItems(
    tx,
    scope,
    districtId,
    boardSource,
    (await boardReports(tx, districtId)).map((row) => ({
      source: `${boardSource}${row.board_report_id}`,
      kind: 'duty',
      org_id: districtId,
      title: row.title,
      href: `/board/calendar/${row.board_report_id}`,
      owner: { role: row.owner_role, org_id: row.owner_org },
      starts_on: null,
      due_on: row.due_on,
      // What the board got: a link or the name of the paper.
      needs_evidence: true,
    })),
  )
}

export type ReportTyped = { title: Text; owner_role: string; owner_org: number; due_on: string }

const same = (a: ReportFields, b: ReportFields): boolean =>
  JSON.stringify([a.school_year, a.title.en ?? '', a.title.es ?? '', a.owner_role, a.owner_org, a.due_on, a.listed]) ===
  JSON.stringify([b.school_year, b.title.en ?? '', b.title.es ?? '', b.owner_role, b.owner_org, b.due_on, b.listed])

async function mustBeOffice(tx: Tx, districtId: number, orgId: number): Promise<void> {
  const org = await orgById(tx, orgId)
  if (org?.district_id !== districtId)
    throw invalid('publishing/no-such-office', 'There is no such office in this district.', 'Choose one of the list.')
}

/**
 * Adds a report to the calendar, with its due item. The same title and day twice in a year is the same report.
 * Errors: Forbidden `publishing/not-board-keeper`, Invalid `publishing/no-such-office`.
 */
export async function addBoardReport(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  typed: ReportTyped,
): Promise<BoardReportRow> {
  mustKeepBoard(visitor, districtId)
  await mustBeOffice(tx, districtId, typed.owner_org)
  await lockCalendar(tx, districtId)
  const fields = { ...typed, school_year: await yearOf(tx, districtId, typed.due_on), listed: true }
  const twin = (await boardReports(tx, districtId, fields.school_year)).find((row) => same(row, fields))
  if (twin) return twin
  const row = await insertBoardReport(tx, districtId, fields)
  await record(tx, visitor.scope, {
    org_id: districtId,
    object: boardReportObject,
    object_id: row.board_report_id,
    version: row.version,
    verb: 'added',
    became: fields,
  })
  await toWork(tx, visitor.scope, districtId)
  return row
}

/**
 * Changes a line of the calendar, or takes it out (`listed: false`), and its due item with it. In: the version that the person saw. The same form twice changes
 * nothing; an older version is a conflict: nothing is saved, and the row comes back as it is. Errors: Missing, Forbidden.
 */
export async function changeBoardReport(
  tx: Tx,
  visitor: Visitor,
  id: number,
  version: number,
  typed: Partial<ReportTyped> & { listed?: boolean },
  verb = 'changed',
): Promise<{ kind: 'saved' | 'conflict'; row: BoardReportRow }> {
  const seen = await boardReportById(tx, id)
  mustKeepBoard(visitor, seen.district_id)
  await lockCalendar(tx, seen.district_id)
  const row = await boardReportById(tx, id, true)
  if (typed.owner_org !== undefined) await mustBeOffice(tx, row.district_id, typed.owner_org)
  const { school_year, title, owner_role, owner_org, due_on, listed } = row
  const was: ReportFields = { school_year, title, owner_role, owner_org, due_on, listed }
  const became: ReportFields = {
    ...was,
    ...typed,
    school_year: typed.due_on ? await yearOf(tx, row.district_id, typed.due_on) : school_year,
  }
  if (same(was, became)) return { kind: 'saved', row }
  if (version !== row.version) return { kind: 'conflict', row }
  const after = await setBoardReport(tx, id, became)
  await record(tx, visitor.scope, {
    org_id: row.district_id,
    object: boardReportObject,
    object_id: id,
    version: after.version,
    verb,
    was,
    became,
  })
  await toWork(tx, visitor.scope, row.district_id)
  return { kind: 'saved', row: after }
}
