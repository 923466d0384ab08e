import type { Loaded } from '../orgs/schema.ts'

/** Headers of the bulk loads, in order; a file with others is refused. */
export const studentColumns = [
  'student_id',
  'school_year',
  'last_name',
  'first_name',
  'birth_date',
  'gender',
  'race_ethnicity',
  'economically_disadvantaged',
  'english_learner',
  'student_with_disability',
  'residency',
  'home_language',
  'directory_opt_out',
] as const
export const enrollmentColumns = [
  'student_id',
  'school_year',
  'school_code',
  'grade',
  'entry_date',
  'exit_date',
  'exit_code',
  'primary',
] as const

/** A student as a page shows one, to those who may. */
export type StudentName = {
  student_key: number
  external_id: string
  last_name: string
  first_name: string
  birth_date: string | null
}

/** Why records are read: a list on a page, one student's page, a file taken away. */
export const readPurposes = ['list', 'student', 'export', 'match', 'naming'] as const
export type ReadPurpose = (typeof readPurposes)[number]

/** What a read of students asks: where, whom, what for; an export needs a reason. */
/** `former`: also students who left; given to those alone who answer for all students of the district. */
export type StudentsAsked = {
  org_id: number
  keys: readonly number[]
  purpose: ReadPurpose
  reason?: string
  former?: boolean
}

/** What a bulk load did; rows that name an unknown student or school are counted and left out. */
export type BulkLoaded = Loaded & { rows: number; unknown_students: number; unknown_schools: number }

export type StudentRead = {
  read_id: number
  at: Date
  actor: number | null
  actor_name: string
  org_id: number
  purpose: string
  reason: string
  students: number
}
