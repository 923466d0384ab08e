import { type Interval, pooled, type Share } from '../stats/interval.ts'
import { riskRatio } from '../stats/gap.ts'
import { demandFractions, demandPositive, demandCounts, refuse } from '../stats/refusal.ts'

/**
 * Significant disproportionality (methods 2.5). Source: 34 CFR 300.646-647, text of 2016.
 * Groups: Hispanic of any race; then, not Hispanic, the six others.
 */
export const raceGroups = ['hispanic', 'native', 'asian', 'black', 'islander', 'white', 'two_or_more'] as const
/** The fourteen categories of 300.647(b)(3) and (4): seven of identification, two of placement, five of discipline. */
export const categories = [
  'identified',
  'intellectual_disability',
  'specific_learning_disability',
  'emotional_disturbance',
  'speech_language',
  'other_health',
  'autism',
  'regular_class_below_40',
  'separate_setting',
  'out_of_school_to_10',
  'out_of_school_over_10',
  'in_school_to_10',
  'in_school_over_10',
  'removals_total',
] as const

export type GroupCount = Share & { group: string }
export type RiskSettings = { minCell: number; minN: number }
/** The largest minimum sizes that the rule presumes reasonable. Those of Connecticut are not confirmed: a setting. */
export const presumed: RiskSettings = { minCell: 10, minN: 30 }

export type RiskRow = { group: string; risk: number | null } & (
  | { kind: 'ratio' | 'alternate'; ratio: number; interval: Interval | null }
  /** small: the group itself is below a minimum. no_comparison: neither the district's nor the state's others reach it. zero: nobody among them. */
  | { kind: 'none'; why: 'small' | 'no_comparison' | 'zero' }
)

/**
 * Risk ratio of each group: its risk over that of all other groups of the district. When these are below the minimum cell (children with
 * the outcome) or minimum n (children), the alternate ratio is taken: over all other groups of the state. No number when the group, or both
 * comparisons, are below. In: counts of all groups of the district and of the state, each group once. A ratio is never infinite.
 */
export function riskRatios(
  district: readonly GroupCount[],
  state: readonly GroupCount[],
  settings: RiskSettings = presumed,
): RiskRow[] {
  demandCounts('minimum sizes', settings.minCell, settings.minN)
  for (const groups of [district, state])
    if (new Set(groups.map((one) => one.group)).size !== groups.length)
      refuse('not-a-cohort', 'a group is listed twice')
  const enough = (one: Share): boolean => one.n > 0 && one.k >= settings.minCell && one.n >= settings.minN
  const others = (groups: readonly GroupCount[], group: string): Share =>
    pooled(groups.filter((one) => one.group !== group))
  return district.map((own) => {
    const head = { group: own.group, risk: own.n === 0 ? null : own.k / own.n }
    if (!enough(own)) return { ...head, kind: 'none', why: 'small' }
    const near = others(district, own.group)
    const kind = enough(near) ? 'ratio' : 'alternate'
    const comparison = kind === 'ratio' ? near : others(state, own.group)
    if (!enough(comparison)) return { ...head, kind: 'none', why: 'no_comparison' }
    const found = riskRatio(own, comparison)
    return found ? { ...head, kind, ...found } : { ...head, kind: 'none', why: 'zero' }
  })
}

/**
 * Weighted risk ratio (Westat's guide): (1 - share of the group in the state) x risk, over the other groups' risks weighted by their shares
 * in the state. In: counts and the state's composition by group (fractions). Out: null when a group with weight is empty or the rest has no risk.
 */
export function weightedRatio(
  district: readonly GroupCount[],
  composition: Readonly<Record<string, number>>,
  group: string,
): number | null {
  demandFractions('composition', ...Object.values(composition))
  const own = district.find((one) => one.group === group)
  if (!own || own.n === 0) return null
  let rest = 0
  for (const other of district) {
    const weight = composition[other.group] ?? 0
    if (other.group === group || weight === 0) continue
    if (other.n === 0) return null
    rest += (weight * other.k) / other.n
  }
  return rest === 0 ? null : ((1 - (composition[group] ?? 0)) * (own.k / own.n)) / rest
}

export type YearsRule = {
  threshold: number
  /** Consecutive years above the threshold that identify: 1, 2 or 3. */
  years: 1 | 2 | 3
  /** Least fall of the ratio in each of the last two years that counts as reasonable progress; null: the exception is not used. */
  progress: number | null
}
/** identified; excepted: above for long enough, but falling; watched: above in the last year; clear; unknown: the last year has no ratio. */
export type YearsVerdict = 'identified' | 'excepted' | 'watched' | 'clear' | 'unknown'

/**
 * Several years of one group and category (300.647(d)). In: ratios from old to new, null where none could be computed (it breaks the row).
 * "Exceeds" is strict: a ratio equal to the threshold does not.
 */
export function overYears(ratios: readonly (number | null)[], rule: YearsRule): YearsVerdict {
  demandPositive('threshold', rule.threshold)
  if (rule.progress !== null && !(rule.progress > 0)) refuse('not-a-setting', 'progress')
  const last = ratios.at(-1) ?? null
  if (last === null) return 'unknown'
  if (last <= rule.threshold) return 'clear'
  const row = ratios.slice(-rule.years)
  if (row.length < rule.years || row.some((one) => one === null || one <= rule.threshold)) return 'watched'
  const three = ratios.slice(-3)
  const { progress } = rule
  if (progress === null || three.length < 3) return 'identified'
  const falls = three.slice(1).map((one, i) => (one === null || three[i] == null ? null : three[i] - one))
  return falls.every((fall) => fall !== null && fall >= progress - 1e-12) ? 'excepted' : 'identified'
}
