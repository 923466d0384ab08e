import { z } from 'zod'
import type { Text } from '../../../platform/words.ts'
import { roles } from '../../people/index.ts'
import type { Judgement, PublicCell } from '../sources.ts'

/** How the work of a goal stands: counts of tasks. Late: still to do after its day. Stuck ones may be late too. */
export type Standing = { done: number; late: number; stuck: number; open: number; dropped: number }

/** How a promise stood in an edition, of public values only. */
export type PromiseThen = { id: string; call: Judgement['call']; cell: PublicCell | null }

/** What the board had at the last meeting. `meeting_on` is null when no packet came before: then it is the last edition of the scorecard. */
export type Since = {
  number: number
  as_of: string
  meeting_on: string | null
  promises: PromiseThen[]
  work: Standing | null
}

export type PacketGoal = { code: string; title: Text; promises: string[]; work: Standing }
/** Our response, as its owner entered it before the packet was made. `who`: office and role in words. */
export type PacketResponse = { promise: string; words: Text; who: Text; by_on: string }
export type CalendarLine = { title: Text; owner: Text; due_on: string; done_on: string | null; dropped: boolean }

/** The reporting calendar of a school year as it was published. */
export type PublicCalendar = { format: 1; school_year: number; as_of: string; lines: CalendarLine[] }

/** What a packet holds beside the numbers of its edition. Every date and number of it comes from the day that it is as of. */
export type PacketPart = {
  format: 1
  meeting_on: string
  since: Since | null
  goals: PacketGoal[]
  work: Standing
  responses: PacketResponse[]
  calendar: CalendarLine[]
}

/** A row of `publishing.response`. */
export type ResponseRow = {
  response_id: number
  district_id: number
  promise: string
  words: Text
  owner_role: string
  owner_org: number
  by_on: string
  version: number
}

/** A row of `publishing.board_report`. */
export type BoardReportRow = {
  board_report_id: number
  district_id: number
  school_year: number
  title: Text
  owner_role: string
  owner_org: number
  due_on: string
  listed: boolean
  version: number
}

const line = (most: number) => z.string().trim().max(most)
/** An office as a form names it: `office_head@7`. */
export const ownerText = z
  .string()
  .regex(/^[a-z_]{1,40}@\d{1,9}$/)
  .transform((text) => {
    const [role = '', org = ''] = text.split('@')
    return { owner_role: role, owner_org: Number(org) }
  })
  .refine((owner) => (roles as readonly string[]).includes(owner.owner_role))
const version = z.coerce.number().int().min(0).default(0)

export const responseForm = z.object({
  promise: line(300).min(1),
  version,
  words_en: line(2000).min(10),
  words_es: line(2000).default(''),
  owner: ownerText,
  by_on: z.iso.date(),
})
export const reportForm = z.object({
  version,
  title_en: line(200).min(3),
  title_es: line(200).default(''),
  owner: ownerText,
  due_on: z.iso.date().refine((day) => day >= '2000-07-01' && day < '2099-07-01'),
})
export const packetForm = z.object({
  meeting_on: z.iso.date(),
  /** the form has no field for it: whoever sends another day than today is told why that cannot be */
  as_of: z.iso.date().optional(),
  note_en: line(4000).default(''),
  note_es: line(4000).default(''),
})
