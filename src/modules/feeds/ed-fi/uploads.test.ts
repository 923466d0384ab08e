import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { type TestDistrict, testDistrict } from '../testing/district.ts'
import { readEdFi } from './read.ts'
import { addFound, type EdFiRows, edFiUploads, gradeOf } from './uploads.ts'

const bytes = (value: unknown): Uint8Array[] => [new TextEncoder().encode(JSON.stringify(value))]
async function rowsOf(...files: [name: string, value: unknown][]): Promise<EdFiRows> {
  const rows: EdFiRows = {}
  for (const [name, value] of files)
    for await (const one of readEdFi(bytes(value), name).items) if (one.found) addFound(rows, one.found)
  return rows
}

const event = (student: string, date: string, category: string, eventDuration?: number) => ({
  studentReference: { studentUniqueId: student },
  schoolReference: { schoolId: 101 },
  eventDate: date,
  attendanceEventCategoryDescriptor: `uri://ed-fi.org/AttendanceEventCategoryDescriptor#${category}`,
  sessionReference: { sessionName: 'Fall', schoolYear: 2027 },
  ...(eventDuration === undefined ? {} : { eventDuration }),
})
const spell = (student: string) => ({
  studentReference: { studentUniqueId: student },
  schoolReference: { schoolId: 101 },
  entryDate: '2026-11-02',
  entryGradeLevelDescriptor: 'uri://ed-fi.org/GradeLevelDescriptor#Fifth grade',
})

describe('files for our layouts', () => {
  it('are made of the rows of each resource; a rate without enrollment is refused', async () => {
    const events = [event('S001', '2026-11-16', 'Unexcused Absence', 0.5), event('S002', '2026-11-16', 'Tardy')]
    const alone = edFiUploads(await rowsOf(['studentSchoolAttendanceEvents.json', events]), { districtCode: '9990011' })
    expect(alone.uploads.map((one) => [one.kind, one.rows, one.from])).toEqual([
      ['attendance', 2, { studentSchoolAttendanceEvents: 2 }],
    ])
    expect(alone.uploads[0]?.text).toBe(
      'student_id,school_code,date,status,portion\nS001,101,2026-11-16,unexcused,50\nS002,101,2026-11-16,tardy,\n',
    )
    expect(alone.rate).toMatchObject({ ok: false, code: 'no-enrollment' })
  })

  it('says grades in our words, and nothing for what is none', () => {
    expect(
      ['Ninth grade', 'Kindergarten', 'Preschool/Prekindergarten', 'Twelfth grade', 'Ungraded', '7'].map(gradeOf),
    ).toEqual(['9', 'K', 'PK', '12', '', '7'])
  })
})

describe('handed in', () => {
  let services: Awaited<ReturnType<typeof freshServices>>
  let district: TestDistrict
  beforeAll(async () => {
    fixToday('2026-11-20')
    services = await freshServices()
    district = await testDistrict(services)
  })
  afterAll(() => services.end())

  it('become imports of the usual layouts, with findings like any other file', async () => {
    const made = edFiUploads(
      await rowsOf(
        ['studentSchoolAssociations.json', [spell('S001'), spell('S002'), spell('X999')]],
        ['studentSchoolAttendanceEvents.json', [event('S001', '2026-11-16', 'Excused Absence')]],
      ),
      { districtCode: '9990011' },
    )
    expect(made.uploads.map((one) => one.kind)).toEqual(['enrollment', 'attendance'])
    const [roster, absences] = made.uploads
    // Far fewer than are known: the guard asks, as it asks of every file.
    const first = await district.send(roster?.text ?? '', { kind: 'enrollment', override: 'A sample.' })
    expect(first.import.counts).toMatchObject({ rows: 3, usable: 2, skipped: 1 })
    const second = await district.send(absences?.text ?? '', { kind: 'attendance' })
    expect([second.import.state, second.import.counts.usable]).toEqual(['loaded', 1])
  })

  const folder = join(import.meta.dirname, '../../../../../shared/data/ed-fi')
  const there = existsSync(folder)
  if (!there) console.log('The sample data of Ed-Fi is not beside the project: handing it in is skipped.')
  it.skipIf(!there)('takes the sample with its known counts', async () => {
    const rows: EdFiRows = {}
    for (const name of [
      'EducationOrganization.xml',
      'Student.xml',
      'StudentSchoolAttendance.xml',
      'StudentDiscipline.xml',
    ])
      for await (const one of readEdFi(createReadStream(join(folder, name)), name).items)
        if (one.found) addFound(rows, one.found)
    const made = edFiUploads(rows, { districtCode: '9990011' })
    const byKind = Object.fromEntries(made.uploads.map((one) => [one.kind, one.rows]))
    expect(byKind).toMatchObject({ organizations: 3, students: 960, attendance: 1917 })
    // An action may name more than one kind of discipline.
    expect(byKind.discipline).toBeGreaterThanOrEqual(25)
    expect(made.rate).toMatchObject({ ok: false, code: 'no-enrollment' })
    const sent = made.uploads.find((one) => one.kind === 'students')?.text ?? ''
    const done = await district.send(sent, { kind: 'students', override: 'A sample.' })
    expect(done.import.counts.rows).toBe(960)
    expect(done.import.counts.usable).toBeGreaterThan(900)
  })
})
