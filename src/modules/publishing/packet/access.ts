import { forbidden } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'

/*
 * Who reads and keeps the board's papers. Roles count when they are held at the district itself, but for the offices, whose heads answer for their own.
 */
const at = (visitor: Visitor, districtId: number, roles: readonly string[]): boolean =>
  visitor.roles.some((held) => held.org_id === districtId && roles.includes(held.role))

const keepers = ['superintendent', 'cabinet', 'publisher', 'administrator'] as const
const readers = [...keepers, 'board_member'] as const

/** Reads packets that were handed out, the calendar, reports. */
export const mayReadBoard = (visitor: Visitor, districtId: number): boolean => at(visitor, districtId, readers)
/** Keeps the reporting calendar. */
export const mayKeepBoard = (visitor: Visitor, districtId: number): boolean => at(visitor, districtId, keepers)
/** Enters what the district does about a promise: those who lead, and heads of offices. */
export const mayAnswer = (visitor: Visitor, districtId: number): boolean =>
  mayKeepBoard(visitor, districtId) ||
  visitor.roles.some((held) => held.district_id === districtId && held.role === 'office_head')

/** Opens the pages for the board: the calendar stands in the list of work of the offices, so their heads read it too. */
export const mayOpenBoard = (visitor: Visitor, districtId: number): boolean =>
  mayReadBoard(visitor, districtId) || mayAnswer(visitor, districtId)

const notBoard = () =>
  forbidden(
    'publishing/not-board',
    'Board papers are for the board and for those who lead the district.',
    'Published editions are open to everybody at /public/.',
  )
export function mustReadBoard(visitor: Visitor, districtId: number): void {
  if (!mayReadBoard(visitor, districtId)) throw notBoard()
}
export function mustOpenBoard(visitor: Visitor, districtId: number): void {
  if (!mayOpenBoard(visitor, districtId)) throw notBoard()
}
export function mustKeepBoard(visitor: Visitor, districtId: number): void {
  if (!mayKeepBoard(visitor, districtId))
    throw forbidden(
      'publishing/not-board-keeper',
      'Only those who lead the district, its publishers and administrators keep the board’s papers.',
      'Ask one of them.',
    )
}
export function mustAnswer(visitor: Visitor, districtId: number): void {
  if (!mayAnswer(visitor, districtId))
    throw forbidden(
      'publishing/not-answering',
      'Only those who lead the district and heads of offices write responses.',
      'Ask the office that answers for the promise.',
    )
}
