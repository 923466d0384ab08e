import { type Exact, exact, plus, times, toNumber } from '../exact.ts'
import { demandNumbers } from '../stats/refusal.ts'
import { inner, type Unit } from '../targets.ts'

/**
 * What the words of a target can mean (methods 3.9). `percentChange`: "by 22%", without "points": on a rate two readings, on a count, money or
 * days one. Amounts as people write them (percent 0 to 100, falls below zero).
 */
export type Wording =
  | { form: 'level'; amount: number; unit: Unit }
  | { form: 'percentChange'; amount: number; unit: Unit; baseline: number | null }
  | { form: 'points'; amount: number; unit: Unit; baseline: number | null }
  | { form: 'absolute'; amount: number; unit: Unit; baseline: number | null }
  | { form: 'words' }

export type Meaning = {
  id: 'as_written' | 'points' | 'relative' | 'absolute'
  /** Target value in the unit as people write it, exactly; null while the baseline is missing. */
  value: Exact | null
  /** Largest (or smallest) whole number that meets it, for counts; null for everything else. */
  whole: number | null
}

const rates: readonly Unit[] = ['percent', 'fraction', 'index']

/** Every meaning, none chosen. Empty: no number can be computed from the words. More than one: no call until somebody chooses. */
export function meaningsOf(wording: Wording): Meaning[] {
  if (wording.form === 'words') return []
  demandNumbers('amount', wording.amount)
  const { amount, unit } = wording
  if (wording.form === 'level') return [meaning('as_written', exact(amount), unit, 0)]
  const base = wording.baseline === null ? null : exact(wording.baseline)
  const added = base && plus(base, exact(amount))
  const scaled = base && times(base, plus(exact(1), inner(amount, 'percent')))
  if (wording.form === 'points') return [meaning('points', added, unit, amount)]
  if (wording.form === 'absolute') return [meaning('absolute', added, unit, amount)]
  const relative = meaning('relative', scaled, unit, amount)
  return rates.includes(unit) ? [meaning('points', added, unit, amount), relative] : [relative]
}

/** A part of a person does not exist: a fall is met at the whole number below, a rise at the one above. */
function meaning(id: Meaning['id'], value: Exact | null, unit: Unit, change: number): Meaning {
  if (!value || unit !== 'count') return { id, value, whole: null }
  const down = value.num / value.den - (value.num % value.den < 0n ? 1n : 0n)
  const exactly = down * value.den === value.num
  return { id, value, whole: Number(change > 0 && !exactly ? down + 1n : down) }
}

/** The same as ordinary numbers, for showing and for tests. */
export const asNumbers = (meanings: readonly Meaning[]): Partial<Record<Meaning['id'], number | null>> =>
  Object.fromEntries(meanings.map((one) => [one.id, one.whole ?? (one.value && toNumber(one.value))]))
