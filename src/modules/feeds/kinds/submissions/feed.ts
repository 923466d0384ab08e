import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Which school handed in its attendance on which day. */
export const submissions = defineKind({
  name: 'submissions',
  dataset: 'submission',
  folder: import.meta.dirname,
  aboutStudents: false,
  whole: false,
  mayWait: true,
  columns: [
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('date', 'day', 'attendance_date'),
    optional('mode', 'attendance_mode', 'reporting'),
  ],
  en,
  es,
})
