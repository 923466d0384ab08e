import type { Meaning, Wording } from './meanings.ts'

/**
 * Targets of the plans that came with the project, with the meaning that methods 3.9 finds likely, and how sure. It advises whoever
 * chooses; it never chooses: a call needs `chosen` in the plan.
 */
export type SeedTarget = {
  id: string
  plan: 'hartford-2015-20' | 'hartford-2018-22' | 'hartford-2021-24' | 'waterbury-2020-27'
  wording: Wording
  likely: Meaning['id'] | null
  sure: 'high' | 'medium' | 'low' | 'open'
  why: string
}

const change = (amount: number, baseline: number | null, unit: 'percent' | 'count' | 'usd' = 'percent'): Wording => ({
  form: 'percentChange',
  amount,
  unit,
  baseline,
})
const level = (amount: number): Wording => ({ form: 'level', amount, unit: 'percent' })
const words: Wording = { form: 'words' }
const [p15, p18, p21, wps] = ['hartford-2015-20', 'hartford-2018-22', 'hartford-2021-24', 'waterbury-2020-27'] as const
const same = 'Written as a level.'

type Row = [id: string, SeedTarget['plan'], Wording, SeedTarget['likely'], SeedTarget['sure'], why: string]
const rows: readonly Row[] = [
  [
    'ela-3',
    p18,
    change(22, 22.1),
    'points',
    'high',
    'Relative, four years would ask what one department asks of one year; the next plan asks 48.',
  ],
  [
    'graduation',
    p18,
    change(9, 68.8),
    'points',
    'medium',
    'The next plan asks 83. The baseline is from the press, class of 2017.',
  ],
  [
    'chronic',
    p18,
    change(-7, 25.36),
    'points',
    'low',
    'The next plan asks 13; yet five of seven points in the first year is odd. The baseline is one year late.',
  ],
  [
    'swd-ela',
    p18,
    change(22, null),
    null,
    'open',
    'Copied from the line of the whole district; no baseline of this group. Ask the owner.',
  ],
  [
    'swd-graduation',
    p18,
    change(9, null),
    null,
    'open',
    'Copied from the line of the whole district; no baseline of this group. Ask the owner.',
  ],
  [
    'retention',
    p18,
    change(5, null),
    null,
    'open',
    'Near 90 percent both readings are close; no baseline. Ask the owner.',
  ],
  [
    'filled-day-one',
    p18,
    change(5, null),
    null,
    'open',
    'Near 90 percent both readings are close; no baseline. Ask the owner.',
  ],
  [
    'magnets',
    p18,
    change(-40, null, 'count'),
    'relative',
    'high',
    'A count has no points; whole schools, rounded down.',
  ],
  [
    'medicaid',
    p18,
    change(30, null, 'usd'),
    'relative',
    'medium',
    'Money has no points; the baseline year is missing.',
  ],
  [
    'transport',
    p18,
    { form: 'absolute', amount: -500000, unit: 'usd', baseline: null },
    'absolute',
    'high',
    'Dollars; against which year is to be asked.',
  ],
  [
    'budget-cycle',
    p18,
    { form: 'absolute', amount: -60, unit: 'days', baseline: null },
    'absolute',
    'high',
    'Days less than the cycle before.',
  ],
  ['forecast', p18, level(99.5), 'as_written', 'medium', 'One minus the weighted miss, presumably.'],
  ['registration', p18, level(100), 'as_written', 'high', 'Last of three milestones: 50, 75, 100.'],
  ['zones', p18, words, null, 'high', 'A direction for each zone: met only when every zone rises.'],
  ['graduation', p21, level(83), 'as_written', 'high', same],
  ['reading-3', p21, level(48), 'as_written', 'high', same],
  [
    'math-8',
    p21,
    level(45),
    null,
    'open',
    'The page of the district prints 27.3 for it: no call until one is withdrawn.',
  ],
  ['chronic', p21, level(13), 'as_written', 'high', same],
  [
    'index-50',
    p21,
    level(68.2),
    'as_written',
    'medium',
    'Of schools: 30 of 44, with both subjects at 50 unless said otherwise.',
  ],
  [
    'chronic',
    p15,
    level(10),
    'as_written',
    'high',
    'Strictly below 10; the 60 percent reduction of 25.1 is 10.04 and fits.',
  ],
  ['acceptance', p15, level(100), null, 'open', 'Of graduates, seniors or applicants: not said.'],
  ['graduation', p15, level(90), null, 'open', 'The district, and each school: the words support both.'],
  ['suspensions', p15, change(-90, 4835, 'count'), 'relative', 'high', 'Of actions, each counted: at most 483.'],
  ['algebra', p15, level(80), 'as_written', 'high', same],
  ['reading-3', p15, level(75), 'as_written', 'high', 'Another test than 22.1 of 2017-18: never one series.'],
  ['families', wps, words, null, 'open', 'No baseline and no measure: prompt for both.'],
  [
    'ela-3-one-year',
    p18,
    change(6, 22.1),
    'points',
    'medium',
    'Beside it the same plan asks 27 from 22.1 for one year.',
  ],
  [
    'chronic-one-year',
    p18,
    change(-5, 25.36),
    'points',
    'low',
    'Five of seven points in the first year is odd; the baseline is one year late.',
  ],
  [
    'budget-lines',
    p18,
    words,
    null,
    'high',
    'A band of 1 percent around each line: share of lines inside it, never the total.',
  ],
  ['reports', p18, level(100), 'as_written', 'high', 'From none to all.'],
  ['perceptions', p18, words, null, 'high', 'A direction; the item of the climate survey must be named.'],
  [
    'readiness',
    p21,
    level(67.8),
    'as_written',
    'medium',
    'Grade 11 alone in the plan, 11 and 12 on the page of the district and in the state indicator.',
  ],
  ['on-track', p21, level(85.3), 'as_written', 'medium', 'Almost surely the indicator of the state.'],
  [
    'success-plans',
    p15,
    level(100),
    'as_written',
    'high',
    'Both together, a plan and an adult: the compound, not its parts.',
  ],
  ['access', p15, level(100), null, 'open', 'Schools that offer, or students who take part: not said.'],
]

export const seedTargets: readonly SeedTarget[] = rows.map(([id, plan, wording, likely, sure, why]) => ({
  id: `${plan}/${id}`,
  plan,
  wording,
  likely,
  sure,
  why,
}))
