import { readFileSync } from 'node:fs'
import { outcomes, type OutcomeDataset, type OutcomeId, type ParamValue } from './outcomes.ts'
import type { OutcomeParameter } from './outcome-parameters.ts'
import type { parameters } from './parameters.ts'

export type AttendanceId = 'chronic-absenteeism' | 'average-daily-attendance'
export type DefinitionId = AttendanceId | OutcomeId

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
  datasets: readonly (Dataset | OutcomeDataset)[]
  /** Its SQL, last step first: the steps it stands on are shown after it. */
  sql: readonly string[]
  parameters: readonly (keyof typeof parameters | OutcomeParameter)[]
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

/** The two measures that are computed day by day. */
export const attendance: Record<AttendanceId, DefinitionCard> = {
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

const settings = (params: (typeof outcomes)[number]['params']): OutcomeParameter[] =>
  Object.values(params as Record<string, ParamValue>).flatMap((value) =>
    typeof value !== 'object' ? [] : 'setting' in value ? [value.setting] : 'day' in value ? [value.day] : [],
  )

/** Measures of a school year as cards of the catalog: shares of students, each with its SQL, last step first. */
const yearly = Object.fromEntries(
  outcomes.map((one): [string, DefinitionCard] => [
    one.id,
    {
      id: one.id,
      words: one.words,
      unit: 'fraction',
      direction: one.direction,
      grain: 'school year, organization, group',
      people: 'd',
      counts: 'students',
      datasets: ['enrollment', 'student_group', 'org', ...one.datasets],
      sql: [...one.steps].reverse().concat(one.trait),
      parameters: settings(one.params),
    },
  ]),
) as Record<OutcomeId, DefinitionCard>

/** Every definition of the product, in the order in which pages list them. */
export const definitions: Record<DefinitionId, DefinitionCard> = { ...attendance, ...yearly }

/** Whether a measure grows day by day through the year (attendance); the others are known once the year is over. */
export const isDaily = (definition: { id: string }): boolean => definition.id in attendance

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
