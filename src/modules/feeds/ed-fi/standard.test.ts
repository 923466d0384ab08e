import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attendanceRate } from './rates.ts'
import { type EdFiFinding, type EdFiTally, readEdFi } from './read.ts'
import type { EdFiRow, ResourceName } from './resources.ts'
import { sayNoRate } from './say.ts'

/** Sample data of the standard's own makers: not ours to pass on, so that it lies beside the project or not at all. */
const folder = join(import.meta.dirname, '../../../../../shared/data/ed-fi')
const there = existsSync(folder)
if (!there) console.log('The sample data of Ed-Fi is not beside the project: its tests are skipped.')

type Read = { tally: EdFiTally; findings: EdFiFinding[]; rows: Map<ResourceName, unknown[]> }
async function read(name: string): Promise<Read> {
  const { items, tally } = readEdFi(createReadStream(join(folder, name)), name)
  const all: Read = { tally, findings: [], rows: new Map() }
  for await (const one of items) {
    if (one.finding) all.findings.push(one.finding)
    else {
      const rows = all.rows.get(one.found.resource)
      if (rows) rows.push(one.found.row)
      else all.rows.set(one.found.resource, [one.found.row])
    }
  }
  return all
}
const files = new Map<string, Promise<Read>>()
/** Each file is read once for all tests. */
function once(name: string): Promise<Read> {
  const found = files.get(name) ?? read(name)
  files.set(name, found)
  return found
}
const tallied = (values: readonly (string | number)[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, (one) => one)].map(([value, all]) => [value, all.length]))

describe.skipIf(!there)('the sample data of Ed-Fi', () => {
  it('imports every file whole: records are rows or of resources that are not used, none is refused', async () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.xml'))
    for (const name of names) {
      const { tally, findings } = await once(name)
      const rows = Object.values(tally.rows).reduce((sum, n) => sum + n, 0)
      const skipped = Object.values(tally.skipped).reduce((sum, n) => sum + n, 0)
      expect([name, tally.whole, tally.refused, tally.records]).toEqual([name, true, 0, rows + skipped])
      expect([name, findings.filter((one) => one.severity !== 'note')]).toEqual([name, []])
    }
  })

  it('has the counts that are known', async () => {
    const attendance = await once('StudentSchoolAttendance.xml')
    const events = (attendance.rows.get('studentSchoolAttendanceEvents') ??
      []) as EdFiRow<'studentSchoolAttendanceEvents'>[]
    expect(events).toHaveLength(1917)
    expect(tallied(events.map((one) => one.category))).toEqual({
      'Excused Absence': 1077,
      'Unexcused Absence': 773,
      Tardy: 66,
      Partial: 1,
    })
    expect(tallied(events.map((one) => one.school))).toEqual({ 255901107: 831, 255901001: 620, 255901044: 466 })
    expect((await once('Student.xml')).tally.rows).toEqual({ students: 960 })
    expect((await once('EducationOrganization.xml')).tally.rows).toMatchObject({
      schools: 3,
      localEducationAgencies: 1,
    })
    const discipline = await once('StudentDiscipline.xml')
    expect(discipline.tally.rows).toMatchObject({ disciplineIncidents: 21, disciplineActions: 25 })

    // There is no enrollment in it, and a calendar of two days: no rate can be had, and none is made up.
    const days = (await once('EducationOrgCalendar.xml')).rows.get('calendarDates') as EdFiRow<'calendarDates'>[]
    const rate = attendanceRate({ events, enrollments: [], calendar: days })
    expect(rate).toMatchObject({ ok: false, code: 'no-enrollment' })
    if (!rate.ok) expect(sayNoRate(rate, 'en')).toMatch(/^There is no enrollment/)
  })
})
