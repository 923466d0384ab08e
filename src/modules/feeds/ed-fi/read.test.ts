import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { attendanceRate } from './rates.ts'
import { type EdFiCode, type EdFiFinding, type EdFiFound, type EdFiTally, readEdFi } from './read.ts'
import type { EdFiRow } from './resources.ts'
import { sayEdFi, sayNoRate } from './say.ts'
import { apiName, resourceName } from './tree.ts'

type All = { found: EdFiFound[]; findings: EdFiFinding[]; tally: EdFiTally }

/** Reads a text cut into pieces of so many bytes. */
async function read(text: string, name: string, piece = 1 << 16): Promise<All> {
  const bytes = new TextEncoder().encode(text)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece))
  const { items, tally } = readEdFi(pieces, name)
  const all: All = { found: [], findings: [], tally }
  for await (const one of items) {
    if (one.found) all.found.push(one.found)
    else all.findings.push(one.finding)
  }
  const rows = Object.values(tally.rows).reduce((sum, n) => sum + n, 0)
  const skipped = Object.values(tally.skipped).reduce((sum, n) => sum + n, 0)
  expect(tally.records).toBe(rows + tally.refused + skipped)
  expect(all.found).toHaveLength(rows)
  return all
}
const collected = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const one of items) all.push(one)
  return all
}
const codes = (all: All): EdFiCode[] => all.findings.map((one) => one.code)

type Event = {
  student: string
  school: number
  date: string
  category: string
  duration: number | null
  reason: string
}
const eventXml = (one: Event): string => `
  <StudentSchoolAttendanceEvent>
    <AttendanceEvent>
      <EventDate>${one.date}</EventDate>
      <AttendanceEventCategory>uri://ed-fi.org/AttendanceEventCategoryDescriptor#${one.category}</AttendanceEventCategory>
      <AttendanceEventReason>${one.reason.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</AttendanceEventReason>
      ${one.duration === null ? '' : `<EventDuration>${one.duration}</EventDuration>`}
    </AttendanceEvent>
    <StudentReference><StudentIdentity><StudentUniqueId>${one.student}</StudentUniqueId></StudentIdentity></StudentReference>
    <SchoolReference><SchoolIdentity><SchoolId>${one.school}</SchoolId></SchoolIdentity></SchoolReference>
    <SessionReference><SessionIdentity><SessionName>Fall</SessionName><SchoolYear>2025-2026</SchoolYear></SessionIdentity></SessionReference>
  </StudentSchoolAttendanceEvent>`
const interchange = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<InterchangeMade xmlns="http://ed-fi.org/5.2.0">${inside}\n</InterchangeMade>\n`
const eventJson = (one: Event): object => ({
  id: `made-${one.student}-${one.date}-${one.category}`,
  studentReference: { studentUniqueId: one.student, link: { rel: 'Student' } },
  schoolReference: { schoolId: one.school },
  sessionReference: { schoolId: one.school, schoolYear: 2026, sessionName: 'Fall' },
  attendanceEventCategoryDescriptor: `uri://ed-fi.org/AttendanceEventCategoryDescriptor#${one.category}`,
  eventDate: one.date,
  attendanceEventReason: one.reason,
  ...(one.duration === null ? {} : { eventDuration: one.duration }),
})
const asRow = (one: Event): EdFiRow<'studentSchoolAttendanceEvents'> => ({
  student: one.student,
  school: one.school,
  date: one.date,
  category: one.category,
  duration: one.duration,
  minutes: null,
  environment: null,
  session: 'Fall',
  schoolYear: 2026,
})

const events = fc.uniqueArray(
  fc.record<Event>({
    student: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
    school: fc.integer({ min: 1, max: 999_999_999 }),
    date: fc.constantFrom('2025-09-02', '2025-12-19', '2026-02-28'),
    category: fc.constantFrom('Excused Absence', 'Unexcused Absence', 'Tardy', 'Partial'),
    duration: fc.constantFrom(null, 1, 0.5, 0.25),
    reason: fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replaceAll(/[\p{Cc}\p{Cs}]|[^\u0020-\uD7FF\uE000-\uFFFD]/gu, '"')),
  }),
  { maxLength: 8, selector: (one) => [one.student, one.school, one.date, one.category].join() },
)

test('events drawn at random come back the same from XML, a list, lists by resource and JSON Lines, however the bytes are cut', async () => {
  let rows = 0
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 400 }), async (made, piece) => {
      const list = made.map(eventJson)
      const files: [string, string][] = [
        ['made.xml', interchange(made.map(eventXml).join(''))],
        ['studentSchoolAttendanceEvents.json', JSON.stringify(list)],
        ['made.json', JSON.stringify({ students: [], studentSchoolAttendanceEvents: list }, null, 1)],
        ['studentSchoolAttendanceEvents.jsonl', list.map((one) => JSON.stringify(one)).join('\n')],
      ]
      for (const [name, text] of files) {
        const all = await read(text, name, piece)
        expect([name, all.findings, all.tally.whole]).toEqual([name, [], true])
        expect(all.found.map((one) => one.row)).toEqual(made.map(asRow))
        rows += all.found.length
      }
    }),
    { numRuns: amount(25, 2000), seed: seed() },
  )
  expect(rows).toBeGreaterThan(50)
})

