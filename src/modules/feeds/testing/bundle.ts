import { type FileName, fileNames, files } from '../oneroster/files.ts'
import { packed } from '../oneroster/pack.ts'
import type { Services } from '../../../platform/web/route.ts'
import { systemScope } from '../../people/index.ts'
import { organizations, type TestDistrict, testDistrict } from './district.ts'

/** Rows of one file of a bundle: cells by the standard's names of columns. */
export type Rows = readonly Readonly<Record<string, string>>[]
export type BundleFiles = Partial<Record<FileName, Rows>>

/** A district with its two schools and nobody in them: a bundle brings the rest. */
export async function schoolsAlone(services: Services, code = '9990011'): Promise<TestDistrict & { code: string }> {
  const district = await testDistrict(services, code, { roster: false })
  await district.send(organizations(code))
  return { ...district, code, scope: await systemScope(services.db, 'feeds', district.districtId) }
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The whole header of a file, with what is never read in it. */
const headerOf = (name: FileName, rows: Rows): string[] => {
  const known = files[name].columns.map((column) => column.name)
  return [...known, ...new Set(rows.flatMap((row) => Object.keys(row)).filter((key) => !known.includes(key)))]
}

export const csvOf = (name: FileName, rows: Rows): string => {
  const header = headerOf(name, rows)
  return `${[header.join(','), ...rows.map((row) => header.map((key) => cell(row[key] ?? '')).join(','))].join('\r\n')}\r\n`
}

export const manifestOf = (modes: Readonly<Record<string, string>>, version = '1.1'): string =>
  [
    'propertyName,value',
    'manifest.version,1.0',
    `oneroster.version,${version}`,
    ...fileNames.map((name) => `file.${name},${modes[name] ?? 'absent'}`),
    'source.systemName,Test',
    '',
  ].join('\r\n')

/** A bundle as an archive. In: rows of the files, how they are meant (one word for all), the version; `extra`: other entries, or those above in another form. */
export function bundle(
  told: BundleFiles,
  mode: 'bulk' | 'delta' = 'bulk',
  version = '1.1',
  extra: Readonly<Record<string, string | Buffer>> = {},
): Buffer {
  const entries = new Map<string, Buffer>()
  const modes: Record<string, string> = {}
  for (const name of fileNames) {
    const rows = told[name]
    if (!rows) continue
    modes[name] = mode
    entries.set(`${name}.csv`, Buffer.from(csvOf(name, rows)))
  }
  entries.set('manifest.csv', Buffer.from(manifestOf(modes, version)))
  for (const [name, body] of Object.entries(extra)) entries.set(name, Buffer.from(body))
  return packed(entries)
}

/** A small roster of version 1.1 for the test district: two schools, a teacher and an administrator each, thirty students, two classes, one course. */
export function sampleRoster(students = 30): Record<FileName, Record<string, string>[]> {
  const school = (index: number) => (index < 20 ? 'o-101' : 'o-102')
  const ids = Array.from({ length: students }, (_, index) => index)
  return {
    orgs: [
      { sourcedId: 'o-d', name: 'The district', type: 'district', identifier: '9990011' },
      { sourcedId: 'o-101', name: 'Brook', type: 'school', identifier: '101', parentSourcedId: 'o-d' },
      { sourcedId: 'o-102', name: 'Hill', type: 'school', identifier: '102', parentSourcedId: 'o-d' },
    ],
    academicSessions: [
      {
        sourcedId: 's-y',
        title: '2026-27',
        type: 'schoolYear',
        startDate: '2026-08-27',
        endDate: '2027-06-15',
        schoolYear: '2027',
      },
      {
        sourcedId: 's-1',
        title: 'Fall',
        type: 'term',
        startDate: '2026-08-27',
        endDate: '2027-01-22',
        parentSourcedId: 's-y',
        schoolYear: '2027',
      },
    ],
    courses: [
      {
        sourcedId: 'c-alg',
        title: 'Algebra 1',
        courseCode: 'ALG1',
        orgSourcedId: 'o-d',
        schoolYearSourcedId: 's-y',
        subjects: 'Mathematics',
        grades: '08',
      },
    ],
    classes: ['o-101', 'o-102'].map((org) => ({
      sourcedId: `k-${org}`,
      title: `Algebra 1, ${org}`,
      classCode: `A-${org}`,
      classType: 'scheduled',
      courseSourcedId: 'c-alg',
      schoolSourcedId: org,
      termSourcedIds: 's-1',
    })),
    users: [
      ...['o-101', 'o-102'].flatMap((org) => [
        {
          sourcedId: `t-${org}`,
          enabledUser: 'true',
          orgSourcedIds: org,
          role: 'teacher',
          givenName: 'Tess',
          familyName: `Teacher ${org}`,
          email: `t.${org}@example.org`,
        },
        {
          sourcedId: `a-${org}`,
          enabledUser: 'true',
          orgSourcedIds: org,
          role: 'administrator',
          givenName: 'Ada',
          familyName: `Principal ${org}`,
          email: `a.${org}@example.org`,
        },
      ]),
      ...ids.map((index) => ({
        sourcedId: `u-${index}`,
        enabledUser: 'true',
        orgSourcedIds: school(index),
        role: 'student',
        givenName: `Given${index}`,
        familyName: `Family${index}`,
        identifier: `S${String(index + 1).padStart(3, '0')}`,
        grades: school(index) === 'o-101' ? '05' : '06',
      })),
    ],
    roles: [],
    enrollments: [
      ...['o-101', 'o-102'].map((org) => ({
        sourcedId: `e-t-${org}`,
        classSourcedId: `k-${org}`,
        schoolSourcedId: org,
        userSourcedId: `t-${org}`,
        role: 'teacher',
        primary: 'true',
      })),
      ...ids.map((index) => ({
        sourcedId: `e-${index}`,
        classSourcedId: `k-${school(index)}`,
        schoolSourcedId: school(index),
        userSourcedId: `u-${index}`,
        role: 'student',
        beginDate: '2026-11-09',
      })),
    ],
    demographics: ids.map((index) => ({
      sourcedId: `u-${index}`,
      birthDate: '2015-04-12',
      sex: index % 2 ? 'male' : 'female',
      hispanicOrLatinoEthnicity: index % 3 ? 'true' : 'false',
      blackOrAfricanAmerican: index % 3 ? 'false' : 'true',
    })),
  }
}

/** The files of version 1.1: without roles. */
export const without = <K extends string>(
  files: Readonly<Record<string, Record<string, string>[]>>,
  ...names: K[]
): BundleFiles => Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name as K)))
