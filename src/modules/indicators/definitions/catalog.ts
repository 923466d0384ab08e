import { readFileSync } from 'node:fs'
import type { OutcomeCard, OutcomeDataset, ParamValue } from './outcomes.ts'
import type { OutcomeParameter } from './outcome-parameters.ts'
import type { parameters } from './parameters.ts'
import { type YearId, yearMeasures } from './yearly.ts'

export type AttendanceId = 'chronic-absenteeism' | 'average-daily-attendance'
export type DefinitionId = AttendanceId | YearId

/** What the catalog says about an indicator. */
export type DefinitionCard = {
  id: DefinitionId
  /** Keys of its words: name, one sentence, and the unit's name, in the module's catalogs of words. */
  words: { name: string; sentence: string; people: string; values?: Readonly<Record<string, string | number>> }
  /** How n and d become the value that is shown: `valueOf` of cells.ts. A fraction is n of d. */
  unit: 'fraction' | 'per100' | 'count' | 'days' | 'index' | 'mean'
  /** False: not in the list of indicators, but on a page of its own. */
  listed?: boolean
  /** Which way is better. */
  direction: 'lower' | 'higher'
  grain: string
  /** Which column of a cube row counts students: what small-number rules must look at. */
  people: 'd' | 'sum'
  /** What n and d count. Only of students is n a part of d, with the interval of a share; a tally counts things, days or points of d students. */
  counts: 'students' | 'hundredths of student-days' | 'schools' | 'tally'
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

const settings = (params: OutcomeCard['params']): OutcomeParameter[] =>
  Object.values<ParamValue>(params).flatMap((value) => {
    if (typeof value !== 'object') return []
    if ('setting' in value) return [value.setting]
    return 'day' in value ? [value.day] : 'fall' in value ? [value.fall] : []
  })

const countsOf = (one: OutcomeCard): DefinitionCard['counts'] =>
  (one.unit ?? 'share') !== 'share' ? 'tally' : (one.people ?? 'students')

/** Measures of a school year as cards of the catalog, each with its SQL, last step first. */
const yearly = Object.fromEntries(
  (yearMeasures as readonly (OutcomeCard & { id: YearId })[]).map((one): [string, DefinitionCard] => [
    one.id,
    {
      id: one.id,
      words: one.words,
      unit: one.unit === undefined || one.unit === 'share' ? 'fraction' : one.unit,
      listed: one.listed ?? true,
      direction: one.direction,
      grain: 'school year, organization, group',
      people: 'd',
      counts: countsOf(one),
      datasets: ['enrollment', 'student_group', 'org', ...one.datasets],
      sql: [...one.steps].reverse().concat(one.trait),
      parameters: settings(one.params),
    },
  ]),
) as Record<YearId, DefinitionCard>

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