test('names become those of the API', () => {
  expect(['SchoolId', 'IEPBeginDate', 'GPA', 'CTEProgram', 'iepEndDate'].map(apiName)).toEqual([
    'schoolId',
    'iepBeginDate',
    'gpa',
    'cteProgram',
    'iepEndDate',
  ])
  expect(['School', 'LocalEducationAgency', 'Survey', 'StudentCTEProgramAssociation'].map(resourceName)).toEqual([
    'schools',
    'localEducationAgencies',
    'surveys',
    'studentCTEProgramAssociations',
  ])
})

const one: Event = { student: 'A1', school: 7, date: '2025-09-02', category: 'Tardy', duration: null, reason: '' }

describe('nothing is lost: a record is a row, refused with its reason, or counted as not used', () => {
  it('refuses what lacks a needed field, is no day, or came before; keeps a row whose other field is wrong', async () => {
    const all = await read(
      interchange(
        [
          eventXml(one),
          eventXml({ ...one, student: '' }),
          eventXml({ ...one, date: '2025-02-30' }),
          eventXml(one),
          eventXml({ ...one, student: 'A2', duration: Number.NaN }),
          '<Location><ClassroomIdentificationCode>1</ClassroomIdentificationCode></Location>'.repeat(2),
        ].join(''),
      ),
      'made.xml',
    )
    expect(all.tally).toEqual({
      records: 7,
      rows: { studentSchoolAttendanceEvents: 2 },
      refused: 3,
      skipped: { locations: 2 },
      whole: true,
    })
    expect(all.findings.map((each) => [each.code, each.severity, each.values.field])).toEqual([
      ['field-absent', 'error', 'student'],
      ['field-wrong', 'error', 'date'],
      ['duplicate', 'error', 'student, school, session, schoolYear, date, category'],
      ['field-wrong', 'warning', 'duration'],
      ['resource-unknown', 'note', undefined],
    ])
    expect(all.findings[1]?.line).toBeGreaterThan(15)
  })
  it('puts references of an XML file in their place, and names those that point nowhere', async () => {
    const association = (ref: string): string => `<StudentDisciplineIncidentBehaviorAssociation>
      <StudentReference><StudentIdentity><StudentUniqueId>A1</StudentUniqueId></StudentIdentity></StudentReference>
      <DisciplineIncidentReference ref="${ref}"/><Behavior>uri://ed-fi.org/BehaviorDescriptor#Other</Behavior>
    </StudentDisciplineIncidentBehaviorAssociation>`
    const incident = `<DisciplineIncident id="I1"><IncidentIdentifier>1</IncidentIdentifier><IncidentDate>2025-10-01</IncidentDate>
      <SchoolReference><SchoolIdentity><SchoolId>7</SchoolId></SchoolIdentity></SchoolReference></DisciplineIncident>`
    const all = await read(interchange(incident + association('I1') + association('I2')), 'made.xml')
    expect(all.found[1]?.row).toEqual({ student: 'A1', incident: '1', school: 7, behavior: 'Other', participation: [] })
    expect(codes(all)).toEqual(['reference-open', 'field-absent', 'field-absent'])
  })
  it.each([
    ['made.xml', interchange(eventXml(one)).slice(0, -12), 'broken-file', 1],
    ['made.xml', interchange(`${eventXml(one)}<a><b></a>`), 'broken-file', 1],
    ['made.xml', `<!DOCTYPE a [<!ENTITY b "c">]>${interchange('')}`, 'doctype', 0],
    ['made.xml', interchange(`<A>${'<b>'.repeat(60)}${'</b>'.repeat(60)}</A>`), 'too-deep', 0],
    ['studentSchoolAttendanceEvents.json', `[${JSON.stringify(eventJson(one))}, {"a": tru}]`, 'broken-file', 1],
    ['studentSchoolAttendanceEvents.json', `[${JSON.stringify(eventJson(one))}`, 'broken-file', 1],
    ['studentSchoolAttendanceEvents.json', `[${JSON.stringify(eventJson(one))}] []`, 'broken-file', 1],
    ['studentSchoolAttendanceEvents.json', `[${'['.repeat(80)}`, 'broken-file', 0],
    ['studentSchoolAttendanceEvents.json', `[{"a":${'['.repeat(80)}`, 'too-deep', 0],
    ['made.json', '', 'no-records', 0],
    ['made.json', '[{"a":1}]', 'resource-unknown', 0],
  ])('%s that is broken ends with a finding, and what came before stands: %#', async (name, text, code, rows) => {
    const all = await read(text, name)
    expect([all.findings.at(-1)?.code, all.found.length, all.tally.whole]).toEqual([
      code,
      rows,
      code === 'resource-unknown',
    ])
  })
  it('does not read what is not UTF-8', async () => {
    const { items, tally } = readEdFi([new Uint8Array([0x5b, 0xff, 0xfe])], 'students.json')
    const found = await collected(items)
    expect([found[0]?.finding?.code, tally.whole]).toEqual(['not-utf8', false])
  })
})

