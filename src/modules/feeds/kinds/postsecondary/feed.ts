import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Graduates, and whether and when they went on to college. */
export const postsecondary = defineKind({
  name: 'postsecondary',
  dataset: 'postsecondary',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  lake: 'student_key bigint, org_id integer, school_year smallint, enrolled boolean, day date, level tinyint',
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('graduation_year', 'grad_year', 'class_of'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('enrolled', 'enrolled_in_college'),
    optional('first_enrolled', 'enrollment_begin', 'begin_date'),
    optional('institution_level', 'college_level', 'level'),
  ],
  en,
  es,
})
