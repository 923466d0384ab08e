import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The days of a school year: of the whole district, and of schools that differ from it. */
export const calendar = defineKind({
  name: 'calendar',
  dataset: 'calendar',
  folder: import.meta.dirname,
  aboutStudents: false,
  whole: true,
  mayWait: false,
  columns: [
    needed('school_year', 'year'),
    optional('org_code', 'school_code', 'code'),
    needed('date', 'day', 'calendar_date'),
    needed('day_type', 'type'),
    optional('marking_period', 'term', 'quarter'),
    optional('season'),
  ],
  en,
  es,
})
