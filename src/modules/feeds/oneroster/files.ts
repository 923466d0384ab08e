import type { Column } from '../kinds/kind.ts'
import { needed, optional } from '../kinds/kind.ts'

/** The files of a bundle that are read, in the order in which they refer to each other. Names as the standard writes them, with `.csv`. */
export const fileNames = [
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'enrollments',
  'demographics',
] as const
export type FileName = (typeof fileNames)[number]

/** Files of the standard that are not read: grade books, resources, and profiles that hold passwords. */
export const unreadFiles: readonly string[] = [
  'categories',
  'classResources',
  'courseResources',
  'lineItems',
  'lineItemLearningObjectiveIds',
  'lineItemScoreScales',
  'resources',
  'results',
  'resultLearningObjectiveIds',
  'resultScoreScales',
  'scoreScales',
  'userProfiles',
  'userResources',
]

/** What is read of a file, what must never be, and what the standard has beside it. */
export type FileSpec = {
  name: FileName
  columns: readonly Column[]
  /** Never read, and named to the steward: secrets and ways to reach a child. */
  secret: readonly string[]
  /** Columns of the standard (1.1 or 1.2) that are not needed. */
  other: readonly string[]
}

const base: readonly Column[] = [needed('sourcedId'), optional('status'), optional('dateLastModified')]

export const files: Readonly<Record<FileName, FileSpec>> = {
  orgs: {
    name: 'orgs',
    columns: [...base, needed('name'), needed('type'), optional('identifier'), optional('parentSourcedId')],
    secret: [],
    other: [],
  },
  academicSessions: {
    name: 'academicSessions',
    columns: [
      ...base,
      needed('title'),
      needed('type'),
      needed('startDate'),
      needed('endDate'),
      optional('parentSourcedId'),
      optional('schoolYear'),
    ],
    secret: [],
    other: [],
  },
  courses: {
    name: 'courses',
    columns: [
      ...base,
      optional('schoolYearSourcedId'),
      needed('title'),
      optional('courseCode'),
      optional('grades'),
      optional('orgSourcedId'),
      optional('subjects'),
    ],
    secret: [],
    other: ['subjectCodes'],
  },
  classes: {
    name: 'classes',
    columns: [
      ...base,
      needed('title'),
      optional('grades'),
      optional('courseSourcedId'),
      optional('classCode'),
      optional('classType'),
      needed('schoolSourcedId'),
      optional('termSourcedIds'),
      optional('subjects'),
    ],
    secret: [],
    other: ['location', 'subjectCodes', 'periods'],
  },
  users: {
    name: 'users',
    columns: [
      ...base,
      optional('enabledUser'),
      optional('orgSourcedIds'),
      optional('role'),
      needed('givenName'),
      needed('familyName'),
      optional('identifier'),
      optional('email'),
      optional('grades'),
      optional('primaryOrgSourcedId'),
    ],
    secret: ['password', 'sms', 'phone', 'agentSourcedIds', 'agents'],
    other: [
      'username',
      'userIds',
      'middleName',
      'userMasterIdentifier',
      'resourceSourcedIds',
      'preferredGivenName',
      'preferredMiddleName',
      'preferredFamilyName',
      'pronouns',
    ],
  },
  roles: {
    name: 'roles',
    columns: [
      ...base,
      needed('userSourcedId'),
      optional('roleType'),
      needed('role'),
      optional('beginDate'),
      optional('endDate'),
      needed('orgSourcedId'),
    ],
    secret: [],
    other: ['userProfileSourcedId'],
  },
  enrollments: {
    name: 'enrollments',
    columns: [
      ...base,
      needed('classSourcedId'),
      optional('schoolSourcedId'),
      needed('userSourcedId'),
      needed('role'),
      optional('primary'),
      optional('beginDate'),
      optional('endDate'),
    ],
    secret: [],
    other: [],
  },
  demographics: {
    name: 'demographics',
    columns: [
      ...base,
      optional('birthDate', 'birthdate'),
      optional('sex'),
      optional('americanIndianOrAlaskaNative'),
      optional('asian'),
      optional('blackOrAfricanAmerican'),
      optional('nativeHawaiianOrOtherPacificIslander'),
      optional('white'),
      optional('demographicRaceTwoOrMoreRaces'),
      optional('hispanicOrLatinoEthnicity'),
    ],
    secret: [],
    other: ['countryOfBirthCode', 'stateOfBirthAbbreviation', 'cityOfBirth', 'publicSchoolResidenceStatus'],
  },
}

/** A name as it is compared: letters and digits alone, lower case (`Org_SourcedIds` is `orgsourcedids`). */
export const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const byBare = new Map<string, string>([...fileNames, 'manifest', ...unreadFiles].map((name) => [bare(name), name]))

/** The standard's name of a file, by its name in whatever case and with or without `.csv`; null when it is none of the standard. */
export const standardFile = (name: string): string | null => byBare.get(bare(name.replace(/\.csv$/i, ''))) ?? null
export const isFileName = (name: unknown): name is FileName => fileNames.includes(name as FileName)
