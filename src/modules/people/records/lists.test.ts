import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modules } from '../../../app/modules.ts'
import { readSource } from '../../../app/architecture.ts'
import { studentLists } from './lists.ts'

const root = join(import.meta.dirname, '../../..')
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')

/** Doors and tables through which more than one student can be read: whoever uses one shows a list, or is named below with the reason why not. */
const doors =
  /\b(readStudents|firstFindings|findingsCsv|studentsOf)\(|\bfrom people\.student\b|\bjoin people\.student\b/

/** Files that pass a door without showing students. */
const noLists: Readonly<Record<string, string>> = {
  'people/students/read.ts': 'the door itself: it leaves out who opted out',
  'people/students/store.ts': 'the SQL of the door',
  'people/students/store-load.ts': 'loads',
  'people/students/store-opt-out.ts': 'keeps the opt-outs',
  'people/students/store-named.ts': 'says yes or no of a text; names do not leave the folder',
  'people/students/copy-out.ts': 'ids and keys for the worker, into scratch',
  'people/records/store-record.ts': 'one student’s record',
  'people/records/record-routes.ts': 'the id of one student who was chosen in a list',
  'people/records/store-forgetting.ts': 'finds the one who is forgotten',
  'people/records/store-dropping.ts': 'takes rows away',
  'people/records/store-disclosure.ts': 'the SQL of the register',
  'people/roster/copy-roster.ts': 'the roster for the worker, into scratch',
  'people/roster/store-load.ts': 'loads',
  'people/roster/load.ts': 'loads',
  'people/roster/store-groups.ts': 'loads',
  'people/roster/store-spells.ts': 'loads',
  'feeds/store.ts': 'the SQL of findings',
  'feeds/export.ts': 'findings as a file, for feeds/routes.ts',
}

describe('lists of students', () => {
  it('are all in the catalog: no file reads students without a line there', () => {
    const users = readSource(join(root, 'modules'))
      .filter((file) => /\.tsx?$/.test(file.path) && !isTest(file.path) && doors.test(file.text))
      .map((file) => file.path)
      .filter((path) => !(path in noLists))
      .sort()
    expect(users).toEqual(studentLists.map((one) => one.file).sort())
  })

  it('have addresses that exist', () => {
    const known = new Set(modules.flatMap((one) => (one.routes ?? []).map((route) => `${route.method} ${route.path}`)))
    for (const list of studentLists) for (const route of list.routes) expect(known, list.what).toContain(route)
  })

  it('that another test shows to hide are asked for there', () => {
    for (const { shownBy, routes } of studentLists)
      for (const route of shownBy ? routes : [])
        expect(readFileSync(join(root, 'modules', shownBy ?? ''), 'utf8'), route).toContain(
          route
            .split('/')
            .filter((part) => !part.startsWith(':'))
            .at(-1),
        )
  })

  it('would be noticed: the search finds a new reader', () => {
    expect(doors.test('const rows = await readStudents(tx, scope, asked)')).toBe(true)
    expect(doors.test('select last_name from people.student s')).toBe(true)
    expect(doors.test('select count(*) from people.student_year')).toBe(false)
    expect(readFileSync(join(root, 'modules/indicators/student-routes.tsx'), 'utf8')).toContain('hiddenFromLists(')
  })
})
