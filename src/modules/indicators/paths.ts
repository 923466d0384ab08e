import { toNumber } from './exact.ts'
import { dayOf, inner, inOrder, readings, type Target } from './targets.ts'

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

export type Expected =
  | { kind: 'value'; value: number }
  /** The path says nothing yet; `from` is the first day on which it does. */
  | { kind: 'silent'; from: string }
  /** The path starts at a baseline that nobody gave. */
  | { kind: 'noBaseline' }

/**
 * What the path of a target asks for on a day (methods 3.7), in the engine's unit.
 * linear: b + (T-b)(t-t0)/(tT-t0). geometric: b (T/b)^((t-t0)/(tT-t0)). step: the last milestone due. endOnly: nothing before
 * the end. Before the baseline's day: the baseline; from the due day on: the target.
 * In: a target with exactly one reading (otherwise it throws), and an ISO date.
 */
export function expectedAt(target: Target, on: string): Expected {
  const [reading, ...more] = readings(target)
  if (!reading || more.length > 0) throw new RangeError('A path needs a target with one reading.')
  const end = toNumber(reading.value)
  const due = dayOf(target.dueBy)
  if (on >= due) return { kind: 'value', value: end }
  const steps =
    target.kind === 'milestoneSeries' ? target.milestones : target.path.kind === 'step' ? target.path.milestones : null
  if (steps) {
    const sorted = inOrder(steps)
    const past = sorted.filter((step) => dayOf(step.by) <= on).at(-1)
    if (past) return { kind: 'value', value: toNumber(inner(past.amount, target.unit)) }
    return { kind: 'silent', from: sorted[0] && dayOf(sorted[0].by) < due ? dayOf(sorted[0].by) : due }
  }
  if (target.path.kind === 'endOnly' || target.kind === 'direction') return { kind: 'silent', from: due }
  if (!target.baseline) return { kind: 'noBaseline' }
  const start = toNumber(inner(target.baseline.value, target.unit))
  const begun = dayOf(target.baseline.asOf)
  if (on <= begun) return { kind: 'value', value: start }
  const gone = (day(on) - day(begun)) / (day(due) - day(begun))
  const value = target.path.kind === 'geometric' ? start * (end / start) ** gone : start + (end - start) * gone
  return { kind: 'value', value }
}
