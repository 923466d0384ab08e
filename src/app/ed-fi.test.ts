import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { edFiCommand } from './ed-fi.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ed-fi-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes files for our layouts, counts what no layout takes, and says why there is no rate', async () => {
  const event = {
    studentReference: { studentUniqueId: '1' },
    schoolReference: { schoolId: 5 },
    eventDate: '2026-11-16',
    attendanceEventCategoryDescriptor: 'uri://ed-fi.org/AttendanceEventCategoryDescriptor#Excused Absence',
    sessionReference: { sessionName: 'Fall', schoolYear: 2027 },
  }
  const path = join(folder, 'export.json')
  writeFileSync(path, JSON.stringify({ studentSchoolAttendanceEvents: [event], bellSchedules: [{ a: 1 }] }))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'src/app/main.ts', 'ed-fi', path, '--out', join(folder, 'out')],
    { cwd: root },
  )
  expect(readdirSync(join(folder, 'out'))).toEqual(['ed-fi-attendance.csv'])
  expect(readFileSync(join(folder, 'out', 'ed-fi-attendance.csv'), 'utf8')).toContain('1,5,2026-11-16,excused,100')
  expect(stdout).toContain('2 records, 0 refused')
  expect(stdout).toContain('There is no enrollment')
})

it('refuses to be called wrongly', async () => {
  await expect(edFiCommand([])).rejects.toThrow(/Which files/)
  await expect(edFiCommand(['https://example.org'])).rejects.toThrow(/THROUGHLINE_ED_FI_KEY/)
})
