import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Courses that students took in a school year, with marks and credits. */
export const courses = defineKind({
  name: 'courses',
  dataset: 'course',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  lake: 'student_key bigint, org_id integer, school_year smallint, course_code varchar, term varchar, grade tinyint, mark varchar, attempted integer, earned integer, is_summer boolean',
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_year', 'year'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('course_code', 'course', 'course_number'),
    optional('term', 'semester', 'marking_period'),
    optional('grade', 'grade_level'),
    optional('final_mark', 'final_grade', 'mark', 'letter_grade'),
    optional('credits_attempted', 'credit_attempted', 'potential_credit'),
    optional('credits_earned', 'credit_earned', 'earned_credit'),
    optional('summer', 'is_summer'),
  ],
  en,
  es,
})
