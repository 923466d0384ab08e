import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Programs and plans that students take part in, from when to when. */
export const programs = defineKind({
  name: 'programs',
  dataset: 'program',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  lake: 'student_key bigint, school_year smallint, program varchar, from_day date, to_day date, updated_day date, adult_named boolean',
  replaces: ['program'],
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_year', 'year'),
    needed('program', 'program_name', 'service'),
    optional('from_date', 'start_date', 'begin_date'),
    optional('to_date', 'end_date'),
    optional('updated_date', 'last_updated', 'review_date'),
    optional('adult_named', 'caring_adult', 'adult'),
  ],
  en,
  es,
})
