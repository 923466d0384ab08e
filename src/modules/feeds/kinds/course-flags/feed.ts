import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** What a course counts for: the map from course codes to what the indicators ask. */
export const courseFlags = defineKind({
  name: 'course-flags',
  dataset: 'course_flag',
  folder: import.meta.dirname,
  aboutStudents: false,
  whole: false,
  mayWait: true,
  lake: 'school_year smallint, course_code varchar, subject varchar, is_core boolean, is_algebra1 boolean, ccr varchar, is_arts boolean',
  columns: [
    needed('course_code', 'course', 'course_number'),
    needed('school_year', 'year'),
    needed('subject', 'department'),
    optional('title', 'course_title', 'course_name'),
    optional('core', 'is_core'),
    optional('algebra1', 'algebra_1', 'algebra_1_or_higher'),
    optional('ccr', 'ccr_kind', 'college_career'),
    optional('arts', 'is_arts'),
  ],
  en,
  es,
})
