import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The organization tree: state, district, zones, portfolios, schools, offices, with dates. */
export const organizations = defineKind({
  name: 'organizations',
  dataset: 'org',
  folder: import.meta.dirname,
  aboutStudents: false,
  whole: true,
  mayWait: false,
  columns: [
    needed('org_code', 'code', 'organization_code', 'school_code', 'school_id'),
    needed('name', 'organization_name', 'school_name'),
    needed('kind', 'type', 'organization_type', 'org_type'),
    optional('parent_code', 'parent', 'parent_org_code'),
    needed('from_date', 'start_date', 'open_date', 'opened'),
    optional('to_date', 'end_date', 'close_date', 'closed'),
    optional('low_grade', 'lowest_grade', 'grade_low'),
    optional('high_grade', 'highest_grade', 'grade_high'),
    optional('phone', 'telephone'),
    optional('address', 'street_address'),
    optional('successor_code', 'successor'),
    optional('lineage', 'what_became_of_it'),
  ],
  en,
  es,
})
