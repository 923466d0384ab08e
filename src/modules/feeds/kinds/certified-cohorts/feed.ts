import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The state's own list of a graduation cohort: who is in it and who graduated, student by student. */
export const certifiedCohorts = defineKind({
  name: 'certified-cohorts',
  dataset: 'certified_cohort',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: false,
  lake: 'student_key bigint, org_id integer, school_year smallint, years smallint, in_cohort boolean, graduated boolean, removal_code varchar',
  replaces: ['years'],
  columns: [
    needed('student_id', 'id', 'sasid', 'local_id'),
    needed('cohort_year', 'cohort', 'expected_graduation_year'),
    needed('in_cohort', 'cohort_member', 'included'),
    needed('graduated', 'on_time_graduate', 'graduate'),
    optional('removal_code', 'removal', 'exclusion_code'),
    optional('cohort_years', 'rate', 'years'),
    optional('school_code', 'school', 'org_code', 'school_id'),
  ],
  en,
  es,
})
