/** An exact fraction: `num / den`, `den` > 0, not necessarily in lowest terms. Lives in memory only. */
export type Exact = { num: bigint; den: bigint }

const decimalForm = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i

/**
 * The exact fraction that a decimal number says: 0.13 becomes 13/100, not the nearest binary number.
 * In: a finite number or its decimal text. Throws RangeError for anything else.
 */
export function exact(value: number | string): Exact {
  const match = decimalForm.exec(String(value))
  if (!match) throw new RangeError('Not a decimal number.')
  const [, sign, whole = '', part = '', power = '0'] = match
  const shift = part.length - Number(power)
  const digits = BigInt(`${sign}${whole}${part}`)
  return shift > 0 ? { num: digits, den: 10n ** BigInt(shift) } : { num: digits * 10n ** BigInt(-shift), den: 1n }
}

/** k of n as a fraction; n > 0. */
export const ratio = (k: number, n: number): Exact => ({ num: BigInt(k), den: BigInt(n) })
export const plus = (a: Exact, b: Exact): Exact => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den })
export const times = (a: Exact, b: Exact): Exact => ({ num: a.num * b.num, den: a.den * b.den })
/** Below zero when a < b, zero when equal, above zero when a > b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const digitsKept = 1_000_000_000_000n
/** The nearest ordinary number, for drawing and showing (12 digits after the point). */
export const toNumber = (a: Exact): number => {
  const half = a.num < 0n ? -a.den / 2n : a.den / 2n
  return Number((a.num * digitsKept + half) / a.den) / Number(digitsKept)
}
