import { clip, demandShare, type Interval, pooled, type Share, z95 } from '../stats/interval.ts'
import { demandCounts, refuse } from '../stats/refusal.ts'

/** An item of a survey (methods 2.11). `choices`: 2 to 11, from the least to the most; `reversed`: agreeing is unfavorable. */
export type Item = { item: string; choices: number; reversed: boolean }

/** How many of the top choices are favorable: 2 of 5, 3 of 7; otherwise the choices above the middle one. */
export function favorableChoices(choices: number): number {
  if (!Number.isSafeInteger(choices) || choices < 2 || choices > 11) refuse('not-a-setting', 'choices of an item')
  return Math.floor(choices / 2)
}

/**
 * Favorable answers of the valid ones. In: an item and answers 1..choices, or null for "does not apply", "do not know" and blank, which
 * leave the denominator. The middle choice stays in it: it was offered, and is not favorable.
 */
export function favorable(item: Item, answers: readonly (number | null)[]): Share {
  const top = favorableChoices(item.choices)
  const valid = answers.filter((one) => one !== null)
  if (valid.some((one) => !Number.isSafeInteger(one) || one < 1 || one > item.choices))
    refuse('not-a-setting', 'an answer outside the choices of its item')
  const good = (one: number): boolean => (item.reversed ? one <= top : one > item.choices - top)
  return { k: valid.filter(good).length, n: valid.length }
}

/**
 * A topic of several items: all favorable answers of all valid ones (`pooled`), which is what is shown, and the mean of the items' rates
 * beside it, because vendors do either and do not say. Null without an answer.
 */
export function topic(items: readonly Share[]): { pooled: Share; meanOfItems: number | null } {
  items.forEach(demandShare)
  const some = items.filter((one) => one.n > 0)
  return {
    pooled: pooled(items),
    meanOfItems: some.length === 0 ? null : some.reduce((sum, one) => sum + one.k / one.n, 0) / some.length,
  }
}

export type SurveyResult = {
  favorable: Share
  response: Share
  /** 95% interval that allows for nearly everybody having answered; null when nobody did. */
  interval: Interval | null
  /** If all who did not answer had been unfavorable, and favorable: what silence could hide. Null when nobody was invited. */
  silence: Interval | null
}

/**
 * One question to a group that was invited. In: favorable of valid answers, respondents with a valid answer being those, and the number invited.
 * The interval is the usual one times sqrt(1 - n/N), around the share and clipped; it knows nothing of who stays silent, `silence` does.
 */
export function surveyResult(answers: Share, invited: number): SurveyResult {
  demandShare(answers)
  demandCounts('invited', invited)
  const { k, n } = answers
  if (n > invited) refuse('not-a-cohort', 'more answers than people invited')
  const response = { k: n, n: invited }
  if (invited === 0) return { favorable: answers, response, interval: null, silence: null }
  const silence = { low: k / invited, high: (k + invited - n) / invited }
  if (n === 0) return { favorable: answers, response, interval: null, silence }
  return { favorable: answers, response, interval: finite(answers, invited), silence }
}

/** Wilson's interval of an effective size n / (1 - n/N): it shrinks to a point as everybody answers, and is never zero wide before. */
function finite({ k, n }: Share, invited: number): Interval {
  const p = k / n
  if (n === invited) return { low: p, high: p }
  const size = n / (1 - n / invited)
  const z2 = z95 * z95
  const center = (p + z2 / (2 * size)) / (1 + z2 / size)
  const half = (z95 / (1 + z2 / size)) * Math.sqrt((p * (1 - p)) / size + z2 / (4 * size * size))
  return { low: Math.min(p, clip(center - half)), high: Math.max(p, clip(center + half)) }
}

/** Standard error with the finite-population correction, as a fraction; 0 when all invited answered, null when nobody did. */
export function finiteError(answers: Share, invited: number): number | null {
  const { favorable: own } = surveyResult(answers, invited)
  if (own.n === 0) return null
  const p = own.k / own.n
  return Math.sqrt(((p * (1 - p)) / own.n) * (1 - own.n / invited))
}
