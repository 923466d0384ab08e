import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Who the students are, and the groups they belong to in a school year. */
export const students = defineKind({
  name: 'students',
  dataset: 'student_group',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: false,
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_year', 'year'),
    needed('last_name', 'family_name', 'surname'),
    needed('first_name', 'given_name'),
    optional('birth_date', 'date_of_birth', 'dob', 'birthdate'),
    optional('gender', 'sex'),
    optional('race_ethnicity', 'race', 'ethnicity', 'federal_race'),
    optional('economically_disadvantaged', 'econ', 'free_reduced_lunch', 'frl', 'low_income'),
    optional('english_learner', 'el', 'ell', 'ml', 'multilingual_learner'),
    optional('student_with_disability', 'swd', 'special_education', 'iep'),
    optional('residency', 'resident'),
    optional('home_language', 'language', 'primary_language'),
    optional('directory_opt_out', 'opt_out', 'no_directory', 'withhold_directory', 'ferpa_opt_out'),
  ],
  en,
  es,
})
