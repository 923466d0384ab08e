import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { generateDemo, type GenerateOptions } from './generate.ts'
import { demoSettings } from './mill-river.ts'
import { temporaryFolder } from './testing/loaded.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const make = async (options: Partial<GenerateOptions> = {}) => {
  const out = await temporaryFolder()
  folders.push(out)
  return generateDemo({ out, scale: 0.02, ...demoSettings, ...options })
}

const digests = async (options?: Partial<GenerateOptions>): Promise<Record<string, string>> => {
  const { files } = await make(options)
  const pairs = files.map(async ({ name, path }) => [
    name,
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  ])
  return Object.fromEntries(await Promise.all(pairs)) as Record<string, string>
}

describe('the same bytes', () => {
  test('from the same seed and day, on any number of threads', async () => {
    const first = await digests({ threads: 2 })
    expect(Object.keys(first)).toHaveLength(25)
    expect(await digests({ threads: 1 })).toEqual(first)
    expect(await digests({ threads: 4 })).toEqual(first)
  })

  test('another seed gives other people and days, and the same organizations but for their addresses', async () => {
    const [one, other] = [await digests(), await digests({ seed: 7 })]
    for (const name of ['students-2026.csv', 'enrollment-2026.csv', 'attendance-2026.csv', 'calendar.csv'])
      expect(other[name], name).not.toBe(one[name])
  })

  test('another day of the year leaves the past years as they are', async () => {
    const [one, later] = [await digests(), await digests({ today: '2027-03-02' })]
    for (const name of ['students-2026.csv', 'enrollment-2026.csv', 'attendance-2024.csv', 'attendance-2026.csv'])
      expect(later[name], name).toBe(one[name])
    expect(later['attendance-2027.csv']).not.toBe(one['attendance-2027.csv'])
  })
})

const headers: Record<string, string> = {
  'organizations.csv':
    'org_code,name,kind,parent_code,from_date,to_date,low_grade,high_grade,phone,address,successor_code,lineage',
  'calendar.csv': 'school_year,org_code,date,day_type,marking_period,season',
  'students-2026.csv':
    'student_id,school_year,last_name,first_name,birth_date,gender,race_ethnicity,economically_disadvantaged,english_learner,student_with_disability,residency,home_language',
  'enrollment-2026.csv': 'student_id,school_year,school_code,grade,entry_date,exit_date,exit_code,primary',
  'attendance-2026.csv': 'student_id,school_code,date,status,portion',
  'submissions-2026.csv': 'school_code,date,mode',
  'assessments.csv':
    'student_id,school_year,school_code,assessment,subject,edition,grade,participated,reason_not_tested,scale_score,level',
  'courses.csv':
    'student_id,school_year,school_code,course_code,term,grade,final_mark,credits_attempted,credits_earned',
  'course-flags.csv': 'course_code,school_year,subject,algebra1,ccr',
  'discipline.csv': 'student_id,school_code,incident_id,date,action,behavior,days_assigned,days_served',
  'cohorts.csv': 'student_id,cohort_year,school_code,outcome,outcome_date,removal_reason,documented',
  'postsecondary.csv': 'student_id,graduation_year,school_code,enrolled,first_enrolled,institution_level',
  'programs.csv': 'student_id,school_year,program,from_date,updated_date,adult_named',
}

test('the headers are those of the feed, and rows and bytes are as reported', async () => {
  const steps: string[] = []
  const made = await make({ progress: ({ step, done, total }) => steps.push(`${done}/${total} ${step}`) })
  expect(made.school_years).toEqual([2024, 2025, 2026, 2027])
  for (const [name, header] of Object.entries(headers)) {
    const file = made.files.find((one) => one.name === name)
    const text = await readFile(join(file?.path ?? ''), 'utf8')
    const lines = text.split('\n')
    expect(lines[0], name).toBe(header)
    expect(lines.length - 2, name).toBe(file?.rows)
    expect(Buffer.byteLength(text), name).toBe(file?.bytes)
    expect(made.counts[name.replace('.csv', '')], name).toBe(file?.rows)
  }
  expect(steps[0]).toBe('0/20 district')
  expect(steps.at(-1)).toBe('20/20 done')
})
