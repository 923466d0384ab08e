import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** What a student scored in a test, or why there is no score. */
export const assessments = defineKind({
  name: 'assessments',
  dataset: 'assessment',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  lake: 'student_key bigint, org_id integer, school_year smallint, assessment varchar, edition varchar, subject varchar, part varchar, season varchar, grade tinyint, participated boolean, reason varchar, scale_score double, level tinyint, index_points double, target_share double',
  replaces: ['assessment', 'subject', 'part', 'season'],
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_year', 'year'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('assessment', 'test', 'test_name'),
    needed('subject', 'content_area'),
    optional('edition', 'form', 'version'),
    optional('part', 'subscore', 'claim', 'strand'),
    optional('season', 'window', 'administration'),
    optional('grade', 'grade_level'),
    optional('participated', 'tested'),
    optional('reason_not_tested', 'not_tested_reason', 'nontest_reason'),
    optional('scale_score', 'score'),
    optional('level', 'performance_level', 'achievement_level'),
    optional('index_points', 'index_score'),
    optional('target_share', 'percent_of_target', 'growth_target_share'),
  ],
  en,
  es,
})
