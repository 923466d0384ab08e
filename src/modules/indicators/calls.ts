import { z } from 'zod'
import { type Exact, compare, exact, ratio, toNumber } from './exact.ts'
import { expectedAt } from './paths.ts'
import type { Interval } from './stats/interval.ts'
import { wilson } from './stats/wilson.ts'
import { dayOf, goodDirection, inner, readings, type Target, targetParser, type Unit } from './targets.ts'
import { type Settle, settle } from './settle.ts'

/** The value that a call judges. Amounts are in the engine's unit (fractions, not percent). `hidden`: suppressed for this reader. */
const valueParser = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('share'), k: z.int().nonnegative(), n: z.int().nonnegative() }),
  z.strictObject({
    type: z.literal('amount'),
    amount: z.number(),
    n: z.int().nonnegative().nullable(),
    interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  }),
  z.strictObject({ type: z.literal('hidden') }),
  z.strictObject({ type: z.literal('none'), state: z.enum(['zero_population', 'not_applicable', 'not_measured']) }),
])

/** All that a call depends on: stored with it, so that anybody can make it again. JSON, nothing else. */
export const callInputsParser = z.strictObject({
  rule: z.literal('call-1'),
  /** The day the value speaks for (data through), yyyy-mm-dd. */
  on: z.iso.date(),
  value: valueParser,
  target: targetParser,
  /** Fewest students for a call; methods 1.4 says 20 in Connecticut. */
  minimumN: z.int().positive(),
  /** False when definition or test changed since the baseline. */
  sameDefinition: z.boolean(),
  /** False while schools still owe data for this day. */
  complete: z.boolean(),
  /** First day on which a call is expected to be possible, when somebody knows it. */
  nextPossible: z.iso.date().nullable(),
})
export type CallInputs = z.output<typeof callInputsParser>
export type CallValue = CallInputs['value']

export const calls = ['met', 'on_pace', 'too_close', 'behind', 'missed', 'no_call'] as const
export type CallName = (typeof calls)[number]
export const noCallReasons = [
  'hidden',
  'zero_population',
  'not_applicable',
  'not_measured',
  'few',
  'definition',
  'incomplete',
  'ambiguous',
  'noNumber',
  'noBaseline',
  'silent',
  'noInterval',
] as const
export type NoCallReason = (typeof noCallReasons)[number]

/** A fact inside a sentence, formatted only when it is said, in the reader's language. */
export type Shown =
  | { number: number; as: Unit }
  | { goal: number; as: Unit }
  | { count: number }
  | { date: string }
  /** `near` is the number the interval is compared with: digits are added until rounding no longer blurs the two. */
  | { interval: Interval; near: number; as: Unit }
export type ReasonKey =
  | `no_call.${NoCallReason}`
  | 'met.level'
  | 'met.band'
  | 'missed.level'
  | 'missed.interval'
  | 'missed.band'
  | 'too_close.due'
  | 'too_close.path'
  | 'too_close.band'
  | `${'on_pace' | 'behind'}.${'above' | 'below' | 'tally'}`
  | 'behind.band'
/** Why a call is what it is: the key of a sentence in the module's words, and the facts it needs. */
export type Reason = { key: ReasonKey; values: Record<string, Shown> }

export type Call = {
  call: CallName
  reason: Reason
  /** 95% interval of the value in the engine's unit; null for tallies and where there is no value. */
  interval: Interval | null
  /** What the path asked for by then; null when it was not needed. */
  expected: number | null
  /** Met, but the interval also holds values that are not. */
  couldBeChance: boolean
  /** Too close to call: the counts that would settle it for a group of this size. */
  settles: Settle | null
  /** No call: the first day on which one is possible, when known. */
  firstPossible: string | null
  inputs: CallInputs
}

/**
 * Makes the call of one value against one target, by the decision table of methods 3.4 in its order: no call, met, then missed
 * (past the due day) or the interval against the path (before it). A value on the due day is the last one.
 * In: parsed inputs. Out: the call with its reason and inputs. Pure: the same inputs always give the same call.
 */
export function decide(inputs: CallInputs): Call {
  const { value, target } = inputs
  if (value.type === 'hidden') return none(inputs, 'hidden')
  if (value.type === 'none') return none(inputs, value.state)
  if (value.n === 0) return none(inputs, 'zero_population')
  if (value.n !== null && value.n < inputs.minimumN)
    return none(inputs, 'few', { n: { count: value.n }, minimum: { count: inputs.minimumN } })
  if (!inputs.sameDefinition) return none(inputs, 'definition')
  if (!inputs.complete) return none(inputs, 'incomplete')
  if (target.kind === 'compound' || target.kind === 'qualitative') return none(inputs, 'noNumber')
  const at = value.type === 'share' ? ratio(value.k, value.n) : exact(value.amount)
  const interval = value.type === 'share' ? wilson(value) : value.interval
  return target.kind === 'band' ? inBand(inputs, target, at, interval) : onPath(inputs, at, interval)
}

/** Units that are counted one by one: without an interval the plain comparison is the fact itself. */
const tallies: readonly Unit[] = ['count', 'usd', 'days']

const base = { interval: null, expected: null, couldBeChance: false, settles: null, firstPossible: null }

