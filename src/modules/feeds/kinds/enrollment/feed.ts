import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Where each student was enrolled, from when to when. */
export const enrollment = defineKind({
  name: 'enrollment',
  dataset: 'enrollment',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: false,
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_year', 'year'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('grade', 'grade_level'),
    needed('entry_date', 'enter_date', 'start_date', 'enrollment_date'),
    optional('exit_date', 'leave_date', 'end_date', 'withdrawal_date'),
    optional('exit_code', 'exit_reason', 'withdrawal_code'),
    optional('primary', 'is_primary', 'primary_school'),
  ],
  en,
  es,
})
