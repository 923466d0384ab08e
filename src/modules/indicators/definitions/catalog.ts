import { readFileSync } from 'node:fs'
import { parameters } from './parameters.ts'

export type DefinitionId = 'chronic-absenteeism' | 'average-daily-attendance'

/** What the catalog says about an indicator. */
export type DefinitionCard = {
  id: DefinitionId
  /** Keys of its words: name, one sentence, and the unit's name, in the module's catalogs of words. */
  words: { name: string; sentence: string; people: string }
  unit: 'fraction'
  /** Which way is better. */
  direction: 'lower' | 'higher'
  grain: string
  /** Which column of a cube row counts students: what small-number rules must look at. */
  people: 'd' | 'sum'
  /** What n and d count. */
  counts: 'students' | 'hundredths of student-days'
  /** Datasets of the lake it reads: a change of one of them makes it due again. */
  datasets: readonly Dataset[]
  /** Its SQL, last step first: the steps it stands on are shown after it. */
  sql: readonly string[]
  parameters: readonly (keyof typeof parameters)[]
}

export const datasets = ['enrollment', 'student_group', 'attendance', 'submission', 'calendar', 'org'] as const
export type Dataset = (typeof datasets)[number]

/** The steps both attendance measures stand on, in the order in which they run. */
export const attendanceSteps = [
  'measured-day',
  'school-period',
  'stay',
  'absence',
  'missed',
  'unrecorded',
  'student-period',
  'student-org',
  'student-trait',
] as const

const steps = [...attendanceSteps].reverse()

export const definitions: Record<DefinitionId, DefinitionCard> = {
  'chronic-absenteeism': {
    id: 'chronic-absenteeism',
    words: { name: 'chronicAbsenteeism', sentence: 'chronicAbsenteeismSentence', people: 'students' },
    unit: 'fraction',
    direction: 'lower',
    grain: 'period, organization, group',
    people: 'd',
    counts: 'students',
    datasets,
    sql: ['chronic-absenteeism', ...steps],
    parameters: [
      'thresholdPerMille',
      'minMemberDays',
      'halfDayRule',
      'issCountsAbsent',
      'lowGrade',
      'highGrade',
      'tiersPerMille',
    ],
  },
  'average-daily-attendance': {
    id: 'average-daily-attendance',
    words: { name: 'averageDailyAttendance', sentence: 'averageDailyAttendanceSentence', people: 'students' },
    unit: 'fraction',
    direction: 'higher',
    grain: 'period, organization, group',
    people: 'sum',
    counts: 'hundredths of student-days',
    datasets,
    sql: ['average-daily-attendance', ...steps],
    parameters: ['halfDayRule', 'issCountsAbsent', 'lowGrade', 'highGrade'],
  },
}

export type DefinitionSql = {
  name: string
  sql: string
  header: Record<'grain' | 'needs' | 'why' | 'source' | 'since', string>
}

/** The text of one definition file and its parsed header. In: name without `.sql`. Throws when a line of the header is missing. */
export function definitionSql(name: string): DefinitionSql {
  const sql = readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8')
  const line = (key: string): string => {
    const found = new RegExp(`^-- ${key}: (.+)$`, 'm').exec(sql)?.[1]
    if (found === undefined) throw new Error(`Definition ${name}.sql has no line "-- ${key}:".`)
    return found
  }
  return {
    name,
    sql,
    header: {
      grain: line('grain'),
      needs: line('needs'),
      why: line('why'),
      source: line('source'),
      since: line('since'),
    },
  }
}
