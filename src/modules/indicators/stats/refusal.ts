import { invalid } from '../../../platform/errors.ts'

const wants = {
  'not-a-count': 'A count must be a whole number, zero or more.',
  'not-a-share': 'A share needs whole numbers with 0 <= k <= n.',
  'not-a-number': 'A value must be a finite number.',
  'not-a-fraction': 'A fraction must lie between 0 and 1.',
  'not-positive': 'A size must be above zero.',
  'not-a-table': 'A table must have rows of one length.',
  'not-a-setting': 'A setting of the rule is outside what the rule allows.',
  'not-a-cohort': 'Rows contradict each other.',
} as const
export type RefusalCode = keyof typeof wants

/** Stops on input that no rule can take: kind Invalid, code `indicators/...`. `hint` names the field, never a value of a student. */
export function refuse(code: RefusalCode, hint = ''): never {
  throw invalid(`indicators/${code}`, wants[code], hint)
}

export function demandCounts(hint: string, ...values: number[]): void {
  if (!values.every((value) => Number.isSafeInteger(value) && value >= 0)) refuse('not-a-count', hint)
}
export function demandNumbers(hint: string, ...values: number[]): void {
  if (!values.every((value) => Number.isFinite(value))) refuse('not-a-number', hint)
}
export function demandFractions(hint: string, ...values: number[]): void {
  if (!values.every((value) => value >= 0 && value <= 1)) refuse('not-a-fraction', hint)
}
export function demandPositive(hint: string, ...values: number[]): void {
  if (!values.every((value) => Number.isFinite(value) && value > 0)) refuse('not-positive', hint)
}