test('every finding and refusal has words in both languages', () => {
  const all: EdFiCode[] = [
    'broken-file',
    'doctype',
    'not-utf8',
    'too-deep',
    'too-large',
    'no-records',
    'field-absent',
    'field-wrong',
    'list-wrong',
    'duplicate',
    'reference-open',
    'resource-unknown',
  ]
  for (const code of all)
    for (const lang of ['en', 'es'] as const)
      for (const resource of ['students', '?'])
        for (const words of Object.values(
          sayEdFi({ code, severity: 'note', line: 1, values: { resource, field: 'f' } }, lang),
        ))
          expect(words, code).toMatch(/\S.*\.$/)
  expect(sayNoRate({ ok: false, code: 'no-enrollment', schools: [] }, 'es')).toMatch(/inscripción/)
})

describe('a rate of attendance', () => {
  const spell = (
    student: string,
    from: string,
    to: string | null,
    type: string | null = null,
  ): EdFiRow<'studentSchoolAssociations'> => ({
    student,
    school: 7,
    entryDate: from,
    entryGradeLevel: 'Ninth grade',
    exitDate: to,
    exitType: type,
    primarySchool: null,
    fullTimeEquivalency: null,
    calendar: null,
    residency: null,
    enrollmentType: null,
    classOf: null,
    schoolYear: 2026,
  })
  const calendar = ['2025-09-01', '2025-09-02', '2025-09-03', '2025-09-04', '2025-09-05'].map(
    (date, at): EdFiRow<'calendarDates'> => ({
      school: 7,
      calendar: 'C',
      schoolYear: 2026,
      date,
      events: [at === 0 ? 'Holiday' : 'Instructional day'],
    }),
  )
  const away = (student: string, date: string, duration: number | null = 1): EdFiRow<'studentSchoolAttendanceEvents'> =>
    asRow({ ...one, student, date, category: 'Unexcused Absence', duration })

  it('is refused without enrollment, without a calendar, and where a school lacks either', () => {
    const absences = [away('A1', '2025-09-02')]
    expect(attendanceRate({ events: absences, enrollments: [], calendar })).toEqual({
      ok: false,
      code: 'no-enrollment',
      schools: [7],
    })
    const never = [spell('A1', '2025-09-01', '2025-09-01', 'No show')]
    expect(attendanceRate({ events: absences, enrollments: never, calendar })).toMatchObject({ code: 'no-enrollment' })
    const enrollments = [spell('A1', '2025-09-01', null)]
    expect(attendanceRate({ events: absences, enrollments, calendar: [] })).toMatchObject({ code: 'no-calendar' })
    expect(attendanceRate({ events: [{ ...away('B1', '2025-09-02'), school: 8 }], enrollments, calendar })).toEqual({
      ok: false,
      code: 'school-without-enrollment',
      schools: [8],
    })
    expect(
      attendanceRate({ events: [], enrollments: [{ ...spell('A1', '2025-09-01', null), school: 9 }], calendar }),
    ).toMatchObject({ code: 'school-without-calendar' })
    expect(attendanceRate({ events: [], enrollments: [spell('A1', '2025-10-01', null)], calendar })).toMatchObject({
      code: 'no-days',
    })
  })
  it('counts days of membership in session, the day of exit by the rule, a day once, and halves as halves', () => {
    const enrollments = [spell('A1', '2025-09-01', null), spell('A2', '2025-09-02', '2025-09-04')]
    const absences = [
      away('A1', '2025-09-02'),
      away('A1', '2025-09-02'),
      away('A1', '2025-09-03', 0.5),
      away('A2', '2025-09-04', null),
      away('A2', '2025-09-05'),
    ]
    const found = attendanceRate({ events: absences, enrollments, calendar })
    expect(found).toEqual({ ok: true, absentHundredths: 250, memberDays: 7, rate: 1 - 250 / 700, outside: 1 })
    expect(attendanceRate({ events: absences, enrollments, calendar }, { lastDayCounts: false })).toMatchObject({
      memberDays: 6,
      outside: 2,
    })
    expect(attendanceRate({ events: absences, enrollments, calendar }, { through: '2025-09-02' })).toMatchObject({
      memberDays: 2,
      absentHundredths: 100,
    })
  })
})
