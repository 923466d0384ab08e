import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The graduation cohort: who began grade 9 together, and how each one ended. */
export const cohorts = defineKind({
  name: 'cohorts',
  dataset: 'cohort',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  lake: 'student_key bigint, org_id integer, school_year smallint, outcome varchar, day date, reason varchar, documented boolean, econ boolean, el boolean, swd boolean',
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('cohort_year', 'cohort', 'expected_graduation_year'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('outcome', 'status', 'completion'),
    optional('outcome_date', 'exit_date', 'graduation_date'),
    optional('removal_reason', 'exit_reason'),
    optional('documented', 'documentation', 'papers'),
    optional('economically_disadvantaged', 'econ'),
    optional('english_learner', 'el', 'ell', 'ml'),
    optional('student_with_disability', 'swd'),
  ],
  en,
  es,
})
