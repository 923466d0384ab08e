import { bird } from './bird.ts'

const csv = (...lines: string[]): string => `${lines.join('\n')}\n`

/** Days of school: every weekday from October 19 to November 20, 2026. */
const days = Array.from({ length: 33 }, (_, i) => new Date(Date.UTC(2026, 9, 19 + i)))
  .filter((day) => ![0, 6].includes(day.getUTCDay()))
  .map((day) => day.toISOString().slice(0, 10))

/** Files of a district of one school, two weeks and three students, one of whom is the canary. */
export const good = {
  organizations: csv(
    'org_code,name,kind,parent_code,from_date,to_date,low_grade,high_grade,phone,address,successor_code,lineage',
    'CT,Connecticut,state,,1788-01-09,,,,,,,',
    '9990044,Canary Schools,district,CT,1998-07-01,,,,,,,',
    '101,Brook Elementary,school,9990044,1998-07-01,,K,5,,,,',
  ),
  calendar: csv(
    'school_year,org_code,date,day_type,marking_period,season',
    ...days.map((day) => `2027,,${day},instructional,1,fall`),
  ),
  students: csv(
    'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability,residency,home_language',
    `${bird.id},2027,${bird.last},${bird.first},${bird.birth},female,hispanic,Y,N,N,resident,es`,
    'S1,2027,Sample,Example A,2014-01-01,male,black,N,N,N,resident,en',
    'S2,2027,Sample,Example B,2014-01-02,male,white,N,N,N,resident,en',
  ),
  enrollment: csv(
    'student_id,school_year,school_code,grade,entry_date,exit_date,exit_code,primary',
    ...[bird.id, 'S1', 'S2'].map((id) => `${id},2027,101,5,2026-10-19,,,Y`),
  ),
  submissions: csv('school_code,date,mode', ...days.map((day) => `101,${day},negative`)),
  attendance: csv(
    'student_id,school_code,date,status,portion',
    ...days.slice(0, 9).map((day) => `${bird.id},101,${day},unexcused,`),
  ),
} as const

/** Files in which the canary stands where it does not belong. */
export const broken: Readonly<Record<string, { kind: string; name?: string; body: string | Buffer }>> = {
  'a name in every column': {
    kind: 'attendance',
    body: csv(
      'student_id,school_code,date,status,portion',
      `${bird.last},101,2026-11-17,excused,`,
      `${bird.id},${bird.last},2026-11-17,excused,`,
      `${bird.id},101,${bird.last},excused,`,
      `${bird.id},101,2026-11-17,${bird.last},`,
      `${bird.id},101,2026-11-17,excused,${bird.first}`,
      `"${bird.last}, ${bird.first}",101,2026-11-17,excused,,${bird.email},${bird.phone}`,
      `"${bird.last},101,2026-11-17`,
    ),
  },
  'a name as grade, year, date and school of an enrollment': {
    kind: 'enrollment',
    body: csv(
      'student_id,school_year,school_code,grade,entry_date,exit_date,exit_code,primary',
      `${bird.id},${bird.last},101,5,2026-11-09,,,Y`,
      `${bird.id},2027,${bird.address},5,2026-11-09,,,Y`,
      `${bird.id},2027,101,${bird.last},2026-11-09,,,Y`,
      `${bird.id},2027,101,5,${bird.first},,,Y`,
      `${bird.id},2027,101,5,2026-11-09,${bird.birth},${bird.last},${bird.phone}`,
    ),
  },
  'an address as date of birth, an e-mail as gender': {
    kind: 'students',
    body: csv(
      'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity',
      `${bird.id},2027,${bird.last},${bird.first},${bird.address},${bird.email},${bird.phone}`,
      `,2027,${bird.last},${bird.first},${bird.birth},female,white`,
      `S1,${bird.birth},${bird.last},${bird.first},${bird.birth},female,white`,
    ),
  },
  'no header, only people': {
    kind: 'students',
    body: csv(
      `${bird.id},2027,${bird.last},${bird.first},${bird.birth},female,hispanic`,
      `${bird.id},2027,${bird.last},${bird.first},${bird.birth},${bird.email},${bird.address}`,
    ),
  },
  'a name as header': {
    kind: 'attendance',
    body: csv(`student_id,school_code,date,${bird.last}`, `${bird.id},101,2026-11-17,excused`),
  },
  'a name as a school in the tree': {
    kind: 'organizations',
    body: csv(
      'org_code,name,kind,parent_code,from_date',
      `${bird.id},Annex,school,${bird.last},1998-07-01`,
      `102,Annex,${bird.last},9990044,1998-07-01`,
      `103,Annex,school,9990044,${bird.first}`,
    ),
  },
  'a name as a day of the calendar': {
    kind: 'calendar',
    body: csv(
      'school_year,org_code,date,day_type',
      `2027,${bird.last},2026-11-20,${bird.first}`,
      `${bird.id},,${bird.birth},x`,
    ),
  },
  'a name as a file name': { kind: '', name: `${bird.last}.csv`, body: csv('alpha,beta', `${bird.last},${bird.id}`) },
  'a web page about somebody': { kind: '', body: `<!doctype html><title>${bird.last}, ${bird.first}</title>` },
  'UTF-16': {
    kind: 'students',
    body: Buffer.from(`\ufefflast_name,first_name\n${bird.last},${bird.first}\n`, 'utf16le'),
  },
  'bytes between': {
    kind: 'students',
    body: Buffer.from(`student_id,school_year,last_name,first_name\n${bird.id},2027,${bird.last}\u0000\u0001,x\n`),
  },
}

/** Addresses with the canary in path and query; none of them leads anywhere. */
export const wrongAddresses: readonly string[] = [
  `/nowhere/${bird.last}`,
  `/students/${encodeURIComponent(bird.first)}`,
  `/schools/${bird.last}`,
  `/schools/${bird.id}/students`,
  `/plans/${bird.last}/${bird.id}`,
  `/indicators/${bird.last}?school=${bird.id}`,
  `/indicators/chronic-absenteeism/values?group=${bird.last}&year=${bird.birth}`,
  `/data/imports/${bird.id}`,
  `/data/datasets/${bird.last}/${bird.birth}`,
  `/data/datasets/attendance/2027?school=${bird.last}&day=${bird.birth}`,
  `/people/${bird.email}`,
  `/people/99999999999999999999?search=${bird.last}`,
  `/progress/${bird.last}`,
  `/progress/import:${bird.id}`,
  `/welcome/${bird.last}`,
  `/setup/${bird.id}`,
  `/public/${bird.last}/latest/`,
  `/public/..%2f${bird.last}`,
  `/work/${bird.id}?back=${bird.last}`,
  `/publish/editions/${bird.last}`,
  `/${'x'.repeat(3000)}${bird.last}`,
]

/** Searches with the canary. */
export const searches: readonly string[] = [
  `/schools?search=${bird.last}`,
  `/people?search=${encodeURIComponent(bird.first)}&role=${bird.last}`,
  `/people/reads?who=${bird.last}&search=${bird.id}`,
  `/work?whose=${bird.last}&state=${bird.last}&page=${bird.id}`,
  `/plans?q=${bird.last}`,
  `/?lang=${bird.last}`,
  `/sign-in?to=/${bird.last}`,
]
