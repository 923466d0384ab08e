import { daysLate } from '../../work/index.ts'
import type { EditionContent, JudgedPromise } from '../editions/content.ts'
import type { PublicCell } from '../sources.ts'
import { keyOf } from '../tables.ts'
import type { CalendarLine, PacketPart, PacketResponse, Standing } from './schema.ts'

/** The calls beside which the board reads what the district does about it. */
export const calls = ['met', 'on_pace', 'too_close', 'behind', 'missed', 'no_call'] as const
export const needsResponse = (call: string): boolean => call === 'behind' || call === 'missed'

/** A promise's number in an edition: the district, or the group that the promise is about, in the latest year; null where there is none. */
export function cellOf(
  content: Pick<EditionContent, 'years' | 'district' | 'cells'>,
  promise: Pick<JudgedPromise, 'definition' | 'group' | 'units'>,
): PublicCell | null {
  if (promise.units) return null
  const key = keyOf({
    definition: promise.definition,
    school_year: content.years.latest,
    period: 'year',
    org_id: content.district.org_id,
    group_set: promise.group?.set ?? 'all',
    group_value: promise.group?.value ?? 'all',
  })
  return content.cells.find((cell) => keyOf(cell) === key) ?? null
}

export type CallChange = { promise: JudgedPromise; was: JudgedPromise['judged']['call']; now: PublicCell | null }
/** A number that changed, came (`was` null) or went (`now` null). */
export type ValueChange = { promise: JudgedPromise; was: PublicCell | null; now: PublicCell | null }
export type Changed = {
  calls: CallChange[]
  values: ValueChange[]
  added: JudgedPromise[]
  /** how many stand as they did */
  same: number
}

const shareOf = (cell: PublicCell | null): string =>
  cell === null
    ? 'none'
    : `${cell.group_set} ${cell.group_value} ${cell.school_year} ${cell.shown ? `${cell.n}/${cell.d}` : `${cell.state} hidden`}`

/** What changed since the last meeting, promise by promise; null when there was nothing before. */
export function changedSince(content: EditionContent, part: PacketPart): Changed | null {
  if (!part.since) return null
  const then = new Map(part.since.promises.map((one) => [one.id, one]))
  const told: Changed = { calls: [], values: [], added: [], same: 0 }
  for (const promise of content.promises) {
    const was = then.get(promise.id)
    const now = cellOf(content, promise)
    if (!was) told.added.push(promise)
    else if (was.call !== promise.judged.call) told.calls.push({ promise, was: was.call, now })
    else if (shareOf(was.cell) !== shareOf(now)) told.values.push({ promise, was: was.cell, now })
    else told.same += 1
  }
  return told
}

/** Promised and reached: how many promises stand at each call. */
export function reachedOf(promises: readonly JudgedPromise[]): Record<(typeof calls)[number], number> {
  const counts = { met: 0, on_pace: 0, too_close: 0, behind: 0, missed: 0, no_call: 0 }
  for (const promise of promises) counts[promise.judged.call] += 1
  return counts
}

/** The promises that are behind or missed, each with its response, or null where nobody entered one. */
export const answersOf = (
  content: EditionContent,
  responses: readonly PacketResponse[],
): { promise: JudgedPromise; response: PacketResponse | null }[] =>
  content.promises
    .filter((promise) => needsResponse(promise.judged.call))
    .map((promise) => ({ promise, response: responses.find((one) => one.promise === promise.id) ?? null }))

export type Mark = 'in_time' | 'late' | 'overdue' | 'ahead' | 'dropped'
/** How a report of the calendar stands on a day. */
export function markOf(line: Pick<CalendarLine, 'due_on' | 'done_on' | 'dropped'>, day: string): Mark {
  if (line.done_on !== null && line.done_on <= day) return line.done_on <= line.due_on ? 'in_time' : 'late'
  if (line.dropped) return 'dropped'
  return line.due_on < day ? 'overdue' : 'ahead'
}

/** On time: of the reports whose day has come (or that were made before it), how many the board had by then. */
export function onTime(
  lines: readonly Pick<CalendarLine, 'due_on' | 'done_on' | 'dropped'>[],
  day: string,
): { inTime: number; of: number } {
  const marks = lines.map((line) => markOf(line, day))
  return {
    inTime: marks.filter((mark) => mark === 'in_time').length,
    of: marks.filter((mark) => mark !== 'ahead' && mark !== 'dropped').length,
  }
}

/** On time by who answers for the reports, in the order in which they come first; who had none that was due yet, last of all, with none of none. */
export function onTimeByOwner<Line extends Pick<CalendarLine, 'due_on' | 'done_on' | 'dropped'> & { owner: string }>(
  lines: readonly Line[],
  day: string,
): { owner: string; inTime: number; of: number }[] {
  const owners = [...Map.groupBy(lines, (line) => line.owner)].map(([owner, own]) => ({ owner, ...onTime(own, day) }))
  return owners.toSorted((a, b) => Number(a.of === 0) - Number(b.of === 0))
}

/** Counts of tasks on a day. Late is what `work` calls late: not before a wave has begun. */
export function standingOf(items: readonly Parameters<typeof daysLate>[0][], day: string): Standing {
  const counts: Standing = { done: 0, late: 0, stuck: 0, open: 0, dropped: 0 }
  for (const item of items) {
    if (item.state === 'done') counts.done += 1
    else if (item.state === 'dropped') counts.dropped += 1
    else {
      if (item.state === 'stuck') counts.stuck += 1
      if (daysLate(item, day) > 0) counts.late += 1
      else if (item.state !== 'stuck') counts.open += 1
    }
  }
  return counts
}

/** The element of the plan that makes a promise: `plan:every-day-2026/g1/t1` gives plan and element; null for one that no plan makes. */
export function promiseAt(id: string): { plan: string; element: string } | null {
  const found = /^plan:([^/]+)\/([^/]+)\//.exec(id)
  return found?.[1] && found[2] ? { plan: found[1], element: found[2] } : null
}

/** What differs between two packets: calls, numbers, responses, counts of work. */
export function comparePackets(was: EditionContent, now: EditionContent) {
  const before = new Map(was.promises.map((one) => [one.id, one]))
  const responseOf = (content: EditionContent, id: string) =>
    content.packet?.responses.find((one) => one.promise === id) ?? null
  const promises = now.promises.map((promise) => {
    const old = before.get(promise.id)
    return {
      promise,
      was: old ? { call: old.judged.call, cell: cellOf(was, old), response: responseOf(was, promise.id) } : null,
      now: {
        call: promise.judged.call,
        cell: cellOf(now, promise),
        response: responseOf(now, promise.id),
      },
    }
  })
  return {
    promises: promises.map((one) => ({
      ...one,
      changed:
        one.was === null ||
        one.was.call !== one.now.call ||
        shareOf(one.was.cell) !== shareOf(one.now.cell) ||
        JSON.stringify(one.was.response) !== JSON.stringify(one.now.response),
    })),
    gone: was.promises.filter((old) => !now.promises.some((one) => one.id === old.id)),
    work: { was: was.packet?.work ?? null, now: now.packet?.work ?? null },
  }
}
