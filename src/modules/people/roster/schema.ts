/** How a column of the roster's state is kept: its type in PostgreSQL. */
export type RosterType = 'text' | 'date' | 'boolean' | 'smallint' | 'int' | 'moment'
export type RosterColumn = readonly [name: string, type: RosterType]

/** What every row of a roster has beside its own columns. */
export const keyColumns: readonly RosterColumn[] = [
  ['sourced_id', 'text'],
  ['modified_at', 'moment'],
  ['deleted', 'boolean'],
]

/**
 * The state of a roster, one entry a file of OneRoster: what the files of both versions hold of it, and what was made of its references.
 * The loader of feeds brings each as a CSV of `keyColumns` and these, in this order; `copyRoster` gives the same back.
 */
export const rosterColumns = {
  orgs: [
    ['name', 'text'],
    ['kind', 'text'],
    ['identifier', 'text'],
    ['parent_ref', 'text'],
    ['org_id', 'int'],
  ],
  sessions: [
    ['title', 'text'],
    ['kind', 'text'],
    ['start_date', 'date'],
    ['end_date', 'date'],
    ['parent_ref', 'text'],
    ['school_year', 'smallint'],
  ],
  courses: [
    ['title', 'text'],
    ['code', 'text'],
    ['grades', 'text'],
    ['subjects', 'text'],
    ['org_ref', 'text'],
    ['session_ref', 'text'],
    ['org_id', 'int'],
  ],
  classes: [
    ['title', 'text'],
    ['code', 'text'],
    ['kind', 'text'],
    ['grades', 'text'],
    ['subjects', 'text'],
    ['course_ref', 'text'],
    ['school_ref', 'text'],
    ['term_refs', 'text'],
    ['org_id', 'int'],
  ],
  users: [
    ['given_name', 'text'],
    ['family_name', 'text'],
    ['identifier', 'text'],
    ['email', 'text'],
    ['grades', 'text'],
    ['role', 'text'],
    ['org_refs', 'text'],
    ['primary_ref', 'text'],
    ['enabled', 'boolean'],
    // student, staff or both
    ['person', 'text'],
    ['active', 'boolean'],
    // the district's id of a student
    ['student_id', 'text'],
  ],
  roles: [
    ['user_ref', 'text'],
    ['role_type', 'text'],
    ['role', 'text'],
    ['org_ref', 'text'],
    ['begin_date', 'date'],
    ['end_date', 'date'],
  ],
  enrollments: [
    ['class_ref', 'text'],
    ['school_ref', 'text'],
    ['user_ref', 'text'],
    ['role', 'text'],
    ['is_primary', 'boolean'],
    ['begin_date', 'date'],
    ['end_date', 'date'],
    ['org_id', 'int'],
  ],
  demographics: [
    ['birth_date', 'date'],
    ['gender', 'text'],
    ['race', 'text'],
  ],
} as const satisfies Record<string, readonly RosterColumn[]>

export type RosterFile = keyof typeof rosterColumns
/** The order in which they are loaded: what others refer to comes first. */
export const rosterFiles = Object.keys(rosterColumns) as RosterFile[]

/** What follows from the state at every load, beside it. */
export const derivedColumns = {
  staff_roles: [
    ['user_ref', 'text'],
    ['role', 'text'],
    ['org_id', 'int'],
    ['from_date', 'date'],
    ['to_date', 'date'],
  ],
  memberships: [
    ['student_id', 'text'],
    ['org_id', 'int'],
    ['school_year', 'smallint'],
    ['grade', 'smallint'],
    ['begin_date', 'date'],
    ['end_date', 'date'],
    ['first_class', 'date'],
    ['is_primary', 'boolean'],
  ],
} as const satisfies Record<string, readonly RosterColumn[]>
export type DerivedFile = keyof typeof derivedColumns

/** Roles of staff that a roster may name (1.1 and 1.2). Students, families and proctors of tests are none. */
export const rosterStaffRoles = [
  'teacher',
  'aide',
  'counselor',
  'principal',
  'administrator',
  'siteAdministrator',
  'districtAdministrator',
  'systemAdministrator',
] as const
export type RosterStaffRole = (typeof rosterStaffRoles)[number]

/** What a load of a roster did. */
export type RosterLoaded = {
  students: number
  staff: number
  classes: number
  members: number
  school_year: number
  spells_added: number
  spells_ended: number
  accounts_made: number
  roles_given: number
  roles_ended: number
}
