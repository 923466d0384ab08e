import type { KindName } from '../schema.ts'
import { attendanceRate, type EdFiRate } from './rates.ts'
import type { EdFiFound } from './read.ts'
import type { EdFiRow, ResourceName } from './resources.ts'

/** The resources that an API is asked for: those that a layout of ours, or a rate, is made of. */
export const edFiPulled: readonly ResourceName[] = [
  'schools',
  'calendarDates',
  'students',
  'studentEducationOrganizationAssociations',
  'studentSchoolAssociations',
  'studentSchoolAttendanceEvents',
  'courseTranscripts',
  'disciplineIncidents',
  'disciplineActions',
  'assessments',
  'studentAssessments',
]

/** Rows by resource, as they were read. */
export type EdFiRows = { [R in ResourceName]?: EdFiRow<R>[] }

/** One file for a layout of ours, made of Ed-Fi rows. `from`: how many records of each resource it stands on. */
export type EdFiUpload = {
  kind: KindName
  name: string
  rows: number
  text: string
  from: Partial<Record<ResourceName, number>>
}

/** What became of an interchange: files for our layouts, what no layout takes, and the rate of attendance or the reason why there is none. */
export type EdFiUploads = {
  uploads: EdFiUpload[]
  unused: Partial<Record<ResourceName, number>>
  rate: EdFiRate | null
}

/** Adds a row to what was read. */
export function addFound(rows: EdFiRows, found: EdFiFound): void {
  const list = (rows[found.resource] ??= []) as unknown[]
  list.push(found.row)
}

const cell = (value: string | number | boolean | null | undefined): string => {
  const text =
    value === null || value === undefined ? '' : typeof value === 'boolean' ? (value ? 'Y' : 'N') : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
type Line = readonly (string | number | boolean | null | undefined)[]
const csv = (head: string, lines: readonly Line[]): string =>
  `${head}\n${lines.map((line) => line.map(cell).join(',')).join('\n')}\n`

const words = (text: string | null | undefined): string =>
  (text ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')
/** A grade level of the standard as our files write it; empty for what is none of K to 12. */
export function gradeOf(level: string | null | undefined): string {
  const plain = words(level)
  if (/^(?:preschool|pre ?kindergarten|early education)/.test(plain)) return 'PK'
  if (plain.startsWith('kindergarten')) return 'K'
  const at = ordinals.findIndex((one) => plain.startsWith(one))
  return at >= 0 ? String(at + 1) : (/^(?:grade )?(\d{1,2})(?:st|nd|rd|th)?\b/.exec(plain)?.[1] ?? '')
}

/** The school year in which a day lies, by the year in which it ends. */
const yearOf = (day: string): number => Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) >= 7 ? 1 : 0)

const statuses: Readonly<Record<string, string>> = {
  'excused absence': 'excused',
  'unexcused absence': 'unexcused',
  'in attendance': 'present',
  present: 'present',
  tardy: 'tardy',
  // A part of a day is no absence (methods 6.2): it is kept as lateness, without a portion.
  partial: 'tardy',
  'early departure': 'tardy',
}
const days: readonly (readonly [RegExp, string])[] = [
  [/make up/, 'make_up'],
  [/instructional/, 'instructional'],
  [/weather/, 'weather'],
  [/holiday/, 'holiday'],
  [/teacher/, 'teacher_only'],
]
const actions: readonly (readonly [RegExp, string])[] = [
  [/in school susp/, 'iss'],
  [/out of school susp/, 'oss'],
  [/expulsion/, 'expulsion'],
]
const first = (table: readonly (readonly [RegExp, string])[], text: string, other: string): string =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? other

const races: readonly (readonly [RegExp, string])[] = [
  [/american indian|alaska/, 'american_indian'],
  [/asian/, 'asian'],
  [/black|african/, 'black'],
  [/hawaiian|pacific/, 'pacific_islander'],
  [/white/, 'white'],
]
function raceOf(one: EdFiRow<'studentEducationOrganizationAssociations'> | undefined): string {
  if (!one) return ''
  if (one.hispanic) return 'hispanic'
  const found = [...new Set(one.races.map((race) => first(races, words(race), '')).filter((race) => race !== ''))]
  return found.length > 1 ? 'two_or_more' : (found[0] ?? '')
}

