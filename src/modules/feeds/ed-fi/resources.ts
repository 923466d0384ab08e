import type { Fields, RowOf } from './fields.ts'
import { schoolResources } from './resources-schools.ts'
import { studentResources } from './resources-students.ts'

/** The resources that are read, each as a table of fields (Ed-Fi Data Standard 5.2). A new field is a line there. */
export const resources = { ...studentResources, ...schoolResources } as const satisfies Record<string, Fields>
export type ResourceName = keyof typeof resources

/** A row of a resource, typed by its table of fields. */
export type EdFiRow<R extends ResourceName> = RowOf<(typeof resources)[R]>

/** True for a resource that is read. */
export const isResource = (name: string): name is ResourceName => Object.hasOwn(resources, name)

/**
 * What makes a row of a resource one row, where a second one would count twice. Fields as in the table. Resources that are not here may repeat.
 */
export const keys: Partial<Record<ResourceName, readonly string[]>> = {
  students: ['student'],
  schools: ['school'],
  localEducationAgencies: ['organization'],
  studentSchoolAssociations: ['student', 'school', 'entryDate'],
  studentSchoolAttendanceEvents: ['student', 'school', 'session', 'schoolYear', 'date', 'category'],
  calendarDates: ['school', 'calendar', 'schoolYear', 'date'],
  disciplineIncidents: ['incident', 'school'],
  disciplineActions: ['action', 'student', 'date'],
  studentAssessments: ['student', 'identifier', 'assessment', 'namespace'],
}
