import { defineKind, needed, optional } from '../kind.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Incidents and what was done: one row a student, incident and action. */
export const discipline = defineKind({
  name: 'discipline',
  dataset: 'discipline',
  folder: import.meta.dirname,
  aboutStudents: true,
  whole: false,
  mayWait: true,
  lake: 'student_key bigint, org_id integer, school_year smallint, day date, incident bigint, behavior varchar, action varchar, assigned integer, served integer',
  columns: [
    needed('student_id', 'id', 'student_number', 'sasid', 'local_id'),
    needed('school_code', 'school', 'org_code', 'school_id'),
    needed('incident_id', 'incident', 'incident_number'),
    needed('date', 'incident_date', 'action_date'),
    needed('action', 'sanction', 'disciplinary_action'),
    optional('behavior', 'incident_type', 'offense'),
    optional('days_assigned', 'assigned_days'),
    optional('days_served', 'days', 'actual_days', 'days_actual'),
  ],
  en,
  es,
})
