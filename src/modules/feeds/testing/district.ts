import { Readable } from 'node:stream'
import { inScope, type Scope } from '../../../platform/db/scope.ts'
import type { Services } from '../../../platform/web/route.ts'
import { makeDistrict, systemScope } from '../../people/index.ts'
import { importFile, type Imported } from '../actions/import-file.ts'
import type { KindName } from '../schema.ts'

export type TestDistrict = {
  districtId: number
  scope: Scope
  /** Sends a file all the way; `accept: false` stops before a person would accept. */
  send: (
    text: string | Buffer,
    options?: { kind?: KindName; name?: string; accept?: boolean; override?: string },
  ) => Promise<Imported>
}

export const csv = (...lines: string[]): string => `${lines.join('\n')}\n`

/** A district of two schools and one year, as files: everything that attendance is compared with. Not the demo: small enough to count by hand. */
export async function testDistrict(
  services: Services,
  code = '9990011',
  options: { roster?: boolean } = {},
): Promise<TestDistrict> {
  const founding = await systemScope(services.db, 'feeds', null)
  const districtId = await inScope(services.db, founding, (tx) =>
    makeDistrict(tx, founding, {
      state_code: 'CT',
      state_name: 'Connecticut',
      code,
      name: `District ${code}`,
      from_date: '1998-07-01',
    }),
  )
  const district = await knownDistrict(services, districtId)
  if (options.roster !== false) {
    await district.send(organizations(code))
    district.scope = await systemScope(services.db, 'feeds', districtId)
    await district.send(calendar)
    await district.send(students())
    await district.send(enrollment())
  }
  return district
}

/** A district that is there already. */
export async function knownDistrict(services: Services, districtId: number): Promise<TestDistrict> {
  const scope = await systemScope(services.db, 'feeds', districtId)
  const send: TestDistrict['send'] = (text, given = {}) =>
    importFile({
      services,
      scope,
      districtId,
      stream: Readable.from([Buffer.from(text)]),
      name: given.name ?? 'test.csv',
      accept: given.accept ?? true,
      ...(given.kind ? { kind: given.kind } : {}),
      ...(given.override ? { override: given.override } : {}),
    })
  return { districtId, scope, send }
}

export const organizations = (code: string): string =>
  csv(
    'org_code,name,kind,parent_code,from_date,to_date,low_grade,high_grade,phone,address,successor_code,lineage',
    `Z1,North Zone,zone,${code},1998-07-01,,,,,,,`,
    '101,"Brook, Elementary",school,Z1,1998-07-01,,K,5,,,,',
    '102,Hill Middle,school,Z1,1998-07-01,,6,8,,,,',
  )

/** School days of November 2026 up to the 20th: 2-6, 9-10, 12-13, 16-20 (the 3rd teachers only, the 11th a holiday). */
export const november = ['02', '04', '05', '06', '09', '10', '12', '13', '16', '17', '18', '19', '20'].map(
  (day) => `2026-11-${day}`,
)

export const calendar = csv(
  'school_year,org_code,date,day_type,marking_period,season',
  ...november.map((day) => `2027,,${day},instructional,1,fall`),
  '2027,,2026-11-03,teacher_only,1,fall',
  '2027,,2026-11-11,holiday,1,fall',
  '2027,102,2026-11-20,weather,1,fall',
)

export const ids = Array.from({ length: 40 }, (_, i) => `S${String(i + 1).padStart(3, '0')}`)

export const students = (from: readonly string[] = ids): string =>
  csv(
    'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability,residency,home_language',
    ...from.map(
      (id, i) =>
        `${id},2027,Canary${i},Nightingale,2015-04-12,${i % 2 ? 'M' : 'female'},${i % 3 ? 'Hispanic/Latino' : 'black'},Y,N,N,resident,es`,
    ),
  )

export const enrollment = (from: readonly string[] = ids): string =>
  csv(
    'student_id,school_year,school_code,grade,entry_date,exit_date,exit_code,primary',
    ...from.map((id) => `${id},2026-27,${id <= 'S020' ? 101 : 102},${id <= 'S020' ? 5 : 6},11/02/2026,,,Y`),
  )