/** What is known beside the files: the code of our district, and the school year of rows that name none (the year in which it ends). */
export type EdFiGiven = { districtCode: string; schoolYear?: number }

/**
 * Makes files for our layouts out of Ed-Fi rows, in the order in which they are loaded. Nothing is made up: a student without a school year takes the newest that the rows
 * name, or the one that was given, and without any there is no file of students. Rows that no layout takes are counted. Source: methods 6.2.
 */
export function edFiUploads(rows: EdFiRows, given: EdFiGiven): EdFiUploads {
  const uploads: EdFiUpload[] = []
  const used = new Set<ResourceName>()
  const add = (kind: KindName, from: readonly ResourceName[], head: string, lines: readonly Line[]): void => {
    if (lines.length === 0) return
    for (const name of from) used.add(name)
    uploads.push({
      kind,
      name: `ed-fi-${kind}.csv`,
      rows: lines.length,
      text: csv(head, lines),
      from: Object.fromEntries(from.flatMap((name) => (rows[name] ? [[name, rows[name].length]] : []))),
    })
  }
  const events = rows.studentSchoolAttendanceEvents ?? []
  const spells = rows.studentSchoolAssociations ?? []
  const calendar = rows.calendarDates ?? []
  const named = [
    ...events.map((one) => one.schoolYear),
    ...spells.map((one) => one.schoolYear ?? yearOf(one.entryDate)),
    ...calendar.map((one) => one.schoolYear),
    ...(rows.sessions ?? []).map((one) => one.schoolYear),
  ]
  const newest = given.schoolYear ?? named.reduce<number | null>((most, one) => Math.max(most ?? 0, one), null)
  const oldest = named.reduce<number | null>((least, one) => Math.min(least ?? one, one), null) ?? newest

  if (oldest !== null)
    add(
      'organizations',
      ['schools'],
      'org_code,name,kind,parent_code,from_date,low_grade,high_grade',
      (rows.schools ?? []).map((one) => {
        const grades = one.grades.map(gradeOf).filter((grade) => grade !== '')
        const order = ['PK', 'K', ...ordinals.map((_, at) => String(at + 1))]
        const at = grades.map((grade) => order.indexOf(grade)).toSorted((a, b) => a - b)
        return [
          one.school,
          one.name,
          'school',
          given.districtCode,
          `${oldest - 1}-07-01`,
          order[at[0] ?? -1],
          order[at.at(-1) ?? -1],
        ]
      }),
    )
  add(
    'calendar',
    ['calendarDates'],
    'school_year,org_code,date,day_type',
    calendar.map((one) => [
      one.schoolYear,
      one.school,
      one.date,
      first(days, one.events.map(words).join(' '), 'break'),
    ]),
  )
  if (newest !== null) {
    const about = new Map((rows.studentEducationOrganizationAssociations ?? []).map((one) => [one.student, one]))
    add(
      'students',
      ['students', 'studentEducationOrganizationAssociations'],
      'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability',
      (rows.students ?? []).map((one) => {
        const who = about.get(one.student)
        const sex = words(who?.sex)
        return [
          one.student,
          newest,
          one.lastSurname,
          one.firstName,
          one.birthDate,
          sex === 'male' || sex === 'female' ? sex : '',
          raceOf(who),
          who ? who.characteristics.some((text) => /economic/i.test(text)) : '',
          who
            ? /limited|learner/.test(words(who.englishProficiency)) &&
              !/not|monitored/.test(words(who.englishProficiency))
            : '',
          who ? who.disabilities.length > 0 : '',
        ]
      }),
    )
  }
  const noSpell = new Set(['no show', 'invalid enrollment'])
  add(
    'enrollment',
    ['studentSchoolAssociations'],
    'student_id,school_year,school_code,grade,entry_date,exit_date,exit_code,primary',
    spells
      .filter((one) => !noSpell.has(words(one.exitType)))
      .map((one) => [
        one.student,
        one.schoolYear ?? yearOf(one.entryDate),
        one.school,
        gradeOf(one.entryGradeLevel),
        one.entryDate,
        one.exitDate,
        words(one.exitType).replaceAll(' ', '_'),
        one.primarySchool ?? true,
      ]),
  )
  add(
    'attendance',
    ['studentSchoolAttendanceEvents'],
    'student_id,school_code,date,status,portion',
    events.map((one) => {
      const status = statuses[words(one.category)] ?? words(one.category).replaceAll(' ', '_')
      const portion = status === 'excused' || status === 'unexcused' ? Math.round((one.duration ?? 1) * 100) : ''
      return [one.student, one.school, one.date, status, portion]
    }),
  )
  const schoolAt = new Map(
    spells.map((one) => [`${one.student} ${one.schoolYear ?? yearOf(one.entryDate)}`, one.school]),
  )
  add(
    'courses',
    ['courseTranscripts'],
    'student_id,school_year,school_code,course_code,term,grade,final_mark,credits_attempted,credits_earned,summer',
    (rows.courseTranscripts ?? []).map((one) => [
      one.student,
      one.schoolYear,
      schoolAt.get(`${one.student} ${one.schoolYear}`) ?? '',
      one.course,
      termOf(one.term),
      gradeOf(one.gradeLevel),
      one.letter ?? one.numeric,
      one.attempted,
      one.earned,
      /summer/i.test(one.term),
    ]),
  )
  const incidents = new Map((rows.disciplineIncidents ?? []).map((one) => [one.incident, one]))
  add(
    'discipline',
    ['disciplineActions', 'disciplineIncidents', 'studentDisciplineIncidentBehaviorAssociations'],
    'student_id,school_code,incident_id,date,action,behavior,days_assigned,days_served',
    (rows.disciplineActions ?? []).flatMap((one) =>
      one.disciplines.map((text) => [
        one.student,
        one.school,
        one.incidents[0] ?? one.action,
        one.date,
        first(actions, words(text), 'other'),
        incidents.get(one.incidents[0] ?? '')?.behaviors[0] ?? '',
        one.length,
        one.actualLength,
      ]),
    ),
  )
  const titles = new Map((rows.assessments ?? []).map((one) => [`${one.namespace} ${one.assessment}`, one]))
  add(
    'assessments',
    ['studentAssessments', 'assessments'],
    'student_id,school_year,school_code,assessment,subject,season,grade,participated,reason_not_tested,scale_score,level',
    (rows.studentAssessments ?? []).map((one) => {
      const test = titles.get(`${one.namespace} ${one.assessment}`)
      const score = one.results.find((text) => /^\d{1,4}$/.test(text))
      return [
        one.student,
        one.schoolYear ?? (one.date ? yearOf(one.date) : newest),
        one.school ?? (one.date ? (schoolAt.get(`${one.student} ${yearOf(one.date)}`) ?? '') : ''),
        test?.title ?? one.assessment,
        test?.subjects[0] ?? '',
        'end',
        gradeOf(one.grade),
        one.reasonNotTested === null,
        one.reasonNotTested,
        score,
        /(\d)/.exec(one.levels[0] ?? '')?.[1] ?? '',
      ]
    }),
  )
  const unused = Object.fromEntries(
    (Object.keys(rows) as ResourceName[]).flatMap((name) => (used.has(name) ? [] : [[name, rows[name]?.length ?? 0]])),
  )
  const rate = events.length > 0 ? attendanceRate({ events, enrollments: spells, calendar }) : null
  return { uploads, unused, rate }
}

function termOf(term: string): string {
  const plain = words(term)
  if (/fall|first semester/.test(plain)) return 's1'
  if (/spring|second semester/.test(plain)) return 's2'
  return /summer/.test(plain) ? 's2' : 'year'
}
