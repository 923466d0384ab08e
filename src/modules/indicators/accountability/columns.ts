import { indicators } from './indicators.ts'

const other: Record<string, string> = {
  outcomeratepct: 'index',
  accountabilityindex: 'index',
  accountabilityindexpct: 'index',
  totalpossiblepoints: 'totalpossible',
  totalpointspossible: 'totalpossible',
  hurdlemeanela: 'limitela',
  hurdlemeansela: 'limitela',
  hurdlemeanmath: 'limitmath',
  hurdlemeansmath: 'limitmath',
  hurdlemeansci: 'limitscience',
  hurdlemeanssci: 'limitscience',
  hurdlemeangrad: 'limitgraduation',
  hurdlemeansgrad: 'limitgraduation',
  support: 'supporttype',
  districtname: 'rptngdistrictname',
  reportingdistrictname: 'rptngdistrictname',
  rptngdistrictcode: 'reportingdistrictcode',
  districtcode: 'reportingdistrictcode',
  ind11rate: 'ind11fitnessrate',
}

/**
 * The key of a header. Years differ in case, blanks, underscores and order of words (`Ind7PointsPossible`, `Ind2ELA_All_Possiblepoints`,
 * `Accountability Index ` with a blank at its end); keys do not.
 */
export function columnKey(header: string): string {
  const key = header
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/pointspossible$/, 'possiblepoints')
  return other[key] ?? key
}

/** Columns that say who a row is about, and what is imported as it stands. */
export const textColumns: readonly string[] =
  `fallofyear schoolyear rptngdistrictname reportingdistrictcode schoolname schoolcode schoolorgtype schoollowgrade schoolhighgrade schooltitleitype
   category finalcategory supporttype supportcategory distinction distinctioncategory`.split(/\s+/)

/** Gaps of the three subjects, and of graduation: the columns of both groups, of the gap and of the threshold. */
export const gaps = [
  { id: 'ela', others: 'ind1elanhnrate', highNeeds: 'ind1elahnrate', gap: 'ind1elagap', limit: 'limitela' },
  { id: 'math', others: 'ind1mathnhnrate', highNeeds: 'ind1mathhnrate', gap: 'ind1mathgap', limit: 'limitmath' },
  { id: 'science', others: 'ind1scinhnrate', highNeeds: 'ind1scihnrate', gap: 'ind1scigap', limit: 'limitscience' },
  {
    id: 'graduation',
    others: 'grad6yrratenhn',
    highNeeds: 'grad6yrratehn',
    gap: 'grad6yrhnnhndiff',
    limit: 'limitgraduation',
  },
] as const

/** Participation that counts for the flag: everybody and high needs. The rate of the others is published too and not used. */
export const participationColumns: readonly string[] = ['ela', 'math', 'sci'].flatMap((subject) => [
  `ind3${subject}allrate`,
  `ind3${subject}hnrate`,
])

export const flagColumns = {
  participation: 'ind3partrateflag',
  achievement: 'achievementgapflag',
  graduation: 'gradgapflag',
} as const

/** Without these a file is not the accountability file. */
export const needed: readonly string[] = ['totalpoints', 'totalpossible', 'index', 'reportingdistrictcode']

/** Every column with a number that the rules use, and its unit. */
export const numberColumns: ReadonlyMap<string, 'index' | 'fraction' | 'points' | 'flag'> = new Map([
  ...indicators.flatMap((one) => [
    [one.rate, one.unit] as const,
    [one.points, 'points'] as const,
    [one.possible, 'points'] as const,
    ...(one.participation ? [[one.participation, 'fraction'] as const] : []),
  ]),
  ...['totalpoints', 'totalpossible', 'index'].map((key) => [key, 'points'] as const),
  ...gaps.flatMap(({ id, others, highNeeds, gap, limit }) => {
    const unit = id === 'graduation' ? ('fraction' as const) : ('index' as const)
    return [[others, unit] as const, [highNeeds, unit] as const, [gap, unit] as const, [limit, 'points'] as const]
  }),
  ...participationColumns.map((key) => [key, 'fraction'] as const),
  ...Object.values(flagColumns).map((key) => [key, 'flag'] as const),
])
