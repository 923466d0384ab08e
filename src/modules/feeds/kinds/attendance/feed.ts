import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Daily attendance: who was not there (or, where everybody is written down, everybody). */
export const attendance = defineKind({
  name: 'attendance',
  dataset: 'attendance',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('date', 'day', 'attendance_date', 'absence_date'),
    needed('status', 'attendance_status', 'attendance_code', 'code'),
    optional('portion', 'portion_absent', 'part_of_day'),
  ],
  en,
  es,
})
