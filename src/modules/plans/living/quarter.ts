/** One decision that was asked of a supervisor. `took`: working days from the day it was sent in to the day it was answered; null while it waits. */
export type Decision = {
  director: string
  quarter: number
  took: number | null
  due_on: string
  done_on: string | null
}

/** How quickly a supervisor decided what was sent in during a quarter. `due`: decided, or waiting past its day; `in_time`: decided by its day. */
export type Turnaround = { director: string; quarter: number; median: number | null; in_time: number; due: number }

/** The middle of some numbers (of the two in the middle the mean); null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half]
  const lower = sorted.length % 2 === 0 ? sorted[half - 1] : upper
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

/** By supervisor and quarter, in order. What waits and may still be decided in time is left out. */
export function turnaroundsOf(decisions: readonly Decision[], today: string): Turnaround[] {
  const groups = Map.groupBy(
    decisions.filter((one) => one.done_on !== null || one.due_on < today),
    (one) => `${one.quarter}\n${one.director}`,
  )
  return [...groups.values()]
    .map((some) => ({
      director: some[0]?.director ?? '',
      quarter: some[0]?.quarter ?? 0,
      median: medianOf(some.flatMap((one) => one.took ?? [])),
      in_time: some.filter((one) => one.done_on !== null && one.done_on <= one.due_on).length,
      due: some.length,
    }))
    .toSorted((a, b) => a.quarter - b.quarter || a.director.localeCompare(b.director))
}
