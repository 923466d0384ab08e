import { type Dated, settingOn } from '../definitions/parameters.ts'

/** Lowest scores of levels 2, 3 and 4, and the least and greatest score there is, of one grade. */
export type Cuts = { levels: readonly [number, number, number]; bounds: readonly [number, number] }
type Table = Readonly<Record<'ela' | 'math', Readonly<Record<string, Cuts>>>>

const levels = {
  ela: {
    '3': [2367, 2432, 2490],
    '4': [2416, 2473, 2533],
    '5': [2442, 2502, 2582],
    '6': [2457, 2531, 2618],
    '7': [2479, 2552, 2649],
    '8': [2487, 2567, 2668],
  },
  math: {
    '3': [2381, 2436, 2501],
    '4': [2411, 2485, 2549],
    '5': [2455, 2528, 2579],
    '6': [2473, 2552, 2610],
    '7': [2484, 2567, 2635],
    '8': [2504, 2586, 2653],
  },
} as const
type Bounds = Readonly<Record<'3' | '4' | '5' | '6' | '7' | '8', readonly [number, number]>>

const tableOf = (ela: Bounds, math: Bounds): Table => {
  const of = (subject: 'ela' | 'math', bounds: Bounds) =>
    Object.fromEntries(
      (['3', '4', '5', '6', '7', '8'] as const).map((grade) => [
        grade,
        { levels: levels[subject][grade], bounds: bounds[grade] },
      ]),
    )
  return { ela: of('ela', ela), math: of('math', math) }
}

/** Cut scores of Smarter Balanced; they did not change, the ends of the scale did. */
export const smarterBalanced: readonly Dated<Table>[] = [
  {
    from: '2014-07-01',
    value: tableOf(
      { 3: [2114, 2623], 4: [2131, 2663], 5: [2201, 2701], 6: [2210, 2724], 7: [2258, 2745], 8: [2288, 2769] },
      { 3: [2189, 2621], 4: [2204, 2659], 5: [2219, 2700], 6: [2235, 2748], 7: [2250, 2778], 8: [2265, 2802] },
    ),
    source: 'ETS, CAASPP technical appendix; White River SD',
    status: 'read in the source',
  },
  {
    from: '2020-07-01',
    value: tableOf(
      { 3: [2115, 2650], 4: [2140, 2690], 5: [2200, 2740], 6: [2230, 2770], 7: [2260, 2810], 8: [2290, 2850] },
      { 3: [2190, 2660], 4: [2205, 2700], 5: [2220, 2740], 6: [2235, 2780], 7: [2250, 2820], 8: [2265, 2860] },
    ),
    source: "ETS, CAASPP; California's ends of the scale, not confirmed for Connecticut",
    status: 'not verified',
  },
]

/** The cuts of a subject and grade in a school year (the year in which it ends); null for grades without the assessment. */
export const cutsOf = (subject: 'ela' | 'math', grade: string, schoolYear: number): Cuts | null =>
  settingOn(smarterBalanced, `${schoolYear - 1}-07-01`).value[subject][grade] ?? null

/** Level 1 to 4 of a score; null when the grade has no cuts or the score lies outside the scale. Level 3 and 4 are proficient. Source: methods 1.5. */
export function levelOf(
  subject: 'ela' | 'math',
  grade: string,
  schoolYear: number,
  score: number,
): 1 | 2 | 3 | 4 | null {
  const cuts = cutsOf(subject, grade, schoolYear)
  if (!cuts || score < cuts.bounds[0] || score > cuts.bounds[1]) return null
  const [two, three, four] = cuts.levels
  return score >= four ? 4 : score >= three ? 3 : score >= two ? 2 : 1
}