function none(inputs: CallInputs, reason: NoCallReason, values: Reason['values'] = {}, more: Partial<Call> = {}): Call {
  const reasoned = { call: 'no_call', reason: { key: `no_call.${reason}`, values } } as const
  return { ...base, ...reasoned, firstPossible: inputs.nextPossible, inputs, ...more }
}

function say(
  inputs: CallInputs,
  at: Exact,
  call: CallName,
  key: ReasonKey,
  values: Reason['values'],
  more: Partial<Call>,
): Call {
  const { target } = inputs
  const facts: Reason['values'] = {
    value: { number: toNumber(at), as: target.unit },
    due: { date: dayOf(target.dueBy) },
  }
  return { ...base, call, reason: { key, values: { ...facts, ...values } }, inputs, ...more }
}

function inBand(inputs: CallInputs, target: Target & { kind: 'band' }, at: Exact, interval: Interval | null): Call {
  const as = target.unit
  const low = toNumber(inner(target.low, as))
  const high = toNumber(inner(target.high, as))
  const past = inputs.on >= dayOf(target.dueBy)
  const ends: Reason['values'] = { low: { goal: low, as }, high: { goal: high, as } }
  if (compare(at, inner(target.low, as)) >= 0 && compare(at, inner(target.high, as)) <= 0) {
    const couldBeChance = interval !== null && (interval.low < low || interval.high > high)
    return say(inputs, at, 'met', 'met.band', ends, { interval, couldBeChance })
  }
  const apart = interval === null || interval.high < low || interval.low > high
  if (past && (apart || as === 'count')) return say(inputs, at, 'missed', 'missed.band', ends, { interval })
  if (!interval && !tallies.includes(as)) return none(inputs, 'noInterval')
  if (apart || !interval) return say(inputs, at, 'behind', 'behind.band', ends, { interval })
  const near = toNumber(at) < low ? low : high
  return say(inputs, at, 'too_close', 'too_close.band', { ...ends, interval: { interval, near, as } }, { interval })
}

function onPath(inputs: CallInputs, at: Exact, interval: Interval | null): Call {
  const { value, target, on } = inputs
  const as = target.unit
  const due = dayOf(target.dueBy)
  const found = readings(target)
  if (found.length > 1) return none(inputs, 'ambiguous', { count: { count: found.length } }, { firstPossible: null })
  const good = goodDirection(target)
  const [reading] = found
  const wanted = reading && on < due ? expectedAt(target, on) : null
  if (!reading || !good || wanted?.kind === 'noBaseline') return none(inputs, 'noBaseline', {}, { firstPossible: null })

  const goal = toNumber(reading.value)
  const up = good === 'up'
  const order = compare(at, reading.value) * (up ? 1 : -1)
  const strict =
    target.kind === 'direction' || ('operator' in target && (target.operator === '>' || target.operator === '<'))
  if (order > 0 || (order === 0 && !strict)) {
    const short = (end: number): boolean => (up ? end < goal : end > goal) || (strict && end === goal)
    const couldBeChance = interval !== null && (short(interval.low) || short(interval.high))
    return say(inputs, at, 'met', 'met.level', { goal: { goal, as } }, { interval, couldBeChance })
  }

  const compared = (near: number): Reason['values'] => ({
    goal: { goal, as },
    ...(interval ? { interval: { interval, near, as } } : {}),
  })
  if (!wanted) {
    const includes = interval !== null && interval.low <= goal && goal <= interval.high
    if (includes && as !== 'count') return say(inputs, at, 'too_close', 'too_close.due', compared(goal), { interval })
    const key = interval && !includes ? 'missed.interval' : 'missed.level'
    return say(inputs, at, 'missed', key, compared(goal), { interval })
  }
  if (wanted.kind === 'silent')
    return none(inputs, 'silent', { date: { date: wanted.from } }, { interval, firstPossible: wanted.from })

  const expected = wanted.value
  const values: Reason['values'] = { ...compared(expected), expected: { number: expected, as } }
  const more = { interval, expected }
  if (!interval) {
    if (!tallies.includes(as)) return none(inputs, 'noInterval', {}, { expected })
    const reached = up ? toNumber(at) >= expected : toNumber(at) <= expected
    return reached
      ? say(inputs, at, 'on_pace', 'on_pace.tally', values, more)
      : say(inputs, at, 'behind', 'behind.tally', values, more)
  }
  if (up ? interval.low >= expected : interval.high <= expected)
    return say(inputs, at, 'on_pace', up ? 'on_pace.above' : 'on_pace.below', values, more)
  if (up ? interval.high < expected : interval.low > expected)
    return say(inputs, at, 'behind', up ? 'behind.below' : 'behind.above', values, more)
  return say(inputs, at, 'too_close', 'too_close.path', values, { ...more, settles: settle(value, expected, good) })
}

/**
 * Makes a stored call again from its stored inputs. In: anything read from storage. Out: the call. Throws zod's error when the
 * inputs are not those of a call: a stored call that cannot be replayed must not be shown.
 */
export const replay = (inputs: unknown): Call => decide(callInputsParser.parse(inputs))

/** Inputs with the usual settings filled in: Connecticut's minimum of 20, a complete value, an unchanged definition. */
export const callInputs = (
  on: string,
  value: CallValue,
  target: Target,
  rest: Partial<CallInputs> = {},
): CallInputs => ({
  rule: 'call-1',
  on,
  value,
  target,
  minimumN: 20,
  sameDefinition: true,
  complete: true,
  nextPossible: null,
  ...rest,
})
