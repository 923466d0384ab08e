import { z } from 'zod'
import type { Happening, Question } from '../../../platform/events.ts'

/**
 * Told in the transaction that takes a student out of `people`: whoever keeps rows or files by the student's key takes them away now. Told again when the
 * work goes on after a break, so that hearing it twice must do no harm. Never send the key in a job: jobs outlive the person.
 */
export const studentForgotten = {
  name: 'people/student-forgotten',
  payload: z.strictObject({ district_id: z.int(), student_key: z.int() }),
} as const satisfies Happening

const one = z.strictObject({ district_id: z.int(), student_key: z.int() })

/** A day that was not spent in school as planned; `portion` in hundredths of the day. */
export type AbsenceTold = { school_year: number; day: string; org_id: number; kind: string; portion: number }
/** Asked of whoever reads the lake, in the worker: every absence of one student, of all years, oldest first. */
export const absencesAsked: Question<typeof one, AbsenceTold[]> = { name: 'people/absences', payload: one, none: [] }

/** Where a student stands by an indicator; `absent` in hundredths of days. */
export type StandingTold = {
  school_year: number
  org_id: number
  definition: string
  absent: number
  member_days: number
  tier: string
  through_date: string | null
}
/** Asked of whoever computes: where one student stands, newest year first. */
export const standingsAsked: Question<typeof one, StandingTold[]> = { name: 'people/standings', payload: one, none: [] }
