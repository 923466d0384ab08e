import { indicators, type IndicatorId } from './indicators.ts'

/** Headers as the state wrote them for 2018-19, those that the rules use. */
const subjects = ['ELA', 'Math', 'Sci'] as const
export const headers: readonly string[] = [
  ...`FallOfYear RptngDistrictName ReportingDistrictCode SchoolName SchoolCode SchoolLowGrade SchoolHighGrade Category TotalPoints TotalPossiblePoints
  OutcomeRatePct FinalCategory AchievementGapFlag`.split(/\s+/),
  ...subjects.flatMap((one) => [
    ...['All', 'HN'].flatMap((group) =>
      ['Rate', 'Points', 'PossiblePoints'].map((what) => `Ind1${one}_${group}_${what}`),
    ),
    `Ind1${one}_NHN_Rate`,
    `Ind1${one}Gap`,
  ]),
  ...['ELA_All', 'Math_All', 'ELA_HN', 'Math_HN'].flatMap((one) =>
    ['Rate', 'Points', 'Possiblepoints'].map((what) => `Ind2${one}_${what}`),
  ),
  ...['LTCY', 'ORAL'].flatMap((one) => ['Rate', 'Points', 'PossiblePoints'].map((what) => `Ind2LEP_${one}_${what}`)),
  'Ind3PartRateFlag',
  ...subjects.flatMap((one) => ['All', 'HN', 'NHN'].map((group) => `Ind3${one}_${group}_Rate`)),
  ...`Ind4Rate Ind4Points Ind4PossiblePoints Ind4HNRate Ind4HNPoints Ind4HNPossiblePoints Ind5Rate Ind5Points Ind5PossiblePoints Ind6Rate Ind6Points
  Ind6PossiblePoints Ind7Rate Ind7points Ind7PointsPossible Ind8Rate Ind8Points Ind8PointsPossible GradGapFlag Ind9Rate Ind9Points Ind9PointsPossible
  Ind10Rate Ind10Points Ind10PossiblePoints Ind11FitnessRate Ind11ParticipationRate Ind11Points Ind11PossiblePoints Ind12Rate Ind12Points
  Ind12PossiblePoints Grad6YrRateHN Grad6YrRateNHN Grad6YrHNNHNDiff Hurdle_Mean_ELA Hurdle_Mean_Math Hurdle_Mean_Sci Hurdle_Means_Grad Support
  SupportCategory Distinction DistinctionCategory schoolyear`.split(/\s+/),
]

const key = (header: string): string =>
  header
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/pointspossible$/, 'possiblepoints')
const headerOf = new Map(headers.map((one) => [key(one), one]))

const targets: Readonly<Record<string, number>> = {
  '5': 0.75,
  '6': 0.75,
  '7': 0.94,
  '8': 0.94,
  '9': 0.94,
  '10': 0.75,
  '11': 0.75,
  '12': 0.6,
}

/** Points of one part, once more and as plainly as it can be said: what the rules are tested against. */
export function plainPoints(id: IndicatorId, rate: number, maximum: number, tested = 1): number {
  let share = rate / (targets[id] ?? 1)
  if (/^1[a-f]$/.test(id)) share = rate / 75
  if (id === '4a' || id === '4b') share = (0.3 - rate) / 0.25
  if (share > 1) share = 1
  if (share < 0) share = 0
  if (id !== '11' || tested >= 0.9) return share * maximum
  return share * maximum * (tested >= 0.7 ? 0.5 : tested >= 0.5 ? 0.25 : 0)
}

/** An invented organization. `parts`: rate and possible points of what is scored; `cells`: columns by header, over everything else. */
export type SmallRow = {
  fall?: number
  kind?: 'DistrictTot' | 'SchoolTot' | 'StateTot'
  code?: string
  highGrade?: string
  tested?: number
  parts: Partial<Record<IndicatorId, readonly [rate: number | null, possible: number]>>
  cells?: Readonly<Record<string, string>>
}

/** Six decimals, as in the file of one year; or ten digits without zeros at the end, as in the file of all years. */
export type Style = 'six' | 'ten'
const shown = (n: number, style: Style): string => (style === 'six' ? n.toFixed(6) : String(Number(n.toPrecision(10))))

/** Cells of a row by header, points and sums put in. Rates are written before points are computed from them: the state does not round first. */
export function smallCells(row: SmallRow, style: Style = 'six'): Record<string, string> {
  const { fall = 2018, kind = 'SchoolTot', code = '9990111', highGrade = '8', tested = 1, parts } = row
  const write = (n: number): string => shown(n, style)
  const cells: Record<string, string> = {
    FallOfYear: style === 'six' ? `${fall}.000000` : String(fall),
    RptngDistrictName: 'Cedar School District',
    ReportingDistrictCode: style === 'six' ? '="9990011"' : '9990011',
    SchoolName: kind === 'SchoolTot' ? `School ${code}` : 'District',
    SchoolCode: kind === 'SchoolTot' ? code : '0000000',
    SchoolHighGrade: highGrade,
    Category: kind,
    schoolyear: `${fall}-${String((fall + 1) % 100)}`,
  }
  let sum = 0
  let possible = 0
  for (const indicator of indicators) {
    const own = parts[indicator.id]
    if (!own) continue
    const [rate, maximum] = own
    const points = rate === null ? 0 : plainPoints(indicator.id, rate, maximum, tested)
    sum += points
    possible += maximum
    const put = (column: string, text: string): void => {
      cells[headerOf.get(column) ?? column] = text
    }
    put(indicator.possible, write(maximum))
    if (rate === null) continue
    put(indicator.rate, write(rate))
    put(indicator.points, write(points))
    if (indicator.participation) put(indicator.participation, write(tested))
  }
  cells['TotalPoints'] = write(sum)
  cells['TotalPossiblePoints'] = write(possible)
  cells['OutcomeRatePct'] = possible > 0 ? write((100 * sum) / possible) : ''
  return { ...cells, ...row.cells }
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A file of such rows. */
export function smallFile(rows: readonly Record<string, string>[], columns: readonly string[] = headers): Uint8Array {
  const lines = [columns, ...rows.map((row) => columns.map((one) => row[one] ?? ''))]
  return new TextEncoder().encode(lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join(''))
}
